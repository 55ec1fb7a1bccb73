"""Suitability: the rules by which a movement fits a person's body, place and things."""

from dataclasses import dataclass, replace
from functools import lru_cache

from messages.content.limits import AROUND, PLACES
from messages.content.movements import Catalogue, Movement, fits_around
from messages.content.vocabulary import Category, Position, Thing
from storage.people import Person

OFFICE, HOME, BOTH, SHOP_FLOOR = PLACES

AT_HOME = frozenset({Thing.BED})  # what everybody has there, and nobody elsewhere

# Made for the months after a birth; nobody else is offered it.
AFTER_BIRTH = frozenset({"PN-EARLY", "LEAK", "DRA"})

ON_THE_FEET = frozenset({Position.STANDING, Position.WALKING, Position.ANY})

LONG_SECONDS = 120  # a longer release, once a day
LONG_WALK_SECONDS = 300


@dataclass(frozen=True)
class Fit:
    """What a movement has to suit; conditions, vetoes and `chair_only` are never bent."""

    conditions: tuple[str, ...] = ()
    vetoes: tuple[str, ...] = ()
    place: str = BOTH
    around: tuple[str, ...] = ("chair", "wall", "mat", "stairs")
    chair_only: bool = False
    wants_strength: bool = False

    @classmethod
    def of(cls, person: Person) -> "Fit":
        return cls(
            person.body.conditions,
            person.body.vetoes,
            person.body.place,
            person.body.around,
            person.body.chair_only,
            person.body.wants_strength,
        )

    def with_everything(self) -> "Fit":
        """As if all things were at hand."""
        return replace(self, around=AROUND)

    def anywhere(self) -> "Fit":
        """As if the place were no object either."""
        return replace(self, around=AROUND, place=BOTH)


@lru_cache(maxsize=4096)  # people are many, combinations few; a claim must not look at each movement anew
def suiting(catalogue: Catalogue, fit: Fit) -> tuple[Movement, ...]:
    """Everything that suits in every way, in the order of the numbers."""
    return tuple(
        each
        for each in catalogue.offered_to(fit.conditions, fit.vetoes)
        if (not fit.chair_only or each.can_be_seated)
        and is_meant_for(each, fit)
        and suits_the_place(each, fit.place)
        and is_at_hand(each, fit)
    )


def may_be_offered(catalogue: Catalogue, movement_id: str, fit: Fit) -> bool:
    """Whether the body allows it: what nothing ever bends."""
    return any(each.id == movement_id for each in suiting(catalogue, fit.anywhere()))


def is_meant_for(movement: Movement, fit: Fit) -> bool:
    """Nearly all are for everybody; "postnatal" alone is for those who told us."""
    return movement.audiences != ("postnatal",) or not AFTER_BIRTH.isdisjoint(fit.conditions)


def suits_the_place(movement: Movement, place: str) -> bool:
    """No floor in an office, no chair on a shop floor; at home everything goes."""
    if place == SHOP_FLOOR:
        return needs_no_floor(movement) and not ON_THE_FEET.isdisjoint(movement.positions)
    return place != OFFICE or needs_no_floor(movement)


def is_at_hand(movement: Movement, fit: Fit) -> bool:
    """Each thing it needs, or one of what may take its place."""
    return fits_around(movement, {*fit.around, *(AT_HOME if fit.place in (HOME, BOTH) else ())})


def is_long_release(movement: Movement) -> bool:
    return movement.category is Category.RELEASE and movement.seconds >= LONG_SECONDS


def is_long_walk(movement: Movement) -> bool:
    return movement.category is Category.MOVE and movement.seconds >= LONG_WALK_SECONDS


def needs_no_floor(movement: Movement) -> bool:
    return set(movement.places) != {"needs-floor"}
