"""Totals of past moves: how often each movement was made in packed weeks; they outlive the weeks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from operator import itemgetter

from sqlalchemy import ColumnElement, Connection, bindparam, case, delete, select, update

from storage.engine.upsert import insert
from storage.tables import PastMovesRow


@dataclass(frozen=True)
class PastMoves:
    """How often one movement was made, and on which days first and last; None: none of ours."""

    movement_id: str | None
    moves: int
    first_on: date
    last_on: date


_OF = (
    select(PastMovesRow.movement_id, PastMovesRow.moves, PastMovesRow.first_on, PastMovesRow.last_on)
    .where(PastMovesRow.chat_id == bindparam("whose"))
    .order_by(PastMovesRow.first_on, PastMovesRow.movement_id)
)
_ADD = insert(PastMovesRow)
_NEW = _ADD.excluded


def _chosen(is_new: ColumnElement[bool], new: ColumnElement[date], old: object) -> ColumnElement[date]:
    return case((is_new, new), else_=old)


_ADD = _ADD.on_conflict_do_update(
    set_={
        "moves": PastMovesRow.moves + _NEW.moves,
        "first_on": _chosen(_NEW.first_on < PastMovesRow.first_on, _NEW.first_on, PastMovesRow.first_on),
        "last_on": _chosen(_NEW.last_on > PastMovesRow.last_on, _NEW.last_on, PastMovesRow.last_on),
    }
)


def of(tx: Connection, chat_id: int) -> list[PastMoves]:
    """Everything that was made in packed weeks, the longest known first."""
    rows = tx.execute(_OF, {"whose": chat_id})
    return [PastMoves(row.movement_id or None, row.moves, row.first_on, row.last_on) for row in rows]


def add(tx: Connection, chat_id: int, moves: Iterable[tuple[str | None, date]]) -> None:
    """Count moves with their days, as they are packed."""
    rows = [
        {
            "chat_id": chat_id,
            "movement_id": name,
            "moves": len(days),
            "first_on": days[0],
            "last_on": days[-1],
        }
        for name, days in _days(moves).items()
    ]
    if rows:
        tx.execute(_ADD, rows)


def take_away(
    tx: Connection,
    chat_id: int,
    moves: Iterable[tuple[str | None, date]],
    left: Iterable[tuple[str | None, date]],
) -> None:
    """Count moves no more, as they are unpacked; `left` are those of all other packed weeks."""
    kept, others = {each.movement_id or "": each for each in of(tx, chat_id)}, _days(left)
    for name, days in _days(moves).items():
        whose = PastMovesRow.chat_id == chat_id, PastMovesRow.movement_id == name
        before, rest = kept[name], others.get(name, [])
        if before.moves <= len(days):
            tx.execute(delete(PastMovesRow).where(*whose))
            continue
        # What is known of an earlier week stays, though the week may have been deleted by now.
        first_on = before.first_on if before.first_on < days[0] else min(rest, default=before.first_on)
        last_on = before.last_on if before.last_on > days[-1] else max(rest, default=first_on)
        changed = {"moves": before.moves - len(days), "first_on": first_on, "last_on": last_on}
        tx.execute(update(PastMovesRow).where(*whose).values(changed))


def _days(moves: Iterable[tuple[str | None, date]]) -> dict[str, list[date]]:
    """The days of each movement, in order, a day for each time."""
    days: dict[str, list[date]] = {}
    for name, on in sorted(moves, key=itemgetter(1)):
        days.setdefault(name or "", []).append(on)
    return days
