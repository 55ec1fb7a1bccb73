"""Stop: with everything hanging, the process ends in time and the next start finds everything."""

import asyncio
import signal
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random

from jobs.clock import Clock
from tests.chaos.findings import Findings
from tests.chaos.kill_storm import Talk, lost_receipts, receipts, what_counts
from tests.chaos.town import Heard, happens, town

SEND_RATE = 27


@dataclass(frozen=True)
class Size:
    taps: int = 500
    nudges: int = 300
    talkers: int = 40
    locked_seconds: float = 14  # longer than the process may take to leave


async def run(folder: Path, heard: Heard, seed: int, size: Size = Size()) -> Findings:
    findings = Findings()
    hanging, nudging, talking = await asyncio.gather(
        while_all_hangs(folder / "hanging", heard, size),
        among_nudges(folder / "nudging", heard, Random(seed), size),
        among_logs(folder / "talking", heard, Random(seed), size),
    )
    findings.add(hanging, "all hangs")
    findings.add(nudging, "among nudges")
    findings.add(talking, "among logs")
    return findings


async def while_all_hangs(folder: Path, heard: Heard, size: Size) -> Findings:
    """Three SIGTERMs while every handler waits for the lock of the database."""
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


async def among_nudges(folder: Path, heard: Heard, random: Random, size: Size) -> Findings:
    """One SIGTERM while nudges go out: calls in flight are noted, the rest is sent by the next process."""
    findings = Findings()
    crowd = range(10_001, 10_001 + size.nudges)
    async with town(folder, heard, send_rate=SEND_RATE) as place:
        await place.take_in(crowd, lambda _: Clock().now())
        async with place.bot() as bot:
            enough = random.randrange(1, size.nudges // 2)
            await happens(lambda: len(place.nudges_shown()) >= enough, 60, every=0.01)
            bot.kill(signal.SIGTERM)
            code = await bot.ends()
        first = len(place.nudges_shown())
        async with place.bot():
            await place.nudged(crowd)
            await place.all_noted()
        copies = Counter(each.nudge_id for each in place.nudges_shown())
    findings.note(f"{first} of {size.nudges} before")
    findings.most("lost", size.nudges - len(copies), 0)
    findings.most("came twice", copies.total() - len(copies), 0)
    findings.expect(code == 0, f"the exit code is {code}")
    findings.expect("Traceback" not in bot.said, f"a traceback was printed: {last_traceback(bot.said)}")
    return findings


async def among_logs(folder: Path, heard: Heard, random: Random, size: Size) -> Findings:
    """One SIGTERM while most people wait for receipts: the next process sends them, and none twice."""
    findings = Findings()
    talkers = range(30_001, 30_001 + size.talkers)
    async with town(folder, heard) as place:
        await place.take_in(talkers, lambda _: None)
        talk = Talk(place, random, talkers)
        async with place.bot() as bot:
            await bot.says("connected")
            for _ in range(12):  # twice each, about, and five in a row for some
                talk.burst()
            await asyncio.sleep(random.uniform(1, 3))
            bot.kill(signal.SIGTERM)
            code = await bot.ends()
        first = len(receipts(talk))
        async with place.bot():
            await place.confirmed()
            with suppress(TimeoutError):
                await happens(lambda: not lost_receipts(talk), 60)
            await asyncio.sleep(2)
        copies = len(receipts(talk)) - talk.told.total() + len(lost_receipts(talk))
    findings.note(f"{first} of {talk.told.total()} receipts before")
    findings.most("receipts lost", len(lost_receipts(talk)), 0)
    findings.most("receipts twice", copies, 0)
    findings.expect(first < talk.told.total(), "all receipts were out, so the stop proves little")
    findings.expect(code == 0, f"the exit code is {code}")
    return findings


def last_traceback(said: str) -> str:
    return said[said.rfind("Traceback") :][:2_000]
