"""Due nudges: how many are waiting and since when; also a test write for the health check."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, func, select

from storage.tables import IS_CLAIMED, NudgeRow, PersonRow


@dataclass(frozen=True)
class Queue:
    """Due nudges: still to be decided, and decided but not sent."""

    planned: int
    claimed: int
    oldest: timedelta  # how long the oldest has been due; zero if there is none


def waiting(tx: Connection, now: datetime) -> Queue:
    planned, plan_at = tx.execute(
        select(func.count(), func.min(PersonRow.next_nudge_at)).where(PersonRow.next_nudge_at <= now)
    ).one()
    claimed, due_at = tx.execute(select(func.count(), func.min(NudgeRow.due_at)).where(IS_CLAIMED)).one()
    oldest = min((at for at in (plan_at, due_at) if at is not None), default=now)
    return Queue(planned, claimed, max(now - oldest, timedelta()))


def planned(tx: Connection, now: datetime) -> int:
    """How many people's plans are due."""
    due = select(func.count()).select_from(PersonRow).where(PersonRow.next_nudge_at <= now)
    return int(tx.scalar(due) or 0)


def prove_writable(tx: Connection) -> None:
    """Prove that the database accepts writes: a number in the file's header, a word in a server's log."""
    is_file = tx.dialect.name == "sqlite"
    word = "SELECT pg_logical_emit_message(true, 'psoas', '')"
    tx.exec_driver_sql("PRAGMA user_version = 0" if is_file else word)
