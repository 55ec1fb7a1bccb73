"""Removed people: those an admin has taken out, under a keyed hash of their chat id."""

from datetime import datetime
from hashlib import blake2b

from sqlalchemy import Connection, delete, select

from storage.engine.upsert import insert
from storage.tables import RemovedRow, SaltRow

DIGEST_BYTES = 16


def add(tx: Connection, chat_id: int, now: datetime) -> None:
    """Note that they were taken out; no link from before lets them in."""
    row = insert(RemovedRow).values(name=_name(tx, chat_id), removed_at=now)
    tx.execute(row.on_conflict_do_update(set_={"removed_at": now}))


def since(tx: Connection, chat_id: int) -> datetime | None:
    """When they were taken out; None if they were not."""
    return tx.scalar(select(RemovedRow.removed_at).where(RemovedRow.name == _name(tx, chat_id)))


def let_back(tx: Connection, chat_id: int) -> bool:
    """Take the note back; False if there is none."""
    return tx.execute(delete(RemovedRow).where(RemovedRow.name == _name(tx, chat_id))).rowcount > 0


def prune(tx: Connection, before_at: datetime) -> None:
    """Delete old notes, as everything else about people."""
    tx.execute(delete(RemovedRow).where(RemovedRow.removed_at < before_at))


def _name(tx: Connection, chat_id: int) -> str:
    salt: str = tx.execute(select(SaltRow.salt)).scalar_one()
    told = f"removed:{chat_id}".encode()
    return blake2b(told, digest_size=DIGEST_BYTES, key=salt.encode()).hexdigest()
