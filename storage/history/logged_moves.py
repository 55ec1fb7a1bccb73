"""Logs: what somebody logged themselves, in words or with a button; keyed by the message, so counted once."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from typing import Any, TypedDict, Unpack

from sqlalchemy import Connection, bindparam, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from storage import people
from storage.bots import speaking
from storage.changes import PlanChanges
from storage.history import day_totals, milestones, moves
from storage.history.calendar_day import is_loggable
from storage.history.moves import COLUMNS
from storage.people import Person
from storage.sent import answers, nudges
from storage.sent.nudges import Nudge
from storage.tables import Answer, AnswerRow, MoveRow
from storage.values import DayTotals, LoggedMove, Move

USED_LATELY = timedelta(days=60)  # what is offered first under /log


class Named(TypedDict, total=False):
    """What was made, as the columns of a move have it: a kind or one of our movements."""

    kind: str | None
    movement_id: str | None


class Correction(Named, total=False):
    """What is put right about a move that was logged."""

    moved_at: datetime
    minutes: int


@dataclass(frozen=True)
class Logged:
    """How a message's moves stand, the day as it stands now, and the nudge that they made superfluous."""

    person: Person
    moves: tuple[LoggedMove, ...]
    today: DayTotals
    fresh: bool = False
    nudge: Nudge | None = None
    milestone: str | None = None  # reached by this message, told with its first receipt
    left_out: tuple[Move, ...] = ()  # too long ago: the message told of them, and they do not count

    @property
    def is_undone(self) -> bool:
        return bool(self.moves) and all(move.undone_at is not None for move in self.moves)


_ADD = insert(MoveRow).on_conflict_do_nothing().returning(MoveRow.id)
_OF_MESSAGE = (
    select(*COLUMNS)
    .where(MoveRow.chat_id == bindparam("whose"), MoveRow.bot == bindparam("bot"))
    .where(MoveRow.message_id == bindparam("message"))
    .order_by(MoveRow.part)
)


def log(
    tx: Connection,
    chat_id: int,
    message_id: int,
    told: Sequence[Move],
    sat_since: datetime,
    now: datetime,
    told_at: datetime | None = None,
) -> Logged:
    """Count these movements, each for its own day, once however often the message comes.

    What is too long ago, seen from when it was told (now, where that is not known), is left out. One
    made after `sat_since` restarts the sitting clock and calls off the nudge that is open.
    """
    person = people.get(tx, chat_id)
    if kept := {move.part for move in of_message(tx, chat_id, message_id)}:
        return replace(_told_before(tx, person, message_id, now), left_out=_without(told, kept))
    taken = _loggable(told, told_at or now, person.zone)
    left_out = _without(told, taken)
    is_late = any(each.moved_at >= sat_since for each in taken.values())
    nudge = _open_nudge(tx, person) if is_late else None
    reached = [_add(tx, person, message_id, n, move, nudge, now) for n, move in taken.items()]
    milestone = next((each for each in reversed(reached) if each is not None), None)
    if is_late:
        person = _restart(tx, person, max(each.moved_at for each in taken.values()), nudge, now)
    else:
        person = answers.here(tx, chat_id, now)
    stood = stands(tx, person, message_id, now)
    logged = replace(stood, fresh=bool(taken), nudge=nudge, milestone=milestone, left_out=left_out)
    return _remembered(tx, logged, message_id)


def _open_nudge(tx: Connection, person: Person) -> Nudge | None:
    open_id = person.sent.open_nudge_id
    return None if open_id is None else nudges.find(tx, person.chat_id, open_id)


def _loggable(told: Sequence[Move], seen_from: datetime, zone: str) -> dict[int, Move]:
    """What is not too long ago, by its part of the message."""
    return {n: each for n, each in enumerate(told) if is_loggable(each.moved_at, seen_from, zone)}


def _without(told: Sequence[Move], parts: Collection[int | None]) -> tuple[Move, ...]:
    return tuple(each for n, each in enumerate(told) if n not in parts)


