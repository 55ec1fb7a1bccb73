"""Answers to nudges: the first one counts; a second tap is told so."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Unpack

from sqlalchemy import Connection

from storage import people
from storage.changes import PlanChanges, UnansweredChanges
from storage.engine.upsert import insert
from storage.history import day_totals, milestones, moves
from storage.history.feats import NO_KINDS, MoveKinds
from storage.person import Person
from storage.sent import nudges, praises
from storage.sent.nudges import Nudge
from storage.tables import Answer, AnswerRow
from storage.values import DayTotals, LoggedMove

Plan = Callable[[Person], PlanChanges]  # what follows for the plan of a person who has answered


def as_it_is(_person: Person) -> PlanChanges:
    """The plan stays."""
    return {}


HERE: UnansweredChanges = {"ignored_in_row": 0, "ignored_since_at": None, "comebacks": 0}
LATER_MINUTES = (10, 20, 30)  # longer every time it is put off, then no more


@dataclass(frozen=True)
class Outcome:
    """State after an answer; `fresh` is False if the answer had been given before."""

    person: Person
    nudge: Nudge
    fresh: bool
    today: DayTotals
    milestone: str | None = None  # reached by this answer


@dataclass(frozen=True)
class Undone:
    """What /undo took back; nothing if `move` is None."""

    person: Person
    move: LoggedMove | None
    today: DayTotals


def done(
    tx: Connection,
    chat_id: int,
    nudge_id: int,
    now: datetime,
    moved_at: datetime | None = None,
    kinds: MoveKinds = NO_KINDS,
    plan: Plan = as_it_is,
) -> Outcome | None:
    """Count the nudge's movement once, however often it is tapped; None if the nudge is not theirs.

    The movement was made at `moved_at`, or now; `plan` is what follows from it for their plan.
    """
    moved_at = moved_at or now
    nudge = nudges.find(tx, chat_id, nudge_id)
    if nudge is None:
        return None
    person = people.get(tx, chat_id)
    if nudge.answer is Answer.DONE:
        stands = outcome(tx, person, nudge, False, now)
        return replace(stands, milestone=milestones.of_nudge(tx, chat_id, nudge_id))
    today = moves.add(tx, person, nudge, moved_at, now)
    milestone = milestones.keep(tx, chat_id, today, nudge_id, now, kinds)
    # A move restarts the sitting timer and cancels the nudge that was about to come.
    last_at = moved_at if person.presence.moved_at is None else max(person.presence.moved_at, moved_at)
    restarted: _Answered = {
        "moved_at": last_at,
        "later_until_at": person.plan.asked_at,
        "later_nudge_id": None,
    }
    praise = praises.next_praise(person, nudge, now)
    restarted["praises"] = person.sent.praises + (praise is not None)
    person = _record(tx, person, nudge, Answer.DONE, now, praise, plan, **restarted)
    return Outcome(person, replace(nudge, answer=Answer.DONE, praise=praise), True, today, milestone)


def later(
    tx: Connection, chat_id: int, nudge_id: int, now: datetime, plan: Plan = as_it_is
) -> Outcome | None:
    """Ask for the same nudge again in 10 minutes (then 20, then 30, then no more)."""
    nudge = nudges.find(tx, chat_id, nudge_id)
    if nudge is None:
        return None
    person = people.get(tx, chat_id)
    fresh = nudge.is_open and nudge.later_step < len(LATER_MINUTES)
    if fresh:
        until_at = now + timedelta(minutes=LATER_MINUTES[nudge.later_step])
        put_off: PlanChanges = {"later_until_at": until_at, "later_nudge_id": nudge_id}
        person = _record(tx, person, nudge, Answer.LATER, now, None, plan, **put_off)
        nudge = replace(nudge, answer=Answer.LATER)
    return outcome(tx, person, nudge, fresh, now)


def not_now(
    tx: Connection, chat_id: int, nudge_id: int, now: datetime, plan: Plan = as_it_is
) -> Outcome | None:
    """Decline the nudge."""
    nudge = nudges.find(tx, chat_id, nudge_id)
    if nudge is None:
        return None
    person = people.get(tx, chat_id)
    fresh = nudge.is_open
    if fresh:
        person = _record(tx, person, nudge, Answer.NOT_NOW, now, None, plan)
        nudge = replace(nudge, answer=Answer.NOT_NOW)
    return outcome(tx, person, nudge, fresh, now)


def note(tx: Connection, nudge: Nudge, answer: Answer, now: datetime) -> Person:
    """Record the answer to a nudge that offers no movement."""
    return _record(tx, people.get(tx, nudge.chat_id), nudge, answer, now)


def undo(tx: Connection, chat_id: int, nudge_id: int, now: datetime) -> Outcome | None:
    """Take back the move of this nudge, if any."""
    nudge = nudges.find(tx, chat_id, nudge_id)
    if nudge is None:
        return None
    person = people.get(tx, chat_id)
    move = moves.of_nudge(tx, chat_id, nudge_id)
    if move is not None:
        person = moves.take_back(tx, person, move, now, message_id=None)
        milestones.untie(tx, chat_id, nudge_id)
        nudge = replace(nudge, answer=None)
    return outcome(tx, person, nudge, move is not None, now)


def undo_last(tx: Connection, chat_id: int, message_id: int, now: datetime) -> Undone:
    """Take back the newest move of the last 48 hours; a redelivered message does so only once."""
    person = people.get(tx, chat_id)
    move = moves.undone_by(tx, chat_id, message_id)
    if move is None:
        move = moves.last(tx, chat_id, now)
        if move is not None:
            person = moves.take_back(tx, person, move, now, message_id)
            if move.nudge_id is not None:
                milestones.untie(tx, chat_id, move.nudge_id)
    return Undone(person, move, day_totals.at(tx, person, person.local_day(now)))


def here(tx: Connection, chat_id: int, now: datetime) -> Person:
    """Record activity: resets the ignored count and the come-back lines."""
    return people.change(tx, chat_id, **HERE, here_at=now)


def find(tx: Connection, chat_id: int, nudge_id: int, now: datetime) -> Outcome | None:
    """State of this nudge if it is theirs; records nothing."""
    nudge = nudges.find(tx, chat_id, nudge_id)
    return None if nudge is None else outcome(tx, people.get(tx, chat_id), nudge, False, now)


def outcome(tx: Connection, person: Person, nudge: Nudge, fresh: bool, now: datetime) -> Outcome:
    """State of this nudge and of today."""
    return Outcome(person, nudge, fresh, day_totals.at(tx, person, person.local_day(now)))


class _Answered(PlanChanges, total=False):
    """Columns an answer changes besides the plan."""

    moved_at: datetime
    open_nudge_id: int | None
    praises: int


_ANSWER = insert(AnswerRow)
_LAST_ANSWER = _ANSWER.on_conflict_do_update(
    set_={name: getattr(_ANSWER.excluded, name) for name in ("answer", "answered_at", "praise")}
)


def _record(
    tx: Connection,
    person: Person,
    nudge: Nudge,
    answer: Answer,
    now: datetime,
    praise: int | None = None,
    plan: Plan = as_it_is,
    **columns: Unpack[_Answered],
) -> Person:
    row = {"nudge_id": nudge.id, "answer": answer, "answered_at": now, "praise": praise}
    tx.execute(_LAST_ANSWER, row)
    if person.sent.open_nudge_id == nudge.id:
        columns["open_nudge_id"] = None
    everything: dict[str, Any] = {**HERE, **columns, "here_at": now}
    everything |= plan(person.changed(**everything))
    return people.put(tx, person, **everything)
