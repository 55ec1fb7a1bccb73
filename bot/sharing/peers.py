"""Peers: the processes on one database. One beat a second says who is alive, who dispatches, and who may send
how much; bells between the beats save the waiting.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from contextlib import suppress
from typing import Any, Protocol

from bot.outgoing.rate_limiter import Pacing
from bot.outgoing.send_queue import Priority
from bot.service import Ending
from bot.sharing.shares import Demand, Share, wanted
from bot.timing.once_per import OncePer
from storage.engine.database import Database
from storage.engine.unavailable import Unavailable
from storage.sharing import bells, processes
from storage.sharing.bells import Bell
from storage.sharing.processes import EXPIRES, Beat, Need, Peer, Replaced

logger = logging.getLogger(__name__)

BEAT_SECONDS = 1.0
SAFE_SECONDS = (
    3.0  # before the lease expires nothing unasked is started: a call needs time to arrive and be noted
)
LEAST_SHARE = 2  # a process without takes no updates
SHARE_SECONDS = 10.0  # a start waits so long for it

Hear = Callable[[int], Awaitable[None]]


class Ears(Protocol):
    """What listens to bells."""

    async def run(self) -> None:
        """Listen until cancelled."""


class Alone:
    """One process that has the database to itself: it dispatches, and may send at the whole rate."""

    name = "peers"
    leads = True
    others = 0
    share = 0

    async def start(self) -> None:
        """Nothing to do."""

    async def stop(self) -> None:
        """Nothing to do."""

    async def tell(self, bell: Bell, detail: int = 0) -> None:
        """Nobody is there to be told."""

    def lease_age_seconds(self) -> float:
        return 0.0

    def notes(self) -> list[str]:
        return []


class Peers:
    """This process among others: renews its row, leads while it holds the lease, and hears the bells."""

    name = "peers"

    def __init__(
        self,
        db: Database,
        beats: Database,
        rate: int,
        pacing: Pacing,
        ending: Ending,
        ears: Callable[..., Ears],
    ) -> None:
        self._db = db
        self._beats = beats  # connections of its own: a busy process must not miss its beats
        self._rate = rate
        self._pacing = pacing
        self._ending = ending
        self._ears = ears(self._heard)
        self._share = Share(rate)
        self._demand = Demand()
        self._led_until = 0.0  # monotonic seconds
        self._renewed_at = 0.0
        self._last: Beat | None = None
        self._is_leaving = False
        self._hurry = asyncio.Event()
        self._has_share = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        self._once_a_minute = OncePer(60)
        self.on_bell: dict[Bell, Hear] = {}
        self.on_lead: list[Callable[[], Awaitable[None]]] = []
        self.on_follow: list[Callable[[], Awaitable[None]]] = []
        self.on_free: list[
            Callable[[], Awaitable[None]]
        ] = []  # the leader carries on what the dead had begun

    @property
    def leads(self) -> bool:
        """True while the lease certainly is ours; ends before others can take it."""
        return time.monotonic() < self._led_until and not self._is_leaving

    @property
    def others(self) -> int:
        return 0 if self._last is None else len(self._last.peers)

    @property
    def share(self) -> int:
        return self._share.limit

    def lease_age_seconds(self) -> float:
        """Seconds since the last beat of this process."""
        return time.monotonic() - self._renewed_at

    def notes(self) -> list[str]:
        """For /readyz: who dispatches, among how many."""
        who = "this process dispatches" if self.leads else "another process dispatches"
        return [f"{who}; processes={1 + self.others} share={self.share} of {self._rate}"]

    async def start(self) -> None:
        """Join, and wait for a share of the send rate; a process without would leave people waiting."""
        await self._until_available(self._join)
        self._begin(self._beat_on(), self._ears.run())
        with suppress(TimeoutError):
            async with asyncio.timeout(SHARE_SECONDS):
                await self._has_share.wait()

    async def stop(self) -> None:
        """Give up the lease and what is begun; harmless without a start."""
        if not self._tasks:
            self._beats.close()
            return
        self._is_leaving = True
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        try:
            await self._beats.write(processes.leave)
        finally:
            await asyncio.to_thread(self._beats.close)

    async def tell(self, bell: Bell, detail: int = 0) -> None:
        """Ring a bell on its own; losing it is no harm."""
        with suppress(Unavailable):
            await self._db.write(bells.ring, bell, detail)

    async def _join(self) -> None:
        await self._beats.write(processes.join)

    async def _until_available(self, work: Callable[[], Awaitable[None]]) -> None:
        while True:
            try:
                return await work()
            except Unavailable as error:
                if self._once_a_minute("join"):
                    logger.error("start waits for the database: %s", error)
                await asyncio.sleep(BEAT_SECONDS)

    async def _beat_on(self) -> None:
        while True:
            try:
                await self._beat()
            except Replaced as error:
                self._ending.because(error)
                return
            except Unavailable as error:
                if self._once_a_minute("beat"):
                    logger.warning("beat waits for the database: %s", error)
                if self.lease_age_seconds() > EXPIRES.total_seconds():
                    self._pacing.change_rate(1)  # by now others use our share
            except Exception:
                logger.exception("beat failed")
            self._hurry.clear()
            with suppress(TimeoutError):
                async with asyncio.timeout(BEAT_SECONDS):
                    await self._hurry.wait()

    async def _beat(self) -> None:
        began = time.monotonic()
        waiting = self._pacing.waiting
        need = Need(
            self._demand.answers(self._pacing.answers, waiting[Priority.ANSWER], began),
            waiting[Priority.NUDGE] > 0,
        )
        self._share.forget(began)

        def claim(peers: Sequence[Peer]) -> int:
            return self._share.claim(wanted(self._rate, need, peers), peers, began)

        found = await self._beats.write(processes.beat, need, claim)
        led_before, self._renewed_at, self._last = self.leads, began, found
        for db in (self._db, self._beats):
            db.may_judge(others=found.may_judge)
        before = self._share.limit
        limit = self._share.settle(wanted(self._rate, need, found.peers), found.share, time.monotonic())
        if limit >= min(LEAST_SHARE, self._rate):
            self._has_share.set()
        if limit != before:
            self._pacing.change_rate(max(limit, 1))
            logger.debug("share=%d wanted=%d answers=%d", limit, found.share, need.answers)
        self._led_until = began + EXPIRES.total_seconds() - SAFE_SECONDS if found.leads else 0.0
        if found.leads != led_before:
            logger.info("dispatching begins" if found.leads else "dispatching ends: another process does")
            self._call([*self.on_lead, *self.on_free] if found.leads else self.on_follow)
        if found.leads and found.may_judge and await self._beats.write(processes.bury) > 0:
            self._call(self.on_free)

    def _heard(self, payload: str) -> None:
        told = bells.heard(payload, self._db.process)
        if told is None:
            return
        bell, detail = told
        if bell in (Bell.FREE, Bell.SHARES):
            self._hurry.set()
        if bell is Bell.FREE and self._last is not None and self._last.leads:
            self._call(self.on_free)
        if bell in self.on_bell:
            self._begin(self.on_bell[bell](detail))

    def _call(self, works: list[Callable[[], Awaitable[None]]]) -> None:
        self._begin(*(work() for work in works))

    def _begin(self, *works: Awaitable[None]) -> None:
        for work in works:
            task = asyncio.ensure_future(_quiet(work))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)


def if_leading(
    peers: Alone | Peers, work: Callable[[], Awaitable[None]]
) -> Callable[[], Coroutine[Any, Any, None]]:
    """Work that one process at a time does."""

    async def begin() -> None:
        if peers.leads:
            await work()

    return begin


async def _quiet(work: Awaitable[None]) -> None:
    """Run work that nobody waits for: what failed is found by the next poll."""
    try:
        await work
    except Unavailable as error:
        logger.warning("what a bell told waits for the database: %s", error)
    except Exception:
        logger.exception("what a bell told failed")
