"""Twelve weeks for many kinds of people: quotas, hips, variety and places as properties."""

from collections import Counter
from dataclasses import replace
from datetime import time
from itertools import pairwise

import pytest

from jobs.choose.suitability import suiting
from messages.content.programme import Kind as Quota
from tests.cases import for_each
from tests.jobs.lives import (
    CATALOGUE,
    DILIGENT,
    HOURS,
    KINDS,
    LIVES,
    PHASES,
    UNBURDENED,
    WEEKS,
    in_the_office,
    is_for_hip_flexors,
    is_for_hips,
    is_walk,
    life,
    lived,
    steady,
    weeks_of,
)

pytestmark = pytest.mark.promise("programme")

EVERYONE = [(name, how) for name in KINDS for how in LIVES]
# No hips after a hip operation; of a wheelchair's movements hardly any is for them.
WITH_HIPS = [(name, how) for name, how in EVERYONE if name not in ("HIP-OP", "wheelchair")]
DESK = ("open office", "home", "home with a floor", "both")
# By the programme, of thirty: walk, release, retrain, strengthen, breathe, learn.
SHARES = {
    0: (14, 7, 3, 2, 2, 2),
    2: (12, 6, 6, 2, 2, 2),
    5: (12, 4, 4, 6, 2, 2),
}
HIP_FLEXORS_AT_A_DESK = {74, 75, 76, 77, 79, 81, 82, 5}


# Hips


@for_each(WITH_HIPS)
def test_of_six_nudges_two_or_more_are_for_the_hips_and_of_two_one(name: str, how: str) -> None:
    for day in life(name, how).values():
        hips = sum(map(is_for_hips, day))
        assert hips >= (len(day) + 1) // 3 if name != "DISC and EXT" else hips >= len(day) // 4
        assert hips <= (len(day) + 1) // 2


@for_each([(name, how) for name, how in WITH_HIPS if name != "DISC and EXT"])
def test_every_working_day_has_one_for_the_hip_flexors_among_the_first_three(name: str, how: str) -> None:
    for day in life(name, how).values():
        # Tilts of the pelvis are among those that count in a chair.
        in_a_chair = name == "chair only" and any(each.number == 22 for each in day[:2])
        assert in_a_chair or any(map(is_for_hip_flexors, day[:2]))


def test_at_a_desk_among_others_it_is_nearly_always_one_of_those_made_for_it() -> None:
    days = [day for how in LIVES for day in life("open office", how).values()]
    listed = sum(any(each.number in HIP_FLEXORS_AT_A_DESK for each in day) for day in days)
    assert listed >= 0.9 * len(days)


@for_each(WITH_HIPS)
def test_never_two_for_the_hips_running(name: str, how: str) -> None:
    for day in life(name, how).values():
        assert not any(is_for_hips(one) and is_for_hips(other) for one, other in pairwise(day))


@pytest.mark.parametrize("a_day", [1, 2])
def test_at_two_a_day_walks_and_hips_take_turns_and_at_one_too(a_day: int) -> None:
    days = steady(KINDS["both"], a_day, 12).values()
    offered = [each for day in days for each in day]
    hips = [is_for_hips(each) for each in offered]
    if a_day == 1:
        assert not any(one and other for one, other in pairwise(hips))
    else:
        assert all(any(map(is_for_hip_flexors, day)) for day in days)
    assert sum(hips) == len(offered) / 2
    assert sum(each.category == "move" for each in offered) >= len(offered) / 4


@pytest.mark.parametrize("legs", [None, "yes", "a little", "no"])
@pytest.mark.parametrize("a_day", [2, 4, 6, 8])
def test_in_a_wheelchair_every_day_has_one_lean_that_takes_the_weight_off_the_seat(
    legs: str | None, a_day: int
) -> None:
    leans = {"forward-lean-relief", "side-lean-relief"}
    days = steady(replace(KINDS["wheelchair"], fit=replace(KINDS["wheelchair"].fit, legs=legs)), a_day, WEEKS)
    for day in days.values():
        assert leans & {each.id for each in day[:2]}
        assert sum(each.id in leans for each in day) == 1
    for week in weeks_of(days).values():
        assert sum(each.id == "blade-squeeze" for each in week) == (3 if a_day >= 4 else 1)
    for n in range(len(days) - 19):  # four weeks of working days: each of the two in its turn
        came = Counter(each.id for day in list(days.values())[n : n + 20] for each in day)
        assert {came[each] for each in leans} == {10}


# Variety


