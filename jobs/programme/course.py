"""Course: what the programme says about one person's nudges, as far as a draw needs it."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from jobs.programme import phases, rungs
from messages.content.programme import PhaseKey, Programme
from storage.person import Person
from storage.values import holding


@dataclass(frozen=True)
class Course:
    """Phase, rungs and number of nudges; alike for many people, so that draws can share their menus."""

    phase: PhaseKey = PhaseKey.JUST_NUDGES
    rungs: tuple[str, ...] = ()  # entries without their dates
    is_easy: bool = False
    is_older: bool = False
    a_day: int = 6  # nudges
    a_week: int = 30

    @classmethod
    def of(cls, person: Person, today: date, programme: Programme) -> "Course":
        path, settings = person.path, person.settings
        passing = holding(person.for_now.passing, today)
        conditions = tuple(dict.fromkeys((*person.body.conditions, *passing)))
        phase = _phase(path.on_path, path.path_weeks, path.easy_rungs, conditions, programme)
        kept = _undated(path.rungs) if path.on_path else ()
        a_day, days = settings.budget or cls.a_day, settings.weekdays.bit_count() or 1  # 0: only on request
        return _course(phase, kept, path.easy_rungs, person.body.older, a_day, a_day * days)


@dataclass(frozen=True)
class _Progress:
    on_path: bool
    path_weeks: int
    easy_rungs: bool


@lru_cache(maxsize=1024)  # as everything here: alike for many people
def _phase(
    on_path: bool, path_weeks: int, easy_rungs: bool, conditions: tuple[str, ...], programme: Programme
) -> PhaseKey:
    return phases.phase_of(_Progress(on_path, path_weeks, easy_rungs), conditions, programme).key


@lru_cache(maxsize=1024)
def _undated(entries: tuple[str, ...]) -> tuple[str, ...]:
    kept = sorted(map(str, rungs.standings(entries).values()))
    return tuple(f"{each.rsplit(' ', 1)[0]} {date.min}" for each in kept)


_course = lru_cache(maxsize=1024)(Course)