def log_again(
    tx: Connection,
    chat_id: int,
    message_id: int,
    told: Sequence[Move],
    sat_since: datetime,
    now: datetime,
    told_at: datetime | None = None,
) -> Logged:
    """The message was changed: what it logged before goes, with what that earned, and this counts instead.

    The same moves again change nothing, so it may come twice; none at all leaves nothing standing.
    """
    person = people.get(tx, chat_id)
    before = of_message(tx, chat_id, message_id)
    if before and _is_told_by(before, told):
        return _told_before(tx, person, message_id, now)
    for move in before:
        if move.undone_at is None:
            person = moves.take_back(tx, person, move, now, message_id=None)
    tx.execute(delete(MoveRow).where(MoveRow.chat_id == chat_id, MoveRow.message_id == message_id))
    return log(tx, chat_id, message_id, told, sat_since, now, told_at)


def _is_told_by(before: Sequence[LoggedMove], told: Sequence[Move]) -> bool:
    """Whether these are the moves that are told."""
    return [_as_told(move) for move in before if move.undone_at is None] == [_as_told(move) for move in told]


def _as_told(move: Move) -> dict[str, Any]:
    """The columns that a message tells of."""
    return {each.name: getattr(move, each.name) for each in fields(Move)}


def _add(
    tx: Connection,
    person: Person,
    message_id: int,
    part: int,
    move: Move,
    nudge: Nudge | None,
    now: datetime,
) -> str | None:
    """Log one movement; the milestone it reached."""
    on = person.local_day(move.moved_at)
    is_the_nudge = nudge is not None and move.movement_id == nudge.movement_id
    row: dict[str, Any] = {
        "chat_id": person.chat_id,
        "bot": speaking(tx),
        "message_id": message_id,
        "part": part,
        "logged_at": now,
    }
    row |= _as_told(move)
    row |= {"moved_on": on, "nudge_id": nudge.id if nudge is not None and is_the_nudge else None}
    if tx.execute(_ADD, row).scalar_one_or_none() is None:
        # The same movement twice in one message answers the nudge once, and counts twice all the same.
        tx.execute(_ADD, row | {"nudge_id": None})
    return milestones.keep(tx, person.chat_id, day_totals.add(tx, person, on, 1), None, now)


def _restart(
    tx: Connection, person: Person, moved_at: datetime, nudge: Nudge | None, now: datetime
) -> Person:
    """The sitting clock begins anew; what was put off or is open is called off."""
    moves.follow(tx, person.chat_id, now)
    nudges.call_off(tx, person.chat_id)
    if nudge is not None:
        done = tx.scalar(
            select(func.count()).where(MoveRow.nudge_id == nudge.id, MoveRow.chat_id == person.chat_id)
        )
        answer = {"nudge_id": nudge.id, "answer": Answer.DONE if done else Answer.LAPSED, "answered_at": now}
        tx.execute(insert(AnswerRow).on_conflict_do_nothing(), answer)
    last_at = moved_at if person.presence.moved_at is None else max(person.presence.moved_at, moved_at)
    called_off: PlanChanges = {"later_until_at": None, "later_nudge_id": None}
    return people.change(
        tx,
        person.chat_id,
        **answers.HERE,
        **called_off,
        open_nudge_id=None,
        moved_at=last_at,
        here_at=now,
    )


def done(tx: Connection, chat_id: int, message_id: int, move: Move, now: datetime) -> Logged | None:
    """ "Done" answers the nudge that is open or was put off; None when there is none."""
    person = people.get(tx, chat_id)
    if of_message(tx, chat_id, message_id):
        return _told_before(tx, person, message_id, now)
    nudge_id = person.sent.open_nudge_id or person.plan.later_nudge_id
    outcome = None if nudge_id is None else answers.done(tx, chat_id, nudge_id, now, move.moved_at)
    if nudge_id is None or outcome is None:
        return None
    said: dict[str, Any] = {"bot": speaking(tx), "message_id": message_id, "part": 0}
    said |= {"minutes": move.minutes, "count": move.count}
    tx.execute(update(MoveRow).where(MoveRow.nudge_id == nudge_id, MoveRow.chat_id == chat_id).values(said))
    nudge = nudges.find(tx, chat_id, nudge_id)
    logged = replace(
        stands(tx, people.get(tx, chat_id), message_id, now),
        fresh=True,
        nudge=nudge,
        milestone=outcome.milestone,
    )
    return _remembered(tx, logged, message_id)


