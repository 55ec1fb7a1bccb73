"""Check weeks: when a self-check is due, and the evening on which it is offered unasked. Pure.

Weeks 0, 4, 8 and 12 of the path, then every twelve. It is offered once, at home: in an evening of a working
day, which keeps a place in the budget for it.
"""

from datetime import date, datetime, time, timedelta

from jobs.schedule import unanswered
from jobs.schedule.active_hours import ActiveHours
from messages.content.limits import PLACES
from storage.history.calendar_day import instant_of
from storage.person import Path, Person

EVERY_WEEKS, AT_LAST_EVERY_WEEKS, PATH_WEEKS = 4, 12, 12
NOT_AGAIN_FOR = timedelta(days=21)  # a week of the path may take longer than seven days, never less
AFTER_BREAK = timedelta(days=7)  # none in the first week after a return

OFFERED_AT = time(19)
MONDAY, SUNDAY = 0, 6  # the week's purpose and the weekly review have these
NOT_WITHIN = timedelta(hours=24)  # of their beginning: first come movements
HOME, BOTH = PLACES[1:3]


def is_due(person: Person, now: datetime) -> bool:
    """True in the weeks that have a self-check, unless it was answered or they have just come back."""
    path, back_at = person.path, person.presence.back_at
    is_just_back = back_at is not None and now < back_at + AFTER_BREAK
    if not _has_one(path) or person.is_safety_paused or is_just_back:
        return False
    return path.checked_on is None or person.local_day(now) - path.checked_on >= NOT_AGAIN_FOR


def offered_at(person: Person, on: date) -> datetime | None:
    """When it is offered on this day; None: not on this day, or not again in this week of the path."""
    if person.path.check_offered_on is not None or not _has_one(person.path):
        return None
    hours, began_at = ActiveHours.of(person), person.presence.onboarded_at
    at = instant_of(on, OFFERED_AT, person.zone)
    if on.weekday() in (MONDAY, SUNDAY) or not hours.is_active_day(on) or hours.is_quiet(at):
        return None
    if began_at is None or at < began_at + NOT_WITHIN or not _is_at_home(person, hours, at):
        return None
    is_tired = unanswered.ignored_days(person, at) >= unanswered.TIRED_AFTER_DAYS
    return at if is_due(person, at) and not is_tired else None


def _has_one(path: Path) -> bool:
    """True in a week of the path that has a self-check."""
    weeks = path.path_weeks
    if weeks > PATH_WEEKS:
        return path.on_path and (weeks - PATH_WEEKS) % AT_LAST_EVERY_WEEKS == 0
    return path.on_path and weeks % EVERY_WEEKS == 0


def _is_at_home(person: Person, hours: ActiveHours, at: datetime) -> bool:
    """True after work, and for those who work there."""
    return person.body.place in (HOME, BOTH) or hours.opening_at(at) is None
