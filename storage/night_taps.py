"""Night taps: taps at hours when people sleep, a sign that their time zone is wrong."""

from datetime import date, datetime, time, timedelta

from sqlalchemy import Connection

from storage import people
from storage.person import Person

ODD_FROM, ODD_UNTIL = time(1), time(5)  # local; start included, end excluded
ENOUGH_DAYS, OF_DAYS = 4, 7  # one bad night proves nothing
AGAIN_AFTER = timedelta(days=30)  # so night workers are not asked every week


def is_odd(local: datetime) -> bool:
    return ODD_FROM <= local.time() < ODD_UNTIL


def days_after(on: date | None, days: int, today: date) -> int:
    """Bit set of days with a night tap, today added: bit n is n days before today."""
    passed = OF_DAYS if on is None else (today - on).days
    return 1 if not 0 <= passed < OF_DAYS else (days << passed | 1) & ((1 << OF_DAYS) - 1)


def may_offer(days: int, offered_on: date | None, today: date) -> bool:
    """True after enough night taps, at most once a month."""
    is_long_ago = offered_on is None or today - offered_on >= AGAIN_AFTER
    return days.bit_count() >= ENOUGH_DAYS and is_long_ago


def notice(tx: Connection, chat_id: int, now: datetime, key: str) -> Person | None:
    """Record a night tap, once a day; returns the person if another zone is to be offered.

    The offer is repeated if the same tap (`key`) is redelivered.
    """
    person = people.get(tx, chat_id)
    if person.did(key, people.ELSEWHERE) is not None:
        return person
    today = person.local(now).date()
    if not is_odd(person.local(now)) or person.night_taps.odd_on == today or not person.has_begun:
        return None
    days = days_after(person.night_taps.odd_on, person.night_taps.odd_days, today)
    if not may_offer(days, person.night_taps.zone_offered_on, today):
        people.change(tx, chat_id, odd_on=today, odd_days=days)
        return None
    people.step(tx, chat_id, key, people.ELSEWHERE)
    return people.change(tx, chat_id, odd_on=today, odd_days=days, zone_offered_on=today)
