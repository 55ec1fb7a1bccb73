"""Sandbox clock: can be moved forward."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol


class MovableClock(Protocol):
    """The bot's clock, controlled from the chat page, so no one waits an hour for a nudge."""

    def now(self) -> datetime: ...  # aware UTC

    async def advance(self, by: timedelta) -> None: ...  # moves the clock and runs what became due

    async def next_nudge_at(self, chat_id: int) -> datetime | None: ...


class SandboxClock:
    """The attached time machine's time; else the given `now`; else the system clock plus `offset`."""

    def __init__(self, now: Callable[[], datetime] | None) -> None:
        self.offset = timedelta()
        self.machine: MovableClock | None = None
        self._now = now

    def now(self) -> datetime:
        if self.machine is not None:
            return self.machine.now()
        # the sandbox imports nothing of ours, so this is its only reading of the system clock
        return self._now() if self._now else datetime.now(UTC) + self.offset

    async def advance(self, by: timedelta, machine: MovableClock) -> None:
        self.offset += by
        await machine.advance(by)
