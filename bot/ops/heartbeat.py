"""When did something last go well? Counted by the steady clock, which nobody can set."""

import math
import time


class Pulse:
    """Beats whenever it went well."""

    def __init__(self) -> None:
        self.beats = 0
        self._last = -math.inf

    def beat(self) -> None:
        self.beats += 1
        self._last = time.monotonic()

    def age_seconds(self) -> float:
        """Since the last beat; infinite before the first."""
        return time.monotonic() - self._last
