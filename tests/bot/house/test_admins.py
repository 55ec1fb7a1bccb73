"""Admins in the chat: removal, what newcomers start with, whose bot it is, and a record without names."""

import re
from datetime import time, timedelta

import pytest

from bot.app import App
from bot.handlers import BUTTONS
from bot.sandbox import Sandbox
from bot.settings import Settings
from storage import people
from storage.sent import broadcasts
from tests import databases
from tests.bot.house.acts import is_nowhere, makes_a_link, names_the_operator, opens
from tests.bot.house.conftest import EVE
from tests.clock import SteppingClock
from tests.conftest import running, until_next_nudge
from tests.people import Human, until

pytestmark = pytest.mark.promise("admin")

OLD = "That button is from another time. /today shows where you stand."


async def open_to_invited(eve: Human, *humans: Human) -> str:
    """All of them come in with one link; returns its code."""
    await names_the_operator(eve)
    await opens(eve, "With an invite link")
    code = await makes_a_link(eve, "25")
    for human in humans:
        human.sandbox.write(human.chat_id, f"/start {code}")
        await until(lambda human=human: any("⏭" in label for label in human.buttons))  # type: ignore[misc]
        await human.taps("⏭")
        await human.taps_data("1:begin")
    return code


async def removes(eve: Human, human: Human) -> str:
    await eve.types("/admin")
    await eve.taps("👥 People")
    await eve.taps(f"{human.chat_id} · since")
    assert f"Remove {human.chat_id}?" in await eve.taps("🚪 Remove")
    return await eve.taps("🗑 Remove and delete")


async def test_to_everybody_else_no_button_of_admins_ever_was(app: App, eve: Human, ann: Human) -> None:
    await open_to_invited(eve, ann)
    names = [name for name in BUTTONS if name.startswith(("house-", "broadcast", "admin"))]
    assert len(names) > 25
    for name in names:
        before = [m.text for m in ann.messages]
        await ann.taps_data(f"1:{name}:1:1")
        assert (ann.toast, [m.text for m in ann.messages]) == (OLD, before), name


async def test_a_removed_person_is_deleted_and_comes_back_with_a_newer_link_alone(
    app: App, eve: Human, ann: Human, clock: SteppingClock
) -> None:
    code = await open_to_invited(eve, ann)
    await ann.types("walked 20 min")
    assert "was removed on" in await removes(eve, ann)
    assert await is_nowhere(app, ann)
    for text in ("/start", f"/start {code}"):
        clock.advance(timedelta(hours=1))
        assert (await ann.types(text)).startswith("Hello again. Your place")
    newer = await makes_a_link(eve)
    assert "16" in await ann.types(f"/start {newer}")
    await ann.types("/delete")
    await ann.taps("🗑 Delete everything")
    assert "16" in await ann.types(f"/start {newer}")  # the newer link settled it


async def test_a_removal_can_be_thought_better_of_before_and_its_door_reopened_after(
    app: App, eve: Human, otto: Human, ann: Human
) -> None:
    code = await open_to_invited(eve, ann)
    await eve.types("/admin")
    await eve.taps("👥 People")
    await eve.taps("🔎 Find a number")
    assert "no number of a chat" in await eve.types("Ann")
    assert f"{ann.chat_id}, here since" in await eve.types(str(ann.chat_id))
    await eve.taps("🚪 Remove")
    assert "here since" in await eve.taps("Keep them")
    assert not await is_nowhere(app, ann)
    await eve.taps("🚪 Remove")
    message_id, data = eve.button("🗑 Remove and delete")
    for _ in range(2):  # pressed twice
        eve.sandbox.tap(EVE, message_id, data)
    await eve.until_dealt_with()
    assert await is_nowhere(app, ann)
    await eve.taps("↩️ Let them come again")
    assert "16" in await ann.types(f"/start {code}")
    eve.sandbox.tap(EVE, message_id, data, even_if_gone=True)  # the old button, long after
    await eve.until_dealt_with()
    assert not await is_nowhere(app, ann)


