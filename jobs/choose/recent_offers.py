"""Recent offers: the movements of the last four weeks by day and number, and what they add up to."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta

from messages.content.movements import Movement
from storage.person import Person
from storage.values import Offered

FOUR_WEEKS = timedelta(days=28)
WEEK_DAYS = 7


@dataclass(frozen=True)
class Memory:
    """Offers of four weeks, newest last."""

    offered: tuple[Offered, ...] = ()

    @classmethod
    def of(cls, person: Person) -> "Memory":
        return cls(person.sent.offered)

    def after(self, movement: Movement, on: date, line: int = 0) -> "Memory":
        """The memory after one more offer; a movement that was put off is already in it."""
        if self.offered and self.offered[-1].number == movement.number:
            return self
        kept = self.offered
        if kept and kept[0].on <= on - FOUR_WEEKS:  # rarely: once a day
            kept = tuple(each for each in kept if each.on > on - FOUR_WEEKS)
        return Memory((*kept, Offered(on, movement.number, line)))


def offered_after(person: Person, movement: Movement, line: int, on: date) -> tuple[Offered, ...]:
    """The column `offered` once this movement has been offered, in this wording."""
    return Memory.of(person).after(movement, on, line).offered


@dataclass
class Tally:
    """Offers counted for one draw; movements are numbers."""

    since: dict[int, int] = field(default_factory=dict)  # offers since the last one of it
    last_on: dict[int, date] = field(default_factory=dict)
    in_seven_days: Counter[int] = field(default_factory=Counter)
    in_four_weeks: Counter[int] = field(default_factory=Counter)
    week: list[int] = field(default_factory=list)  # since Monday, newest first
    today: list[int] = field(default_factory=list)  # newest first

    @classmethod
    def of(cls, memory: Memory, today: date) -> "Tally":
        tally = cls()
        since, last_on, four, seven = tally.since, tally.last_on, tally.in_four_weeks, tally.in_seven_days
        monday = today - timedelta(days=today.weekday())
        first, oldest = today - timedelta(days=WEEK_DAYS - 1), today - FOUR_WEEKS
        for ago, (on, number, _) in enumerate(reversed(memory.offered)):
            if number not in since:
                since[number], last_on[number] = ago, on
            if on <= oldest:
                break
            four[number] += 1
            if on >= first:
                seven[number] += 1
                if on >= monday:
                    tally.week.append(number)
                    if on == today:
                        tally.today.append(number)
        return tally

    def days_with(self, numbers: frozenset[int], memory: Memory, today: date, days: int = WEEK_DAYS) -> int:
        """Days of the last `days`, today included, with one of these movements."""
        first = today - timedelta(days=days - 1)
        return len({each.on for each in memory.offered if each.on >= first and each.number in numbers})
