"""Broadcasts: previewed and confirmed first, sent behind all answers, once to every person."""

import asyncio
import signal
import time as stopwatch
from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import Connection, select

from bot.app import App
from bot.sandbox import Fault, Kind, Limits, Sandbox
from bot.settings import Settings
from storage import people
from storage.engine.database import Database
from storage.tables import BroadcastRow
from tests import databases
from tests.bot.process import bot_process
from tests.clock import SteppingClock
from tests.conftest import running
from tests.people import Human, until

pytestmark = pytest.mark.promise("broadcast")

ADMIN = 9_000_000  # after everybody else
CROWD = range(2001, 2301)
TEXT = "Hello <everybody> & all,\nwe move house on Monday."


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return Settings.from_env({"DATABASE_URL": settings.database_url, "ADMIN_IDS": str(ADMIN)})


@pytest.fixture
async def eve(app: App, sandbox: Sandbox) -> Human:
    human = Human(sandbox, ADMIN, "Eve")
    await human.begins()
    return human


def take_in(tx: Connection, chat_ids: range, now: datetime) -> None:
    for chat_id in chat_ids:
        people.welcome(tx, chat_id, "en", "Etc/UTC", now)


def row(tx: Connection) -> BroadcastRow:
    return tx.execute(select(BroadcastRow.__table__)).one()  # type: ignore[return-value]


def copies(sandbox: Sandbox) -> Counter[int]:
    """How often each person got the text."""
    sent = [c for c in list(sandbox.calls) if c.method == "sendMessage" and c.status == 200]
    return Counter(c.chat_id or 0 for c in sent if "move house" in str(c.parameters.get("text")))


async def asks(eve: Human, text: str = TEXT) -> None:
    await eve.types("/admin")
    await eve.taps("📣 Broadcast")
    await until(lambda: "Send me the text" in eve.screen)
    eve.sandbox.write(eve.chat_id, text)
    await until(lambda: "That's how it looks." in eve.screen)


def sends(eve: Human, people: int) -> None:
    """Tap the button that sends it, without waiting for the sending."""
    message_id, data = eve.button(f"📣 Send it to {people}")
    eve.sandbox.tap(ADMIN, message_id, data)


async def test_it_is_seen_as_it_will_be_and_sent_with_one_tap(
    app: App, eve: Human, ann: Human, sandbox: Sandbox, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "bot.services.broadcasts")
    await ann.begins()
    await asks(eve)
    assert eve.messages[-2].text == TEXT
    assert "2 people get it" in eve.screen
    assert "• English: 2, the text for everybody" in eve.screen
    assert copies(sandbox) == {ADMIN: 1}
    sends(eve, 2)
    await until(lambda: "Done. Reached 2, gone 0." in str([m.text for m in eve.messages]))
    assert copies(sandbox) == {ADMIN: 2, ann.chat_id: 1}
    assert (await app.db.read(row)).text == ""  # no longer needed
    assert "broadcasting people=2 reached=0 gone=0" in caplog.messages


async def test_each_language_can_have_its_own_text(
    app: App, eve: Human, ann: Human, sandbox: Sandbox
) -> None:
    dora = Human(sandbox, 21, "Dora", "de")
    await ann.begins()
    await dora.begins()
    await eve.types("/admin")
    await eve.taps("📣 Broadcast")
    await eve.taps("✍️ Deutsch")
    await until(lambda: "in Deutsch" in eve.screen)
    await eve.types("Wir ziehen um.")
    assert "1 person gets it" in eve.screen
    assert "• Deutsch: 1, a text of its own\n• English: 2, no text, so nothing" in sorted_lines(eve.screen)
    await eve.taps("✍️ For everybody")
    await eve.types(TEXT)
    assert "3 people get it" in eve.screen
    assert eve.messages[-2].text == TEXT
    sends(eve, 3)
    await until(lambda: "Done. Reached 3, gone 0." in str([m.text for m in eve.messages]))
    assert dora.screen == "Wir ziehen um."
    assert ann.screen == TEXT


def sorted_lines(text: str) -> str:
    return "\n".join(sorted(line for line in text.splitlines() if line.startswith("•")))


