"""Clock times and ranges at a position in a list of tokens: "at 14:30", "7 pm", "half past two", "9 to 5".

Each function returns the number of tokens taken with the value, or None.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import time

from messages.understand.text.tokens import DASH, ORDINAL, is_number
from messages.understand.values.quantities import token_at
from messages.understand.values.value_words import ValueWords, one_of

_DAY, _HALF_A_DAY = 24 * 60, 12 * 60  # minutes
_TWO_DIGITS = 10  # minutes right after an hour have two digits
_EVENING = 6  # "at night" means before midnight from this hour on


@dataclass(frozen=True)
class Clock:
    """A clock time as it was said, and how many words it takes; it may be none that exists ("25:00")."""

    size: int
    hour: int
    minute: int = 0
    is_vague: bool = False  # "at 7": morning or evening
    is_firm: bool = True  # it can only be a clock time
    has_half: bool = False  # "7 pm"
    is_of_24: bool = False  # "um 3 Uhr"

    @property
    def is_real(self) -> bool:
        return self.hour * 60 + self.minute <= _DAY and self.minute < 60

    @property
    def wall(self) -> time:
        return time(self.hour % 24, self.minute)

    @property
    def later(self) -> "Clock":
        """The same time twelve hours later."""
        return replace(self, hour=self.hour + 12, is_vague=False, has_half=True)


@dataclass(frozen=True)
class ClockRange:
    """A range of clock times as they were said."""

    begins: Clock
    ends: Clock

    @property
    def minutes(self) -> int:
        """Minutes from the first to the second; both may be on a 12-hour clock."""
        first, second = self.begins, self.ends
        apart = second.hour * 60 + second.minute - first.hour * 60 - first.minute
        is_by_twelve = second.is_vague or (first.is_vague and second.hour <= 12)
        return apart % (_HALF_A_DAY if is_by_twelve else _DAY)


def clock_at(said: Sequence[str], at: int, words: ValueWords, may_be_bare: bool = False) -> Clock | None:
    """The clock time at `at`; a bare number counts only if `may_be_bare` or after "at"."""
    if not words.may_begin(said, at):
        return None
    lead = one_of(said, at, words.at)
    is_hour = bool(lead) or may_be_bare
    found = (
        _shifted(said, at, lead, words)
        or _with_h(said, at, lead, is_hour)
        or _in_words(said, at, lead, words, is_hour)
        or _in_digits(said, at, lead, words, is_hour)
    )
    if found is None or not may_be_bare or lead:
        return found
    is_bare = found.size == 1 and said[at].isalnum()
    return replace(found, is_firm=not is_bare)


def named_time_at(said: Sequence[str], at: int, words: ValueWords) -> Clock | None:
    """A time with a name: "noon", "at midnight"."""
    if not words.may_begin(said, at):
        return None
    lead = one_of(said, at, words.at)
    size = one_of(said, at + lead, words.named_times)
    if not size:
        return None
    return Clock(lead + size, words.named_times[tuple(said[at + lead : at + lead + size])])


def unreal_time_at(said: Sequence[str], at: int, words: ValueWords) -> int:
    """Length in words of a clock time that no clock shows: "25:00", "at 14:75", "27 Uhr"; else 0."""
    if not words.may_begin(said, at):
        return 0
    lead = one_of(said, at, words.at)
    hour, _, minute = token_at(said, at + lead).partition(":")
    told = _is_told(said, at + lead + 1, words) or bool(minute)
    if not told or not hour.isdecimal() or not (minute or "0").isdecimal():
        return 0
    return 0 if Clock(1, int(hour[:4]), int(minute or 0)).is_real else lead + 1


def range_at(said: Sequence[str], at: int, words: ValueWords) -> tuple[int, ClockRange] | None:
    """The range at `at`; two bare numbers are one too, which says `is_firm` of neither."""
    if not words.may_begin(said, at):
        return None
    lead = one_of(said, at, words.range_from)
    first = clock_at(said, at + lead, words, may_be_bare=True)
    if first is None:
        return None
    if lead and not until_at(said, at + lead + first.size, True, words):  # "from ten to six" is not 5:50
        first = _in_words(said, at + lead, 0, words, is_hour=True) or first
    place = at + lead + first.size
    between = until_at(said, place, bool(lead), words)
    second = clock_at(said, place + between, words, may_be_bare=True) if between else None
    if second is None:
        return None
    place += between + second.size
    if is_number(token_at(said, place)) or (token_at(said, place),) in words.numbers:
        return None  # "from ten to ten thirty"
    if lead:
        first, second = replace(first, is_firm=True), replace(second, is_firm=True)
    if second.has_half and first.is_vague and first.hour + _HALF_A_DAY // 60 < second.hour:
        first = first.later  # "from 7 to 8 pm"
    return place - at, ClockRange(first, second)


def until_at(said: Sequence[str], at: int, has_lead: bool, words: ValueWords) -> int:
    """Length in words of the joiner between the two ends; "and" counts only after "between"."""
    if token_at(said, at) == DASH:
        return 1
    size = one_of(said, at, words.range_until)
    return size if size or not has_lead else one_of(said, at, words.range_and)


def _shifted(said: Sequence[str], at: int, lead: int, words: ValueWords) -> Clock | None:
    """Times relative to an hour: "halb drei" is half an hour before, "viertel nach drei" a quarter past."""
    shift = one_of(said, at + lead, words.shifts)
    if not shift:
        return None
    minutes = words.shifts[tuple(said[at + lead : at + lead + shift])]
    place = at + lead + shift
    size, hour = _hour(said, place, words)
    if not size or _goes_on(said, place + size, words):
        return None
    total = hour * 60 + minutes
    if hour > 12:
        return _ended(said, at, lead + shift + size, total // 60 % 24, total % 60, words, is_vague=False)
    total %= _HALF_A_DAY
    return _ended(said, at, lead + shift + size, total // 60, total % 60, words, is_vague=True)


def _with_h(said: Sequence[str], at: int, lead: int, is_hour: bool) -> Clock | None:
    """ "At 7h30"; without "at" it is a duration."""
    place = at + lead
    token, sign, rest = (token_at(said, n) for n in (place, place + 1, place + 2))
    if not is_hour or sign != "h" or not token.isdecimal() or int(token[:4]) > 23:
        return None
    hour, is_vague = int(token), 1 <= int(token) <= 11 and not token.startswith("0")
    if len(rest) == 2 and rest.isdecimal() and int(rest) < 60:
        return Clock(lead + 3, hour, int(rest), is_vague)
    return Clock(lead + 2, hour, 0, is_vague)


def _in_words(said: Sequence[str], at: int, lead: int, words: ValueWords, is_hour: bool) -> Clock | None:
    """ "Um drei", "drei Uhr", "seven thirty"."""
    size = one_of(said, at + lead, words.more_hours)
    after = at + lead + size
    if not size or _goes_on(said, after, words) or not (is_hour or _is_told(said, after, words)):
        return None
    if words.beside.is_strange(token_at(said, after)):  # "at one go"
        return None
    hour = words.more_hours[tuple(said[at + lead : after])]
    if hour > 12 and not one_of(said, after, words.oclock):  # "zwanzig" is rather a number
        return None
    more, minute = _minutes(said, after, words, least=_TWO_DIGITS) if is_hour else (0, 0)  # "at seven thirty"
    return _ended(said, at, lead + size + more, hour, minute, words, is_vague=hour <= 11)


def _in_digits(said: Sequence[str], at: int, lead: int, words: ValueWords, is_hour: bool) -> Clock | None:
    token = token_at(said, at + lead)
    if not token or not token[0].isdecimal():
        return None
    is_of_four = len(token) == 4 and token.isdecimal() and _is_hour_of_four(said, at, lead)
    hour, minute = (token[:2], token[2:]) if is_of_four else token.replace(".", ":").partition(":")[::2]
    if (
        not (hour.isdecimal() and (minute or "0").isdecimal())
        or len(minute) not in (0, 2)
        or not Clock(1, int(hour[:4]), int(minute or 0)).is_real
    ):
        return None
    after = at + lead + 1
    if not (is_hour or is_of_four or ":" in token or _is_told(said, after, words)) or _goes_on(
        said, after, words
    ):
        return None
    is_vague = 1 <= int(hour) <= 11 and not token.startswith("0")
    more, rest = _minutes(said, after, words, least=_TWO_DIGITS) if lead and not minute else (0, 0)
    return _ended(said, at, lead + 1 + more, int(hour), int(minute or rest), words, is_vague)


def _is_hour_of_four(said: Sequence[str], at: int, lead: int) -> bool:
    """ "At 1400", "0900", "0900-1700"."""
    return bool(lead) or said[at].startswith("0") or token_at(said, at - 1) == DASH


def _is_told(said: Sequence[str], at: int, words: ValueWords) -> bool:
    """Whether the words after a number say that it is an hour."""
    return any(one_of(said, at, each) for each in (words.oclock, words.am, words.pm))


def _ended(
    said: Sequence[str], at: int, size: int, hour: int, minute: int, words: ValueWords, is_vague: bool
) -> Clock:
    """Complete a time with "o'clock", minutes after it, and am, pm or night."""
    is_of_24 = bool(one_of(said, at + size, words.oclock_of_24))
    if oclock := one_of(said, at + size, words.oclock):
        size += oclock
        more, rest = (0, 0) if minute else _minutes(said, at + size, words)
        size, minute = size + more, minute or rest
    am, pm, night = (one_of(said, at + size, each) for each in (words.am, words.pm, words.night))
    if night and hour <= 12:
        hour = hour + 12 if _EVENING <= hour < 12 else hour % 12
        return Clock(size + night, hour, minute, has_half=True, is_of_24=is_of_24)
    if (am or pm) and hour <= 12:
        hour = hour % 12 + (12 if pm else 0)
        return Clock(size + (am or pm), hour, minute, has_half=True, is_of_24=is_of_24)
    return Clock(size, hour, minute, is_vague, is_of_24=is_of_24)


def _hour(said: Sequence[str], at: int, words: ValueWords) -> tuple[int, int]:
    token = token_at(said, at)
    if token.isdecimal() and 1 <= int(token[:4]) <= 24:
        return 1, int(token)
    size = one_of(said, at, words.hours)
    return size, words.hours[tuple(said[at : at + size])] if size else 0


def _minutes(said: Sequence[str], at: int, words: ValueWords, least: int = 0) -> tuple[int, int]:
    """Minutes after the hour: "14 Uhr 30", but not "14 Uhr 30 Minuten" or "14 Uhr 10 Kniebeugen"."""
    size = one_of(said, at, words.numbers)
    value = words.numbers[tuple(said[at : at + size])] if size else -1
    token = token_at(said, at)
    if not size and token.isdecimal() and len(token) <= 2:
        size, value = 1, int(token)
    is_minute = least <= value <= 59 and value == int(value) and not _goes_on(said, at + size, words)
    return (size, int(value)) if size and is_minute else (0, 0)


def _goes_on(said: Sequence[str], at: int, words: ValueWords) -> bool:
    """Whether the number before was no clock time: "10 to 15 squats", "at 20 km"."""
    unit = token_at(said, at)
    is_measured = unit in words.units or unit in words.distances or unit == ORDINAL
    return is_measured or words.beside.is_counted(said, at)
