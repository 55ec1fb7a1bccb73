"""Outage: Telegram is down for a minute and then flaky; everything owed arrives, at most twice."""

import asyncio
import math
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from bot.sandbox import Fault, Kind
from jobs.clock import Clock
from storage.history.calendar_day import zone_of
from storage.tables import NudgeState
from tests.chaos.findings import Findings
from tests.chaos.kill_storm import what_counts
from tests.chaos.town import Heard, Town, chat_ids_of, happens, nudge_id_of, town
from tests.people import NEW_MESSAGES

HANGS_FOR_SECONDS = 45  # a call that hangs is given up after 20 s, a long poll after 35


@dataclass(frozen=True)
class Size:
    away_seconds: float = 60
    shaky_seconds: float = 30
    sitters: int = 200  # due while Telegram is away or shaky
    tappers: int = 40
    sleepers: int = 20  # due as well, and quiet before Telegram is back
    resets: float = 0.1  # share of calls accepted but never answered
    hangs: float = 0.1  # the share that hang
    drops_hangs: bool = False  # in the end, instead of waiting until they are given up


async def run(folder: Path, heard: Heard, seed: int, size: Size = Size()) -> Findings:
    findings = Findings()
    tappers, sitters, sleepers = (
        range(first, first + n)
        for first, n in ((10_001, size.tappers), (20_001, size.sitters), (30_001, size.sleepers))
    )
    async with town(folder, heard, send_rate=200) as place:
        await place.take_in(tappers, lambda _: Clock().now())
        async with place.bot() as bot:
            await place.nudged(tappers)
            await settle(place, size, sitters, sleepers)
            before, began = len(bot.said), time.monotonic()
            place.sandbox.add_fault(Fault(Kind.HTML, times=None, for_seconds=size.away_seconds))
            await tap_and_type(place, tappers, size.away_seconds)
            shaky = [
                place.sandbox.add_fault(Fault(kind, times=None, chance=chance, seed=seed))
                for kind, chance in ((Kind.RESET_AFTER, size.resets), (Kind.HANG, size.hangs))
            ]
            await asyncio.sleep(size.shaky_seconds)
            for fault in shaky:
                fault.times = 0
            if size.drops_hangs:
                place.sandbox.add_fault(Fault(Kind.OUTAGE, for_seconds=0.001))
            minutes, said = (time.monotonic() - began) / 60, bot.said[before:]
            await all_is_well(place, tappers, sitters)
        judge_log(said, minutes, findings)
        await judge_taps(place, tappers, findings)
        judge_nudges(place, sitters, findings)
        await judge_stale(place, sleepers, findings)
    return findings


async def settle(place: Town, size: Size, sitters: Sequence[int], sleepers: Sequence[int]) -> None:
    """Spread the plans evenly; the sleepers' quiet hours begin in the middle."""
    now = Clock().now()
    step = (size.away_seconds + size.shaky_seconds) / len(sitters)
    await place.take_in(sitters, lambda chat_id: now + timedelta(seconds=step * (chat_id - sitters[0])))
    quiet_at = (now + timedelta(seconds=size.away_seconds * 0.75)).astimezone(zone_of(place.zone))
    await place.take_in(
        sleepers,
        lambda _: now,
        quiet_from=quiet_at.time().replace(microsecond=0),
        quiet_until=(quiet_at + timedelta(hours=1)).time().replace(microsecond=0),
    )


async def tap_and_type(place: Town, tappers: Sequence[int], seconds: float) -> None:
    """Half of them tap, half of them ask, spread over the outage."""
    for chat_id in tappers:
        await asyncio.sleep(seconds / len(tappers))
        if chat_id in pressing(tappers):
            place.press(chat_id)
        else:
            place.type(chat_id, "/today")


async def all_is_well(place: Town, tappers: Sequence[int], sitters: Sequence[int]) -> None:
    """Wait until hanging calls are given up and everything owed has arrived."""
    with suppress(TimeoutError):
        await place.confirmed(HANGS_FOR_SECONDS)
        await happens(lambda: not mute(place, tappers) and not silent(place, tappers), HANGS_FOR_SECONDS)
        await happens(lambda: chat_ids_of(place.nudges_shown()) >= {*sitters}, HANGS_FOR_SECONDS)
    await place.all_noted(HANGS_FOR_SECONDS)