@for_each([*UNBURDENED, "65+ with BAL", "chair only", "PGP", "DISC and EXT", "wheelchair", "HIP-OP"])
def test_everything_that_fits_comes_within_the_twelve_weeks(name: str) -> None:
    kind = KINDS[name]
    fitting = {each.id for each in suiting(CATALOGUE, kind.fit)}
    if kind.fit.conditions == ("DISC", "EXT"):  # strength waits
        fitting = {each for each in fitting if CATALOGUE[each].category != "strengthen"}
    for seed in (1, 2, 3):
        came = {each.id for day in life(name, seed=seed).values() for each in day}
        assert fitting - came - ABOVE == (EASY & fitting if kind.is_easy else set())


# Nobody was asked to move up: these are above the rung where one begins, and come once somebody has agreed.
ABOVE = {
    "rock-the-stance",
    "edge-of-bed-stretch",
    "supported-bridge",
    "hip-circles",
    "cat-cow",
    "standing-march",
    "band-march",
    "dead-bug",
    "step-ups",
    "chair-lunge",
    "side-steps",
    "three-plane-reach",
    "pass-the-cushion",
    "easy-hip-airplane",
    "walk-10",
    "heel-lowering",
    "dance-break",
}
# And these for a beginner, who begins on one of the first two rungs.
EASY = {
    "queue-stance",
    "perch-and-drop",
    "standing-lunge-stretch",
    "three-up-five-down",
    "knee-into-hand",
    "seated-three-ways",
    "walk-2",
    "walk-5",
}


@for_each([name for name in UNBURDENED if name not in ("shop floor", "beginner", "train")])
def test_a_movement_rests_a_day_and_comes_twice_a_week_at_most_a_walk_four_times(name: str) -> None:
    days = life(name)
    last: dict[str, object] = {}
    for on, day in days.items():
        assert len({each.id for each in day}) == len(day)
        for each in day:
            if each.id in last and not is_walk(each):
                assert (on - last[each.id]).days >= 2  # type: ignore[operator]
            last[each.id] = on
    for week in weeks_of(days).values():
        named = Counter(each.id for each in week)
        assert all(n <= (4 if is_walk(CATALOGUE[each]) else 3) for each, n in named.items())


# Quotas


@for_each((name, how) for name in DESK for how in ("diligent",))
def test_a_week_has_as_many_of_each_kind_as_the_programme_says(name: str, how: str) -> None:
    weeks = weeks_of(life(name, how))
    for first, told in SHARES.items():
        phase = PHASES[first]
        alike = [week for n, week in weeks.items() if PHASES[n] is phase]
        quotas = ("move", "release", "retrain", "strengthen", "breathe", "learn")
        for category, share in zip(quotas, told, strict=True):
            found = [sum(each.category == category for each in week) for week in alike]
            assert abs(sum(found) / len(found) - share) <= 1.5, (category, found)
            assert all(abs(each - share) <= 2 for each in found), (category, found)


@for_each((name,) for name in DESK)
def test_walks_are_the_biggest_kind_of_every_week(name: str) -> None:
    for n, week in weeks_of(life(name)).items():
        kinds = Counter(str(each.category) for each in week)
        assert kinds["move"] >= (12 if n < 8 else 11), n
        assert kinds.most_common(1)[0][0] == "move"


@for_each((name, how) for name in DESK for how in ("ignoring", "drifting"))
def test_with_fewer_nudges_the_shares_stay(name: str, how: str) -> None:
    offered = [each for day in life(name, how).values() for each in day]
    kinds = Counter(str(each.category) for each in offered)
    assert 0.38 <= kinds["move"] / len(offered) <= 0.5
    assert 0.3 <= sum(map(is_for_hips, offered)) / len(offered) <= 0.5


@for_each((name,) for name in DESK)
def test_every_week_goes_sideways_and_turns_as_often_as_its_phase_asks(name: str) -> None:
    least = (2, 2, 3, 3, 3, 3, 3, 3, 5, 5, 4, 4)
    for n, week in weeks_of(life(name)).items():
        # Among others two movements go sideways, and neither comes three times in seven days.
        sideways = 2 if in_the_office(name) else least[n]
        assert sum("F" in each.planes for each in week) >= sideways
        assert sum("T" in each.planes for each in week) >= min(least[n], 4)


@pytest.mark.parametrize("a_day", [2, 6, 12])
def test_every_week_has_two_strength_days_for_those_who_want_them(a_day: int) -> None:
    wanting = replace(KINDS["open office"], fit=replace(KINDS["open office"].fit, wants_strength=True))
    for seed in range(3):
        days = steady(wanting, a_day, 6, seed)
        for n in range(6):
            week = [day for on, day in days.items() if on.isocalendar().week == 10 + n]
            assert sum(any(each.category == "strengthen" for each in day) for day in week) >= 2


