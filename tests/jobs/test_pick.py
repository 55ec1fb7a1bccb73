"""Which movement is offered: weeks of picks, and the weights against what chance really does."""

from collections import Counter
from dataclasses import replace
from random import Random

import pytest

from jobs.pick import pick, remembered
from messages import movement
from messages.movement import Catalogue, Category, Movement, Plane

CATALOGUE = movement.load()
WHOLE = {Plane.SAGITTAL, Plane.FRONTAL, Plane.TRANSVERSE}


def made(name: str, **facts: object) -> Movement:
    """A strengthening movement, forward and back, of a minute."""
    plain = {"category": Category.STRENGTHEN, "planes": (Plane.SAGITTAL,), "seconds": 60}
    return replace(next(iter(CATALOGUE)), id=name, **plain | facts)  # type: ignore[arg-type]


def of(*movements: Movement) -> Catalogue:
    return Catalogue({each.id: each for each in movements})


def lived(days: int, nudges_a_day: int, seed: int) -> list[list[Movement]]:
    """What one person is offered, day by day."""
    chance = Random(seed)
    recent: tuple[str, ...] = ()
    calendar: list[list[Movement]] = []
    for _ in range(days):
        calendar.append([])
        for n in range(nudges_a_day):
            picked = pick(CATALOGUE, recent, n, chance)
            assert picked is not None
            assert picked.movement.id in CATALOGUE
            assert 0 < picked.probability <= 1
            recent = remembered(recent, picked.movement.id)
            calendar[-1].append(picked.movement)
    return calendar


def is_long_release(each: Movement) -> bool:
    return each.category == "release" and each.seconds >= 120


@pytest.mark.parametrize("nudges_a_day", [1, 2, 6, 12])
def test_nothing_comes_again_within_six(nudges_a_day: int) -> None:
    for seed in range(60):
        offered = [each.id for day in lived(7, nudges_a_day, seed) for each in day]
        for n, name in enumerate(offered):
            assert name not in offered[max(0, n - 6) : n]


@pytest.mark.parametrize("nudges_a_day", [2, 6, 8, 10, 12])
def test_a_long_release_comes_at_most_once_a_day_and_does_come(nudges_a_day: int) -> None:
    releases = 0
    for seed in range(60):
        for day in lived(7, nudges_a_day, seed):
            found = sum(map(is_long_release, day))
            assert found <= 1
            releases += found
    assert releases > 0


def test_all_three_planes_come_round_within_every_week() -> None:
    for seed in range(200):
        week = lived(5, 6, seed)
        assert {plane for day in week for each in day for plane in each.planes} == WHOLE


def test_everything_there_is_gets_offered_in_the_end() -> None:
    offered = {each.id for seed in range(20) for day in lived(7, 6, seed) for each in day}
    assert offered == {each.id for each in CATALOGUE}


def test_the_probability_is_how_often_chance_takes_it() -> None:
    recent = tuple(each.id for each in CATALOGUE)[:5]
    tries = 6_000
    taken: Counter[str] = Counter()
    told: dict[str, float] = {}
    chance = Random(1)
    for _ in range(tries):
        picked = pick(CATALOGUE, recent, 0, chance)
        assert picked is not None
        taken[picked.movement.id] += 1
        assert told.setdefault(picked.movement.id, picked.probability) == picked.probability
    assert sum(told.values()) == pytest.approx(1)
    for name, probability in told.items():
        assert taken[name] / tries == pytest.approx(probability, abs=0.025)


def test_a_walk_is_three_times_as_likely_and_a_new_plane_twice() -> None:
    seen = made("seen")
    choices = of(
        made("plain"),
        made("walk", category=Category.MOVE),
        made("side", planes=(Plane.FRONTAL,)),
        made("still", planes=()),
        seen,
    )
    told = {}
    for seed in range(200):
        picked = pick(choices, ("seen",), 0, Random(seed))
        assert picked is not None
        told[picked.movement.id] = picked.probability
    assert told == pytest.approx({"plain": 1 / 7, "walk": 3 / 7, "side": 2 / 7, "still": 1 / 7})


def test_what_was_just_refused_is_not_offered() -> None:
    choices = of(made("a"), made("b"))
    assert {pick(choices, (), 0, Random(n), ("a",)) for n in range(20)} == {
        pick(choices, ("a",), 0, Random(0))
    }


def test_nothing_is_picked_when_nothing_is_left() -> None:
    assert pick(of(), (), 0, Random(0)) is None
    assert pick(of(made("a"), made("b")), ("a", "b"), 0, Random(0)) is None
    assert pick(of(made("a"), made("b")), ("a",), 0, Random(0), not_these=("b",)) is None
    long = {"category": Category.RELEASE, "seconds": 120}
    assert pick(of(made("a", **long), made("b", **long)), ("a",), 1, Random(0)) is None
    assert pick(of(made("a", **long), made("b", **long)), ("a",), 0, Random(0)) is not None  # another day


def test_a_release_of_two_minutes_is_long_and_one_below_is_not() -> None:
    release = {"category": Category.RELEASE}
    choices = of(made("long", seconds=120, **release), made("short", seconds=119, **release))
    assert pick(choices, ("gone", "long"), 1, Random(0)) is not None
    assert pick(of(made("long", **release, seconds=120)), ("short-ago",), 1, Random(0)) is not None


def test_six_others_make_a_movement_new_again() -> None:
    recent = ("a", "1", "2", "3", "4", "5")
    assert pick(of(made("a")), recent, 0, Random(0)) is None
    assert pick(of(made("a")), (*recent, "6"), 0, Random(0)) is not None


def test_a_movement_that_is_no_longer_in_the_catalogue_does_no_harm() -> None:
    assert pick(of(made("a")), ("withdrawn",), 1, Random(0)) is not None


def test_what_comes_again_because_it_was_put_off_is_remembered_once() -> None:
    recent = remembered(remembered((), "long"), "a")
    assert remembered(recent, "a") == ("long", "a")


def test_a_whole_day_is_remembered_and_no_more() -> None:
    recent: tuple[str, ...] = ()
    for n in range(30):
        recent = remembered(recent, str(n))
    assert recent == tuple(str(n) for n in range(18, 30))
