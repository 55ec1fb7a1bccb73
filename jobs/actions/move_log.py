"""Move log: moves that people log themselves, added, revised, undone and corrected."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Unpack

from sqlalchemy import Connection

from jobs.actions.replan import Planner, replan
from jobs.schedule import nudge_plan
from storage import people, talks
from storage.history import log_corrections, logged_moves
from storage.history.feats import NO_KINDS, MoveKinds
from storage.history.logged_moves import Correction, Logged
from storage.values import Mention, Move, Subject


def add(
    tx: Connection,
    chat_id: int,
    message_id: int,
    told: Sequence[Move],
    now: datetime,
    told_at: datetime | None = None,
    kinds: MoveKinds = NO_KINDS,
) -> Logged:
    """Log moves typed (at `told_at`, or now) or tapped; one within a pace restarts the sitting timer."""
    person = people.get(tx, chat_id)
    pace = timedelta(minutes=person.settings.pace_minutes)
    logged = logged_moves.log(tx, person, message_id, told, now - pace, now, told_at, kinds)
    if logged.moves:
        _mention(tx, chat_id, message_id, message_id, now)
    return _logged(tx, logged, now, nudge_plan.next_nudge_at)


def revise(
    tx: Connection,
    chat_id: int,
    message_id: int,
    told: Sequence[Move],
    now: datetime,
    told_at: datetime | None = None,
    kinds: MoveKinds = NO_KINDS,
) -> Logged:
    """After an edit: log what the message says now instead of what it said before."""
    pace = timedelta(minutes=people.get(tx, chat_id).settings.pace_minutes)
    logged = logged_moves.log_again(tx, chat_id, message_id, told, now - pace, now, told_at, kinds)
    return _logged(tx, logged, now, nudge_plan.after_a_change)


def done(
    tx: Connection,
    chat_id: int,
    message_id: int,
    move: Move,
    now: datetime,
    kinds: MoveKinds = NO_KINDS,
) -> Logged | None:
    """Answer a waiting nudge with a typed "done"; None if there is none."""
    logged = logged_moves.done(tx, chat_id, message_id, move, now, kinds)
    if logged is not None:
        _mention(tx, chat_id, message_id, message_id, now)
    return None if logged is None else _logged(tx, logged, now, nudge_plan.next_nudge_at)


def undo(tx: Connection, chat_id: int, message_id: int, now: datetime) -> Logged:
    return _logged(tx, log_corrections.undo(tx, chat_id, message_id, now), now, nudge_plan.after_a_change)


def redo(tx: Connection, chat_id: int, message_id: int, now: datetime) -> Logged:
    return _logged(tx, log_corrections.redo(tx, chat_id, message_id, now), now, nudge_plan.after_a_change)


def correct(
    tx: Connection, /, chat_id: int, message_id: int, part: int, now: datetime, **columns: Unpack[Correction]
) -> Logged:
    logged = log_corrections.fix(tx, chat_id, message_id, part, now, **columns)
    return _logged(tx, logged, now, nudge_plan.after_a_change)


def put_right(
    tx: Connection, /, chat_id: int, said_in: int, message_id: int, part: int, now: datetime,
    before: str = "", **columns: Unpack[Correction],
) -> Logged:  # fmt: skip
    """Correct a move of an earlier message, as the message `said_in` asks; `before` is the move as it was,
    kept for the talk."""
    kept = talks.about(tx, chat_id, said_in, Subject.LOG)
    _mention(tx, chat_id, said_in, message_id, now, kept or before)
    return correct(tx, chat_id, message_id, part, now, **columns)


def take_back(
    tx: Connection, chat_id: int, said_in: int, message_id: int, part: int | None, now: datetime
) -> Logged:
    """Undo one move (None: all) of an earlier message, as the message `said_in` asks."""
    _mention(tx, chat_id, said_in, message_id, now)
    return _logged(
        tx, log_corrections.undo(tx, chat_id, message_id, now, part), now, nudge_plan.after_a_change
    )


def put_back(tx: Connection, chat_id: int, said_in: int, message_id: int, now: datetime) -> Logged:
    """Restore what an earlier message logged and was undone, as the message `said_in` asks."""
    _mention(tx, chat_id, said_in, message_id, now)
    return redo(tx, chat_id, message_id, now)


def _mention(
    tx: Connection, chat_id: int, said_in: int, message_id: int, now: datetime, about: str = ""
) -> None:
    """Note that the talk is about what `message_id` logged, since `said_in`."""
    talks.mention(tx, chat_id, said_in, Mention(Subject.LOG, now, (str(message_id),), about))


def _logged(tx: Connection, logged: Logged, now: datetime, planner: Planner) -> Logged:
    return replace(logged, person=replan(tx, logged.person, now, planner))
