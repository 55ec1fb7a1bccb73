"""Processes on one database: each renews its row every second; by the database's clock, which all share.

A row that was not renewed for `EXPIRES` is that of a dead process, unless the database itself was away: so
a process judges others only after it was there itself for that long without a gap.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, exists, func, insert, or_, select, true, update

from storage.bots import may_judge, process_of
from storage.engine.locking import locked
from storage.engine.upsert import insert as upsert
from storage.sharing.bells import Bell, ring
from storage.tables import ArrivalRow, FollowingRow, LeaseRow, OutboxRow, ProcessRow

EXPIRES = timedelta(seconds=8)
SETTLES = timedelta(seconds=3)  # what a process sent before it left still counts for so long
DISPATCH = "dispatch"
NEVER = datetime.fromisoformat("2000-01-01T00:00:00+00:00")


class Replaced(Exception):
    """Another process took this one for dead and carries on what it had begun."""

    def __init__(self) -> None:
        super().__init__("other processes took this one for dead, and carry on")


@dataclass(frozen=True)
class Need:
    """What a process would like to send."""

    answers: int = 0  # a second
    has_nudges: bool = False  # waiting for what answers leave


@dataclass(frozen=True)
class Peer:
    """Another process, alive or just gone: what it may send a second, and what it needs."""

    number: int
    share: int
    need: Need


@dataclass(frozen=True)
class Beat:
    """What a beat found: the others, whether this process dispatches, and what it may send now."""

    peers: tuple[Peer, ...]
    leads: bool
    may_judge: bool  # whoever is not among the peers is dead
    share: int


Claim = Callable[[Sequence[Peer]], int]  # the share to publish, from what the others have and need


def join(tx: Connection) -> None:
    """Be one of the processes, without a share yet."""
    now = _now(tx)
    tx.execute(upsert(LeaseRow).values(name=DISPATCH, process=0, expires_at=NEVER).on_conflict_do_nothing())
    row = {"since_at": now, "expires_at": now + EXPIRES, "share": 0, "wants": 0, "has_nudges": False}
    tx.execute(insert(ProcessRow).values(number=process_of(tx), **row))


def beat(tx: Connection, need: Need, claim: Claim) -> Beat:
    """Renew everything, and take the lease if it is free. Raises `Replaced`; beats take turns."""
    me, lease = process_of(tx), _lease(tx)
    now = _now(tx)  # after the lock, so no older than the beat before
    own = tx.execute(select(ProcessRow.__table__).where(ProcessRow.number == me)).one_or_none()
    if own is None:
        raise Replaced
    leads = lease.process == me or lease.expires_at <= now
    if leads:
        tx.execute(_the_lease().values(process=me, expires_at=now + EXPIRES))
    peers = _peers(tx, now)
    share = claim(peers)
    since_at = own.since_at if own.expires_at > now else now
    row: dict[str, Any] = {"since_at": since_at, "expires_at": now + EXPIRES, "share": share}
    row |= {"wants": need.answers, "has_nudges": need.has_nudges and leads}
    tx.execute(update(ProcessRow).where(ProcessRow.number == me).values(**row))
    return Beat(peers, leads, now - since_at >= EXPIRES, share)


def bury(tx: Connection) -> int:
    """Take the dead off the list, so that one who was only asleep finds out; returns how many."""
    now, me = _now(tx), process_of(tx)
    dead = ProcessRow.expires_at <= now - SETTLES, ProcessRow.number != me
    numbers = tx.execute(select(ProcessRow.number).where(*dead)).scalars().all()
    if numbers:
        tx.execute(delete(ArrivalRow).where(ArrivalRow.process.in_(numbers)))
        tx.execute(delete(ProcessRow).where(ProcessRow.number.in_(numbers)))
    return len(numbers)


def leave(tx: Connection) -> None:
    """Give up the lease and everything begun; others take it over at once."""
    me, now = process_of(tx), _now(tx)
    lease = _lease(tx)
    if lease.process == me:
        tx.execute(_the_lease().values(process=0, expires_at=NEVER))
    for row in (OutboxRow, FollowingRow):
        tx.execute(update(row).where(row.process == me).values(process=None))
    tx.execute(delete(ArrivalRow).where(ArrivalRow.process == me))
    left = update(ProcessRow).where(ProcessRow.number == me)
    tx.execute(left.values(expires_at=now, wants=0, has_nudges=False))
    ring(tx, Bell.FREE)


def is_orphan(tx: Connection, process: Any) -> ColumnElement[bool]:
    """True for what no living process carries on; all of it where a process has the database to itself."""
    nobodys: ColumnElement[bool] = process.is_(None)
    if not process_of(tx):
        return true()
    if not may_judge(tx):
        return nobodys
    living = select(ProcessRow.number).where(ProcessRow.expires_at > func.clock_timestamp())
    return or_(nobodys, process.not_in(living))


def is_alive(tx: Connection, process: int) -> bool:
    """False once the process is known to be dead."""
    is_there = exists().where(ProcessRow.number == process, ProcessRow.expires_at > func.clock_timestamp())
    return not may_judge(tx) or bool(tx.scalar(select(is_there)))


def _peers(tx: Connection, now: datetime) -> tuple[Peer, ...]:
    """The other processes whose sends still count."""
    others = ProcessRow.number != process_of(tx), ProcessRow.expires_at > now - SETTLES
    rows = tx.execute(select(ProcessRow.__table__).where(*others))
    return tuple(Peer(row.number, row.share, Need(row.wants, row.has_nudges)) for row in rows)


def _lease(tx: Connection) -> Any:
    """The lease, locked: beats, claims and goodbyes take turns."""
    return tx.execute(locked(select(LeaseRow.__table__).where(LeaseRow.name == DISPATCH))).one()


def _the_lease() -> Any:
    return update(LeaseRow).where(LeaseRow.name == DISPATCH)


def _now(tx: Connection) -> datetime:
    """The database's clock, not that of the transaction's beginning."""
    now: datetime = tx.execute(select(func.clock_timestamp())).scalar_one()
    return now
