"""Days at a position in a list of tokens: "tomorrow", "Friday", "Monday to Thursday", "20 November".

Each function returns the number of tokens taken and the value, or None. What was said is apart from what it
means on a given day: `Day.coming` and `Day.past` resolve it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from messages.understand.text.tokens import DASH, ORDINAL, date_in, is_date
from messages.understand.values.quantities import DAY, length_at, token_at
from messages.understand.values.value_words import ValueWords, one_of

_YEARS = range(1900, 2200)
_RARE_ORDINAL = 4  # "the first" and "the second" are seldom days of a month
_YEARS_AHEAD = 9  # far enough for a 29 February


@dataclass(frozen=True)
class Day:
    """A day as it was said: days from today, a weekday (Monday is 0), or a date as far as it was said."""

    from_today: int | None = None
    weekday: int | None = None
    day: int | None = None
    month: int | None = None
    year: int | None = None
    is_next: bool = False  # "next Friday"
    is_last: bool = False  # "last Friday"

    @property
    def is_date(self) -> bool:
        return self.day is not None

    def coming(self, today: date) -> date | None:
        """The next such day: a weekday after `today`, a date from `today` on; None if there is none."""
        if self.from_today is not None:
            return today + timedelta(days=self.from_today)
        if self.weekday is not None:
            back, ahead = today.weekday() - self.weekday, self.weekday - today.weekday()
            days = -((back - 1) % 7 + 1) if self.is_last else (ahead - 1) % 7 + 1
            return today + timedelta(days=days)
        months = range(today.year * 12 + today.month - 1, (today.year + _YEARS_AHEAD) * 12)
        dates = (_on(self.year or each // 12, self.month or each % 12 + 1, self.day or 1) for each in months)
        return next((each for each in dates if each is not None and (self.year or each >= today)), None)


def day_at(said: Sequence[str], at: int, words: ValueWords) -> tuple[int, Day] | None:
    """One day: "today", "the day after tomorrow", "(next) Friday", "in two days", or a date."""
    if not words.may_begin(said, at):
        return None
    return (
        _near(said, at, words)
        or date_at(said, at, words)
        or _weekday(said, at, words)
        or _in_days(said, at, words)
    )


def weekdays_at(said: Sequence[str], at: int, words: ValueWords) -> list[tuple[int, int]]:
    """Days of the week as bits, Monday is bit 0, longest first: "weekends", "Monday to Friday"."""
    mask, here, found = 0, at, list[tuple[int, int]]()
    if not words.may_begin(said, at):
        return found
    while (some := _some_days(said, here, words)) is not None:
        here, mask = here + some[0], mask | some[1]
        found.append((here - at, mask))
        here += _joined(said, here, words)
    return found[::-1]


def date_at(said: Sequence[str], at: int, words: ValueWords) -> tuple[int, Day] | None:
    """A date: "20 November", "November 20th", "20.11.", "on the 24th"."""
    if not words.may_begin(said, at):
        return None
    lead = one_of(said, at, words.on)
    found = _in_digits(said, at + lead) or _in_words(said, at + lead, words)
    if found is None and lead:
        found = _day_alone(said, at + lead, words)
    return None if found is None else (lead + found[0], found[1])


def _near(said: Sequence[str], at: int, words: ValueWords) -> tuple[int, Day] | None:
    size = one_of(said, at, words.near_days)
    return (size, Day(from_today=words.near_days[tuple(said[at : at + size])])) if size else None


def _weekday(said: Sequence[str], at: int, words: ValueWords) -> tuple[int, Day] | None:
    on = one_of(said, at, words.on)
    for lead in (0, on) if on else (0,):
        last, following = (one_of(said, at + lead, each) for each in (words.last, words.next))
        here = at + lead + (last or following)
        if (name := _weekday_name(said, here, words)) is not None:
            day = Day(weekday=name[1], is_next=bool(following), is_last=bool(last))
            return here + name[0] - at, day
    return None


def _in_days(said: Sequence[str], at: int, words: ValueWords) -> tuple[int, Day] | None:
    """ "In two days", "three days ago", "vor drei Tagen"."""
    ahead, ago = (one_of(said, at, each) for each in (words.ahead, words.ago_in_front))
    found = length_at(said, at + (ahead or ago), words)
    if found is None or not found[1].in_days:
        return None
    days, end = round(found[1].seconds / DAY), at + (ahead or ago) + found[0]
    if ahead or ago:
        return end - at, Day(from_today=days if ahead else -days)
    behind, past = (one_of(said, end, each) for each in (words.ahead_behind, words.ago))
    return (
        (end + (behind or past) - at, Day(from_today=days if behind else -days)) if behind or past else None
    )


def _some_days(said: Sequence[str], at: int, words: ValueWords) -> tuple[int, int] | None:
    if size := one_of(said, at, words.groups_of_days):
        return size, words.groups_of_days[tuple(said[at : at + size])]
    first = _weekday_name(said, at, words)
    if first is None:
        return None
    size, begins = first
    joined = 1 if token_at(said, at + size) == DASH else one_of(said, at + size, words.range_until)
    last = _weekday_name(said, at + size + joined, words) if joined else None
    if last is None:
        return size, 1 << begins
    days = (last[1] - begins) % 7 + 1
    return size + joined + last[0], sum(1 << (begins + n) % 7 for n in range(days))


def _weekday_name(said: Sequence[str], at: int, words: ValueWords) -> tuple[int, int] | None:
    for table in (words.weekdays, words.each_weekday):
        if size := one_of(said, at, table):
            return size, table[tuple(said[at : at + size])]
    return None


def _joined(said: Sequence[str], at: int, words: ValueWords) -> int:
    comma = token_at(said, at) in (",", "&", "+", "/")
    return comma + one_of(said, at + comma, words.range_and)


def _in_digits(said: Sequence[str], at: int) -> tuple[int, Day] | None:
    found = date_in(token_at(said, at))
    if found is None:
        return None
    year, month, day = found
    return 1, Day(day=day, month=month, year=year)


def _in_words(said: Sequence[str], at: int, words: ValueWords) -> tuple[int, Day] | None:
    """ "20 November", "the 20th of November 2026", "November 20"."""
    if (month := words.months.get(token_at(said, at))) is not None:
        size, day = _day_of_month(said, at + 1, words)
        size += 1 if size else 0
    else:
        size, day = _day_of_month(said, at, words)
        between = one_of(said, at + size, words.of_a) if size else 0
        month = words.months.get(token_at(said, at + size + between)) if size else None
        size += between + 1
    if not day or month is None or not is_date(month, day):
        return None
    year = token_at(said, at + size)
    if year.isdecimal() and int(year[:5]) in _YEARS:
        return size + 1, Day(day=day, month=month, year=int(year))
    return size, Day(day=day, month=month)


def _day_alone(said: Sequence[str], at: int, words: ValueWords) -> tuple[int, Day] | None:
    """A day without a month: "on the 24th"; after "on" an ordinal is a day unless a noun follows."""
    size, day = _day_of_month(said, at, words)
    in_words = not token_at(said, at).isdecimal()
    if said[at + size : at + size + 2] == ["."]:  # "till the 15."
        size += 1
    is_ordinal = day >= _RARE_ORDINAL if in_words else size == 2
    if not size or not is_ordinal or words.beside.is_noun(said, at + size):
        return None
    return size, Day(day=day)


def _day_of_month(said: Sequence[str], at: int, words: ValueWords) -> tuple[int, int]:
    """A possible day of the month: (words taken, day), or (0, 0)."""
    token = token_at(said, at)
    if size := one_of(said, at, words.ordinals):
        return size, words.ordinals[tuple(said[at : at + size])]
    if not token.isdecimal() or not 1 <= int(token[:3]) <= 31 or len(token) > 2:
        return 0, 0
    size = 1 + (token_at(said, at + 1) == ORDINAL)
    after = token_at(said, at + size)
    counts_something = (
        after in words.units or after in words.distances or words.beside.is_counted(said, at + size)
    )
    return (0, 0) if counts_something else (size, int(token))


def _on(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
