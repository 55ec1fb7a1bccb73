"""Picks: weeks of offered movements, and their shares against chance."""

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.choose.pick import (
    AFTER_LUNCH,
    EVENING,
    FAVOURITE,
    SHARES,
    OfferKind,
    Pick,
    kind_of,
    pick,
    shares_at,
)
from jobs.choose.recent_offers import Memory
from jobs.choose.suitability import BOTH, HOME, OFFICE, SHOP_FLOOR, Fit, is_long_release, suiting
from messages.content import timing
from messages.content.limits import AROUND, PLACES
from messages.content.movements import Catalogue, Movement
from messages.content.vocabulary import CONDITIONS, Category, Plane, Position, Thing
from messages.language import everything_said
from storage.values import OfferedDay

pytestmark = pytest.mark.promise("filter")

CATALOGUE, _ = everything_said()
WHOLE = {Plane.SAGITTAL, Plane.FRONTAL, Plane.TRANSVERSE}
MONDAY = datetime(2024, 3, 4, 9, 30)  # noqa: DTZ001 (a wall time has no zone)
ANYWHERE = Fit()
A_DAY = {
    1: (9,),
    2: (9, 14),
    6: (9, 10, 11, 14, 15, 16),
    12: tuple(range(8, 20)),
}  # hours of the nudges, by how many there are


def made(name: str, **facts: object) -> Movement:
    """A strengthening movement on the feet, forward and back, of a minute, that needs nothing."""
    plain = {
        "category": Category.STRENGTHEN,
        "planes": (Plane.SAGITTAL,),
        "timing": timing.parse(str(facts.pop("seconds", 60))),
        "positions": (Position.STANDING,),
        "places": ("desk-friendly",),
        "needs": (),
        "audiences": ("desk",),
        "never_if": (),
        "barred_by": (),
    }
    return replace(next(iter(CATALOGUE)), id=name, **plain | facts)  # type: ignore[arg-type]


def needs(*alternatives: str) -> tuple[frozenset[Thing], ...]:
    """One need, which any of these things meets."""
    return (frozenset(map(Thing, alternatives)),)


def of(*movements: Movement) -> Catalogue:
    return Catalogue({movement.id: movement for movement in movements})


def rich() -> Catalogue:
    """As many of every category as the full catalogue has, enough to avoid the last eight."""
    planes = [(plane,) for plane in Plane] + [tuple(Plane), ()]
    long = {"positions": (Position.SUPINE,), "places": ("needs-floor",), "seconds": 180}
    made_up = [
        made(f"{category}-{n}", category=category, planes=planes[n % 5])
        for category in Category
        for n in range(10)
    ]
    made_up += [made(f"long-{n}", category=Category.RELEASE, planes=(), **long) for n in range(4)]
    walk = {"category": Category.MOVE, "positions": (Position.WALKING,), "places": ("needs-space",)}
    return of(*made_up, made("walk-5", seconds=300, **walk), made("walk-10", seconds=600, **walk))


RICH = rich()


def lived(
    catalogue: Catalogue, fit: Fit, days: int, nudges_a_day: int, seed: int
) -> dict[date, list[Movement]]:
    """One person's offers on active days, Monday to Friday."""
    chance, memory = Random(seed), Memory()
    calendar: dict[date, list[Movement]] = {}
    for n in range(days):
        at = MONDAY + timedelta(days=n)
        if at.weekday() > 4:
            continue
        for hour in A_DAY[nudges_a_day]:
            picked = pick(catalogue, fit, memory, at.replace(hour=hour), chance)
            assert picked is not None
            assert 0 < picked.probability <= 1
            memory = memory.after(picked.movement, at.date())
            calendar.setdefault(at.date(), []).append(picked.movement)
    return calendar


def weeks(calendar: dict[date, list[Movement]]) -> list[list[list[Movement]]]:
    found: dict[int, list[list[Movement]]] = {}
    for day, offered in calendar.items():
        found.setdefault(day.isocalendar().week, []).append(offered)
    return list(found.values())


# Weeks


@pytest.mark.parametrize("nudges_a_day", A_DAY)
@pytest.mark.parametrize("place", PLACES)
def test_nothing_comes_again_within_eight_while_enough_is_left(nudges_a_day: int, place: str) -> None:
    for seed in range(15):
        calendar = lived(RICH, Fit(place=place), 14, nudges_a_day, seed)
        offered = [each.id for day in calendar.values() for each in day]
        for n, name in enumerate(offered):
            assert name not in offered[max(0, n - 8) : n]