async def test_nothing_but_the_tap_sends_it_and_it_can_be_dropped(
    app: App, eve: Human, ann: Human, sandbox: Sandbox
) -> None:
    await ann.begins()
    await asks(eve)
    for answer in ("send", "send 2", "yes", "walked 20 min"):
        await eve.types(answer)
    assert copies(sandbox) == {ADMIN: 1}
    await eve.taps("✖️ Drop it")
    assert "Dropped. Nothing was sent." in str([m.text for m in eve.messages])
    await eve.taps_data("1:broadcast-send:1:1")
    assert eve.toast == "That one was sent or dropped before."
    assert copies(sandbox) == {ADMIN: 1}


async def test_an_old_preview_does_not_send_a_newer_text(app: App, eve: Human, sandbox: Sandbox) -> None:
    await asks(eve)
    message_id, data = eve.button("📣 Send it to 1")
    await eve.taps("✍️ For everybody")
    await eve.types("Something else entirely.")
    sandbox.tap(ADMIN, message_id, data)
    await eve.until_dealt_with()
    assert eve.toast.startswith("The text has changed since.")
    assert copies(sandbox) == {ADMIN: 1}


async def test_a_draft_survives_a_restart_and_is_found_again(
    sandbox: Sandbox, clock: SteppingClock, settings: Settings
) -> None:
    eve = Human(sandbox, ADMIN, "Eve")
    async with running(settings, sandbox, clock):
        await eve.begins()
        await asks(eve)
    clock.advance(timedelta(hours=5))
    async with running(settings, sandbox, clock) as app:
        await eve.types("/admin")
        await eve.taps("📣 Broadcast")
        await until(lambda: "That's how it looks." in eve.screen)
        assert eve.messages[-2].text == TEXT
        sends(eve, 1)
        await until(lambda: "Done. Reached 1, gone 0." in str([m.text for m in eve.messages]))
        assert (await app.db.read(row)).text == ""


async def test_the_question_is_forgotten_after_a_while_and_commands_go_on(
    app: App, eve: Human, clock: SteppingClock
) -> None:
    await eve.types("/admin")
    await eve.taps("📣 Broadcast")
    assert "0 of 4" in await eve.types("/today")
    clock.advance(timedelta(minutes=16))
    await eve.types("walked 20 min")
    assert "That's how it looks." not in str([m.text for m in eve.messages])


async def test_the_same_tap_twice_sends_it_once(app: App, eve: Human, ann: Human, sandbox: Sandbox) -> None:
    await ann.begins()
    await asks(eve)
    sends(eve, 2)
    sends(eve, 2)
    await until(lambda: "Done. Reached 2, gone 0." in str([m.text for m in eve.messages]))
    await eve.until_dealt_with()
    assert copies(sandbox) == {ADMIN: 2, ann.chat_id: 1}


async def test_who_rests_gets_it_silently_and_who_is_gone_is_left_out(
    app: App, eve: Human, sandbox: Sandbox
) -> None:
    crowd = {chat_id: Human(sandbox, chat_id, "X") for chat_id in range(1, 7)}
    for human in crowd.values():
        await human.begins()
    now = app.clock.now()  # Monday 08:00
    await app.db.write(people.change, 2, quiet_until=time(8, 30))
    await app.db.write(people.change, 3, paused_from_at=now)
    await app.db.write(people.change, 4, paused_from_at=now, safety_paused_at=now)
    await app.db.write(people.unreachable, 5, now)
    sandbox.deactivate(6)
    await asks(eve)
    sends(eve, 6)
    await until(lambda: "Reached 5, gone 1." in str([m.text for m in eve.messages]))
    silent = {n: human.messages[-1].silent for n, human in crowd.items() if copies(sandbox)[n]}
    assert silent == {1: False, 2: True, 3: True, 4: True}
    assert not (await app.db.read(people.get, 6)).presence.reachable


