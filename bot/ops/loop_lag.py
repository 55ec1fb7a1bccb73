"""Loop lag: how late the event loop runs (seconds); every answer waits at least that long."""

import asyncio
import time

STEP_SECONDS = 0.5


class LoopLag:
    """Sleeps in steps and measures how much longer each one took."""

    def __init__(self) -> None:
        self._last = 0.0
        self._wakes_at: float | None = None
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._task = asyncio.create_task(self._measure())

    def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def seconds(self) -> float:
        """Lag of the last step, or of the current one if that is already longer."""
        # Right after a stall, this call is often served before the sleeper wakes.
        overdue = 0.0 if self._wakes_at is None else time.monotonic() - self._wakes_at
        return max(self._last, overdue)

    async def _measure(self) -> None:
        while True:
            self._wakes_at = time.monotonic() + STEP_SECONDS
            await asyncio.sleep(STEP_SECONDS)
            self._last = max(0.0, time.monotonic() - self._wakes_at)
