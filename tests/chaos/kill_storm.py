"""Kill storm: SIGKILL again and again; nothing is lost, nothing counted twice."""

import asyncio
import re
import time
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import Connection, func, select

from bot.sandbox import Fault, Kind
from jobs.clock import Clock
from jobs.workers.timetable import TICK_SECONDS
from storage import people
from storage.history import day_totals
from storage.tables import DayRow, MoveRow, NudgeState, OutboxRow
from tests.bot.process import BotProcess
from tests.chaos.findings import Findings
from tests.chaos.town import Heard, Shown, Town, happens, town

SEND_RATE = 100
EARLY = 4  # every fourth kill may come while the process starts
FIRST_MINUTES, MOST_TOLD = 11, 40
_LOGGED = re.compile(r"\b(\d+) min")
HISTORY_DAYS = 5  # streaks before the storm are 0 to 4 days long


@dataclass(frozen=True)
class Size:
    kills: int = 12
    taps: int = 200
    nudges: int = 1_500
    talkers: int = 60
    locked_seconds: float = 3


async def run(folder: Path, heard: Heard, seed: int, size: Size = Size()) -> Findings:
    findings = Findings()
    random = Random(seed)
    tappers, sitters = range(10_001, 10_001 + size.taps), range(20_001, 20_001 + size.nudges)
    talkers = range(30_001, 30_001 + size.talkers)
    async with town(folder, heard, send_rate=SEND_RATE) as place:
        await place.take_in(tappers, lambda _: Clock().now())
        await place.take_in(talkers, lambda _: None)
        await place.db.write(give_history, tappers)
        async with place.bot():
            await place.nudged(tappers)

        storm, talk = Storm(place, random, tappers), Talk(place, random, talkers)
        seconds_due = 1.5 * size.kills
        began_at = Clock().now()
        await place.take_in(
            sitters,
            lambda chat_id: began_at + timedelta(seconds=seconds_due * (chat_id - sitters[0]) / len(sitters)),
        )
        talking = asyncio.create_task(talk.go_on(seconds_due))
        lives = await storm.rage(size, seconds_due, talk)
        await talking
        async with place.bot():
            storm.deliver_again()
            await happens(lambda: {*sitters} <= {n.chat_id for n in place.nudges_shown()}, 90)
            await place.confirmed()
            with suppress(TimeoutError):
                await happens(lambda: not lost_receipts(talk), 30)
            await asyncio.sleep(2)

        await count_taps(place, tappers, findings, storm)
        await count_receipts(place, findings, talk, lives)
        await count_nudges(place, sitters, findings, lives)
    findings.note(f"{size.kills} kills, {storm.again} redelivered")
    return findings


