"""Which movements were made, and which were taken back?"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Connection, Select, bindparam, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from storage import days, people
from storage.days import Day
from storage.nudges import Nudge
from storage.people import Person
from storage.tables import AnswerRow, MoveRow, NudgeRow, NudgeState

FOLLOWED_WITHIN = timedelta(minutes=30)  # the outcome HeartSteps measured: steps in the next 30 min
UNDO_WITHIN = timedelta(hours=48)


@dataclass(frozen=True)
class Move:
    """One logged movement: the instant it was logged and the day it counts for."""

    id: int
    nudge_id: int
    movement_id: str
    moved_at: datetime
    moved_on: date


_ADD = insert(MoveRow)
# The same nudge done again after an undo is the same move, made now.
_ADD = _ADD.on_conflict_do_update(
    index_elements=[MoveRow.nudge_id],
    set_={
        "moved_at": _ADD.excluded.moved_at,
        "moved_on": _ADD.excluded.moved_on,
        "undone_at": None,
        "undone_by_message_id": None,
    },
)
_FOLLOWED = (
    update(NudgeRow)
    .where(
        NudgeRow.chat_id == bindparam("whose"),
        NudgeRow.due_at >= bindparam("yesterday"),  # so that the index finds them
        NudgeRow.state == NudgeState.SENT,
        NudgeRow.sent_at >= bindparam("earliest"),
    )
    .values(followed=True)
)


def add(tx: Connection, person: Person, nudge: Nudge, now: datetime) -> Day:
    """Log the nudge's movement for today; the day as it stands now."""
    today = person.local_day(now)
    row = {"chat_id": person.chat_id, "moved_at": now, "moved_on": today}
    tx.execute(_ADD, row | {"movement_id": nudge.movement_id, "nudge_id": nudge.id})
    since = {"yesterday": now - timedelta(days=1), "earliest": now - FOLLOWED_WITHIN}
    tx.execute(_FOLLOWED, {"whose": person.chat_id, **since})
    return days.add(tx, person, today, 1)


def take_back(tx: Connection, person: Person, move: Move, now: datetime, message_id: int | None) -> Person:
    """Undo one move and whatever it earned; the nudge can be answered again."""
    tx.execute(
        update(MoveRow).where(MoveRow.id == move.id).values(undone_at=now, undone_by_message_id=message_id)
    )
    tx.execute(delete(AnswerRow).where(AnswerRow.nudge_id == move.nudge_id))
    days.add(tx, person, move.moved_on, -1)
    last_at = tx.scalar(select(func.max(MoveRow.moved_at)).where(*standing(person.chat_id)))
    return people.change(tx, person.chat_id, moved_at=last_at)


def of_nudge(tx: Connection, chat_id: int, nudge_id: int) -> Move | None:
    return _first(tx, *standing(chat_id), MoveRow.nudge_id == nudge_id)


def last(tx: Connection, chat_id: int, now: datetime) -> Move | None:
    """The newest move of the last 48 hours that still stands."""
    return _first(tx, *standing(chat_id), MoveRow.moved_at >= now - UNDO_WITHIN)


def undone_by(tx: Connection, chat_id: int, message_id: int) -> Move | None:
    """The move that this typed /undo has taken back already."""
    return _first(tx, MoveRow.chat_id == chat_id, MoveRow.undone_by_message_id == message_id)


_ON = (
    select(MoveRow.id, MoveRow.nudge_id, MoveRow.movement_id, MoveRow.moved_at, MoveRow.moved_on)
    .where(MoveRow.chat_id == bindparam("whose"), MoveRow.undone_at.is_(None))
    .where(MoveRow.moved_on == bindparam("day"))
    .order_by(MoveRow.moved_at)
)


def on(tx: Connection, chat_id: int, day: date) -> list[Move]:
    """The day's moves in the order they were made."""
    rows = tx.execute(_ON, {"whose": chat_id, "day": day})
    return [Move(**row._mapping) for row in rows]


def standing(chat_id: int) -> tuple[ColumnElement[bool], ...]:
    """Theirs, and not taken back."""
    return MoveRow.chat_id == chat_id, MoveRow.undone_at.is_(None)


def _select() -> Select[int, int, str, datetime, date]:
    return select(MoveRow.id, MoveRow.nudge_id, MoveRow.movement_id, MoveRow.moved_at, MoveRow.moved_on)


def _first(tx: Connection, *where: ColumnElement[bool]) -> Move | None:
    row = tx.execute(_select().where(*where).order_by(MoveRow.moved_at.desc()).limit(1)).one_or_none()
    return None if row is None else Move(**row._mapping)
