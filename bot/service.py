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

CUT_SHORT = (TelegramError, TimeoutError, Unavailable)  # unfinished work resumes at the next start


class Service(Protocol):
    """One part of the process. A part that can fail for good gets the `Ending`."""

    @property
    def name(self) -> str:
        """A word or two for the log."""

    async def start(self) -> None:
        """Start, and return once at work. Raises whatever must keep the process from running."""

    async def stop(self) -> None:
        """Finish or cut short what was begun, within seconds. Harmless without a start, or a second time."""


class Services:
    """Services in the order in which they start; they stop in reverse."""

    def __init__(self, *services: Service) -> None:
        self._to_start = deque(services)
        self._to_stop = list(services)

    @property
    def names(self) -> list[str]:
        """Names of services not stopped yet, in start order."""
        return [service.name for service in self._to_stop]

    async def start(self, last: Service | None = None) -> None:
        """Start the remaining services, up to `last` if given. If one fails, all are stopped."""
        try:
            while self._to_start and (last is None or last in self._to_start):
                await self._to_start.popleft().start()
        except BaseException:
            await self.stop()
            raise

    async def stop(self) -> None:
        """Stop all, started or not; the first failure is raised once all have stopped."""
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
    """Services that stop at the same time, as each may need the whole grace period."""

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
    """A part that is open from its creation, and only has to be closed."""

    name: str
    close: Callable[[], Awaitable[None]]

    async def start(self) -> None:
        """Nothing to do: it is open already."""

    async def stop(self) -> None:
        await self.close()


class Background:
    """One-off work in the background; a stop cuts it short."""

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
    """Why the process must end without being asked to; the first reason counts."""

    def __init__(self) -> None:
        self._has_come = asyncio.Event()
        self._reason: BaseException | None = None

    def because(self, reason: BaseException) -> None:
        """Record why a service can no longer work; call it in the loop."""
        if self._reason is None:
            self._reason = reason
        self._has_come.set()

    async def come(self) -> None:
        """Wait for a reason, and raise it."""
        await self._has_come.wait()
        if self._reason is not None:
            raise self._reason
