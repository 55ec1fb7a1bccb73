"""Nudging: ticks while no other copy of the bot polls with our token, and the last one brought to its end."""

import asyncio

from bot.incoming.rival import Rival
from bot.outgoing.rate_limiter import Pacing
from bot.outgoing.send_queue import Priority
from bot.timing.heartbeat import Heartbeat
from jobs.workers.nudger import Nudger

FINISH_SECONDS = 4  # for the tick that is under way when the stop comes


class Nudging:
    """What a killed process left behind goes first; the timetable asks for the rest."""

    name = "nudges"

    def __init__(self, tick: Nudger, pacing: Pacing, rival: Rival, ticks: Heartbeat) -> None:
        self._tick = tick
        self._pacing = pacing
        self._rival = rival
        self._ticks = ticks
        self._taking_up: asyncio.Task[None] | None = None

    async def look(self) -> None:
        """Whoever is due while another copy may nudge them, too, is due when that is over."""
        if self._rival.is_there:
            self._ticks.beat()
        else:
            await self._tick.run()

    async def start(self) -> None:
        self._taking_up = asyncio.create_task(self._tick.run())

    async def stop(self) -> None:
        """What is on its way is noted, and the others are the next process's. Raises `TimeoutError`."""
        taking_up, self._taking_up = self._taking_up, None
        if taking_up is None:
            return
        self._pacing.close(Priority.NUDGE)
        await asyncio.gather(
            asyncio.wait_for(taking_up, FINISH_SECONDS),
            asyncio.wait_for(self._tick.finish(), FINISH_SECONDS),
        )