class Talk:
    """People who send several logs in a row, each with a distinct number of minutes."""

    def __init__(self, place: Town, random: Random, talkers: Sequence[int]) -> None:
        self.place = place
        self._random = random
        self._talkers = talkers
        self.told: Counter[int] = Counter()

    async def go_on(self, seconds: float) -> None:
        began = time.monotonic()
        for at in sorted(self._random.uniform(0, seconds) for _ in self._talkers):
            await asyncio.sleep(max(0, began + at - time.monotonic()))
            self.tell(self._random.choice(self._talkers))

    def burst(self) -> None:
        """Some people send more logs at once than can be answered before the next kill."""
        for chat_id in self._random.sample(self._talkers, max(1, len(self._talkers) // 6)):
            for _ in range(self._random.randint(1, 4)):
                self.tell(chat_id)

    def tell(self, chat_id: int) -> None:
        if self.told[chat_id] < MOST_TOLD:
            minutes = FIRST_MINUTES + self.told[chat_id]
            self.told[chat_id] += 1
            words = self._random.choice(("walked {} min", "/log walked {} min", "danced {} minutes"))
            self.place.sandbox.write(chat_id, words.format(minutes))


class Storm:
    """Continuous taps, with kills in between."""

    def __init__(self, place: Town, random: Random, tappers: Sequence[int]) -> None:
        self._place = place
        self._random = random
        self._tappers = tappers
        self._to_repeat = set(random.sample(tappers, len(tappers) // 5))
        self._saved = random.sample(tappers, len(tappers) // 3)  # for the instants before a kill
        self._repeated: dict[int, tuple[int, str]] = {}  # raw updates to redeliver
        self.presses = 0
        self.again = 0

    async def rage(self, size: Size, seconds: float, talk: Talk) -> list[float]:
        """Kill the process this many times; returns the instants (monotonic)."""
        over = []
        tapping = asyncio.create_task(self.tap(seconds))
        for kill in range(size.kills):
            self.deliver_again()
            if kill == size.kills // 2:
                self._place.sandbox.add_fault(Fault(Kind.UNREADABLE_UPDATE))
            async with self._place.bot() as bot:
                if kill % EARLY != EARLY - 1:  # else it may die while it starts
                    await bot.says("connected")
                if kill % 2:
                    await self._until_nudges_flow()
                talk.burst()
                await asyncio.sleep(self._random.uniform(0, 3))
                talk.burst()
                # Work is always in flight when it dies.
                at_once = len(self._saved) // (size.kills - kill)
                if kill == size.kills // 3:
                    await asyncio.gather(
                        self._place.lock_for(size.locked_seconds),
                        self._die(bot, at_once, size.locked_seconds / 2, 0.3),
                    )
                else:
                    await self._die(bot, at_once, 0, 0.05)
            over.append(time.monotonic())
        await tapping
        return over

    async def _die(self, bot: BotProcess, presses: int, after_seconds: float, within_seconds: float) -> None:
        """Some people press ✅ at the very moment of the kill."""
        await asyncio.sleep(after_seconds)
        for _ in range(presses):
            self._press(self._saved.pop())
        await asyncio.sleep(self._random.uniform(0, within_seconds))
        bot.kill()
        await bot.ends()

    async def _until_nudges_flow(self) -> None:
        """Make the next kill leave some claimed and unsent; at the end there are none."""
        before = len(self._place.nudges_shown())
        with suppress(TimeoutError):
            await happens(lambda: len(self._place.nudges_shown()) > before, TICK_SECONDS + 1, every=0.01)

    def press_some(self, most: int) -> None:
        """Some people press ✅ right now."""
        for _ in range(min(most, len(self._saved))):
            self._press(self._saved.pop())

    def deliver_again(self) -> None:
        """Make Telegram redeliver some confirmed updates."""
        pending = self._place.sandbox.world.updates.pending
        waiting = {update_id for update_id, _ in pending}
        back = [raw for raw in self._repeated.values() if raw[0] not in waiting]
        pending.extendleft(sorted(back, reverse=True))
        self._place.sandbox.world.updates.on_push()
        self.again += len(back)
        self._repeated = {who: raw for who, raw in self._repeated.items() if raw[0] in waiting}

    async def tap(self, seconds: float) -> None:
        """All others press ✅ at some time, and three of ten press it twice."""
        others = [each for each in self._tappers if each not in self._saved]
        presses = [(self._random.uniform(0, seconds), each) for each in others]
        twice = self._random.sample(presses, len(presses) * 3 // 10)
        presses += [(at + self._random.choice((0, 0.2, 5)), each) for at, each in twice]
        began = time.monotonic()
        for at, chat_id in sorted(presses):
            await asyncio.sleep(max(0, began + at - time.monotonic()))
            self._press(chat_id)

    def _press(self, chat_id: int) -> None:
        raw = self._place.press(chat_id)
        self.presses += 1
        if chat_id in self._to_repeat:
            self._repeated[chat_id] = raw


async def count_taps(place: Town, tappers: Sequence[int], findings: Findings, storm: Storm) -> None:
    made, streaks = await place.db.read(what_counts)
    lost = [each for each in tappers if not made[each]]
    twice = [each for each in tappers if made[each] > 1]
    wrong = [each for each in tappers if streaks.get(each) != (1, each % HISTORY_DAYS + 1)]
    mute = [
        each
        for each in tappers
        if not any("Today: 1 of 4." in message.text for message in place.sandbox.messages(each))
    ]
    findings.note(f"{len(tappers)} taps ({storm.presses} presses): {len(lost)} lost, {len(twice)} twice")
    findings.note(f"{len(wrong)} wrong streaks, {len(mute)} unanswered")
    findings.expect(not lost, f"{len(lost)} taps are lost")
    findings.expect(not twice, f"{len(twice)} taps count more than once")
    findings.expect(not wrong, f"{len(wrong)} people have another streak than they earned")
    findings.expect(not mute, f"{len(mute)} people see no answer to their tap")


def receipts(talk: Talk) -> list[tuple[int, int, float]]:
    """Person, minutes and time of every receipt Telegram accepted, including copies."""
    found = []
    for call in talk.place.calls("sendMessage"):
        minutes = _LOGGED.search(str(call.parameters.get("text")))
        if minutes and call.chat_id is not None and call.chat_id in talk.told:
            found.append((call.chat_id, int(minutes.group(1)), call.at))
    return found


def lost_receipts(talk: Talk) -> set[tuple[int, int]]:
    told = {(who, FIRST_MINUTES + n) for who, many in talk.told.items() for n in range(many)}
    return told - {(who, minutes) for who, minutes, _ in receipts(talk)}


async def count_receipts(place: Town, findings: Findings, talk: Talk, lives: Sequence[float]) -> None:
    """Every log has its receipt, and a kill repeats at most one per person."""
    seen: set[tuple[int, int]] = set()
    again: Counter[tuple[int, int]] = Counter()
    for who, minutes, at in receipts(talk):
        if (who, minutes) in seen:
            again[who, bisect_right(lives, at)] += 1
        seen.add((who, minutes))
    made, _ = await place.db.read(what_counts)
    wrong = [who for who, many in talk.told.items() if made[who] != many]
    findings.note(f"{talk.told.total()} logs in a row, {again.total()} receipts came twice")
    findings.most("receipts lost", len(lost_receipts(talk)), 0)
    findings.most("receipts repeated for a person a kill", max(again.values(), default=0), 1)
    findings.expect(not wrong, f"{len(wrong)} people have another number of moves than they told")
    left = await place.db.read(lambda tx: tx.scalar(select(func.count()).select_from(OutboxRow)))
    findings.expect(left == 0, f"{left} replies are left in the outbox")


async def count_nudges(
    place: Town, sitters: Sequence[int], findings: Findings, lives: Sequence[float]
) -> None:
    shown = [each for each in place.nudges_shown() if each.chat_id in sitters]
    lost = {*sitters} - {each.chat_id for each in shown}
    copies, most_a_kill = duplicates(shown, lives)
    findings.note(f"{len(sitters):,} nudges: {len(lost)} lost, {copies} came twice")
    findings.most("copies for a person a kill", most_a_kill, 1)
    findings.expect(not lost, f"{len(lost)} nudges are lost")
    each_got = Counter(each.chat_id for each in {each.nudge_id: each for each in shown}.values())
    findings.expect(max(each_got.values(), default=0) == 1, "somebody was nudged for one due time twice")
    states = await place.states()
    findings.expect(set(states) == {NudgeState.SENT}, f"not every nudge is noted as sent: {states}")


def duplicates(shown: Sequence[Shown], lives: Sequence[float]) -> tuple[int, int]:
    """Number of repeated nudges, and the most repeats for one person between two kills."""
    seen: set[int] = set()
    again: Counter[tuple[int, int]] = Counter()
    for each in shown:
        if each.nudge_id in seen:
            again[each.chat_id, bisect_right(lives, each.at)] += 1
        seen.add(each.nudge_id)
    return again.total(), max(again.values(), default=0)


def give_history(tx: Connection, chat_ids: Sequence[int]) -> None:
    """A move on each of the last 0 to 4 days, so that streaks differ."""
    now = Clock().now()
    for chat_id in chat_ids:
        person = people.get(tx, chat_id)
        for ago in range(chat_id % HISTORY_DAYS, 0, -1):
            day_totals.add(tx, person, person.local_day(now) - timedelta(days=ago), 1)


def what_counts(tx: Connection) -> tuple[Counter[int], dict[int, Any]]:
    """Counted moves by person, and moves and streak of their last day."""
    moves = tx.execute(select(MoveRow.chat_id).where(MoveRow.undone_at.is_(None))).scalars()
    rows = tx.execute(select(DayRow.chat_id, DayRow.moves, DayRow.streak_days).order_by(DayRow.on))
    return Counter(moves), {row.chat_id: (row.moves, row.streak_days) for row in rows}
