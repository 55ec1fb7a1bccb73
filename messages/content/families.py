"""Families: which of our movements belong to a kind that people name, such as lunges or walks."""

from collections.abc import Callable, Mapping, Sequence

from messages.content.movements import Catalogue, Movement
from messages.content.vocabulary import Activity, Category

_LUNGES = frozenset({"chair-lunge", "standing-lunge-stretch", "half-kneeling-stretch"})
_SQUATS = frozenset({"sit-to-stand", "wall-sit"})


FLOOR = "floor"


def _of(category: Category) -> Callable[[Movement], bool]:
    return lambda movement: movement.category is category


def is_on_the_floor(movement: Movement) -> bool:
    """Done lying or kneeling on the floor; its words say so, though for some a bed would do."""
    return movement.places == ("needs-floor",)


def _is_walk(movement: Movement) -> bool:
    return movement.id.startswith("walk-")


FAMILIES: Mapping[str, Callable[[Movement], bool]] = {
    Activity.WALK: _is_walk,
    Activity.STEPS: _is_walk,
    Activity.LUNGES: lambda movement: movement.id in _LUNGES,
    Activity.SQUATS: lambda movement: movement.id in _SQUATS,
    Activity.STRETCHING: _of(Category.RELEASE),
    Activity.BREATHING: _of(Category.BREATHE),
    Activity.STRENGTH: _of(Category.STRENGTHEN),
    Activity.DANCING: lambda movement: movement.id == "dance-break",
    FLOOR: is_on_the_floor,
}


def members(catalogue: Catalogue, names: Sequence[str]) -> tuple[str, ...]:
    """Ids of all movements that are named or belong to a named kind, in catalogue order."""
    wanted = [FAMILIES[each] for each in names if each in FAMILIES]
    return tuple(each.id for each in catalogue if each.id in names or any(has(each) for has in wanted))
