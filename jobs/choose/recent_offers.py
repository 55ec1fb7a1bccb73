"""Recent offers: the movements of the last four weeks by day and number, and what they add up to."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from operator import itemgetter

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


@dataclass(frozen=True)
class Tally:
    """Offers counted for one draw; movements are numbers, and what is older than four weeks is left out."""

    many: int  # offers
    known_days: int  # since the first of them
    since: Mapping[int, int]  # offers since the last one of it
    last_on: Mapping[int, date]
    in_seven_days: Mapping[int, int]
    in_four_weeks: Mapping[int, int]
    week: list[int]  # since Monday, newest first
    today: list[int]  # newest first

    @classmethod
    def of(cls, memory: Memory, today: date) -> "Tally":
        # By slices and comprehensions: a claim of 500 people counts 500 times.
        offered = memory.offered
        offered = offered[bisect_right(offered, today - FOUR_WEEKS, key=_ON) :]
        numbers = [number for _, number, _ in offered]
        newest = len(numbers) - 1

        def since(day: date) -> list[int]:
            return numbers[bisect_left(offered, day, key=_ON) :]

        return cls(
            len(numbers),
            (today - offered[0].on).days if offered else 0,
            {number: newest - n for n, number in enumerate(numbers)},
            {number: on for on, number, _ in offered},
            Counter(since(today - timedelta(days=WEEK_DAYS - 1))),
            Counter(numbers),
            since(today - timedelta(days=today.weekday()))[::-1],
            since(today)[::-1],
        )

    def days_with(self, numbers: frozenset[int], memory: Memory, today: date, days: int = WEEK_DAYS) -> int:
        """Days of the last `days`, today included, with one of these movements."""
        first = today - timedelta(days=days - 1)
        return len({each.on for each in memory.offered if each.on >= first and each.number in numbers})
