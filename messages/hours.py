"""Which hour of the day stands here? "At 14:30", "7 pm", "um halb drei"."""

from collections.abc import Sequence
from dataclasses import dataclass

from messages.reading_words import ReadingWords, one_of

_HALF_A_DAY = 12 * 60


@dataclass(frozen=True)
class Clock:
    """An hour, and how many words tell it."""

    size: int
    hour: int
    minute: int = 0
    is_vague: bool = False  # "at 7": in the morning or in the evening


def clock(said: Sequence[str], at: int, words: ReadingWords) -> Clock | None:
    """The hour that begins here, if one does."""
    lead = one_of(said, at, words.at)
    return (
        _shifted(said, at, lead, words)
        or _in_words(said, at, lead, words)
        or _in_digits(said, at, lead, words)
    )


def _shifted(said: Sequence[str], at: int, lead: int, words: ReadingWords) -> Clock | None:
    """ "Halb drei" is half an hour before it, "viertel nach drei" a quarter past."""
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


def _in_words(said: Sequence[str], at: int, lead: int, words: ReadingWords) -> Clock | None:
    """ "Um drei", "drei Uhr"."""
    size = one_of(said, at + lead, words.hours)
    after = at + lead + size
    if not size or _goes_on(said, after, words) or not (lead or one_of(said, after, words.oclock)):
        return None
    hour = words.hours[tuple(said[at + lead : after])]
    return _ended(said, at, lead + size, hour, 0, words, is_vague=hour <= 11)


def _in_digits(said: Sequence[str], at: int, lead: int, words: ReadingWords) -> Clock | None:
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
    is_told = lead or ":" in token or one_of(said, after, words.oclock)
    is_told = is_told or one_of(said, after, words.am) or one_of(said, after, words.pm)
    if not is_told or _goes_on(said, after, words):
        return None
    is_vague = 1 <= int(hour) <= 11 and not token.startswith("0")
    return _ended(said, at, lead + 1, int(hour), int(minute or 0), words, is_vague)


def _ended(
    said: Sequence[str], at: int, size: int, hour: int, minute: int, words: ReadingWords, is_vague: bool
) -> Clock:
    """With "o'clock", the minutes behind it, and the half of the day."""
    if oclock := one_of(said, at + size, words.oclock):
        size += oclock
        if not minute and (rest := _minutes(said, at + size, words)) is not None:
            size, minute = size + 1, rest
    am, pm = one_of(said, at + size, words.am), one_of(said, at + size, words.pm)
    if (am or pm) and hour <= 12:
        return Clock(size + (am or pm), hour % 12 + (12 if pm else 0), minute)
    return Clock(size, hour, minute, is_vague)


def _hour(said: Sequence[str], at: int, words: ReadingWords) -> tuple[int, int]:
    if at < len(said) and said[at].isdecimal() and 1 <= int(said[at][:4]) <= 24:
        return 1, int(said[at])
    size = one_of(said, at, words.hours)
    return size, words.hours[tuple(said[at : at + size])] if size else 0


def _minutes(said: Sequence[str], at: int, words: ReadingWords) -> int | None:
    """ "14 Uhr 30", and no "14 Uhr 30 Minuten" or "14 Uhr 10 Kniebeugen"."""
    token = said[at] if at < len(said) else ""
    if not token.isdecimal() or len(token) > 2 or int(token) > 59 or _goes_on(said, at + 1, words):
        return None
    after = words.phrases.get((said[at + 1],)) if at + 1 < len(said) else None
    return None if after is not None and after.does is not None and after.does.is_counted else int(token)


def _goes_on(said: Sequence[str], at: int, words: ReadingWords) -> bool:
    """Whether the number before was none of the clock."""
    unit = said[at] if at < len(said) else ""
    return unit in words.units or unit in words.distances
