"""Language: Telegram's at first, then the one they choose."""

from bot.app import App
from bot.sandbox import Sandbox
from storage import people
from tests.people import Human, until


async def test_it_is_that_of_their_telegram_at_first(app: App, sandbox: Sandbox) -> None:
    await Human(sandbox, 30, "Dora", "de-AT").types("/start")
    await Human(sandbox, 31, "Yuki", "ja").types("/start")
    assert (await app.db.read(people.get, 30)).language == "de"
    assert (await app.db.read(people.get, 31)).language == "en"  # no folder of its own


async def test_each_language_has_its_own_name_and_the_choice_speaks_at_once(app: App, ann: Human) -> None:
    await ann.begins()
    await ann.types("/language")
    assert {"● English", "Deutsch"} <= set(ann.buttons)
    assert "Welche soll ich sprechen?" in await ann.taps("Deutsch")
    assert "● Deutsch" in ann.buttons
    await ann.types("/zone")
    await until(lambda: ann.composer == ["📍 Standort teilen"])


async def test_the_menu_of_that_chat_is_in_the_chosen_language(
    app: App, sandbox: Sandbox, ann: Human
) -> None:
    await ann.begins()
    await ann.types("/language")
    await ann.taps("Deutsch")
    menu = f"chat:{ann.chat_id}:"
    await until(lambda: menu in sandbox.world.commands)
    told = {each["command"]: each["description"] for each in sandbox.world.commands[menu]}
    assert told["zone"] == "Deine Zeitzone"
    await ann.taps("English")
    await until(lambda: sandbox.world.commands[menu] != [])
    await until(lambda: "Your time zone" in str(sandbox.world.commands[menu]))


async def test_the_hub_has_a_way_to_everything_in_seven_rows(app: App, ann: Human) -> None:
    await ann.begins()
    await ann.types("/settings")
    assert len(ann.messages[-1].keyboard) <= 7
    await ann.taps("🗣 Language")
    await ann.taps("‹ Settings")
    for label in ("🌍 Time zone", "🧍 Body", "🎯 Goal", "📬 Weekly", "🌙 Evening", "⏸ Pause"):
        assert any(label in button for button in ann.buttons)


async def test_no_other_language_than_those_there_are(app: App, ann: Human) -> None:
    await ann.begins()
    await ann.taps_data("1:language:xx")
    assert (await app.db.read(people.get, ann.chat_id)).language == "en"
