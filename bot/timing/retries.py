"""Retries: seconds to wait before the next attempt at something that is away."""

from collections.abc import Sequence

WAITS_SECONDS = (1, 2, 4, 8, 15)  # after the first failure, the second …; the last one repeats


def wait_seconds(failures: int, waits: Sequence[float] | None = None) -> float:
    """The wait after `failures` failures in a row, counted from 0; `waits` in place of the usual ones."""
    waits = waits or WAITS_SECONDS
    return waits[min(failures, len(waits) - 1)]
