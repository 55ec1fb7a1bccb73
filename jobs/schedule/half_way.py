"""Half way: when a person who stopped in the first minute is reminded, once. Pure."""

from datetime import datetime, time, timedelta

from storage.history.calendar_day import instant_of
from storage.person import Person

ABOUT_A_DAY = timedelta(days=1)  # after their last activity
ONE_DAY = timedelta(days=1)
FROM, LATEST, UNTIL = time(10), time(17), time(18)  # in their guessed time zone


def reminder_at(person: Person, now: datetime) -> datetime | None:
    """When the one reminder is due, from `now` on (UTC); None: they have begun, left, or had it."""
    presence = person.presence
    if person.has_begun or not presence.reachable or presence.reminded_at is not None:
        return None
    due_at = max((presence.here_at or presence.joined_at) + ABOUT_A_DAY, now)
    on, wall = person.local(due_at).date(), person.local(due_at).time()
    if FROM <= wall < UNTIL:
        return due_at
    if wall < FROM:
        return instant_of(on, FROM, person.zone)
    if now < instant_of(on, UNTIL, person.zone):  # a little early is better than at night
        return max(instant_of(on, LATEST, person.zone), now)
    return instant_of(on + ONE_DAY, FROM, person.zone)


def good_until(person: Person, now: datetime) -> datetime:
    """When the reminder stops being valid on the day of `now` (UTC)."""
    on = person.local(now).date()
    return max(instant_of(on, UNTIL, person.zone), now + timedelta(minutes=1))
