"""Rate limiter by key: at most once per period, on the monotonic clock."""

import math
import time
from collections.abc import Hashable


class OncePer:
    """Returns True at most once every `seconds` per key; drops expired keys."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._last: dict[Hashable, float] = {}

    def __contains__(self, key: Hashable) -> bool:
        """True if a call with this key would return False."""
        return self._last.get(key, -math.inf) > time.monotonic() - self._seconds

    def __call__(self, key: Hashable) -> bool:
        now = time.monotonic()
        # Insertion order is age order.
        while self._last and (oldest := next(iter(self._last.items())))[1] <= now - self._seconds:
            del self._last[oldest[0]]
        if key in self._last:
            return False
        self._last[key] = now
        return True
