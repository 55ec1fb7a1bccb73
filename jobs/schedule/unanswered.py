"""Unanswered nudges: how many in a row, since when, and whether the person counts as away. Pure."""

from datetime import datetime

from storage.person import Person

IGNORED_UNTIL_SILENT = 3  # in a row; then silent until the next window
TIRED_AFTER_DAYS = 2  # days without an answer before the budget shrinks
COMEBACK_DAYS = (7, 14, 30)  # then quiet until asked (Milkman et al. 2021: reward the return)


def ignored_in_row(person: Person) -> int:
    """Nudges ignored in a row, including one that is still open."""
    return person.unanswered.ignored_in_row + _is_ignoring(person)


def ignored_since_at(person: Person) -> datetime | None:
    """When the first ignored nudge was sent."""
    return person.unanswered.ignored_since_at or (person.sent.nudged_at if _is_ignoring(person) else None)


def _is_ignoring(person: Person) -> bool:
    """True if the last nudge is open and there was no activity since."""
    if person.sent.open_nudge_id is None or person.sent.nudged_at is None:
        return False
    return person.presence.here_at is None or person.presence.here_at < person.sent.nudged_at


def ignored_days(person: Person, now: datetime) -> int:
    """Local days since the first ignored nudge."""
    since_at = ignored_since_at(person)
    return 0 if since_at is None else (person.local_day(now) - person.local_day(since_at)).days


def comebacks_by(person: Person, now: datetime) -> int:
    """Number of come-back lines used up by sending one now; missed ones are not caught up."""
    return sum(days <= ignored_days(person, now) for days in COMEBACK_DAYS)


def is_away(person: Person, now: datetime) -> bool:
    """True after a week without an answer: only come-back lines are sent."""
    return ignored_days(person, now) >= COMEBACK_DAYS[0]
