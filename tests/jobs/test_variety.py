"""Variety as a property: at any budget and place none is above its share of four weeks, and all come."""

from collections import Counter
from datetime import date, timedelta
from functools import cache

import pytest

from jobs.choose.menu import menu
from jobs.choose.suitability import Fit
from jobs.programme.course import Course
from messages.content.programme import PhaseKey
from tests.cases import for_each
from tests.jobs.lives import (
    CATALOGUE,
    IGNORING,
    KINDS,
    LIVES,
    MONDAY,
    PHASES,
    PLACES,
    WEEKS,
    Day,
    Kind,
    is_for_hip_flexors,
    is_for_hips,
    is_walk,
    lived,
    steady,
)

pytestmark = pytest.mark.promise("programme")

BUDGETS = range(2, 13)
PEOPLE = {**PLACES, **{name: KINDS[name] for name in ("just nudges", "beginner", "chair only")}}
# Four weeks have twenty days, each with one for the hip flexors. On a train six are for them, on a shop floor
# four, on a beginner's rungs seven: a shelf that is too small for 6 % goes round evenly, 20/6 → 4, 20/4 → 5,
# 20/7 → 3. With no more than 22 movements in all, the others come once more than their share, too.
MOST = {
    ("train", 2): 4,
    ("train", 3): 4,
    ("train", 4): 5,
    ("shop floor", 2): 5,
    ("shop floor", 3): 5,
    ("shop floor", 4): 5,
    ("shop floor", 5): 7,
    ("beginner", 2): 3,
    ("chair only", 2): 3,
}
SEATED_WALKS = {
    "heel-toe-pumps",
    "seat-trio",
    "seated-three-ways",
    "chair-dance",
}  # stand for walks in a chair
FIRST, LAST_DAYS = MONDAY.date(), 7 * WEEKS - 28


@cache
def twelve_weeks(name: str, a_day: int, seed: int = 1) -> dict[date, Day]:
    return steady(PEOPLE[name], a_day, WEEKS, seed)


def four_weeks(days: dict[date, Day]) -> list[Counter[str]]:
    """How often each movement came in any four weeks."""
    came = [[each.id for each in days.get(FIRST + timedelta(days=n), ())] for n in range(7 * WEEKS)]
    week, found = Counter(each for day in came[:28] for each in day), []
    for begin in range(LAST_DAYS + 1):
        found.append(week.copy())
        week.subtract(came[begin])
        week.update(came[begin + 28] if begin < LAST_DAYS else ())
    return found


def too_often(name: str, days: dict[date, Day], most: int | None = None, more: int = 0) -> dict[str, str]:
    """What came more often than its share of any four weeks, or than `most`; `more`: so much is let pass."""
    found = {}
    for week in four_weeks(days):
        many = week.total()
        for movement, times in week.items():
            walks = is_walk(CATALOGUE[movement]) or (name == "chair only" and movement in SEATED_WALKS)
            share = (10 if walks else 6) * many // 100
            if times > max(1, share + more, most or 0):
                found[movement] = f"{times} of {many}"
    return found


@for_each((name, a_day) for name in PEOPLE for a_day in BUDGETS)
def test_no_movement_is_above_its_share_of_any_four_weeks_at_any_budget(name: str, a_day: int) -> None:
    assert too_often(name, twelve_weeks(name, a_day), MOST.get((name, a_day))) == {}


def test_six_of_a_hundred_are_met_and_none_more() -> None:
    most = {
        a_day: max(
            times
            for week in four_weeks(twelve_weeks("office", a_day))
            for each, times in week.items()
            if not is_walk(CATALOGUE[each])
        )
        for a_day in (2, 3, 4)
    }
    assert most == {2: 2, 3: 3, 4: 4}  # of 40, 60 and 80


@for_each((name, seed) for name in PEOPLE for seed in (1, 2) if name not in ("train", "shop floor"))
def test_who_ignores_most_nudges_sees_no_movement_above_its_share_either(name: str, seed: int) -> None:
    assert too_often(name, lived(PEOPLE[name], IGNORING, seed), 4 if name == "chair only" else None) == {}


@for_each((name, seed) for name in PEOPLE for seed in (1, 2) if name not in ("train", "shop floor"))
def test_four_weeks_that_are_cut_by_an_absence_have_one_more_at_most(name: str, seed: int) -> None:
    # What came before they left cannot know that nothing would follow.
    assert too_often(name, lived(PEOPLE[name], LIVES["drifting"], seed), more=1) == {}


def fitting(kind: Kind, a_day: int) -> set[str]:
    """What fits somebody up to their rung, in any of the phases."""
    phases = {*PHASES} if kind.is_on_path else {PhaseKey.JUST_NUDGES}
    courses = (Course(phase, (), kind.is_easy, kind.is_older, a_day, 5 * a_day) for phase in phases)
    menus = [menu(CATALOGUE, kind.fit, course) for course in courses]
    return {each.movement.id for there in menus for each in (*there.own, *there.after_lunch)}


def never(name: str, a_day: int) -> set[str]:
    came = {each.id for day in twelve_weeks(name, a_day).values() for each in day}
    return fitting(PEOPLE[name], a_day) - came


@for_each((name, a_day) for name in PEOPLE for a_day in BUDGETS if a_day > 3)
def test_everything_that_fits_comes_within_twelve_weeks(name: str, a_day: int) -> None:
    assert never(name, a_day) == set()


@for_each((name, a_day) for name in PEOPLE for a_day in (2, 3))
def test_with_two_or_three_a_day_everything_comes_that_has_room_beside_the_hip_flexors(
    name: str, a_day: int
) -> None:
    # With two a day one is for the hip flexors and never two for the hips run, so no other one for the hips
    # can come; nor what is too long to begin a day, where few can begin it instead.
    missing = [CATALOGUE[each] for each in never(name, a_day)]
    if a_day == 3 and name not in ("train", "shop floor", "beginner"):
        assert missing == []
    assert name == "home with a floor" or not any(map(is_for_hip_flexors, missing))
    assert all(is_for_hips(each) or each.seconds > 60 for each in missing)


def test_places_and_kinds_are_the_ones_that_are_promised() -> None:
    assert len(PLACES) == 7
    assert len(KINDS) >= 12
    hip_flexors = {
        name: sum(is_for_hip_flexors(CATALOGUE[each]) for each in fitting(PEOPLE[name], 6))
        for name in ("train", "shop floor", "beginner")
    }
    assert hip_flexors == {"train": 6, "shop floor": 4, "beginner": 7}
    assert PLACES["train"].fit == Fit(place="train")
