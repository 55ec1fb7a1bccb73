"""Recent offers: the last movements by id, and the last week by kinds and planes."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from jobs.choose.suitability import is_long_release
from messages.content.movements import Movement
from messages.content.vocabulary import Category
from storage.person import Person
from storage.values import Offered, OfferedDay

REMEMBERED = 12  # ids: more than must not be repeated
WEEK = timedelta(days=7)
FOUR_WEEKS = timedelta(days=28)

# Letters stored for a day's movements besides their number; planes have their own.
STRENGTH, LONG_RELEASE = "+", "~"


@dataclass(frozen=True)
class Memory:
    """Recent offers: movement ids and days, newest last; no day older than a week."""

    recent: tuple[str, ...] = ()
    week: tuple[OfferedDay, ...] = ()

    @classmethod
    def of(cls, person: Person) -> "Memory":
        return cls(person.sent.recent, person.sent.week)

    def after(self, movement: Movement, on: date) -> "Memory":
        """The memory after one more offer; a movement that was put off is already in it."""
        if self.recent[-1:] == (movement.id,):
            return self
        today = self.on(on)
        marks = "".join(sorted({*today.marks, *marks_of(movement)}))
        kept = [each for each in self.week if on - WEEK < each.on < on]
        return Memory(
            (*self.recent, movement.id)[-REMEMBERED:],
            (*kept, OfferedDay(on, today.offers + 1, marks)),
        )

    def on(self, day: date) -> OfferedDay:
        return next((each for each in self.week if each.on == day), OfferedDay(day, 0, ""))

    def days_with(self, mark: str, until: date, days: int) -> int:
        """Number of recent days, today included, with such a movement."""
        first = until - timedelta(days=days - 1)
        return sum(mark in each.marks for each in self.week if first <= each.on <= until)


def offered_after(person: Person, movement: Movement, line: int, on: date) -> tuple[Offered, ...]:
    """The column `offered` once this movement has been offered, in this wording."""
    kept = (each for each in person.sent.offered if each.on > on - FOUR_WEEKS)
    return (*kept, Offered(on, movement.number, line))


def marks_of(movement: Movement) -> Collection[str]:
    marks = [plane.value for plane in movement.planes]
    if movement.category is Category.STRENGTHEN:
        marks.append(STRENGTH)
    if is_long_release(movement):
        marks.append(LONG_RELEASE)
    return marks
