"""Deeds: what admins did and when, for themselves to look up. By whom and about whom is not kept."""

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from storage.tables import DeedRow
from storage.values import Deed


def note(tx: Connection, what: str, now: datetime, detail: str = "") -> None:
    """Note a deed; `detail` is a choice of ours or the number of a link, never typed text."""
    tx.execute(insert(DeedRow).values(done_at=now, what=what, detail=detail))


def newest(tx: Connection, limit: int) -> list[Deed]:
    """The newest deeds, newest first."""
    rows = tx.execute(select(DeedRow.__table__).order_by(DeedRow.id.desc()).limit(limit))
    return [Deed(row.done_at, row.what, row.detail) for row in rows]


def prune(tx: Connection, before_at: datetime) -> None:
    """Delete old deeds; a handful a week at most, so no limit is needed."""
    tx.execute(delete(DeedRow).where(DeedRow.done_at < before_at))
