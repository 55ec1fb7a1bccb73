"""What newcomers start with: decided by an admin, checked so that some time is left for nudges."""

from datetime import datetime
from typing import Unpack

from sqlalchemy import Connection

from jobs.schedule.active_hours import ActiveHours
from storage.house import house, questions
from storage.house.house import HouseChanges
from storage.people import DEFAULTS
from storage.values import House

USUAL = House(
    windows=DEFAULTS["windows"],
    quiet_from=DEFAULTS["quiet_from"],
    quiet_until=DEFAULTS["quiet_until"],
    pace_minutes=DEFAULTS["pace_minutes"],
)


def decide(
    tx: Connection, /, admin: int, what: str, now: datetime, **columns: Unpack[HouseChanges]
) -> bool | None:
    """Change what newcomers start with by a tap; False if it stands so, None if no time would be left."""
    if not _leaves_time(house.find(tx), columns, now):
        return None
    questions.drop(tx, admin)
    return house.decide(tx, "standard", what, now, **columns)


def decide_in_words(
    tx: Connection, /, admin: int, key: str, now: datetime, **columns: Unpack[HouseChanges]
) -> bool | None:
    """The same for hours that were asked for; the question stays open if no time would be left."""
    if not _leaves_time(house.find(tx), columns, now):
        return None
    return questions.settle(tx, admin, key) and house.decide(tx, "standard", "hours", now, **columns)


def _leaves_time(decided: House, columns: HouseChanges, now: datetime) -> bool:
    """True if newcomers still have an active hour outside of quiet hours."""
    hours = ActiveHours(
        "Etc/UTC",
        DEFAULTS["weekdays"],
        columns.get("windows", decided.windows) or DEFAULTS["windows"],
        columns.get("quiet_from", decided.quiet_from) or DEFAULTS["quiet_from"],
        columns.get("quiet_until", decided.quiet_until) or DEFAULTS["quiet_until"],
    )
    return hours.next_opening(now) is not None
