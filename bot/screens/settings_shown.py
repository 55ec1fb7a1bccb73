"""Settings as they stand, as replies show them."""

from datetime import datetime

from messages.replies.preferences.settings import Chosen
from messages.replies.preferences.settings_in_words import Stands
from storage.people import Person


def chosen(person: Person, now: datetime) -> Chosen:
    """What the settings messages show of a person."""
    return Chosen(
        has_begun=person.has_begun,
        weekdays=person.settings.weekdays,
        windows=tuple(str(window).replace("-", "–") for window in person.settings.windows),
        pace_minutes=person.settings.pace_minutes,
        budget=person.settings.budget,
        goal=person.settings.goal,
        zone=person.zone,
        quiet_from=person.settings.quiet_from,
        quiet_until=person.settings.quiet_until,
        local_now=person.local(now),
        next_at=person.local(person.plan.next_nudge_at),
        week_from=person.settings.week_from,
        wants_evening=person.settings.wants_evening,
    )


def stands(person: Person, now: datetime) -> Stands:
    return Stands(
        chosen=chosen(person, now),
        around=person.body.around,
        is_paused=person.is_paused(now),
        is_safety_paused=person.is_safety_paused,
        paused_until=person.local(person.pause.paused_until_at),
    )
