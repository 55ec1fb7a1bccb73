"""Is the bot alive, and does it do its work? Each trouble is one line."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import timedelta

from bot.ops.heartbeat import Pulse
from bot.ops.loop_lag import Lag
from jobs.clock import Clock
from storage.engine.database import Database, Unavailable
from storage.engine.own_file import GONE
from storage.sent import due_nudges
from storage.sent.due_nudges import Queue

SANE_LAG_SECONDS = 5.0
POLL_SECONDS = 90  # a long poll is answered after 25, well or not
TICK_SECONDS = 60
OVERDUE = timedelta(minutes=5)
DATABASE_SECONDS = 3.0


class Health:
    """Looks at what the parts leave behind; asks nobody but the database."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        lag: Lag,
        polls: Pulse,
        ticks: Pulse,
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
        self.notes = notes  # what an operator may want to know of a bot that is ready
        self._proof: asyncio.Task[None] | None = None

    def is_alive(self) -> bool:
        return self._lag.seconds() < SANE_LAG_SECONDS

    async def troubles(self) -> list[str]:
        """Why it is not ready; empty when it is."""
        found = [
            _too_old("good poll", self._polls, self._poll_seconds),
            _too_old("tick", self._ticks, self._tick_seconds),
            await self._database(),
            *(trouble() for trouble in self._others),
        ]
        return [trouble for trouble in found if trouble]

    async def queue(self) -> Queue | None:
        """What waits to be sent; None when the database does not say."""
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
            return f"the database takes nothing: {error}"
        except TimeoutError:
            return f"the database has taken nothing for {DATABASE_SECONDS:g} s"
        waiting = await self.queue()
        if waiting is None:
            return "the database gives nothing"
        if waiting.oldest >= OVERDUE:
            return f"the oldest due nudge is {waiting.oldest.total_seconds():.0f} s late"
        return ""

    def _writing(self) -> asyncio.Task[None]:
        """One proof at a time: while the disk hangs, those who ask must not queue up behind it."""
        if self._proof is None or self._proof.done():
            self._proof = asyncio.create_task(self._db.write(due_nudges.prove_writable))
            self._proof.add_done_callback(_looked_at)
        return self._proof


def _looked_at(proof: asyncio.Task[None]) -> None:
    # Who asked may have gone before it failed; a failure that nobody has seen would be complained about.
    if not proof.cancelled():
        proof.exception()


def _too_old(what: str, pulse: Pulse, most_seconds: float) -> str:
    age = pulse.age_seconds()
    if age < most_seconds:
        return ""
    return f"the last {what} was {age:.0f} s ago" if pulse.beats else f"no {what} yet"