@pytest.mark.parametrize("nudges_a_day", A_DAY)
@pytest.mark.parametrize("place", PLACES)
def test_every_week_has_all_three_planes(nudges_a_day: int, place: str) -> None:
    for seed in range(15):
        for week in weeks(lived(RICH, Fit(place=place), 21, nudges_a_day, seed)):
            assert {plane for day in week for each in day for plane in each.planes} == WHOLE


@pytest.mark.parametrize("nudges_a_day", A_DAY)
def test_every_week_has_two_strength_days_for_those_who_want_them(nudges_a_day: int) -> None:
    wanting = Fit(place=OFFICE, wants_strength=True)
    for seed in range(15):
        for week in weeks(lived(RICH, wanting, 21, nudges_a_day, seed)):
            assert sum(any(each.category == "strengthen" for each in day) for day in week) >= 2


def test_without_the_wish_strength_days_are_left_to_chance() -> None:
    days = [
        sum(any(each.category == "strengthen" for each in day) for day in week)
        for seed in range(100)
        for week in weeks(lived(RICH, ANYWHERE, 5, 2, seed))
    ]
    assert min(days) == 0


@pytest.mark.parametrize("nudges_a_day", [6, 12])
def test_a_longer_release_comes_once_a_day_where_there_is_a_floor(nudges_a_day: int) -> None:
    for seed in range(30):
        for day in lived(RICH, ANYWHERE, 14, nudges_a_day, seed).values():
            assert sum(map(is_long_release, day)) == 1
        for day in lived(RICH, Fit(place=OFFICE), 14, nudges_a_day, seed).values():
            assert sum(map(is_long_release, day)) == 0


def test_the_floor_waits_for_the_evening_unless_somebody_works_at_home() -> None:
    floor = of(made("floor", places=("needs-floor",)), made("desk"))

    def offered(place: str, hour: int) -> set[str]:
        at = MONDAY.replace(hour=hour)
        picks = [pick(floor, Fit(place=place), Memory(), at, Random(seed)) for seed in range(20)]
        return {each.movement.id for each in picks if each}

    assert offered(BOTH, 11) == offered(OFFICE, 11) == {"desk"}
    assert offered(BOTH, 18) == offered(HOME, 11) == {"desk", "floor"}


def test_one_or_two_nudges_a_day_are_hardly_ever_the_longer_release() -> None:
    offered = [
        each for seed in range(60) for day in lived(RICH, ANYWHERE, 5, 2, seed).values() for each in day
    ]
    assert 0 < sum(map(is_long_release, offered)) < len(offered) / 5


@pytest.mark.parametrize("place", [OFFICE, BOTH, SHOP_FLOOR])
def test_most_offers_of_a_default_day_are_to_sit_less(place: str) -> None:
    kinds = Counter(
        kind_of(each)
        for seed in range(60)
        for day in lived(RICH, Fit(place=place), 14, 6, seed).values()
        for each in day
    )
    assert kinds[OfferKind.SIT_LESS] + kinds[OfferKind.LONG_WALK] > kinds.total() / 2
    assert set(kinds) == {*OfferKind} - ({OfferKind.LONG_RELEASE} if place != BOTH else set())


def test_everything_there_is_gets_offered_in_the_end() -> None:
    at_home = Fit(place=HOME, around=AROUND)
    days = [day for seed in range(40) for day in lived(CATALOGUE, at_home, 14, 12, seed).values()]
    assert {each.id for day in days for each in day} == {each.id for each in CATALOGUE} - {
        "postnatal-knee-fold"
    }


# Chance


def test_the_probability_is_how_often_chance_takes_it() -> None:
    tries = 6_000
    taken: Counter[str] = Counter()
    told: dict[str, float] = {}
    chance, memory = Random(1), Memory(week=(OfferedDay(MONDAY.date(), 1, "FST"),))
    for _ in range(tries):
        picked = pick(CATALOGUE, ANYWHERE, memory, MONDAY, chance)
        assert picked is not None
        taken[picked.movement.id] += 1
        assert told.setdefault(picked.movement.id, picked.probability) == picked.probability
    assert sum(told.values()) == pytest.approx(1, abs=0.02)  # the rarest may not have come at all
    for name, probability in told.items():
        assert taken[name] / tries == pytest.approx(probability, abs=0.025)


