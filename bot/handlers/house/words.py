"""Texts of the operator's own: name, contact, legal text and welcome line, asked for and taken back."""

from datetime import datetime

from sqlalchemy import Connection

from bot.context import Context
from bot.incoming.updates import Tapped, Typed
from bot.outgoing.effects import Effects
from bot.screens.house.admins import ask, log, say_to
from bot.screens.house.house_texts import fixed, operator_screen, standard_screen
from messages.content.limits import LONGEST_WORDS
from messages.replies.callback_data import CannotRead
from messages.replies.house import words as replies
from messages.replies.reply import Reply, units
from storage.house import house, questions
from storage.house.house import HouseChanges

COLUMNS = {
    "name": "operator_name",
    "contact": "operator_contact",
    "legal": "legal_text",
    "welcome": "welcome_line",
}


async def on_operator(tapped: Tapped, context: Context) -> Effects:
    return tapped.answer(await operator_screen(tapped, context))


async def on_words(tapped: Tapped, context: Context) -> Effects:
    """Ask for a text, unless the settings say it."""
    what = _what(tapped, context)
    decided = await context.db.read(house.find)
    await ask(tapped, what, context)
    has_text = bool(house.text_of(decided, COLUMNS[what]))
    return tapped.answer(replies.ask(await say_to(tapped, context), what, has_text))


async def on_clear(tapped: Tapped, context: Context) -> Effects:
    """Leave a text empty; one tap brings it back."""
    what = _what(tapped, context)
    if what not in replies.MAY_BE_EMPTY:
        raise CannotRead(tapped.tap.action)
    await _keep(tapped.chat_id, tapped.key, what, "", context)
    return tapped.answer(await _screen(tapped, what, context))


async def on_back(tapped: Tapped, context: Context) -> Effects:
    """The text as it was before, once."""
    what = _what(tapped, context)
    log("words", await context.db.write(_take_back, tapped.chat_id, what, context.now()))
    return tapped.answer(await _screen(tapped, what, context))


def _what(tapped: Tapped, context: Context) -> str:
    what = tapped.tap.text()
    if what not in COLUMNS or what in fixed(context):
        raise CannotRead(tapped.tap.action)
    return what


async def on_text(typed: Typed, what: str, context: Context) -> Effects:
    """The text that was asked for; one that is too long changes nothing, and may be sent anew."""
    length = units(typed.words)
    if not length:
        return typed.answer(replies.no_text(await say_to(typed, context), what))
    if length > LONGEST_WORDS[what]:
        return typed.answer(replies.too_long(await say_to(typed, context), what, length))
    await _keep(typed.chat_id, typed.key, what, typed.words, context)
    return typed.answer(await _screen(typed, what, context))


async def _keep(admin: int, key: str, what: str, text: str, context: Context) -> None:
    log("words", await context.db.write(_write_down, admin, key, what, text, context.now()))


def _write_down(tx: Connection, admin: int, key: str, what: str, text: str, now: datetime) -> bool:
    before = house.text_of(house.find(tx), COLUMNS[what])
    return questions.settle(tx, admin, key, before) and _put(tx, what, text, now)


def _take_back(tx: Connection, admin: int, what: str, now: datetime) -> bool:
    before = questions.take_back(tx, admin, what)
    return before is not None and _put(tx, what, before, now)


def _put(tx: Connection, what: str, text: str, now: datetime) -> bool:
    changes: dict[str, HouseChanges] = {
        "name": {"operator_name": text},
        "contact": {"operator_contact": text},
        "legal": {"legal_text": text},
        "welcome": {"welcome_line": text},
    }
    return house.decide(tx, "words", what, now, **changes[what])


async def _screen(asked: Tapped | Typed, what: str, context: Context) -> Reply:
    is_about_newcomers = replies.SCREEN[what] == "standard"
    screen = standard_screen if is_about_newcomers else operator_screen
    return await screen(asked, context)


TAPS = {
    "house-operator": on_operator,
    "house-words": on_words,
    "house-words-clear": on_clear,
    "house-words-back": on_back,
}
TEXTS = tuple(COLUMNS)
