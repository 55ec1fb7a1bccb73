"""Nudging: ticks while no other copy of the bot polls with our token; a stop waits for the last one."""

import asyncio

from bot.incoming.rival import Rival
from bot.outgoing.rate_limiter import Pacing
from bot.outgoing.send_queue import Priority
from bot.timing.heartbeat import Heartbeat
from jobs.workers.nudger import Nudger

FINISH_SECONDS = 4  # for the current tick when the stop comes


class Nudging:
    """Starts and stops the nudger: first resumes what a killed process left; the timetable does the rest."""

    name = "nudges"

    def __init__(self, tick: Nudger, pacing: Pacing, rival: Rival, ticks: Heartbeat) -> None:
        self._tick = tick
        self._pacing = pacing
        self._rival = rival
        self._ticks = ticks
        self._taking_up: asyncio.Task[None] | None = None

    async def look(self) -> None:
        """Run a tick, unless another copy of the bot may be nudging; then people stay due."""
        if self._rival.is_there:
            self._ticks.beat()
        else:
            await self._tick.run()

    async def start(self) -> None:
        self._tick.open()
        self._taking_up = asyncio.create_task(self._tick.run())

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
