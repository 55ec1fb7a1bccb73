"""Second process: on the same data it exits at once, however the path is written, unnoticed by people."""

import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from jobs.clock import Clock
from tests.chaos.findings import Findings
from tests.chaos.town import Heard, happens, town


@dataclass(frozen=True)
class Size:
    nudges: int = 300


async def run(folder: Path, heard: Heard, seed: int, size: Size = Size()) -> Findings:
    findings = Findings()
    crowd = range(10_001, 10_001 + size.nudges)
    async with town(folder, heard, send_rate=100) as place:
        await place.take_in(crowd, lambda _: Clock().now())
        other_name = folder / "the-same.db"
        other_name.symlink_to(place.file)
        async with place.bot():
            await happens(lambda: len(place.nudges_shown()) > 5, 30)
            for name in (place.file, other_name):
                began = time.monotonic()
                async with place.cold_bot(DATABASE_URL=f"sqlite:///{name}") as second:
                    code = await second.ends()
                findings.most("away in", time.monotonic() - began, 3, " s")
                findings.note(f"exit {code}")
                findings.expect(code == 75, f"the second process on {name.name} ends with {code}, not 75")
                findings.expect(
                    second.said.count("\n") == 1, f"it does not say so in one line: {second.said}"
                )
            await place.nudged(crowd)
    copies = Counter(each.nudge_id for each in place.nudges_shown())
    people = Counter(each.chat_id for each in place.nudges_shown())
    findings.note(f"{len(people)} nudged")
    findings.most("duplicates", copies.total() - len(copies), 0)
    findings.expect(max(people.values()) == 1, "somebody was nudged twice")
    return findings