def test_a_kind_has_its_share_however_many_there_are_of_it() -> None:
    choices = of(
        made("walk", category=Category.MOVE),
        made("breath", category=Category.BREATHE),
        made("a", category=Category.RETRAIN),
        made("b", category=Category.RETRAIN),
    )
    told = {
        picked.movement.id: picked.probability
        for seed in range(300)
        if (picked := pick(choices, ANYWHERE, Memory(), MONDAY, Random(seed)))
    }
    assert told == pytest.approx({"walk": 9 / 10.8, "breath": 0.8 / 10.8, "a": 0.5 / 10.8, "b": 0.5 / 10.8})


@pytest.mark.parametrize(
    ("wall", "shares"),
    [
        ("04:59", EVENING),
        ("05:00", SHARES),
        ("11:59", SHARES),
        ("12:00", AFTER_LUNCH),
        ("14:59", AFTER_LUNCH),
        ("15:00", SHARES),
        ("16:59", SHARES),
        ("17:00", EVENING),
        ("23:59", EVENING),
    ],
)
def test_the_hour_decides_the_shares(wall: str, shares: dict[OfferKind, float]) -> None:
    hour, minute = map(int, wall.split(":"))
    assert shares_at(MONDAY.replace(hour=hour, minute=minute)) is shares


def test_after_lunch_a_walk_of_five_minutes_is_likely_and_in_the_evening_letting_go_is() -> None:
    def share(hour: int, *kinds: OfferKind) -> float:
        memory = Memory(week=(OfferedDay(MONDAY.date(), 1, "FST"),))
        at = MONDAY.replace(hour=hour)
        found = [pick(RICH, ANYWHERE, memory, at, Random(seed)) for seed in range(600)]
        return sum(kind_of(each.movement) in kinds for each in found if each) / len(found)

    assert share(9, OfferKind.LONG_WALK) < 0.06
    assert share(13, OfferKind.LONG_WALK) > 0.2
    calm = (OfferKind.RELEASE, OfferKind.LONG_RELEASE, OfferKind.BREATHE)
    assert share(9, *calm) < 0.3
    assert share(18, *calm) > 0.5


# What suits


def names(catalogue: Catalogue, fit: Fit) -> set[str]:
    return {each.id for each in suiting(catalogue, fit)}


POSTURES = of(
    made("seated", positions=(Position.SEATED,)),
    made("rise", positions=(Position.SEATED_TO_STANDING,)),
    made("standing", positions=(Position.STANDING,)),
    made("walking", positions=(Position.WALKING,)),
    made("any", positions=(Position.ANY,)),
    made("either", positions=(Position.SEATED, Position.SIDE_LYING)),
    made("supine", positions=(Position.SUPINE,), places=("needs-floor",)),
    made("all fours", positions=(Position.HANDS_AND_KNEES,), places=("needs-floor",)),
    made("bed", positions=(Position.SUPINE,), places=("needs-space",)),
)


def test_chair_only_is_nothing_standing_walking_or_on_the_floor() -> None:
    assert names(POSTURES, Fit(chair_only=True)) == {"seated", "any", "either"}


def test_an_office_has_no_floor_and_a_shop_floor_no_chair() -> None:
    assert names(POSTURES, Fit(place=OFFICE)) == {each.id for each in POSTURES} - {"supine", "all fours"}
    assert names(POSTURES, Fit(place=SHOP_FLOOR)) == {"standing", "walking", "any"}
    assert len(names(POSTURES, Fit(place=HOME))) == len(names(POSTURES, Fit(place=BOTH))) == len(POSTURES)


THINGS = of(
    made("nothing"),
    made("chair", needs=needs("chair")),
    made("chair or wall", needs=needs("chair", "wall")),
    made("mat and chair", needs=(*needs("mat"), *needs("chair"))),
    made("desk or wall", needs=needs("desk", "wall")),
    made("step or stairs", needs=needs("step", "stairs")),
    made("ball and wall", needs=(*needs("ball"), *needs("wall"))),
    made("bed", needs=needs("bed")),
    made("cushion", needs=needs("cushion")),
    made("music", needs=needs("music")),
)
ALWAYS = {"nothing", "desk or wall", "cushion", "music"}


