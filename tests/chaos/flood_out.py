"""Outgoing flood: thousands are due in one minute while people tap; the rate is kept and answers go first."""

import asyncio
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from bot.sandbox import Limits
from jobs.clock import Clock
from storage.tables import NudgeState
from tests.chaos.findings import Findings, most_in, percentile
from tests.chaos.town import Heard, Town, happens, town
from tests.people import EDITS

ON_SCREEN_SECONDS = 2  # a nudge is not tapped right away


@dataclass(frozen=True)
class Size:
    """Number of people due at once, the send rate, and the rate of taps."""

    due: int
    send_rate: int
    taps_a_second: int = 20

    @property
    def patience_seconds(self) -> float:
        return 60 + 2 * (self.due / self.send_rate)


FULL = (Size(8_000, 200), Size(500, 27))


async def run(folder: Path, heard: Heard, seed: int, sizes: Sequence[Size] = FULL) -> Findings:
    findings = Findings()
    for size in sizes:
        findings.add(await flood(folder / str(size.due), heard, Random(seed), size), f"{size.due:,} due")
    return findings


async def flood(folder: Path, heard: Heard, random: Random, size: Size) -> Findings:
    findings = Findings()
    crowd = range(10_001, 10_001 + size.due)
    limits = Limits(per_bot_a_second=size.send_rate)
    async with town(folder, heard, limits=limits, send_rate=size.send_rate) as place:
        due_at = Clock().now()
        await place.take_in(crowd, lambda _: due_at)
        async with place.bot():
            tapping = asyncio.create_task(tap_on(place, random, size))
            try:
                await place.nudged(crowd, size.patience_seconds)
            finally:
                tapping.cancel()
            waits = await tapping if not tapping.cancelled() else []
            await asyncio.sleep(1)
        judge_calls(place, size, findings)
        findings.expect(len(waits) > 0, "nobody tapped")
        findings.note(f"{len(waits)} taps")
        findings.most("answered p95", percentile(waits, 95), 0.5, " s")
        states = await place.states()
        findings.expect(set(states) == {NudgeState.SENT}, f"not every nudge is noted as sent: {states}")
        copies = Counter(each.nudge_id for each in place.nudges_shown())
        findings.expect(max(copies.values()) == 1, "a nudge came twice")
    return findings


def judge_calls(place: Town, size: Size, findings: Findings) -> None:
    counted = [c for c in place.sandbox.calls if c.method.startswith(("send", "edit"))]
    refused = sum(c.status == 429 for c in counted)
    at = sorted(c.at for c in counted)
    findings.note(f"{len(at) / (at[-1] - at[0]):.0f} messages a second")
    findings.most("most in any second", most_in(at, 1.0), size.send_rate)
    findings.most("429", refused, 0)


async def tap_on(place: Town, random: Random, size: Size) -> list[float]:
    """Tap received nudges evenly until cancelled; records every answer's delay (seconds)."""
    pressed: dict[int, float] = {}
    ripe: list[int] = []  # people who may tap by now and have not
    looked_at = 0
    try:
        while True:
            await asyncio.sleep(1 / size.taps_a_second)
            shown, before = place.nudges_shown(), time.monotonic() - ON_SCREEN_SECONDS
            while looked_at < len(shown) and shown[looked_at].at < before:
                ripe.append(shown[looked_at].chat_id)
                looked_at += 1
            if ripe:
                chat_id = ripe.pop(random.randrange(len(ripe)))
                pressed[chat_id] = time.monotonic()
                place.press(chat_id)
    except asyncio.CancelledError:
        await happens(lambda: answered(place).keys() >= pressed.keys(), 30)
        at = answered(place)
        return [at[chat_id] - since for chat_id, since in pressed.items()]


def answered(place: Town) -> dict[int, float]:
    """Time when every person's nudge first showed its outcome."""
    edits = sorted(place.calls(*EDITS), key=lambda call: call.at, reverse=True)
    return {call.chat_id: call.at for call in edits if call.chat_id is not None}