async def test_an_admin_cannot_be_removed(app: App, eve: Human, otto: Human) -> None:
    await otto.begins()
    await eve.types("/admin")
    await eve.taps("👥 People")
    assert "is an admin" in await eve.taps(f"{otto.chat_id} · since")
    await eve.taps_data(f"1:house-out:{otto.chat_id}:1709539200")
    assert not await is_nowhere(app, otto)


async def test_newcomers_start_with_what_the_house_decided_and_may_change_it(
    app: App, eve: Human, ann: Human, bob: Human, clock: SteppingClock
) -> None:
    await open_to_invited(eve, ann)
    await eve.types("/admin")
    await eve.taps("🧭 For newcomers")
    await eve.taps("🌐 Language")
    await eve.taps("Deutsch")
    await eve.taps("🧭 For newcomers")
    await eve.taps("🌙 Quiet")
    await eve.taps("🌙 20:00")
    await eve.taps("☀️ 06:00")
    await eve.taps("🧭 For newcomers")
    await eve.taps("⏱ Pace")
    await eve.taps("45")
    await eve.taps("🧭 For newcomers")
    await eve.taps("🕘 Hours")
    for wrong in ("nine to five", "25:00-26:00", "09:00-12:00, 11:00-13:00", "12:00-09:00", "01:00-05:00"):
        assert "Nothing has changed" in await eve.types(wrong), wrong
    assert "07:30–11:00, 12:00–15:45" in await eve.types("07:30-11:00, 12:00 – 15:45")
    await eve.taps("👋 Welcome line")
    assert "301 characters" in await eve.types("x" * 301)
    await eve.types("Willkommen bei <Ada> & Co.")
    code = await makes_a_link(eve)
    bob.sandbox.write(bob.chat_id, f"/start {code}")
    await until(lambda: any("⏭" in label for label in bob.buttons))
    assert bob.messages[0].text == "Willkommen bei <Ada> & Co."
    found = (await app.db.read(people.get, bob.chat_id)).settings
    assert (found.language, found.pace_minutes) == ("de", 45)
    assert (found.quiet_from, found.quiet_until) == (time(20), time(6))
    assert str(found.windows[0]) == "07:30-11:00"
    await bob.types("alle 90 Minuten")
    assert (await app.db.read(people.get, bob.chat_id)).settings.pace_minutes == 90
    assert (await app.db.read(people.get, ann.chat_id)).settings.pace_minutes == 60  # who was in keeps theirs


async def test_a_text_of_the_operator_is_taken_back_with_one_tap_and_once(app: App, eve: Human) -> None:
    await names_the_operator(eve)
    await eve.taps("✍️ Legal text")
    await eve.types("Imprint: example.org")
    await eve.taps("✍️ Legal text")
    await eve.taps("🗑 Leave it empty")
    assert "Legal text: none" in eve.messages[-1].text
    assert "Imprint: example.org" in await eve.taps("↩️ Legal text as before")
    assert "↩️ Legal text as before" not in eve.buttons
    assert "Imprint: example.org" in await eve.types("/help")


async def test_what_the_settings_say_wins_and_has_no_button(
    settings: Settings, sandbox: Sandbox, clock: SteppingClock
) -> None:
    env = {"BOT_TOKEN": settings.token or "", "ADMIN_IDS": str(EVE), "OPERATOR_NAME": "From the file"}
    eve = Human(sandbox, EVE, "Eve")
    urls = {"DATABASE_URL": settings.database_url, "DATA_DIR": str(settings.data_dir)}
    async with running(Settings.from_env({**env, **urls}), sandbox, clock):
        await eve.types("/admin")
        shown = await eve.taps("🪪 Operator")
        assert "Name: From the file" in shown
        assert "OPERATOR_NAME comes from the settings of the process" in shown
        assert "✍️ Name" not in eve.buttons
        await eve.taps_data("1:house-words:name")
        assert eve.toast == OLD
        await eve.taps("✍️ Contact")
        assert "Contact: mail" in await eve.types("mail")


