"""Replanning after an action: facts first, then when the next nudge and evening message are due."""

import math
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import Connection

from jobs.schedule import evening_plan
from storage import people
from storage.changes import PlanChanges
from storage.person import Person
from storage.sharing import bells
from storage.sharing.bells import Bell

SOON = timedelta(minutes=15)  # a plan so near is told to the process that dispatches

Planner = Callable[[Person, datetime], datetime | None]


def planning(now: datetime, planner: Planner) -> Callable[[Person], PlanChanges]:
    """The plan of a person as columns, to be written with the fact that it follows from."""
    return lambda person: {
        "next_nudge_at": planner(person, now),
        "next_evening_at": evening_plan.next_evening_at(person, now),
    }


def replan(tx: Connection, person: Person, now: datetime, planner: Planner) -> Person:
    """Recompute a person's plan; `planner` returns when the next nudge is due."""
    next_nudge_at, next_evening_at = planner(person, now), evening_plan.next_evening_at(person, now)
    if (next_nudge_at, next_evening_at) == (person.plan.next_nudge_at, person.plan.next_evening_at):
        return person
    if next_nudge_at is not None and next_nudge_at - now < SOON:
        bells.ring(tx, Bell.DUE, math.ceil(next_nudge_at.timestamp()))
    return people.put(tx, person, next_nudge_at=next_nudge_at, next_evening_at=next_evening_at)
