// Formatted text: renders entities; offsets are UTF-16 units, as in JavaScript strings.

import { make } from "./dom.js";

const SIMPLE = {
  bold: "strong",
  italic: "em",
  underline: "u",
  strikethrough: "s",
  code: "code",
  blockquote: "blockquote",
};

/** Nodes for text[from, to); entities are sorted by offset, longer ones first. */
export function formatted(text, entities, onCommand, from = 0, to = text.length) {
  const nodes = [];
  let at = from;
  let rest = entities.filter((e) => e.offset < to && e.offset + e.length > from);
  while (rest.length) {
    const [entity, ...others] = rest;
    const end = Math.min(entity.offset + entity.length, to);
    if (entity.offset > at) nodes.push(beside(nodes, text.slice(at, entity.offset)));
    const begin = Math.max(entity.offset, at);
    const inside = others.filter((e) => e.offset < end);
    nodes.push(wrap(entity, text.slice(begin, end), formatted(text, inside, onCommand, begin, end), onCommand));
    at = end;
    rest = others.filter((e) => e.offset >= end);
  }
  if (at < to) nodes.push(beside(nodes, text.slice(at, to)));
  return nodes;
}

/** Quotes and code blocks bring their own line break. */
function beside(nodes, plain) {
  const isAfterBlock = ["BLOCKQUOTE", "PRE"].includes(nodes.at(-1)?.tagName);
  return isAfterBlock && plain.startsWith("\n") ? plain.slice(1) : plain;
}

function wrap(entity, plain, children, onCommand) {
  switch (entity.type) {
    case "pre":
      return make("pre", { tabindex: 0 }, make("code", { "data-language": entity.language }, ...children));
    case "text_link":
    case "url":
      return link(entity.url || plain, children);
    case "bot_command":
      return make("button", { type: "button", class: "command", onclick: () => onCommand(plain) }, plain);
    case "spoiler":
      return spoiler(children);
    case "expandable_blockquote":
      return expandable(children);
    default:
      return make(SIMPLE[entity.type] || "span", {}, ...children);
  }
}

function link(address, children) {
  const isSafe = /^(https?|tg|mailto|tel):/i.test(address);
  if (!isSafe) return make("span", {}, ...children);
  return make("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, ...children);
}

function spoiler(children) {
  const cover = make("span", { class: "spoiler", role: "button", tabindex: 0, "aria-label": "Hidden text, press to show" });
  const show = () => {
    cover.classList.add("shown");
    for (const name of ["role", "tabindex", "aria-label"]) cover.removeAttribute(name);
  };
  cover.addEventListener("click", show, { once: true });
  cover.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      show();
    }
  });
  cover.append(...children);
  return cover;
}

function expandable(children) {
  const more = make("button", { type: "button", class: "more", "aria-expanded": "false" }, "Show more");
  const quote = make("blockquote", { class: "expandable" }, make("div", {}, ...children), more);
  const toggle = () => {
    const isOpen = quote.classList.toggle("open");
    more.setAttribute("aria-expanded", isOpen);
    more.textContent = isOpen ? "Show less" : "Show more";
  };
  quote.addEventListener("click", (event) => {
    if (!event.target.closest("a, .command, .spoiler:not(.shown)")) toggle();
  });
  return quote;
}
