// Chat page: mirrors the sandbox's state and shows the selected person's chat.

import { bubble, gist } from "./bubble.js";
import { commandsFor, composer, showReplyKeyboard } from "./composer.js";
import { byId, make, toast } from "./dom.js";
import { drawer, personDialog, placeDialog, showPeople } from "./people.js";
import { lookAhead, setClock, timepiece } from "./timepiece.js";
import { get, listen, post } from "./wire.js";

const TAP_SHOWN_SECONDS = 15;

const log = byId("log");
const scroll = byId("scroll");
const chats = new Map();
const unread = new Map();
const messages = new Map(); // of the selected chat, by id
const waiting = new Map(); // unanswered taps: `message:data` by tap id
const early = new Map(); // answers that arrived before the response to their tap
let bot = { first_name: "Save Our Psoas" };
let commands = {};
let descriptions = {};
let current = Number(location.hash.slice(1)) || 0;
let reading = 0; // counts reloads, as `turn` counts opened chats:
let turn = 0; // late answers to older ones are dropped
let held = null; // events received during a reload; they are newer than its result

const acts = {
  send: (text) => attempt("write", { chat_id: current, text }),
  attach: async (file) => attempt("attach", { chat_id: current, name: file.name, kind: file.type, content: await base64(file) }),
  command: (text) => acts.send(text),
  commands: () => (chats.has(current) ? commandsFor(chats.get(current), commands) : []),
  place: placeDialog((latitude, longitude) => attempt("location", { chat_id: current, latitude, longitude })),
  tap,
  async copied(text) {
    await navigator.clipboard.writeText(text);
    toast("Copied");
  },
};

function base64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}

async function attempt(path, body) {
  try {
    return await post(path, body);
  } catch (error) {
    toast(error.message, "wrong");
    return null;
  }
}

async function tap(message, button) {
  const place = `${message.id}:${button.callback_data}`;
  if ([...waiting.values()].includes(place)) return;
  const pressed = await attempt("tap", { chat_id: message.chat_id, message_id: message.id, callback_data: button.callback_data });
  if (!pressed) return;
  if (early.has(pressed.id)) return settle(early.get(pressed.id));
  waiting.set(pressed.id, place);
  markWaiting();
  setTimeout(() => waiting.delete(pressed.id) && markWaiting(), TAP_SHOWN_SECONDS * 1000);
}

function markWaiting() {
  const places = new Set(waiting.values());
  for (const key of log.querySelectorAll(".key[data-data]")) {
    const id = key.closest("li").id.replace("message-", "");
    const isBusy = places.has(`${id}:${key.dataset.data}`);
    key.setAttribute("aria-busy", String(isBusy));
  }
}

function settle(answer) {
  early.delete(answer.tap_id);
  waiting.delete(answer.tap_id);
  markWaiting();
  if (!answer.text || answer.chat_id !== current) return;
  if (!answer.alert) return toast(answer.text);
  const dialog = byId("alert");
  dialog.querySelector("p").textContent = answer.text;
  if (!dialog.open) dialog.showModal();
}

const on = {
  // if it fails, the sandbox is down and says hello again when it is back
  hello: () => readAnew().catch(() => {}),
  chat: ({ chat }) => {
    chats.set(chat.id, chat);
    showAround();
  },
  message: ({ message }) => {
    const chat = chats.get(message.chat_id);
    const isNew = !chat?.last || message.at >= chat.last.at;
    if (chat && isNew) chat.last = { text: gist(message), at: message.at };
    if (message.chat_id === current) upsert(message);
    else if (message.from_bot && message.edited_at === null) unread.set(message.chat_id, (unread.get(message.chat_id) || 0) + 1);
    showAround();
    lookAhead(current);
  },
  deleted: ({ chat_id, message_id }) => {
    if (chat_id !== current) return;
    messages.delete(message_id);
    byId(`message-${message_id}`)?.remove();
    separateDays();
  },
  answer: (answer) => {
    if (waiting.has(answer.tap_id)) settle(answer);
    else early.set(answer.tap_id, answer);
  },
  commands: (event) => { commands = event.commands; },
  descriptions: (event) => {
    descriptions = event.descriptions;
    showAround();
  },
  clock: ({ now, can_move }) => {
    setClock(now, can_move);
    lookAhead(current);
  },
};

function take(event) {
  if (held && event.kind !== "hello") held.push(event);
  else on[event.kind]?.(event);
}

