"""What time is it in the sandbox? Its own, and it can be moved forward."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol


class TimeMachine(Protocol):
    """The bot's clock, lent to the chat page so that a person need not wait an hour for a nudge."""

    def now(self) -> datetime: ...  # aware UTC

    async def advance(self, by: timedelta) -> None: ...  # moves the clock and lets it do what became due

    async def next_nudge_at(self, chat_id: int) -> datetime | None: ...


class Clock:
    """The time machine's, when one is attached; else the given `now`; else the computer's plus `offset`."""

    def __init__(self, now: Callable[[], datetime] | None) -> None:
        self.offset = timedelta()
        self.machine: TimeMachine | None = None
        self._now = now

    def now(self) -> datetime:
        if self.machine is not None:
            return self.machine.now()
        # the sandbox imports nothing of ours, so on its own it reads the clock here and nowhere else
        return self._now() if self._now else datetime.now(UTC) + self.offset

    async def advance(self, by: timedelta, machine: TimeMachine) -> None:
        self.offset += by
        await machine.advance(by)
