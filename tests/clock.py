"""A clock that tests move by hand, and that goes on by itself with every look at it."""

from datetime import UTC, datetime, timedelta

from jobs.clock import Clock

TICK = timedelta(milliseconds=3)  # between any two looks: two of them never say the same


class SteppingClock(Clock):
    """Steps when it is told to and ticks whenever it is read, so that two looks never agree."""

    def __init__(self, at: datetime) -> None:
        super().__init__()
        self._at = at.astimezone(UTC)

    def now(self) -> datetime:
        self._at += TICK
        return self._at

    @property
    def stands_at(self) -> datetime:
        """What it said last, without a look."""
        return self._at

    def advance(self, by: timedelta) -> None:
        self._at += by

    def set(self, at: datetime) -> None:
        """Step so that the next look says exactly this."""
        self._at = at.astimezone(UTC) - TICK


class about:  # noqa: N801  (read as a word: `== about(clock.now())`)
    """Equal to every instant within two seconds: the clock went on while somebody typed."""

    def __init__(self, at: datetime) -> None:
        self._at = at

    def __eq__(self, other: object) -> bool:
        return isinstance(other, datetime) and abs(other - self._at) <= timedelta(seconds=2)

    def __repr__(self) -> str:
        return f"about {self._at}"

    __hash__ = None  # type: ignore[assignment]
