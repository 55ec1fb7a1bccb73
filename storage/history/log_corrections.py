"""Log corrections: a message's moves undone, restored or corrected, with the days and streak they earned."""

from datetime import datetime
from typing import Unpack

from sqlalchemy import Connection, update

from storage import people
from storage.bots import speaking
from storage.history import day_totals, moves
from storage.history.calendar_day import is_loggable
from storage.history.logged_moves import Correction, Logged, of_message, stands
from storage.past import bringing_back
from storage.tables import MoveRow
from storage.values import LoggedMove


def undo(tx: Connection, chat_id: int, message_id: int, now: datetime, part: int | None = None) -> Logged:
    """Take back all that this message logged, or only the `part`th of it, and what it earned."""
    person = people.get(tx, chat_id)
    for n, move in enumerate(_of_message(tx, chat_id, message_id)):
        if move.undone_at is None and part in (None, n):
            person = moves.take_back(tx, person, move, now, message_id=None)
    return stands(tx, person, message_id, now)


def redo(tx: Connection, chat_id: int, message_id: int, now: datetime) -> Logged:
    """Restore everything this message had logged."""
    person = people.get(tx, chat_id)
    for move in _of_message(tx, chat_id, message_id):
        if move.undone_at is not None:
            values = {"undone_at": None, "undone_by_message_id": None}
            tx.execute(update(MoveRow).where(MoveRow.id == move.id).values(values))
            day_totals.add(tx, person, move.moved_on, 1)
            person = people.change(tx, chat_id, moved_at=moves.last_at(tx, chat_id))
    return stands(tx, person, message_id, now)


def fix(
    tx: Connection, /, chat_id: int, message_id: int, part: int, now: datetime, **columns: Unpack[Correction]
) -> Logged:
    """Correct the `part`th move of a message: length, kind or time.

    Updates the days and the streak. Does nothing if the new day is too long ago.
    """
    person = people.get(tx, chat_id)
    for n, move in enumerate(_of_message(tx, chat_id, message_id)):
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


def _of_message(tx: Connection, chat_id: int, message_id: int) -> list[LoggedMove]:
    """The message's moves, however long ago they were logged."""
    found = of_message(tx, chat_id, message_id)
    if not found and bringing_back.moves_of_message(tx, chat_id, speaking(tx), message_id):
        found = of_message(tx, chat_id, message_id)
    return found
