"""Strength: the formula by hand at its edges, properties, and the same through a real file."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.history.strength import KEPT, after, faded, moved
from storage.values import DayTotals, Streak

MONDAY = date(2024, 3, 4)

scores = st.floats(0, 1)
goals = st.integers(1, 12)
some_moves = st.integers(0, 30)


def points(score: float) -> int:
    return DayTotals(MONDAY, 0, 4, Streak(), score).points


def never(_: date) -> bool:
    return False


@pytest.mark.parametrize(
    ("score", "moves", "goal", "expected"),
    [
        (0.0, 0, 4, 0.0),
        (1.0, 4, 4, 1.0),
        (1.0, 9, 4, 1.0),  # more than the goal is not more than everything
        (1.0, 0, 4, 0.9480775),
        (0.0, 4, 4, 0.0519225),
        (0.0, 1, 4, 0.0129806),
        (0.5, 2, 4, 0.5),
    ],
)
def test_one_day_by_hand(score: float, moves: int, goal: int, expected: float) -> None:
    assert after(score, moves, goal) == pytest.approx(expected, abs=1e-7)


def test_thirteen_days_without_a_move_leave_half_and_thirteen_at_the_goal_win_half() -> None:
    assert points(faded(1.0, MONDAY, MONDAY + timedelta(days=13), never)) == 50
    score = 0.0
    for _ in range(13):
        score = after(score, 4, 4)
    assert points(score) == 50


@given(scores, some_moves, goals)
def test_it_stays_between_nothing_and_everything(score: float, moves: int, goal: int) -> None:
    assert 0 <= after(score, moves, goal) <= 1


@given(scores, some_moves, goals)
def test_a_move_more_is_never_worse(score: float, moves: int, goal: int) -> None:
    assert after(score, moves + 1, goal) >= after(score, moves, goal)


@given(scores, st.integers(1, 30), goals)
def test_a_day_off_with_moves_takes_nothing_away(score: float, moves: int, goal: int) -> None:
    assert moved(score, moves, goal, lambda: True) >= score
    assert moved(score, moves, goal, lambda: False) == after(score, moves, goal)


@given(scores, st.integers(0, 400), st.sets(st.integers(0, 400)))
def test_a_gap_costs_its_active_days_and_no_others(score: float, days: int, off: set[int]) -> None:
    until = MONDAY + timedelta(days=days)
    is_neutral: Callable[[date], bool] = lambda on: (on - MONDAY).days in off  # noqa: E731
    active = days - sum(n < days for n in off)
    found = faded(score, MONDAY, until, is_neutral)
    assert found == pytest.approx(score * KEPT**active, abs=0.0006)


def test_only_neutral_days_leave_it_as_it_was() -> None:
    assert faded(0.7, MONDAY, MONDAY + timedelta(days=60), lambda _: True) == 0.7


def test_a_long_silence_ends_at_nothing() -> None:
    assert faded(1.0, MONDAY, MONDAY + timedelta(days=3650), never) == 0.0
    assert points(0.004) == 0
    assert points(1.0) == 100
