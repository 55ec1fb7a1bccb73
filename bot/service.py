"""Service: a part that starts and stops with the process. The list in `app.py` is all that runs."""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from typing import Any, Protocol

from telegram.error import TelegramError

from storage.engine.unavailable import Unavailable

logger = logging.getLogger(__name__)

CUT_SHORT = (TelegramError, TimeoutError, Unavailable)  # what was not finished is taken up at the next start


class Service(Protocol):
    """One part of the process. A part that can fail for good is given the `Ending`."""

    @property
    def name(self) -> str:
        """In a word or two, for the log."""

    async def start(self) -> None:
        """Begin, and return once it is at work. Raises what must keep the process from running."""

    async def stop(self) -> None:
        """Finish or cut short what was begun, within seconds. Does no harm without a start, or again."""


class Services:
    """Services in the order in which they start; they stop in reverse."""

    def __init__(self, *services: Service) -> None:
        self._to_start = deque(services)
        self._to_stop = list(services)

    @property
    def names(self) -> list[str]:
        """Of those that have not been stopped, in the order in which they start."""
        return [service.name for service in self._to_stop]

    async def start(self, last: Service | None = None) -> None:
        """Start those that are left, up to `last` if given. When one fails, all are stopped."""
        try:
            while self._to_start and (last is None or last in self._to_start):
                await self._to_start.popleft().start()
        except BaseException:
            await self.stop()
            raise

    async def stop(self) -> None:
        """Stop all, started or not; the failure of one is raised when the others have stopped."""
        failed: list[Exception] = []
        while self._to_stop:
            service = self._to_stop.pop()
            try:
                await service.stop()
            except CUT_SHORT as error:
                logger.warning("%s stopped before the end: %s", service.name, type(error).__name__)
            except Exception as error:
                failed.append(error)
        if failed:
            raise failed[0]


class Together:
    """Services that stop at the same time: each may need all the seconds there are."""

    def __init__(self, *services: Service) -> None:
        self._services = services

    @property
    def name(self) -> str:
        return " and ".join(service.name for service in self._services)

    async def start(self) -> None:
        for service in self._services:
            await service.start()

    async def stop(self) -> None:
        await asyncio.gather(*(service.stop() for service in self._services))


@dataclass(frozen=True)
class Opened:
    """A part that is open from when it is made, and only has to be closed."""

    name: str
    close: Callable[[], Awaitable[None]]

    async def start(self) -> None:
        """It is open."""

    async def stop(self) -> None:
        await self.close()


class Background:
    """Work that is done once, beside everything else; a stop cuts it short."""

    def __init__(self, name: str, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        self.name = name
        self._work = work
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        self._task = asyncio.create_task(self._work())

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()


class Ending:
    """Why the process must end although nobody asked it to; the first reason counts."""

    def __init__(self) -> None:
        self._has_come = asyncio.Event()
        self._reason: BaseException | None = None

    def because(self, reason: BaseException) -> None:
        """Called in the loop, by a service that is of no use any more."""
        if self._reason is None:
            self._reason = reason
        self._has_come.set()

    async def come(self) -> None:
        """Raises the reason, once there is one."""
        await self._has_come.wait()
        if self._reason is not None:
            raise self._reason
