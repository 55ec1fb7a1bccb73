"""Quantities: numbers, lengths of time and distances, found at a position in a list of tokens.

Each function returns the number of tokens taken and the value, or None.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from messages.understand.text.tokens import is_number
from messages.understand.values.value_words import ValueWords, one_of

MOST = 10**9
HOUR = 3600  # seconds
DAY = 24 * HOUR


@dataclass(frozen=True)
class Length:
    """A length of time; `in_days` if it was said in days or longer units only."""

    seconds: float
    unit_seconds: int = 0  # of the unit it was said in first
    in_days: bool = False
    is_vague: bool = False  # "a few minutes"

    @property
    def minutes(self) -> float:
        return self.seconds / 60


def number_at(said: Sequence[str], at: int, words: ValueWords) -> tuple[int, float] | None:
    """A number in digits or words, with "and a half": "3", "forty-five", "one and a half", "anderthalb"."""
    if not words.may_begin(said, at):
        return None
    if is_number(said[at]):
        size, value = 1, min(float(said[at]), MOST)
    elif size := one_of(said, at, words.numbers):
        value = float(words.numbers[tuple(said[at : at + size])])
    else:
        return None
    half = one_of(said, at + size, words.and_a_half)
    return size + half, value + (0.5 if half else 0)


def fraction_at(said: Sequence[str], at: int, words: ValueWords) -> tuple[int, float] | None:
    """A fraction before a unit, with what stands between: "half a" mile, "three quarters of an" hour."""
    size = one_of(said, at, words.fractions)
    if not size:
        return None
    value = words.fractions[tuple(said[at : at + size])] / 100
    return size + one_of(said, at + size, words.of_a), value


def length_at(said: Sequence[str], at: int, words: ValueWords) -> tuple[int, Length] | None:
    """A length: "45 min", "1 h 30", "an hour and a half", "half an hour", "two weeks", "1:30 h"."""
    found = _first_length(said, at, words) if words.may_begin(said, at) else None
    return None if found is None else extended(said, at, found, words)


def extended(
    said: Sequence[str], at: int, found: tuple[int, Length], words: ValueWords
) -> tuple[int, Length]:
    """The length that begins at `at`, with what is added to it: "1 h" 20, "1 hour" and 20 minutes."""
    size, length = found
    if half := one_of(said, at + size, words.and_a_half):
        size, length = size + half, replace(length, seconds=length.seconds * 1.5)
    here = at + size
    joined = one_of(said, here, words.range_and)
    rest = number_at(said, here + joined, words) if length.seconds >= 60 else None
    if rest is None:
        return size, length
    n, value = rest
    unit = token_at(said, here + joined + n)
    more = value * words.units.get(unit, 0)
    if more and more < length.unit_seconds <= min(length.seconds, HOUR):
        return size + joined + n + 1, replace(length, seconds=length.seconds + more)
    is_bare = not joined and length.unit_seconds == HOUR and value < 60
    if is_bare and not words.beside.may_be_counted(said, here + n):  # "1 h 30"
        return size + n, replace(length, seconds=length.seconds + value * 60)
    return size, length


def unit_of(token: str, words: ValueWords) -> int:
    """Seconds of a unit of time; 0 for another word."""
    return words.units.get(token, 0) or words.spans.get(token, 0) * DAY


def token_at(said: Sequence[str], at: int) -> str:
    return said[at] if 0 <= at < len(said) else ""


def _first_length(said: Sequence[str], at: int, words: ValueWords) -> tuple[int, Length] | None:
    return (
        _by_the_clock(said, at, words)
        or _in_units(said, at, words)
        or _in_parts(said, at, words)
        or _named(said, at, words)
        or _one_unit(said, at, words)
    )


def _by_the_clock(said: Sequence[str], at: int, words: ValueWords) -> tuple[int, Length] | None:
    """ "1:30 h"."""
    hours, _, minutes = token_at(said, at).partition(":")
    if not minutes or not hours.isdecimal() or unit_of(token_at(said, at + 1), words) != HOUR:
        return None
    return 2, Length(int(hours) * HOUR + int(minutes) * 60)


def _in_units(said: Sequence[str], at: int, words: ValueWords) -> tuple[int, Length] | None:
    found = number_at(said, at, words)
    vague = None if found is not None else _vaguely(said, at, words)
    found = found or vague or _one_and_a_half(said, at, words)
    if found is None:
        return None
    size, value = found
    if value < 1 and not unit_of(token_at(said, at + size), words):  # "0.5 of an hour"
        size += one_of(said, at + size, words.of_a)
    unit = token_at(said, at + size)
    seconds = unit_of(unit, words)
    if not seconds:
        return None
    return size + 1, Length(min(value * seconds, MOST), seconds, unit in words.spans, vague is not None)


def _vaguely(said: Sequence[str], at: int, words: ValueWords) -> tuple[int, float] | None:
    size = one_of(said, at, words.vague)
    return (size, float(words.vague[tuple(said[at : at + size])])) if size else None


def _one_and_a_half(said: Sequence[str], at: int, words: ValueWords) -> tuple[int, float] | None:
    """ "Eine und eine halbe"."""
    one = one_of(said, at, words.one)
    half = one_of(said, at + one, words.and_a_half) if one else 0
    return (one + half, 1.5) if half else None


def _in_parts(said: Sequence[str], at: int, words: ValueWords) -> tuple[int, Length] | None:
    """ "Half an hour", "a good half hour"."""
    lead = _article(said, at, words)
    for ahead in (0, lead) if lead else (0,):
        part = fraction_at(said, at + ahead, words)
        if part is not None and (seconds := unit_of(token_at(said, at + ahead + part[0]), words)):
            return ahead + part[0] + 1, Length(part[1] * seconds, seconds)
    return None


def _named(said: Sequence[str], at: int, words: ValueWords) -> tuple[int, Length] | None:
    for ahead in (0, _article(said, at, words)):
        if size := one_of(said, at + ahead, words.lengths):
            seconds = words.lengths[tuple(said[at + ahead : at + ahead + size])]
            return ahead + size, Length(seconds, HOUR if seconds >= HOUR else 60)
    return None


def _one_unit(said: Sequence[str], at: int, words: ValueWords) -> tuple[int, Length] | None:
    """ "An hour", "a full hour"; "a second" is rather the next one, and "a m" nothing."""
    lead = _article(said, at, words)
    unit = token_at(said, at + lead)
    seconds = unit_of(unit, words)
    if not lead or seconds < 60 or len(unit) == 1:
        return None
    return lead + 1, Length(seconds, seconds, unit in words.spans)


def _article(said: Sequence[str], at: int, words: ValueWords) -> int:
    one = one_of(said, at, words.one)
    return one + one_of(said, at + one, words.full)
