"""When was somebody away on purpose? Pauses hold the nudges and make days neutral."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, update
from sqlalchemy.dialects.sqlite import insert

from storage import people
from storage.day import local_day
from storage.people import Person
from storage.tables import PauseRow


def pause(tx: Connection, chat_id: int, until_at: datetime | None, now: datetime) -> Person:
    """No nudges before `until_at` (None: until they say); a later pause replaces an earlier one."""
    person = resume(tx, chat_id, now)
    # A day is neutral when the pause is still on as the day ends, so an hour off forgives nothing.
    spell = insert(PauseRow).values(
        chat_id=chat_id,
        from_on=person.local_day(now),
        until_on=None if until_at is None else person.local_day(until_at),
    )
    tx.execute(spell.on_conflict_do_update(set_={"until_on": spell.excluded.until_on}))
    return people.change(
        tx,
        chat_id,
        paused_from_at=now,
        paused_until_at=until_at,
        later_until_at=None,
        later_nudge_id=None,
    )


def bridge(tx: Connection, person: Person, zone: str, now: datetime) -> None:
    """A flight over the date line, or far east, cuts two days short or leaves one out: they are neutral."""
    left_on, arrived_on = person.local_day(now), local_day(now, zone)
    if person.onboarded_at is not None and arrived_on > left_on:
        until_on = arrived_on + timedelta(days=1)
        gap = insert(PauseRow).values(chat_id=person.chat_id, from_on=left_on, until_on=until_on)
        tx.execute(gap.on_conflict_do_nothing())


def resume(tx: Connection, chat_id: int, now: datetime) -> Person:
    """End the pause now, a safety pause too; without one nothing happens."""
    person = people.get(tx, chat_id)
    if person.is_paused(now):
        today = person.local_day(now)
        ongoing = (PauseRow.chat_id == chat_id) & (PauseRow.until_on.is_(None) | (PauseRow.until_on > today))
        tx.execute(delete(PauseRow).where(ongoing, PauseRow.from_on >= today))
        tx.execute(update(PauseRow).where(ongoing).values(until_on=today))
    return people.change(
        tx, chat_id, paused_from_at=None, paused_until_at=None, safety_paused_at=None, check_back_at=None
    )
