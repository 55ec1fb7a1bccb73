"""Streak: days in a row with at least one move, with rest passes and neutral days."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from storage.values import Streak

ONE_DAY = timedelta(days=1)


def carried(streak: Streak, until: date, is_neutral: Callable[[date], bool]) -> Streak:
    """The streak as `until` begins: the days after the last counted one forgiven, neutral or missed."""
    if streak.moved_on is None:
        return streak
    on = streak.moved_on + ONE_DAY
    while on < until and streak.days:
        streak = streak if is_neutral(on) else streak.missed(on)
        on += ONE_DAY
    return streak


def streak_of(moved: Iterable[date], today: date, is_neutral: Callable[[date], bool]) -> Streak:
    """The streak on `today` from the days with a move; an unfinished today does not break it."""
    streak = Streak()
    for on in sorted(on for on in set(moved) if on <= today):
        streak = carried(streak, on, is_neutral).moved(on)
    return carried(streak, today, is_neutral)
