"""Where is somebody who is led through a movement? Each step has an equal share of its time."""

from dataclasses import dataclass
from datetime import timedelta
from math import ceil

FOLLOWED_SECONDS = 120  # up to here somebody keeps looking at the screen


@dataclass(frozen=True)
class Moment:
    """A step, counted from 0, and what is left of the whole."""

    step: int
    left_seconds: int


def moment(seconds: int, steps: int, since: timedelta) -> Moment | None:
    """After so long; None when it is over. A clock that was set back begins anew."""
    passed = max(since.total_seconds(), 0.0)
    if passed >= seconds:
        return None
    return Moment(min(int(passed * steps / seconds), steps - 1), ceil(seconds - passed))


def can_be_followed(seconds: int) -> bool:
    """Short enough to be led through it in the chat."""
    return seconds <= FOLLOWED_SECONDS
