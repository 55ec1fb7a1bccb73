"""Suitability: the rules by which a movement fits a person's body, place and things."""

from dataclasses import dataclass, replace
from functools import lru_cache

from messages.content.limits import AROUND, PLACES
from messages.content.movements import Catalogue, Movement, fits_around
from messages.content.vocabulary import Category, Position, Thing
from storage.person import Person

OFFICE, HOME, BOTH, SHOP_FLOOR = PLACES

AT_HOME = frozenset({Thing.BED})  # always there at home, and nowhere else

# Meant for the months after a birth, and offered only then.
AFTER_BIRTH = frozenset({"PN-EARLY", "LEAK", "DRA"})

ON_THE_FEET = frozenset({Position.STANDING, Position.WALKING, Position.ANY})

LONG_SECONDS = 120  # a longer release, once a day
LONG_WALK_SECONDS = 300


@dataclass(frozen=True)
class Fit:
    """Requirements a movement has to meet; conditions, vetoes, chair and wheelchair are never relaxed."""

    conditions: tuple[str, ...] = ()
    vetoes: tuple[str, ...] = ()
    place: str = BOTH
    around: tuple[str, ...] = ("chair", "wall", "mat", "stairs")
    chair_only: bool = False
    wants_strength: bool = False
    wheelchair: bool = False  # only movements reviewed for wheelchair users; never relaxed

    @classmethod
    def of(cls, person: Person) -> "Fit":
        return cls(
            person.body.conditions,
            person.body.vetoes,
            person.body.place,
            person.body.around,
            person.body.chair_only,
            person.body.wants_strength,
            person.body.wheelchair,
        )

    def with_everything(self) -> "Fit":
        """The same requirements with all equipment at hand."""
        return replace(self, around=AROUND)

    def anywhere(self) -> "Fit":
        """The same requirements with all equipment, in any place."""
        return replace(self, around=AROUND, place=BOTH)


@lru_cache(maxsize=4096)  # many people share few combinations, so a claim need not check every movement again
def suiting(catalogue: Catalogue, fit: Fit) -> tuple[Movement, ...]:
    """Movements that meet all requirements, in order of their numbers."""
    return tuple(
        each
        for each in catalogue.offered_to(fit.conditions, fit.vetoes)
        if (not fit.chair_only or each.can_be_seated)
        and (not fit.wheelchair or each.id in catalogue.wheelchair)
        and is_meant_for(each, fit)
        and suits_the_place(each, OFFICE if fit.wheelchair else fit.place)
        and is_at_hand(each, fit)
    )


def may_be_offered(catalogue: Catalogue, movement_id: str, fit: Fit) -> bool:
    """True if their body allows it; never relaxed."""
    return any(each.id == movement_id for each in suiting(catalogue, fit.anywhere()))


def first_of_all(catalogue: Catalogue, fit: Fit) -> Movement | None:
    """The movement of the first minute: the first one in rules.toml that their body allows."""
    allowed = {each.id for each in suiting(catalogue, fit.anywhere())}
    return next((catalogue[each] for each in catalogue.first if each in allowed), None)


def is_meant_for(movement: Movement, fit: Fit) -> bool:
    """True unless the movement is for the months after a birth and the person is not in them."""
    return movement.audiences != ("postnatal",) or not AFTER_BIRTH.isdisjoint(fit.conditions)


def suits_the_place(movement: Movement, place: str) -> bool:
    """True if the place allows it: no floor in an office, no chair on a shop floor, anything at home."""
    if place == SHOP_FLOOR:
        return needs_no_floor(movement) and not ON_THE_FEET.isdisjoint(movement.positions)
    return place != OFFICE or needs_no_floor(movement)


def is_at_hand(movement: Movement, fit: Fit) -> bool:
    """True if everything the movement needs, or a substitute, is at hand."""
    return fits_around(movement, {*fit.around, *(AT_HOME if fit.place in (HOME, BOTH) else ())})


def is_long_release(movement: Movement) -> bool:
    return movement.category is Category.RELEASE and movement.seconds >= LONG_SECONDS


def is_long_walk(movement: Movement) -> bool:
    return movement.category is Category.MOVE and movement.seconds >= LONG_WALK_SECONDS


def needs_no_floor(movement: Movement) -> bool:
    return set(movement.places) != {"needs-floor"}
