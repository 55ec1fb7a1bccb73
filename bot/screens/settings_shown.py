"""Settings as they stand, as replies show them."""

from datetime import datetime

from messages.replies.preferences.settings import Chosen
from messages.replies.preferences.settings_in_words import Stands
from storage.people import Person


def chosen(person: Person, now: datetime) -> Chosen:
    """What the settings messages show of a person."""
    return Chosen(
        has_begun=person.onboarded_at is not None,
        weekdays=person.weekdays,
        windows=tuple(str(window).replace("-", "–") for window in person.windows),
        pace_minutes=person.pace_minutes,
        budget=person.budget,
        goal=person.goal,
        zone=person.zone,
        quiet_from=person.quiet_from,
        quiet_until=person.quiet_until,
        local_now=person.local(now),
        next_at=person.local(person.next_nudge_at),
        week_from=person.week_from,
        wants_evening=person.wants_evening,
    )


def stands(person: Person, now: datetime) -> Stands:
    return Stands(
        chosen=chosen(person, now),
        around=person.around,
        is_paused=person.is_paused(now),
        is_safety_paused=person.is_safety_paused,
        paused_until=person.local(person.paused_until_at),
    )
