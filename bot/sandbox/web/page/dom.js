// DOM nodes without innerHTML, so message content always stays text.

/** make("button", {class: "key", onclick: f}, "text", otherNode) */
export function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (typeof value === "function") node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child || child === 0));
  return node;
}

export const byId = (id) => document.getElementById(id);

export function icon(path, label) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute(label ? "role" : "aria-hidden", label ? "img" : "true");
  if (label) svg.setAttribute("aria-label", label);
  const shape = document.createElementNS(svg.namespaceURI, "path");
  shape.setAttribute("d", path);
  svg.append(shape);
  return svg;
}

export function toast(text, kind = "") {
  const note = make("p", { class: kind }, text);
  byId("toasts").append(note);
  setTimeout(() => note.classList.add("gone"), 3600);
  setTimeout(() => note.remove(), 4000);
}
