"""Reading thread: parses long texts off the loop, one at a time, lightest user first."""

import asyncio
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Concatenate, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

SHORT = 64  # characters; up to here reading costs less than the hop to the thread
BURST_SECONDS = 0.25  # of reading one person may use before they count as greedy
REFILL = 0.1  # seconds of reading forgiven per second
LONGEST_SECONDS = 10.0  # for one text; a thread that takes longer is abandoned
# How long the reading thread keeps the GIL from the loop. An answer takes some twenty turns: at Python's
# default of 5 ms it waits 90 ms longer, at this value 11 ms.
SWITCH_SECONDS = 0.0005
ACCOUNTS = 1_000  # beyond this, settled accounts are dropped

# The running handler's timeout; suspended while it waits for its turn to read.
deadline: ContextVar[asyncio.Timeout | None] = ContextVar("deadline", default=None)


class TooLong(Exception):
    """A text that took too long to read; our bug."""


@dataclass(slots=True)
class Account:
    """One person's recent use of the thread (CPU seconds)."""

    used: float
    at: float

    def owes(self, now: float) -> float:
        return max(0.0, self.used - REFILL * (now - self.at))

    def spend(self, seconds: float, now: float) -> None:
        self.used, self.at = self.owes(now) + seconds, now


class ReadingThread:
    """`await reading(chat_id, step, text, …)` returns `step(text, …)` without blocking the loop."""

    def __init__(self) -> None:
        sys.setswitchinterval(SWITCH_SECONDS)
        self._thread = _thread()
        self._accounts: dict[int, Account] = {}
        self._is_busy = False
        self._one_a_round = asyncio.Lock()
        # Waiting turns by (can wait, person).
        self._waiting: dict[tuple[bool, int], deque[asyncio.Future[None]]] = {}

    async def __call__(
        self,
        person: int,
        step: Callable[Concatenate[str, P], T],
        text: str,
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        if len(text) > SHORT:
            return await self.apart(person, lambda: step(text, *args, **kwargs))
        began = time.thread_time()
        try:
            return step(text, *args, **kwargs)
        finally:
            self._charge(person, time.thread_time() - began)

    async def late(self, person: int, step: Callable[[str], T], text: str) -> T:
        """Read with the lowest priority; short texts one per round of the loop."""
        if len(text) > SHORT:
            return await self.apart(person, lambda: step(text), can_wait=True)
        async with self._one_a_round:
            await asyncio.sleep(0)
            return await self.__call__(person, step, text)

    async def apart(self, person: int, step: Callable[[], T], can_wait: bool = False) -> T:
        """Run `step` in the thread even for a short text: the first text of a language reads from disk."""
        with _time_stands_still():
            await self._turn(can_wait, person)
            try:
                return await self._run(person, step)
            finally:
                self._next()

    def is_greedy(self, person: int) -> bool:
        """True if they have used more than a burst, so the rest of their texts can wait."""
        return self._owes(person) > BURST_SECONDS

    def close(self) -> None:
        self._thread.shutdown(wait=False, cancel_futures=True)

    async def stop(self) -> None:
        """Stop at shutdown; a text being read is abandoned."""
        self.close()

    async def _turn(self, can_wait: bool, person: int) -> None:
        if not self._is_busy:
            self._is_busy = True
            return
        turn = asyncio.get_running_loop().create_future()
        self._waiting.setdefault((can_wait, person), deque()).append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._next()  # the turn had come, but its caller is gone
            raise

    def _next(self) -> None:
        while self._waiting:
            first = min(self._waiting, key=self._rank)
            turns = self._waiting[first]
            turn = turns.popleft()
            if not turns:
                del self._waiting[first]
            if not turn.done():
                turn.set_result(None)
                return
        self._is_busy = False

    def _rank(self, whose: tuple[bool, int]) -> tuple[bool, float]:
        can_wait, person = whose
        owes = self._owes(person)
        return can_wait or owes > BURST_SECONDS, owes

    async def _run(self, person: int, step: Callable[[], T]) -> T:
        spent = 0.0

        def timed() -> T:
            nonlocal spent
            began = time.thread_time()
            try:
                return step()
            finally:
                spent = time.thread_time() - began

        running = asyncio.get_running_loop().run_in_executor(self._thread, timed)
        done, _ = await asyncio.wait([running], timeout=LONGEST_SECONDS)
        self._charge(person, spent if done else LONGEST_SECONDS)
        if not done:
            self.close()  # so that no one else waits for it
            self._thread = _thread()
            raise TooLong(f"a text took more than {LONGEST_SECONDS:g} s to read")
        return running.result()

    def _charge(self, person: int, seconds: float) -> None:
        now = time.monotonic()
        self._accounts.setdefault(person, Account(0.0, now)).spend(seconds, now)
        if len(self._accounts) > ACCOUNTS:
            self._accounts = {who: each for who, each in self._accounts.items() if each.owes(now) > 0}

    def _owes(self, person: int) -> float:
        account = self._accounts.get(person)
        return 0.0 if account is None else account.owes(time.monotonic())


def _thread() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(1, thread_name_prefix="reading")


@contextmanager
def _time_stands_still() -> Iterator[None]:
    """Suspend the running handler's timeout: waiting behind other readers is not its fault."""
    timeout = deadline.get()
    until = None if timeout is None or timeout.expired() else timeout.when()
    if timeout is None or until is None:
        yield
        return
    loop = asyncio.get_running_loop()
    left = until - loop.time()
    timeout.reschedule(None)
    try:
        yield
    finally:
        timeout.reschedule(loop.time() + left)
