"""Intake: processed, then confirmed; unreadable updates, hanging handlers, floods, a lost database."""

import asyncio
import logging
import sqlite3
import time
from contextlib import closing

import pytest

from bot.app import App
from bot.incoming import admission, intake, lanes, person_limits
from bot.incoming.excess import Excess
from bot.sandbox import Fault, Kind, Sandbox
from bot.settings import Settings
from storage.engine.place import file_of
from tests.clock import SteppingClock
from tests.conftest import running, until_next_nudge
from tests.people import Human, until

pytestmark = [pytest.mark.telegrams_pace, pytest.mark.promise("storage", "tap-once", "bad-update")]


async def test_an_unreadable_update_is_passed_over_and_the_rest_is_answered(
    sandbox: Sandbox, ann: Human, caplog: pytest.LogCaptureFixture
) -> None:
    sandbox.add_fault(Fault(Kind.UNREADABLE_UPDATE))
    assert "SOS! Save Our Psoas." in await ann.types("/start")
    assert [r.getMessage() for r in caplog.records if "unreadable" in r.getMessage()] == [
        "update 1 is unreadable (KeyError), skipped"
    ]


async def test_redelivered_updates_count_once(
    settings: Settings, sandbox: Sandbox, clock: SteppingClock
) -> None:
    """The process dies after committing and before confirming: everything is redelivered."""
    async with running(settings, sandbox, clock) as app:
        ann = Human(sandbox, 7, "Ann")
        await ann.begins()
        for _ in range(2):
            await until_next_nudge(app, clock, ann)
            await ann.taps("✅ Done")
    pending = sandbox.world.updates.pending
    sandbox.write(7, "/undo")
    again = list(pending)
    async with running(settings, sandbox, clock):
        await ann.until_dealt_with()
    pending.extendleft(reversed(again))  # Telegram never heard the confirmation
    async with running(settings, sandbox, clock):
        await ann.until_dealt_with()
        assert "1 of 4" in await ann.types("/today")


