"""Several processes on PostgreSQL: one dispatches, another takes over; the rate and the holds are shared."""

import asyncio
import signal
import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random

from bot.sandbox import Fault, Kind
from jobs.clock import Clock
from storage.tables import OutboxRow
from tests.chaos.findings import Findings
from tests.chaos.house import House, Missing, Resident, house
from tests.chaos.kill_storm import (
    Storm,
    Talk,
    count_nudges,
    count_receipts,
    count_taps,
    give_history,
    lost_receipts,
    what_counts,
)
from tests.chaos.town import Heard, Town, chat_ids_of, happens
from tests.people import EDITS, NEW_MESSAGES

TAKEN_OVER_SECONDS = 15
ANSWERED_SECONDS = 2.0
SENDS = (*NEW_MESSAGES, *EDITS)
HELD_SECONDS = 6


@dataclass(frozen=True)
class Size:
    processes: int = 3
    send_rate: int = 27
    storm_rate: int = 100
    has_wave: bool = True
    sitters: int = 900  # due one after another, while who dispatches is killed
    due_seconds: float = 20
    taps: int = 200  # spread over the rolling restart
    rolls: int = 2
    kills: int = 9
    stormy_taps: int = 200
    nudges: int = 1_200
    talkers: int = 60


async def run(folder: Path, heard: Heard, seed: int, size: Size = Size()) -> Findings:
    findings = Findings()
    try:
        async with house(
            folder / "rate", heard, size.processes, proxy=size.has_wave, send_rate=size.send_rate
        ) as there:
            await there.begin_all()
            if size.has_wave:
                findings.add(await one_rate(there, size), "one rate")
            findings.add(await taken_over(there, size), "killed while it dispatches")
        if size.rolls:
            async with house(folder / "rolling", heard, size.processes, send_rate=size.storm_rate) as there:
                findings.add(await rolling(there, size), "rolling restart")
        if size.kills:
            async with house(folder / "storm", heard, size.processes, send_rate=size.storm_rate) as there:
                findings.add(await storm(there, Random(seed), size), "kill storm")
    except Missing as error:
        findings.note(f"left out: {error}")
    return findings


async def one_rate(there: House, size: Size) -> Findings:
    """A wave of nudges by one process, answers by all: together within the rate, and nothing in a hold."""
    findings, place = Findings(), there.place
    crowd, tappers = range(10_001, 10_001 + 4 * size.send_rate), range(20_001, 20_001 + 2 * size.send_rate)
    await place.take_in(tappers, lambda _: Clock().now())
    await place.nudged(tappers)
    await place.take_in(crowd, lambda _: Clock().now() + timedelta(seconds=1))
    await happens(lambda: chat_ids_of(place.nudges_shown()) & {*crowd} != set(), 30)
    pressed = {}
    for who in tappers:
        place.press(who)
        pressed[who] = time.monotonic()
        await asyncio.sleep(0.2)
    await place.nudged(crowd)
    await place.confirmed()
    waits = answer_waits(place, pressed)
    findings.most("answers behind the wave, p95", percentile(waits, 95), 1.0, " s")
    findings.most("most in a second", most_in_a_second(place), size.send_rate)
    await held(place, tappers, findings)
    return findings


async def held(place: Town, people: Sequence[int], findings: Findings) -> None:
    """Three chats are refused by three processes; then none of the processes sends anything."""
    fault = place.sandbox.add_fault(
        Fault(Kind.ERROR, "sendMessage", times=3, status=429, retry_after=HELD_SECONDS)
    )
    early = place.sandbox.too_early
    for n in range(3):
        place.sandbox.write(people[n], "walked 20 min")
    await happens(lambda: fault.hits == 3, 20)
    await asyncio.sleep(0.5)
    held_at = time.monotonic()
    for who in people[3:15]:
        place.sandbox.write(who, "walked 20 min")
    await asyncio.sleep(HELD_SECONDS / 2)
    meanwhile = [call for call in place.calls(*SENDS) if call.at > held_at]
    findings.most("messages while Telegram wants silence", len(meanwhile), 0)
    await place.confirmed()
    findings.most("calls too early", place.sandbox.too_early - early, 0)


