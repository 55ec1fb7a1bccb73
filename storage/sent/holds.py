"""Holds: Telegram's flood limits on one chat, one method or everything, and when they end."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, and_, delete, insert, or_, select

from storage.sharing.bells import Bell, ring
from storage.tables import HoldRow, PersonRow


@dataclass(frozen=True)
class KeptHold:
    """A hold in force. With neither chat nor method, everything is held."""

    chat_id: int | None
    method: str | None
    until_at: datetime


def keep(tx: Connection, hold: KeptHold, now: datetime) -> None:
    """Store a hold, replacing its predecessor and dropping expired ones; skips unknown chats."""
    person = select(PersonRow.chat_id).where(PersonRow.chat_id == hold.chat_id)
    if hold.chat_id is not None and tx.execute(person).one_or_none() is None:
        return
    is_same = and_(
        HoldRow.chat_id.is_not_distinct_from(hold.chat_id), HoldRow.method.is_not_distinct_from(hold.method)
    )
    tx.execute(delete(HoldRow).where(or_(is_same, HoldRow.until_at <= now)))
    tx.execute(insert(HoldRow).values(chat_id=hold.chat_id, method=hold.method, until_at=hold.until_at))
    ring(tx, Bell.HELD)


def standing(tx: Connection, now: datetime) -> list[KeptHold]:
    """Holds still in force."""
    columns = select(HoldRow.chat_id, HoldRow.method, HoldRow.until_at)
    found = tx.execute(columns.where(HoldRow.until_at > now))
    return [KeptHold(row.chat_id, row.method, row.until_at) for row in found]
