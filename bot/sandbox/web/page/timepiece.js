// Clock: shown in the viewer's zone and UTC; buttons move it when the bot lends its clock.

import { byId, toast } from "./dom.js";
import { get, post } from "./wire.js";

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const local = new Intl.DateTimeFormat(undefined, {
  weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", second: "2-digit",
});
const inUtc = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", timeZone: "UTC" });
const short = new Intl.DateTimeFormat(undefined, { weekday: "short", hour: "2-digit", minute: "2-digit" });

let ahead = 0; // ahead of this computer's clock, in milliseconds
let nextNudgeAt = null;
let asking = 0;

export function setClock(now, canMove) {
  ahead = now * 1000 - Date.now();
  if (canMove !== undefined) byId("clock-buttons").hidden = !canMove;
  tick();
}

/** Fetches the person's next planned nudge, debounced. */
export function lookAhead(chatId) {
  clearTimeout(asking);
  asking = setTimeout(async () => {
    try {
      const clock = await get(`clock?chat_id=${chatId}`);
      nextNudgeAt = clock.next_nudge_at || null;
      setClock(clock.now, clock.can_move);
    } catch {
      nextNudgeAt = null; // the page already says "reconnecting…"
    }
  }, 150);
}

export function timepiece(currentChat) {
  setInterval(tick, 1000);
  for (const button of byId("clock-buttons").querySelectorAll("button")) {
    button.addEventListener("click", () => move(button, currentChat()));
  }
}

async function move(button, chatId) {
  const buttons = byId("clock-buttons");
  buttons.ariaBusy = "true";
  for (const each of buttons.children) each.disabled = true;
  try {
    const minutes = Number(button.dataset.minutes);
    const clock = await post("clock", minutes ? { minutes } : { to_next_nudge_of: chatId });
    setClock(clock.now, clock.can_move);
  } catch (error) {
    toast(error.message, "wrong");
  } finally {
    buttons.ariaBusy = "false";
    for (const each of buttons.children) each.disabled = false;
    button.focus();
    lookAhead(chatId);
  }
}

function tick() {
  const now = new Date(Date.now() + ahead);
  byId("local-time").textContent = local.format(now);
  byId("local-time").dateTime = now.toISOString();
  const planned = nextNudgeAt ? ` · next nudge ${short.format(nextNudgeAt * 1000)}` : "";
  const utc = zone === "UTC" ? "UTC" : `${zone.replaceAll("_", " ")} · ${inUtc.format(now)} UTC`;
  byId("other-times").textContent = utc + planned;
}
