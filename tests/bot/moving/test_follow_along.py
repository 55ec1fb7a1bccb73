"""Follow-alongs: one message, few edits, and an end in every case."""

import asyncio
import signal
import sqlite3
import time
from contextlib import closing
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from bot.app import App
from bot.sandbox import Fault, Kind, Sandbox
from bot.services import follow_along
from storage import people
from storage.sent import nudges
from tests.bot.process import bot_process
from tests.clock import SteppingClock
from tests.conftest import until_next_nudge
from tests.people import Human, until
from tests.rows import every_row

pytestmark = pytest.mark.promise("guide-ends")

SECOND = timedelta(seconds=1)


async def until_a_short_nudge(app: App, clock: SteppingClock, human: Human) -> None:
    """The next nudge, swapped until it can be followed."""
    await until_next_nudge(app, clock, human)
    while "/go" not in human.screen:
        await human.taps("🔁 Another")


def edits(human: Human, message_id: int) -> list[str]:
    """The texts of a message, in order."""
    return [
        str(call.parameters["text"])
        for call in human.sandbox.calls
        if call.method == "editMessageText"
        and call.chat_id == human.chat_id
        and int(call.parameters["message_id"]) == message_id
    ]


async def to_the_end(clock: SteppingClock, human: Human) -> None:
    clock.advance(120 * SECOND)
    await until(lambda: "✅ Done" in human.buttons)


@pytest.fixture
async def led(app: App, ann: Human, clock: SteppingClock) -> int:
    """Start Ann's follow-along; returns its message, which is the nudge's own."""
    await ann.begins()
    await until_a_short_nudge(app, clock, ann)
    nudge = ann.messages[-1].id
    await ann.types("/go")
    await until(lambda: ann.buttons == ["⏹ Stop"])
    assert ann.messages[-1].id == nudge
    return nudge


async def test_one_message_leads_from_the_first_step_to_the_outcome(
    app: App, ann: Human, clock: SteppingClock, led: int
) -> None:
    shown = [ann.screen]
    assert ann.nudge_messages() == []  # the nudge has become this message
    while "✅ Done" not in ann.buttons:
        before = ann.screen
        clock.advance(6 * SECOND)
        await until(lambda before=before: ann.screen != before)  # type: ignore[misc]
        assert ann.messages[-1].id == led
        shown.append(ann.screen)
    left = [int(text.splitlines()[1].split()[1]) for text in shown[:-1]]
    assert left == sorted(left, reverse=True)
    assert left[0] >= 30
    now = [line for text in shown for line in text.splitlines() if line.startswith("▸")]
    assert len(dict.fromkeys(now)) > 2  # step by step
    assert shown[-1].startswith("Time. How did")
    assert "Today: 1 of 4. Streak: 1 day." in await ann.taps("✅ Done")
    assert ann.messages[-1].id == led
    assert ann.buttons == ["↩️ Undo"]
    assert (await app.db.read(every_row))["followings"] == []


async def test_frames_come_at_most_once_a_second_however_fast_the_clock_runs(
    ann: Human, clock: SteppingClock, led: int
) -> None:
    times, texts = [time.monotonic()], edits(ann, led)
    deadline = time.monotonic() + 4
    while time.monotonic() < deadline:
        clock.advance(SECOND)
        await asyncio.sleep(0.15)
        if edits(ann, led) != texts:
            times, texts = [*times, time.monotonic()], edits(ann, led)
    assert len(times) > 2
    assert all(after - before > 0.8 for before, after in pairwise(times[1:]))


async def test_stop_ends_it_at_once(ann: Human, clock: SteppingClock, led: int) -> None:
    stopped = await ann.taps("⏹ Stop")
    assert "stopped." in stopped
    assert "If pain stays, please ask a doctor or physio." in stopped
    assert ann.buttons == ["✅ Did it anyway", "▶️ Go", "🚫 Not for me"]
    clock.advance(30 * SECOND)
    await asyncio.sleep(1.5)
    assert ann.screen == stopped
    await ann.taps("▶️ Go")  # and once more, in the same message
    await until(lambda: ann.buttons == ["⏹ Stop"])
    assert ann.messages[-1].id == led
    await to_the_end(clock, ann)


async def test_done_in_the_middle_counts_and_no_frame_follows(
    ann: Human, clock: SteppingClock, led: int
) -> None:
    nudge_id = ann.button("⏹ Stop")[1].split(":")[2]
    await ann.taps_data(f"1:done:{nudge_id}")
    assert "Today: 1 of 4." in ann.screen
    clock.advance(20 * SECOND)
    await asyncio.sleep(1.5)
    assert "Today: 1 of 4." in ann.screen
    assert "There's no nudge waiting" in await ann.types("/go")


async def test_go_twice_keeps_one_running(app: App, ann: Human, clock: SteppingClock, led: int) -> None:
    await ann.types("/go")
    stops = [message for message in ann.messages if message.labels == ["⏹ Stop"]]
    assert len(stops) == 1
    nudge_id = ann.button("⏹ Stop")[1].split(":")[2]
    await ann.taps_data(f"1:go:{nudge_id}")  # the button, pressed once more
    await to_the_end(clock, ann)
    assert len((await app.db.read(every_row))["answers"]) == 0


