"""Spinners: stops the spinner of taps that are not handled, one call at a time per person."""

import asyncio
from collections.abc import Awaitable, Callable

from bot.outgoing.effects import Effects, Toast


class Spinners:
    """Answers only each person's newest tap: the only one whose spinner is still on their screen."""

    def __init__(self, show: Callable[[Effects], Awaitable[None]]) -> None:
        self._show = show
        self._newest: dict[int, Toast] = {}
        self._tasks: dict[int, asyncio.Task[None]] = {}

    def stop(self, person: int, toast: Toast) -> None:
        """Answer this tap after the previous one, unless a newer tap has come by then."""
        self._newest[person] = toast
        if person not in self._tasks:
            self._tasks[person] = asyncio.create_task(self._answer(person))

    async def finish(self) -> None:
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)

    async def _answer(self, person: int) -> None:
        try:
            while (toast := self._newest.pop(person, None)) is not None:
                await self._show((toast,))
        finally:
            del self._tasks[person]
