"""Night taps: which hours, how many days, and how often the hint is offered."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.night_taps import days_after, is_odd, may_offer

TODAY = date(2024, 3, 10)


@pytest.mark.parametrize(
    ("clock", "odd"), [("00:59", False), ("01:00", True), ("04:59", True), ("05:00", False), ("14:00", False)]
)
def test_hours(clock: str, odd: bool) -> None:
    hour, minute = map(int, clock.split(":"))
    assert is_odd(datetime(2024, 3, 4, hour, minute, tzinfo=UTC)) is odd


@pytest.mark.parametrize(
    ("ago", "days", "after"),
    [(0, 0b1, 0b1), (1, 0b1, 0b11), (2, 0b11, 0b1101), (6, 0b1, 0b1000001), (7, 0b1111, 0b1), (-1, 0b1, 0b1)],
)
def test_days_are_counted_back_from_today(ago: int, days: int, after: int) -> None:
    assert days_after(TODAY - timedelta(days=ago), days, TODAY) == after


def test_the_first_is_one() -> None:
    assert days_after(None, 0, TODAY) == 1


@pytest.mark.parametrize(
    ("days", "offered_days_ago", "offer"),
    [
        (0b111, None, False),
        (0b1111, None, True),
        (0b1001011, None, True),
        (0b1111, 29, False),
        (0b1111, 30, True),
    ],
)
def test_four_of_seven_and_not_within_a_month(days: int, offered_days_ago: int | None, offer: bool) -> None:
    offered_on = None if offered_days_ago is None else TODAY - timedelta(days=offered_days_ago)
    assert may_offer(days, offered_on, TODAY) is offer


@given(st.sets(st.integers(0, 40)))
def test_exactly_the_days_of_the_last_week_are_counted(ago: set[int]) -> None:
    on, days = None, 0
    for n in sorted(ago, reverse=True):
        days = days_after(on, days, TODAY - timedelta(days=n))
        on = TODAY - timedelta(days=n)
    if ago:
        newest = min(ago)
        assert days.bit_count() == len([n for n in ago if n - newest < 7])
