"""Export: all rows of a person as JSON, and the moves as a table."""

import csv
import json
from datetime import date, datetime, time
from enum import Enum
from io import StringIO
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Row, select

from storage import people
from storage.past import past_weeks
from storage.tables import AnswerRow, Base, BroadcastRow, MoveRow, NudgeRow, PastWeekRow
from storage.values import Offered, Span, Window

MOVES = ("moved_at", "moved_on", "movement_id", "undone_at")


def everything(tx: Connection, chat_id: int) -> str:
    """All rows of a person by table, as JSON; instants in ISO 8601, UTC. Raises `Stranger`.

    What is packed is shown as the rows it was, with the others of its table.
    """
    people.get(tx, chat_id)
    tables = {table.name: table for table in Base.metadata.sorted_tables}
    found = {
        name: _rows(tx.execute(select(table).where(table.c.chat_id == chat_id)).all())
        for name, table in tables.items()
        if "chat_id" in table.c and table is not PastWeekRow.__table__
    }
    answers = select(AnswerRow.__table__).join_from(AnswerRow, NudgeRow).where(NudgeRow.chat_id == chat_id)
    found["answers"] = _rows(tx.execute(answers).all())
    _add_past(tx, chat_id, found)
    theirs = select(BroadcastRow.__table__).where(BroadcastRow.by_chat_id == chat_id)
    found["broadcasts"] = _rows(tx.execute(theirs).all())
    return json.dumps(found, ensure_ascii=False, indent=1)


def moves(tx: Connection, chat_id: int) -> str:
    """A person's moves, one per line, oldest first; undone ones have an `undone_at`."""
    own = tx.execute(select(MoveRow.__table__).where(MoveRow.chat_id == chat_id))
    rows = [*past_weeks.moves(tx, chat_id), *(row._asdict() for row in own)]
    names = [name for name in MoveRow.__table__.columns.keys() if name in MOVES]  # noqa: SIM118
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(names)
    for row in sorted(rows, key=itemgetter("moved_at", "id")):
        writer.writerow(_plain(row[name]) for name in names)
    return out.getvalue()


def _add_past(tx: Connection, chat_id: int, found: dict[str, list[dict[str, Any]]]) -> None:
    nudges = past_weeks.nudges(tx, chat_id)
    answered = [{"nudge_id": row["id"]} | row for row in nudges if row["answer"] is not None]
    for table, key, past in (
        (NudgeRow, "id", nudges),
        (AnswerRow, "nudge_id", answered),
        (MoveRow, "id", past_weeks.moves(tx, chat_id)),
    ):
        names = table.__table__.columns.keys()
        own = [{name: _plain(row[name]) for name in names} for row in past]
        rows = found[str(table.__tablename__)]
        rows[:] = sorted([*own, *rows], key=itemgetter(key))


def _rows(rows: Any) -> list[dict[str, Any]]:
    return [_row(row) for row in rows]


def _row(row: Row[Any]) -> dict[str, Any]:
    return {name: _plain(value) for name, value in row._mapping.items()}


def _plain(value: Any) -> Any:
    """A value that JSON and a spreadsheet can hold."""
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    if isinstance(value, Offered):
        return f"{value.on} {value.number}"  # the day, and the movement by its number
    if isinstance(value, (Window, Span)):
        return str(value)
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value.value if isinstance(value, Enum) else value
