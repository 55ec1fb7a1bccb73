"""Loops in nudges: whether a movement is shown with its loop, by the person's setting. Pure."""

from collections.abc import Collection

from messages.content.limits import FIRST_TIMES
from messages.replies.moving.nudge import Pictured
from storage.person import ALWAYS, FIRST, NEVER, Showing


def shows_loop(showing: Showing, movement_id: str, loops: Collection[str]) -> bool:
    """True if a nudge shows this movement's loop; `loops` are the movements that have one."""
    if movement_id not in loops or showing.pictures == NEVER:
        return False
    return showing.pictures == ALWAYS or showing.pictured.count(movement_id) < FIRST_TIMES


def shows_when_asked(showing: Showing, movement_id: str, loops: Collection[str]) -> bool:
    """True if a movement that was asked for by name is shown with its loop."""
    return movement_id in loops and showing.pictures != NEVER


def pictured_after(showing: Showing, movement_id: str) -> tuple[str, ...]:
    """The list of loops shown, with this one added: each movement up to `FIRST_TIMES`, while that matters."""
    if showing.pictures != FIRST or showing.pictured.count(movement_id) >= FIRST_TIMES:
        return showing.pictured
    return (*showing.pictured, movement_id)


def pictured_as(is_moving: bool, pictures: str, movement_id: str | None, loops: Collection[str]) -> Pictured:
    """How a nudge shows its movement: `is_moving` is already decided; `pictures` is their setting."""
    if movement_id is None or movement_id not in loops:
        return Pictured.IN_WORDS
    if is_moving:
        return Pictured.MOVING
    return Pictured.IN_WORDS if pictures == NEVER else Pictured.ON_REQUEST