@pytest.mark.parametrize(
    ("around", "place", "more"),
    [
        ((), OFFICE, set()),
        ((), SHOP_FLOOR, set()),
        ((), HOME, {"bed"}),
        (("wall",), SHOP_FLOOR, {"chair or wall"}),
        (("chair",), OFFICE, {"chair or wall", "chair"}),
        (("mat", "chair"), OFFICE, {"chair or wall", "chair", "mat and chair"}),
        (("stairs",), OFFICE, {"step or stairs"}),
        (("ball",), OFFICE, set()),
        (("ball", "wall"), BOTH, {"chair or wall", "ball and wall", "bed"}),
    ],
)
def test_what_is_not_at_hand_is_not_needed(around: tuple[str, ...], place: str, more: set[str]) -> None:
    assert names(THINGS, Fit(place=place, around=around)) == ALWAYS | more


@given(
    st.sets(st.sampled_from(sorted(CONDITIONS))),
    st.sets(st.sampled_from([each.id for each in CATALOGUE])),
    st.sampled_from(PLACES),
    st.sets(st.sampled_from(AROUND)),
    st.booleans(),
    st.lists(st.sampled_from([each.id for each in CATALOGUE]), max_size=12),
    st.integers(0, 2**32),
)
def test_whatever_is_relaxed_the_body_is_heard(
    conditions: set[str],
    vetoes: set[str],
    place: str,
    around: set[str],
    chair_only: bool,
    recent: list[str],
    seed: int,
) -> None:
    fit = Fit(tuple(conditions), tuple(vetoes), place, tuple(around), chair_only)
    picked = pick(CATALOGUE, fit, Memory(tuple(recent)), MONDAY, Random(seed))
    may = [each for each in CATALOGUE if not conditions & {*each.kept_from} and each.id not in vetoes]
    if not conditions & {"PN-EARLY", "LEAK", "DRA"}:
        may = [each for each in may if each.id != "postnatal-knee-fold"]
    if chair_only:
        may = [each for each in may if {"seated", "any"} & {*each.positions}]
    assert (picked is None) is (not may)
    assert picked is None or picked.movement in may


def test_what_is_relaxed_first_is_the_memory_then_the_things_then_the_place() -> None:
    here = made("here")
    thing = made("thing", needs=needs("mat"))
    floor = made("floor", places=("needs-floor",), needs=needs("mat"))
    poor = Fit(place=OFFICE, around=())

    def offered(catalogue: Catalogue, *recent: str) -> str | None:
        picked = pick(catalogue, poor, Memory(recent), MONDAY, Random(0))
        return picked.movement.id if picked else None

    assert offered(of(here, thing, floor), "here", "x") == "here"  # rather again than without a mat
    assert offered(of(here, thing, floor), "x", "here") == "thing"  # but never twice running
    assert offered(of(here, floor), "here") == "floor"
    assert offered(of(here), "here") == "here"
    assert offered(of()) is None


def test_what_is_made_for_the_months_after_a_birth_is_for_those_who_told_us() -> None:
    after = of(
        made("for all", audiences=("postnatal", "older")), made("after birth", audiences=("postnatal",))
    )
    assert names(after, ANYWHERE) == {"for all"}
    assert names(after, Fit(("KNEE",))) == {"for all"}
    assert names(after, Fit(("DRA",))) == {"for all", "after birth"}


def test_eight_others_make_a_movement_new_again() -> None:
    both = of(made("a"), made("b"))
    others = tuple("12345678")
    for seed in range(20):
        assert pick(both, ANYWHERE, Memory(("a", *others[:7], "b")), MONDAY, Random(seed)) == Pick(
            both["a"], 1.0
        )
    told = {pick(both, ANYWHERE, Memory(("b", "a", *others)), MONDAY, Random(seed)) for seed in range(20)}
    assert told == {Pick(both["a"], 0.5), Pick(both["b"], 0.5)}


def test_what_was_just_refused_is_not_offered() -> None:
    choices = of(made("a"), made("b"))
    refused = {pick(choices, ANYWHERE, Memory(), MONDAY, Random(n), ("a",)) for n in range(20)}
    assert refused == {Pick(choices["b"], 1.0)}
    assert pick(of(made("a")), ANYWHERE, Memory(), MONDAY, Random(0), ("a",)) is None


# What is remembered


def test_a_day_is_remembered_by_what_was_in_it() -> None:
    on = MONDAY.date()
    twist = made("twist", planes=(Plane.TRANSVERSE,))
    rest = made("rest", category=Category.RELEASE, planes=(), seconds=120)
    memory = Memory().after(twist, on).after(rest, on)
    assert memory == Memory(("twist", "rest"), (OfferedDay(on, 2, "+T~"),))
    assert memory.after(rest, on) == memory  # it comes again because it was put off
    tomorrow = memory.after(made("walk", category=Category.MOVE), on + timedelta(days=1))
    assert [str(each) for each in tomorrow.week] == ["2024-03-04 2 +T~", "2024-03-05 1 S"]
    assert OfferedDay.parse("2024-03-04 2 +T~") == memory.week[0]
    assert OfferedDay.parse(str(OfferedDay(on, 1, ""))) == OfferedDay(on, 1, "")


