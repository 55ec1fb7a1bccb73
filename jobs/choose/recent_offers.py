"""Recent offers: the movements of the last four weeks by day and number, and what they add up to."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from operator import itemgetter

from jobs.choose.bits import bits_of
from messages.content.movements import Movement
from storage.person import Person
from storage.values import Offered

FOUR_WEEKS = timedelta(days=28)
WEEK_DAYS = 7
_ON = itemgetter(0)  # the day of an offer


@dataclass(frozen=True)
class Memory:
    """Offers of four weeks, newest last."""

    offered: tuple[Offered, ...] = ()

    @classmethod
    def of(cls, person: Person) -> "Memory":
        return cls(person.sent.offered)

    def after(self, movement: Movement, on: date, line: int = 0) -> "Memory":
        """The memory after one more offer."""
        kept = self.offered[bisect_right(self.offered, on - FOUR_WEEKS, key=_ON) :]
        return Memory((*kept, Offered(on, movement.number, line)))


def offered_after(person: Person, movement: Movement, line: int, on: date) -> tuple[Offered, ...]:
    """The column `offered` once this movement has been offered, in this wording."""
    return Memory.of(person).after(movement, on, line).offered


class Tally:
    """Offers counted for one draw; movements are numbers, and what is older than four weeks is left out."""

    def __init__(self, memory: Memory, today: date) -> None:
        offered = memory.offered
        first_on = today - FOUR_WEEKS
        if offered and offered[0].on <= first_on:
            offered = offered[bisect_right(offered, first_on, key=_ON) :]
        self._offered, self._today = offered, today
        self.numbers = [number for _, number, _ in offered]  # oldest first
        self.today = self._since(today)[::-1]  # newest first
        self.week = self._since(today - timedelta(days=today.weekday()))[::-1]  # since Monday, newest first

    @classmethod
    def of(cls, memory: Memory, today: date) -> "Tally":
        return cls(memory, today)

    @property
    def many(self) -> int:
        """Offers of four weeks."""
        return len(self.numbers)

    @property
    def known_days(self) -> int:
        """Days since the first of them."""
        return (self._today - self._offered[0].on).days if self._offered else 0

    @cached_property
    def in_seven_days(self) -> Mapping[int, int]:
        return Counter(self._since(self._today - timedelta(days=WEEK_DAYS - 1)))

    @cached_property
    def _twice(self) -> list[tuple[int, int]]:
        return [each for each in self.in_seven_days.items() if each[1] >= 2]

    @cached_property
    def in_four_weeks(self) -> Mapping[int, int]:
        return Counter(self.numbers)

    @cached_property
    def came(self) -> int:
        """What came in four weeks, as bits."""
        return bits_of({*self.numbers})

    @cached_property
    def came_today(self) -> int:
        return bits_of(self.today)

    def came_last(self, offers: int) -> int:
        """What is among so many last offers, as bits."""
        return bits_of(self.numbers[-offers:]) if offers else 0

    def came_within(self, days: int) -> int:
        """What came in so many days, today included, as bits."""
        if days <= 1:
            return self.came_today if days else 0
        return bits_of(self._since(self._today - timedelta(days=days - 1)))

    def came_often(self, times: int) -> int:
        """What came so many times, two or more, in seven days, as bits."""
        return bits_of([number for number, came in self._twice if came >= times])

    def days_with(self, bits: int, days: int = WEEK_DAYS) -> int:
        """Days of the last `days`, today included, with one of these movements."""
        first = self._today - timedelta(days=days - 1)
        begin = bisect_left(self._offered, first, key=_ON)
        return len({each.on for each in self._offered[begin:] if bits >> each.number & 1})

    def _since(self, day: date) -> list[int]:
        return self.numbers[bisect_left(self._offered, day, key=_ON) :]
