"""Receipts: how what was logged is shown, asked about and called off, for logs in words and by buttons."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.context import Context
from bot.incoming.updates import Tapped
from bot.outgoing.effects import Edit, Effects
from jobs.actions import move_log
from messages.content.vocabulary import Activity
from messages.replies.callback_data import CannotRead
from messages.replies.moving import log as replies
from messages.replies.moving import log_questions as questions
from messages.replies.moving import nudge as nudge_replies
from messages.replies.reply import Reply
from messages.understand.move_log.log_reader import ToldMove
from storage.history import moves
from storage.history.calendar_day import instant_of, loggable_days
from storage.history.logged_moves import Logged, NamedMovement
from storage.person import Person
from storage.tables import Answer
from storage.values import LoggedMove, Move

REACTION, GOAL_REACTION = "👏", "🎉"
FAVOURITES = 6


def receipt(logged: Logged, message_id: int, context: Context, unused: Sequence[int] = ()) -> Reply:
    """How the message's moves stand in the store, and what of it does not count."""
    person, now = logged.person, context.now()
    say, local_now = context.say(person.language), person.local(now)
    moves = [as_shown(each, person) for each in logged.moves if logged.is_undone or each.undone_at is None]
    left_out = [as_shown(each, person) for each in logged.left_out]
    if not moves:
        return questions.too_old(say, left_out)
    if logged.is_undone:
        return replies.undone(say, message_id, moves, logged.today, local_now)
    today = person.local_day(now)
    others = {each.moved_on for each in logged.moves if each.moved_on != today}
    other_day = others.pop() if len(others) == 1 else None
    return replies.logged(
        say,
        message_id,
        moves,
        logged.today,
        local_now,
        other_day,
        logged.milestone,
        left_out,
        unused,
    )


def reaction(logged: Logged) -> str:
    return GOAL_REACTION if logged.today.moves == logged.today.goal else REACTION


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
        nudge_replies.done(say, movement, nudge.id, logged.today, praise=nudge.praise)
        if is_done
        else replies.called_off(say, movement, nudge.id)
    )
    return (Edit(logged.person.chat_id, nudge.message_id, reply, has_media=nudge.has_media),)


async def asked(chat_id: int, person: Person, context: Context, page: int, which: str) -> Reply:
    first = await favourites(chat_id, context)
    return replies.ask(context.say(person.language), first, page_in(page, first), which)


async def favourites(chat_id: int, context: Context) -> list[str]:
    found = await context.db.read(moves.favourites, chat_id, context.now(), FAVOURITES)
    return [each for each in found if each in set(Activity) or each in context.catalogue]


def page_in(page: int, first: list[str]) -> int:
    if not 0 <= page < replies.pages(first):
        raise CannotRead("log")
    return page


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


async def log_one(tapped: Tapped, move: Move, context: Context) -> Effects:
    step = tapped.chat_id, tapped.message_id, [move], context.now(), None, context.kinds
    logged = await context.db.write(move_log.add, *step)
    shown = tapped.answer(receipt(logged, tapped.message_id, context))
    return *await called_off(logged, context), *shown


def named(what: str, context: Context, tapped: Tapped) -> NamedMovement:
    """A kind or a movement."""
    if what in set(Activity):
        return {"kind": what, "movement_id": None}
    if what in context.catalogue:
        return {"kind": None, "movement_id": what}
    raise CannotRead(tapped.tap.action)


def as_shown(move: Move, person: Person) -> Move:
    """The same at the person's local time."""
    return replace(move, moved_at=person.local(move.moved_at))


def told_of(move: LoggedMove, person: Person) -> ToldMove:
    """A logged move as it would be told, in local time."""
    kind = (
        None if move.kind is None else Activity(move.kind) if move.kind in set(Activity) else Activity.MOVED
    )
    at = person.local(move.moved_at)
    return ToldMove(kind, move.movement_id, move.minutes, move.count, move.metres, at)


def moves_of(parts: Sequence[ToldMove], said_at: datetime) -> list[Move]:
    return [_move(each, said_at) for each in parts]


def _move(told: ToldMove, said_at: datetime) -> Move:
    kind = None if told.kind is None else told.kind.value
    at = said_at if told.at is None else told.at.astimezone(said_at.tzinfo)
    return Move(at, told.movement_id, kind, told.minutes, told.count, told.metres)
