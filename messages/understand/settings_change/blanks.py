"""Blanks of a settings sentence: numbers, lengths, clock times, days, moments, things, places."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from messages.understand.settings_change.settings_words import MONTHS, WEEKDAYS, Phrase, SettingsWords
from messages.understand.values.past_instants import today_of

DAY_BEGINS = time(3)  # a day belongs to the date of (local time - 3 h)
EVERY_DAY, WORKING_DAYS, WEEKEND = 0b1111111, 0b0011111, 0b1100000
MOST_PLACE_WORDS = 4
_DAY = 24 * 60  # minutes
_MOST = 1000 * _DAY

FindZone = Callable[[str], str | None]
Found = tuple[int, object]  # length in words, and the value


@dataclass(frozen=True)
class Clock:
    """A wall time as said; it may be invalid ("25:00")."""

    hour: int
    minute: int = 0
    is_vague: bool = False  # "at 3": night or afternoon
    has_half: bool = False  # "at 3 pm"
    is_of_24: bool = False  # "um 3 Uhr": on a 24-hour clock

    @property
    def is_real(self) -> bool:
        return self.hour < 24 and self.minute < 60

    def wall(self) -> time:
        return time(self.hour, self.minute)

    def later(self) -> "Clock":
        """The same time twelve hours later."""
        return Clock(self.hour + 12, self.minute, has_half=True)


class WholeDays(timedelta):
    """A length given in days: it ends when a day begins, unlike 24 hours."""


@dataclass(frozen=True)
class Day:
    """A local day; it begins at 03:00."""

    on: date
    is_date: bool = False  # "3 January": being away till then may include that day


@dataclass(frozen=True)
class Blanks:
    """A text without filler words: as typed, and with typos corrected."""

    said: Sequence[str]
    typed: Sequence[str]
    now: datetime
    words: SettingsWords
    find_zone: FindZone

    def fill(self, blank: str, at: int) -> Iterator[Found]:
        """Values this blank can take at `at`, longest first."""
        readers: Mapping[str, Callable[[int], Iterator[Found]]] = {
            "{number}": self._number,
            "{length}": self._length,
            "{clock}": self._clock,
            "{spans}": self._spans,
            "{days}": self._days,
            "{till}": self._till,
            "{spell}": self._spell,
            "{place}": self._place,
            "{things}": self._things,
            "{language}": self._language,
        }
        return readers[blank](at)

    def among(self, phrases: Collection[Phrase], at: int) -> int:
        """Length in words of the longest of the phrases at `at`; 0 if there is none."""
        sizes = range(min(self.words.longest, len(self.said) - at), 0, -1)
        return next((n for n in sizes if tuple(self.said[at : at + n]) in phrases), 0)

    def _listed(self, name: str, at: int) -> int:
        return self.among(self.words.lists[name], at)

    def _value(self, table: Mapping[Phrase, int], at: int) -> tuple[int, int]:
        size = self.among(table, at)
        return size, table[tuple(self.said[at : at + size])] if size else 0

    def _figure(self, at: int) -> tuple[int, float] | None:
        if at < len(self.said) and self.said[at][0].isdecimal():
            text = self.said[at].replace(",", ".")
            return None if ":" in text else (1, min(float(text), _MOST))
        size, value = self._value(self.words.numbers, at)
        return (size, float(value)) if size else None

    def _number(self, at: int) -> Iterator[Found]:
        figure = self._figure(at)
        if figure is not None and figure[1] == int(figure[1]):
            yield figure[0], int(figure[1])

    def _length(self, at: int) -> Iterator[Found]:
        """ "45 minutes", "an hour and a half", "1 h 30", "two weeks"."""
        size, minutes, is_days = self._one_length(at)
        if size:
            more, rest, are_days = self._one_length(at + size)
            if not more and (figure := self._figure(at + size)) and minutes % 60 == 0 and figure[1] < 60:
                yield size + figure[0], timedelta(minutes=minutes + figure[1])
            length = timedelta(minutes=min(minutes + rest, _MOST))
            are_whole = is_days and (are_days or not more) and not length % timedelta(days=1)
            yield size + more, WholeDays(length.days) if are_whole else length

    def _one_length(self, at: int) -> tuple[int, float, bool]:
        """One length at `at`: words, minutes, and whether it was given in days."""
        size, minutes = self._value(self.words.lengths, at)
        if size:
            return size, minutes, not minutes % _DAY
        number, value = self._figure(at) or (0, 1.0)  # "every hour" means one
        half = self._listed("and_a_half", at + number) if number else 0
        unit, minutes = self._value(self.words.units, at + number + half)
        if not unit:
            return 0, 0, False
        size = number + half + unit
        behind = 0 if half else self._listed("and_a_half", at + size)
        return size + behind, (value + (0.5 if half or behind else 0)) * minutes, not minutes % _DAY

    def clock_at(self, at: int) -> tuple[int, Clock] | None:
        size, hour = self._value(self.words.hours, at)
        if size:
            return size, Clock(hour)
        if (size := self._listed("half_to", at)) and (figure := self._figure(at + size)):  # "halb elf"
            if figure[1] not in range(1, 13):
                return None
            hour = int(figure[1] - 1) or 12
            return self._said_half(at, size + figure[0], Clock(hour, 30, is_vague=hour < 12))
        figure = self._figure(at)
        said = self.said[at] if at < len(self.said) else ""
        hour_said, _, minute = said.replace(".", ":").partition(":")
        if hour_said.isdecimal() and len(minute) == 2 and minute.isdecimal():
            is_vague = 0 < int(hour_said) < 12 and not said.startswith("0")
            return self._said_half(at, 1, Clock(int(hour_said), int(minute), is_vague))
        if figure is None or figure[1] != int(figure[1]):
            return None
        is_vague = 0 < figure[1] < 12 and not said.startswith("0")
        return self._said_half(at, figure[0], Clock(int(figure[1]), 0, is_vague))

    def _said_half(self, at: int, size: int, clock: Clock) -> tuple[int, Clock]:
        oclock = self._listed("oclock", at + size)
        if self._listed("oclock_of_24", at + size):
            clock = replace(clock, is_of_24=True)
        size += oclock
        if oclock and (figure := self._figure(at + size)) and figure[1] in range(1, 60):  # "8 Uhr 30"
            size, clock = size + figure[0], replace(clock, minute=int(figure[1]))
        for name, noon in (("am", 0), ("pm", 12)):
            half = self._listed(name, at + size)
            if half and 0 < clock.hour <= 12:
                return size + half, Clock(clock.hour % 12 + noon, clock.minute, has_half=True)
        return size, clock

    def _clock(self, at: int) -> Iterator[Found]:
        if (found := self.clock_at(at)) is not None:
            yield found

    def _spans(self, at: int) -> Iterator[Found]:
        """ "9 to 12 and 14 to 17"."""
        spans: list[tuple[Clock, Clock]] = []
        ends: list[int] = []
        here = at
        while (span := self._span(here)) is not None:
            here = span[0]
            spans.append((span[1], span[2]))
            ends.append(here)
            here += self._listed("joins", here)
            here += self._listed("froms", here)
        for n in range(len(spans), 0, -1):
            yield ends[n - 1] - at, tuple(spans[:n])

    def _span(self, at: int) -> tuple[int, Clock, Clock] | None:
        begins = self.clock_at(at)
        if begins is None:
            return None
        here = at + begins[0]
        joined = self._listed("ranges", here)
        ends = self.clock_at(here + joined) if joined else None
        return None if ends is None else (here + joined + ends[0], begins[1], ends[1])

    def _days(self, at: int) -> Iterator[Found]:
        """ "weekends", "Monday to Friday", "Mondays and Fridays", as bits; bit 0 is Monday."""
        mask, here, found = 0, at, []
        while (some := self._some_days(here)) is not None:
            here, mask = some[0], mask | some[1]
            found.append((here - at, mask))
            here += self._listed("joins", here)
        yield from reversed(found)

    def _some_days(self, at: int) -> tuple[int, int] | None:
        named = (("every_day", EVERY_DAY), ("working_days", WORKING_DAYS), ("weekend", WEEKEND))
        for name, mask in named:
            if size := self._listed(name, at):
                return at + size, mask
        first = self._weekday(at)
        if first is None:
            return None
        joined = 0 if self._listed("joins", first[0]) else self._listed("ranges", first[0])
        last = self._weekday(first[0] + joined) if joined else None
        if last is None:
            return first[0], 1 << first[1]
        days = (last[1] - first[1]) % 7 + 1
        return last[0], sum(1 << (first[1] + n) % 7 for n in range(days))

    def _weekday(self, at: int) -> tuple[int, int] | None:
        sizes = ((self._listed(name, at), n) for n, name in enumerate(WEEKDAYS))
        return next(((at + size, n) for size, n in sizes if size), None)

    def _till(self, at: int) -> Iterator[Found]:
        """A future day or time of day."""
        today = today_of(self.now)
        yield from self._dates(at, today)
        size, ahead = self._value(self.words.ahead, at)
        if size:
            yield size, Day(today + timedelta(days=ahead))
        if size := self._listed("past", at):
            yield size, Day(today - timedelta(days=1))
        if size := self._listed("next_week", at):
            yield size, Day(today + timedelta(days=7 - today.weekday()))
        if (weekday := self._weekday(at)) is not None:
            days = (weekday[1] - today.weekday() - 1) % 7 + 1
            here = weekday[0]
            yield here - at, Day(today + timedelta(days=days))
        yield from self._clock(at)

    def _dates(self, at: int, today: date) -> Iterator[Found]:
        """Dates: "3 January", "January 3", "3.1.", "3 January 2027"; without a year, the next one."""
        said = self.said[at:]
        for size, day, month in self._day_and_month(at):
            year = said[size] if len(said) > size else ""
            if len(year) == 4 and year.isdecimal() and (on := _on(int(year), month, day)):
                yield size + 1, Day(on, is_date=True)
            years = (_on(today.year + n, month, day) for n in range(9))
            if on := next((on for on in years if on is not None and on >= today), None):
                yield size, Day(on, is_date=True)

    def _day_and_month(self, at: int) -> Iterator[tuple[int, int, int]]:
        said = self.said[at : at + 2]
        if said and "." in said[0] and all(part.isdecimal() for part in said[0].split(".")):
            day, month = map(int, said[0].split("."))
            yield 1, day, month
        for number, name in enumerate(MONTHS, 1):
            before = self._figure(at)
            size = self._listed(name, at + (before[0] if before else 0))
            figure = before or self._figure(at + size)
            if size and figure is not None:
                yield size + figure[0], int(figure[1]), number

    def _spell(self, at: int) -> Iterator[Found]:
        """ "Today", "this week"."""
        today = today_of(self.now)
        if size := self._listed("today", at):
            yield size, Day(today + timedelta(days=1))
        if size := self._listed("this_week", at):
            yield size, Day(today + timedelta(days=7 - today.weekday()))

    def _place(self, at: int) -> Iterator[Found]:
        """A known place, or the rest of the text as None."""
        left = min(MOST_PLACE_WORDS, len(self.typed) - at)
        for size in range(left, 0, -1):
            zone = self.find_zone(" ".join(self.typed[at : at + size]))
            if zone is not None:
                yield size, zone
        if left:
            yield len(self.typed) - at, None

    def _things(self, at: int) -> Iterator[Found]:
        things: list[str] = []
        here = at
        while size := self.among(self.words.things, here):
            things.append(self.words.things[tuple(self.said[here : here + size])])
            here += size
            yield here - at, tuple(dict.fromkeys(things))
            here += self._listed("joins", here)

    def _language(self, at: int) -> Iterator[Found]:
        if size := self.among(self.words.languages, at):
            yield size, self.words.languages[tuple(self.said[at : at + size])]


def _on(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def begins_at(on: date, now: datetime) -> datetime:
    """The start of that day (03:00) in the zone of `now`."""
    return wall_on(on, DAY_BEGINS, now)


def wall_on(on: date, wall: time, now: datetime) -> datetime:
    at = datetime.combine(on, wall, tzinfo=now.tzinfo)
    return at.astimezone(UTC).astimezone(now.tzinfo)  # a skipped wall time becomes a valid one
