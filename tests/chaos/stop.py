"""Asked to stop while everything hangs: out in time, and the next start finds everything."""

import asyncio
import signal
import time
from dataclasses import dataclass
from pathlib import Path

from jobs.clock import Clock
from tests.chaos.findings import Findings
from tests.chaos.kill_storm import what_counts
from tests.chaos.town import Heard, town


@dataclass(frozen=True)
class Size:
    taps: int = 500
    locked_seconds: float = 14  # longer than the process may take to leave


async def run(folder: Path, heard: Heard, seed: int, size: Size = Size()) -> Findings:
    findings = Findings()
    tappers = range(10_001, 10_001 + size.taps)
    async with town(folder, heard) as place:
        await place.take_in(tappers, lambda _: Clock().now())
        async with place.bot() as bot:
            await place.nudged(tappers)
            await asyncio.sleep(1)
            locked = asyncio.create_task(place.lock_for(size.locked_seconds))
            await asyncio.sleep(0.5)  # every handler now waits for the lock
            for chat_id in tappers:
                place.press(chat_id)
            await asyncio.sleep(1)
            began = time.monotonic()
            for _ in range(3):
                bot.kill(signal.SIGTERM)
                await asyncio.sleep(0.3)
            code = await bot.ends()
            seconds = time.monotonic() - began
        waiting = len(place.sandbox.world.updates.pending)
        await locked
        async with place.bot():
            await place.confirmed()
        made, _ = await place.db.read(what_counts)
    lost = [each for each in tappers if made[each] != 1]
    findings.most("out in", seconds, 8, " s")
    findings.note(f"exit {code}, {waiting} updates waited, {len(lost)} lost after a restart")
    findings.expect(code == 0, f"the exit code is {code}")
    findings.expect(waiting == size.taps, f"only {waiting} updates waited, so the stop proves little")
    findings.expect(not lost, f"{len(lost)} taps are lost or count twice")
    findings.expect("Traceback" not in bot.said, f"a traceback was printed: {last_traceback(bot.said)}")
    return findings


def last_traceback(said: str) -> str:
    return said[said.rfind("Traceback") :][:2_000]
