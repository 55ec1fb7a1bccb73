"""Follow-along steps: the current step at a given time; all steps of a movement take equally long."""

from dataclasses import dataclass
from datetime import timedelta
from math import ceil

FOLLOWED_SECONDS = 120  # longer than this, people stop watching the screen


@dataclass(frozen=True)
class Moment:
    """A step, counted from 0, and the seconds left of the whole movement."""

    step: int
    left_seconds: int


def moment(seconds: int, steps: int, since: timedelta) -> Moment | None:
    """The moment `since` after the start; None once it is over. A clock set back restarts at step 0."""
    passed = max(since.total_seconds(), 0.0)
    if passed >= seconds:
        return None
    return Moment(min(int(passed * steps / seconds), steps - 1), ceil(seconds - passed))


def can_be_followed(seconds: int) -> bool:
    """True if the movement is short enough for a follow-along."""
    return seconds <= FOLLOWED_SECONDS