def _remembered(tx: Connection, logged: Logged, message_id: int) -> Logged:
    """What was told beside the moves, for when the message is delivered a second time."""
    if logged.nudge is not None or logged.milestone is not None:
        beside = f"{logged.nudge.id if logged.nudge else 0} {logged.milestone or ''}"
        people.step(tx, logged.person.chat_id, _key(message_id), people.LOGGED, beside)
    return logged


def _told_before(tx: Connection, person: Person, message_id: int, now: datetime) -> Logged:
    """As it stands, with what was told beside it."""
    nudge_id, _, milestone = (person.did(_key(message_id), people.LOGGED) or "").partition(" ")
    nudge = nudges.find(tx, person.chat_id, int(nudge_id or 0))
    return replace(stands(tx, person, message_id, now), nudge=nudge, milestone=milestone or None)


def _key(message_id: int) -> str:
    return f"log-{message_id}"


def undo(tx: Connection, chat_id: int, message_id: int, now: datetime) -> Logged:
    """Take back all that this message logged, and what it earned."""
    person = people.get(tx, chat_id)
    for move in of_message(tx, chat_id, message_id):
        if move.undone_at is None:
            person = moves.take_back(tx, person, move, now, message_id=None)
    return stands(tx, person, message_id, now)


def redo(tx: Connection, chat_id: int, message_id: int, now: datetime) -> Logged:
    """After all: what this message logged counts again."""
    person = people.get(tx, chat_id)
    for move in of_message(tx, chat_id, message_id):
        if move.undone_at is not None:
            values = {"undone_at": None, "undone_by_message_id": None}
            tx.execute(update(MoveRow).where(MoveRow.id == move.id).values(values))
            day_totals.add(tx, person, move.moved_on, 1)
            person = people.change(tx, chat_id, moved_at=moves.last_at(tx, chat_id))
    return stands(tx, person, message_id, now)


def fix(
    tx: Connection, /, chat_id: int, message_id: int, part: int, now: datetime, **columns: Unpack[Correction]
) -> Logged:
    """Change one move of a message, the `part`th that it logged: how long, what, or when.

    Its days and the streak follow. A day that is too long ago changes nothing.
    """
    person = people.get(tx, chat_id)
    for n, move in enumerate(of_message(tx, chat_id, message_id)):
        if n != part or move.undone_at is not None:
            continue
        moved_at = columns.get("moved_at", move.moved_at)
        if "moved_at" in columns and not is_loggable(moved_at, now, person.zone):
            continue
        on = person.local_day(moved_at) if "moved_at" in columns else move.moved_on
        tx.execute(update(MoveRow).where(MoveRow.id == move.id).values({**columns, "moved_on": on}))
        if on != move.moved_on:
            day_totals.add(tx, person, move.moved_on, -1)
            day_totals.add(tx, person, on, 1)
            person = people.change(tx, chat_id, moved_at=moves.last_at(tx, chat_id))
    return stands(tx, person, message_id, now)


def of_message(tx: Connection, chat_id: int, message_id: int) -> list[LoggedMove]:
    """What this message logged, taken back or not."""
    which = {"whose": chat_id, "bot": speaking(tx), "message": message_id}
    return [LoggedMove(**row._mapping) for row in tx.execute(_OF_MESSAGE, which)]


def shown(tx: Connection, chat_id: int, message_id: int, now: datetime) -> Logged:
    return stands(tx, people.get(tx, chat_id), message_id, now)


def stands(tx: Connection, person: Person, message_id: int, now: datetime) -> Logged:
    today = day_totals.at(tx, person, person.local_day(now))
    return Logged(person, tuple(of_message(tx, person.chat_id, message_id)), today)


def favourites(tx: Connection, chat_id: int, now: datetime, most: int) -> list[str]:
    """The kinds and movements they logged themselves most often of late."""
    name = func.coalesce(MoveRow.kind, MoveRow.movement_id)
    lately = MoveRow.chat_id == chat_id, MoveRow.moved_at >= now - USED_LATELY, MoveRow.undone_at.is_(None)
    rows = tx.execute(
        select(name).where(*lately).group_by(name).order_by(func.count().desc(), name).limit(most)
    )
    return [row[0] for row in rows]
