"""Outbox rows: replies waiting to be sent, and updates that need no further answer. Both survive restarts."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, select, update

from storage.bots import process_of, speaking
from storage.engine.locking import unlocked_ones
from storage.engine.upsert import insert
from storage.sharing.processes import is_orphan
from storage.tables import OutboxRow, SettledRow

REMEMBERED = timedelta(hours=25)  # Telegram redelivers an update for 24


@dataclass(frozen=True)
class Waiting:
    """A reply to be stored; the meaning of `content` depends on its kind."""

    chat_id: int
    kind: str
    content: str
    valid_until_at: datetime


@dataclass(frozen=True)
class KeptReply:
    """A stored reply; ids are in order."""

    id: int
    chat_id: int
    kind: str
    content: str
    valid_until_at: datetime


@dataclass(frozen=True)
class Left:
    """What the last process left behind; `stale` counts expired replies."""

    kept: tuple[KeptReply, ...]
    settled: frozenset[int]  # ids of updates whose replies are sent or stored
    stale: int


_COLUMNS = [getattr(OutboxRow, name) for name in KeptReply.__annotations__]


def keep(tx: Connection, waiting: Sequence[Waiting], settled: Collection[int], now: datetime) -> list[int]:
    """Store replies in order and mark their updates as settled; returns the row ids."""
    for update_id in settled:
        tx.execute(insert(SettledRow).on_conflict_do_nothing(), _settled(tx, update_id, now))
    added = insert(OutboxRow).returning(OutboxRow.id)
    return [tx.execute(added, _row(tx, each, now)).scalar_one() for each in waiting]


def tidy(tx: Connection, row_ids: Collection[int], confirmed: Collection[int]) -> None:
    """Delete rows that are done with, and notes of updates that Telegram will not redeliver."""
    tx.execute(delete(OutboxRow).where(OutboxRow.id.in_(row_ids)))
    theirs = SettledRow.bot == speaking(tx), SettledRow.update_id.in_(confirmed)
    tx.execute(delete(SettledRow).where(*theirs))


def left(tx: Connection, now: datetime) -> Left:
    """Everything this bot still has to send, oldest first, and nobody carries on; it is ours from now on.

    Deletes expired replies of all bots.
    """
    is_ours = is_orphan(tx, OutboxRow.process)
    stale = tx.execute(delete(OutboxRow).where(OutboxRow.valid_until_at <= now, is_ours)).rowcount
    forget_notes(tx, now)
    waiting = select(*_COLUMNS).where(OutboxRow.bot == speaking(tx), is_ours).order_by(OutboxRow.id)
    kept = tuple(KeptReply(**row._mapping) for row in tx.execute(unlocked_ones(waiting)))
    if process := process_of(tx):
        taken = OutboxRow.id.in_([each.id for each in kept])
        tx.execute(update(OutboxRow).where(taken).values(process=process))
        return Left(kept, frozenset(), stale)  # notes are looked up one by one, as other processes make them
    settled = tx.execute(select(SettledRow.update_id).where(SettledRow.bot == speaking(tx))).scalars()
    return Left(kept, frozenset(settled), stale)


def forget_notes(tx: Connection, now: datetime) -> None:
    """Delete notes of updates that Telegram will not deliver again."""
    tx.execute(delete(SettledRow).where(SettledRow.settled_at < now - REMEMBERED))


def drop(tx: Connection, chat_id: int) -> None:
    """Delete all stored replies to a chat."""
    tx.execute(delete(OutboxRow).where(OutboxRow.chat_id == chat_id))


def _row(tx: Connection, waiting: Waiting, now: datetime) -> dict[str, object]:
    row = {name: getattr(waiting, name) for name in Waiting.__annotations__}
    return row | {"bot": speaking(tx), "kept_at": now, "process": process_of(tx) or None}


def _settled(tx: Connection, update_id: int, now: datetime) -> dict[str, object]:
    return {"bot": speaking(tx), "update_id": update_id, "settled_at": now}