def test_who_is_65_or_wobbly_has_balance_and_strength_on_three_days() -> None:
    days = life("65+ with BAL")
    for n in range(12):
        week = [day for on, day in days.items() if on.isocalendar().week == 10 + n]
        assert sum(any(each.category == "strengthen" for each in day) for day in week) >= 3


# Days


@for_each((name, how) for name in UNBURDENED for how in LIVES)
def test_a_day_begins_with_a_minute_at_most(name: str, how: str) -> None:
    assert all(day[0].seconds <= 60 for day in life(name, how).values())


@for_each((name,) for name in UNBURDENED)
def test_a_full_day_has_a_tiny_one(name: str) -> None:
    full = [day for day in life(name).values() if len(day) == 6]
    without = sum(all(each.seconds > 20 for each in day) for day in full)
    assert without <= len(full) / 20


def test_after_lunch_what_takes_three_minutes_is_a_walk_and_it_often_does() -> None:
    at_two = HOURS[6].index(14)
    for name in ("open office", "home", "both"):
        after_lunch = [day[at_two] for day in life(name).values()]
        assert all(each.seconds < 180 or is_walk(each) for each in after_lunch)
        assert sum(each.seconds >= 180 for each in after_lunch) >= len(after_lunch) / 4


def test_breath_comes_late_rather_than_early() -> None:
    hours = Counter(
        hour >= time(15).hour
        for name in DESK
        for day in life(name).values()
        for hour, each in zip(HOURS[6], day, strict=True)
        if each.category == "breathe"
    )
    assert hours[True] > 2 * hours[False]


# Places


@for_each(EVERYONE)
def test_no_floor_or_bed_in_active_hours_unless_they_are_at_home_and_want_it(name: str, how: str) -> None:
    offered = [each for day in life(name, how).values() for each in day]
    on_the_floor = [each for each in offered if "needs-floor" in each.places or each.fits <= {"floor", "bed"}]
    assert bool(on_the_floor) is (name in ("home with a floor", "pregnant"))


@for_each((name, how) for name, how in EVERYONE if in_the_office(name))
def test_among_others_nobody_needs_to_notice(name: str, how: str) -> None:
    assert all(each.is_discreet for day in life(name, how).values() for each in day)


# Who gets what instead


def test_a_beginner_has_a_minute_at_most_while_letting_go_and_stays_on_the_first_rungs() -> None:
    weeks = weeks_of(life("beginner"))
    assert all(each.seconds <= 60 for n in (0, 1) for each in weeks[n])
    assert any(each.seconds > 60 for n in range(2, 12) for each in weeks[n])
    assert not (EASY | ABOVE) & {each.id for week in weeks.values() for each in week} - {"walk-5"}


def test_pregnant_people_let_it_work_with_three_movements() -> None:
    weeks = weeks_of(life("pregnant"))
    work = {each.id for n in (5, 6, 7) for each in weeks[n] if each.category == "strengthen"}
    assert work <= {"seated-march", "sit-to-stand", "calf-raises"}
    assert len(work) == 3


def test_with_disc_or_ext_strength_waits() -> None:
    assert all(each.category != "strengthen" for day in life("DISC and EXT").values() for each in day)


def test_on_a_shop_floor_calves_stand_for_walks_and_nobody_is_told_to_sit() -> None:
    offered = {each.id for day in life("shop floor").values() for each in day}
    assert {"ten-steps", "calf-raises", "wall-calf-stretch", "queue-stance"} <= offered
    assert {each for each in offered if CATALOGUE[each].positions == ("seated",)} <= {"learn-sitting-scan"}


def test_just_nudges_have_the_same_rules_and_no_phases() -> None:
    weeks = weeks_of(life("just nudges"))
    for week in weeks.values():
        kinds = Counter(str(each.category) for each in week)
        assert kinds["move"] >= 11
        assert kinds["strengthen"] <= 6
    early, late = (
        Counter(str(each.category) for n in those for each in weeks[n]) for those in ((0, 1), (6, 7))
    )
    assert abs(early["release"] - late["release"]) <= 3


def test_the_quotas_are_those_of_the_programme() -> None:
    phases = [CATALOGUE.programme.phases[each] for each in dict.fromkeys(PHASES)]
    assert [each.weeks for each in phases] == [2, 3, 3, 2, 2]
    assert [dict(each.shares)[Quota.WALK] for each in phases] == [14, 12, 12, 12, 12]
    for each, told in zip(phases[:3], SHARES.values(), strict=True):
        assert tuple(each.shares.values()) == told


def test_the_seed_alone_decides() -> None:
    assert lived(KINDS["both"], DILIGENT[:2], 7) == lived(KINDS["both"], DILIGENT[:2], 7)
    assert lived(KINDS["both"], DILIGENT[:2], 7) != lived(KINDS["both"], DILIGENT[:2], 8)
