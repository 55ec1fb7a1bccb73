"""Wave: all are due in one minute; what is asked for meanwhile comes at its minute, and answers at once.

`python -m tests.chaos wave --due 50000` takes half an hour at 27 a second. What is late is planned anew.
"""

import asyncio
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random

from bot.sandbox import Limits
from jobs.clock import Clock
from storage.tables import NudgeState
from tests.chaos import flood_out
from tests.chaos.findings import Findings, percentile
from tests.chaos.town import Heard, Shown, Town, chat_ids_of, happens, town

ASKED_EVERY = timedelta(seconds=5)
HELD = 0.96  # of the rate: Telegram's second is taken as 1.03 seconds
LONGER = 1.5  # than it takes to send: who is late is spread, and others are answered


@dataclass(frozen=True)
class Size:
    """Number of people due at once, the send rate, and for how many seconds others ask for nudges."""

    due: int = 2_000
    send_rate: int = 27
    taps_a_second: float = 1.0

    @property
    def takes(self) -> timedelta:
        return timedelta(seconds=self.due / self.send_rate)


async def run(folder: Path, heard: Heard, seed: int, size: Size = Size()) -> Findings:
    findings = Findings()
    crowd = range(10_001, 10_001 + size.due)
    asked = range(900_001, 900_001 + max(1, int(size.takes / ASKED_EVERY)))
    limits = Limits(per_bot_a_second=size.send_rate)
    async with town(folder, heard, limits=limits, send_rate=size.send_rate) as place:
        due_at = Clock().now() + timedelta(seconds=5)
        began = asyncio.get_running_loop().time() + 5
        await place.take_in(crowd, lambda _: due_at)
        wished = {chat_id: due_at + n * ASKED_EVERY for n, chat_id in enumerate(asked)}
        for chat_id, at in wished.items():
            await place.take_in([chat_id], lambda _, at=at: at, later_until_at=at)  # type: ignore[misc]
        async with place.bot():
            tapping = asyncio.create_task(
                flood_out.tap_on(place, Random(seed), flood_out.Size(size.due, size.send_rate, 1))
            )
            try:
                patience = 120 + size.takes.total_seconds() * LONGER
                await happens(lambda: chat_ids_of(place.nudges_shown()) >= {*crowd, *asked}, patience, 1)
            finally:
                tapping.cancel()
            waits = await tapping if not tapping.cancelled() else []
            await place.all_noted()
        shown = place.nudges_shown()
        findings.most("answered p95", percentile(waits, 95), 0.5, " s")
        _judge_asked(shown, asked, began, findings)
        await _judge_all(place, size, shown, findings)
    return findings


def _judge_asked(shown: list[Shown], asked: range, began: float, findings: Findings) -> None:
    wished = {chat_id: began + n * ASKED_EVERY.total_seconds() for n, chat_id in enumerate(asked)}
    late = [each.at - wished[each.chat_id] for each in shown if each.chat_id in wished]
    findings.note(f"{len(late)} asked for")
    findings.most("the latest of what was asked for", max(late), 60, " s")


async def _judge_all(place: Town, size: Size, shown: list[Shown], findings: Findings) -> None:
    at = sorted(c.at for c in place.sandbox.calls if c.method.startswith(("send", "edit")))
    busy = at[size.send_rate : -size.send_rate]
    rate = (len(busy) - 1) / (busy[-1] - busy[0])
    findings.note(f"{rate:.1f} messages a second")
    copies = Counter(each.nudge_id for each in shown)
    findings.expect(max(copies.values()) == 1, "a nudge came twice")
    people = Counter(each.chat_id for each in shown)
    findings.expect(max(people.values()) == 1, "somebody got two")
    states = await place.states()
    findings.expect({*states} <= {NudgeState.SENT, NudgeState.HELD}, f"not every nudge is noted: {states}")
    findings.note(f"{states.get(NudgeState.HELD, 0)} planned anew")
    if not states.get(NudgeState.HELD):  # who is planned anew is spread, at less than the rate
        findings.expect(rate >= HELD * size.send_rate, f"{rate:.1f} a second is not the rate")
