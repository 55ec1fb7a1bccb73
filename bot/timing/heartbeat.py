"""Heartbeat: seconds since the last success, on the monotonic clock."""

import math
import time


class Heartbeat:
    """Counts successes and remembers when the last one was."""

    def __init__(self) -> None:
        self.beats = 0
        self._last = -math.inf

    def beat(self) -> None:
        self.beats += 1
        self._last = time.monotonic()

    def age_seconds(self) -> float:
        """Seconds since the last beat; infinite before the first."""
        return time.monotonic() - self._last