@pytest.mark.alone
@pytest.mark.xdist_group("idle")
async def test_three_hundred_get_it_and_five_who_tap_are_answered_at_once(
    app: App, eve: Human, sandbox: Sandbox
) -> None:
    tappers = [Human(sandbox, n, f"T{n}") for n in range(1, 6)]
    for human in tappers:
        await human.begins()
    for chat_id in CROWD:
        sandbox.add_person(chat_id)
        sandbox.person(chat_id).has_written = True
    await app.db.write(take_in, CROWD, app.clock.now())
    await asks(eve)
    sends(eve, 306)
    await until(lambda: len(copies(sandbox)) > 10)
    waits = []
    while len(copies(sandbox)) < 250:
        for human in tappers:
            before, started = human.messages[-1].id, stopwatch.monotonic()
            sandbox.write(human.chat_id, "/streak")
            await until(lambda human=human, before=before: human.messages[-1].id > before)  # type: ignore[misc]
            waits.append(stopwatch.monotonic() - started)
        await asyncio.sleep(1.1)  # a chat takes a message a second
    await until(lambda: "Done. Reached 306" in str([m.text for m in eve.messages]), 30)
    assert set(copies(sandbox).values()) - {2} == {1}  # the admin has seen it before
    edits = [c for c in sandbox.calls if c.method == "editMessageText" and "░" in str(c.parameters)]
    assert len(edits) >= 2
    assert all(later.at - earlier.at > 2.5 for earlier, later in pairwise(edits))
    waits.sort()
    assert len(waits) >= 10
    assert waits[int(len(waits) * 0.95)] <= 0.5
    assert not [c for c in sandbox.calls if c.status == 429]


async def test_it_can_be_stopped(app: App, eve: Human, sandbox: Sandbox) -> None:
    for chat_id in CROWD:
        sandbox.add_person(chat_id)
        sandbox.person(chat_id).has_written = True
    await app.db.write(take_in, CROWD, app.clock.now())
    await asks(eve)
    sends(eve, 301)
    await until(lambda: len(copies(sandbox)) > 10)
    message_id, data = eve.button("⏹ Stop")
    sandbox.tap(ADMIN, message_id, data)
    await until(lambda: "📣 Stopped." in str([m.text for m in eve.messages]))
    assert len(copies(sandbox)) < 150
    reached = len(copies(sandbox))
    await asyncio.sleep(1.5)
    assert len(copies(sandbox)) == reached


async def test_while_telegram_holds_it_up_it_waits_and_nobody_gets_it_twice(
    app: App, eve: Human, ann: Human, sandbox: Sandbox
) -> None:
    await ann.begins()
    await asks(eve)
    sandbox.add_fault(Fault(Kind.RESET_BEFORE, "sendMessage", times=2))
    sends(eve, 2)
    await until(lambda: "Reached 2, gone 0." in str([m.text for m in eve.messages]), 20)
    assert copies(sandbox)[ann.chat_id] <= 2


@pytest.fixture
async def patient_sandbox() -> AsyncIterator[Sandbox]:
    box = Sandbox(limits=Limits(per_bot_a_second=60))
    await box.start()
    yield box
    await box.stop()


@databases.only_on_a_file
async def test_killed_in_the_middle_it_goes_on_and_repeats_at_most_one_batch(
    tmp_path: Path, patient_sandbox: Sandbox
) -> None:
    sandbox = patient_sandbox
    env = {"BOT_TOKEN": sandbox.token, "BOT_API_URL": sandbox.url, "ADMIN_IDS": str(ADMIN), "SEND_RATE": "50"}
    eve = Human(sandbox, ADMIN, "Eve")
    for chat_id in CROWD:
        sandbox.add_person(chat_id)
        sandbox.person(chat_id).has_written = True
    async with bot_process(tmp_path, **env) as bot:
        await bot.says("connected", 60)
        await eve.types("/start")
        db = Database(f"sqlite:///{tmp_path}/data/psoas.db")
        await db.write(take_in, CROWD, datetime.now(UTC))
        db.close()
        await asks(eve)
        sends(eve, 301)
        await until(lambda: len(copies(sandbox)) > 100, 30)
        bot.kill(signal.SIGKILL)
        await bot.ends(30)
    before = len(copies(sandbox))
    assert before < 301
    async with bot_process(tmp_path, **env) as bot:
        await until(lambda: "Done. Reached" in str([m.text for m in eve.messages]), 60)
        bot.kill(signal.SIGTERM)
        await bot.ends(30)
    found = copies(sandbox)
    del found[ADMIN]
    assert found.keys() == set(CROWD)
    assert max(found.values()) <= 2
    assert sum(count == 2 for count in found.values()) <= 20
