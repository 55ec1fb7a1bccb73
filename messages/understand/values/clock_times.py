"""Clock times: "at 14:30", "7 pm", "half past two", "um halb drei"."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from messages.understand.move_log.log_words import LogWords, is_counted_at, one_of
from messages.understand.text.tokens import ORDINAL

_HALF_A_DAY = 12 * 60
_EVENING = 6  # "at night" means before midnight from this hour on


@dataclass(frozen=True)
class Clock:
    """A clock time, and how many words it takes."""

    size: int
    hour: int
    minute: int = 0
    is_vague: bool = False  # "at 7": morning or evening
    is_firm: bool = True  # it can only be a clock time


def clock(said: Sequence[str], at: int, words: LogWords, may_be_bare: bool = False) -> Clock | None:
    """The clock time at `at`, if any; a bare number counts only if `may_be_bare` or after "at"."""
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


def _shifted(said: Sequence[str], at: int, lead: int, words: LogWords) -> Clock | None:
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
    token, sign, rest = (said[n] if n < len(said) else "" for n in (place, place + 1, place + 2))
    if not is_hour or sign != "h" or not token.isdecimal() or int(token[:4]) > 23:
        return None
    hour, is_vague = int(token), 1 <= int(token) <= 11 and not token.startswith("0")
    if len(rest) == 2 and rest.isdecimal() and int(rest) < 60:
        return Clock(lead + 3, hour, int(rest), is_vague)
    return Clock(lead + 2, hour, 0, is_vague)


def _in_words(said: Sequence[str], at: int, lead: int, words: LogWords, is_hour: bool) -> Clock | None:
    """ "Um drei", "drei Uhr"."""
    size = one_of(said, at + lead, words.hours)
    after = at + lead + size
    if not size or _goes_on(said, after, words) or not (is_hour or one_of(said, after, words.oclock)):
        return None
    if after < len(said) and said[after].isalpha() and said[after] not in words.known:  # "at one go"
        return None
    hour = words.hours[tuple(said[at + lead : after])]
    return _ended(said, at, lead + size, hour, 0, words, is_vague=hour <= 11)


def _in_digits(said: Sequence[str], at: int, lead: int, words: LogWords, is_hour: bool) -> Clock | None:
    token = said[at + lead] if at + lead < len(said) else ""
    if not token or not token[0].isdecimal():
        return None
    hour, _, minute = token.replace(".", ":").partition(":")
    if (
        not (hour.isdecimal() and (minute or "0").isdecimal())
        or int(hour[:4]) > 23
        or len(minute) not in (0, 2)
        or int(minute or 0) > 59
    ):
        return None
    after = at + lead + 1
    is_told = is_hour or ":" in token or one_of(said, after, words.oclock)
    is_told = is_told or one_of(said, after, words.am) or one_of(said, after, words.pm)
    if not is_told or _goes_on(said, after, words):
        return None
    is_vague = 1 <= int(hour) <= 11 and not token.startswith("0")
    return _ended(said, at, lead + 1, int(hour), int(minute or 0), words, is_vague)


def _ended(
    said: Sequence[str], at: int, size: int, hour: int, minute: int, words: LogWords, is_vague: bool
) -> Clock:
    """Complete a time with "o'clock", minutes after it, and am, pm or night."""
    if oclock := one_of(said, at + size, words.oclock):
        size += oclock
        if not minute and (rest := _minutes(said, at + size, words)) is not None:
            size, minute = size + 1, rest
    am, pm, night = (one_of(said, at + size, each) for each in (words.am, words.pm, words.night))
    if night and hour <= 12:
        return Clock(size + night, hour + 12 if _EVENING <= hour < 12 else hour % 12, minute)
    if (am or pm) and hour <= 12:
        return Clock(size + (am or pm), hour % 12 + (12 if pm else 0), minute)
    return Clock(size, hour, minute, is_vague)


def _hour(said: Sequence[str], at: int, words: LogWords) -> tuple[int, int]:
    if at < len(said) and said[at].isdecimal() and 1 <= int(said[at][:4]) <= 24:
        return 1, int(said[at])
    size = one_of(said, at, words.hours)
    return size, words.hours[tuple(said[at : at + size])] if size else 0


def _minutes(said: Sequence[str], at: int, words: LogWords) -> int | None:
    """Minutes after the hour: "14 Uhr 30", but not "14 Uhr 30 Minuten" or "14 Uhr 10 Kniebeugen"."""
    token = said[at] if at < len(said) else ""
    if not token.isdecimal() or len(token) > 2 or int(token) > 59 or _goes_on(said, at + 1, words):
        return None
    return int(token)


def _goes_on(said: Sequence[str], at: int, words: LogWords) -> bool:
    """True if the preceding number was not a clock time: "10 to 15 squats", "at 20 km"."""
    unit = said[at] if at < len(said) else ""
    is_measured = unit in words.units or unit in words.distances or unit == ORDINAL
    return is_measured or bool(one_of(said, at, words.counters)) or is_counted_at(said, at, words)
