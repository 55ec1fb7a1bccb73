"""Settings changes, in force from the next nudge on; each is one transaction that also moves the plan."""

from datetime import datetime
from typing import Unpack

from sqlalchemy import Connection

from jobs.actions.replan import replan
from jobs.programme import phases
from jobs.schedule import nudge_plan
from jobs.schedule.active_hours import changed, without
from storage import pauses, people, settings_undo
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
    is_back = chosen.get("on_path", False) and not person.path.on_path
    person = people.change(tx, chat_id, **chosen, **counted)
    if is_back:  # the weeks in between do not count
        monday = phases.monday_of(person.local_day(now))
        person = people.change(tx, chat_id, path_week_on=monday)
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
    tx: Connection,
    /,
    chat_id: int,
    kind: SuggestionKind,
    now: datetime,
    message_id: int | None = None,
    **chosen: Unpack[Chosen],
) -> Person:
    """Accept a suggestion of the weekly review and apply its setting.

    What it replaced is kept with the message that suggested it (`message_id`), for one tap that puts it back.
    """
    before = people.get(tx, chat_id)
    person = choose(tx, chat_id, now, **chosen) if chosen else answers.here(tx, chat_id, now)
    suggestions.take(tx, chat_id, kind, now)
    if message_id is not None:
        stood, stands = before.columns(), person.columns()
        names = [name for name in chosen if stood[name] != stands[name]]
        if names:
            settings_undo.keep_anew(tx, message_id, before, person, names, now)
    return person


def leave_out_hours(tx: Connection, chat_id: int, hours: Window, message_id: int, now: datetime) -> Person:
    """Leave these hours out of the active ones, where there are others."""
    windows = without(people.get(tx, chat_id).settings.windows, hours)
    return take_up(tx, chat_id, SuggestionKind.LEAVE_OUT, now, message_id, windows=windows)


def like(tx: Connection, chat_id: int, movement_id: str, now: datetime) -> Person:
    """Make the movement that was suggested a favourite; the receipt of a favourite takes it back."""
    liked = people.get(tx, chat_id).body.favourites
    favourites = liked if movement_id in liked else (*liked, movement_id)
    return take_up(tx, chat_id, SuggestionKind.FAVOURITE, now, favourites=favourites)
