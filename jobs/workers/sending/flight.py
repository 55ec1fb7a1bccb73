"""Flight: sends that are on their way at the same time, at most so many."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeAlias

Which: TypeAlias = tuple[int, int]  # a person and a nudge


class Flight:
    """Runs sends beside each other. What goes wrong with one is raised to whoever waits next."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._flying: dict[Which, asyncio.Task[Any]] = {}
        self._trouble: BaseException | None = None
        self._landed = asyncio.Event()

    def __len__(self) -> int:
        return len(self._flying)

    @property
    def which(self) -> set[Which]:
        return {*self._flying}

    async def start(self, which: Which, send: Coroutine[Any, Any, Any]) -> None:
        """Start a send as soon as there is room."""
        try:
            await self.down_to(self.most - 1)
        except BaseException:
            send.close()
            raise
        task = self._flying[which] = asyncio.create_task(send)
        task.add_done_callback(lambda task: self._land(which, task))

    async def down_to(self, most: int, seconds: float | None = None) -> None:
        """Wait until at most so many are on their way, no longer than `seconds`."""
        try:
            async with asyncio.timeout(seconds):
                while len(self._flying) > most:
                    self._landed.clear()
                    await self._landed.wait()
        except TimeoutError:
            pass
        trouble, self._trouble = self._trouble, None
        if trouble is not None:
            raise trouble

    def forget_trouble(self) -> None:
        """What went wrong so far is raised to nobody any more."""
        self._trouble = None

    async def all_of_now(self) -> None:
        """Wait for all that are on their way now, whatever becomes of them."""
        if flying := [*self._flying.values()]:
            await asyncio.wait(flying)

    def _land(self, which: Which, task: asyncio.Task[Any]) -> None:
        del self._flying[which]
        if not task.cancelled() and (error := task.exception()) is not None:
            self._trouble = self._trouble or error
        self._landed.set()
