"""Settings changes, in force from the next nudge on; each is one transaction that also moves the plan."""

from datetime import datetime
from typing import Unpack

from sqlalchemy import Connection

from jobs.actions.replan import replan
from jobs.schedule import nudge_plan
from jobs.schedule.active_hours import changed
from storage import pauses, people
from storage.changes import Chosen, NightTapsChanges
from storage.history import moves, suggestions
from storage.person import Person
from storage.sent import answers
from storage.tables import SuggestionKind
from storage.values import Window


def choose(tx: Connection, /, chat_id: int, now: datetime, **chosen: Unpack[Chosen]) -> Person:
    """Change settings, in force from the next nudge on."""
    person = people.get(tx, chat_id)
    answers.here(tx, chat_id, now)
    counted: NightTapsChanges = {}
    if "zone" in chosen:
        pauses.bridge(tx, person, chosen["zone"], now)
        counted = {"odd_on": None, "odd_days": 0}  # counted in the old zone
    if "weekdays" in chosen:
        people.set_weekdays(tx, chat_id, chosen["weekdays"], now)
    person = people.change(tx, chat_id, **chosen, **counted)
    if "zone" in chosen and not person.has_begun:
        moves.redate(tx, person)
    return replan(tx, person, now, nudge_plan.after_a_change)


def choose_zone(tx: Connection, chat_id: int, zone: str, key: str, now: datetime) -> Person:
    """Change the zone; this also answers the open question, by this update (`key`)."""
    people.settle(tx, chat_id, key)
    return choose(tx, chat_id, now, zone=zone)


def switch_bites(tx: Connection, chat_id: int, is_on: bool, now: datetime) -> Person:
    """Whether learning bites come; those told stay told."""
    return choose(tx, chat_id, now, bites=people.get(tx, chat_id).path.with_bites(is_on))


def choose_window(tx: Connection, chat_id: int, begins: str, window: Window | None, now: datetime) -> Person:
    """Change, add or remove (None) the window of active hours that begins at `begins` ("0900")."""
    person = people.get(tx, chat_id)
    return choose(tx, chat_id, now, windows=changed(person.settings.windows, begins, window))


def take_up(
    tx: Connection, /, chat_id: int, kind: SuggestionKind, now: datetime, **chosen: Unpack[Chosen]
) -> Person:
    """Accept a suggestion of the weekly review and apply its setting."""
    person = choose(tx, chat_id, now, **chosen) if chosen else answers.here(tx, chat_id, now)
    suggestions.take(tx, chat_id, kind, now)
    return person
