// Message bubble: formatted text with its buttons below.

import { clip } from "./clip.js";
import { icon, make } from "./dom.js";
import { formatted } from "./formatted.js";

const BELL_OFF = "M6 16V11a6 6 0 0 1 9-5.2M18 11v5l2 2H8M10 21h4M4 4l16 16";
const OPEN = "M9 15L18 6M11 6h7v7";
const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const day = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long" });

const dayOf = (message) => day.format(message.at * 1000);

/** A message in a few words. */
export function gist(message) {
  const kinds = { location: "Location", photo: "Picture", animation: "Animation", video: "Video" };
  const kind = Object.keys(kinds).find((each) => message[each] || message.content?.[each]);
  return message.text || kinds[kind] || "File";
}

/** acts: {command(text), tap(message, button), copied(text)}; quoted: the message it replies to; before: its bubble so far. */
export function bubble(message, names, quoted, acts, before) {
  const side = message.from_bot ? "bot" : "own";
  const name = message.from_bot ? names.bot : names.person;
  const time = clock.format(message.at * 1000);
  const said = make("div", { class: "bubble" }, quoted && quote(quoted, names), content(message, acts, stamp(message, time), before), message.reaction && reaction(message, names));
  const item = make("li", { class: side, id: `message-${message.id}`, "aria-label": `${name}, ${time}` }, said);
  item.dataset.day = dayOf(message);
  if (message.keyboard.length) item.append(keyboard(message, acts));
  return item;
}

function reaction(message, names) {
  return make("span", { class: "reaction", role: "img", "aria-label": `${names.bot} reacted with ${message.reaction}` }, message.reaction);
}

function content(message, acts, stamped, before) {
  if (message.location) {
    const { latitude, longitude } = message.location;
    return make("div", { class: "location" }, make("strong", {}, "Location"), ` ${latitude.toFixed(3)}, ${longitude.toFixed(3)}`, stamped);
  }
  const text = make("div", { class: "text", dir: "auto" }, ...formatted(message.text, message.entities, acts.command), stamped);
  const isClip = message.content?.animation || message.content?.video;
  const shown = isClip ? clip(message, before) : picture(message);
  if (!shown) return text;
  return message.extra.show_caption_above_media ? make("div", { class: "above" }, text, shown) : make("div", {}, shown, text);
}

function picture(message) {
  const file = message.photo || message.document;
  if (!file) return null;
  const address = `/sandbox/files/${encodeURIComponent(file.file_id)}`;
  return message.photo
    ? make("img", { class: "photo", src: address, alt: message.text || "Picture", width: file.width, height: file.height })
    : make("a", { class: "document", href: address, download: file.file_name }, "📄 ", file.file_name);
}

function quote(quoted, names) {
  const who = quoted.from_bot ? names.bot : names.person;
  return make("div", { class: "quoted" }, make("strong", {}, who), make("span", {}, gist(quoted).slice(0, 120)));
}

function stamp(message, time) {
  const isEdited = message.edited_at !== null && message.text;
  return make(
    "span",
    { class: "stamp" },
    message.silent && icon(BELL_OFF, "sent silently"),
    isEdited && "edited ",
    make("time", { datetime: new Date(message.at * 1000).toISOString() }, time),
  );
}

function keyboard(message, acts) {
  const rows = message.keyboard.map((row) =>
    make("div", { class: "row" }, ...row.map((button) => key(message, button, acts))),
  );
  return make("div", { class: "keyboard", role: "group", "aria-label": "Buttons" }, ...rows);
}

function key(message, button, acts) {
  const look = { class: `key ${button.style || ""}`, type: "button" };
  if (button.url) {
    const about = { class: look.class, href: button.url, target: "_blank", rel: "noopener noreferrer" };
    return make("a", about, button.text, icon(OPEN));
  }
  if (button.copy_text) {
    return make("button", { ...look, onclick: () => acts.copied(button.copy_text.text) }, button.text);
  }
  const node = make("button", { ...look, onclick: () => acts.tap(message, button) }, button.text);
  node.dataset.data = button.callback_data;
  return node;
}
