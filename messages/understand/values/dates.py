"""Dates: "20 November", "on the 24th", "three days ago"; not yet resolved to a year."""

from collections.abc import Sequence

from messages.understand.move_log.log_words import LogWords, Part, When, is_counted_at, one_of, phrase_at
from messages.understand.move_log.mark import Mark, Open
from messages.understand.text.tokens import ORDINAL, date_in, is_date, is_number

_YEARS = range(1900, 2200)


def date(said: Sequence[str], at: int, words: LogWords) -> tuple[int, Mark] | None:
    """The date at `at`: (words taken, mark)."""
    lead = one_of(said, at, words.on)
    found = _in_digits(said, at + lead) or _in_words(said, at + lead, words)
    if found is None and lead:
        found = _day_alone(said, at + lead, words)
    return None if found is None else (lead + found[0], Mark(Part.WHEN, when=found[1]))


def ordinal(said: Sequence[str], at: int, words: LogWords) -> tuple[int, Mark] | None:
    """An ordinal: "the 5th floor" is neither amount nor day; "the 5th" alone may be a day."""
    if not is_number(said[at]) or _token(said, at + 1) != ORDINAL:
        return None
    return 2, Mark(None, open=None if _is_noun(said, at + 2, words) else Open.WHEN)


def days_ago(said: Sequence[str], at: int, number: tuple[int, float], words: LogWords) -> int | None:
    """The number of days, if the number at `at` is followed by a unit of days; else None."""
    size, value = number
    days = words.spans.get(_token(said, at + size))
    return None if days is None else round(min(value, 10_000) * days)


def _in_digits(said: Sequence[str], at: int) -> tuple[int, When] | None:
    found = date_in(_token(said, at))
    if found is None:
        return None
    year, month, day = found
    return 1, When(day=day, month=month, year=year)


def _in_words(said: Sequence[str], at: int, words: LogWords) -> tuple[int, When] | None:
    """ "20 November", "the 20th of November 2026", "November 20"."""
    if (month := words.months.get(_token(said, at))) is not None:
        size, day = _day(said, at + 1, words)
        size += 1 if size else 0
    else:
        size, day = _day(said, at, words)
        between = one_of(said, at + size, words.of_a) if size else 0
        month = words.months.get(_token(said, at + size + between)) if size else None
        size += between + 1
    if not day or month is None or not is_date(month, day):
        return None
    year = _token(said, at + size)
    if year.isdecimal() and int(year[:5]) in _YEARS:
        return size + 1, When(day=day, month=month, year=int(year))
    return size, When(day=day, month=month)


def _day_alone(said: Sequence[str], at: int, words: LogWords) -> tuple[int, When] | None:
    """A day without a month: "on the 24th"; after "on" an ordinal is a day unless a noun follows."""
    size, day = _day(said, at, words)
    if size != 2 or _is_noun(said, at + size, words):
        return None
    return size, When(day=day)


def _day(said: Sequence[str], at: int, words: LogWords) -> tuple[int, int]:
    """A possible day of the month: (words taken, day), or (0, 0)."""
    token = _token(said, at)
    if not token.isdecimal() or not 1 <= int(token[:3]) <= 31 or len(token) > 2:
        return 0, 0
    size = 1 + (_token(said, at + 1) == ORDINAL)
    after = _token(said, at + size)
    counts_something = (
        after in words.units or after in words.distances or is_counted_at(said, at + size, words)
    )
    return (0, 0) if counts_something else (size, int(token))


def _is_noun(said: Sequence[str], at: int, words: LogWords) -> bool:
    """True for a noun an ordinal may belong to: "floor", "walk"."""
    token = _token(said, at)
    meaning = phrase_at(said, at, words)[1]
    if meaning is not None:
        return meaning.part is Part.DOES and not meaning.was_done
    return token.isalpha() and token not in words.months and (token,) not in words.numbers


def _token(said: Sequence[str], at: int) -> str:
    return said[at] if at < len(said) else ""
