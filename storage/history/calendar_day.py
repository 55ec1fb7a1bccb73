"""Calendar day of an instant: local, beginning at 03:00."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

DAY_BEGINS = timedelta(hours=3)  # a move at 01:30 belongs to the evening it ends
LOGGABLE_DAYS = 3  # today, yesterday and the day before, each as a whole


@lru_cache(maxsize=1024)
def zone_of(name: str) -> tzinfo:
    """The IANA zone of this name; raises `ZoneInfoNotFoundError` for any other."""
    return ZoneInfo(name)


@lru_cache(maxsize=4096)  # of the same instant for many people, and of the same one again and again
def local_day(at: datetime, zone: str) -> date:
    """Local day of an instant: the date of (local time - 3 h)."""
    local = at.astimezone(zone_of(zone))
    return (local.replace(tzinfo=None) - DAY_BEGINS).date()


def loggable_days(today: date) -> tuple[date, ...]:
    """Days for which a move can still be logged, today first."""
    return tuple(today - timedelta(days=n) for n in range(LOGGABLE_DAYS))


def is_loggable(at: datetime, now: datetime, zone: str) -> bool:
    """True if a move made at `at` can be logged: not in the future, and on a day that still counts."""
    return at <= now and local_day(at, zone) in loggable_days(local_day(now, zone))


def instant_of(on: date, wall: time, zone: str) -> datetime:
    """The first valid instant (UTC) of a wall time on a local date.

    A time skipped by a clock change becomes the instant of the change; of a time that
    occurs twice, the first is taken.
    """
    there = zone_of(zone)
    naive = datetime.combine(on, wall)
    at = naive.replace(tzinfo=there).astimezone(UTC)
    if at.astimezone(there).replace(tzinfo=None) == naive:
        return at
    return _change_between(naive.replace(tzinfo=there, fold=1).astimezone(UTC), at, there)


def day_begins_at(on: date, zone: str) -> datetime:
    """Instant (UTC) at which a local day begins."""
    return instant_of(on, time(hour=3), zone)


def _change_between(before: datetime, after: datetime, zone: tzinfo) -> datetime:
    """The instant at which the offset changes, to the second; `before` has the old offset."""
    old = before.astimezone(zone).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) // 2
        before, after = (middle, after) if middle.astimezone(zone).utcoffset() == old else (before, middle)
    return after.replace(microsecond=0)