async function readAnew() {
  const mine = ++reading;
  held ??= [];
  const state = await get("state");
  if (mine !== reading) return;
  ({ bot, commands, descriptions } = state);
  chats.clear();
  for (const chat of state.chats) chats.set(chat.id, chat);
  setClock(state.now, state.can_move_clock);
  if (!chats.has(current)) current = state.chats[0]?.id || 0;
  await openChat(current);
}

async function openChat(chatId) {
  const mine = ++turn;
  held ??= [];
  current = chatId;
  history.replaceState(null, "", `#${chatId}`);
  unread.delete(chatId);
  showAround();
  const answer = await get(`messages?chat_id=${chatId}`);
  if (mine !== turn) return;
  messages.clear();
  for (const message of answer.messages) messages.set(message.id, message);
  log.ariaLive = "off"; // opening a chat is not news
  log.replaceChildren(...answer.messages.map((message) => node(message)));
  separateDays();
  markWaiting();
  showAround();
  toEnd();
  requestAnimationFrame(() => { log.ariaLive = "polite"; });
  lookAhead(chatId);
  const missed = held ?? [];
  held = null;
  missed.forEach(take);
}

function node(message, before) {
  const names = { bot: bot.first_name, person: chats.get(current).name };
  return bubble(message, names, messages.get(message.reply_to), acts, before);
}

function upsert(message) {
  const wasAtEnd = isAtEnd();
  const before = byId(`message-${message.id}`);
  const focused = before?.contains(document.activeElement) && document.activeElement;
  messages.set(message.id, message);
  const fresh = node(message, before);
  if (before) {
    before.replaceWith(fresh);
    // keyboard users keep their place
    if (focused) (fresh.contains(focused) ? focused : fresh.querySelector(".key"))?.focus();
  } else {
    fresh.classList.add("new");
    log.append(fresh);
    separateDays();
  }
  markWaiting();
  if (wasAtEnd || !message.from_bot) toEnd();
}

function separateDays() {
  for (const old of log.querySelectorAll(".day")) old.remove();
  let day = "";
  for (const item of [...log.children]) {
    if (item.dataset.day !== day) {
      day = item.dataset.day;
      item.before(make("li", { class: "day", role: "separator" }, make("span", {}, day)));
    }
  }
}

let staysAtEnd = true;
let height = 0; // of the visible part, as last measured

function toEnd() {
  staysAtEnd = true;
  scroll.scrollTop = scroll.scrollHeight;
}

const isAtEnd = () => scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 80;

function showAround() {
  showPeople(chats, current, unread, (id) => {
    side.close();
    openChat(id);
  });
  const chat = chats.get(current);
  if (!chat) return;
  const canWrite = !chat.is_group && !chat.is_deactivated;
  const isFresh = canWrite && !chat.has_written;
  byId("talking-as").textContent = chat.is_deactivated ? `${chat.name} left Telegram` : `bot · you write as ${chat.name}`;
  byId("block").hidden = !chat.has_written || chat.blocks_bot || !canWrite;
  byId("start").hidden = !isFresh || chat.blocks_bot;
  byId("unblock").hidden = !canWrite || !chat.blocks_bot;
  byId("composer").hidden = !canWrite || isFresh || chat.blocks_bot;
  const about = descriptions[`description:${chat.language_code.slice(0, 2)}`] || descriptions["description:"] || "";
  byId("about").querySelector("p").textContent = about || "Press START to say hello. The bot sees what you do here as it would in Telegram.";
  byId("about").hidden = !isFresh;
  showReplyKeyboard(chat.blocks_bot ? null : chat.reply_keyboard, acts);
}

const side = drawer();
composer(acts);
timepiece(() => current);
personDialog(async (person) => {
  const added = await attempt("people", person);
  if (!added) return;
  side.close();
  openChat(added.id);
});
byId("start").addEventListener("click", async () => {
  await acts.send("/start");
  byId("text").focus();
});
byId("block").addEventListener("click", () => attempt("block", { chat_id: current }));
byId("unblock").addEventListener("click", () => attempt("unblock", { chat_id: current }));
byId("to-latest").addEventListener("click", () => scroll.scrollTo({ top: scroll.scrollHeight, behavior: "smooth" }));
scroll.addEventListener("scroll", () => {
  if (scroll.clientHeight !== height) return; // resized, not scrolled: handled below
  staysAtEnd = isAtEnd();
  byId("to-latest").hidden = staysAtEnd;
}, { passive: true });
new ResizeObserver(() => {
  height = scroll.clientHeight;
  if (staysAtEnd) toEnd(); // a phone's keyboard opens: keep the latest message in view
}).observe(scroll);
listen(
  take,
  (isConnected) => { byId("connection").hidden = isConnected; },
);
