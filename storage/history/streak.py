"""How long is the streak? Days in a row with at least one move, with rest passes and neutral days."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

PASSES = 2  # rest passes in any 7 days (a small reserve keeps people going: Sharif & Shu 2017)
PASS_WINDOW_DAYS = 7

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Streak:
    """The chain as it stands at the end of a day."""

    days: int = 0
    best: int = 0
    moved_on: date | None = None  # the last day that counted
    passes: tuple[date, ...] = ()  # the last rest passes spent, oldest first, at most two

    def moved(self, on: date) -> "Streak":
        """One day more."""
        return Streak(self.days + 1, max(self.best, self.days + 1), on, self.passes)

    def missed(self, on: date) -> "Streak":
        """A day without a move: forgiven by a rest pass while there is one, else the chain ends."""
        if not self.days:
            return self
        if self.passes_left(on):
            return replace(self, passes=(*self.passes, on)[-PASSES:])
        return replace(self, days=0)

    def passes_left(self, on: date) -> int:
        """Rest passes that `on` could still spend."""
        spent = sum(on - timedelta(days=PASS_WINDOW_DAYS) < spent_on < on for spent_on in self.passes)
        # For someone with two active days a week, passes alone would keep a streak without any
        # move for ever: so never more than two missed days in a row either.
        in_a_row = sum(self.moved_on is None or spent_on > self.moved_on for spent_on in self.passes)
        return PASSES - max(spent, in_a_row)


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
