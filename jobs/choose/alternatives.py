"""Alternatives: an easier, harder or similar movement for one person."""

import re
from collections.abc import Collection, Sequence

from messages.content.ladders import Ladders
from messages.content.movements import Movement

_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")

# What makes two movements similar, besides one point for each body part they share.
_SAME_LADDER, _SAME_MAIN_AREA, _SAME_CATEGORY, _SAME_POSITION = 2, 2, 2, 1


def easier(movement: Movement, allowed: Sequence[Movement], ladders: Ladders) -> Movement | None:
    """The next allowed rung down; for a movement on no ladder, the hardest of its kin that asks less."""
    if ladders.has(movement.id):
        return _first(ladders.below(movement.id), allowed)
    less = [each for each in _kin(movement, allowed) if _met(each) < _met(movement)]
    return max(less, key=_met, default=None)


def harder(movement: Movement, allowed: Sequence[Movement], ladders: Ladders) -> Movement | None:
    """The next allowed rung up; for a movement on no ladder, the easiest of its kin that asks more."""
    if ladders.has(movement.id):
        return _first(ladders.above(movement.id), allowed)
    more = [each for each in _kin(movement, allowed) if _met(each) > _met(movement)]
    return min(more, key=_met, default=None)


def like(
    movement: Movement, allowed: Sequence[Movement], ladders: Ladders, seen: Collection[str] = ()
) -> Movement | None:
    """The most similar movement; movements not `seen` lately come first."""

    def likeness(other: Movement) -> tuple[bool, int, int]:
        return other.id not in seen, _likeness(movement, other, ladders), -other.number

    others = [each for each in allowed if each.id != movement.id and _shared(movement, each)]
    return max(others, key=likeness, default=None)


def _first(rungs: Sequence[str], allowed: Sequence[Movement]) -> Movement | None:
    by_id = {each.id: each for each in allowed}
    return next((by_id[each] for each in rungs if each in by_id), None)


def _kin(movement: Movement, allowed: Sequence[Movement]) -> list[Movement]:
    """Other movements of its category whose main body part it works, too."""
    return [
        each
        for each in allowed
        if each.id != movement.id and each.category == movement.category and each.areas[0] in movement.areas
    ]


def _met(movement: Movement) -> float:
    """Its MET, the lowest where a range is given."""
    found = _NUMBER.search(movement.met)
    return float(found[0]) if found else 0.0


def _shared(movement: Movement, other: Movement) -> int:
    return len({*movement.areas} & {*other.areas})


def _likeness(movement: Movement, other: Movement, ladders: Ladders) -> int:
    return (
        _shared(movement, other)
        + _SAME_LADDER * (other.id in (*ladders.below(movement.id), *ladders.above(movement.id)))
        + _SAME_MAIN_AREA * (movement.areas[0] == other.areas[0])
        + _SAME_CATEGORY * (movement.category == other.category)
        + _SAME_POSITION * (not {*movement.positions}.isdisjoint(other.positions))
    )
