"""Which movements were made, and which were taken back?"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Connection, Select, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from storage import days
from storage.nudges import Nudge
from storage.people import Person
from storage.tables import AnswerRow, MoveRow, NudgeRow, NudgeState, PersonRow

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


def add(tx: Connection, person: Person, nudge: Nudge, now: datetime) -> None:
    """Log the nudge's movement for today; it also restarts the sitting clock."""
    today = person.local_day(now)
    move = insert(MoveRow).values(
        chat_id=person.chat_id,
        moved_at=now,
        moved_on=today,
        movement_id=nudge.movement_id,
        nudge_id=nudge.id,
    )
    again = {"moved_at": now, "moved_on": today, "undone_at": None, "undone_by_message_id": None}
    tx.execute(move.on_conflict_do_update(index_elements=[MoveRow.nudge_id], set_=again))
    days.add(tx, person, today, 1)
    tx.execute(update(PersonRow).where(PersonRow.chat_id == person.chat_id).values(moved_at=now))
    tx.execute(
        update(NudgeRow)
        .where(
            NudgeRow.chat_id == person.chat_id,
            NudgeRow.due_at >= now - timedelta(days=1),  # so that the index finds them
            NudgeRow.state == NudgeState.SENT,
            NudgeRow.sent_at >= now - FOLLOWED_WITHIN,
        )
        .values(followed=True)
    )


def take_back(tx: Connection, person: Person, move: Move, now: datetime, message_id: int | None) -> None:
    """Undo one move and whatever it earned; the nudge can be answered again."""
    tx.execute(
        update(MoveRow).where(MoveRow.id == move.id).values(undone_at=now, undone_by_message_id=message_id)
    )
    tx.execute(delete(AnswerRow).where(AnswerRow.nudge_id == move.nudge_id))
    days.add(tx, person, move.moved_on, -1)
    last_at = tx.scalar(select(func.max(MoveRow.moved_at)).where(*_standing(person.chat_id)))
    tx.execute(update(PersonRow).where(PersonRow.chat_id == person.chat_id).values(moved_at=last_at))


def of_nudge(tx: Connection, chat_id: int, nudge_id: int) -> Move | None:
    return _first(tx, *_standing(chat_id), MoveRow.nudge_id == nudge_id)


def last(tx: Connection, chat_id: int, now: datetime) -> Move | None:
    """The newest move of the last 48 hours that still stands."""
    return _first(tx, *_standing(chat_id), MoveRow.moved_at >= now - UNDO_WITHIN)


def undone_by(tx: Connection, chat_id: int, message_id: int) -> Move | None:
    """The move that this typed /undo has taken back already."""
    return _first(tx, MoveRow.chat_id == chat_id, MoveRow.undone_by_message_id == message_id)


def on(tx: Connection, chat_id: int, day: date) -> list[Move]:
    """The day's moves in the order they were made."""
    rows = tx.execute(
        _select().where(*_standing(chat_id), MoveRow.moved_on == day).order_by(MoveRow.moved_at)
    )
    return [Move(**row._mapping) for row in rows]


def _standing(chat_id: int) -> tuple[ColumnElement[bool], ...]:
    return MoveRow.chat_id == chat_id, MoveRow.undone_at.is_(None)


def _select() -> Select[int, int, str, datetime, date]:
    return select(MoveRow.id, MoveRow.nudge_id, MoveRow.movement_id, MoveRow.moved_at, MoveRow.moved_on)


def _first(tx: Connection, *where: ColumnElement[bool]) -> Move | None:
    row = tx.execute(_select().where(*where).order_by(MoveRow.moved_at.desc()).limit(1)).one_or_none()
    return None if row is None else Move(**row._mapping)
