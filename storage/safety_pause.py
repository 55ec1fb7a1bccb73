"""Safety pause: when it began and ends. Why it began and how urgent it was is never stored."""

from datetime import datetime

from sqlalchemy import Connection

from storage import pauses, people
from storage.changes import PausingChanges
from storage.person import Person
from storage.sent import nudges

# No welcome back after a crisis: the pause ends silently.
LIFTED: PausingChanges = {"safety_paused_at": None, "paused_from_at": None, "paused_until_at": None}


def pause(
    tx: Connection, chat_id: int, until_at: datetime | None, check_back_at: datetime | None, now: datetime
) -> Person:
    """No nudge and no movement before `until_at` (None: open-ended); never shortens a pause.

    At `check_back_at` one question is due. Holds back nudges that are claimed but not sent.
    """
    person = people.get(tx, chat_id)
    if person.is_paused(now) and until_at is not None:
        until_at = person.pause.paused_until_at and max(person.pause.paused_until_at, until_at)
    pauses.pause(tx, chat_id, until_at, now)
    nudges.hold_back(tx, chat_id)
    return people.change(tx, chat_id, safety_paused_at=now, check_back_at=check_back_at)


def is_over(person: Person, now: datetime) -> bool:
    """True if the safety pause has expired but was not lifted yet."""
    return person.is_safety_paused and not person.is_paused(now)


def lift_if_over(tx: Connection, person: Person, now: datetime) -> Person:
    """Lift an expired safety pause; returns the person."""
    return people.change(tx, person.chat_id, **LIFTED) if is_over(person, now) else person
