"""Incoming flood: one person sends hundreds of messages at once; other people are answered as usual."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from bot.sandbox import Limits
from tests.chaos.findings import Findings, percentile
from tests.chaos.town import Heard, Town, happens, town


@dataclass(frozen=True)
class Size:
    """Some people send many messages each, all at once; others write in the seconds after."""

    flooders: int
    messages: int
    p95_seconds: float
    others: int = 40
    lasts_seconds: float = 8


FULL = (Size(1, 500, 0.5), Size(20, 200, 1.5))


async def run(folder: Path, heard: Heard, seed: int, sizes: Sequence[Size] = FULL) -> Findings:
    findings = Findings()
    for size in sizes:
        part = await flood(folder / str(size.flooders), heard, Random(seed), size)
        findings.add(part, f"{size.flooders} × {size.messages}")
    return findings


async def flood(folder: Path, heard: Heard, random: Random, size: Size) -> Findings:
    findings = Findings()
    flooders = range(10_001, 10_001 + size.flooders)
    others = range(20_001, 20_001 + size.others)
    async with town(folder, heard, limits=Limits(), send_rate=27) as place:
        await place.take_in([*flooders, *others], lambda _: None)
        async with place.bot() as bot:
            await bot.says("connected")
            wrote_at = await write_all(place, random, size, flooders, others)
            await happens(lambda: answered(place).keys() >= wrote_at.keys(), 60)
            await place.confirmed()
        waits = [answered(place)[chat_id] - at for chat_id, at in wrote_at.items()]
    findings.note(f"{len(waits)} others")
    findings.most("answered p95", percentile(waits, 95), size.p95_seconds, " s")
    findings.most("429", sum(call.status == 429 for call in place.sandbox.calls), 0)
    return findings


async def write_all(
    place: Town, random: Random, size: Size, flooders: Sequence[int], others: Sequence[int]
) -> dict[int, float]:
    """Send the flood, then one message per other person; returns when these wrote (monotonic)."""
    for _ in range(size.messages):
        for chat_id in flooders:
            place.type(chat_id, "/today")
    began = time.monotonic()
    wrote_at = {}
    for at, chat_id in sorted((random.uniform(0, size.lasts_seconds), each) for each in others):
        await asyncio.sleep(max(0, began + at - time.monotonic()))
        wrote_at[chat_id] = time.monotonic()
        place.type(chat_id, "/today")
    return wrote_at


def answered(place: Town) -> dict[int, float]:
    """Time of every person's first answer."""
    return {call.chat_id: call.at for call in reversed(place.calls("sendMessage")) if call.chat_id}
