"""Retries: seconds to wait before the next attempt at something unavailable."""

from collections.abc import Sequence

WAITS_SECONDS = (1, 2, 4, 8, 15)  # after the first failure, the second …; the last one repeats
DATABASE_SECONDS = (1, 2, 3)  # people wait, and unlike Telegram our own database minds no asking


def wait_seconds(failures: int, waits: Sequence[float] | None = None) -> float:
    """The wait (seconds) after `failures` failures in a row, from 0; `waits` replaces the defaults."""
    waits = waits or WAITS_SECONDS
    return waits[min(failures, len(waits) - 1)]
