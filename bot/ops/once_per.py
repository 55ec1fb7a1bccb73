"""How often is the same thing said? Once in a while."""

import math
import time
from collections.abc import Hashable


class OncePer:
    """True for a key at most once in so many seconds; forgets keys that are over."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._last: dict[Hashable, float] = {}

    def __contains__(self, key: Hashable) -> bool:
        """Whether a call with this key would be one too many."""
        return self._last.get(key, -math.inf) > time.monotonic() - self._seconds

    def __call__(self, key: Hashable) -> bool:
        now = time.monotonic()
        # In insertion order, and every entry is younger than the one before it.
        while self._last and (oldest := next(iter(self._last.items())))[1] <= now - self._seconds:
            del self._last[oldest[0]]
        if key in self._last:
            return False
        self._last[key] = now
        return True