async def test_go_on_another_nudge_ends_the_one_before(app: App, ann: Human, clock: SteppingClock) -> None:
    await ann.begins()
    await until_a_short_nudge(app, clock, ann)
    await ann.types("/go")
    await until(lambda: ann.buttons == ["⏹ Stop"])
    first = ann.messages[-1].id
    await until_next_nudge(app, clock, ann)  # a new nudge comes: the old one is replaced by it
    assert first not in [message.id for message in ann.messages]
    clock.advance(10 * SECOND)
    await asyncio.sleep(1.5)
    assert not any(message.labels == ["⏹ Stop"] for message in ann.messages)
    assert (await app.db.read(every_row))["followings"] == []


async def test_what_a_new_nudge_takes_the_place_of_hurt_nobody(
    app: App, ann: Human, clock: SteppingClock, led: int
) -> None:
    await ann.types("/move")
    await until(lambda: any(": stopped." in text for text in edits(ann, led)))
    assert not any("If it hurt" in text for text in edits(ann, led))


async def test_frames_that_fail_are_left_out_and_the_end_still_comes(
    ann: Human, clock: SteppingClock, led: int
) -> None:
    ann.sandbox.add_fault(Fault(Kind.ERROR, method="editMessageText", status=429, retry_after=1))
    ann.sandbox.add_fault(Fault(Kind.RESET_BEFORE, method="editMessageText", times=2))
    for _ in range(2):
        clock.advance(6 * SECOND)
        await asyncio.sleep(1.2)
    await to_the_end(clock, ann)
    assert ann.messages[-1].id == led


async def test_more_than_can_be_led_get_all_steps_at_once(
    app: App, ann: Human, bob: Human, clock: SteppingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(follow_along, "MOST", 1)
    for human in (ann, bob):
        await human.begins()
    await until_a_short_nudge(app, clock, ann)
    if not bob.nudge_messages():
        await until_next_nudge(app, clock, bob)
    await ann.types("/go")
    await until(lambda: ann.buttons == ["⏹ Stop"])
    while "/go" not in bob.screen:
        await bob.taps("🔁 Another")
    await bob.types("/go")
    await until(lambda: bob.buttons == ["✅ Done"])
    assert "1. " in bob.screen
    assert "Today: 1 of 4." in await bob.taps("✅ Done")


async def test_without_a_nudge_there_is_nothing_to_follow(app: App, ann: Human, clock: SteppingClock) -> None:
    await ann.begins()
    assert "There's no nudge waiting for you right now." in await ann.types("/go")
    await until_next_nudge(app, clock, ann)
    await ann.taps("⏭ Not now")
    assert "There's no nudge waiting for you right now." in await ann.types("/go")


async def test_somebody_elses_nudge_cannot_be_followed(
    app: App, ann: Human, bob: Human, clock: SteppingClock, led: int
) -> None:
    await bob.begins()
    nudge_id = ann.button("⏹ Stop")[1].split(":")[2]
    for action in ("go", "stop"):
        await bob.taps_data(f"1:{action}:{nudge_id}")
        assert bob.toast == "That button is from another time. /today shows where you stand."
    assert ann.buttons == ["⏹ Stop"]


async def test_a_nudge_that_was_moved_is_known_by_its_new_message(app: App, ann: Human, led: int) -> None:
    person = await app.db.read(people.get, ann.chat_id)
    assert person.sent.open_nudge_id is not None
    nudge = await app.db.read(nudges.find, ann.chat_id, person.sent.open_nudge_id)
    assert nudge is not None
    assert nudge.message_id == led


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
async def test_a_restart_in_the_middle_ends_it_politely(
    tmp_path: Path, sandbox: Sandbox, number: signal.Signals
) -> None:
    """The real process on the machine's clock, with its own ticks."""
    ann = Human(sandbox, 7, "Ann")
    env = {"BOT_TOKEN": sandbox.token, "BOT_API_URL": sandbox.url}
    async with bot_process(tmp_path, **env) as bot:
        await ann.begins()
        with closing(sqlite3.connect(tmp_path / "data" / "psoas.db")) as db:
            db.execute(
                "UPDATE people SET windows='00:00-23:59', weekdays=127, quiet_from='00:00:00.000000',"
                " quiet_until='00:00:00.000000', onboarded_at='2024-01-01 00:00:00.000000',"
                " next_nudge_at='2024-01-01 00:00:00.000000'"
            )
            db.commit()
        await until(lambda: "✅ Done" in ann.buttons, 12)
        while "/go" not in ann.screen:
            await ann.taps("🔁 Another")
        await ann.types("/go")
        await until(lambda: ann.buttons == ["⏹ Stop"])
        message_id, first = ann.messages[-1].id, ann.screen
        await until(lambda: ann.screen != first)  # it counts
        bot.kill(number)
        await bot.ends()
    async with bot_process(tmp_path, **env):
        await until(lambda: "I was restarted in the middle" in ann.screen)
        assert ann.messages[-1].id == message_id
        assert "Streak: 1 day." in await ann.taps("✅ Done")
