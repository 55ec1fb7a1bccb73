"""Clock: the one place that asks the machine for the time (UTC)."""

import time
from datetime import UTC, datetime, timedelta


class Clock:
    """The machine's clock, aware UTC, moved ahead by `offset` where a sandbox asks for it."""

    def __init__(self, offset: timedelta = timedelta()) -> None:
        self._offset = offset

    def now(self) -> datetime:
        return datetime.now(UTC) + self._offset

    def advance(self, by: timedelta) -> None:
        self._offset += by

    def drift_seconds(self) -> float:
        """Difference between wall clock and monotonic clock; changes when the clock is set."""
        return time.time() - time.monotonic()
