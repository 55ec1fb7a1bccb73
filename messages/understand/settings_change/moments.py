"""Moments: until when a pause lasts, from when to when a meeting, and when a nudge is asked for."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar

from messages.content.limits import LEAST_PAUSED_MINUTES, LONGEST_MEETING, MOST_AHEAD, MOST_PAUSED_DAYS
from messages.understand.settings_change.found_values import Day, WholeDays, next_monday
from messages.understand.settings_change.kinds import Meeting, NudgeAt, Pause, Setting, WhyNot
from messages.understand.settings_change.stretches import stretch
from messages.understand.values.clock_times import Clock, ClockRange
from messages.understand.values.past_instants import today_of

MOST_DAYS = timedelta(days=MOST_PAUSED_DAYS)
DAY_BEGINS = time(3)  # a day belongs to the date of (local time - 3 h)
_LATELY = timedelta(days=31)
HOUR = timedelta(hours=1)  # a meeting of which only the beginning is said
_FROM = 7  # "at 3" is not before this hour

Values = Mapping[str, object]
T = TypeVar("T")


def pause(values: Values, is_holiday: bool, now: datetime) -> Setting | WhyNot | None:
    """Quiet from now until the day, the time, or for the length that was said."""
    until, day = _until(values, is_holiday, now), _of(values, Day)
    if until is None:
        return WhyNot.TIME if _of(values, Clock) else None
    today = today_of(now)
    if until <= now:
        return WhyNot.PAST
    if day is not None and day.is_date and _has_just_been(day.on, today):
        return WhyNot.PAST  # a date without a year was read as next year's
    is_short = until - now < timedelta(minutes=LEAST_PAUSED_MINUTES)
    if is_short or until > begins_at(today + MOST_DAYS, now):
        return WhyNot.HOLIDAY if is_holiday else WhyNot.PAUSE
    return Pause(until)


def _has_just_been(on: date, today: date) -> bool:
    return timedelta(days=365) - _LATELY <= on - today <= timedelta(days=366)


def _until(values: Values, is_holiday: bool, now: datetime) -> datetime | None:
    """The end of a pause in the zone of `now`; a holiday until a date includes that date."""
    if any(name.endswith("this-week") for name in values):
        return begins_at(next_monday(now), now)
    if any(name in ("today", "for:today") for name in values):
        return begins_at(today_of(now) + timedelta(days=1), now)
    if (day := _of(values, Day)) is not None:
        return begins_at(day.on + timedelta(days=is_holiday and day.is_date), now)
    if (length := _of(values, timedelta)) is not None:
        return _ends(length, now)
    clock = _of(values, Clock)
    return _next(clock, now) if clock is not None and clock.is_real else None


def _ends(length: timedelta, now: datetime) -> datetime:
    if isinstance(length, WholeDays):
        return begins_at(today_of(now) + min(length, 2 * MOST_DAYS), now)
    return after(now, min(length, 2 * MOST_DAYS))


def meeting(values: Values, now: datetime) -> Setting | WhyNot | None:
    """A meeting from now or from the time that was said, today or on the day that was said."""
    clocks = [each for each in values.values() if isinstance(each, Clock)]
    spans = next((each for each in values.values() if isinstance(each, tuple)), ())
    clocks += [end for each in spans for end in (each.begins, each.ends) if isinstance(each, ClockRange)]
    if any(not each.is_real for each in clocks):
        return WhyNot.TIME
    day, length = _of(values, Day), _of(values, timedelta)
    until = next((value for name, value in values.items() if name == "until:clock"), None)
    if len(clocks) == 2 and len(spans) <= 1:
        first, last = _in_order(clocks, until)
        return _from_to(first, last, now if day is None else None, day, now)
    if len(spans) > 1:
        return None
    if day is not None:
        return _hour_on(day, clocks[0], now, length) if clocks and until is None else None
    if clocks and until is None:
        begins = _soon(clocks[0], now)
        return _bounded(begins, after(begins, min(length or HOUR, 2 * LONGEST_MEETING)), now)
    if clocks and until is not None:
        return _bounded(now, _next(clocks[0], now), now, is_till=True)
    return None if length is None else _bounded(now, after(now, min(length, 2 * LONGEST_MEETING)), now)


def _in_order(clocks: list[Clock], until: object) -> tuple[Clock, Clock]:
    first, last = clocks
    return (last, first) if first is until else (first, last)


def _from_to(
    first: Clock, last: Clock, today: datetime | None, day: Day | None, now: datetime
) -> Setting | WhyNot:
    on = now.date() if day is None else day.on
    walls = stretch(replace(first, is_of_24=False), last)  # meetings are not at night
    begins, ends = (wall_on(on, each, now) for each in walls)
    if begins >= ends:
        return WhyNot.ENDS_FIRST
    return _bounded(begins, ends, now)


def _hour_on(day: Day, clock: Clock, now: datetime, length: timedelta | None) -> Setting | WhyNot:
    """A meeting of one hour, or of the length that was said."""
    wall, _ = stretch(replace(clock, is_of_24=False), clock)
    begins = wall_on(day.on, wall, now)
    return _bounded(begins, after(begins, min(length or HOUR, 2 * LONGEST_MEETING)), now)


def _bounded(begins: datetime, ends: datetime, now: datetime, is_till: bool = False) -> Setting | WhyNot:
    if ends <= now:
        return WhyNot.PAST
    if begins >= ends:
        return WhyNot.MEETING
    if ends - begins <= LONGEST_MEETING:
        return Meeting(begins, ends)
    return WhyNot.PAST if is_till else WhyNot.MEETING  # "till 9", said at noon


def nudge(values: Values, now: datetime) -> Setting | WhyNot | None:
    """One nudge at a time or after a length."""
    clock, length, day = _of(values, Clock), _of(values, timedelta), _of(values, Day)
    if clock is not None:
        if not clock.is_real:
            return WhyNot.TIME
        on = now.date() if day is None else day.on
        at = _awake(clock, on, now) if day is not None or "today" in values else _soon(clock, now)
    elif length is not None and not isinstance(length, WholeDays):
        at = after(now, min(length, 2 * MOST_AHEAD))
    else:
        return None
    if at <= now:
        return WhyNot.PAST
    return NudgeAt(at) if at - now <= MOST_AHEAD else WhyNot.NUDGE


def _soon(clock: Clock, now: datetime) -> datetime:
    """The next instant with this wall time; a vague one is by day, today if it still can be."""
    today = [wall_on(now.date(), each.wall, now) for each in _halves(clock)]
    coming = [each for each in today if each > now and (each.hour >= _FROM or not clock.is_vague)]
    return min(coming) if coming else _awake(clock, now.date() + timedelta(days=1), now)


def _awake(clock: Clock, on: date, now: datetime) -> datetime:
    is_night = clock.is_vague and clock.hour < _FROM
    return wall_on(on, (clock.later if is_night else clock).wall, now)


def _halves(clock: Clock) -> list[Clock]:
    return [clock, clock.later] if clock.is_vague else [clock]


def _next(clock: Clock, now: datetime) -> datetime:
    """The next instant with this wall time; for a vague one, the nearer of two."""
    days = [now.date(), now.date() + timedelta(days=1)]
    return min(at for on in days for each in _halves(clock) if (at := wall_on(on, each.wall, now)) > now)


def after(now: datetime, length: timedelta) -> datetime:
    return (now.astimezone(UTC) + length).astimezone(now.tzinfo)


def begins_at(on: date, now: datetime) -> datetime:
    """The start of that day (03:00) in the zone of `now`."""
    return wall_on(on, DAY_BEGINS, now)


def wall_on(on: date, wall: time, now: datetime) -> datetime:
    at = datetime.combine(on, wall, tzinfo=now.tzinfo)
    return at.astimezone(UTC).astimezone(now.tzinfo)  # a skipped wall time becomes a valid one


def _of(values: Values, kind: type[T]) -> T | None:
    """The value of this kind, in whatever role."""
    return next((each for each in values.values() if isinstance(each, kind)), None)
