"""Past instants: resolves when a move was made. The store decides how long ago may still be logged."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from messages.understand.move_log.log_words import When
from messages.understand.move_log.mark import Amount, Mark
from messages.understand.text.tokens import is_date

DAY_BEGINS = timedelta(hours=3)  # a day belongs to the date of (local time - 3 h)
_NOON = 12
_LAST_NIGHT = timedelta(hours=12)  # "at 22:00", said in the morning, means last night
_SOON = timedelta(days=60)  # "on 3 December", said in November, is in the future
_LONGEST_AGO = timedelta(days=3650)
_MONTHS_BACK = 96  # far enough to include a 29 February


class ToCome(ValueError):
    """The time is in the future, so this is not a log."""


def today_of(now: datetime) -> date:
    return (now.replace(tzinfo=None) - DAY_BEGINS).date()


def are_one(marks: Sequence[Mark]) -> bool:
    """True if all the time marks can mean the same instant."""
    whens = [each.when for each in marks if each.when is not None]
    days = {(each.days, each.weekday, each.day, each.month) for each in whens if each.says_day}
    hours = {each.hour for each in whens if each.hour is not None}
    clocks = {each.clock for each in marks if each.clock is not None}
    ago = {each.minutes_ago for each in marks if each.minutes_ago is not None}
    is_today_only = all(each.days == 0 for each in whens if each.says_day)
    if any(len(each) > 1 for each in (days, hours, clocks, ago)):
        return False
    return not ago or (not hours and not clocks and is_today_only)


def may_be_a_week_before(marks: Sequence[Mark], now: datetime) -> bool:
    """ "Last Monday", said on a Wednesday, is this week's or last week's; "last Friday" is clear then."""
    today = today_of(now).weekday()
    whens = (each.when for each in marks if each.when is not None and each.when.is_last)
    return any(each.weekday is not None and each.weekday <= today for each in whens)


def moment(marks: Sequence[Mark], now: datetime) -> datetime | None:
    """The instant the marks mean, in the zone of `now`; None if they give no time. Raises `ToCome`."""
    told = [each for each in marks if each.is_time]
    if not told:
        return None
    ago = next((each.minutes_ago for each in told if each.minutes_ago is not None), None)
    if ago is not None:
        return _before(now, min(timedelta(minutes=ago), _LONGEST_AGO))
    whens = [each.when for each in told if each.when is not None]
    clock = next((each for each in told if each.clock is not None), None)
    on = _day(whens, now)
    if clock is None:
        return _by_words(whens, on, now)
    return _by_clock(clock, whens, on, now)


def _day(whens: Sequence[When], now: datetime) -> date | None:
    today = today_of(now)
    for each in whens:
        if each.day is not None:
            return _dated(each, each.day, today)
        if each.weekday is not None:
            back = (today.weekday() - each.weekday) % 7
            return today - timedelta(days=back or (7 if each.is_last else 0))
    days = [each.days for each in whens if each.days is not None]
    return today - timedelta(days=max(days)) if days else None


def _dated(when: When, day: int, today: date) -> date:
    """The latest such date in the past; raises `ToCome` if the next one is meant."""
    months = range(today.year * 12 + today.month - 1 - _MONTHS_BACK, today.year * 12 + today.month + 12)
    if when.year is not None and when.month is not None:
        months = range(when.year * 12 + when.month - 1, when.year * 12 + when.month)
    dates = [
        date(each // 12, each % 12 + 1, day)
        for each in months
        if when.month in (None, each % 12 + 1) and _exists(each, day)
    ]
    past, ahead = [each for each in dates if each <= today], [each for each in dates if each > today]
    is_next_meant = (
        when.month is not None and ahead and ahead[0] - today <= _SOON < today - max(past, default=date.min)
    )
    if not past or is_next_meant:
        raise ToCome
    return past[-1]


def _exists(month: int, day: int) -> bool:
    year, number = month // 12, month % 12 + 1
    is_leap_day = number == 2 and day == 29
    return is_date(number, day) and (not is_leap_day or year % 4 == 0)


def _by_words(whens: Sequence[When], on: date | None, now: datetime) -> datetime:
    """Resolve a day, a part of the day, or both; a day alone is its noon, today alone is now."""
    hour = next((each.hour for each in whens if each.hour is not None), None)
    today = today_of(now)
    if hour is None:
        return now if on in (None, today) else _wall(on or today, time(_NOON), now)
    at = _wall(on or today, time(hour), now)
    if at <= now:
        return at
    if on is None and now - (before := _wall(today - timedelta(days=1), time(hour), now)) <= _LAST_NIGHT:
        return before
    if at - now > timedelta(hours=1):  # "this evening", said at noon
        raise ToCome
    return now


def _by_clock(clock: Mark, whens: Sequence[When], on: date | None, now: datetime) -> datetime:
    """The latest such time in the past; without a day, from today or last night. Raises `ToCome`."""
    hour, minute = clock.clock or (0, 0)
    hours = [hour]
    if clock.is_vague_clock:
        said = next((each.hour for each in whens if each.hour is not None), None)
        hours = [hour, hour + 12] if said is None else [hour + 12 if said >= _NOON else hour]
    lasted = timedelta(seconds=clock.value if clock.amount is Amount.SECONDS else 0)
    today = today_of(now)
    days = [today, today - timedelta(days=1)] if on is None else [on]
    at = [_wall(day, time(each % 24, minute), now) for day in days for each in hours]
    past = [each for each in at if _before(now, lasted) >= each]
    if on is not None and past:
        return past[0]
    past = [each for each in past if today_of(each) == today or each >= _before(now, _LAST_NIGHT)]
    if not past:
        raise ToCome
    return max(past)


def _wall(on: date, wall: time, now: datetime) -> datetime:
    """The wall time on a day that begins at 03:00, so 01:30 is at its end."""
    day = on + timedelta(days=1) if wall < time(3) else on
    at = datetime.combine(day, wall, tzinfo=now.tzinfo)
    return at.astimezone(UTC).astimezone(now.tzinfo)  # a skipped wall time becomes a valid one


def _before(now: datetime, by: timedelta) -> datetime:
    return (now.astimezone(UTC) - by).astimezone(now.tzinfo)
