"""At the door: who comes in, and what is said to those who do not. Nothing is kept about these."""

import asyncio
import time
from datetime import timedelta

import pytest

from bot.app import App
from bot.context import LINES_AT_THE_DOOR
from bot.incoming import taken
from bot.sandbox import Fault, Kind, Sandbox
from bot.settings import Settings
from storage import people
from tests.bot.house.acts import is_nowhere, makes_a_link, names_the_operator, opens, rows
from tests.clock import SteppingClock
from tests.conftest import running
from tests.people import Human, until

pytestmark = pytest.mark.promise("door")

CLOSED = "Hello! This bot isn't taking in anybody new just now."


async def test_in_a_fresh_house_with_admins_only_they_come_in(
    app: App, eve: Human, ann: Human, otto: Human
) -> None:
    assert (await ann.types("/start")).startswith(CLOSED)
    assert await is_nowhere(app, ann)
    await eve.begins()
    assert "16" in await otto.types("/start")
    assert (await app.db.read(people.get, otto.chat_id)).language == "de"


async def test_a_stranger_gets_a_friendly_line_now_and_then_and_leaves_no_row(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    before = await app.db.read(rows)
    await ann.types("/start")
    assert ann.screen.startswith(CLOSED)
    for text in ("hello", "walked 20 min", "/today", "thanks", "/settings"):
        await ann.types(text)
    assert len(ann.messages) == 2  # one for /start, one for anything else
    for _ in range(5):
        await ann.types("/start")
    assert len(ann.messages) == 4
    assert await app.db.read(rows) == before
    clock.advance(timedelta(minutes=11))
    await ann.types("/start")
    assert len(ann.messages) == 5
    assert "I keep nothing about you" in await ann.types("/delete")  # what is open to everybody stays so
    assert "Your data, in plain words" in await ann.types("/privacy")


async def test_a_line_that_has_to_wait_is_not_kept_on_disk_either(
    app: App, ann: Human, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taken, "HELD_REPLY_SECONDS", 0.1)
    fault = Fault(Kind.HTML, method="sendMessage", status=502, times=None)
    sandbox.add_fault(fault)
    before = await app.db.read(rows)
    sandbox.write(ann.chat_id, "/start")
    await until(lambda: any(call.method == "sendMessage" for call in sandbox.calls))
    await asyncio.sleep(0.5)
    assert await app.db.read(rows) == before
    assert sandbox.world.updates.pending  # Telegram would send it again
    fault.times = 0
    await until(lambda: ann.screen.startswith(CLOSED))


async def test_a_red_flag_of_a_stranger_is_answered_though_nobody_lets_them_in(app: App, ann: Human) -> None:
    await ann.types("/start")
    assert ann.screen.startswith(CLOSED)
    shown = await ann.types("my chest hurts and my left arm is numb")
    assert "112" in shown
    assert "Nothing" not in shown
    assert await is_nowhere(app, ann)
    assert "112" in await ann.types("/start I can't feel my legs and can't pee")


async def test_many_at_the_door_are_answered_a_few_a_second(app: App, sandbox: Sandbox) -> None:
    crowd = [Human(sandbox, chat_id, "X") for chat_id in range(500, 540)]
    began = time.monotonic()
    for human in crowd:
        sandbox.write(human.chat_id, "/start")
    await until(lambda: not sandbox.world.updates.pending)
    answered = sum(len(human.messages) for human in crowd)
    seconds = time.monotonic() - began
    assert 1 <= answered <= LINES_AT_THE_DOOR * (seconds + 2)


async def test_it_is_opened_only_once_people_can_tell_whose_bot_it_is(
    app: App, eve: Human, ann: Human
) -> None:
    await opens(eve, "Everybody")
    assert eve.toast.startswith("First a name and a contact under 🪪 Operator")
    assert (await ann.types("/start")).startswith(CLOSED)
    await names_the_operator(eve)
    await opens(eve, "Everybody")
    assert "● Everybody" in eve.buttons
    await ann.begins()
    shown = await ann.types("/privacy")
    assert "Whose bot this is: Ada & Söhne <GmbH>, ada@example.org" in shown
    assert f"Your number here is {ann.chat_id}." in shown
    assert "This bot is run by Ada & Söhne <GmbH>, ada@example.org." in await ann.types("/help")


async def test_who_is_in_stays_in_when_the_door_is_shut(app: App, eve: Human, ann: Human, bob: Human) -> None:
    await names_the_operator(eve)
    await opens(eve, "Everybody")
    await ann.begins()
    await opens(eve, "Nobody new")
    assert "0 of 4" in await ann.types("/today")
    assert "Good to see you" in await ann.types("/start")
    assert (await bob.types("/start")).endswith("Questions go to Ada & Söhne <GmbH>, ada@example.org.")


async def test_an_invited_colleague_comes_in_with_the_link_and_through_the_first_minute(
    app: App, eve: Human, ann: Human
) -> None:
    await names_the_operator(eve)
    await opens(eve, "With an invite link")
    code = await makes_a_link(eve, "1")
    assert (await ann.types("/start")).startswith("Hello! This bot is by invitation only.")
    ann.sandbox.write(ann.chat_id, f"/start {code}")
    await until(lambda: any("⏭" in label for label in ann.buttons))
    await ann.taps("⏭")
    await ann.taps("👍 I'm 16+: yes, six")
    await ann.taps("✅ Yes, it's")
    await ann.taps("🔀 Both")
    assert "You're in." in str([m.text for m in ann.messages])
    await ann.types(f"/start {code}")  # once more, as people do
    await eve.types("/admin")
    await eve.taps("✉️ Invite links")
    assert any("1 of 1 · all here" in label for label in eve.buttons)


async def test_under_16_takes_everything_back(app: App, eve: Human, ann: Human) -> None:
    await names_the_operator(eve)
    await opens(eve, "With an invite link")
    code = await makes_a_link(eve)
    ann.sandbox.write(ann.chat_id, f"/start {code}")
    await until(lambda: any("under 16" in label for label in ann.buttons))
    await ann.taps("I'm under 16")
    assert await is_nowhere(app, ann)


async def test_links_that_are_used_up_over_closed_or_unknown_are_answered_kindly(
    app: App, eve: Human, ann: Human, bob: Human, clock: SteppingClock
) -> None:
    await names_the_operator(eve)
    await opens(eve, "With an invite link")
    code = await makes_a_link(eve, "1", "1 day")
    await ann.types(f"/start {code}")
    assert (await bob.types(f"/start {code}")).startswith("This invitation was meant for just so many")
    other = await makes_a_link(eve, "10", "1 day")
    await eve.taps("🚫 Close it")
    assert (await bob.types(f"/start {other}")).startswith("This invitation is over.")
    await eve.taps("↩️ Open it again")
    clock.advance(timedelta(days=1))
    carl = Human(bob.sandbox, 31, "Carl")
    assert (await carl.types(f"/start {other}")).startswith("This invitation is over.")
    wrongs = ("1-AAAAAAAAAAAAAAAAAAAAAA", "hello", f"{code[:-3]}___", "99-AAAAAAAAAAAAAAAAAAAAAA")
    for chat_id, wrong in enumerate(wrongs, 32):
        dora = Human(bob.sandbox, chat_id, "Dora")
        assert (await dora.types(f"/start {wrong}")).startswith("I don't know this invitation.")
        assert await is_nowhere(app, dora)
    assert await is_nowhere(app, bob)


async def test_of_two_who_tap_the_last_place_at_once_one_gets_it(
    app: App, eve: Human, ann: Human, bob: Human
) -> None:
    await names_the_operator(eve)
    await opens(eve, "With an invite link")
    code = await makes_a_link(eve, "1")
    for human in (ann, bob):
        human.sandbox.write(human.chat_id, f"/start {code}")
    await ann.until_dealt_with()
    await bob.until_dealt_with()
    found = [await app.db.read(people.find, human.chat_id) for human in (ann, bob)]
    assert sorted(person is None for person in found) == [False, True]


async def test_a_list_lets_in_who_is_on_it_by_number(app: App, eve: Human, ann: Human, bob: Human) -> None:
    await names_the_operator(eve)
    await opens(eve, "Who's on the list")
    assert f"your number, {ann.chat_id};" in await ann.types("/start")
    await eve.taps("📋 The list")
    await eve.taps("➕ Add numbers")
    assert "nothing has changed" in await eve.types("7 and 8")
    assert "2 numbers may join." in await eve.types(f"{ann.chat_id}, 12345")
    assert "1 number may join." in await eve.taps("✖️ 12345")
    await ann.begins()
    assert f"your number, {bob.chat_id};" in await bob.types("/start")
    await ann.types("/delete")
    assert "ask for an invitation" in await ann.taps("🗑 Delete everything")
    assert await is_nowhere(app, ann)  # from the list, too
    assert f"your number, {ann.chat_id};" in await ann.types("/start")


async def test_a_button_of_before_says_that_they_are_not_in(app: App, ann: Human) -> None:
    await ann.types("/start")
    await ann.taps_data("1:settings")
    assert ann.toast.startswith("You aren't in just now")


async def test_a_bot_without_admins_and_one_in_the_sandbox_is_open(
    settings: Settings, sandbox: Sandbox, clock: SteppingClock
) -> None:
    env = {"DATABASE_URL": settings.database_url, "DATA_DIR": str(settings.data_dir)}
    ann, bob = Human(sandbox, 7, "Ann"), Human(sandbox, 8, "Bob")
    async with running(Settings.from_env({**env, "BOT_TOKEN": settings.token or ""}), sandbox, clock):
        await ann.begins()
    async with running(Settings.from_env({**env, "ADMIN_IDS": "99"}), sandbox, clock):
        await bob.begins()
