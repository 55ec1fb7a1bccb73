"""Rules that say whether a sentence reached its purpose, one per table; misses are compared."""

from collections.abc import Collection, Iterable

from messages.content.movements import Movement
from storage.values import Move
from tests.replay.cascade import NOW, Heard
from tests.replay.phrases import known
from tests.understand.corpus import Row
from tests.understand.slots import move_row

RANKS = ("none", "soft", "question", "C", "B", "P", "A", "E")
TOPICS = dict.fromkeys("SLFK", "C")  # what has words of its own at level C


def assert_as_reviewed(missed: Iterable[str], table: str, among: Collection[str] | None = None) -> None:
    """Assert exactly the reviewed misses: fixed ones leave the list, new ones need a review.

    Where only a part of the sentences was heard, `among` is that part.
    """
    reviewed, found = set(known(table)), set(missed)
    if among is not None:
        reviewed &= set(among)
    assert sorted(found - reviewed) == [], f"these no longer reach what they are for: {table}"
    assert sorted(reviewed - found) == [], f"these do by now: take them out of known.toml, {table}"


def reaches_tip(heard: Heard, number: int) -> bool:
    """Answered, or one tap away, and no one is sent to a doctor."""
    return not heard.raises_alarm and (heard.answered == number or number in heard.offered)


def logged(heard: Heard) -> tuple[Row, ...]:
    """The rows of the store as the files write them."""
    return tuple(_row(heard, move) for move in heard.moves)


def _row(heard: Heard, move: Move) -> Row:
    at, now = heard.after.local(move.moved_at), heard.after.local(NOW)
    return move_row(move.kind or move.movement_id, move.minutes, move.count, move.metres, at, now)


def shows_movement(heard: Heard, movement: Movement, name: str) -> bool:
    """How it is done, or the button that says so, and no log."""
    below = any(tap.action == "how" and tap.text() == movement.id for tap in heard.buttons)
    return not heard.moves and not heard.raises_alarm and (f"<b>{name}</b>" in heard.screen or below)


def keeps_level(heard: Heard, level: str) -> bool:
    """An emergency and a crisis exactly, else nothing lower; nudges rest where the level asks for it."""
    expected = "P" if level.startswith("P-") else level
    found = max((TOPICS.get(each, each) for each in heard.levels or ("none",)), key=RANKS.index)
    is_paused = heard.after.is_safety_paused
    if expected in ("A", "E"):
        return found in (expected, "P") and is_paused and len(heard.replies) == 1
    return RANKS.index(found) >= RANKS.index(expected) and is_paused is (found in ("B", "P", "A", "E"))
