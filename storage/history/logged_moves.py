"""Logged moves: typed or tapped by people, keyed by their message so that each counts once."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any, TypedDict

from sqlalchemy import Connection, bindparam, delete, func, select, update

from storage import people
from storage.bots import speaking
from storage.changes import PlanChanges
from storage.engine.upsert import insert
from storage.history import day_totals, milestones, moves
from storage.history.calendar_day import is_loggable
from storage.history.feats import NO_KINDS, MoveKinds
from storage.history.moves import COLUMNS
from storage.person import Person
from storage.sent import answers, nudges, praises
from storage.sent.nudges import Nudge
from storage.tables import Answer, AnswerRow, MoveRow
from storage.values import DayTotals, LoggedMove, Move


class NamedMovement(TypedDict, total=False):
    """A movement by name: a kind, or an id from our catalogue."""

    kind: str | None
    movement_id: str | None


class Correction(NamedMovement, total=False):
    """A correction to a logged move."""

    moved_at: datetime
    minutes: int | None
    count: int | None
    metres: int | None


@dataclass(frozen=True)
class Logged:
    """A message's moves, the day's totals, and the nudge they made unnecessary."""

    person: Person
    moves: tuple[LoggedMove, ...]
    today: DayTotals
    fresh: bool = False
    nudge: Nudge | None = None
    milestone: str | None = None  # reached by this message; announced with its first receipt
    left_out: tuple[Move, ...] = ()  # mentioned in the message, but too long ago to count

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
    person: Person,
    message_id: int,
    told: Sequence[Move],
    sat_since: datetime,
    now: datetime,
    told_at: datetime | None = None,
    kinds: MoveKinds = NO_KINDS,
) -> Logged:
    """Log movements, each on its own day; logs once even if the message is redelivered.

    Leaves out moves that were too long ago when the message was written (now, if unknown). A move
    after `sat_since` restarts the sitting timer and cancels the open nudge.
    """
    chat_id = person.chat_id
    if kept := {move.part for move in of_message(tx, chat_id, message_id)}:
        return replace(_told_before(tx, person, message_id, now), left_out=_without(told, kept))
    taken = _loggable(told, told_at or now, person.zone)
    left_out = _without(told, taken)
    is_late = any(each.moved_at >= sat_since for each in taken.values())
    nudge = _open_nudge(tx, person) if is_late else None
    reached = [_add(tx, person, message_id, n, move, nudge, now, kinds) for n, move in taken.items()]
    milestone = next((each for each in reversed(reached) if each is not None), None)
    if is_late:
        person = _restart(tx, person, max(each.moved_at for each in taken.values()), nudge, now)
        nudge = None if nudge is None else nudges.find(tx, chat_id, nudge.id)  # with its answer
    else:
        person = answers.here(tx, chat_id, now)
    stood = stands(tx, person, message_id, now)
    logged = replace(stood, fresh=bool(taken), nudge=nudge, milestone=milestone, left_out=left_out)
    return _remembered(tx, logged, message_id)


def _open_nudge(tx: Connection, person: Person) -> Nudge | None:
    open_id = person.sent.open_nudge_id
    return None if open_id is None else nudges.find(tx, person.chat_id, open_id)


def _loggable(told: Sequence[Move], seen_from: datetime, zone: str) -> dict[int, Move]:
    """Moves that are not too long ago, by their part of the message."""
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
    kinds: MoveKinds = NO_KINDS,
) -> Logged:
    """After an edit: replace what the message logged, and what that earned, with these moves.

    Idempotent; with no moves, everything the message logged is taken back.
    """
    person = people.get(tx, chat_id)
    before = of_message(tx, chat_id, message_id)
    if before and _is_told_by(before, told):
        return _told_before(tx, person, message_id, now)
    for move in before:
        if move.undone_at is None:
            person = moves.take_back(tx, person, move, now, message_id=None)
    tx.execute(delete(MoveRow).where(MoveRow.chat_id == chat_id, MoveRow.message_id == message_id))
    return log(tx, person, message_id, told, sat_since, now, told_at, kinds)


def _is_told_by(before: Sequence[LoggedMove], told: Sequence[Move]) -> bool:
    """True if the rows equal the moves in the message."""
    return [_as_told(move) for move in before if move.undone_at is None] == [_as_told(move) for move in told]


def _as_told(move: Move) -> dict[str, Any]:
    """The columns of a move that come from the message."""
    return {each.name: getattr(move, each.name) for each in fields(Move)}


def _add(
    tx: Connection,
    person: Person,
    message_id: int,
    part: int,
    move: Move,
    nudge: Nudge | None,
    now: datetime,
    kinds: MoveKinds,
) -> str | None:
    """Log one movement; returns the milestone it reached."""
    on = person.local_day(move.moved_at)
    is_the_nudge = nudge is not None and move.movement_id == nudge.movement_id
    row: dict[str, Any] = {"chat_id": person.chat_id, "bot": speaking(tx), "logged_at": now}
    row |= {"message_id": message_id, "part": part, **_as_told(move)}
    row |= {"moved_on": on, "nudge_id": nudge.id if nudge is not None and is_the_nudge else None}
    if tx.execute(_ADD, row).scalar_one_or_none() is None:
        # A movement mentioned twice in one message answers the nudge once but counts twice.
        tx.execute(_ADD, row | {"nudge_id": None})
    return milestones.keep(tx, person.chat_id, day_totals.add(tx, person, on, 1), None, now, kinds)


def _restart(
    tx: Connection, person: Person, moved_at: datetime, nudge: Nudge | None, now: datetime
) -> Person:
    """Restart the sitting timer; cancel the nudge that was put off or is open."""
    moves.follow(tx, person.chat_id, now)
    nudges.call_off(tx, person.chat_id)
    said = person.sent.praises
    if nudge is not None:
        done = tx.scalar(
            select(func.count()).where(MoveRow.nudge_id == nudge.id, MoveRow.chat_id == person.chat_id)
        )
        praise = praises.next_praise(person, nudge, now) if done else None
        said += praise is not None
        answer: dict[str, Any] = {"nudge_id": nudge.id}
        answer |= {"answer": Answer.DONE if done else Answer.LAPSED}
        answer |= {"answered_at": now, "praise": praise}
        tx.execute(insert(AnswerRow).on_conflict_do_nothing(), answer)
    last_at = moved_at if person.presence.moved_at is None else max(person.presence.moved_at, moved_at)
    called_off: PlanChanges = {"later_until_at": person.plan.asked_at, "later_nudge_id": None}
    return people.put(
        tx,
        person,
        **answers.HERE,
        **called_off,
        open_nudge_id=None,
        praises=said,
        moved_at=last_at,
        here_at=now,
    )


def done(
    tx: Connection,
    chat_id: int,
    message_id: int,
    move: Move,
    now: datetime,
    kinds: MoveKinds = NO_KINDS,
) -> Logged | None:
    """Answer the nudge that is open or was put off with Done; None if there is none."""
    person = people.get(tx, chat_id)
    if of_message(tx, chat_id, message_id):
        return _told_before(tx, person, message_id, now)
    nudge_id = person.sent.open_nudge_id or person.plan.later_nudge_id
    outcome = None if nudge_id is None else answers.done(tx, chat_id, nudge_id, now, move.moved_at, kinds)
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
    """Keep what was shown beside the moves, in case the message is redelivered."""
    if logged.nudge is not None or logged.milestone is not None:
        beside = f"{logged.nudge.id if logged.nudge else 0} {logged.milestone or ''}"
        people.step(tx, logged.person.chat_id, _key(message_id), people.LOGGED, beside)
    return logged


def _told_before(tx: Connection, person: Person, message_id: int, now: datetime) -> Logged:
    """A message's moves now, with what was shown beside them the first time."""
    nudge_id, _, milestone = (person.did(_key(message_id), people.LOGGED) or "").partition(" ")
    nudge = nudges.find(tx, person.chat_id, int(nudge_id or 0))
    return replace(stands(tx, person, message_id, now), nudge=nudge, milestone=milestone or None)


def _key(message_id: int) -> str:
    return f"log-{message_id}"


def of_message(tx: Connection, chat_id: int, message_id: int) -> list[LoggedMove]:
    """Moves logged by this message, including undone ones."""
    which = {"whose": chat_id, "bot": speaking(tx), "message": message_id}
    return [LoggedMove(**row._mapping) for row in tx.execute(_OF_MESSAGE, which)]


def shown(tx: Connection, chat_id: int, message_id: int, now: datetime) -> Logged:
    return stands(tx, people.get(tx, chat_id), message_id, now)


def stands(tx: Connection, person: Person, message_id: int, now: datetime) -> Logged:
    today = day_totals.at(tx, person, person.local_day(now))
    return Logged(person, tuple(of_message(tx, person.chat_id, message_id)), today)
