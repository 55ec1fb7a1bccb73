// Clips: animations and videos that play in the chat, and keep playing while their message is edited.

import { icon, make } from "./dom.js";

const PAUSE = "M9 6v12M15 6v12";
const PLAY = "M8 5l11 7-11 7z";
const still = matchMedia("(prefers-reduced-motion: reduce)");
still.addEventListener("change", () => {
  for (const screen of document.querySelectorAll(".clip video")) screen.dispatchEvent(new Event("motion"));
});

/** The clip of a message; `before`, the message as shown so far, gives its own if the file is the same. */
export function clip(message, before) {
  const kind = message.content.animation ? "animation" : "video";
  const file = message.content[kind];
  const kept = before?.querySelector(".clip");
  const frame = kept?.dataset.file === file.file_id ? kept : framed(kind, file);
  name(frame, message.text.split("\n", 1)[0] || (kind === "animation" ? "Animation" : "Video"));
  veil(frame, message.extra.has_media_spoiler);
  return frame;
}

function framed(kind, file) {
  const frame = make("div", { class: "clip" });
  frame.dataset.file = file.file_id;
  const address = `/sandbox/files/${encodeURIComponent(file.file_id)}`;
  const size = { width: file.width, height: file.height };
  const poster = file.thumbnail && `/sandbox/files/${encodeURIComponent(file.thumbnail.file_id)}`;
  if (file.mime_type === "image/gif") {
    frame.append(make("img", { class: "screen", src: address, ...size }));
    return frame;
  }
  const screen = make("video", { class: "screen", src: address, poster, playsinline: true, loop: kind === "animation", ...size });
  screen.defaultMuted = screen.muted = kind === "animation";
  frame.append(screen);
  if (kind === "animation") plays(frame, screen);
  else screen.controls = true;
  screen.addEventListener("error", () => frame.replaceChildren(make("a", { class: "document", href: address, download: file.file_name }, "🎞 ", file.file_name)));
  return frame;
}

/** An animation plays by itself and can be paused; who asked for less motion starts it. */
function plays(frame, screen) {
  const button = make("button", { type: "button", class: "pause", onclick: () => (screen.paused ? screen.play() : screen.pause()) });
  const show = () => {
    const act = screen.paused ? "Play" : "Pause";
    button.setAttribute("aria-label", `${act} ${screen.getAttribute("aria-label")}`);
    button.replaceChildren(icon(screen.paused ? PLAY : PAUSE));
    frame.classList.toggle("paused", screen.paused);
  };
  const obey = () => {
    screen.autoplay = !still.matches;
    screen.controls = still.matches;
    button.hidden = still.matches;
    if (still.matches) screen.pause();
    else screen.play().catch(() => {}); // not in the page yet: autoplay starts it
  };
  for (const kind of ["play", "pause", "named"]) screen.addEventListener(kind, show);
  screen.addEventListener("motion", obey);
  frame.append(button);
  obey();
  show();
}

function name(frame, words) {
  const screen = frame.querySelector(".screen");
  if (!screen) return;
  screen.setAttribute(screen.tagName === "IMG" ? "alt" : "aria-label", words);
  screen.dispatchEvent(new Event("named"));
}

function veil(frame, isVeiled) {
  const old = frame.querySelector(".veil");
  if (!isVeiled) old?.remove();
  else if (!old) {
    const lift = (event) => { event.currentTarget.hidden = true; };
    frame.append(make("button", { type: "button", class: "veil", "aria-label": "Show the hidden picture", onclick: lift }, make("span", {}, "Show")));
  }
}
