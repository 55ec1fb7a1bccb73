"""Listed chats: those an admin has entered by number, who may join in the house of a list."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, delete, func, select

from storage.engine.upsert import insert
from storage.house import deeds, removed
from storage.tables import ListedRow


def add(tx: Connection, chat_ids: Collection[int], now: datetime) -> int:
    """Put chats on the list, even if they were taken out before; returns how many are new on it."""
    new = 0
    for chat_id in sorted(chat_ids):
        row = insert(ListedRow).values(chat_id=chat_id, listed_at=now)
        new += tx.scalar(row.on_conflict_do_nothing().returning(ListedRow.chat_id)) is not None
        removed.let_back(tx, chat_id)
    if new:
        deeds.note(tx, "list-on", now, str(new))
    return new


def drop(tx: Connection, chat_id: int, now: datetime) -> bool:
    """Take a chat off the list; who is in stays in. False if it is not on it."""
    is_gone = tx.execute(delete(ListedRow).where(ListedRow.chat_id == chat_id)).rowcount > 0
    if is_gone:
        deeds.note(tx, "list-off", now, "1")
    return is_gone


def has(tx: Connection, chat_id: int) -> bool:
    return tx.scalar(select(ListedRow.chat_id).where(ListedRow.chat_id == chat_id)) is not None


def page(tx: Connection, offset: int, limit: int) -> tuple[list[int], int]:
    """Listed chats in order of their numbers, and how many there are."""
    found = tx.execute(select(ListedRow.chat_id).order_by(ListedRow.chat_id).offset(offset).limit(limit))
    return list(found.scalars()), tx.scalar(select(func.count()).select_from(ListedRow)) or 0
