"""What suits a person's body, place and things? All rules about a movement's facts, in one place."""

from dataclasses import dataclass, replace
from functools import lru_cache

from messages.movement import Catalogue, Category, Movement
from storage.people import Person

OFFICE, HOME, BOTH, SHOP_FLOOR = PLACES = ("office", "home", "both", "shop floor")
AROUND = ("chair", "wall", "mat", "stairs", "ball", "band")  # what somebody may have at hand

# What a word of the equipment asks for; shoes, socks and music everybody has.
THINGS = {each: each for each in AROUND} | {"step": "stairs", "rail": "stairs"}
AT_HOME = frozenset("bed cushion pillow pillows block".split())
SPARE = frozenset({"none", "optional"})

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
            person.conditions,
            person.vetoes,
            person.place,
            person.around,
            person.chair_only,
            person.wants_strength,
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
        if (not fit.chair_only or can_be_done_seated(each))
        and suits_the_place(each, fit.place)
        and is_at_hand(each, fit)
    )


def may_be_offered(catalogue: Catalogue, movement_id: str, fit: Fit) -> bool:
    """Whether the body allows it: what nothing ever bends."""
    return any(each.id == movement_id for each in suiting(catalogue, fit.anywhere()))


def can_be_done_seated(movement: Movement) -> bool:
    """Nothing standing, walking or on the floor."""
    return any(each <= {"seated", "any"} for each in _ways(movement))


def suits_the_place(movement: Movement, place: str) -> bool:
    """No floor in an office, no chair on a shop floor; at home everything goes."""
    if place == SHOP_FLOOR:
        return _needs_no_floor(movement) and any(
            each <= {"standing", "walking", "any"} for each in _ways(movement)
        )
    return place != OFFICE or _needs_no_floor(movement)


def is_at_hand(movement: Movement, fit: Fit) -> bool:
    """Each piece of equipment, or one of what it may be replaced with ("desk or wall")."""
    return all(
        any(_is_there(alternative, fit) for alternative in piece.split(" or "))
        for piece in movement.equipment
    )


def is_long_release(movement: Movement) -> bool:
    return movement.category is Category.RELEASE and movement.seconds >= LONG_SECONDS


def is_long_walk(movement: Movement) -> bool:
    return movement.category is Category.MOVE and movement.seconds >= LONG_WALK_SECONDS


def _needs_no_floor(movement: Movement) -> bool:
    return set(movement.places) != {"needs-floor"}


def _ways(movement: Movement) -> list[set[str]]:
    """The ways it can be done ("seated, side-lying or lying"), each as the postures it takes.

    Whatever is neither on a chair nor on the feet is on the floor or a bed.
    """
    ways = movement.position.replace(",", " or ").split(" or ")
    return [{*way.split()} & {"seated", "standing", "walking", "any"} or {"floor"} for way in ways]


def _is_there(alternative: str, fit: Fit) -> bool:
    words = {*alternative.split()}
    if words & SPARE:
        return True
    if words & AT_HOME and fit.place not in (HOME, BOTH):
        return False
    if "desk" in words and fit.place == SHOP_FLOOR:
        return False
    return {THINGS[word] for word in words if word in THINGS} <= {*fit.around}
