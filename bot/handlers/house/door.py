"""Who may join, and the list of those who may, by number."""

import re
from datetime import datetime

from sqlalchemy import Connection

from bot.context import Context
from bot.incoming.updates import Tapped, Typed
from bot.outgoing.effects import Effects
from bot.screens.house.admins import ask, log, say_to
from bot.screens.house.house_shown import operator
from messages.replies.callback_data import CannotRead
from messages.replies.house import door as replies
from messages.replies.house.common import PAGE
from messages.replies.reply import Reply
from storage.house import house, listed, questions
from storage.values import Joining

LISTED = "listed"  # the question for numbers
NUMBERS = re.compile(r"\d{1,16}(?:[\s,;]+\d{1,16})*[\s,;]*", re.ASCII)
LARGEST_ID = 2**52  # Telegram's own limit


async def on_door(tapped: Tapped, context: Context) -> Effects:
    """Show who may join, or decide it. It is opened to others only once they can tell whose bot it is."""
    say = await say_to(tapped, context)
    if tapped.tap.arguments:
        wanted = _joining(tapped)
        may_open = context.door.is_sandbox or (await operator(context)).is_named
        if wanted is not Joining.NOBODY and not may_open:
            return tapped.remark(say("house-needs-operator"))
        step = "joining", wanted.value, context.now()
        log("joining", await context.db.write(_decide, *step, wanted))
    joining = context.door.joining(await context.db.read(house.find))
    return tapped.answer(replies.door(say, joining))


def _decide(tx: Connection, what: str, detail: str, now: datetime, joining: Joining) -> bool:
    return house.decide(tx, what, detail, now, joining=joining)


def _joining(tapped: Tapped) -> Joining:
    try:
        return Joining(tapped.tap.text())
    except ValueError:
        raise CannotRead(tapped.tap.action) from None


async def on_list(tapped: Tapped, context: Context) -> Effects:
    page = tapped.tap.number() if tapped.tap.arguments else 0
    return tapped.answer(await _list(tapped, page, context))


async def on_off(tapped: Tapped, context: Context) -> Effects:
    """Take a number off the list; entering it again undoes that."""
    chat_id, page = tapped.tap.number(0), tapped.tap.number(1)
    log("list-off", await context.db.write(listed.drop, chat_id, context.now()))
    return tapped.answer(await _list(tapped, page, context))


async def on_add(tapped: Tapped, context: Context) -> Effects:
    await ask(tapped, LISTED, context)
    return tapped.answer(replies.ask_numbers(await say_to(tapped, context)))


async def on_numbers(typed: Typed, context: Context) -> Effects:
    """The numbers that were asked for: all of them, or none if one is none."""
    numbers = _numbers(typed.words)
    if not numbers:
        return typed.answer(replies.no_numbers(await say_to(typed, context)))
    step = typed.chat_id, typed.key, numbers, context.now()
    log("list-on", await context.db.write(_list_them, *step) > 0)
    return typed.answer(await _list(typed, 0, context))


def _numbers(words: str) -> set[int]:
    if not NUMBERS.fullmatch(words):
        return set()
    found = {int(each) for each in re.findall(r"\d+", words, re.ASCII)}
    is_usable = len(found) <= replies.MOST_AT_ONCE and all(0 < each < LARGEST_ID for each in found)
    return found if is_usable else set()


def _list_them(tx: Connection, admin: int, key: str, numbers: set[int], now: datetime) -> int:
    return listed.add(tx, numbers, now) if questions.settle(tx, admin, key) else 0


async def _list(asked: Tapped | Typed, page: int, context: Context) -> Reply:
    page = max(page, 0)
    chat_ids, number = await context.db.read(listed.page, page * PAGE, PAGE)
    if not chat_ids and number:  # the last one of that page has gone
        page = (number - 1) // PAGE
        chat_ids, number = await context.db.read(listed.page, page * PAGE, PAGE)
    return replies.listed(await say_to(asked, context), chat_ids, page, number)


TAPS = {
    "house-door": on_door,
    "house-list": on_list,
    "house-list-off": on_off,
    "house-list-add": on_add,
}
ANSWERS = {LISTED: on_numbers}
