"""Lives: weeks of offers for made-up people, drawn as the bot draws them, without a database."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from random import Random

from jobs.choose.pick import pick
from jobs.choose.recent_offers import Memory
from jobs.choose.suitability import BOTH, HOME, OFFICE, PUBLIC, SHOP_FLOOR, TRAIN, Fit
from jobs.programme.course import Course
from messages.content import movements
from messages.content.movements import Movement
from messages.content.programme import PhaseKey

CATALOGUE = movements.load()
MONDAY = datetime(2024, 3, 4)  # noqa: DTZ001 (a wall time has no zone)
WEEKS = 12
# The phases as the programme tells them, written out: the judge does not ask the code.
PHASES = (
    *(PhaseKey.LET_GO,) * 2,
    *(PhaseKey.FIND_IT,) * 3,
    *(PhaseKey.LET_IT_WORK,) * 3,
    *(PhaseKey.EVERY_DIRECTION,) * 2,
    *(PhaseKey.YOURS,) * 2,
)
HOURS = {
    1: (9,),
    2: (9, 14),
    3: (9, 11, 14),
    4: (9, 11, 14, 16),
    5: (9, 10, 11, 14, 16),
    6: (9, 10, 11, 14, 15, 16),
    **{many: tuple(range(9, 9 + many)) for many in range(7, 11)},
    11: tuple(range(8, 19)),
    12: tuple(range(8, 20)),
}  # of the nudges, by how many there are a day
PREGNANT = ("PREG-BAL", "PREG-HOLD", "PREG-SUP")


@dataclass(frozen=True)
class Kind:
    """A kind of person: what they need, and how they go about the path."""

    fit: Fit
    is_easy: bool = False
    is_older: bool = False
    is_on_path: bool = True
    favourites: tuple[str, ...] = ()


KINDS = {
    "open office": Kind(Fit(place=OFFICE)),
    "home with a floor": Kind(Fit(place=HOME, floor_fine=True)),
    "both": Kind(Fit(place=BOTH)),
    "shop floor": Kind(Fit(place=SHOP_FLOOR)),
    "train": Kind(Fit(place=TRAIN)),
    "chair only": Kind(Fit(place=OFFICE, chair_only=True)),
    "wheelchair": Kind(Fit(place=HOME, wheelchair=True)),
    "pregnant": Kind(Fit(PREGNANT, place=HOME, floor_fine=True)),
    "PGP": Kind(Fit(("PGP",), place=BOTH)),
    "DISC and EXT": Kind(Fit(("DISC", "EXT"), place=OFFICE)),
    "HIP-OP": Kind(Fit(("HIP-OP",), place=HOME), is_on_path=False),
    "65+ with BAL": Kind(Fit(("BAL",), place=HOME), is_older=True),
    "beginner": Kind(Fit(place=BOTH), is_easy=True),
    "just nudges": Kind(Fit(place=BOTH), is_on_path=False),
    "home": Kind(Fit(place=HOME)),
}
UNBURDENED = (
    *("open office", "home with a floor", "both", "home"),
    *("train", "just nudges", "beginner", "shop floor"),
)

# How many of six nudges a day come, week by week: taken as they come, ignored more often than not (the bot
# then sends fewer), and left for a while.
DILIGENT = ((6,) * 5,) * WEEKS
IGNORING = ((6, 6, 2, 3, 2), (2, 2, 6, 2, 2), (2, 6, 2, 2, 3)) * 4
DRIFTING = (*((6,) * 5,) * 3, (6, 3, 2, 2, 0), (0,) * 5, (0,) * 5, (2,) * 5, *((6,) * 5,) * 5)
LIVES = {"diligent": DILIGENT, "ignoring": IGNORING, "drifting": DRIFTING}

PLACES = {
    "office": Kind(Fit(place=OFFICE)),
    "home": Kind(Fit(place=HOME)),
    "home with a floor": Kind(Fit(place=HOME, floor_fine=True)),
    "both": Kind(Fit(place=BOTH)),
    "shop floor": Kind(Fit(place=SHOP_FLOOR)),
    "train": Kind(Fit(place=TRAIN)),
    "public": Kind(Fit(place=PUBLIC)),
}

Day = tuple[Movement, ...]


def lived(
    kind: Kind, plan: Sequence[Sequence[int]] = DILIGENT, seed: int = 1, a_day: int | None = None
) -> dict[date, Day]:
    """Offers by day, Monday to Friday; `plan` has the number of nudges for each day of each week."""
    return dict(_days(kind, plan, seed, a_day or max(max(week) for week in plan)))


def _days(kind: Kind, plan: Sequence[Sequence[int]], seed: int, a_day: int) -> Iterator[tuple[date, Day]]:
    random, memory = Random(seed), Memory()
    for week, numbers in enumerate(plan):
        phase = PHASES[week % WEEKS] if kind.is_on_path else PhaseKey.JUST_NUDGES
        course = Course(phase, (), kind.is_easy, kind.is_older, a_day, 5 * a_day)
        for weekday, many in enumerate(numbers):
            at, offered = MONDAY + timedelta(days=7 * week + weekday, minutes=30), []
            for hour in HOURS[a_day][:many]:
                local = at.replace(hour=hour)
                picked = pick(CATALOGUE, kind.fit, course, memory, local, random, favourites=kind.favourites)
                assert picked is not None
                assert 0 < picked.probability <= 1 + 1e-9
                memory = memory.after(picked.movement, at.date())
                offered.append(picked.movement)
            if offered:
                yield at.date(), tuple(offered)


@cache
def life(name: str, how: str = "diligent", seed: int = 1) -> dict[date, Day]:
    """Twelve weeks of this kind of person, living in this way."""
    return lived(KINDS[name], LIVES[how], seed)


def steady(kind: Kind, a_day: int, weeks: int, seed: int = 1) -> dict[date, Day]:
    """Weeks with the same number of nudges every day."""
    return lived(kind, ((a_day,) * 5,) * weeks, seed)


def weeks_of(days: dict[date, Day]) -> dict[int, list[Movement]]:
    """Offers by the number of the week, from 0."""
    found: dict[int, list[Movement]] = {}
    for on, offered in days.items():
        found.setdefault((on - MONDAY.date()).days // 7, []).extend(offered)
    return found


def is_walk(movement: Movement) -> bool:
    return "walking" in movement.positions


def is_for_hip_flexors(movement: Movement) -> bool:
    """By the facts alone: psoas or hip flexors, in a movement that lets go, re-trains or strengthens."""
    is_kind = movement.category in ("release", "retrain", "strengthen")
    return is_kind and not {"psoas", "hip-flexors"}.isdisjoint(movement.areas)


def is_for_hips(movement: Movement) -> bool:
    is_kind = movement.category in ("release", "retrain", "strengthen")
    areas = {"psoas", "hip-flexors", "hips", "pelvis", "glutes", "side hip"}
    return is_kind and not areas.isdisjoint(movement.areas)


def in_the_office(name: str) -> bool:
    """True if this kind of person is among others while they work."""
    return KINDS[name].fit.place != HOME


def at_home(kind: Kind) -> Kind:
    return replace(kind, fit=replace(kind.fit, place=HOME))
