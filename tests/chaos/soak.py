"""Soak: endless updates of very many people; memory levels off.

`make soak` gives a million of them; `python -m tests.chaos soak --updates 1000000` is the same.
"""

import asyncio
import os
import sys
import time
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import aiohttp
from sqlalchemy import Connection, insert

from jobs.clock import Clock
from storage.tables import NudgeKind, NudgeRow, NudgeState
from tests.bot.process import ROOT
from tests.chaos.feeder import FIRST_PERSON
from tests.chaos.findings import Findings
from tests.chaos.town import Heard, town

MILLION = 1_000_000
PATIENCE_SECONDS = 60  # without any progress


@dataclass(frozen=True)
class Size:
    """The memory after `warm_updates` is compared with the memory at the end."""

    updates: int = 150_000
    people: int = 50_000
    warm_updates: int = 75_000
    grows_mb: float = 5

    @classmethod
    def of(cls, updates: int) -> "Size":
        """Half of them to warm up; a million, or more, may grow by 20 MB after the first 100,000."""
        if updates >= MILLION:
            return cls(updates, warm_updates=100_000, grows_mb=20)
        return cls(updates, warm_updates=updates // 2)


async def run(folder: Path, heard: Heard, seed: int, size: Size = Size()) -> Findings:
    findings = Findings()
    async with town(folder, heard) as place:
        people = range(FIRST_PERSON, FIRST_PERSON + size.people)
        await place.settle(people, lambda _: None)
        await place.db.write(give_a_nudge, people)
        async with feeding(size, seed) as url, place.cold_bot(BOT_API_URL=url) as bot:
            give_way(bot.process.pid)
            began = time.monotonic()
            warm = await memory_after(url, bot.process.pid, size.warm_updates)
            full = await memory_after(url, bot.process.pid, size.updates)
            seconds = time.monotonic() - began
        findings.expect("failed" not in bot.said, "an update failed")
        findings.expect("Traceback" not in bot.said, "a traceback was printed")
    findings.note(
        f"{size.updates:,} updates of {size.people:,} people, {size.updates / seconds:.0f} a second"
    )
    findings.note(f"{warm:.1f} MB after {size.warm_updates:,}, {full:.1f} MB at the end")
    findings.most("grown by", full - warm, size.grows_mb, " MB")
    return findings


@asynccontextmanager
async def feeding(size: Size, seed: int) -> AsyncIterator[str]:
    """The feeder at work; its root."""
    command = (sys.executable, "-m", "tests.chaos.feeder", str(size.people), str(size.updates), str(seed))
    feeder: Process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=PIPE, stdin=DEVNULL)
    try:
        assert feeder.stdout is not None
        port = int(await feeder.stdout.readline())
        give_way(feeder.pid)
        yield f"http://127.0.0.1:{port}"
    finally:
        feeder.terminate()
        await feeder.wait()


async def memory_after(url: str, pid: int, updates: int) -> float:
    """Resident memory (MB) after this many updates are confirmed."""
    confirmed, moved_at = -1, time.monotonic()
    async with aiohttp.ClientSession() as session:
        while confirmed < updates:
            async with session.get(f"{url}/progress") as response:
                now = int((await response.json())["confirmed"])
            if now != confirmed:
                confirmed, moved_at = now, time.monotonic()
            elif time.monotonic() > moved_at + PATIENCE_SECONDS:
                raise TimeoutError(f"nothing was confirmed for {PATIENCE_SECONDS} s, at {confirmed}")
            await asyncio.sleep(0.25)
    return resident_mb(pid)


def give_way(pid: int) -> None:
    """Run at the lowest priority: the other runs measure response times."""
    for thread in Path(f"/proc/{pid}/task").iterdir():
        os.setpriority(os.PRIO_PROCESS, int(thread.name), 19)


def resident_mb(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    line = next(each for each in status.splitlines() if each.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def give_a_nudge(tx: Connection, chat_ids: Sequence[int]) -> None:
    """One nudge on every screen; its id is the person's number, from 1."""
    now = Clock().now()
    row = {
        "due_at": now,
        "kind": NudgeKind.REMINDER,
        "state": NudgeState.SENT,
        "decided_at": now,
        "valid_until_at": now + timedelta(minutes=15),
        "silent": False,
        "movement_id": "walk-1",
        "later_step": 0,
        "others": 0,
        "doubtful": 0,
        "sent_at": now,
        "followed": False,
    }
    tx.execute(
        insert(NudgeRow), [row | {"id": n, "chat_id": c, "message_id": n} for n, c in enumerate(chat_ids, 1)]
    )
