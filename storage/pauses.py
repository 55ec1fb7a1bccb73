"""Pauses: time off on purpose, which holds nudges and makes days neutral."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias

from sqlalchemy import Connection, delete, update

from storage import people
from storage.engine.upsert import insert
from storage.history.calendar_day import day_begins_at, local_day
from storage.person import Person
from storage.tables import PauseRow

MOST_DAYS = 90  # for pauses with an end; longer ones are open-ended
SAME_TAP = timedelta(minutes=5)  # the same pause again within this time is a redelivered tap

# An instant, a duration, a number of days (ends at the start of a day), or None: open-ended.
Length: TypeAlias = datetime | timedelta | int | None


class BadPause(ValueError):
    """A pause that would end before it begins, or last implausibly long."""


@dataclass(frozen=True)
class Pause:
    """Quiet from one instant until another (None: open-ended)."""

    from_at: datetime
    until_at: datetime | None

    @classmethod
    def of(cls, person: Person) -> "Pause | None":
        """The current pause, or the last one if its end was not announced yet."""
        return (
            None
            if person.pause.paused_from_at is None
            else cls(person.pause.paused_from_at, person.pause.paused_until_at)
        )

    @classmethod
    def lasting(cls, person: Person, length: Length, now: datetime) -> "Pause":
        """A pause from now on; raises `BadPause`. A redelivered request returns the first pause."""
        until_at = _ends_at(person, length, now)
        if until_at is not None and until_at <= now:
            raise BadPause("a pause ends after it begins")
        if until_at is not None and (person.local_day(until_at) - person.local_day(now)).days > MOST_DAYS:
            raise BadPause(f"a pause with an end lasts at most {MOST_DAYS} days")
        first = cls.of(person)
        if first is not None and isinstance(length, timedelta) and first._is_the_same(length, now):
            return first
        return cls(now, until_at)

    def _is_the_same(self, length: timedelta, now: datetime) -> bool:
        has_just_begun = not self.is_over(now) and now < self.from_at + SAME_TAP
        return has_just_begun and self.until_at == self.from_at + length

    def days(self, person: Person, now: datetime) -> int:
        """Local days from its beginning to its end, or to now."""
        end = min(self.until_at or now, now)
        return (person.local_day(end) - person.local_day(self.from_at)).days

    def is_over(self, now: datetime) -> bool:
        return self.until_at is not None and self.until_at <= now


def _ends_at(person: Person, length: Length, now: datetime) -> datetime | None:
    match length:
        case timedelta():
            return now + length
        case int():
            return day_begins_at(person.local_day(now) + timedelta(days=length), person.zone)
    return length


def pause(tx: Connection, chat_id: int, until_at: datetime | None, now: datetime) -> Person:
    """No nudges before `until_at` (None: open-ended); replaces an earlier pause."""
    person = resume(tx, chat_id, now)
    asked_at = person.plan.asked_at
    # A day is neutral if the pause lasts until its end, so an hour off forgives nothing.
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
        later_until_at=asked_at
        if until_at is not None and asked_at is not None and asked_at > until_at
        else None,
        later_nudge_id=None,
    )


def bridge(tx: Connection, person: Person, zone: str, now: datetime) -> None:
    """Make days neutral that a flight over the date line, or far east, shortens or skips."""
    left_on, arrived_on = person.local_day(now), local_day(now, zone)
    if person.has_begun and arrived_on > left_on:
        until_on = arrived_on + timedelta(days=1)
        gap = insert(PauseRow).values(chat_id=person.chat_id, from_on=left_on, until_on=until_on)
        tx.execute(gap.on_conflict_do_nothing())


def resume(tx: Connection, chat_id: int, now: datetime) -> Person:
    """End the pause now, including a safety pause; does nothing without one."""
    person = people.get(tx, chat_id)
    if person.is_paused(now):
        today = person.local_day(now)
        ongoing = (PauseRow.chat_id == chat_id) & (PauseRow.until_on.is_(None) | (PauseRow.until_on > today))
        tx.execute(delete(PauseRow).where(ongoing, PauseRow.from_on >= today))
        tx.execute(update(PauseRow).where(ongoing).values(until_on=today))
    return people.change(
        tx, chat_id, paused_from_at=None, paused_until_at=None, safety_paused_at=None, check_back_at=None
    )
