"""Hostile input: the most expensive texts and endless taps hardly affect other people."""

import asyncio
import os
import re
import signal
import time
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError

from bot.sandbox import Limits
from jobs.clock import Clock
from tests.bot.process import BotProcess
from tests.chaos.findings import Findings, percentile
from tests.chaos.town import Heard, Town, happens, town

PROBE_SECONDS = 0.25
PROBE_PATIENCE_SECONDS = 2.0
FIRST_AFTER_SECONDS = 0.02  # the others write right behind it
RESTART_SECONDS = 3.0  # a supervisor without patience


@dataclass(frozen=True)
class Attack:
    """An attack: people, messages each, sent at once; `taps` are the actions they press in turn."""

    name: str
    people: int
    times: int
    taps: tuple[str, ...] = ()


ATTACKS = (
    Attack("nothing", 1, 0),
    Attack("one message", 1, 1),
    Attack("5 people, one each", 5, 1),
    Attack("100 of one person", 1, 100),
    Attack("1,000 equal taps of one person", 1, 1_000, taps=("done",)),
    Attack("1,000 taps to and fro", 1, 1_000, taps=("done", "undo")),
)


@dataclass(frozen=True)
class Size:
    attacks: tuple[Attack, ...] = ATTACKS
    others: int = 20
    lasts_seconds: float = 2.0
    p95_seconds: float = 0.5
    restarts: int = 3


async def run(folder: Path, heard: Heard, seed: int, size: Size = Size()) -> Findings:
    findings = Findings()
    for n, attack in enumerate(size.attacks):
        findings.add(await under(attack, folder / str(n), heard, size), attack.name)
    if size.restarts:
        findings.add(await restarted(folder / "restarted", heard, size), f"{size.restarts} restarts")
    return findings


async def under(attack: Attack, folder: Path, heard: Heard, size: Size) -> Findings:
    """Measure the others' waiting time, and whether /livez stays good."""
    findings = Findings()
    attackers = range(10_001, 10_001 + attack.people)
    others = range(20_001, 20_001 + size.others)
    async with town(folder, heard, limits=Limits(), send_rate=27) as place:
        await place.take_in(attackers, lambda _: Clock().now() if attack.taps else None)
        await place.take_in(others, lambda _: None)
        async with place.bot(STATUS_LISTEN="127.0.0.1:0") as bot:
            await bot.says("connected")
            if attack.taps:
                await place.nudged(attackers)
            await warmed_up(place, others[0])
            before = cpu_seconds(bot)
            probing = asyncio.create_task(probe(bot))
            waits = await attacked(place, attack, attackers, others[1:], size)
            await place.confirmed()
            probing.cancel()
            probes = await probing
            spent = cpu_seconds(bot) - before
    findings.most("others p95", percentile(waits, 95), size.p95_seconds, " s")
    findings.note(f"max {max(waits):.2f} s")
    findings.most(f"of {len(probes)} probes failed", probes.count(False), 0)
    findings.note(f"{spent:.1f} CPU s")
    return findings


async def warmed_up(place: Town, chat_id: int) -> None:
    """Warm up: loading from disk on the first text does not count."""
    place.type(chat_id, "what now")
    await place.confirmed()
    await happens(lambda: chat_id in answered(place), 10)


async def attacked(
    place: Town, attack: Attack, attackers: Sequence[int], others: Sequence[int], size: Size
) -> list[float]:
    """Attack, then one message per other person; returns how long these waited (seconds)."""
    for n in range(attack.times):
        for chat_id in attackers:
            if attack.taps:
                press(place, chat_id, attack.taps[n % len(attack.taps)])
            else:
                place.sandbox.write(chat_id, costly(n))
    wrote_at: dict[int, float] = {}
    for chat_id in others:
        await asyncio.sleep(size.lasts_seconds / len(others) if wrote_at else FIRST_AFTER_SECONDS)
        wrote_at[chat_id] = time.monotonic()
        place.type(chat_id, "/streak")
    await happens(lambda: answered(place).keys() >= wrote_at.keys(), 120, every=0.02)
    return [answered(place)[chat_id] - at for chat_id, at in wrote_at.items()]


def costly(n: int) -> str:
    """Texts of №, read as "no", which denies most emergency signs; no two are equal."""
    return "№ " * 490 + str(n)


def press(place: Town, chat_id: int, action: str) -> None:
    """Tap a button of the person's nudge, even if it is no longer on the screen."""
    shown = place.sandbox.messages(chat_id)[-1]
    nudge_id = next(each.nudge_id for each in place.nudges_shown() if each.chat_id == chat_id)
    place.sandbox.tap(chat_id, shown.id, f"1:{action}:{nudge_id}", even_if_gone=True)


async def restarted(folder: Path, heard: Heard, size: Size) -> Findings:
    """A supervisor restarts the process again and again: the batch does not kill every restart."""
    findings = Findings()
    async with town(folder, heard, limits=Limits(), send_rate=27) as place:
        await place.take_in((10_001, 20_001), lambda _: None)
        for n in range(100):
            place.sandbox.write(10_001, costly(n))
        place.type(20_001, "/streak")
        for _ in range(size.restarts):
            async with place.bot() as bot:
                await bot.says("connected")
                await asyncio.sleep(RESTART_SECONDS)
                bot.kill(signal.SIGKILL)
        left = len(place.sandbox.world.updates.pending)
        findings.most("of 101 not confirmed", left, 0)
        findings.expect(20_001 in answered(place), "somebody else was never answered")
    return findings


async def probe(bot: BotProcess) -> list[bool]:
    """Poll /livez until cancelled, like a supervisor; records whether every answer was good and on time."""
    found = re.search(r"status at (http://[\d.:]+)/livez", bot.said)
    assert found is not None
    answers = []
    try:
        while True:
            answers.append(await asyncio.to_thread(is_alive, f"{found.group(1)}/livez"))
            await asyncio.sleep(PROBE_SECONDS)
    except asyncio.CancelledError:
        return answers


def is_alive(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=PROBE_PATIENCE_SECONDS) as answer:  # noqa: S310
            return bool(answer.status == 200)
    except (URLError, TimeoutError):
        return False


def cpu_seconds(bot: BotProcess) -> float:
    """CPU time of the process so far, all threads; 0 if unavailable."""
    stat = Path(f"/proc/{bot.process.pid}/stat")
    if not stat.exists():
        return 0.0
    fields = stat.read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def answered(place: Town) -> dict[int, float]:
    """Time of every person's first answer."""
    return {call.chat_id: call.at for call in reversed(place.calls("sendMessage")) if call.chat_id}
