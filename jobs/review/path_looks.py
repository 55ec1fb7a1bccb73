"""Looks at the path: all that /path, the weekly review, a receipt and the week's first nudge tell of it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from jobs.actions import path
from jobs.choose.suitability import Fit, suiting
from jobs.programme import phases, rungs
from jobs.programme.rungs import Step
from jobs.programme.whereabouts import Whereabouts, takes_care
from jobs.schedule import check_weeks
from messages.content.movements import Catalogue
from messages.content.programme import PhaseKey
from storage import people
from storage.history import milestones, moved_days
from storage.history.calendar_day import day_begins_at
from storage.person import Person
from storage.values import holding

# Ladders of which everybody would see the first rung, but that are for some.
AFTER_BIRTH, WHEELCHAIR = "after-birth", "wheelchair"


@dataclass(frozen=True)
class Look:
    """One person's path at one instant."""

    person: Person
    where: Whereabouts
    monday: date
    today: date
    moved_on: frozenset[date]  # days of this week
    rungs: tuple[tuple[str, str], ...]  # ladders and movements, those they have moved on first
    resting: tuple[str, ...]  # movements that hurt
    waits_for: str | None  # the condition that leaves no programme for now
    is_check_due: bool


@dataclass(frozen=True)
class Opening:
    """What the first reminder of a week tells: the purpose, and what the weeks before have reached."""

    phase: PhaseKey
    milestone: str | None


def look(tx: Connection, chat_id: int, now: datetime, catalogue: Catalogue) -> Look:
    """Raises `Stranger`."""
    person = people.get(tx, chat_id)
    today = person.local_day(now)
    monday = phases.monday_of(today)
    return Look(
        person,
        path.whereabouts(tx, chat_id, now, catalogue),
        monday,
        today,
        moved_days.of_week(tx, chat_id, monday),
        _rungs(person, now, catalogue),
        holding(person.for_now.resting, today),
        waits_for(person, catalogue),
        check_weeks.is_due(person, now),
    )


def waits_for(person: Person, catalogue: Catalogue) -> str | None:
    """The condition because of which nobody counts weeks yet."""
    programme = catalogue.programme
    names = phases.names_of(person.body.conditions, programme)
    return next((each for each in names if programme.instead[each].no_phases), None)


def may_be_ready(person: Person, movement_ids: Collection[str], catalogue: Catalogue) -> bool:
    """False where no step up can be asked about, which needs no look at what they have done."""
    is_on_it = phases.is_on_programme(person.path, person.body.conditions, catalogue.programme)
    return is_on_it and any(
        each in ladder or each in ladder.beside for ladder in catalogue.ladders.rows for each in movement_ids
    )


def just_ready(
    tx: Connection, person: Person, movement_ids: Collection[str], now: datetime, catalogue: Catalogue
) -> Step | None:
    """The step up to ask about, now that one of these was done; the rung they leave is in it."""
    if not may_be_ready(person, movement_ids, catalogue):
        return None
    chat_id = person.chat_id
    today = person.local_day(now)
    done = moved_days.done(tx, chat_id, today - path.LOOKED_BACK)
    dones = rungs.needed(person.body.conditions, takes_care(person, today))
    allowed = frozenset(each.id for each in suiting(catalogue, Fit.of(person, now).anywhere()))
    steps = (
        rungs.just_ready(
            catalogue.ladders, person.path.rungs, person.path.easy_rungs, allowed, done, dones, each
        )
        for each in movement_ids
    )
    return next(filter(None, steps), None)


def next_step(
    tx: Connection, chat_id: int, movement_id: str, now: datetime, catalogue: Catalogue
) -> Step | None:
    """The step up from the rung of this movement, whenever they want it; None where there is none."""
    person = people.get(tx, chat_id)
    allowed = frozenset(each.id for each in suiting(catalogue, Fit.of(person, now).anywhere()))
    for ladder in catalogue.ladders.rows:
        if movement_id in ladder:
            entries, is_easy = person.path.rungs, person.path.easy_rungs
            on = rungs.present(ladder, entries, is_easy, allowed)
            up = rungs.next_up(ladder, entries, is_easy, allowed)
            if on is not None and up is not None and ladder.height(movement_id) >= ladder.height(on):
                return Step(ladder.name, on, up)
    return None


def opening(tx: Connection, chat_id: int, catalogue: Catalogue) -> Opening | None:
    """What the first reminder of a week tells; None without a programme."""
    person = people.get(tx, chat_id)
    phase = phases.phase_of(person.path, person.body.conditions, catalogue.programme)
    if phase.key is PhaseKey.JUST_NUDGES:
        return None
    told_on = person.path.week_told_on
    since = None if told_on is None else day_begins_at(told_on + phases.ONE_WEEK, person.zone)
    return Opening(phase.key, milestones.of_the_path(tx, chat_id, since))


def _rungs(person: Person, now: datetime, catalogue: Catalogue) -> tuple[tuple[str, str], ...]:
    """The rungs that suit where they are, one for each ladder, and no movement twice."""
    fit, entries, is_easy = Fit.of(person, now), person.path.rungs, person.path.easy_rungs
    here = {each.id for each in suiting(catalogue, fit)}
    allowed = frozenset(each.id for each in suiting(catalogue, fit.anywhere()))
    moved = rungs.standings(entries)
    others = set() if "PN-EARLY" in person.body.conditions else {AFTER_BIRTH}
    others |= set() if person.body.wheelchair else {WHEELCHAIR}
    found: dict[str, str] = {}
    for ladder in sorted(catalogue.ladders.rows, key=lambda each: each.name not in moved):
        on = rungs.present(ladder, entries, is_easy, allowed)
        if on is not None and on in here and ladder.name not in others:
            found.setdefault(on, ladder.name)
    return tuple((ladder, movement_id) for movement_id, ladder in found.items())
