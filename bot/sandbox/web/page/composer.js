// Composer: text field, commands (menu and completion), reply keyboard.

import { byId, make } from "./dom.js";

const field = byId("text");
const list = byId("commands");
const menu = byId("menu");

/** The commands a person sees: narrowest scope and their language first, as in Telegram. */
export function commandsFor(chat, commands) {
  for (const scope of [`chat:${chat.id}`, "all_private_chats", "default"]) {
    for (const language of [chat.language_code.slice(0, 2), ""]) {
      const found = commands[`${scope}:${language}`];
      if (found && found.length) return found;
    }
  }
  return [];
}

/** acts: {send(text), attach(file), commands(), place()} */
export function composer(acts) {
  const send = () => {
    const text = field.value.trim();
    close();
    if (!text) return;
    field.value = "";
    fit();
    acts.send(text);
  };

  const close = () => {
    list.hidden = true;
    menu.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  };

  const open = (commands) => {
    const options = commands.map(({ command, description }, index) =>
      make(
        "div",
        { role: "option", id: `command-${index}`, "aria-selected": index === 0 ? "true" : "false",
          tabindex: -1, "data-command": command, onclick: () => choose(command) },
        make("b", {}, `/${command}`), make("span", {}, description),
      ),
    );
    list.replaceChildren(...options);
    list.hidden = !options.length;
    menu.setAttribute("aria-expanded", String(!list.hidden));
  };

  const choose = (command) => {
    field.value = "";
    fit();
    close();
    acts.send(`/${command}`);
    field.focus();
  };

  const move = (by) => {
    const options = [...list.children];
    const now = options.findIndex((option) => option.ariaSelected === "true");
    const next = options[(now + by + options.length) % options.length];
    for (const option of options) option.ariaSelected = String(option === next);
    field.setAttribute("aria-activedescendant", next.id);
    next.scrollIntoView({ block: "nearest" });
  };

  const fit = () => {
    field.style.height = "auto";
    field.style.height = `${Math.min(field.scrollHeight, 160)}px`;
  };

  field.addEventListener("input", () => {
    fit();
    const begun = /^\/(\w*)$/.exec(field.value);
    if (begun) open(acts.commands().filter(({ command }) => command.startsWith(begun[1].toLowerCase())));
    else close();
  });

  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const chosen = !list.hidden && list.querySelector('[aria-selected="true"]');
    if (chosen && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Escape") {
      close();
    } else if (chosen && event.key === "Tab" && !event.shiftKey) {
      event.preventDefault();
      field.value = `/${chosen.dataset.command} `;
      close();
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      if (chosen) choose(chosen.dataset.command);
      else send();
    }
  });

  menu.addEventListener("click", () => {
    if (list.hidden) open(acts.commands());
    else close();
    field.focus();
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest("footer")) close();
  });
  byId("attach").addEventListener("click", () => byId("file").click());
  byId("file").addEventListener("change", async ({ target }) => {
    const [file] = target.files;
    if (file) await acts.attach(file);
    target.value = ""; // so that the same file can be chosen again
    field.focus();
  });
  byId("composer").addEventListener("submit", (event) => {
    event.preventDefault();
    send();
    field.focus();
  });
}

export function showReplyKeyboard(markup, acts) {
  const box = byId("reply-keyboard");
  const rows = (markup && markup.keyboard) || [];
  box.hidden = !rows.length;
  box.replaceChildren(
    ...rows.map((row) =>
      make("div", { class: "row" }, ...row.map((button) => {
        const act = button.request_location ? acts.place : () => acts.send(button.text);
        return make("button", { type: "button", class: "key", onclick: act }, button.text);
      })),
    ),
  );
  field.placeholder = (markup && markup.input_field_placeholder) || "Message";
}
