"""Where a movement fits: by place, company, heat and wheelchair, each movement by each."""

import re
import tomllib
from datetime import UTC, datetime, timedelta
from itertools import combinations, product
from pathlib import Path

import pytest

from jobs.choose.suitability import Fit, cooling, suiting
from messages.content.limits import AROUND, JOINING, LEGS, PLACES
from messages.content.movements import Movement
from messages.content.vocabulary import CONDITIONS, Position, Spot
from messages.language import Language, everything_said
from storage.person import Person
from tests.cases import for_each
from tests.jobs.test_plan import person

pytestmark = pytest.mark.promise("filter")

CATALOGUE, SAYING = everything_said()
HERE = Path(__file__).parent
WHERE = tomllib.loads((HERE / "places.toml").read_text(encoding="utf-8"))
NOW = datetime(2024, 3, 4, 14, tzinfo=UTC)

# Everybody and everything at hand, so that only the place decides.
EVERYTHING = Fit(("PN-EARLY",), around=AROUND, company=JOINING, is_hot=True)
ALONE = CATALOGUE.wheelchair_alone | CATALOGUE.seated_alone


def offered(fit: Fit) -> set[str]:
    return {each.id for each in suiting(CATALOGUE, fit)}


def at(place: str) -> Fit:
    """Somebody in this place; "floor" is at home, where the floor is fine."""
    where = "home" if place == "floor" else place
    return Fit(around=AROUND, company=JOINING, is_hot=True, place=where, floor_fine=place == "floor")


def test_the_table_has_every_movement() -> None:
    assert list(WHERE) == [each.id for each in CATALOGUE]
    assert len(WHERE) == 107


@for_each((each.id, place) for each, place in product(CATALOGUE, (*PLACES, "floor")))
def test_a_movement_comes_where_it_fits_and_nowhere_else(movement_id: str, place: str) -> None:
    movement, fit = CATALOGUE[movement_id], at(place)
    if movement.audiences == ("postnatal",):  # others never get it
        fit = Fit(("LEAK",), around=AROUND, place=fit.place, floor_fine=fit.floor_fine)
    expected = place in WHERE[movement_id] or (place == "floor" and "home" in WHERE[movement_id])
    has_bed = not any(need == {"bed"} for need in movement.needs) or fit.place in ("home", "both")
    is_for_them = movement_id not in ALONE and (not fit.conditions or movement.audiences == ("postnatal",))
    assert (movement_id in offered(fit)) is (expected and has_bed and is_for_them)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("floor_fine", [False, True])
def test_floor_and_bed_are_for_those_at_home_who_welcome_them(place: str, floor_fine: bool) -> None:
    on_the_floor = {each.id for each in CATALOGUE if each.fits <= {Spot.FLOOR, Spot.BED}}
    assert len(on_the_floor) > 20
    fit = Fit(around=AROUND, place=place, floor_fine=floor_fine)
    is_welcome = place == "home" and floor_fine
    assert bool(offered(fit) & on_the_floor) is is_welcome


@for_each(product(("office", "both", "shop floor", "train"), CATALOGUE))
def test_among_others_nobody_need_notice(place: str, movement: Movement) -> None:
    if movement.id in offered(at(place)):
        assert movement.is_discreet or movement.id in CATALOGUE.outdoors


@for_each((place, codes) for place in PLACES for codes in combinations(sorted(CONDITIONS), 2))
def test_with_any_two_conditions_something_is_left_everywhere(place: str, codes: tuple[str, ...]) -> None:
    assert len(offered(Fit(codes, place=place))) >= 2


@for_each((who, each) for who, those in CATALOGUE.company.items() for each in those)
def test_who_joins_in_brings_movements_of_their_own(who: str, movement_id: str) -> None:
    alone = Fit(around=AROUND, place="home")
    assert movement_id not in offered(alone)
    assert movement_id in offered(Fit(around=AROUND, place="home", company=(who,)))
    others = tuple(each for each in JOINING if movement_id not in CATALOGUE.company[each])
    assert movement_id not in offered(Fit(around=AROUND, place="home", company=others))


