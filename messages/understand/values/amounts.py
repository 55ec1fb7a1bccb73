"""Amounts as people say them: "20 min", "half a mile", "3 sets of 10", "x10", "an hour ago"."""

from collections.abc import Sequence
from dataclasses import replace

from messages.understand.move_log.log_words import LogWords, Part, When, is_counted_at, one_of
from messages.understand.move_log.mark import Amount, Mark, Open
from messages.understand.text.tokens import is_number
from messages.understand.values.dates import days_ago

_MOST = 10**9
_HOUR, _DAY_SECONDS = 3600, 24 * 3600
_SHORT = "m"  # minutes, or metres if there are too many for minutes
_MINUTES, _METRES = 60, 200


def number(said: Sequence[str], at: int, words: LogWords) -> tuple[int, float] | None:
    """A number in digits or words at `at`, with "and a half": (words taken, value)."""
    if at >= len(said):
        return None
    if is_number(said[at]):
        size, value = 1, min(float(said[at]), _MOST)
    else:
        for size in (2, 1):
            phrase = tuple(said[at : at + size])
            if phrase in words.halves:
                return size, words.halves[phrase] + 0.5
            if (named := words.numbers.get(phrase)) is not None:
                value = float(named)
                break
        else:
            return None
    if half := one_of(said, at + size, words.and_a_half):
        return size + half, value + 0.5
    return size, value


def amount(said: Sequence[str], at: int, words: LogWords) -> tuple[int, Mark] | None:
    """The amount at `at`: (words taken, mark)."""
    times = one_of(said, at, words.times)
    factor = number(said, at + times, words) if times else None
    if factor and not _has_unit(said, at + times + factor[0], words):  # "x10"
        return times + factor[0], Mark(None, amount=Amount.COUNT, value=factor[1])
    if (part := _fraction(said, at, words)) is not None:
        return part
    found = number(said, at, words)
    if found is None:
        return None
    size, value = found
    if value < 1:  # "0.5 of an hour"
        size += one_of(said, at + size, words.of_a) if _has_unit_behind_article(said, at + size, words) else 0
    unit = _token(said, at + size)
    if unit == _SHORT and value > _MINUTES:
        return size + 1, _by_m(value)
    if unit in words.units:
        seconds = words.units[unit]
        size, mark = lasting(said, at + size + 1, value * seconds, words, size + 1, seconds)
        return size, replace(mark, may_be_metres=unit == _SHORT)
    if (days := days_ago(said, at, (size, value), words)) is not None:
        return _days(said, at, size + 1, days, words)
    if (half := one_of(said, at + size + 1, words.and_a_half)) and unit in words.units:
        return lasting(said, at + size + 1 + half, (value + 0.5) * words.units[unit], words, size + 1 + half)
    return _counted(said, at, size, value, words)


