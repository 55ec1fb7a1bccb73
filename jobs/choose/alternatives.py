"""Alternatives: a movement that asks less or more than another, or is like it, for one person."""

import re
from collections.abc import Collection, Sequence

from messages.content.ladders import Ladders
from messages.content.movements import Movement

_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")


def easier(movement: Movement, allowed: Sequence[Movement], ladders: Ladders) -> Movement | None:
    """The next rung down that is allowed; without a ladder the hardest of its kind that asks less."""
    if (rung := _first(ladders.below(movement.id), allowed)) is not None:
        return rung
    less = [each for each in _kin(movement, allowed) if _demand(each) < _demand(movement)]
    return max(less, key=_demand, default=None)


def harder(movement: Movement, allowed: Sequence[Movement], ladders: Ladders) -> Movement | None:
    """The next rung up that is allowed; without a ladder the easiest of its kind that asks more."""
    if (rung := _first(ladders.above(movement.id), allowed)) is not None:
        return rung
    more = [each for each in _kin(movement, allowed) if _demand(each) > _demand(movement)]
    return min(more, key=_demand, default=None)


def like(movement: Movement, allowed: Sequence[Movement], seen: Collection[str] = ()) -> Movement | None:
    """The one that shares most with it; of those, one that has not been `seen` lately."""
    others = [each for each in allowed if each.id != movement.id and _shared(movement, each) > 0]
    return max(
        others, key=lambda each: (each.id not in seen, _shared(movement, each), -each.number), default=None
    )


def _first(rungs: Sequence[str], allowed: Sequence[Movement]) -> Movement | None:
    by_id = {each.id: each for each in allowed}
    return next((by_id[each] for each in rungs if each in by_id), None)


def _kin(movement: Movement, allowed: Sequence[Movement]) -> list[Movement]:
    """Others of its kind for the same part of the body above all."""
    return [
        each
        for each in allowed
        if each.id != movement.id and each.category == movement.category and each.areas[0] in movement.areas
    ]


def _demand(movement: Movement) -> tuple[float, int]:
    """How much it asks: its MET, the lowest where a range is given, and then its seconds."""
    found = _NUMBER.search(movement.met)
    return (float(found[0]) if found else 0.0, movement.seconds)


def _shared(movement: Movement, other: Movement) -> float:
    """Higher for the same part of the body, kind and position; 0 for another part of the body."""
    areas = len({*movement.areas} & {*other.areas})
    if not areas:
        return 0.0
    positions = not {*movement.positions}.isdisjoint(other.positions)
    return (
        areas
        + 2 * (movement.areas[0] == other.areas[0])
        + 2 * (movement.category == other.category)
        + positions
    )
