"""Evening messages that may still come today, and the budget reserved for them."""

from datetime import date, datetime, time

from jobs.schedule import check_weeks
from jobs.schedule.active_hours import ActiveHours
from storage.history.calendar_day import instant_of
from storage.person import Person

EVENING_AT = time(18)
SUNDAY = 6


def week_at(person: Person, on: date) -> datetime | None:
    """When the weekly review is due on this day; None: not on this day."""
    if person.settings.week_from is None or on.weekday() != SUNDAY:
        return None
    return instant_of(on, person.settings.week_from, person.zone)


def line_at(person: Person, on: date) -> datetime | None:
    """When a line about the streak may come on this day; None on days off and in quiet hours."""
    hours = ActiveHours.of(person)
    if not person.settings.wants_evening or not hours.is_active_day(on):
        return None
    at = instant_of(on, EVENING_AT, person.zone)
    return None if hours.is_quiet(at) else at


def has_moved_on(person: Person, on: date) -> bool:
    return person.presence.moved_at is not None and person.local_day(person.presence.moved_at) == on


def places_kept(person: Person, now: datetime) -> int:
    """Number of nudges in the budget reserved for this evening's messages."""
    today = person.local_day(now)
    line = None if has_moved_on(person, today) else line_at(person, today)
    evening = line, week_at(person, today), check_weeks.offered_at(person, today)
    return sum(at is not None and now < at for at in evening)
