"""Progress: one consistent read per question that people ask about their days."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from storage import people
from storage.history import day_totals, moves
from storage.person import Person
from storage.values import DayState, DayTotals, LoggedMove


@dataclass(frozen=True)
class Today:
    """Today's totals, with its moves in the order they were made."""

    person: Person
    day: DayTotals
    moves: list[LoggedMove]


@dataclass(frozen=True)
class LastDays:
    """Today's totals and the last seven days, today last."""

    person: Person
    day: DayTotals
    states: list[DayState]


def today(tx: Connection, chat_id: int, now: datetime) -> Today:
    """Raises `Stranger`."""
    person = people.get(tx, chat_id)
    on = person.local_day(now)
    return Today(person, day_totals.at(tx, person, on), moves.on(tx, chat_id, on))


def week(tx: Connection, chat_id: int, now: datetime) -> LastDays:
    """Raises `Stranger`."""
    person = people.get(tx, chat_id)
    on = person.local_day(now)
    return LastDays(person, *day_totals.week(tx, person, on))
