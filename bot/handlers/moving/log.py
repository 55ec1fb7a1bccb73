"""A log by tapping, and any log's receipt, reaction and undo; yesterday; and one movement now."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from bot.context import Context
from bot.handlers.moving.nudge import standing
from bot.incoming.updates import Tapped, Typed
from bot.outgoing.effects import Edit, Effects, Offer, React, Send, Toast
from jobs.actions import replan
from messages.content.vocabulary import Activity
from messages.replies.callback_data import CannotRead
from messages.replies.moving import log as replies
from messages.replies.moving import log_questions as questions
from messages.replies.moving import nudge as nudge_replies
from messages.replies.moving.log import Shown
from messages.replies.preferences import resting
from messages.replies.reply import Reply
from messages.understand.move_log.log_reader import MOST_METRES, MOST_MINUTES, MOST_STEPS, Beyond
from storage import people
from storage.history import logged_moves
from storage.history.calendar_day import instant_of, loggable_days
from storage.history.logged_moves import Entry, Logged
from storage.history.moves import Move
from storage.people import Person
from storage.tables import Answer

REACTION, GOAL_REACTION = "👏", "🎉"
FAVOURITES = 6
MOST_TOLD = (MOST_MINUTES, MOST_STEPS, MOST_METRES)

Step = Callable[[Connection, int, int, datetime], Logged]


async def on_log(tapped: Tapped, context: Context) -> Effects:
    """A kind is logged at once, in this message; a number turns the page."""
    person = await context.db.read(people.get, tapped.chat_id)
    if tapped.tap.text(0) != "kind":
        page = tapped.tap.number(0)
        return tapped.answer(await asked(tapped.chat_id, person, context, page, "ask"))
    return await _log_tapped(tapped, tapped.tap.text(1), context.now(), context)


async def on_yesterday_command(typed: Typed, context: Context) -> Effects:
    person = await context.db.read(people.get, typed.chat_id)
    return typed.answer(await _asked_yesterday(person, context, _yesterday(person, context), 0))


async def on_missed(tapped: Tapped, context: Context) -> Effects:
    """What was it yesterday? In a message of its own: the one above is still wanted."""
    person = await context.db.read(people.get, tapped.chat_id)
    return tapped.answer_below(await _asked_yesterday(person, context, _yesterday(person, context), 0))


async def on_yesterday(tapped: Tapped, context: Context) -> Effects:
    """A kind for a day that is over, or another page."""
    person = await context.db.read(people.get, tapped.chat_id)
    on, what = date_in(tapped, 0), tapped.tap.text(1)
    if what.isdecimal():
        return tapped.answer(await _asked_yesterday(person, context, on, tapped.tap.number(1)))
    moved_at = within(on, None, person, context.now())
    if moved_at is None:
        return tapped.answer(replies.beyond(context.say(person.language), Beyond.OLD))
    return await _log_tapped(tapped, what, moved_at, context)


async def on_move_command(typed: Typed, context: Context) -> Effects:
    """One now, picked as a nudge would be, with a nudge's buttons."""
    return await _one_now(typed.chat_id, typed.key, context)


async def on_move(tapped: Tapped, context: Context) -> Effects:
    """The same, below the message with the button."""
    return Toast(tapped.query_id), *await _one_now(tapped.chat_id, tapped.key, context)


async def _one_now(chat_id: int, key: str, context: Context) -> Effects:
    person = await context.db.read(people.get, chat_id)
    say = context.say(person.language)
    if person.is_safety_paused:
        return (Send(chat_id, resting.no_movement(say)),)
    asked = await context.db.write(replan.ask, chat_id, key, context.now(), context.catalogue, context.random)
    if asked is None:
        return (Send(chat_id, replies.nothing_to_offer(say)),)
    await context.following.make_room(chat_id)
    movement = context.catalogue[asked.movement_id]
    reply = nudge_replies.nudge(say, movement, asked.nudge_id, others=0, may_put_off=True)
    return (Offer(chat_id, reply, asked.nudge_id, asked.replaces_message_id),)


async def on_unlog(tapped: Tapped, context: Context) -> Effects:
    return await _turned(tapped, context, replan.log_undo)


async def on_relog(tapped: Tapped, context: Context) -> Effects:
    return await _turned(tapped, context, replan.log_redo)


async def _turned(tapped: Tapped, context: Context, step: Step) -> Effects:
    message_id = tapped.tap.number()
    logged = await context.db.write(step, tapped.chat_id, message_id, context.now())
    if not logged.moves:
        raise CannotRead(tapped.tap.action)
    shown = tapped.answer(receipt(logged, message_id, context))
    if message_id == tapped.message_id:  # tapped, not typed: no message of theirs to react to
        return shown
    return *shown, React(tapped.chat_id, message_id, None if logged.is_undone else reaction(logged))


