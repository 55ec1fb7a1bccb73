"""People by number: who is in since when, and removal, asked once."""

from datetime import datetime

from sqlalchemy import Connection

from bot.context import Context
from bot.incoming.updates import Tapped, Typed
from bot.outgoing.effects import Effects
from bot.screens.house.admins import ask, log, say_to
from messages.replies.house import people as replies
from messages.replies.house.common import PAGE
from messages.replies.reply import Reply
from storage import people
from storage.house import questions, removed, residents
from storage.values import Resident

PERSON = "person"  # the question for a number
LONGEST = 16  # digits


async def on_people(tapped: Tapped, context: Context) -> Effects:
    page = max(tapped.tap.number(), 0) if tapped.tap.arguments else 0
    found, number = await context.db.read(residents.page, page * PAGE, PAGE)
    return tapped.answer(replies.people(await say_to(tapped, context), found, page, number))


async def on_find(tapped: Tapped, context: Context) -> Effects:
    await ask(tapped, PERSON, context)
    return tapped.answer(replies.ask_number(await say_to(tapped, context)))


async def on_number(typed: Typed, context: Context) -> Effects:
    """The number that was asked for."""
    number = typed.words
    if not (number.isascii() and number.isdecimal() and len(number) <= LONGEST):
        return typed.answer(replies.no_number(await say_to(typed, context)))
    await context.db.write(questions.settle, typed.chat_id, typed.key)
    return typed.answer(await _person(typed, int(number), context))


async def on_person(tapped: Tapped, context: Context) -> Effects:
    return tapped.answer(await _person(tapped, tapped.tap.number(), context))


async def _person(asked: Tapped | Typed, chat_id: int, context: Context) -> Reply:
    say, found = await say_to(asked, context), await _resident(chat_id, context)
    if chat_id in context.admins:
        return replies.an_admin(say, chat_id)
    if found is not None:
        return replies.person(say, found)
    removed_at = await context.db.read(removed.since, chat_id)
    if removed_at is None:
        return replies.nobody(say, chat_id)
    return replies.was_removed(say, chat_id, removed_at)


async def on_out(tapped: Tapped, context: Context) -> Effects:
    """Ask, or remove: the door is shut first, then everything is deleted, as by /delete."""
    chat_id, now = tapped.tap.number(0), context.now()
    say, found = await say_to(tapped, context), await _resident(chat_id, context)
    is_asking = len(tapped.tap.arguments) == 1
    if chat_id in context.admins or (is_asking and found is None):
        return tapped.answer(await _person(tapped, chat_id, context))
    if is_asking and found is not None:
        return tapped.answer(replies.sure(say, found))
    if found is None:  # a second delivery, or they have left by themselves
        return tapped.answer(await _person(tapped, chat_id, context))
    if not replies.is_about(found, tapped.tap.text(1)):
        return tapped.remark(say("old-button"))
    log("person-removed", await context.db.write(_shut, chat_id, now))
    await context.farewell.forget(chat_id, now)
    return tapped.answer(await _person(tapped, chat_id, context))


def _shut(tx: Connection, chat_id: int, now: datetime) -> bool:
    """Shut the door; not again if the process died before it could delete."""
    person = people.get(tx, chat_id)
    since = removed.since(tx, chat_id)
    is_new = since is None or since < person.presence.joined_at
    if is_new:
        residents.take_out(tx, chat_id, now)
    return is_new


async def on_in(tapped: Tapped, context: Context) -> Effects:
    """Let somebody come again as everybody else may."""
    chat_id = tapped.tap.number()
    log("person-back", await context.db.write(residents.let_back, chat_id, context.now()))
    return tapped.answer(replies.may_come(await say_to(tapped, context), chat_id))


async def _resident(chat_id: int, context: Context) -> Resident | None:
    person = await context.db.read(people.find, chat_id)
    return None if person is None else Resident(chat_id, person.presence.joined_at)


TAPS = {
    "house-people": on_people,
    "house-people-find": on_find,
    "house-person": on_person,
    "house-out": on_out,
    "house-in": on_in,
}
ANSWERS = {PERSON: on_number}
