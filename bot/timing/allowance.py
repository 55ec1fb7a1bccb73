"""Allowance: token bucket for work that can wait, on the monotonic clock."""

import time


class Allowance:
    """A bucket that fills at `a_second` tokens and holds one second's worth, at least one token."""

    def __init__(self, a_second: float) -> None:
        self._a_second = a_second
        self._most = max(1.0, a_second)
        self._left = self._most
        self._at = time.monotonic()

    def take(self, is_minor: bool = False) -> bool:
        """Take a token if there is one; minor calls leave half of the bucket to the others."""
        now = time.monotonic()
        self._left = min(self._most, self._left + (now - self._at) * self._a_second)
        self._at = now
        if self._left < max(1.0, self._most / 2 if is_minor else 0.0):
            return False
        self._left -= 1
        return True
