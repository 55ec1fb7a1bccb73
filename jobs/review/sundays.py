"""Sundays: all that the remark of a weekly review may look at, read at once, and the remark itself."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from sqlalchemy import Connection

from jobs.choose.suitability import Fit, suiting
from jobs.programme import phases
from jobs.programme.whereabouts import Whereabouts
from jobs.review import path_looks
from messages.content.movements import Catalogue, Movement
from storage.history import chart_data, week_turns
from storage.history.chart_data import Week
from storage.history.suggestions import Suggestion
from storage.history.week_turns import Turns
from storage.person import Person

NO_TURNS = Turns()


@dataclass(frozen=True)
class Sunday:
    """One person's week on the day of its review."""

    week: Week
    catalogue: Catalogue
    at: datetime  # when the review was due
    turns: Turns = NO_TURNS
    where: Whereabouts | None = None
    is_check_due: bool = False

    @property
    def person(self) -> Person:
        return self.week.person

    @property
    def today(self) -> date:
        return self.person.local_day(self.at)

    @cached_property
    def allowed(self) -> dict[str, Movement]:
        """What their body allows, wherever they are."""
        fit = Fit.of(self.person, self.at).anywhere()
        return {each.id: each for each in suiting(self.catalogue, fit)}

    @property
    def strength_waits(self) -> bool:
        """True if a condition asks for little strength or none."""
        programme = self.catalogue.programme
        names = phases.names_of(self.person.conditions_at(self.at), programme)
        changes = [programme.instead[each] for each in names]
        return any(
            each.no_strength or each.seated_strength or each.strengthen or each.no_phases for each in changes
        )


@dataclass(frozen=True)
class Remark:
    """What is said of a week, of which movements, and what one tap would do about it."""

    name: str
    about: tuple[str, ...] = ()  # a movement; of a rung its ladder, its movement and the next one
    offer: Suggestion | None = None

    def __str__(self) -> str:
        return " ".join((self.name, *self.about))


def look(tx: Connection, chat_id: int, due_at: datetime, catalogue: Catalogue) -> Sunday:
    """Raises `Stranger`."""
    week = chart_data.week(tx, chat_id, due_at)
    way = path_looks.look(tx, chat_id, due_at, catalogue)
    first, last = week.days[0].on, week.days[-1].on
    turns = week_turns.of_week(tx, chat_id, first, last, due_at)
    return Sunday(week, catalogue, due_at, turns, way.where, way.is_check_due)