async def test_taps_that_telegram_delivers_twice_count_once(
    app: App, sandbox: Sandbox, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await until_next_nudge(app, clock, ann)
    sandbox.add_fault(Fault(Kind.DUPLICATE_UPDATES, times=None))
    await ann.taps("✅ Done")
    assert "Today: 1 of 4. Streak: 1 day." in ann.screen


async def test_the_database_away_for_a_while_loses_nothing(
    app: App,
    settings: Settings,
    ann: Human,
    bob: Human,
    clock: SteppingClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await ann.begins()
    await until_next_nudge(app, clock, ann)
    message_id, data = ann.button("✅ Done")
    monkeypatch.setattr(admission, "MESSAGES_A_MINUTE", 1)  # what is tried again is not one more
    with closing(sqlite3.connect(file_of(settings.database_url), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        ann.sandbox.tap(ann.chat_id, message_id, data)
        ann.sandbox.write(bob.chat_id, "/start")
        await asyncio.sleep(6)  # longer than a writer waits
        assert len(ann.sandbox.world.updates.pending) == 2  # nothing is confirmed
        other.execute("ROLLBACK")
    await ann.until_dealt_with()
    assert "Today: 1 of 4. Streak: 1 day." in ann.screen
    assert "SOS! Save Our Psoas." in bob.screen


@pytest.mark.alone
@pytest.mark.xdist_group("idle")
async def test_a_handler_that_hangs_is_passed_over_once_with_an_apology_and_holds_up_nobody(
    app: App,
    settings: Settings,
    ann: Human,
    bob: Human,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(lanes, "HANDLER_SECONDS", 3)
    await ann.begins()
    with closing(sqlite3.connect(file_of(settings.database_url), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")  # writes hang; reads go on
        ann.sandbox.write(ann.chat_id, "/resume")
        await asyncio.sleep(0.1)
        started = time.monotonic()
        ann.sandbox.write(bob.chat_id, "/help")
        await until(lambda: bool(bob.messages))
        assert time.monotonic() - started < 2.7
        await ann.until_dealt_with()
        other.execute("ROLLBACK")
    await asyncio.sleep(1.2)
    assert ann.screen.startswith("Something went wrong on my side.")
    assert sum("took longer than" in r.getMessage() for r in caplog.records) == 1


@pytest.mark.alone
@pytest.mark.xdist_group("idle")
async def test_a_held_reply_does_not_hold_up_the_others(sandbox: Sandbox, ann: Human, bob: Human) -> None:
    sandbox.add_fault(Fault(Kind.HANG, method="sendMessage"))
    sandbox.write(ann.chat_id, "/start")
    await asyncio.sleep(0.1)
    started = time.monotonic()
    assert "SOS! Save Our Psoas." in await bob.types("/start")
    assert time.monotonic() - started < 3.5


async def test_above_so_many_messages_a_minute_there_is_one_polite_line(
    sandbox: Sandbox, ann: Human, bob: Human, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert person_limits.MESSAGES_A_MINUTE == 30
    monkeypatch.setattr(admission, "MESSAGES_A_MINUTE", 3)
    for _ in range(10):
        sandbox.write(ann.chat_id, "hello")
    sandbox.write(bob.chat_id, "/help")
    await ann.until_dealt_with()
    assert "nudge you out of your chair" in bob.screen
    await until(lambda: len(ann.messages) == 4)
    await asyncio.sleep(1.5)
    assert len(ann.messages) == 4
    assert "a lot of messages" in ann.screen


async def test_equal_taps_that_are_under_way_are_one(
    app: App, sandbox: Sandbox, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await until_next_nudge(app, clock, ann)
    message_id, data = ann.button("✅ Done")
    before = len(sandbox.calls)
    for _ in range(50):
        sandbox.tap(ann.chat_id, message_id, data, even_if_gone=True)
    await ann.until_dealt_with()
    assert "Today: 1 of 4. Streak: 1 day." in ann.screen
    calls = list(sandbox.calls)[before:]
    assert sum(call.method == "editMessageText" for call in calls) == 1
    await until(lambda: 50 in _answers(sandbox, before))  # the spinner that is on the screen
    assert len(_answers(sandbox, before)) < 25


def _answers(sandbox: Sandbox, before: int) -> list[int]:
    """Numbers of the answered taps since then, starting at 1."""
    queries = [
        c.parameters["callback_query_id"] for c in list(sandbox.calls)[before:] if "Callback" in c.method
    ]
    first = min(map(int, queries))
    return [int(each) - first + 1 for each in queries]


async def test_the_same_button_again_after_its_outcome_is_worked_on_again(
    app: App, sandbox: Sandbox, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await until_next_nudge(app, clock, ann)
    message_id, data = ann.button("✅ Done")
    before = len(sandbox.calls)
    for _ in range(3):
        sandbox.tap(ann.chat_id, message_id, data, even_if_gone=True)
        await ann.until_dealt_with()
        await asyncio.sleep(0.1)
    edits = [c for c in list(sandbox.calls)[before:] if c.method == "editMessageText"]
    assert len(edits) == 3
    assert "Today: 1 of 4." in ann.screen


async def test_taps_too_many_in_a_minute_are_told_so_and_change_nothing(
    app: App, sandbox: Sandbox, ann: Human, bob: Human, clock: SteppingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert person_limits.TAPS_A_MINUTE == 60
    monkeypatch.setattr(admission, "TAPS_A_MINUTE", 6)
    await ann.begins()  # two of them
    await until_next_nudge(app, clock, ann)
    message_id, data = ann.button("✅ Done")
    for n in range(9):  # ✅ ↩️ ✅ ↩️, and the next ✅ is over the limit
        sandbox.tap(
            ann.chat_id, message_id, data.replace("done", "undo") if n % 2 else data, even_if_gone=True
        )
    await ann.until_dealt_with()
    toasts = [str(c.parameters.get("text")) for c in sandbox.calls if c.method == "answerCallbackQuery"]
    assert any(toast.startswith("You're faster than I can count.") for toast in toasts)
    assert "0 of 4" in await ann.types("/today")
    await bob.types("/start")
    assert "No problem" in await bob.taps("⏭ Not now")  # other people are not affected


async def test_what_is_too_much_names_whom_to_call(
    sandbox: Sandbox, ann: Human, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(admission, "MESSAGES_A_MINUTE", 1)
    for _ in range(2):
        sandbox.write(ann.chat_id, "/help")
    await until(lambda: "a lot of messages" in ann.screen)
    assert "112, 999 or 911" in ann.screen


async def test_an_emergency_behind_what_would_wait_for_ever_is_still_answered(
    sandbox: Sandbox, ann: Human, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is one of a hundred from the same person, so it is confirmed before it is read."""
    monkeypatch.setattr(admission, "MESSAGES_A_MINUTE", 2)
    for n in range(80):
        sandbox.write(ann.chat_id, f"hello {n}")
    sandbox.write(ann.chat_id, "my chest hurts and I can't breathe")
    for n in range(80):
        sandbox.write(ann.chat_id, f"hello again {n}")
    await until(lambda: any("112" in m.text and "a lot of" not in m.text for m in ann.messages))


async def test_what_is_equal_is_read_once_and_what_is_beyond_all_bounds_not_at_all() -> None:
    read: list[tuple[int, str]] = []
    gate = asyncio.Event()

    async def alarms(person: int, text: str) -> bool:
        read.append((person, text))
        await gate.wait()
        return text == "help"

    excess = Excess(alarms)
    same = [asyncio.create_task(excess.is_emergency(7, "help")) for _ in range(3)]
    many = [asyncio.create_task(excess.is_emergency(7, f"{n}")) for n in range(person_limits.LATE_EACH + 5)]
    other = asyncio.create_task(excess.is_emergency(8, "help"))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    gate.set()
    assert await asyncio.gather(*same, other) == [True] * 4
    assert not any(await asyncio.gather(*many))
    assert read.count((7, "help")) == 1
    assert len(read) == person_limits.LATE_EACH + 1
    assert await excess.is_emergency(7, "help")  # there is room again
    assert read.count((7, "help")) == 2


@pytest.mark.alone
@pytest.mark.xdist_group("busy")
async def test_a_flood_of_500_messages_delays_nobody_else(sandbox: Sandbox, ann: Human, bob: Human) -> None:
    for _ in range(500):
        sandbox.write(ann.chat_id, "/help")
    started = time.monotonic()
    await bob.types("/help")
    assert bob.messages
    assert time.monotonic() - started < 1.9  # less than one held reply may wait


@pytest.mark.alone
@pytest.mark.xdist_group("busy")
async def test_who_writes_twice_at_once_delays_nobody_else(sandbox: Sandbox, ann: Human, bob: Human) -> None:
    """The second answer waits out the gap; until it is sent it is not confirmed, but others are served."""
    sandbox.write(ann.chat_id, "/help")
    sandbox.write(ann.chat_id, "/help")
    await until(lambda: len(ann.messages) == 1)
    started = time.monotonic()
    sandbox.write(bob.chat_id, "/help")
    await until(lambda: bool(bob.messages))
    assert time.monotonic() - started < 0.7
    assert len(ann.messages) == 1
    assert len(sandbox.world.updates.pending) >= 2
    await ann.until_dealt_with()
    assert len(ann.messages) == 2


async def test_nothing_a_person_types_and_no_token_is_logged(
    sandbox: Sandbox, ann: Human, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    sandbox.add_fault(Fault(Kind.ERROR, method="sendMessage", status=500))
    sandbox.add_fault(Fault(Kind.RESET_AFTER, method="sendMessage"))
    await ann.types("canary in a coal mine")
    await ann.types("/start canary")
    ours = [r for r in caplog.records if r.name.split(".")[0] in ("bot", "jobs", "storage", "messages")]
    assert ours
    for record in ours:
        assert "canary" not in record.getMessage()
        assert sandbox.token.partition(":")[2] not in record.getMessage()
        assert "Ann" not in record.getMessage()


async def test_after_a_quiet_week_telegram_counts_from_somewhere_else(
    app: App, sandbox: Sandbox, ann: Human, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "POLL_SECONDS", 1)
    sandbox.world.updates.next_id = 10**6
    await ann.types("/help")
    await asyncio.sleep(2.2)  # nobody writes
    sandbox.world.updates.next_id = 500
    assert "SOS! Save Our Psoas." in await ann.types("/start")
