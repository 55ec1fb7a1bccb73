"""Course: what the programme says about one person's nudges, as far as a draw needs it."""

from dataclasses import dataclass
from datetime import date

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
        conditions = {*person.body.conditions, *holding(person.for_now.passing, today)}
        phase = phases.phase_of(path, conditions, programme)
        kept = sorted(map(str, rungs.standings(path.rungs).values())) if path.on_path else []
        undated = tuple(f"{each.rsplit(' ', 1)[0]} {date.min}" for each in kept)
        a_day, days = settings.budget or cls.a_day, settings.weekdays.bit_count() or 1  # 0: only on request
        return cls(
            phase.key,
            undated,
            path.easy_rungs,
            person.body.older,
            a_day,
            a_day * days,
        )
