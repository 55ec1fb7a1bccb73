"""Desk that goes up: which reminders it takes the place of, and when "down again" is due. Pure.

Of somebody's reminders the second and the fourth of a day say "desk up", so there are two a day at most and
never two running; who stands at work is told to sit down instead. A desk that is up counts as not sitting: no
reminder comes until it is down, or taken as down (`Surroundings.over_at`).
"""

from datetime import datetime

from jobs.schedule.active_hours import ActiveHours
from jobs.schedule.meetings import free_from
from storage.person import Person
from storage.tables import NudgeKind
from storage.values import holding

AFTER = (1, 3)  # nudges of the day before one of these
AT_A_DESK, ON_THEIR_FEET = ("office", "home", "both"), "shop floor"
RESTING = frozenset({"W", "CHAIR"})  # what holds for some days and leaves no standing about
NOT_STANDING = frozenset({"HIP-OP"})  # conditions under which the surgical team says how long


def instead_of_a_reminder(person: Person, now: datetime, nudged_today: int) -> NudgeKind | None:
    """Desk up, or on a shop floor sit down, in place of the reminder that is due; None: a movement."""
    if nudged_today not in AFTER or _stays_seated(person, now):
        return None
    if person.body.place == ON_THEIR_FEET:
        return NudgeKind.SIT_DOWN
    return NudgeKind.DESK_UP if goes_up(person) and not is_up(person, now) else None


def goes_up(person: Person) -> bool:
    """True if they have a desk that goes up, where they are."""
    return is_at_a_desk(person) and person.surroundings.stands_minutes is not None


def is_at_a_desk(person: Person) -> bool:
    """True if a desk may go up where they are."""
    return person.body.place in AT_A_DESK and not person.body.wheelchair


def is_up(person: Person, now: datetime) -> bool:
    over_at = person.surroundings.over_at
    return over_at is not None and now < over_at and not person.body.wheelchair


def down_again_at(person: Person, now: datetime) -> datetime | None:
    """When "down again" is due, in active hours and outside meetings; None: not at all, or it was said."""
    due_at, over_at = person.surroundings.down_at, person.surroundings.over_at
    if due_at is None or over_at is None or person.body.wheelchair:
        return None
    if person.sent.nudged_at is not None and person.sent.nudged_at >= due_at:
        return None
    at, hours = max(due_at, now), ActiveHours.of(person)
    while (opening := hours.next_opening(at)) is not None and at < over_at:
        free_at = free_from(person.agenda.busy, max(at, opening.opens_at))
        if free_at < opening.closes_at:
            return free_at if free_at < over_at else None
        at = max(free_at, opening.closes_at)
    return None


def is_down_due(person: Person, now: datetime) -> bool:
    at = down_again_at(person, now)
    return at is not None and at <= now


def _stays_seated(person: Person, now: datetime) -> bool:
    """True if standing for a while is nothing for them, now or at all."""
    body, for_now = person.body, person.for_now
    is_minding = for_now.minding_until_at is not None and now < for_now.minding_until_at
    passing = {*holding(for_now.passing, person.local_day(now))}
    is_resting = not passing.isdisjoint(RESTING | NOT_STANDING) or not NOT_STANDING.isdisjoint(
        body.conditions
    )
    return body.wheelchair or body.chair_only or body.walks_only or is_minding or is_resting
