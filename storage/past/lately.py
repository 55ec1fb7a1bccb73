"""Moved lately: what was made on which packed day of the last nine weeks, for rules that look back so far."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, delete

from storage.engine.upsert import insert
from storage.tables import MovedRow

KEPT = timedelta(days=63)  # what was used lately, 60 days; what was done on a rung, 56

_ADD = insert(MovedRow)
_ADD = _ADD.on_conflict_do_update(set_={"times": MovedRow.times + _ADD.excluded.times})


def add(tx: Connection, chat_id: int, moves: Iterable[dict[str, Any]], today: date) -> None:
    """Note standing moves that are packed now, and drop what is too old."""
    keys = ((row["moved_on"], row["movement_id"] or "", row["kind"] or "") for row in moves)
    times = Counter(key for key in keys if key[0] >= today - KEPT)
    rows = [
        {"chat_id": chat_id, "moved_on": on, "movement_id": name, "kind": kind, "times": many}
        for (on, name, kind), many in times.items()
    ]
    if rows:
        tx.execute(_ADD, rows)
    tx.execute(delete(MovedRow).where(MovedRow.chat_id == chat_id, MovedRow.moved_on < today - KEPT))


def take_away(tx: Connection, chat_id: int, monday: date) -> None:
    """Drop a week, as it is unpacked."""
    week = MovedRow.moved_on.between(monday, monday + timedelta(days=6))
    tx.execute(delete(MovedRow).where(MovedRow.chat_id == chat_id, week))