def lasting(
    said: Sequence[str], at: int, seconds: float, words: LogWords, size: int, unit_seconds: int = _HOUR
) -> tuple[int, Mark]:
    """Extend a duration: "1 h 20", "1 hour and 20 minutes"; "an hour ago" becomes a time."""
    half = one_of(said, at, words.and_a_half)
    if half:
        seconds, at, size = seconds * 1.5, at + half, size + half
    joined = at < len(said) and _is_joint(said[at], words)
    rest = number(said, at + joined, words) if seconds >= 60 else None
    if rest is not None:
        n, value = rest
        unit = _token(said, at + joined + n)
        if unit in words.units and value * words.units[unit] < unit_seconds <= seconds:
            used = joined + n + 1
            seconds, at, size = seconds + value * words.units[unit], at + used, size + used
        elif not joined and _HOUR == unit_seconds <= seconds and value < 60 and _counts_nothing(unit, words):
            seconds, at, size = seconds + value * 60, at + n, size + n
    if ago := one_of(said, at, words.ago):
        return size + ago, Mark(None, minutes_ago=int(min(seconds, _MOST)) // 60)
    if _is_rate(said, at, words) or _token(said, at) in words.distances:  # "5 min per km"
        return size, Mark(None, open=Open.NUMBER, value=seconds // 60)
    return size, Mark(None, amount=Amount.SECONDS, value=min(seconds, _MOST))


def _by_m(value: float) -> Mark:
    """ "400 m" are metres, "90 m" are ambiguous."""
    if value < _METRES:
        return Mark(None, open=Open.HOW_MUCH, value=value)
    return Mark(None, amount=Amount.METRES, value=value)


def _fraction(said: Sequence[str], at: int, words: LogWords) -> tuple[int, Mark] | None:
    """A fraction with its unit: "half a mile", "three quarters of an hour"."""
    size = one_of(said, at, words.fractions)
    if not size:
        return None
    value = words.fractions[tuple(said[at : at + size])] / 100
    size += one_of(said, at + size, words.of_a)
    unit = _token(said, at + size)
    if unit in words.units:
        return lasting(said, at + size + 1, value * words.units[unit], words, size + 1)
    if unit in words.distances:
        return size + 1, Mark(None, amount=Amount.METRES, value=value * words.distances[unit])
    return None


def _counted(said: Sequence[str], at: int, size: int, value: float, words: LogWords) -> tuple[int, Mark]:
    """A distance, a count, a product of counts, or a bare number."""
    unit = _token(said, at + size)
    if unit in words.distances:
        if unit == "k" and is_counted_at(said, at + size + 1, words):  # "10k steps"
            return size + 1, Mark(None, amount=Amount.COUNT, value=value * 1000)
        return _distance(said, at, size + 1, value * words.distances[unit], words)
    times = one_of(said, at + size, words.times)
    if times and (factor := number(said, at + size + times, words)):  # "3 x 10", "3 sets of 10"
        size += times + factor[0]
        return _product(said, at + size, value * factor[1], words, size)
    if counter := one_of(said, at + size, words.counters):
        return size + counter, Mark(None, amount=Amount.COUNT, value=value)
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
    token = _token(said, at)
    if not token or token in words.months:
        return False
    meaning = words.phrases.get((token,))
    if meaning is not None:
        return meaning.part is Part.OTHERS
    return not token[0].isdecimal() and token not in words.known


def _product(said: Sequence[str], at: int, value: float, words: LogWords, size: int) -> tuple[int, Mark]:
    """ "3 x 10", "2 x 20 min", or "4 x 400 m"."""
    unit = _token(said, at)
    if unit in words.units:
        return size + 1, Mark(None, amount=Amount.SECONDS, value=value * words.units[unit])
    if unit in words.distances:
        return size + 1, Mark(None, amount=Amount.METRES, value=value * words.distances[unit])
    return size, Mark(None, amount=Amount.COUNT, value=value)


def _distance(said: Sequence[str], at: int, size: int, metres: float, words: LogWords) -> tuple[int, Mark]:
    """A distance: "5 km", "a mile and a half"; "5 km per hour" is not one."""
    after = _token(said, at + size)
    if _is_rate(said, at + size, words) or after == "h":
        return size, Mark(None, open=Open.NUMBER, value=metres // 1000)
    if half := one_of(said, at + size, words.and_a_half):
        return size + half, Mark(None, amount=Amount.METRES, value=metres * 1.5)
    return size, Mark(None, amount=Amount.METRES, value=metres)


def _is_rate(said: Sequence[str], at: int, words: LogWords) -> bool:
    return bool(one_of(said, at, words.rates)) and not one_of(said, at, words.per_side)


def _days(said: Sequence[str], at: int, size: int, days: int, words: LogWords) -> tuple[int, Mark]:
    """ "3 days ago" is a day; "for 3 days" only hints at a time."""
    if ago := one_of(said, at + size, words.ago):
        return size + ago, Mark(Part.WHEN, when=When(days=days))
    return size, Mark(None, open=Open.WHEN, value=days * _DAY_SECONDS)


def _has_unit(said: Sequence[str], at: int, words: LogWords) -> bool:
    return _token(said, at) in words.units or _token(said, at) in words.distances


def _has_unit_behind_article(said: Sequence[str], at: int, words: LogWords) -> bool:
    return _has_unit(said, at + one_of(said, at, words.of_a), words)


def _counts_nothing(unit: str, words: LogWords) -> bool:
    """True if the preceding number may be minutes: "an hour 20 walking", not "an hour ago 20 squats"."""
    meaning = words.phrases.get((unit,))
    return not unit or (
        meaning is not None and not (meaning.does and (meaning.counts or meaning.does.is_counted))
    )


def _is_joint(token: str, words: LogWords) -> bool:
    meaning = words.phrases.get((token,))
    return meaning is not None and meaning.part is Part.JOINS


def _token(said: Sequence[str], at: int) -> str:
    return said[at] if at < len(said) else ""
