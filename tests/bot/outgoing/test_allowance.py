"""Allowance: frames of all follow-alongs together take no more than their share."""

import time

import pytest

from bot.timing.allowance import Allowance


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The monotonic clock, as its only item."""
    now = [1000.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    return now


def test_many_that_ask_every_tenth_of_a_second_get_the_rate(at: list[float]) -> None:
    frames, taken = Allowance(6.75), 0
    for _ in range(600):
        at[0] += 0.1
        taken += sum(frames.take() for _ in range(50))
    assert 6.75 * 60 <= taken <= 6.75 * 60 + 7


def test_what_is_minor_leaves_half_to_steps(at: list[float]) -> None:
    frames = Allowance(8)
    assert [frames.take(is_minor=True) for _ in range(8)] == [True] * 5 + [False] * 3
    assert [frames.take() for _ in range(4)] == [True] * 3 + [False]


def test_the_lowest_rate_still_gives_one_now_and_then(at: list[float]) -> None:
    frames = Allowance(0.25)
    assert [frames.take(), frames.take()] == [True, False]
    at[0] += 4
    assert frames.take(is_minor=True)