def told(**facts: object) -> Person:
    return person(around=AROUND, place="home", **facts)


def test_the_movements_for_the_heat_come_on_the_day_they_called_hot_until_it_ends() -> None:
    hot = told(hot_on=NOW.date())
    assert CATALOGUE.hot <= offered(Fit.of(hot, NOW))
    assert CATALOGUE.hot <= offered(Fit.of(hot, NOW.replace(hour=23)))
    assert not CATALOGUE.hot & offered(Fit.of(hot, NOW + timedelta(days=1)))
    assert not CATALOGUE.hot & offered(Fit.of(told(), NOW))


@pytest.mark.parametrize("place", PLACES)
def test_something_cool_is_found_in_every_place_but_for_a_body_that_none_suits(place: str) -> None:
    found = cooling(CATALOGUE, Fit(place=place))
    assert found and {each.id for each in found} <= CATALOGUE.hot
    assert cooling(CATALOGUE, Fit(place=place, wheelchair=True, chair_only=True)) == ()
    assert cooling(CATALOGUE, Fit(place=place, walks_only=True)) == ()


# Legs in a wheelchair

_WORDS = {
    "en": (
        "lift|tap|raise|hover|press|rest|point",
        "knees?|foot|feet|heels?|toes|thigh|ankle",
        r"\b(heels|toes|calves)\b[^.]*\bup\b",
    ),
    "de": (
        "heb|wipp|leg|drück|streck und zieh",
        "Knie|Knöchel|Fuß|Füße|Füßen|Fersen|Fußspitzen|Oberschenkel",
        r"\b(Fersen|Fußspitzen)\b[^.]*\bhoch\b|\bWaden auf\b",
    ),
}
LIFTS = {
    code: re.compile(rf"\b({lift})\b[^.]*\b({limb})\b|{other}", re.IGNORECASE)
    for code, (lift, limb, other) in _WORDS.items()
}
# Feet that stay on the floor, and fingers that point.
STAY_DOWN = re.compile(r"hand on one knee\.?$|point that knee down|press both feet", re.IGNORECASE)


def lifts(say: Language, movement: Movement) -> bool:
    """True if a step lifts a knee or a foot, by its words."""
    steps = (each for each in say.movements[movement.id].do if not STAY_DOWN.search(each))
    return any(LIFTS[say.code].search(each) for each in steps)


@for_each(product(SAYING.values(), [each for each in CATALOGUE if each.can_be_seated]))
def test_what_lifts_a_knee_or_a_foot_is_told_by_its_steps(say: Language, movement: Movement) -> None:
    assert lifts(say, movement) is (movement.id in CATALOGUE.lifting)


@pytest.mark.parametrize("place", PLACES)
def test_legs_that_do_not_help_lift_nothing(place: str) -> None:
    for legs in (None, *LEGS):
        fit = Fit(place=place, wheelchair=True, chair_only=True, legs=legs)
        assert len(offered(fit)) >= 3
        everywhere = offered(fit.anywhere())
        assert bool(everywhere & CATALOGUE.helped) is (legs in ("yes", "a little"))
        assert not (everywhere & CATALOGUE.lifting) or legs != "no"
        assert everywhere <= CATALOGUE.wheelchair | CATALOGUE.helped
        assert all(CATALOGUE[each].can_be_seated for each in everywhere)
        assert not any(Position.WALKING in CATALOGUE[each].positions for each in everywhere)


@pytest.mark.parametrize("say", SAYING.values(), ids=SAYING)
def test_what_comes_first_is_shown_with_the_movements_for_a_wheelchair_and_for_the_heat(
    say: Language,
) -> None:
    for each in ALONE:
        assert say("begun-wheelchair").endswith(say.movements[each].remark[-90:])
    notes = {say.movements[each].remark[-60:] for each in CATALOGUE.hot}
    assert len(notes) == 1
