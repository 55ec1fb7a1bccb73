"""Arrivals: updates that webhooks have brought; one person's are handled in order, whoever got them.

Each is written down before it is handled. Whoever begins locks all open arrivals of the person, so of two
processes the later one is refused by the database and looks again.
"""

from collections.abc import Collection
from datetime import datetime
from enum import Enum

from sqlalchemy import Connection, delete, exists, func, insert, select, update

from storage.bots import process_of, speaking
from storage.engine.locking import locked
from storage.engine.upsert import insert as upsert
from storage.sharing.bells import Bell, ring
from storage.sharing.processes import is_alive
from storage.tables import ArrivalRow, SettledRow

BEFORE = 5  # updates, numbered without gaps, of which none may be missing


class Arrived(Enum):
    """What to do about an update that has come."""

    NEXT = "It is ours, and all updates right before it are known: handle it when its turn comes."
    AFTER_A_GAP = "It is ours, and an earlier one may still be on its way."
    SETTLED = "It was answered before, and needs no further answer."
    ELSEWHERE = "It is being handled; wait until that is over."


def clear(tx: Connection) -> None:
    """Forget the arrivals of a process that died, where this one has the database to itself."""
    tx.execute(delete(ArrivalRow))


def arrive(tx: Connection, update_id: int, person: int, in_progress: Collection[int]) -> Arrived:
    """Write an update down; `in_progress` are those this process is at work on."""
    bot, process = speaking(tx), process_of(tx)
    this = ArrivalRow.bot == bot, ArrivalRow.update_id == update_id
    if tx.scalar(select(exists().where(SettledRow.bot == bot, SettledRow.update_id == update_id))):
        return Arrived.SETTLED
    there = tx.execute(locked(select(ArrivalRow.process).where(*this))).scalar_one_or_none()
    if there is not None:
        if update_id in in_progress if there == process else _is_alive(tx, there):
            return Arrived.ELSEWHERE
        tx.execute(delete(ArrivalRow).where(*this))  # of a process that died, or whose goodbye was lost
    row = {"bot": bot, "update_id": update_id, "person": person, "process": process, "is_begun": False}
    tx.execute(insert(ArrivalRow).values(**row))
    return Arrived.NEXT if _are_known(tx, bot, update_id) else Arrived.AFTER_A_GAP


def _are_known(tx: Connection, bot: int, update_id: int) -> bool:
    """True if each of the updates right before this one has been settled, or is in progress."""
    known = 0
    for row in (SettledRow, ArrivalRow):
        these = row.bot == bot, row.update_id >= update_id - BEFORE, row.update_id < update_id
        known += tx.scalar(select(func.count()).select_from(row).where(*these)) or 0
    return known >= BEFORE


def begin(tx: Connection, update_id: int, person: int) -> bool:
    """Begin with an update, unless another process has an earlier one of the person, or is at work on one."""
    bot, process = speaking(tx), process_of(tx)
    theirs = ArrivalRow.bot == bot, ArrivalRow.person == person
    rows = tx.execute(locked(select(ArrivalRow.__table__).where(*theirs))).all()
    ahead = {row.process for row in rows if row.is_begun or row.update_id < update_id} - {process}
    if any(_is_alive(tx, each) for each in ahead):
        return False
    this = ArrivalRow.bot == bot, ArrivalRow.update_id == update_id
    tx.execute(update(ArrivalRow).where(*this).values(is_begun=True))
    return True


def leave(tx: Connection, update_id: int, person: int, now: datetime, *, is_settled: bool) -> None:
    """Done with an update; a settled one needs no answer when it is delivered again."""
    bot = speaking(tx)
    tx.execute(delete(ArrivalRow).where(ArrivalRow.bot == bot, ArrivalRow.update_id == update_id))
    if is_settled:
        note = {"bot": bot, "update_id": update_id, "settled_at": now}
        tx.execute(upsert(SettledRow).values(**note).on_conflict_do_nothing())
    waits = ArrivalRow.bot == bot, ArrivalRow.person == person, ArrivalRow.process != process_of(tx)
    if process_of(tx) and tx.scalar(select(exists().where(*waits))):
        ring(tx, Bell.TURN, person)


def _is_alive(tx: Connection, process: int) -> bool:
    """A process that has the database to itself is the only one alive."""
    return process_of(tx) != 0 and is_alive(tx, process)
