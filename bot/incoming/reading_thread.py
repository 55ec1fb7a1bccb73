"""Where are long texts read? In a thread of their own, one at a time; whoever used it least goes first."""

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

SHORT = 64  # characters; what is no longer costs less than the way to the thread and back
BURST_SECONDS = 0.25  # of reading for one person, before they count as greedy
REFILL = 0.1  # seconds of reading that are forgiven each second
LONGEST_SECONDS = 10.0  # for one text; a thread that takes longer is left behind
# While a text is read the loop gets its turn after so long. At Python's 5 ms an answer, which takes
# some twenty turns, waits 90 ms longer; at this 11 ms.
SWITCH_SECONDS = 0.0005
ACCOUNTS = 1_000  # when so many are kept, those that are settled go

# The handler at work: while it waits for its turn to read, its time stands still.
deadline: ContextVar[asyncio.Timeout | None] = ContextVar("deadline", default=None)


class TooLong(Exception):
    """A text that could not be read in time; our mistake."""


@dataclass(slots=True)
class Account:
    """What somebody has used of the thread lately (CPU seconds)."""

    used: float
    at: float

    def owes(self, now: float) -> float:
        return max(0.0, self.used - REFILL * (now - self.at))

    def spend(self, seconds: float, now: float) -> None:
        self.used, self.at = self.owes(now) + seconds, now


class Reading:
    """`await reading(chat_id, step, text, …)` is `step(text, …)`, without holding up the loop."""

    def __init__(self) -> None:
        sys.setswitchinterval(SWITCH_SECONDS)
        self._thread = _thread()
        self._accounts: dict[int, Account] = {}
        self._is_busy = False
        self._one_a_round = asyncio.Lock()
        # Whose texts wait, those that can wait apart from the others.
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
        """When nothing else is to be read; of what is short one in each round of the loop."""
        if len(text) > SHORT:
            return await self.apart(person, lambda: step(text), can_wait=True)
        async with self._one_a_round:
            await asyncio.sleep(0)
            return await self.__call__(person, step, text)

    async def apart(self, person: int, step: Callable[[], T], can_wait: bool = False) -> T:
        """In the thread, however short it is: with the first text of a language things are read from disk."""
        with _time_stands_still():
            await self._turn(can_wait, person)
            try:
                return await self._run(person, step)
            finally:
                self._next()

    def is_greedy(self, person: int) -> bool:
        """They have used more than a burst: whatever else they wrote can wait."""
        return self._owes(person) > BURST_SECONDS

    def close(self) -> None:
        self._thread.shutdown(wait=False, cancel_futures=True)

    async def stop(self) -> None:
        """The process ends; a text that is being read is left to itself."""
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
                self._next()  # it had come, and nobody is there any more
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
            self.close()  # nobody else must wait for it
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
    """For the handler at work: a crowd that is read first is no fault of its own."""
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
