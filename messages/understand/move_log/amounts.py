"""Amounts as people say them: "20 min", "half a mile", "3 sets of 10", "x10", "an hour ago"."""

from collections.abc import Sequence
from dataclasses import replace

from messages.understand.move_log.log_words import LogWords, Part, When, is_counted_at
from messages.understand.move_log.mark import Amount, Mark, Open
from messages.understand.values.quantities import (
    DAY,
    Length,
    fraction_at,
    length_at,
    number_at,
    token_at,
)
from messages.understand.values.value_words import one_of

MOST_DAYS = 10_000
_SHORT = "m"  # minutes, or metres if there are too many for minutes
_MINUTES, _METRES = 60, 200


def amount(said: Sequence[str], at: int, words: LogWords) -> tuple[int, Mark] | None:
    """The amount at `at`: (words taken, mark)."""
    values = words.values
    times = one_of(said, at, words.times)
    factor = number_at(said, at + times, values) if times else None
    if factor and not _has_unit(said, at + times + factor[0], words):  # "x10"
        return times + factor[0], Mark(None, amount=Amount.COUNT, value=factor[1])
    if (part := _part_of_a_distance(said, at, words)) is not None:
        return part
    if (lasted := _lasted(said, at, words)) is not None:
        return lasted
    found = number_at(said, at, values)
    if found is None:
        return None
    size, value = found
    if value < 1 and _has_unit(said, at + size + one_of(said, at + size, values.of_a), words):
        size += one_of(said, at + size, values.of_a)  # "0.5 of a mile"
    return _counted(said, at, size, value, words)


