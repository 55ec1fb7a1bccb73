"""Weekly bite: whether a reminder becomes a learning bite. Pure; which one is up to `choose/bites.py`."""

from datetime import datetime, timedelta

from jobs.schedule import nudge_decision
from storage.person import Person

EVERY = timedelta(days=7)
NOT_WITHIN = timedelta(hours=24)  # of their beginning: first come movements


def is_due(person: Person, now: datetime) -> bool:
    """True if the reminder due now may be a bite: on the path, a week after the last one, and wanted.

    The first reminder of a day stays one, unless it is the only one: it may ask about yesterday.
    """
    path, began_at = person.path, person.presence.onboarded_at
    if not path.on_path or not path.wants_bites or began_at is None or now < began_at + NOT_WITHIN:
        return False
    if person.pause.paused_from_at is not None:  # over, but only a reminder says so
        return False
    if nudge_decision.is_gentle(person, now):  # two a day after a return: both are to move
        return False
    if path.bitten_on is not None and person.local_day(now) < path.bitten_on + EVERY:
        return False
    return nudge_decision.nudged_today(person, now) > 0 or person.settings.budget == 1
