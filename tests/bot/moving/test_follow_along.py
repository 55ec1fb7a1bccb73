"""Follow-alongs: real times, few edits, and an end in every case that rings once."""

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
from bot.sandbox import Fault, Kind, Message, Sandbox
from bot.services import follow_along
from bot.settings import Settings
from storage import people
from storage.sent import follow_alongs, nudges
from tests.bot.process import bot_process
from tests.clock import SteppingClock
from tests.conftest import running, until_next_nudge
from tests.people import Human, until
from tests.rows import every_row

pytestmark = pytest.mark.promise("guide-ends")

SECOND = timedelta(seconds=1)
LUNGE, LUNGE_SECONDS = "Standing split-stance stretch", 100
END = "Time. How did"

# What the first line says at each second; nothing else changes it.
A_LUNGE = {
    0: "⏳ 6 s · Hold the desk; step one foot back, heel lifted.",
    6: "▶️ Tuck your tail gently.",
    10: "▶️ Squeeze the back buttock.",
    14: "▶️ Bend the front knee a touch.",
    18: "⏳ 30 s · Hold 30 seconds a side.",
    28: "⏳ 20 s · Hold 30 seconds a side.",
    38: "⏳ 10 s · Hold 30 seconds a side.",
    48: "↔️ Change sides · 4 s",
    52: "⏳ 6 s · Hold the desk; step one foot back, heel lifted.",
    58: "▶️ Tuck your tail gently.",
    62: "▶️ Squeeze the back buttock.",
    66: "▶️ Bend the front knee a touch.",
    70: "⏳ 30 s · Hold 30 seconds a side.",
    80: "⏳ 20 s · Hold 30 seconds a side.",
    90: "⏳ 10 s · Hold 30 seconds a side.",
}
BELLY_BREATHS = {
    0: "⏳ 5 s · One hand on your chest, one on your belly.",
    5: "▶️ Breathe in softly through the nose.",
    8: "▶️ Breathe out slowly.",
    11: "▶️ Breathe in softly through the nose.",
    14: "▶️ Breathe out slowly.",
    **{17 + 6 * n: f"🔁 {n + 3} of 10 · 3 + 3 s each" for n in range(8)},
}
RESTING = "Let the floor carry you; do nothing else. Later, roll to your side to get up."
A_REST = {
    0: "⏳ 10 s · Lie on your back, knees bent, feet flat and hip-wide.",
    10: "⏳ 10 s · Put a thin book or cushion under your head.",
    20: "⏳ 10 s · Let the knees balance or lean together.",
    30: "⏳ 10 s · Rest your hands on your belly.",
    40: f"⏳ 2:20 · {RESTING}",
    60: f"⏳ 2:00 · {RESTING}",
    **{180 - left: f"⏳ {left} s · {RESTING}" for left in (60, 40, 20, 10)},
}


@pytest.fixture
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock is looked at often, so that tests need not wait."""
    monkeypatch.setattr(follow_along, "LOOK_SECONDS", 0.01)


async def is_led(human: Human, name: str = LUNGE) -> Message:
    """The movement by its name, led from now on; returns the message."""
    await human.types(f"show me {name.lower()}")
    await human.taps("▶️ Go")
    await until(lambda: any("⏹ Stop" in each.labels for each in human.messages))
    return next(each for each in human.messages if "⏹ Stop" in each.labels)


def message(human: Human, message_id: int) -> Message:
    return next(each for each in human.messages if each.id == message_id)


def frames(human: Human, message_id: int) -> list[str]:
    """The first lines of a message, in the order in which it was edited."""
    return [
        str(call.parameters.get("text", call.parameters.get("caption")))
        .splitlines()[0]
        .replace("<b>", "")
        .replace("</b>", "")
        for call in human.sandbox.calls
        if call.method in ("editMessageText", "editMessageCaption")
        and call.status == 200
        and call.chat_id == human.chat_id
        and int(call.parameters["message_id"]) == message_id
    ]


async def to_the_end(clock: SteppingClock, human: Human, seconds: int = LUNGE_SECONDS) -> None:
    clock.advance(seconds * SECOND)
    await until(lambda: human.screen.startswith(END))


async def is_over(app: App) -> None:
    """Wait until no follow-along is noted any more."""
    for _ in range(1000):
        if not (await app.db.read(every_row))["followings"]:
            return
        await asyncio.sleep(0.01)
    raise AssertionError("still noted")


@pytest.fixture
async def led(ann: Human, often: None) -> int:
    """Start Ann's follow-along; returns its message, which is the one that showed the movement."""
    await ann.begins()
    return (await is_led(ann)).id


