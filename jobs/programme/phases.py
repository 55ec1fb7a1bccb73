"""Phases: which week of the path somebody is in, and when the next one begins. Pure.

A week counts when three of its days had a move; else it quietly repeats. Nothing is counted while no week
runs: a pause stops the clock.
"""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Protocol

from jobs.programme import rungs
from messages.content.ladders import Ladders
from messages.content.programme import PREGNANT, Phase, PhaseKey, Programme
from storage.changes import PathChanges
from storage.person import Path, Person

DAYS_THAT_COUNT = 3
BREAK_DAYS = 14
ONE_WEEK = timedelta(days=7)
AWAY = timedelta(days=BREAK_DAYS)


class Progress(Protocol):
    """How far somebody is: all that tells the phase, besides conditions."""

    @property
    def on_path(self) -> bool: ...
    @property
    def path_weeks(self) -> int: ...
    @property
    def easy_rungs(self) -> bool: ...


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def week_of(path: Progress, programme: Programme) -> int:
    """The week they are in, from 1; above the last of the programme they keep what they have.

    The first phase comes twice for those on the easy rungs.
    """
    if not path.easy_rungs:
        return path.path_weeks + 1
    again = programme.course[0].weeks
    return path.path_weeks + 1 - (again if path.path_weeks >= again else 0)


def is_on_programme(path: Progress, conditions: Collection[str], programme: Programme) -> bool:
    """True if weeks are counted: not for "just nudges", nor while a condition says that it is too early."""
    waits = any(programme.instead[each].no_phases for each in names_of(conditions, programme))
    return path.on_path and not waits and bool(programme.course)


def names_of(conditions: Collection[str], programme: Programme) -> list[str]:
    """The changes of the programme that concern these conditions."""
    named = {*conditions, *([PREGNANT] if any(each.startswith("PREG-") for each in conditions) else [])}
    return [each for each in programme.instead if each in named]


def phase_of(path: Progress, conditions: Collection[str], programme: Programme) -> Phase:
    """What their week is for."""
    if not is_on_programme(path, conditions, programme):
        return programme.phases[PhaseKey.JUST_NUDGES]
    return programme.phase_of(week_of(path, programme))


def is_over(path: Path, today: date) -> bool:
    """True if the week that was begun is over, or none was."""
    return path.path_week_on is None or monday_of(today) > path.path_week_on


def advanced(
    person: Person, moved_days: int, today: date, programme: Programme, ladders: Ladders
) -> PathChanges:
    """What changes once the week is over; `moved_days` are the days with a move in it."""
    path = person.path
    monday = monday_of(today)
    if path.path_week_on is None:
        return {"path_week_on": monday}
    if not is_over(path, today):
        return {}
    if not is_on_programme(path, person.body.conditions, programme):
        return {"path_week_on": monday}
    if is_after_a_break(person, today):
        lower = rungs.after_a_break(ladders, path.rungs, today)
        return {"path_week_on": monday, "path_weeks": _a_phase_back(path, programme), "rungs": lower}
    counts = moved_days >= DAYS_THAT_COUNT
    return {"path_week_on": monday, "path_weeks": path.path_weeks + counts}


def is_after_a_break(person: Person, today: date) -> bool:
    """True at the first week that begins after a fortnight or more without a week, or without a move."""
    begun_on, moved_at, monday = person.path.path_week_on, person.presence.moved_at, monday_of(today)
    if begun_on is not None and monday - (begun_on + ONE_WEEK) >= AWAY:
        return True
    # Between two and three weeks: a longer silence is one break, not one a week.
    return moved_at is not None and AWAY <= monday - person.local_day(moved_at) < AWAY + ONE_WEEK


def _a_phase_back(path: Path, programme: Programme) -> int:
    """Weeks that count when the phase before the present one begins anew."""
    course = programme.course
    now = programme.phase_of(week_of(path, programme))
    at = course.index(now) if now in course else len(course)
    week = programme.first_week_of(course[max(at - 1, 0)].key)
    again = course[0].weeks if path.easy_rungs and week > 1 else 0
    return week - 1 + again