async def test_all_is_logged_and_listed_without_a_name_a_number_or_a_text(
    app: App, eve: Human, otto: Human, ann: Human, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "bot.screens.house.admins")
    ann = Human(ann.sandbox, 7_654_321, "Ann")
    await open_to_invited(eve, ann)
    await removes(eve, ann)
    said = [each.getMessage() for each in caplog.records if each.name == "bot.screens.house.admins"]
    assert said == [
        "admin did=words",
        "admin did=words",
        "admin did=joining",
        "admin did=invite-made",
        "admin did=person-removed",
    ]
    await otto.types("/admin")  # the other admin sees it, too
    shown = await otto.taps("🧾 Was getan wurde")
    assert [line.partition(" · ")[2] for line in shown.splitlines() if line.startswith("•")] == [
        "jemand herausgenommen",
        "Einladung Nr. 1 gemacht",
        "herein darf: Mit Einladungslink",
        "Text geändert: Kontakt des Betreibers",
        "Text geändert: Name des Betreibers",
    ]
    assert not re.search(r"7654321|Ada|example", shown)


async def test_two_taps_make_one_link_however_far_apart(app: App, eve: Human) -> None:
    await eve.types("/admin")
    await eve.taps("✉️ Invite links")
    await eve.taps("➕ New link")
    await eve.taps("5")
    message_id, data = eve.button("7 days")
    for _ in range(2):
        eve.sandbox.tap(EVE, message_id, data, even_if_gone=True)
        await eve.until_dealt_with()
    await eve.taps("✉️ Invite links")
    assert sum("of 5" in label for label in eve.buttons) == 1


async def test_a_week_is_told_from_five_people_on(
    app: App, eve: Human, sandbox: Sandbox, clock: SteppingClock
) -> None:
    crowd = [Human(sandbox, chat_id, "X") for chat_id in range(41, 46)]
    await open_to_invited(eve, *crowd[:4])
    for human in crowd[:4]:
        await human.types("walked 20 min")
    await eve.types("/admin")
    assert "4 Mar · fewer than 5 people" in await eve.taps("📈 Weeks")
    code = await makes_a_link(eve)
    await crowd[4].types(f"/start {code}")
    await crowd[4].taps_data("1:begin")
    await crowd[4].types("walked 20 min")
    await until_next_nudge(app, clock, crowd[0])
    await eve.types("/admin")
    shown = await eve.taps("📈 Weeks")
    assert "joined 5 · active 5 · left fewer than 5" in shown
    assert "moves 5" in shown


async def test_backups_are_made_and_listed(app: App, eve: Human, clock: SteppingClock) -> None:
    await eve.types("/admin")
    shown = await eve.taps("💾 Backups")
    if databases.ON_SERVER:
        assert "database server" in shown
        return
    assert "None yet." in shown
    shown = await eve.taps("💾 Make one now")
    assert "• 2024-03-04 08:" in shown
    await eve.taps("💾 Make one now")  # again, within the minute
    clock.advance(timedelta(minutes=2))
    assert (await eve.taps("💾 Make one now")).count("UTC, ") == 2


async def test_while_nobody_can_tell_whose_bot_it_is_admin_says_so(
    app: App,
    settings: Settings,
    eve: Human,
    sandbox: Sandbox,
    clock: SteppingClock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("WARNING", "bot.ops.door")
    assert "⚠️" not in await eve.types("/admin")
    for chat_id in range(200, 206):  # six others, from before the door was shut
        await app.db.write(people.welcome, chat_id, "en", "Etc/UTC", clock.now())
    assert (await eve.types("/admin")).startswith("⚠️ Others may come in here")
    await app.operator_check.run()
    assert caplog.messages == [
        "OPERATOR_NAME and OPERATOR_CONTACT: others may join, and /privacy does not say whose bot it is; "
        "set it here or in /admin"
    ]
    await names_the_operator(eve)
    assert "⚠️" not in await eve.types("/admin")
    await app.operator_check.run()
    assert len(caplog.messages) == 1


async def test_a_question_is_left_with_cancel(app: App, eve: Human) -> None:
    await eve.begins()
    await eve.types("/admin")
    await eve.taps("🪪 Operator")
    await eve.taps("✍️ Name")
    assert "Name: none" in await eve.taps("✖️ Cancel")
    await eve.types("walked 20 min")
    assert "Walk" in eve.screen
    assert await app.db.read(broadcasts.draft, EVE) is None