# The count


@pytest.mark.parametrize(
    ("name", "lines", "seconds"),
    [
        (LUNGE, A_LUNGE, LUNGE_SECONDS),
        ("Diaphragmatic breathing", BELLY_BREATHS, 65),
        ("Constructive rest", A_REST, 180),
    ],
)
async def test_every_second_shows_what_to_do_and_how_long(
    app: App, ann: Human, clock: SteppingClock, often: None, name: str, lines: dict[int, str], seconds: int
) -> None:
    await ann.begins()
    led = (await is_led(ann, name)).id
    started_at = (await app.db.read(follow_alongs.left_behind))[0].started_at
    for second, line in lines.items():
        clock.set(started_at + (second + 0.2) * SECOND)
        await until(lambda line=line: frames(ann, led)[-1] == line)  # type: ignore[misc]
    clock.set(started_at + (seconds - 0.5) * SECOND)
    await asyncio.sleep(0.05)
    assert frames(ann, led) == [*lines.values()]
    await to_the_end(clock, ann, 1)
    whole = [*lines.values(), f"⏱ {name}: counted to the end."]
    await until(lambda: frames(ann, led) == whole)


async def test_a_frame_shows_side_repetition_steps_and_the_whole(
    ann: Human, clock: SteppingClock, led: int
) -> None:
    assert message(ann, led).text.splitlines()[:6] == [
        "⏳ 6 s · Hold the desk; step one foot back, heel lifted.",
        "First side",
        "Standing split-stance stretch ▱▱▱▱▱▱▱▱▱▱ 1:40",
        "",
        "▸ Hold the desk; step one foot back, heel lifted.",
        "Tuck your tail gently.",
    ]
    clock.advance(59 * SECOND)
    await until(lambda: "Tuck" in frames(ann, led)[-1])
    assert message(ann, led).text.splitlines()[1:6] == [
        "Other side",
        "Standing split-stance stretch ▰▰▰▰▰▰▱▱▱▱ 0:41",
        "",
        "✓ Hold the desk; step one foot back, heel lifted.",
        "▸ Tuck your tail gently.",
    ]
    assert "Not for you with" not in message(ann, led).text
    assert "pregnancy" not in message(ann, led).text  # she told of none


async def test_a_caution_that_concerns_them_stays_in_sight(app: App, ann: Human, often: None) -> None:
    await ann.begins()
    await app.db.write(people.change, ann.chat_id, conditions=("KNEE",))
    led = await is_led(ann)
    assert "With a sore knee: only as far as is comfortable" in message(ann, led.id).text


