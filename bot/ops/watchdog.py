"""Watchdog: ends a process that cannot recover, so its supervisor can restart it."""

import asyncio
import threading
import time
from collections.abc import Callable

from bot.service import Ending
from bot.timing.heartbeat import Heartbeat
from storage.engine.file.own_file import GONE

STEP_SECONDS = 0.5


class Lost(Exception):
    """The bot cannot work any more and a restart may help; the message says why in one line."""


class Watchdog:
    """Watches from its own thread: a stalled loop cannot notice that it is stalled.

    Trips after `patience_seconds` without a good poll, or when the store's writer died or its file is gone.
    A step counts for at most twice its length, so a night of suspend does not count as missing polls.
    """

    name = "watchdog"

    def __init__(
        self,
        ending: Ending,
        polls: Heartbeat,
        patience_seconds: float,
        store_is_alive: Callable[[], bool] = lambda: True,
        store_has_its_file: Callable[[], bool] = lambda: True,
    ) -> None:
        self._ending = ending
        self._polls = polls
        self._patience_seconds = patience_seconds
        self._store_is_alive = store_is_alive
        self._store_has_its_file = store_has_its_file
        self._is_over = threading.Event()
        self.on_lost: Callable[[str], None] = lambda _: None  # told why, from the thread

    async def start(self) -> None:
        """Watch from now on; the process ends with `Lost`, after `on_lost` was told."""
        loop = asyncio.get_running_loop()

        def work() -> None:
            why = self._wait()
            if why is not None and not loop.is_closed():
                self.on_lost(why)
                loop.call_soon_threadsafe(self._ending.because, Lost(why))

        threading.Thread(target=work, name="watch", daemon=True).start()

    async def stop(self) -> None:
        self._is_over.set()

    def _wait(self) -> str | None:
        """Why the watchdog tripped; None if it was stopped first."""
        beats, without_seconds, before = self._polls.beats, 0.0, time.monotonic()
        while not self._is_over.wait(STEP_SECONDS):
            now = time.monotonic()
            without_seconds += min(now - before, 2 * STEP_SECONDS)
            before = now
            if beats != self._polls.beats:
                beats, without_seconds = self._polls.beats, 0.0
            if without_seconds >= self._patience_seconds:
                return f"no good poll for {self._patience_seconds:g} s"
            if not self._store_is_alive():
                return "the store's writer has died"
            if not self._store_has_its_file():
                return GONE
        return None
