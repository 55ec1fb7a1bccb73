"""Clock jumps and suspend: one nudge per date, never two, and the tick recovers.

The real process's wall clock is moved by a few lines of preloaded C, so a C compiler is needed; its
monotonic clock goes on, as it does when a clock is set.
"""

import asyncio
import shutil
import signal
import struct
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from datetime import time as wall_time
from pathlib import Path

from jobs.clock import Clock
from storage.history.calendar_day import zone_of
from storage.values import Window
from tests.chaos.findings import Findings
from tests.chaos.town import Heard, Town, rows, town

SOURCE = Path(__file__).with_name("wall_clock.c")
JUMPS = tuple(timedelta(hours=hours) for hours in (1, -1, 24, -24))
ASLEEP = timedelta(hours=8)
BACK_WITHIN_SECONDS = 30


@dataclass(frozen=True)
class Size:
    jumps: tuple[timedelta, ...] = JUMPS
    sitters: int = 40
    sleepers: int = 1_000


async def run(folder: Path, heard: Heard, seed: int, size: Size = Size()) -> Findings:
    findings = Findings()
    folder.mkdir(parents=True)  # noqa: ASYNC240
    if (library := await compiled(folder)) is None:
        findings.note("no C compiler: the wall clock of a process cannot be set, left out")
        return findings
    jumps = [jump(folder / str(n), heard, library, by, size) for n, by in enumerate(size.jumps)]
    *parts, slept = await asyncio.gather(*jumps, asleep(folder / "asleep", heard, library, size))
    for by, part in zip(size.jumps, parts, strict=True):
        findings.add(part, f"{by / timedelta(hours=1):+g} h")
    findings.add(slept, "8 h asleep")
    return findings


def can_be_set() -> bool:
    return sys.platform == "linux" and shutil.which("cc") is not None


async def compiled(folder: Path) -> Path | None:
    """The preloaded library, or None if it cannot be compiled."""
    if not can_be_set():
        return None
    library = folder / "wall_clock.so"
    making = await asyncio.create_subprocess_exec(
        "cc", "-shared", "-fPIC", "-O2", "-o", str(library), str(SOURCE)
    )
    return library if await making.wait() == 0 else None


class WallClock:
    """The wall clock of one process."""

    def __init__(self, folder: Path, library: Path) -> None:
        self._file = folder.with_name(f"{folder.name}-clock")
        self._ahead = timedelta()
        self.set_ahead(timedelta())
        self.env = {"LD_PRELOAD": str(library), "WALL_CLOCK": str(self._file)}

    def now(self) -> datetime:
        return Clock().now() + self._ahead

    def set_ahead(self, by: timedelta) -> None:
        self._ahead = timedelta(seconds=round(by.total_seconds()))
        with self._file.open("r+b" if self._file.exists() else "wb") as file:
            file.write(struct.pack("q", int(self._ahead.total_seconds())))


async def jump(folder: Path, heard: Heard, library: Path, by: timedelta, size: Size) -> Findings:
    """Set the clock and set it back; every person wants one nudge a day, at any time."""
    findings = Findings()
    clock = WallClock(folder, library)
    sitters = range(10_001, 10_001 + size.sitters)
    back = []
    async with town(folder, heard, env=clock.env) as place:
        await place.take_in(sitters, lambda _: clock.now(), pace_minutes=20 * 60)
        async with place.bot():
            await place.nudged(sitters)
            await place.all_noted()  # by the clock that they were sent by
            for n, ahead in enumerate((by, timedelta())):
                clock.set_ahead(ahead)
                back.append(await tick_is_back(place, clock, 20_001 + 10 * n))
                await place.all_noted()
        dates = nudge_dates(place, sitters)
        copies = Counter(each.nudge_id for each in place.nudges_shown())
    findings.most("tick back in", max(back), BACK_WITHIN_SECONDS, " s")
    findings.most("a person and date", max(Counter(dates).values()), 1)
    findings.most("copies", max(copies.values()), 1)
    # A day ahead is a date of its own; a day back, today's nudge lies ahead, and so none is due.
    wanted = len(sitters) * (2 if by >= timedelta(days=1) else 1)
    findings.expect(len(dates) == wanted, f"there were {len(dates)} nudges, not {wanted}")
    return findings


async def tick_is_back(place: Town, clock: WallClock, first: int) -> float:
    """Newcomers are due now by the new clock; returns the seconds until they are nudged."""
    newcomers = range(first, first + 3)
    began = time.monotonic()
    await place.take_in(newcomers, lambda _: clock.now())
    await place.nudged(newcomers, 2 * BACK_WITHIN_SECONDS)
    return time.monotonic() - began


def nudge_dates(place: Town, chat_ids: Sequence[int]) -> list[tuple[int, str]]:
    """Nudged people by local date, on the bot's clock."""
    there = zone_of(place.zone)
    sent = rows(place.file, "SELECT chat_id, sent_at FROM nudges WHERE state = 'sent'")
    return [
        (chat_id, f"{datetime.fromisoformat(at).replace(tzinfo=UTC).astimezone(there):%F}")
        for chat_id, at in sent
        if chat_id in chat_ids
    ]


async def asleep(folder: Path, heard: Heard, library: Path, size: Size) -> Findings:
    """Suspend from 07:50 to 15:50; for half of the people that is at night."""
    findings = Findings()
    clock = WallClock(folder, library)
    morning = datetime.combine(Clock().now() + timedelta(days=1), wall_time(7, 50), UTC)
    clock.set_ahead(morning - Clock().now())
    half = size.sleepers // 2
    by_day, at_night = range(10_001, 10_001 + half), range(20_001, 20_001 + half)
    usual = {
        "windows": (Window(wall_time(7), wall_time(23)),),
        "quiet_from": wall_time(21),
        "quiet_until": wall_time(7),
    }
    due_at = morning + timedelta(hours=1)  # and then every hour, five times more
    async with town(folder, heard, send_rate=200, env=clock.env) as place:
        await place.take_in(by_day, lambda _: due_at, zone="Etc/UTC", **usual)
        await place.take_in(at_night, lambda _: due_at, zone="Etc/GMT-8", **usual)  # 23:50 by then
        async with place.bot() as bot:
            await bot.says("connected")
            await asyncio.sleep(1)
            bot.kill(signal.SIGSTOP)
            before = len(place.nudges_shown())
            await asyncio.sleep(1)
            clock.set_ahead(morning + ASLEEP - Clock().now())
            bot.kill(signal.SIGCONT)
            began = time.monotonic()
            await place.nudged(by_day[:1], 2 * BACK_WITHIN_SECONDS)
            back = time.monotonic() - began
            await place.nudged(by_day)
            await asyncio.sleep(7)  # one tick more
            await place.all_noted()
        shown = place.nudges_shown()
    findings.most("tick back in", back, BACK_WITHIN_SECONDS, " s")
    findings.expect(before == 0, "somebody was nudged before the night")
    findings.note(f"{len(by_day)} by day")
    findings.most("messages each", max(Counter(each.chat_id for each in shown).values()), 1)
    findings.note(f"{len(at_night)} at night")
    findings.most("disturbed", sum(each.chat_id in at_night for each in shown), 0)
    return findings