async def _log_tapped(tapped: Tapped, what: str, moved_at: datetime, context: Context) -> Effects:
    return await log_entry(tapped, replace(Entry(moved_at), **named(what, context, tapped)), context)


async def log_entry(tapped: Tapped, entry: Entry, context: Context) -> Effects:
    logged = await context.db.write(replan.log, tapped.chat_id, tapped.message_id, [entry], context.now())
    shown = tapped.answer(receipt(logged, tapped.message_id, context))
    return *await called_off(logged, context), *shown


def named(what: str, context: Context, tapped: Tapped) -> dict[str, Any]:
    """A kind or a movement, as the columns of a move have it."""
    if what in set(Activity):
        return {"kind": what, "movement_id": None}
    if what in context.catalogue:
        return {"kind": None, "movement_id": what}
    raise CannotRead(tapped.tap.action)


async def called_off(logged: Logged, context: Context) -> Effects:
    """The open nudge says that it is over, in its own message."""
    nudge = logged.nudge
    if nudge is None:
        return ()
    await context.following.end(logged.person.chat_id, nudge.id)
    if nudge.message_id is None or nudge.movement_id not in context.catalogue:
        return ()
    say, movement = context.say(logged.person.language), context.catalogue[nudge.movement_id]
    is_done = nudge.answer is Answer.DONE or any(move.nudge_id == nudge.id for move in logged.moves)
    reply = (
        nudge_replies.done(say, movement, nudge.id, standing(logged.today))
        if is_done
        else replies.called_off(say, movement, nudge.id)
    )
    return (Edit(logged.person.chat_id, nudge.message_id, reply),)


def receipt(logged: Logged, message_id: int, context: Context, unused: Sequence[int] = ()) -> Reply:
    """How the message's moves stand in the store, and what of it does not count."""
    person, now = logged.person, context.now()
    say, local_now = context.say(person.language), person.local(now)
    moves = [as_shown(each, person) for each in logged.moves if logged.is_undone or each.undone_at is None]
    left_out = [as_shown(each, person) for each in logged.left_out]
    if not moves:
        return questions.too_old(say, left_out)
    if logged.is_undone:
        return replies.undone(say, message_id, moves, standing(logged.today), local_now)
    today = person.local_day(now)
    others = {each.moved_on for each in logged.moves if each.moved_on != today}
    other_day = others.pop() if len(others) == 1 else None
    return replies.logged(
        say,
        message_id,
        moves,
        standing(logged.today),
        local_now,
        other_day,
        logged.milestone,
        left_out,
        unused,
    )


def as_shown(move: Move | Entry, person: Person) -> Shown:
    name = move.kind or move.movement_id or Activity.MOVED
    return Shown(name, move.minutes, move.count, move.metres, person.local(move.moved_at))


def reaction(logged: Logged) -> str:
    return GOAL_REACTION if logged.today.moves == logged.today.goal else REACTION


async def asked(chat_id: int, person: Person, context: Context, page: int, which: str) -> Reply:
    first = await favourites(chat_id, context)
    return replies.ask(context.say(person.language), first, page_in(page, first), which)


async def _asked_yesterday(person: Person, context: Context, on: date, page: int) -> Reply:
    first = await favourites(person.chat_id, context)
    return replies.ask_yesterday(context.say(person.language), first, on, page_in(page, first))


async def favourites(chat_id: int, context: Context) -> list[str]:
    found = await context.db.read(logged_moves.favourites, chat_id, context.now(), FAVOURITES)
    return [each for each in found if each in set(Activity) or each in context.catalogue]


def page_in(page: int, first: list[str]) -> int:
    if not 0 <= page < replies.pages(first):
        raise CannotRead("log")
    return page


def _yesterday(person: Person, context: Context) -> date:
    return person.local_day(context.now()) - timedelta(days=1)


def date_in(tapped: Tapped, position: int) -> date:
    try:
        return date.fromisoformat(tapped.tap.text(position))
    except ValueError:
        raise CannotRead(tapped.tap.action) from None


def within(on: date, at: datetime | None, person: Person, now: datetime) -> datetime | None:
    """That day at the same wall time (else noon), at the latest now; None: it is too long ago."""
    wall = datetime.min.time().replace(hour=12) if at is None else at.time().replace(tzinfo=None)
    if on not in loggable_days(person.local_day(now)):
        return None
    moved_at = min(instant_of(on + timedelta(days=1) if wall.hour < 3 else on, wall, person.zone), now)
    return moved_at if person.local_day(moved_at) == on else None
