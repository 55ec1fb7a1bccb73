"""Openings: the line a nudge begins with, from the movement's own lines and then from frames."""

from messages.content.movements import Movement
from messages.content.vocabulary import Category, Position
from messages.language import Language

FRAMES = 16  # of each kind: walks, breath and the rest
TIMED = frozenset({"walk-1", "walk-2", "walk-5", "walk-10"})  # the name says how long


def opening(say: Language, movement: Movement, line: int, length: str) -> str:
    """Wording number `line` of a movement: its own first, then a frame with its name and length.

    Each movement begins at another frame, so that those of one day differ.
    """
    words = say.movements[movement.id]
    if not is_framed(say, movement, line):
        return words.lines[line]
    which = (line - len(words.lines) + movement.number) % FRAMES
    if movement.id in TIMED:
        return say("frame-timed", which=which, name=words.name)
    return say(f"frame-{_kind(movement)}", which=which, name=words.name, length=length)


def is_framed(say: Language, movement: Movement, line: int) -> bool:
    """True if this wording has the name and the length in it."""
    return line >= len(say.movements[movement.id].lines)


def _kind(movement: Movement) -> str:
    if Position.WALKING in movement.positions:
        return "walk"
    return "breathe" if movement.category is Category.BREATHE else "move"
