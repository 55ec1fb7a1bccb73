"""Picks: one draw at a time — what suits, what is relaxed, what is remembered, and its chance."""

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.choose.bits import numbers_in
from jobs.choose.pick import FAVOURITE, Pick, at_hour, pick
from jobs.choose.recent_offers import Memory, Tally
from jobs.choose.suitability import BOTH, HOME, OFFICE, SHOP_FLOOR, Fit, suiting
from jobs.programme.course import Course
from messages.content import movements, timing
from messages.content.limits import AROUND, PLACES
from messages.content.movements import Catalogue, Movement
from messages.content.programme import PhaseKey
from messages.content.vocabulary import CONDITIONS, Category, Plane, Position, Spot, Thing
from storage.values import Offered
from tests.jobs import lives

pytestmark = pytest.mark.promise("filter")

CATALOGUE = movements.load()
MONDAY = datetime(2024, 3, 4, 9, 30)  # noqa: DTZ001 (a wall time has no zone)
TODAY = MONDAY.date()
ANYWHERE = Fit()
COURSE = Course(PhaseKey.LET_GO)
EVERYWHERE = frozenset(Spot) - {Spot.FLOOR, Spot.BED}
FLOOR = frozenset({Spot.FLOOR})


def made(name: str, **facts: object) -> Movement:
    """A discreet strengthening movement on the feet, of a minute, that needs nothing and fits everywhere."""
    plain = {
        "number": int.from_bytes(name.encode()) % 200 + 1,
        "category": Category.STRENGTHEN,
        "planes": (Plane.SAGITTAL,),
        "timing": timing.parse(str(facts.pop("seconds", 60))),
        "positions": (Position.STANDING,),
        "places": ("desk-friendly", "discreet-in-office"),
        "fits": EVERYWHERE,
        "needs": (),
        "areas": ("whole body",),
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


def remembering(*names: str, of: Catalogue = CATALOGUE, on: date = TODAY) -> Memory:
    """These movements, offered on one day, newest last."""
    return Memory(tuple(Offered(on, of[each].number) for each in names))


def drawn(
    catalogue: Catalogue,
    fit: Fit = ANYWHERE,
    memory: Memory | None = None,
    local: datetime = MONDAY,
    seed: int = 0,
    refused: tuple[str, ...] = (),
    favourites: tuple[str, ...] = (),
    course: Course = COURSE,
) -> Pick | None:
    return pick(catalogue, fit, course, memory or Memory(), local, Random(seed), refused, favourites)


def names_of(catalogue: Catalogue, fit: Fit = ANYWHERE, **how: object) -> set[str]:
    """The movements that twenty draws bring."""
    found = (drawn(catalogue, fit, seed=seed, **how) for seed in range(20))  # type: ignore[arg-type]
    return {each.movement.id for each in found if each is not None}


# Chance


@pytest.mark.parametrize("memory", [Memory(), remembering("ten-steps", "queue-stance", "walk-1")])
@pytest.mark.parametrize("hour", [9, 14, 16, 18])
def test_the_probability_is_how_often_chance_takes_it(memory: Memory, hour: int) -> None:
    tries = 3_000
    taken: Counter[str] = Counter()
    told: dict[str, float] = {}
    chance, at = Random(1), MONDAY.replace(hour=hour)
    for _ in range(tries):
        picked = pick(CATALOGUE, ANYWHERE, COURSE, memory, at, chance, favourites=("walk-2", "queue-stance"))
        assert picked is not None
        taken[picked.movement.id] += 1
        assert told.setdefault(picked.movement.id, picked.probability) == picked.probability
    assert sum(told.values()) == pytest.approx(1, abs=0.03)  # the rarest may not have come at all
    for name, probability in told.items():
        assert taken[name] / tries == pytest.approx(probability, abs=0.035)


def test_a_kind_comes_as_far_as_its_quota_is_behind_however_many_there_are_of_it() -> None:
    choices = of(
        made("walk", category=Category.MOVE),
        made("a", category=Category.RELEASE),
        made("b", category=Category.RELEASE),
    )
    whole = replace(choices, programme=CATALOGUE.programme)
    told = {
        picked.movement.id: picked.probability
        for seed in range(300)
        if (picked := drawn(whole, seed=seed, local=MONDAY + timedelta(days=2)))
    }
    # Fourteen and seven of thirty are behind, and what is behind counts twice.
    turn = {each.id: each.number for each in whole if each.id != "walk"}
    assert told["walk"] == pytest.approx(4 / 5)
    assert told["a"] + told["b"] == pytest.approx(1 / 5), turn


@given(
    st.lists(st.sampled_from([each.id for each in CATALOGUE]), max_size=40),
    st.integers(0, 23),
    st.sampled_from([*PhaseKey]),
    st.sampled_from([1, 2, 4, 6, 12]),
    st.sampled_from(sorted(lives.KINDS)),
    st.randoms(use_true_random=False),
)
def test_whatever_came_before_there_is_a_pick_with_an_honest_chance(
    before: list[str], hour: int, phase: PhaseKey, a_day: int, kind: str, random: Random
) -> None:
    days = [TODAY - timedelta(days=n // 6) for n in range(len(before))][::-1]
    memory = Memory(tuple(Offered(on, CATALOGUE[each].number) for on, each in zip(days, before, strict=True)))
    course, fit = Course(phase, a_day=a_day, a_week=5 * a_day), lives.KINDS[kind].fit
    picked = pick(CATALOGUE, fit, course, memory, MONDAY.replace(hour=hour), random)
    assert picked is not None
    assert 0 < picked.probability <= 1 + 1e-9
    assert picked.movement in suiting(CATALOGUE, fit.anywhere())


def test_in_the_evening_letting_go_and_breath_are_likelier_and_both_are_at_home() -> None:
    evening = MONDAY.replace(hour=18)
    assert at_hour(Fit(place=BOTH, floor_fine=True), evening) == Fit(place=HOME)
    assert at_hour(Fit(place=BOTH), MONDAY) == Fit(place=BOTH)
    assert at_hour(Fit(place=OFFICE), evening) == Fit(place=OFFICE)

    def calm(local: datetime) -> int:
        found = [drawn(CATALOGUE, local=local, seed=seed) for seed in range(300)]
        return sum(each.movement.category in ("release", "breathe") for each in found if each)

    assert calm(evening) > 1.5 * calm(MONDAY)
    assert any(not CATALOGUE[each].is_discreet for each in names_of(CATALOGUE, local=evening))


# What suits


def names(catalogue: Catalogue, fit: Fit) -> set[str]:
    return {each.id for each in suiting(catalogue, fit)}


POSTURES = of(
    made("seated", positions=(Position.SEATED,)),
    made("rise", positions=(Position.SEATED_TO_STANDING,)),
    made("standing", positions=(Position.STANDING,), fits=EVERYWHERE),
    made("walking", positions=(Position.WALKING,)),
    made("any", positions=(Position.ANY,)),
    made("either", positions=(Position.SEATED, Position.SIDE_LYING)),
    made("odd", positions=(Position.STANDING,), places=("desk-friendly",)),
    made("desk alone", fits=frozenset({Spot.OPEN_OFFICE})),
    made("counter alone", fits=frozenset({Spot.COUNTER})),
    made("supine", positions=(Position.SUPINE,), places=("needs-floor",), fits=FLOOR),
    made("bed", positions=(Position.SUPINE,), places=("needs-space",), fits=frozenset({Spot.BED})),
)
UPRIGHT = {"seated", "rise", "standing", "walking", "any", "either"}


def test_chair_only_is_nothing_standing_walking_or_on_the_floor() -> None:
    assert names(POSTURES, Fit(chair_only=True)) == {"seated", "any", "either"}


def test_a_place_has_its_own_and_among_others_nobody_needs_to_notice() -> None:
    assert names(POSTURES, Fit(place=OFFICE)) == UPRIGHT | {"desk alone"}
    assert names(POSTURES, Fit(place=BOTH)) == UPRIGHT | {"desk alone"}
    assert names(POSTURES, Fit(place=SHOP_FLOOR)) == UPRIGHT | {"counter alone"}
    assert names(POSTURES, Fit(place=HOME)) == UPRIGHT | {"odd"}
    assert names(POSTURES, Fit(place=HOME, floor_fine=True)) == UPRIGHT | {"odd", "supine", "bed"}
    assert names(POSTURES, Fit(place=OFFICE, floor_fine=True)) == UPRIGHT | {"desk alone"}


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
def test_whatever_is_relaxed_the_body_is_heard_and_nobody_is_sent_to_the_floor(
    conditions: set[str],
    vetoes: set[str],
    place: str,
    around: set[str],
    chair_only: bool,
    before: list[str],
    seed: int,
) -> None:
    fit = Fit(tuple(sorted(conditions)), tuple(sorted(vetoes)), place, tuple(sorted(around)), chair_only)
    picked = drawn(CATALOGUE, fit, remembering(*before), seed=seed)
    may = [each for each in CATALOGUE if not conditions & {*each.kept_from} and each.id not in vetoes]
    if not conditions & {"PN-EARLY", "LEAK", "DRA"}:
        may = [each for each in may if each.id != "postnatal-knee-fold"]
    if chair_only:
        may = [each for each in may if {"seated", "any"} & {*each.positions}]
    may = [each for each in may if not each.fits <= {"floor", "bed"}]
    assert picked is None or picked.movement in may
    # After a birth, before the check, there are six, and what is careful.
    hardly_any = "PN-EARLY" in conditions or not (
        {each.id for each in may} - CATALOGUE.wheelchair_alone - CATALOGUE.seated_alone
    )
    assert picked is not None or hardly_any


def test_what_is_relaxed_first_is_the_memory_then_the_things_then_the_place() -> None:
    here = made("here")
    thing = made("thing", needs=needs("mat"))
    elsewhere = made("elsewhere", fits=frozenset({Spot.HOME}), needs=needs("mat"))
    floor = made("floor", places=("needs-floor",), fits=FLOOR)
    poor = Fit(place=OFFICE, around=())

    def offered(catalogue: Catalogue, *before: str) -> str | None:
        picked = drawn(catalogue, poor, remembering(*before, of=of(here, thing, elsewhere, floor)))
        return picked.movement.id if picked else None

    every = of(here, thing, elsewhere, floor)
    assert offered(every, "here", "thing") == "here"  # rather again than without a mat
    assert offered(every, "thing", "here") == "thing"  # but never twice running
    assert offered(of(here, elsewhere), "here") == "elsewhere"
    assert offered(of(here, floor), "here") == "here"  # rather twice running than on the floor
    assert offered(of(floor)) is None
    assert offered(of()) is None


def test_above_their_rung_people_are_only_sent_where_nothing_else_is_left() -> None:
    fit = Fit(vetoes=tuple(each.id for each in CATALOGUE if each.id not in ("walk-1", "walk-10")), place=HOME)
    assert names_of(CATALOGUE, fit) == {"walk-1"}
    assert names_of(CATALOGUE, fit, memory=remembering("walk-1")) == {"walk-10"}
    agreed = Course(PhaseKey.LET_GO, (f"walking walk-10 {date.min}",))
    assert "walk-10" in {
        drawn(CATALOGUE, Fit(place=OFFICE), local=MONDAY.replace(hour=13), seed=n, course=agreed).movement.id  # type: ignore[union-attr]
        for n in range(60)
    }


def test_what_is_made_for_the_months_after_a_birth_is_for_those_who_told_us() -> None:
    after = of(
        made("for all", audiences=("postnatal", "older")), made("after birth", audiences=("postnatal",))
    )
    assert names(after, ANYWHERE) == {"for all"}
    assert names(after, Fit(("KNEE",))) == {"for all"}
    assert names(after, Fit(("DRA",))) == {"for all", "after birth"}


def test_after_a_birth_there_are_the_six_and_what_is_careful_until_the_check() -> None:
    six = {
        "belly-breathing",
        "side-lying-breath-rest",
        "breath-and-pelvic-floor",
        "walk-1",
        "walk-2",
        "learn-sitting-scan",
    }
    for seed in range(5):
        kind = lives.Kind(Fit(("PN-EARLY",), place=HOME), is_on_path=False)
        for day in lives.steady(kind, 6, 2, seed).values():
            assert all(each.id in six or "PN-EARLY" in each.careful_if for each in day)


def test_what_was_just_refused_is_not_offered() -> None:
    choices = of(made("a"), made("b"))
    refused = {drawn(choices, seed=n, refused=("a",)) for n in range(20)}
    assert refused == {Pick(choices["b"], 1.0)}
    assert drawn(of(made("a")), refused=("a",)) is None


def test_who_refused_one_for_the_hips_may_get_another_one() -> None:
    before = remembering("queue-stance")
    assert all(CATALOGUE[each].id != "queue-stance" for each in names_of(CATALOGUE, memory=before))
    hips = {each for each in names_of(CATALOGUE, memory=before) if lives.is_for_hips(CATALOGUE[each])}
    again = names_of(CATALOGUE, memory=before, refused=("queue-stance",))
    assert not hips
    assert any(lives.is_for_hips(CATALOGUE[each]) for each in again)


# What is remembered


def test_an_offer_is_remembered_by_day_number_and_wording() -> None:
    twist, walk = CATALOGUE["seated-twist"], CATALOGUE["walk-1"]
    memory = Memory().after(twist, TODAY).after(walk, TODAY, line=2)
    assert memory.offered == (Offered(TODAY, 17, 0), Offered(TODAY, 53, 2))
    again = memory.after(walk, TODAY, line=18)
    assert again.offered == (*memory.offered, Offered(TODAY, 53, 18))
    assert Offered.parse(str(again.offered[-1])) == again.offered[-1]
    assert [Offered.parse(str(each)) for each in memory.offered] == [*memory.offered]
    assert str(Offered(TODAY, 107, 3)) == "7389496b3"


def test_four_weeks_are_remembered_and_no_more() -> None:
    memory = Memory()
    for n in range(40):
        memory = memory.after(CATALOGUE["walk-1" if n % 2 else "walk-2"], TODAY + timedelta(days=n))
    assert [each.on for each in memory.offered] == [TODAY + timedelta(days=n) for n in range(12, 40)]


def test_a_tally_tells_today_the_week_from_monday_and_four_weeks() -> None:
    days = (-30, -7, -1, 0, 1, 1)
    memory = Memory(tuple(Offered(TODAY + timedelta(days=n), number) for number, n in enumerate(days, 1)))
    tally = Tally.of(memory, TODAY + timedelta(days=1))
    assert (tally.today, tally.week) == ([6, 5], [6, 5, 4])
    assert dict(tally.in_seven_days) == {3: 1, 4: 1, 5: 1, 6: 1}
    assert dict(tally.in_four_weeks) == {2: 1, 3: 1, 4: 1, 5: 1, 6: 1}
    assert [[*numbers_in(tally.came_last(n))] for n in (0, 1, 5)] == [[], [6], [2, 3, 4, 5, 6]]
    assert [[*numbers_in(tally.came_within(days))] for days in (1, 3)] == [[5, 6], [3, 4, 5, 6]]
    assert ([*numbers_in(tally.came)], tally.came_often(2)) == ([2, 3, 4, 5, 6], 0)


def test_a_movement_that_is_no_longer_in_the_catalogue_does_no_harm() -> None:
    assert drawn(CATALOGUE, memory=Memory((Offered(TODAY, 255),))) is not None


# Favourites


def offers(favourites: tuple[str, ...], seed: int) -> list[Movement]:
    kind = replace(lives.KINDS["home"], favourites=favourites)
    return [each for day in lives.steady(kind, 6, 8, seed).values() for each in day]


def test_a_favourite_comes_noticeably_more_often_and_never_again_too_soon() -> None:
    liked = ("shake-it-out", "wall-calf-stretch")
    plain, more = Counter[str](), Counter[str]()
    for seed in range(4):
        plain.update(each.id for each in offers((), seed))
        found = [each.id for each in offers(liked, seed)]
        more.update(found)
        for name in liked:
            at = [n for n, each in enumerate(found) if each == name]
            assert all(b - a > 17 for a, b in pairwise(at))
    assert sum(more[each] for each in liked) > 1.3 * sum(plain[each] for each in liked)


def test_favourites_take_nothing_from_other_kinds() -> None:
    def share(favourites: tuple[str, ...]) -> float:
        found = [each for seed in range(3) for each in offers(favourites, seed)]
        return sum(each.category is Category.MOVE for each in found) / len(found)

    stretches = tuple(each.id for each in CATALOGUE if each.category is Category.RELEASE)
    assert abs(share(stretches) - share(())) < 0.03


@given(
    st.sets(st.sampled_from(sorted(CONDITIONS)), max_size=4),
    st.sets(st.sampled_from([each.id for each in CATALOGUE]), max_size=20),
    st.sets(st.sampled_from([each.id for each in CATALOGUE]), max_size=5),
    st.booleans(),
    st.integers(0, 2**32),
)
def test_a_favourite_is_only_drawn_from_what_may_come(
    conditions: set[str], liked: set[str], vetoes: set[str], chair_only: bool, seed: int
) -> None:
    fit = Fit(tuple(sorted(conditions)), tuple(sorted(vetoes)), chair_only=chair_only)
    picked = drawn(CATALOGUE, fit, seed=seed, favourites=tuple(sorted(liked)))
    assert picked is None or (
        picked.movement in suiting(CATALOGUE, fit.anywhere()) and picked.probability > 0
    )


def test_the_probability_of_a_favourite_is_the_one_it_is_drawn_with() -> None:
    two = of(made("liked", number=3), made("other", number=6))  # both have their turn at the same time
    found = Counter(drawn(two, seed=n, favourites=("liked",)).movement.id for n in range(2000))  # type: ignore[union-attr]
    picked = drawn(two, seed=1, favourites=("liked", "other"))
    assert picked is not None
    assert picked.probability == pytest.approx(0.5)
    assert found["liked"] / 2000 == pytest.approx(FAVOURITE / (FAVOURITE + 1), abs=0.04)
