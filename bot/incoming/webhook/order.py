"""Order: one person's updates by their number, although they come at the same time, and to any process.

An update is written down for all processes to see. If an update before it is missing, it waits a moment in
which that may come. It has its turn when no other process has an earlier one of the same person, or is at
work on one.
"""

import asyncio
import time
from collections import defaultdict
from contextlib import suppress
from heapq import heappop, heappush
from itertools import count

from bot.timing.retries import DATABASE_SECONDS, wait_seconds
from jobs.clock import Clock
from storage.engine.database import Database
from storage.engine.unavailable import Unavailable
from storage.sharing import arrivals
from storage.sharing.arrivals import Arrived

EARLIER_SECONDS = 0.15  # a missing update may come so much later than the one after it
LOOK_SECONDS = 0.1  # between questions for a turn, if no bell tells that it has come
TURN_SECONDS = 25.0  # then the update has to come again


class Line:
    """Updates of one person that wait in this process, the earliest first."""

    def __init__(self) -> None:
        self.waiting: list[int] = []
        self.moved = asyncio.Event()

    def is_first(self, update_id: int) -> bool:
        return bool(self.waiting) and self.waiting[0] == update_id

    def leave(self, update_id: int) -> None:
        if self.is_first(update_id):
            heappop(self.waiting)
        else:
            with suppress(ValueError):
                self.waiting.remove(update_id)
                self.waiting.sort()
        self.moved.set()


class Order:
    """Gives updates their turns. A process that has the database to itself asks the same questions."""

    def __init__(self, db: Database, clock: Clock, earlier_seconds: float = EARLIER_SECONDS) -> None:
        self._db = db
        self._clock = clock
        self._earlier_seconds = earlier_seconds
        self._lines: defaultdict[int, Line] = defaultdict(Line)
        self._in_progress: set[int] = set()
        self._leaving: set[asyncio.Task[None]] = set()

    async def enter(self, update_id: int, person: int) -> bool:
        """True once it is this update's turn; False if it was answered before. Raises `Unavailable`."""
        until = time.monotonic() + TURN_SECONDS
        while update_id in self._in_progress:  # delivered twice, both times to us
            await self._look(self._lines[person], until)
        self._in_progress.add(update_id)
        try:
            arrived = await self._arrived(update_id, person, until)
            if arrived is Arrived.SETTLED:
                self._done(update_id, person)
                return False
            earlier_seconds = self._earlier_seconds if arrived is Arrived.AFTER_A_GAP else 0
            await self._wait_for_turn(update_id, person, until, earlier_seconds)
        except BaseException:
            self.leave_later(update_id, person, is_settled=False)
            raise
        return True

    def begun(self, update_id: int, person: int) -> None:
        """It is in its lane, where later ones of this process line up behind it."""
        self._lines[person].leave(update_id)

    async def leave(self, update_id: int, person: int, *, is_settled: bool) -> None:
        """It is over; tells the others when it cannot tell the database at once."""
        try:
            now = self._clock.now()
            await self._db.write(arrivals.leave, update_id, person, now, is_settled=is_settled)
        except Unavailable:
            self.leave_later(update_id, person, is_settled=is_settled)
        else:
            self._done(update_id, person)

    def leave_later(self, update_id: int, person: int, *, is_settled: bool) -> None:
        """The same in the background, until the database takes it."""
        task = asyncio.create_task(self._keep_leaving(update_id, person, is_settled))
        self._leaving.add(task)
        task.add_done_callback(self._leaving.discard)

    async def finish(self) -> None:
        """Wait for goodbyes in the background; whoever comes after us finds what is left."""
        if self._leaving:
            await asyncio.wait(list(self._leaving), timeout=1)
        for task in list(self._leaving):
            task.cancel()

    async def turn(self, person: int) -> None:
        """A bell: another process is done with an update of this person."""
        if person in self._lines:
            self._lines[person].moved.set()

    async def clear(self) -> None:
        """At a start with the database to oneself: what a killed process left is nobody's."""
        await self._db.write(arrivals.clear)

    async def _arrived(self, update_id: int, person: int, until: float) -> Arrived:
        while True:
            there = self._in_progress - {update_id}
            found = await self._db.write(arrivals.arrive, update_id, person, there)
            if found is not Arrived.ELSEWHERE:
                return found
            await self._look(self._lines[person], until)

    async def _wait_for_turn(self, update_id: int, person: int, until: float, earlier_seconds: float) -> None:
        line = self._lines[person]
        heappush(line.waiting, update_id)
        await asyncio.sleep(earlier_seconds)
        while not (line.is_first(update_id) and await self._db.write(arrivals.begin, update_id, person)):
            await self._look(line, until)

    async def _look(self, line: Line, until: float) -> None:
        if time.monotonic() > until:
            raise Unavailable("an earlier update of the same person is still in progress")
        line.moved.clear()
        with suppress(TimeoutError):
            async with asyncio.timeout(LOOK_SECONDS):
                await line.moved.wait()

    async def _keep_leaving(self, update_id: int, person: int, is_settled: bool) -> None:
        for failures in count():
            try:
                now = self._clock.now()
                await self._db.write(arrivals.leave, update_id, person, now, is_settled=is_settled)
            except Unavailable:
                await asyncio.sleep(wait_seconds(failures, DATABASE_SECONDS))
            else:
                break
        self._done(update_id, person)

    def _done(self, update_id: int, person: int) -> None:
        self._in_progress.discard(update_id)
        self._lines[person].leave(update_id)
        if not self._lines[person].waiting:
            del self._lines[person]  # whoever looks at it still is woken
