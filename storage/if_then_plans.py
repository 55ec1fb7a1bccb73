"""If-then plans in a person's own words, and the local time at which each is repeated to them."""

from collections.abc import Sequence
from dataclasses import asdict, fields
from datetime import time

from sqlalchemy import Connection, delete, select, update

from storage import people
from storage.engine.upsert import insert
from storage.person import Person
from storage.tables import IntentionRow, NudgeRow, NudgeState
from storage.values import Intention

MOST = 3  # people keep a few plans; more stay wishes


_COLUMNS = [IntentionRow.__table__.columns[each.name] for each in fields(Intention)]


def all_of(tx: Connection, chat_id: int) -> tuple[Intention, ...]:
    """All plans of a person, by time of day."""
    rows = tx.execute(select(*_COLUMNS).where(IntentionRow.chat_id == chat_id).order_by(IntentionRow.at_from))
    return tuple(Intention(**row._mapping) for row in rows)


def find(tx: Connection, chat_id: int, number: int) -> Intention | None:
    return next((each for each in all_of(tx, chat_id) if each.number == number), None)


def numbers(tx: Connection, chat_ids: Sequence[int]) -> dict[tuple[int, time], int]:
    """Plan numbers by person and time of day."""
    if not chat_ids:
        return {}
    rows = tx.execute(
        select(IntentionRow.chat_id, IntentionRow.at_from, IntentionRow.number).where(
            IntentionRow.chat_id.in_(chat_ids)
        )
    )
    return {(row.chat_id, row.at_from): row.number for row in rows}


def put(tx: Connection, chat_id: int, intention: Intention) -> Person:
    """Store a plan, replacing the one with its number."""
    row = asdict(intention)
    added = insert(IntentionRow).values(chat_id=chat_id, **row)
    tx.execute(added.on_conflict_do_update(set_=row))
    return _noted(tx, chat_id)


def drop(tx: Connection, chat_id: int, number: int) -> Person:
    """Delete a plan, and hold back its nudge if one was about to be sent."""
    mine = IntentionRow.chat_id == chat_id, IntentionRow.number == number
    tx.execute(delete(IntentionRow).where(*mine))
    waiting = NudgeRow.chat_id == chat_id, NudgeRow.intention == number, NudgeRow.state == NudgeState.CLAIMED
    tx.execute(update(NudgeRow).where(*waiting).values(state=NudgeState.HELD, reason="dropped"))
    return _noted(tx, chat_id)


def _noted(tx: Connection, chat_id: int) -> Person:
    """Copy the times into the person's row, as planning reads nothing else."""
    times = tuple(f"{each.at_from:%H:%M}" for each in all_of(tx, chat_id))
    return people.change(tx, chat_id, intentions_from=times)
