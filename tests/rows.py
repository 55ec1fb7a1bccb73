"""Database rows: all of them, to show that nothing changed."""

from typing import Any

from sqlalchemy import Connection, select

from storage.tables import AnswerRow, Base, BroadcastRow, NudgeRow

NOBODYS = {  # tables that hold nothing about a person; an update on its way stands in arrivals for a moment
    "arrivals",
    "bots",
    "deeds",
    "house",
    "house_weeks",
    "invites",
    "leases",
    "processes",
    "removed",
    "salts",
    "settled_updates",
    "uploads",
    "webhooks",
}
Rows = dict[str, list[tuple[Any, ...]]]


def every_row(tx: Connection) -> Rows:
    """All rows of all tables."""
    return {table.name: sorted(map(tuple, tx.execute(select(table))), key=repr) for table in _tables()}


def rows_of(tx: Connection, chat_id: int) -> Rows:
    """All rows that belong to one person."""
    found = {
        table.name: sorted(map(tuple, tx.execute(select(table).where(table.c.chat_id == chat_id))), key=repr)
        for table in _tables()
        if "chat_id" in table.c
    }
    answers = select(AnswerRow.__table__).join_from(AnswerRow, NudgeRow).where(NudgeRow.chat_id == chat_id)
    theirs = select(BroadcastRow.__table__).where(BroadcastRow.by_chat_id == chat_id)
    rest = {"answers": answers, "broadcasts": theirs}
    return found | {name: sorted(map(tuple, tx.execute(each)), key=repr) for name, each in rest.items()}


def _tables() -> list[Any]:
    return list(Base.metadata.sorted_tables)