def _lasted(said: Sequence[str], at: int, words: LogWords) -> tuple[int, Mark] | None:
    """A length of time, or when it was: "20 min", "an hour ago", "3 days ago"."""
    values = words.values
    number = number_at(said, at, values)
    unit = "" if number is None else token_at(said, at + number[0])
    if number is not None and unit == _SHORT and number[1] > _MINUTES:
        return number[0] + 1, _by_m(number[1])
    found = length_at(said, at, values)
    if found is None:
        return None
    size, length = found
    ago = one_of(said, at + size, values.ago)
    if length.in_days:
        return _days(size, ago, length) if ago or number is not None else None
    if ago:
        return size + ago, Mark(None, minutes_ago=int(length.seconds) // 60)
    if _is_rate(said, at + size, words) or token_at(said, at + size) in values.distances:  # "5 min per km"
        return size, Mark(None, open=Open.NUMBER, value=length.seconds // 60)
    may_be_metres = unit == _SHORT
    return size, Mark(None, amount=Amount.SECONDS, value=length.seconds, may_be_metres=may_be_metres)


def _by_m(value: float) -> Mark:
    """ "400 m" are metres, "90 m" are ambiguous."""
    if value < _METRES:
        return Mark(None, open=Open.HOW_MUCH, value=value)
    return Mark(None, amount=Amount.METRES, value=value)


def _part_of_a_distance(said: Sequence[str], at: int, words: LogWords) -> tuple[int, Mark] | None:
    """ "Half a mile"."""
    part = fraction_at(said, at, words.values)
    metres = 0 if part is None else words.values.distances.get(token_at(said, at + part[0]), 0)
    if part is None or not metres:
        return None
    return part[0] + 1, Mark(None, amount=Amount.METRES, value=part[1] * metres)


def _counted(said: Sequence[str], at: int, size: int, value: float, words: LogWords) -> tuple[int, Mark]:
    """A distance, a count, a product of counts, or a bare number."""
    unit = token_at(said, at + size)
    if unit in words.values.distances:
        if unit == "k" and is_counted_at(said, at + size + 1, words):  # "10k steps"
            return size + 1, Mark(None, amount=Amount.COUNT, value=value * 1000)
        return _distance(said, at, size + 1, value * words.values.distances[unit], words)
    times = one_of(said, at + size, words.times)
    lasted = length_at(said, at + size + times, words.values) if times else None
    if lasted is not None and not lasted[1].in_days:  # "3 x 1 minute"
        return size + times + lasted[0], Mark(None, amount=Amount.SECONDS, value=value * lasted[1].seconds)
    if times and (factor := number_at(said, at + size + times, words.values)):  # "3 x 10", "3 sets of 10"
        is_round = one_of(said, at + size, words.rounds) == times
        size += times + factor[0]
        size, mark = _product(said, at + size, value * factor[1], words, size)
        return size, replace(mark, rounds=round(value) if is_round else 1)
    if counter := one_of(said, at + size, words.counters):
        is_set = one_of(said, at + size, words.sets) == counter
        return size + counter, Mark(None, amount=Amount.COUNT, value=value, is_set=is_set)
    if _counts_another(said, at + size, words) or one_of(said, at - 1, words.labels):
        return size, Mark(None, open=Open.NUMBER, value=value)
    return size, _bare(said, at, size, value, words)


def _bare(said: Sequence[str], at: int, size: int, value: float, words: LogWords) -> Mark:
    """A bare number: minutes or a count, unless the word before makes it part of something else."""
    is_spelt = not said[at][0].isdecimal()
    if at and not is_counted_at(said, at + size, words):
        before = tuple(said[at - 1 : at])
        if before in words.when_before:
            return Mark(None, open=Open.WHEN)
        if before in words.part_before:
            return Mark(None, open=None if is_spelt and value == 1 else Open.HOW_MUCH)
    return Mark(None, amount=Amount.BARE, value=value, is_spelt=is_spelt)


def _counts_another(said: Sequence[str], at: int, words: LogWords) -> bool:
    """True if the number counts something other than a movement: "20 stairs", "3 friends", "20 %"."""
    token = token_at(said, at)
    if not token or token in words.values.months:
        return False
    meaning = words.phrases.get((token,))
    if meaning is not None:
        return meaning.part is Part.OTHERS
    return not token[0].isdecimal() and token not in words.known


def _product(said: Sequence[str], at: int, value: float, words: LogWords, size: int) -> tuple[int, Mark]:
    """ "3 x 10", "2 x 20 min", or "4 x 400 m"."""
    unit = token_at(said, at)
    if unit in words.values.units:
        return size + 1, Mark(None, amount=Amount.SECONDS, value=value * words.values.units[unit])
    if unit in words.values.distances:
        return size + 1, Mark(None, amount=Amount.METRES, value=value * words.values.distances[unit])
    return size, Mark(None, amount=Amount.COUNT, value=value)


def _distance(said: Sequence[str], at: int, size: int, metres: float, words: LogWords) -> tuple[int, Mark]:
    """A distance: "5 km", "a mile and a half"; "5 km per hour" is not one."""
    after = token_at(said, at + size)
    if _is_rate(said, at + size, words) or after == "h":
        return size, Mark(None, open=Open.NUMBER, value=metres // 1000)
    if half := one_of(said, at + size, words.values.and_a_half):
        return size + half, Mark(None, amount=Amount.METRES, value=metres * 1.5)
    return size, Mark(None, amount=Amount.METRES, value=metres)


def _is_rate(said: Sequence[str], at: int, words: LogWords) -> bool:
    return bool(one_of(said, at, words.rates)) and not one_of(said, at, words.per_side)


def _days(size: int, ago: int, length: Length) -> tuple[int, Mark]:
    """ "3 days ago" is a day; "for 3 days" only hints at a time."""
    if ago:
        return size + ago, Mark(Part.WHEN, when=When(days=round(min(length.seconds / DAY, MOST_DAYS))))
    return size, Mark(None, open=Open.WHEN, value=length.seconds)


def _has_unit(said: Sequence[str], at: int, words: LogWords) -> bool:
    return token_at(said, at) in words.values.units or token_at(said, at) in words.values.distances
