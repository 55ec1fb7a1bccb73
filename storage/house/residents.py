"""Residents: people who are in, as far as an admin sees them: a number, and since when."""

from datetime import datetime

from sqlalchemy import Connection, delete, func, select

from storage.house import deeds, removed
from storage.tables import ListedRow, PersonRow
from storage.values import Resident


def page(tx: Connection, offset: int, limit: int) -> tuple[list[Resident], int]:
    """People in the order in which they joined, newest first, and how many there are."""
    found = (
        select(PersonRow.chat_id, PersonRow.joined_at)
        .order_by(PersonRow.joined_at.desc(), PersonRow.chat_id)
        .offset(offset)
        .limit(limit)
    )
    people = [Resident(row.chat_id, row.joined_at) for row in tx.execute(found)]
    return people, tx.scalar(select(func.count()).select_from(PersonRow)) or 0


def take_out(tx: Connection, chat_id: int, now: datetime) -> None:
    """Shut the door behind somebody; their rows are deleted next, as by /delete."""
    removed.add(tx, chat_id, now)
    tx.execute(delete(ListedRow).where(ListedRow.chat_id == chat_id))
    deeds.note(tx, "person-removed", now)


def let_back(tx: Connection, chat_id: int, now: datetime) -> bool:
    """Let somebody come again as everybody else may; False if they were not taken out."""
    is_back = removed.let_back(tx, chat_id)
    if is_back:
        deeds.note(tx, "person-back", now)
    return is_back