def test_a_week_and_twelve_names_are_remembered_and_no_more() -> None:
    memory = Memory()
    for n in range(30):
        memory = memory.after(made(str(n)), MONDAY.date() + timedelta(days=n))
    assert memory.recent == tuple(str(n) for n in range(18, 30))
    assert [each.on.day for each in memory.week] == [27, 28, 29, 30, 31, 1, 2]


def test_a_release_of_two_minutes_is_long_and_one_below_is_not() -> None:
    assert is_long_release(made("a", category=Category.RELEASE, seconds=120))
    assert not is_long_release(made("a", category=Category.RELEASE, seconds=119))
    assert not is_long_release(made("a", seconds=120))


def test_a_movement_that_is_no_longer_in_the_catalogue_does_no_harm() -> None:
    assert pick(of(made("a")), ANYWHERE, Memory(("withdrawn",)), MONDAY, Random(0)) is not None


def picks(favourites: tuple[str, ...], seed: int, days: int = 60) -> list[str]:
    """The movements offered at home over `days` days of six nudges, in order."""
    random, memory, offered = Random(seed), Memory(), []
    for day in range(days):
        for hour in A_DAY[6]:
            local = MONDAY.replace(hour=hour) + timedelta(days=day)
            picked = pick(CATALOGUE, Fit(place=HOME), memory, local, random, favourites=favourites)
            assert picked is not None
            memory = memory.after(picked.movement, local.date())
            offered.append(picked.movement.id)
    return offered


def test_a_favourite_comes_noticeably_more_often_and_never_again_too_soon() -> None:
    plain, liked = Counter[str](), Counter[str]()
    for seed in range(12):
        plain.update(picks((), seed))
        offered = picks(("shake-it-out", "seated-twist"), seed)
        liked.update(offered)
        for name in ("shake-it-out", "seated-twist"):
            at = [n for n, each in enumerate(offered) if each == name]
            assert all(b - a > 8 for a, b in pairwise(at))  # so one in nine at most
    for name in ("shake-it-out", "seated-twist"):
        assert 1.3 * plain[name] < liked[name] < FAVOURITE * plain[name] * 1.3


def test_favourites_take_nothing_from_other_kinds() -> None:
    def share(favourites: tuple[str, ...]) -> float:
        offered = [each for seed in range(12) for each in picks(favourites, seed)]
        return sum(CATALOGUE[each].category is Category.MOVE for each in offered) / len(offered)

    stretches = tuple(each.id for each in CATALOGUE if each.category is Category.RELEASE)
    assert abs(share(stretches) - share(())) < 0.04


@given(
    st.sets(st.sampled_from(sorted(CONDITIONS)), max_size=4),
    st.sets(st.sampled_from([each.id for each in CATALOGUE]), max_size=20),
    st.sets(st.sampled_from([each.id for each in CATALOGUE]), max_size=5),
    st.booleans(),
    st.randoms(use_true_random=False),
)
def test_a_favourite_is_only_drawn_from_what_may_come(
    conditions: set[str], liked: set[str], vetoes: set[str], chair_only: bool, random: Random
) -> None:
    fit = Fit(tuple(conditions), tuple(vetoes), chair_only=chair_only)
    picked = pick(CATALOGUE, fit, Memory(), MONDAY, random, favourites=liked)
    assert picked is None or (
        picked.movement in suiting(CATALOGUE, fit.anywhere()) and picked.probability > 0
    )


def test_the_probability_of_a_favourite_is_the_one_it_is_drawn_with() -> None:
    two = of(made("liked"), made("other"))
    drawn = Counter(
        pick(two, ANYWHERE, Memory(), MONDAY, Random(n), favourites=("liked",)).movement.id  # type: ignore[union-attr]
        for n in range(2000)
    )
    picked = pick(two, ANYWHERE, Memory(), MONDAY, Random(1), favourites=("liked", "other"))
    assert picked is not None
    assert picked.probability == pytest.approx(0.5)
    assert drawn["liked"] / 2000 == pytest.approx(2.5 / 3.5, abs=0.04)
