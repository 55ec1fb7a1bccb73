"""Whereabouts on the path: phase, week, days that count so far, and steps they are ready for. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from jobs.programme import phases, rungs
from jobs.programme.rungs import Step
from messages.content.movements import Catalogue
from messages.content.programme import PhaseKey
from storage.person import Person

GENTLE = timedelta(days=28)  # after a break, rungs take longer


@dataclass(frozen=True)
class Whereabouts:
    """Where somebody is on the path; without a programme there is a phase and nothing else."""

    phase: PhaseKey
    week: int  # from 1; more than `weeks`: they keep what they have
    weeks: int  # of the programme
    days: int  # of this week with a move
    days_needed: int  # for the week to count
    ready: tuple[Step, ...] = ()  # rungs they may be asked about, in the order of the ladders

    @property
    def is_on_programme(self) -> bool:
        return self.phase is not PhaseKey.JUST_NUDGES

    @property
    def is_through(self) -> bool:
        """True after the last week."""
        return self.phase is PhaseKey.KEEP


def whereabouts(
    person: Person,
    catalogue: Catalogue,
    allowed: Collection[str],
    moved_days: int,
    done: Sequence[tuple[str, date]],
    today: date,
) -> Whereabouts:
    """Where they are today; `allowed` are the movements their body allows, `done` those they did."""
    path, programme = person.path, catalogue.programme
    phase = phases.phase_of(path, person.body.conditions, programme)
    if phase.key is PhaseKey.JUST_NUDGES:
        return Whereabouts(phase.key, 0, programme.weeks, moved_days, phases.DAYS_THAT_COUNT)
    dones = rungs.needed(person.body.conditions, takes_care(person, today))
    ready = rungs.ready(catalogue.ladders, path.rungs, path.easy_rungs, allowed, done, dones)
    week = phases.week_of(path, programme)
    return Whereabouts(phase.key, week, programme.weeks, moved_days, phases.DAYS_THAT_COUNT, ready)


def takes_care(person: Person, today: date) -> bool:
    """True if each rung takes them longer: 65+, beginners, and for four weeks after a long break."""
    back_at = person.presence.back_at
    is_back = back_at is not None and today - person.local_day(back_at) < GENTLE
    return person.body.older or person.path.easy_rungs or is_back
