"""Strength of the habit: a score that grows with every day and fades slowly."""

from collections.abc import Callable
from datetime import date, timedelta

# Of the score, from one active day to the next: half of it is left after 13 without a move.
KEPT = 0.5 ** (1 / 13)
NOTHING = 0.0005  # below that it reads 0 in any case

ONE_DAY = timedelta(days=1)


def after(score: float, moves: int, goal: int) -> float:
    """The score (0 to 1) after an active day."""
    return KEPT * score + (1 - KEPT) * min(1.0, moves / goal)


def moved(score: float, moves: int, goal: int, is_neutral: Callable[[], bool]) -> float:
    """The score after a day with a move; a neutral one can only add to it."""
    new = after(score, moves, goal)
    return score if new < score and is_neutral() else new


def faded(score: float, first: date, until: date, is_neutral: Callable[[date], bool]) -> float:
    """The score as `until` begins, when there was no move from `first` on; neutral days leave it."""
    on = first
    while on < until and score > NOTHING:
        score = score if is_neutral(on) else after(score, 0, 1)
        on += ONE_DAY
    return score if score > NOTHING else 0.0
