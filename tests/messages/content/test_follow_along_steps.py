"""Which step it is, and what is left, at every moment of a movement."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages.content.follow_along_steps import Moment, can_be_followed, moment

SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        (0, Moment(0, 60)),
        (0.5, Moment(0, 60)),
        (14.9, Moment(0, 46)),
        (15, Moment(1, 45)),
        (30, Moment(2, 30)),
        (45, Moment(3, 15)),
        (59.9, Moment(3, 1)),
        (60, None),
        (3600, None),
        (-5, Moment(0, 60)),
    ],
)
def test_a_minute_of_four_steps_has_fifteen_seconds_each(since: float, expected: Moment | None) -> None:
    assert moment(60, 4, since * SECOND) == expected


@given(st.integers(10, 120), st.integers(1, 8))
def test_every_step_has_the_same_share_and_the_countdown_only_falls(seconds: int, steps: int) -> None:
    found = [moment(seconds, steps, n * SECOND / 4) for n in range(seconds * 4)]
    shown = [each for each in found if each is not None]
    assert len(shown) == seconds * 4
    assert [each.step for each in shown] == sorted(each.step for each in shown)
    assert {each.step for each in shown} == set(range(steps))
    lengths = [sum(each.step == step for each in shown) / 4 for step in range(steps)]
    assert max(lengths) - min(lengths) <= 1
    assert [each.left_seconds for each in shown] == sorted(
        (each.left_seconds for each in shown), reverse=True
    )
    assert moment(seconds, steps, seconds * SECOND) is None


def test_two_minutes_can_be_followed_and_more_cannot() -> None:
    assert can_be_followed(120)
    assert not can_be_followed(121)
