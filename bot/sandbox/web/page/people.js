// People: the side list, and the dialogs for a new person and a location.

import { byId, make } from "./dom.js";

const PLACES = [
  ["Vienna", 48.208, 16.373], ["London", 51.507, -0.128], ["New York", 40.713, -74.006],
  ["Kolkata", 22.573, 88.364], ["Kathmandu", 27.717, 85.324], ["Lord Howe", -31.553, 159.084],
];

export function avatar(chat) {
  const hue = (chat.id * 67) % 360;
  const node = make("span", { class: "avatar", "aria-hidden": "true" }, [...chat.name][0].toUpperCase());
  node.style.setProperty("--hue", hue);
  return node;
}

export function showPeople(chats, currentId, unread, onChoose) {
  const items = [...chats.values()].map((chat) => {
    const count = unread.get(chat.id) || 0;
    const about = chat.blocks_bot ? "blocks the bot" : chat.is_deactivated ? "deactivated" : chat.last ? chat.last.text : "not started yet";
    const button = make(
      "button",
      { type: "button", "aria-label": count ? `${chat.name}, ${count} unread` : chat.name, "aria-current": chat.id === currentId ? "true" : undefined, onclick: () => onChoose(chat.id) },
      avatar(chat),
      make("span", { class: "about" },
        make("span", { class: "name" }, chat.name, make("small", {}, chat.is_group ? "group" : chat.language_code)),
        make("span", { class: "last" }, about)),
      count ? make("span", { class: "badge" }, String(count)) : null,
    );
    return make("li", {}, button);
  });
  byId("people").replaceChildren(...items);
}

export function drawer() {
  const [opener, side, veil] = [byId("open-side"), byId("side"), byId("veil")];
  const set = (isOpen) => {
    document.body.classList.toggle("side-open", isOpen);
    opener.setAttribute("aria-expanded", String(isOpen));
    veil.hidden = !isOpen;
    if (isOpen) (side.querySelector("[aria-current]") || side.querySelector("button")).focus();
  };
  opener.addEventListener("click", () => set(!document.body.classList.contains("side-open")));
  veil.addEventListener("click", () => set(false));
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && document.body.classList.contains("side-open")) {
      set(false);
      opener.focus();
    }
  });
  return { close: () => set(false) };
}

export function personDialog(onAdd) {
  const dialog = byId("new-person");
  const form = dialog.querySelector("form");
  byId("add-person").addEventListener("click", () => {
    form.reset();
    dialog.returnValue = "";
    dialog.showModal();
  });
  form.addEventListener("submit", (event) => {
    if (event.submitter.value === "add") onAdd(Object.fromEntries(new FormData(form)));
  });
}

export function placeDialog(onShare) {
  const dialog = byId("place");
  const form = dialog.querySelector("form");
  const put = (latitude, longitude) => {
    form.elements.latitude.value = latitude;
    form.elements.longitude.value = longitude;
  };
  byId("places").replaceChildren(...PLACES.map(([name, ...where]) =>
    make("button", { type: "button", class: "quiet", onclick: () => put(...where) }, name)));
  form.addEventListener("submit", (event) => {
    if (event.submitter.value !== "share") return;
    onShare(Number(form.elements.latitude.value), Number(form.elements.longitude.value));
  });
  return () => {
    put(PLACES[0][1], PLACES[0][2]);
    dialog.showModal();
  };
}