def mute(place: Town, tappers: Sequence[int]) -> list[int]:
    """People whose tap is not answered on the screen."""
    screens = ((each, place.sandbox.messages(each)) for each in pressing(tappers))
    return [each for each, screen in screens if not any("Today: 1 of 4." in m.text for m in screen)]


def silent(place: Town, tappers: Sequence[int]) -> list[int]:
    """People whose question is not answered."""
    answered = {c.chat_id for c in place.calls("sendMessage") if nudge_id_of(c) is None}
    unanswered = {*tappers} - {*pressing(tappers)} - answered
    return [each for each in unanswered if not swallowed_twice(place, each, is_nudge=False)]


def pressing(tappers: Sequence[int]) -> list[int]:
    """Every second of them presses ✅; the others ask for /today."""
    return [each for each in tappers if each % 2]


def judge_log(said: str, minutes: float, findings: Findings) -> None:
    """The outage is logged once a minute, and so is a tick that sends nothing."""
    lines = said.splitlines()
    warnings = [line for line in lines if " WARNING " in line or " ERROR " in line]
    findings.most("lines of warning", len(warnings), math.ceil(minutes))
    findings.broken += warnings[: 5 * (len(warnings) > math.ceil(minutes))]
    findings.expect(bool(warnings), "nobody was told about the outage")


async def judge_taps(place: Town, tappers: Sequence[int], findings: Findings) -> None:
    made, _ = await place.db.read(what_counts)
    pressed = pressing(tappers)
    lost = [each for each in pressed if made[each] != 1]
    findings.note(f"{len(pressed)} taps: {len(lost)} lost, {len(mute(place, tappers))} unanswered")
    findings.expect(not lost, f"{len(lost)} taps are lost or count twice")
    findings.expect(not mute(place, tappers), "somebody sees no answer to a tap")
    copies = Counter(c.chat_id for c in place.calls("sendMessage") if nudge_id_of(c) is None)
    findings.note(f"{len(tappers) - len(pressed)} questions: {len(silent(place, tappers))} unanswered")
    findings.expect(not silent(place, tappers), "a question is not answered")
    findings.most("copies of an answer", max(copies.values(), default=0), 2)


def judge_nudges(place: Town, sitters: Sequence[int], findings: Findings) -> None:
    shown = [each for each in place.nudges_shown() if each.chat_id in sitters]
    missing = {*sitters} - {each.chat_id for each in shown}
    swallowed = {each for each in missing if swallowed_twice(place, each, is_nudge=True)}
    copies = Counter(each.nudge_id for each in shown)
    findings.note(f"{len(sitters)} nudges: {len(missing - swallowed)} lost, {len(swallowed)} hung twice")
    findings.expect(not missing - swallowed, f"{len(missing - swallowed)} nudges are lost")
    findings.most("copies of a nudge", max(copies.values()), 2)


def swallowed_twice(place: Town, chat_id: int, is_nudge: bool) -> bool:
    """Both attempts hung: with one retry of an ambiguous call, this is the best possible."""
    hung = [c for c in place.sandbox.calls if c.fault == Kind.HANG and c.chat_id == chat_id]
    sends = [c for c in hung if c.method in NEW_MESSAGES]
    return sum((nudge_id_of(c) is not None) == is_nudge for c in sends) >= 2


async def judge_stale(place: Town, sleepers: Sequence[int], findings: Findings) -> None:
    """Quiet hours began during the outage: dropped, and counted as dropped."""
    disturbed = [each for each in place.nudges_shown() if each.chat_id in sleepers]
    stale = (await place.states()).get(NudgeState.STALE, 0)
    findings.note(f"{stale} stale dropped")
    findings.expect(not disturbed, f"{len(disturbed)} people were written to in quiet hours")
    findings.expect(stale == len(sleepers), f"{stale} nudges are counted as stale, not {len(sleepers)}")
