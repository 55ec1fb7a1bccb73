"""Shutdown: the first SIGTERM or SIGINT ends the process within 8 seconds, even if a task hangs."""

import asyncio
import logging
import os
import signal
import threading
import time

logger = logging.getLogger(__name__)

SIGNALS = (signal.SIGTERM, signal.SIGINT)
DEADLINE_SECONDS = 7.5


class Stop:
    """Receives signals in its own thread, so a hanging loop cannot miss them."""

    def __init__(self) -> None:
        """Call from the main thread before any other thread starts: threads inherit the signal mask."""
        self._asked = threading.Event()
        self._listeners: list[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = []
        signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
        threading.Thread(target=self._wait, name="signals", daemon=True).start()

    def event(self) -> asyncio.Event:
        """An event of the running loop, set on the signal, or right away if it has come."""
        event = asyncio.Event()
        self._listeners.append((asyncio.get_running_loop(), event))
        if self._asked.is_set():
            event.set()
        return event

    def _wait(self) -> None:
        number = signal.sigwait(SIGNALS)
        self._asked.set()
        logger.info("stopping on %s", signal.Signals(number).name)
        for loop, event in self._listeners:
            loop.call_soon_threadsafe(event.set)
        # Further signals stay blocked and change nothing.
        _leave_in_time(0)

    def must_end(self, code: int, why: str) -> None:
        """End the process with this code within 8 seconds, even if a task hangs."""
        logger.error("%s: ending", why)
        threading.Thread(target=_leave_in_time, args=(code,), name="deadline", daemon=True).start()


def _leave_in_time(code: int) -> None:
    time.sleep(DEADLINE_SECONDS)
    logger.warning("a task hangs; exiting without it")
    logging.shutdown()
    os._exit(code)  # unfinished work is resumed at the next start
