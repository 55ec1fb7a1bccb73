"""Streak: days in a row with at least one move, with rest passes and neutral days."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from storage.values import Streak

ONE_DAY = timedelta(days=1)


def carried(streak: Streak, until: date, is_neutral: Callable[[date], bool]) -> Streak:
    """The streak as of the beginning of `until`, after forgiving, skipping or missing the days before."""
    if streak.moved_on is None:
        return streak
    on = streak.moved_on + ONE_DAY
    while on < until and streak.days:
        streak = streak if is_neutral(on) else streak.missed(on)
        on += ONE_DAY
    return streak


def streak_of(moved: Iterable[date], today: date, is_neutral: Callable[[date], bool]) -> Streak:
    """Streak on `today` from the days with a move; today breaks nothing, as it is not over."""
    streak = Streak()
    for on in sorted(on for on in set(moved) if on <= today):
        streak = carried(streak, on, is_neutral).moved(on)
    return carried(streak, today, is_neutral)
