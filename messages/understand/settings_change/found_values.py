"""Found values: everything that a word of a settings sentence may be the beginning of, by kind of value.

The one place where this reader asks `values/`; a value is a number, a length, a time, times, days or one day.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from messages.understand.text.tokens import is_number
from messages.understand.values import clock_times, days, quantities
from messages.understand.values.clock_times import Clock, ClockRange
from messages.understand.values.past_instants import today_of
from messages.understand.values.value_words import ValueWords, one_of

MOST_MINUTES = 1000 * 24 * 60
TIMED = ("until", "before", "after", "from", "at", "earliest", "latest")  # in front of a time
MOST_RANGES = 6  # of one day; more are too many anyway

Found = tuple[int, str, object]  # length in words, kind and value


class WholeDays(timedelta):
    """A length given in days: it ends when a day begins, unlike 24 hours."""


@dataclass(frozen=True)
class Day:
    """A local day; it begins at 03:00."""

    on: date
    is_date: bool = False  # "3 January": being away till then may include that day


def values_at(
    said: Sequence[str], at: int, now: datetime, words: ValueWords, role: str = ""
) -> Iterator[Found]:
    """All values that begin at `at`; with "every" before it a unit is one, too."""
    if at >= len(said):
        return
    if (number := quantities.number_at(said, at, words)) is not None and number[1] == int(number[1]):
        yield number[0], "number", int(number[1])
    if (length := quantities.length_at(said, at, words)) is not None:
        yield length[0], "length", _length(length[1])
    elif role == "every" and (seconds := quantities.unit_of(said[at], words)):
        unit = quantities.Length(seconds, seconds, seconds >= quantities.DAY)
        size, whole = quantities.extended(said, at, (1, unit), words)
        yield size, "length", _length(whole)
    yield from _clocks(said, at, words, role in TIMED)
    for lead in {0, one_of(said, at, words.on)}:
        for size, mask in days.weekdays_at(said, at + lead, words)[:1]:
            yield lead + size, "days", mask
            if mask.bit_count() > 1 or not any((e,) in words.weekdays for e in said[at : at + lead + size]):
                yield lead + size, "each-days", mask  # "Fridays", and not the next Friday
    if (day := days.day_at(said, at, words)) is not None:
        today = today_of(now)
        if (on := day[1].coming(today)) is not None:
            kind = "today" if on == today and not day[1].is_date else "day"
            yield day[0], kind, Day(on, day[1].is_date)


def next_monday(now: datetime) -> date:
    today = today_of(now)
    return today + timedelta(days=7 - today.weekday())


def _clocks(said: Sequence[str], at: int, words: ValueWords, is_timed: bool) -> Iterator[Found]:
    if (clock := _clock(said, at, words, is_timed)) is not None:
        yield clock.size, "clock", clock
    ranges: list[ClockRange] = []
    size = 0
    while len(ranges) <= MOST_RANGES and (found := _range(said, at + size, words)) is not None:
        ranges.append(found[1])
        end = at + size + found[0]
        yield end - at, "spans", tuple(ranges)
        comma = end < len(said) and said[end] in (",", "&", "+", "/", ";")
        size = end - at + comma
        size += one_of(said, at + size, words.range_then) or one_of(said, at + size, words.range_and)


def _clock(said: Sequence[str], at: int, words: ValueWords, is_timed: bool = True) -> Clock | None:
    """A time; one that no clock shows is none where nothing says that a time is meant: "30"."""
    named = clock_times.named_time_at(said, at, words)
    real = named or clock_times.clock_at(said, at, words, may_be_bare=True)
    return real or _unreal(said, at, words, is_timed)


def _range(said: Sequence[str], at: int, words: ValueWords) -> tuple[int, ClockRange] | None:
    """A range, and one of which an end is named or on no clock."""
    if (found := clock_times.range_at(said, at, words)) is not None:
        return found
    lead = one_of(said, at, words.range_from)
    first = _clock(said, at + lead, words)
    if first is None:
        return None
    here = at + lead + first.size
    between = clock_times.until_at(said, here, bool(lead), words)
    second = _clock(said, here + between, words) if between else None
    if second is None:
        return None
    return here + between + second.size - at, ClockRange(first, second)


def _unreal(said: Sequence[str], at: int, words: ValueWords, is_timed: bool) -> Clock | None:
    """A time that no clock shows: "25:00", "26"."""
    size = clock_times.unreal_time_at(said, at, words)
    if not size and not is_timed:
        return None
    token = said[at + size - 1] if size else said[at] if at < len(said) else ""
    hour, _, minute = token.partition(":")
    if not is_number(hour) or not hour.isdecimal() or not (minute or "0").isdecimal() or len(hour) > 2:
        return None
    size = size or 1
    size += one_of(said, at + size, words.oclock)
    return Clock(size, int(hour), int(minute or 0))


def _length(length: quantities.Length) -> timedelta:
    minutes = min(length.minutes, MOST_MINUTES)
    return WholeDays(days=round(minutes / 1440)) if length.in_days else timedelta(minutes=minutes)
