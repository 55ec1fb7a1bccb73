"""Strength of the habit: a score that grows with every day and fades slowly."""

from collections.abc import Callable
from datetime import date, timedelta

# Share of the score left after an active day without a move: half after 13 of them.
KEPT = 0.5 ** (1 / 13)
NOTHING = 0.0005  # anything below is shown as 0

ONE_DAY = timedelta(days=1)


def after(score: float, moves: int, goal: int) -> float:
    """The score (0 to 1) after an active day."""
    return KEPT * score + (1 - KEPT) * min(1.0, moves / goal)


def moved(score: float, moves: int, goal: int, is_neutral: Callable[[], bool]) -> float:
    """The score after a day with a move; on a neutral day it can only rise."""
    new = after(score, moves, goal)
    return score if new < score and is_neutral() else new


def faded(score: float, first: date, until: date, is_neutral: Callable[[date], bool]) -> float:
    """The score as of the beginning of `until`, without a move since `first`; neutral days keep it."""
    on = first
    while on < until and score > NOTHING:
        score = score if is_neutral(on) else after(score, 0, 1)
        on += ONE_DAY
    return score if score > NOTHING else 0.0
