"""Holds: after "retry after 3" nothing arrives early, and nothing is lost."""

import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from random import Random

from bot.sandbox import Fault, Kind, Limits
from jobs.clock import Clock
from messages.pictures.loops import Loops
from storage.tables import NudgeState
from tests.chaos.findings import Findings
from tests.chaos.town import Heard, Town, happens, town

SENDS = "sendAnimation" if Loops().ids else "sendMessage"  # how a nudge comes
RETRY_AFTER_SECONDS = 3
ON_THE_WAY_SECONDS = 0.25  # what left before the answer was read


@dataclass(frozen=True)
class Size:
    holds: int = 5
    nudges: int = 300
    send_rate: int = 27


async def run(folder: Path, heard: Heard, seed: int, size: Size = Size()) -> Findings:
    findings = Findings()
    random = Random(seed)
    crowd = range(10_001, 10_001 + size.nudges)
    async with town(folder, heard, limits=Limits(), send_rate=size.send_rate) as place:
        for skip in random.sample(range(size.nudges // 2), size.holds):
            place.sandbox.add_fault(
                Fault(
                    Kind.ERROR,
                    method=SENDS,
                    status=429,
                    retry_after=RETRY_AFTER_SECONDS,
                    skip=skip,
                )
            )
        due_at = Clock().now()
        await place.take_in(crowd, lambda _: due_at)
        async with place.bot():
            await place.nudged(crowd, 90)
            began = time.monotonic()
            await happens(lambda: time.monotonic() > began + 1, 5)
        judge_holds(place, size, findings)
        copies = Counter(each.nudge_id for each in place.nudges_shown())
        findings.note(f"{len(copies)} of {size.nudges} nudges arrived")
        findings.most("copies", max(copies.values()), 1)
        states = await place.states()
        findings.expect(set(states) == {NudgeState.SENT}, f"not every nudge is noted as sent: {states}")
    return findings


def judge_holds(place: Town, size: Size, findings: Findings) -> None:
    sends = [c for c in place.sandbox.calls if c.method.startswith(("send", "edit"))]
    begins = [c.at for c in sends if c.fault == Kind.ERROR]
    inside = [c for at in begins for c in sends if at + ON_THE_WAY_SECONDS < c.at < at + RETRY_AFTER_SECONDS]
    on_the_way = sum(at < c.at <= at + ON_THE_WAY_SECONDS for at in begins for c in sends)
    findings.note(f"{len(begins)} holds")
    findings.expect(len(begins) == size.holds, f"there were {len(begins)} holds, not {size.holds}")
    findings.most("arrived inside one", len(inside), 0)
    findings.note(f"{on_the_way} were on their way")
    findings.most("too early for their chat", place.sandbox.too_early, 0)
    findings.most("429 of its own making", sum(c.status == 429 and not c.fault for c in sends), 0)
