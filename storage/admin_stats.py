"""Admin figures: totals over all people, never about one person."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, and_, func, not_, or_, select, text

from storage.tables import MoveRow, NudgeRow, NudgeState, PersonRow
from storage.values import Figures

WEEK = timedelta(days=7)


def figures(tx: Connection, now: datetime) -> Figures:
    """Admin figures; scans whole tables, so only for occasional requests."""
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    is_paused = and_(
        PersonRow.paused_from_at.is_not(None),
        or_(PersonRow.paused_until_at.is_(None), PersonRow.paused_until_at > now),
    )
    has_begun = PersonRow.onboarded_at.is_not(None)
    return Figures(
        all=_people(tx),
        active=_people(tx, PersonRow.reachable.is_(True), has_begun, not_(is_paused)),
        paused=_people(tx, PersonRow.reachable.is_(True), is_paused),
        unreachable=_people(tx, PersonRow.reachable.is_(False)),
        moves_today=_moves(tx, today),
        moves_week=_moves(tx, now - WEEK),
        nudges_today=_sent(tx, today),
        nudges_week=_sent(tx, now - WEEK),
        schema=str(tx.scalar(text("SELECT version_num FROM alembic_version"))),
    )


def software(tx: Connection) -> str:
    """Name and version of the database."""
    if tx.dialect.name == "sqlite":
        return f"SQLite {tx.scalar(select(func.sqlite_version()))}"
    number, _, _ = str(tx.scalar(text("SHOW server_version"))).partition(" ")
    return f"PostgreSQL {number}"


def _people(tx: Connection, *where: ColumnElement[bool]) -> int:
    return tx.scalar(select(func.count()).select_from(PersonRow).where(*where)) or 0


def _moves(tx: Connection, since: datetime) -> int:
    where = MoveRow.moved_at >= since, MoveRow.undone_at.is_(None)
    return tx.scalar(select(func.count()).select_from(MoveRow).where(*where)) or 0


def _sent(tx: Connection, since: datetime) -> int:
    where = NudgeRow.sent_at >= since, NudgeRow.state == NudgeState.SENT
    return tx.scalar(select(func.count()).select_from(NudgeRow).where(*where)) or 0
