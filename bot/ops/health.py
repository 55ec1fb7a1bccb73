"""Health: is the loop alive, and is the bot ready? Every problem is one line."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import timedelta

from bot.ops.loop_lag import LoopLag
from bot.timing.heartbeat import Heartbeat
from jobs.clock import Clock
from storage.engine.database import Database
from storage.engine.file.own_file import GONE
from storage.engine.unavailable import Unavailable
from storage.sent import due_nudges
from storage.sent.due_nudges import Queue

SANE_LAG_SECONDS = 5.0
POLL_SECONDS = 90  # a long poll is answered within 25 s, whatever the answer
TICK_SECONDS = 60
OVERDUE = timedelta(minutes=5)
DATABASE_SECONDS = 3.0


class Health:
    """Judges by the heartbeats of the parts; queries only the database."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        lag: LoopLag,
        polls: Heartbeat,
        ticks: Heartbeat,
        poll_seconds: float = POLL_SECONDS,
        tick_seconds: float = TICK_SECONDS,
        others: Sequence[Callable[[], str]] = (),
        notes: Callable[[], list[str]] = list,
    ) -> None:
        self._db = db
        self._clock = clock
        self._lag = lag
        self._polls = polls
        self._ticks = ticks
        self._poll_seconds = poll_seconds
        self._tick_seconds = tick_seconds
        self._others = others
        self.notes = notes  # worth knowing even though the bot is ready
        self._proof: asyncio.Task[None] | None = None

    def is_alive(self) -> bool:
        return self._lag.seconds() < SANE_LAG_SECONDS

    async def troubles(self) -> list[str]:
        """Reasons why the bot is not ready; empty if it is."""
        found = [
            _too_old("good poll", self._polls, self._poll_seconds),
            _too_old("tick", self._ticks, self._tick_seconds),
            await self._database(),
            *(trouble() for trouble in self._others),
        ]
        return [trouble for trouble in found if trouble]

    async def queue(self) -> Queue | None:
        """The nudges waiting to be sent; None if the database does not answer in time."""
        try:
            async with asyncio.timeout(DATABASE_SECONDS):
                return await self._db.read(due_nudges.waiting, self._clock.now())
        except (Unavailable, TimeoutError):
            return None

    async def _database(self) -> str:
        if not self._db.has_its_file:
            return GONE
        try:
            async with asyncio.timeout(DATABASE_SECONDS):
                await asyncio.shield(self._writing())
        except Unavailable as error:
            return f"the database accepts no writes: {error}"
        except TimeoutError:
            return f"the database has accepted no write for {DATABASE_SECONDS:g} s"
        waiting = await self.queue()
        if waiting is None:
            return "the database cannot be read"
        if waiting.oldest >= OVERDUE:
            return f"the oldest due nudge is {waiting.oldest.total_seconds():.0f} s late"
        return ""

    def _writing(self) -> asyncio.Task[None]:
        """The running test write, shared: while the disk hangs, requests must not queue up behind it."""
        if self._proof is None or self._proof.done():
            self._proof = asyncio.create_task(self._db.write(due_nudges.prove_writable))
            self._proof.add_done_callback(_looked_at)
        return self._proof


def _looked_at(proof: asyncio.Task[None]) -> None:
    # The request may have timed out first; asyncio complains about an exception no one retrieved.
    if not proof.cancelled():
        proof.exception()


def _too_old(what: str, pulse: Heartbeat, most_seconds: float) -> str:
    age = pulse.age_seconds()
    if age < most_seconds:
        return ""
    return f"the last {what} was {age:.0f} s ago" if pulse.beats else f"no {what} yet"