async def test_frames_come_at_most_once_a_second_however_fast_the_clock_runs(
    ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    led = (await is_led(ann)).id
    times, seen = [time.monotonic()], frames(ann, led)
    deadline = time.monotonic() + 4
    while time.monotonic() < deadline:
        clock.advance(SECOND)
        await asyncio.sleep(0.1)
        if frames(ann, led) != seen:
            times, seen = [*times, time.monotonic()], frames(ann, led)
    assert len(times) > 2
    assert all(after - before > 0.8 for before, after in pairwise(times[1:]))


async def test_a_clock_set_back_stops_the_count_and_does_not_begin_it_anew(
    ann: Human, clock: SteppingClock, led: int
) -> None:
    clock.advance(20 * SECOND)
    await until(lambda: "28 s" in frames(ann, led)[-1] or "30 s" in frames(ann, led)[-1])
    clock.advance(-3600 * SECOND)
    await asyncio.sleep(0.1)
    so_far = frames(ann, led)
    clock.advance(9 * SECOND)
    await until(lambda: frames(ann, led) != so_far)
    assert frames(ann, led)[-1].endswith("s · Hold 30 seconds a side.")
    await to_the_end(clock, ann)


# The end


async def test_the_end_is_a_message_that_rings_with_the_only_done(
    app: App, ann: Human, clock: SteppingClock, led: int
) -> None:
    await to_the_end(clock, ann)
    assert ann.messages[-1].id != led
    assert not ann.messages[-1].silent
    assert ann.buttons == ["✅ Done", "▶️ Go"]
    await until(lambda: message(ann, led).labels == [])
    assert [each.id for each in ann.nudge_messages()] == [ann.messages[-1].id]
    assert (await app.db.read(every_row))["followings"] == []
    assert "Today: 1 of 4. Streak: 1 day." in await ann.taps("✅ Done")
    assert ann.buttons == ["↩️ Undo"]


async def test_it_can_be_done_again_from_its_end(ann: Human, clock: SteppingClock, led: int) -> None:
    await to_the_end(clock, ann)
    last = ann.messages[-1].id
    await ann.taps("▶️ Go")
    await until(lambda: ann.buttons == ["⏹ Stop", "✅ Done"])
    assert ann.messages[-1].id == last
    await to_the_end(clock, ann)
    assert ann.messages[-1].id > last
    assert "Today: 1 of 4" in await ann.types("done")
    assert "✅" not in str(ann.messages[-2].labels)


async def test_done_in_words_after_the_end_counts_once_and_closes_it(
    app: App, ann: Human, clock: SteppingClock, led: int
) -> None:
    await to_the_end(clock, ann)
    await until(lambda: message(ann, led).labels == [])
    assert "Today: 1 of 4." in await ann.types("done")
    assert ann.nudge_messages() == []
    assert len((await app.db.read(every_row))["moves"]) == 1


async def test_the_next_nudge_takes_the_place_of_the_end(
    app: App, ann: Human, clock: SteppingClock, led: int
) -> None:
    await to_the_end(clock, ann)
    last = ann.messages[-1].id
    await ann.types("/move")
    assert last not in [each.id for each in ann.messages]


async def test_with_all_sounds_off_the_end_comes_silently(
    app: App, ann: Human, clock: SteppingClock, led: int
) -> None:
    await app.db.write(people.change, ann.chat_id, sound="silent")
    await to_the_end(clock, ann)
    assert ann.messages[-1].silent


async def test_who_wants_no_bell_gets_the_end_where_it_was_counted(
    app: App, ann: Human, clock: SteppingClock, led: int
) -> None:
    await app.db.write(people.change, ann.chat_id, rings=False)
    await to_the_end(clock, ann)
    assert ann.messages[-1].id == led
    assert ann.buttons == ["✅ Done", "▶️ Go"]
    assert "Today: 1 of 4." in await ann.taps("✅ Done")


async def test_the_bell_is_a_button_and_words_and_can_be_put_back(app: App, ann: Human) -> None:
    await ann.begins()

    async def rings() -> bool:
        return (await app.db.read(people.get, ann.chat_id)).showing.rings

    assert await rings()
    assert "ends without ringing" in await ann.types("don't ring at the end")
    assert not await rings()
    assert "As it was before" in await ann.taps("↩️ Put it back")
    assert await rings()
    await ann.types("/settings")
    await ann.taps("⚙️ All settings")
    await ann.taps("🔊 Sound")
    await ann.taps("🛎 Bell")
    await ann.taps("off")
    assert not await rings()
    assert "rings when the time is up" in await ann.types("bell on")


async def test_an_end_that_may_have_come_is_not_sent_again(
    app: App, ann: Human, clock: SteppingClock, led: int
) -> None:
    ann.sandbox.add_fault(Fault(Kind.RESET_AFTER, method="sendMessage"))
    clock.advance(LUNGE_SECONDS * SECOND)
    await until(lambda: message(ann, led).text.startswith(END))  # with ✅, whether or not the other arrived
    assert sum(each.text.startswith(END) for each in ann.messages) == 2  # it had
    await is_over(app)
    for _ in range(2):
        await ann.taps("✅ Done")
    assert len((await app.db.read(every_row))["moves"]) == 1


async def test_an_end_that_cannot_be_sent_yet_is_sent_later(
    ann: Human, clock: SteppingClock, led: int
) -> None:
    ann.sandbox.add_fault(Fault(Kind.RESET_BEFORE, method="sendMessage", times=3))
    await to_the_end(clock, ann)
    assert sum(each.text.startswith(END) for each in ann.messages) == 1


# Cut short


async def test_stop_ends_it_at_once(ann: Human, clock: SteppingClock, led: int) -> None:
    stopped = await ann.taps("⏹ Stop")
    assert "stopped." in stopped
    assert "If pain stays, please ask a doctor or physio." in stopped
    assert ann.buttons == ["✅ Did it anyway", "▶️ Go", "🚫 Not for me"]
    clock.advance(LUNGE_SECONDS * SECOND)
    await asyncio.sleep(0.1)
    assert ann.screen == stopped
    await ann.taps("▶️ Go")  # and once more, in the same message
    await until(lambda: ann.buttons == ["⏹ Stop", "✅ Done"])
    assert ann.messages[-1].id == led
    await to_the_end(clock, ann)


async def test_done_in_the_middle_counts_and_no_frame_follows(
    ann: Human, clock: SteppingClock, led: int
) -> None:
    nudge_id = ann.button("⏹ Stop")[1].split(":")[2]
    await ann.taps_data(f"1:done:{nudge_id}")
    assert "Today: 1 of 4." in ann.screen
    clock.advance(LUNGE_SECONDS * SECOND)
    await asyncio.sleep(0.1)
    assert "Today: 1 of 4." in ann.screen
    assert "There's no nudge waiting" in await ann.types("/go")


async def test_done_in_words_in_the_middle_ends_it(ann: Human, clock: SteppingClock, led: int) -> None:
    assert "Today: 1 of 4." in await ann.types("done")
    clock.advance(LUNGE_SECONDS * SECOND)
    await asyncio.sleep(0.1)
    assert not any(each.text.startswith(END) for each in ann.messages)


async def test_go_as_a_command_leads_through_the_newest_nudge(
    app: App, ann: Human, clock: SteppingClock, often: None
) -> None:
    await ann.begins()
    await until_next_nudge(app, clock, ann)
    nudge = ann.messages[-1].id
    assert ann.buttons[0] == "▶️ Go"
    assert len(ann.buttons) == 5  # ▶️ and the four answers
    await ann.types("/go")
    await until(lambda: ann.buttons == ["⏹ Stop", "✅ Done"])
    assert ann.messages[-1].id == nudge
    assert [each.id for each in ann.nudge_messages()] == [nudge]


async def test_go_twice_keeps_one_running(app: App, ann: Human, clock: SteppingClock, led: int) -> None:
    await ann.types("/go")
    stops = [each for each in ann.messages if each.labels == ["⏹ Stop", "✅ Done"]]
    assert len(stops) == 1
    nudge_id = ann.button("⏹ Stop")[1].split(":")[2]
    await ann.taps_data(f"1:go:{nudge_id}")  # the button, pressed once more
    await to_the_end(clock, ann)
    await asyncio.sleep(0.1)
    assert sum(each.text.startswith(END) for each in ann.messages) == 1
    answers = (await app.db.read(every_row))["answers"]
    assert [each for each in answers if each[0] == int(nudge_id)] == []


async def test_go_on_another_movement_ends_the_one_before(
    app: App, ann: Human, clock: SteppingClock, led: int
) -> None:
    await ann.types("Clam")
    assert "stopped" in message(ann, led).text
    await ann.taps("▶️ Go")
    await until(lambda: ann.buttons == ["⏹ Stop", "✅ Done"])
    clock.advance(128 * SECOND)
    await until(lambda: ann.screen.startswith(END))
    assert "Clam" in ann.screen
    assert sum(each.text.startswith(END) for each in ann.messages) == 1


async def test_a_new_nudge_takes_its_place(app: App, ann: Human, clock: SteppingClock, often: None) -> None:
    await ann.begins()
    await until_next_nudge(app, clock, ann)
    await ann.types("/go")
    await until(lambda: ann.buttons == ["⏹ Stop", "✅ Done"])
    first = ann.messages[-1].id
    await app.beside.following.make_room(ann.chat_id)
    assert ann.buttons == ["✅ Did it anyway", "▶️ Go"]
    assert "If it hurt" not in ann.screen  # nothing suggests it
    await until_next_nudge(app, clock, ann)
    assert first not in [each.id for each in ann.messages]
    await asyncio.sleep(0.1)
    assert not any(each.labels == ["⏹ Stop", "✅ Done"] for each in ann.messages)
    assert (await app.db.read(every_row))["followings"] == []


async def test_frames_that_fail_are_left_out_and_the_end_still_comes(
    ann: Human, clock: SteppingClock, led: int
) -> None:
    ann.sandbox.add_fault(Fault(Kind.RESET_BEFORE, method="editMessageText", times=2))
    for _ in range(2):
        clock.advance(5 * SECOND)
        await asyncio.sleep(0.1)
    await to_the_end(clock, ann)


async def test_in_a_message_they_deleted_nothing_is_edited_but_the_end_rings(
    ann: Human, clock: SteppingClock, led: int
) -> None:
    del ann.sandbox.person(ann.chat_id).messages[led]
    ann.sandbox.calls.clear()
    for _ in range(3):
        clock.advance(7 * SECOND)
        await asyncio.sleep(0.1)
    assert sum(each.method == "editMessageText" for each in ann.sandbox.calls) == 1  # and no more
    await to_the_end(clock, ann)


async def test_who_blocked_the_bot_is_counted_to_no_end(
    app: App, ann: Human, clock: SteppingClock, led: int
) -> None:
    ann.sandbox.block(ann.chat_id)
    clock.advance(LUNGE_SECONDS * SECOND)
    await is_over(app)
    assert (await app.db.read(every_row))["followings"] == []


async def test_more_than_can_be_led_get_all_steps_at_once(
    app: App, ann: Human, bob: Human, clock: SteppingClock, led: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(follow_along, "MOST", 1)
    await bob.begins()
    await bob.types(LUNGE)
    await bob.taps("▶️ Go")
    await until(lambda: bob.buttons == ["✅ Done"])
    assert "1. " in bob.screen
    assert "Today: 1 of 4." in await bob.taps("✅ Done")


async def test_without_a_nudge_there_is_nothing_to_follow(app: App, ann: Human, clock: SteppingClock) -> None:
    await ann.begins()
    assert "There's no nudge waiting for you right now." in await ann.types("/go")
    await until_next_nudge(app, clock, ann)
    await ann.taps("⏭ Not now")
    assert "There's no nudge waiting for you right now." in await ann.types("/go")


async def test_somebody_elses_nudge_cannot_be_followed(ann: Human, bob: Human, led: int) -> None:
    await bob.begins()
    nudge_id = ann.button("⏹ Stop")[1].split(":")[2]
    for action in ("go", "stop"):
        await bob.taps_data(f"1:{action}:{nudge_id}")
        assert bob.toast == "That button is from another time. /today shows where you stand."
    assert ann.buttons == ["⏹ Stop", "✅ Done"]


async def test_a_nudge_that_was_moved_is_known_by_its_new_message(
    app: App, ann: Human, clock: SteppingClock, led: int
) -> None:
    person = await app.db.read(people.get, ann.chat_id)
    assert person.sent.open_nudge_id is not None
    for shown_in in (led, None):
        nudge = await app.db.read(nudges.find, ann.chat_id, person.sent.open_nudge_id)
        assert nudge is not None
        assert nudge.message_id == shown_in or (shown_in is None and nudge.message_id == ann.messages[-1].id)
        await to_the_end(clock, ann)
        await is_over(app)


# A restart


async def test_after_a_restart_it_goes_on_where_it_is(
    settings: Settings, sandbox: Sandbox, clock: SteppingClock, often: None
) -> None:
    ann = Human(sandbox, 7, "Ann")
    async with running(settings, sandbox, clock):
        await ann.begins()
        led = (await is_led(ann)).id
    clock.advance(53 * SECOND)
    async with running(settings, sandbox, clock) as app:
        await app.beside.following.take_up()
        await until(lambda: "Other side" in message(ann, led).text)
        clock.advance(20 * SECOND)
        await until(lambda: "Hold 30 seconds" in frames(ann, led)[-1])
        await to_the_end(clock, ann, 30)
        assert "Today: 1 of 4." in await ann.taps("✅ Done")


async def test_an_end_that_fell_into_a_restart_rings_a_little_late(
    settings: Settings, sandbox: Sandbox, clock: SteppingClock, often: None
) -> None:
    ann = Human(sandbox, 7, "Ann")
    async with running(settings, sandbox, clock):
        await ann.begins()
        await is_led(ann)
    clock.advance(130 * SECOND)
    async with running(settings, sandbox, clock) as app:
        await app.beside.following.take_up()
        await until(lambda: ann.screen.startswith(END))


async def test_after_a_long_outage_it_says_so(
    settings: Settings, sandbox: Sandbox, clock: SteppingClock, often: None
) -> None:
    ann = Human(sandbox, 7, "Ann")
    async with running(settings, sandbox, clock):
        await ann.begins()
        led = (await is_led(ann)).id
    clock.advance(600 * SECOND)
    async with running(settings, sandbox, clock) as app:
        await app.beside.following.take_up()
        assert "I was restarted in the middle" in message(ann, led).text
        assert ann.messages[-1].id == led
        assert "Today: 1 of 4." in await ann.taps("✅ Done")
        assert (await app.db.read(every_row))["followings"] == []


async def test_an_end_cut_off_while_it_was_sent_rings_once(
    settings: Settings, sandbox: Sandbox, clock: SteppingClock, often: None
) -> None:
    ann = Human(sandbox, 7, "Ann")
    async with running(settings, sandbox, clock):
        await ann.begins()
        led = (await is_led(ann)).id
        sandbox.add_fault(Fault(Kind.HANG, method="sendMessage", times=9))
        clock.advance(LUNGE_SECONDS * SECOND)
        await until(
            lambda: any(c.method == "sendMessage" and END in str(c.parameters) for c in sandbox.calls)
        )
    sandbox.faults.clear()
    async with running(settings, sandbox, clock) as app:
        await app.beside.following.take_up()
        assert message(ann, led).text.startswith(END)
        assert message(ann, led).labels == ["✅ Done", "▶️ Go"]
        assert (await app.db.read(every_row))["followings"] == []


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
async def test_a_process_that_is_killed_goes_on_in_the_next(
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
                " next_nudge_at='2024-01-01 00:00:00.000000', nudged_at=NULL"
            )
            db.commit()
        await until(lambda: "✅ Done" in ann.buttons, 12)
        led = (await is_led(ann, "box breathing")).id
        await until(lambda: len(frames(ann, led)) > 1)  # it counts
        bot.kill(number)
        await bot.ends()
    so_far = len(frames(ann, led))
    async with bot_process(tmp_path, **env):
        await until(lambda: len(frames(ann, led)) > so_far)
        assert "restarted" not in message(ann, led).text
        await ann.taps("⏹ Stop")
        assert "Streak: 1 day." in await ann.taps("✅ Did it anyway")
