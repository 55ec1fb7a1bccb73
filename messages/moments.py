"""When was it, as somebody tells it? An instant of the last 48 hours, or none."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from messages.marks import Mark
from messages.reading_words import When

TELLABLE = timedelta(hours=48)
DAY_BEGINS = timedelta(hours=3)  # a day belongs to the date of (local time - 3 h)
_NOON = 12


class TooOld(ValueError):
    """Longer ago than can be logged."""


class ToCome(ValueError):
    """It has not been yet, and so it is no log."""


def moment(marks: Sequence[Mark], now: datetime) -> datetime | None:
    """The instant they tell of, in the zone of `now`; None: they tell none. Raises `TooOld`, `ToCome`."""
    told = [each for each in marks if each.is_time]
    if not told:
        return None
    ago = next((each.minutes_ago for each in told if each.minutes_ago is not None), None)
    if ago is not None:
        return _checked(_before(now, timedelta(minutes=min(ago, 10**6))), now)
    whens = [each.when for each in told if each.when is not None]
    clock = next((each for each in told if each.clock is not None), None)
    on = _day(whens, now)
    if clock is None:
        return _by_words(whens, on, now)
    return _by_clock(clock, whens, on, now)


def today_of(now: datetime) -> date:
    return (now.replace(tzinfo=None) - DAY_BEGINS).date()


def _day(whens: Sequence[When], now: datetime) -> date | None:
    today = today_of(now)
    for each in whens:
        if each.weekday is not None:
            return today - timedelta(days=(today.weekday() - each.weekday) % 7)
    days = [each.days for each in whens if each.days is not None]
    return today - timedelta(days=max(days)) if days else None


def _by_words(whens: Sequence[When], on: date | None, now: datetime) -> datetime:
    """A day, a part of the day, or both; a day alone is its noon, today alone is now."""
    hour = next((each.hour for each in whens if each.hour is not None), None)
    today = today_of(now)
    if hour is None:
        return now if on in (None, today) else _within_day(on or today, time(_NOON), now)
    at = _wall(on or today, time(hour), now)
    if at <= now:
        return _within_day(on or today, time(hour), now)
    if at - now > timedelta(hours=1):  # "this evening", said at noon
        raise ToCome
    return now


def _by_clock(clock: Mark, whens: Sequence[When], on: date | None, now: datetime) -> datetime:
    hour, minute = clock.clock or (0, 0)
    hours = [hour]
    if clock.is_vague_clock:
        said = next((each.hour for each in whens if each.hour is not None), None)
        hours = [hour, hour + 12] if said is None else [hour + 12 if said >= _NOON else hour]
    days = [today_of(now), today_of(now) - timedelta(days=1)] if on is None else [on]
    at = [_wall(day, time(each, minute), now) for day in days for each in hours]
    past = [each for each in at if each <= now]
    if not past:
        raise ToCome
    return _checked(max(past) if on is None else past[0], now)


def _wall(on: date, wall: time, now: datetime) -> datetime:
    """That wall time of a day that begins at 03:00: 01:30 belongs to its end."""
    day = on + timedelta(days=1) if wall < time(3) else on
    at = datetime.combine(day, wall, tzinfo=now.tzinfo)
    return at.astimezone(UTC).astimezone(now.tzinfo)  # a time that a clock change skips becomes one that is


def _within_day(on: date, wall: time, now: datetime) -> datetime:
    """That time, or the first of the same day that is not too long ago."""
    at = _wall(on, wall, now)
    earliest = _before(now, TELLABLE)
    if at < earliest and today_of(earliest) == on:
        return earliest
    return _checked(at, now)


def _before(now: datetime, by: timedelta) -> datetime:
    return (now.astimezone(UTC) - by).astimezone(now.tzinfo)


def _checked(at: datetime, now: datetime) -> datetime:
    if at > now:
        raise ToCome
    if at < _before(now, TELLABLE):
        raise TooOld
    return at