async def taken_over(there: House, size: Size) -> Findings:
    """The process that dispatches is killed, while nudges fall due all the time."""
    findings, place = Findings(), there.place
    sitters = range(50_001, 50_001 + size.sitters)
    began_at = Clock().now()
    await place.take_in(
        sitters, lambda n: began_at + timedelta(seconds=(n - sitters[0]) * size.due_seconds / len(sitters))
    )
    await happens(lambda: len(chat_ids_of(place.nudges_shown()) & {*sitters}) > len(sitters) // 10, 60)
    leader = await there.led()
    killed_at = time.monotonic()
    await leader.end(signal.SIGKILL)
    await happens(
        lambda: any(n.at > killed_at + 0.5 and n.chat_id in sitters for n in place.nudges_shown()), 60
    )
    first = min(n.at for n in place.nudges_shown() if n.at > killed_at + 0.5 and n.chat_id in sitters)
    findings.most("taken over after", first - killed_at, TAKEN_OVER_SECONDS, " s")
    await place.nudged(sitters, 120)
    successor = await there.led()
    await there.begin(leader)
    stopped_at = time.monotonic()
    await successor.end(signal.SIGTERM)
    code_at = time.monotonic()
    await there.led()
    findings.note(
        f"a stop takes {code_at - stopped_at:.1f} s, and hands over within {time.monotonic() - code_at:.1f} s"
    )
    copies = Counter(n.nudge_id for n in place.nudges_shown() if n.chat_id in sitters)
    due = Counter(
        n.chat_id for n in {n.nudge_id: n for n in place.nudges_shown()}.values() if n.chat_id in sitters
    )
    findings.note(f"{len(sitters)} nudges")
    findings.note(f"{copies.total() - len(copies)} in flight at the kill came twice")
    findings.most("copies for a person", max(copies.values()) - 1, 1)
    findings.most("nudges for one due time", max(due.values()), 1)
    findings.most("most in a second", most_in_a_second(place), size.send_rate)
    return findings


async def rolling(there: House, size: Size) -> Findings:
    """Every process is stopped and started again, one after another, while people tap."""
    findings, place = Findings(), there.place
    tappers = range(10_001, 10_001 + size.taps)
    await place.take_in(tappers, lambda _: Clock().now())
    await there.begin_all()
    await place.nudged(tappers)
    pressed: dict[int, float] = {}
    rolled = asyncio.Event()

    async def tap() -> None:
        for who in tappers:
            place.press(who)
            pressed[who] = time.monotonic()
            await asyncio.sleep(0.15)
            if rolled.is_set() and len(pressed) > size.taps // 2:
                return

    tapping = asyncio.create_task(tap())
    codes = []
    for each in [*there.residents * size.rolls][: size.rolls * len(there.residents)]:
        codes.append(await each.end(signal.SIGTERM))
        await there.begin(each)
        if tapping.done():
            break
    rolled.set()
    await tapping
    await place.confirmed()
    await asyncio.sleep(1)
    made, _ = await place.db.read(what_counts)
    waits = answer_waits(place, pressed)
    findings.note(f"{len(codes)} restarts, {len(pressed)} taps")
    findings.expect(set(codes) == {0}, f"exit codes {set(codes)}")
    findings.most("lost", sum(made[who] != 1 for who in pressed), 0)
    findings.most("unanswered", len(pressed) - len(waits), 0)
    findings.note(f"p50 {percentile(waits, 50):.2f} s")
    findings.most("slowest answer", max(waits), ANSWERED_SECONDS, " s")
    return findings


async def storm(there: House, random: Random, size: Size) -> Findings:
    """Processes are killed at random, one after another; what people see is as with one process."""
    findings, place = Findings(), there.place
    tappers = range(10_001, 10_001 + size.stormy_taps)
    sitters = range(20_001, 20_001 + size.nudges)
    talkers = range(30_001, 30_001 + size.talkers)
    await place.take_in(tappers, lambda _: Clock().now())
    await place.take_in(talkers, lambda _: None)
    await place.db.write(give_history, tappers)
    await there.begin_all()
    await place.nudged(tappers)
    tapping, talk = Storm(place, random, tappers), Talk(place, random, talkers)
    seconds, began_at = 4.0 * size.kills, Clock().now()
    await place.take_in(
        sitters, lambda n: began_at + timedelta(seconds=seconds * (n - sitters[0]) / len(sitters))
    )
    people = asyncio.gather(tapping.tap(seconds), talk.go_on(seconds))
    lives = [
        await kill(there, random.choice(there.residents), tapping, talk, random, n) for n in range(size.kills)
    ]
    await people
    tapping.press_some(len(tappers))
    tapping.deliver_again()
    await happens(lambda: {*sitters} <= chat_ids_of(place.nudges_shown()), 120)
    await place.confirmed(120)
    with suppress(TimeoutError):
        await happens(lambda: not lost_receipts(talk), 60)
    await emptied(there)
    await count_taps(place, tappers, findings, tapping)
    await count_receipts(place, findings, talk, lives)
    await count_nudges(place, sitters, findings, lives)
    fell = [words for each in there.residents for words in each.fell]
    findings.most("ended by themselves", len(fell), 0)
    findings.broken += fell
    findings.note(f"{size.kills} kills of {len(there.residents)} processes, {tapping.again} redelivered")
    return findings


async def kill(there: House, which: Resident, tapping: Storm, talk: Talk, random: Random, n: int) -> float:
    """Kill one process in the middle of work, and start it again; returns when."""
    tapping.deliver_again()
    await asyncio.sleep(random.uniform(0.5, 2))
    talk.burst()
    if n % 3 == 2:
        which = await there.led()
    tapping.press_some(3)
    await asyncio.sleep(random.uniform(0, 0.05))
    await which.end(signal.SIGKILL)
    killed_at = time.monotonic()
    await there.begin(which)
    return killed_at


async def emptied(there: House, seconds: int = 20) -> None:
    """Wait until no reply is kept any more."""
    for _ in range(seconds):
        await asyncio.sleep(1)
        if not await there.count(OutboxRow):
            return


def answer_waits(place: Town, pressed: dict[int, float]) -> list[float]:
    """Seconds from each tap to the edit that shows its outcome."""
    first: dict[int, float] = {}
    for call in place.calls("editMessageText", "editMessageCaption"):
        who = call.chat_id or 0
        if who in pressed and call.at >= pressed[who]:
            first[who] = min(first.get(who, call.at), call.at)
    return [at - pressed[who] for who, at in first.items()]


def most_in_a_second(place: Town) -> int:
    """The most messages that Telegram got within any second."""
    times = sorted(call.at for call in place.calls(*SENDS))
    return max((n - bisect_left(times, at - 1.0) + 1 for n, at in enumerate(times)), default=0)


def percentile(waits: Sequence[float], which: int) -> float:
    return sorted(waits)[min(len(waits) * which // 100, len(waits) - 1)] if waits else 0.0
