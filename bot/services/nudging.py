"""Nudging: ticks while no other copy of the bot polls with our token; a stop waits for the last one."""

import asyncio

from bot.incoming.rival import Rival
from bot.outgoing.rate_limiter import Pacing
from bot.outgoing.send_queue import Priority
from bot.sharing.peers import Alone, Peers
from bot.timing.heartbeat import Heartbeat
from jobs.clock import Clock
from jobs.workers.nudger import Nudger

FINISH_SECONDS = 4  # for the current tick when the stop comes


class Nudging:
    """Starts and stops the nudger: first resumes what a killed process left; the timetable does the rest."""

    name = "nudges"

    def __init__(
        self,
        tick: Nudger,
        pacing: Pacing,
        rival: Rival,
        ticks: Heartbeat,
        clock: Clock,
        peers: Alone | Peers,
    ) -> None:
        self._tick = tick
        self._pacing = pacing
        self._rival = rival
        self._ticks = ticks
        self._clock = clock
        self._peers = peers
        self._looks_at: set[int] = set()  # unix times
        self._taking_up: asyncio.Task[None] | None = None

    async def look(self) -> None:
        """Run a tick, unless another process dispatches, or a copy may be nudging; then people stay due."""
        if self._may_nudge():
            await self._tick.run(self._may_nudge)
        else:
            self._ticks.beat()

    def _may_nudge(self) -> bool:
        return self._peers.leads and not self._rival.is_there

    async def look_at(self, at: int) -> None:
        """Look at this unix time, too: somebody asked another process for a nudge then."""
        if self._peers.leads and at not in self._looks_at:
            self._looks_at.add(at)
            try:
                await asyncio.sleep(max(at - self._clock.now().timestamp(), 0))
                await self.look()
            finally:
                self._looks_at.discard(at)

    async def start(self) -> None:
        self._tick.open()
        self._taking_up = asyncio.create_task(self.look())

    async def stop(self) -> None:
        """Wait for sends in flight; the next process does the rest. Raises `TimeoutError`."""
        taking_up, self._taking_up = self._taking_up, None
        if taking_up is None:
            return
        self._tick.close()
        self._pacing.close(Priority.NUDGE)
        await asyncio.gather(
            asyncio.wait_for(taking_up, FINISH_SECONDS),
            asyncio.wait_for(self._tick.finish(), FINISH_SECONDS),
        )
