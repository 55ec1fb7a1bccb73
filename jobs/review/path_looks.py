"""Looks at the path: all that /path, the weekly review, a receipt and the week's first nudge tell of it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from jobs.actions import path
from jobs.choose import self_check
from jobs.choose.suitability import Fit, suiting
from jobs.programme import phases, rungs
from jobs.programme.rungs import Step
from jobs.programme.whereabouts import Whereabouts, takes_care
from messages.content.movements import Catalogue
from messages.content.programme import PhaseKey
from storage import people
from storage.history import moved_days
from storage.history.calendar_day import local_day
from storage.person import Person
from storage.sent.nudges import Unsent
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
        self_check.is_due(person, now),
    )


def waits_for(person: Person, catalogue: Catalogue) -> str | None:
    """The condition because of which nobody counts weeks yet."""
    programme = catalogue.programme
    names = phases.names_of(person.body.conditions, programme)
    return next((each for each in names if programme.instead[each].no_phases), None)


def just_ready(
    tx: Connection, chat_id: int, movement_ids: Collection[str], now: datetime, catalogue: Catalogue
) -> Step | None:
    """The step up to ask about, now that one of these was done; the rung they leave is in it."""
    person = people.get(tx, chat_id)
    if not phases.is_on_programme(person.path, person.body.conditions, catalogue.programme):
        return None
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


def opened_by(unsent: Unsent, catalogue: Catalogue) -> PhaseKey | None:
    """What the week is for, if this nudge is its first one; None for others, and without a programme."""
    monday = phases.monday_of(local_day(unsent.due_at, unsent.zone))
    reminded_at = unsent.reminded_due_at
    if reminded_at is not None and local_day(reminded_at, unsent.zone) >= monday:
        return None
    phase = phases.phase_of(unsent, unsent.conditions, catalogue.programme)
    return None if phase.key is PhaseKey.JUST_NUDGES else phase.key


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
