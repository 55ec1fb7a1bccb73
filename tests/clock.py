"""Stepping clock: tests move it by hand, and every reading advances it a little."""

from datetime import UTC, datetime, timedelta

from jobs.clock import Clock

TICK = timedelta(milliseconds=3)  # between any two readings, which never agree


class SteppingClock(Clock):
    """Steps on request and ticks on every reading, so no two readings agree."""

    def __init__(self, at: datetime) -> None:
        super().__init__()
        self._at = at.astimezone(UTC)

    def now(self) -> datetime:
        self._at += TICK
        return self._at

    @property
    def stands_at(self) -> datetime:
        """The last reading, without a new one."""
        return self._at

    def advance(self, by: timedelta) -> None:
        self._at += by

    def set(self, at: datetime) -> None:
        """Step so that the next reading is exactly this."""
        self._at = at.astimezone(UTC) - TICK


class about:  # noqa: N801  (read as a word: `== about(clock.now())`)
    """Equal to any instant within two seconds, as the clock goes on during a test."""

    def __init__(self, at: datetime) -> None:
        self._at = at

    def __eq__(self, other: object) -> bool:
        return isinstance(other, datetime) and abs(other - self._at) <= timedelta(seconds=2)

    def __repr__(self) -> str:
        return f"about {self._at}"

    __hash__ = None  # type: ignore[assignment]
