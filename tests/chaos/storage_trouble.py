"""Storage trouble: a full or unwritable disk, or a locked database; nothing is lost, and the bot recovers.

Trouble without root: the kernel's limit on file sizes (`prlimit`) is set on the running process from
outside and lifted again. At today's size of the log, whatever grows fails and what is overwritten in
place passes, as on a full disk; at 0 no byte of any file can be written while all can be read, as on a
disk that was remounted read-only. Only the name of the error is another (EFBIG).
"""

import asyncio
import resource
import sys
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random

from jobs.clock import Clock
from storage.tables import NudgeState
from tests.bot.process import BotProcess
from tests.chaos.findings import Findings
from tests.chaos.kill_storm import what_counts
from tests.chaos.town import Heard, Town, town

RESUMES_WITHIN_SECONDS = 30
NOISE_BYTES = 65_536

Trouble = Callable[[Town, BotProcess], Awaitable[None]]


@dataclass(frozen=True)
class Size:
    locked_seconds: float = 4
    full_seconds: float = 30
    read_only_seconds: float = 30
    tappers: int = 60
    sitters: int = 200
    lasts_seconds: float = 8  # in which they tap and are due; the trouble begins in the middle


async def run(folder: Path, heard: Heard, seed: int, size: Size = Size()) -> Findings:
    findings = Findings()
    troubles: dict[str, Trouble] = {
        f"locked {size.locked_seconds:g} s": lambda place, _: place.lock_for(size.locked_seconds)
    }
    if sys.platform == "linux":
        troubles |= {
            f"full {size.full_seconds:g} s": lambda place, bot: limit(
                bot, log_bytes(place), size.full_seconds
            ),
            f"read-only {size.read_only_seconds:g} s": lambda _, bot: limit(bot, 0, size.read_only_seconds),
        }
    else:
        findings.note("no prlimit on this system: a full disk and a read-only one are left out")
    parts = await asyncio.gather(
        *(one(folder / title.split()[0], heard, size, trouble) for title, trouble in troubles.items())
    )
    for title, part in zip(troubles, parts, strict=True):
        findings.add(part, title)
    await noise(folder / "noise", heard, Random(seed), findings)
    return findings


async def one(folder: Path, heard: Heard, size: Size, trouble: Trouble) -> Findings:
    """Nudges are going out and people keep tapping when the trouble starts, and while it lasts."""
    findings = Findings()
    tappers = range(10_001, 10_001 + size.tappers)
    sitters = range(20_001, 20_001 + size.sitters)
    async with town(folder, heard, send_rate=100) as place:
        await place.take_in(tappers, lambda _: Clock().now())
        async with place.bot() as bot:
            await place.nudged(tappers)
            now = Clock().now()
            await place.take_in(
                sitters,
                lambda n: now + timedelta(seconds=(n - sitters[0]) / len(sitters) * size.lasts_seconds),
            )
            tapping = asyncio.create_task(tap(place, tappers, size.lasts_seconds))
            await asyncio.sleep(size.lasts_seconds / 2)
            await trouble(place, bot)
            seconds = await resumed(place, [*tappers, *sitters], tappers)
            await tapping
        made, _ = await place.db.read(what_counts)
        lost = [each for each in tappers if made[each] != 1]
        shown = [each for each in place.nudges_shown() if each.chat_id in sitters]
        missing = {*sitters} - {each.chat_id for each in shown}
    findings.note(f"{len(lost)} taps and {len(missing)} nudges lost")
    findings.expect(not lost, f"{len(lost)} taps are lost or count twice")
    findings.expect(not missing, f"{len(missing)} nudges are lost")
    findings.most("copies", max(Counter(each.nudge_id for each in shown).values()), 1)
    findings.most("well after", seconds, RESUMES_WITHIN_SECONDS, " s")
    findings.expect(bot.process.returncode == -9, "the bot has ended by itself")
    if not folder.name.startswith("locked"):  # which is shorter than a writer waits
        findings.expect("waits for the database" in bot.said, "the trouble was none")
    return findings


async def tap(place: Town, tappers: Sequence[int], seconds: float) -> None:
    for chat_id in tappers:
        place.press(chat_id)
        await asyncio.sleep(seconds / len(tappers))


async def resumed(place: Town, nudged: Sequence[int], tappers: Sequence[int]) -> float:
    """Seconds until every tap counts and every nudge is noted as sent."""
    began = time.monotonic()
    while time.monotonic() < began + 2 * RESUMES_WITHIN_SECONDS:
        made, _ = await place.db.read(what_counts)
        if len(made) == len(tappers) and (await place.states()) == {NudgeState.SENT: len(nudged)}:
            break
        await asyncio.sleep(0.25)
    return time.monotonic() - began


def log_bytes(place: Town) -> int:
    return place.file.with_name(f"{place.file.name}-wal").stat().st_size


async def limit(bot: BotProcess, most_bytes: int, seconds: float) -> None:
    """Limit all files of the process to `most_bytes` for a while."""
    pid = bot.process.pid
    before = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (most_bytes, before[1]))
    try:
        await asyncio.sleep(seconds)
    finally:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, before)


async def noise(folder: Path, heard: Heard, random: Random, findings: Findings) -> None:
    """Garbage or a damaged database is neither used nor changed."""
    async with town(folder, heard) as place:
        await place.take_in(range(10_001, 10_101), lambda _: Clock().now())
        place.db.close()
        whole = await asyncio.to_thread(place.file.read_bytes)
        kinds = {
            "noise": random.randbytes(NOISE_BYTES),
            "a torn head": random.randbytes(64) + whole[64:],
            "an unfinished page": whole[: len(whole) // 2 - 100],
        }
        (folder / "other").mkdir(mode=0o700)
        await asyncio.gather(*(refused(place, *each, findings) for each in kinds.items()))
    findings.note(f"{', '.join(kinds)}: refused and untouched")


async def refused(place: Town, kind: str, content: bytes, findings: Findings) -> None:
    file = place.folder / "other" / f"{kind.replace(' ', '-')}.db"
    file.touch(mode=0o600)  # as the bot would have made it
    file.write_bytes(content)
    async with place.bot(DATABASE_URL=f"sqlite:///{file}") as bot:
        code = await bot.ends()
    findings.expect(code == 78, f"with {kind} as database it ends with {code}, not 78")
    findings.expect(bot.said.count("\n") == 1, f"it does not say so in one line: {bot.said}")
    findings.expect(file.read_bytes() == content, f"it has changed {kind}")
