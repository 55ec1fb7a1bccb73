"""A language is a folder: German, and a made-up one added without any code."""

import asyncio
import re
import shutil
from collections.abc import AsyncIterator, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.app import App
from bot.sandbox import Sandbox
from bot.settings import Settings
from messages.language import LANGUAGES, Language
from messages.replies.common import COMMANDS
from tests import databases
from tests.clock import SteppingClock
from tests.conftest import running, until_next_nudge
from tests.messages.replies.pseudo import build, pseudo
from tests.people import Human, until

CODE = "eo"  # a real language, so that Telegram and Babel know it, and one we have no folder for


@pytest.fixture(scope="module")
def languages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All languages there are and one more, for all tests: learning its ways to ask takes seconds."""
    folder = tmp_path_factory.mktemp("content") / "languages"
    shutil.copytree(LANGUAGES, folder)
    build(LANGUAGES / "en", folder / CODE)
    return folder


@pytest.fixture
async def bot(
    settings: Settings, sandbox: Sandbox, clock: SteppingClock, languages: Path
) -> AsyncIterator[App]:
    async with running(settings, sandbox, clock, languages) as app:
        yield app


@pytest.fixture
def eva(bot: App, sandbox: Sandbox) -> Human:
    return Human(sandbox, 9, "Eva", CODE)


def english_on(human: Human, say: Language) -> list[str]:
    """Words on the screen in plain letters, other than commands and names from Babel."""
    days = [date(2024, 3, 4) + timedelta(days=n) for n in range(7)]
    known = {word for on in days for word in _words(f"{say.weekday(on)} {say.short_weekday(on)}")}
    known |= {*_words(say.city("Etc/UTC")), *(word for on in days for word in _words(say.day(on)))}
    texts = re.sub(r"(?<!\w)/[a-z]+", "", "\n".join([human.screen, *human.buttons]))
    return [word for word in _words(texts) if word.isascii() and word not in known]


def _words(text: str) -> Iterator[str]:
    return (found[0] for found in re.finditer(r"[^\W\d_]{2,}", text))


async def test_a_language_is_a_folder_and_no_code(bot: App, clock: SteppingClock, eva: Human) -> None:
    say = bot.languages[CODE]
    seen = []

    async def looks_at(screen: str, expected: str) -> None:
        assert pseudo(expected) in screen
        assert english_on(eva, say) == []
        seen.append(screen)

    await looks_at(await eva.types("/start"), "I get people out of their chairs")
    await looks_at(await eva.taps("⏭"), "No problem.")
    await looks_at(eva.screen, "Shall I bring you six of these")
    await looks_at(await eva.taps("👍"), "where you are?")
    await looks_at(await eva.taps("✅"), "Last question")
    await looks_at(await eva.taps("🔀"), "You're in.")
    await until_next_nudge(bot, clock, eva)
    await looks_at(eva.screen, "Feel:")
    await looks_at(await eva.taps(pseudo("✅ Done")), "Today: 1 of 4. Streak: 1 day.")
    await looks_at(await eva.types("/settings"), "Settings")
    await looks_at(await eva.types("/help"), "the p is silent")
    await looks_at(await eva.types(pseudo("how often should I get up?")), "Once an hour")
    await looks_at(await eva.types(pseudo("walked the dog 15 min")), "Walk with the dog · 15 minutes")
    await looks_at(await eva.types(pseudo("give me something for 1 minute")), "more like it below")
    await looks_at(await eva.types("/today"), "Walk with the dog")
    await eva.types("/week")
    await until(lambda: pseudo("Your last seven days") in eva.screen)  # its picture takes a moment
    await looks_at(eva.screen, "Strength: ")
    await looks_at(await eva.types("/tip"), "A tip for now")
    assert len(set(seen)) == len(seen)


async def test_english_questions_are_none_of_another_language_but_a_sure_log_is_one(
    bot: App, eva: Human
) -> None:
    await eva.begins()
    await eva.types("how often should I get up from my desk")
    assert eva.buttons == [pseudo(each) for each in ("🤸 A movement now", "📝 Log", "⏸ Quiet", "💬 Help")]
    assert pseudo("Logged:") in await eva.types("walked the dog 15 min")


async def test_without_safety_words_of_its_own_a_language_answers_in_english(bot: App, eva: Human) -> None:
    await eva.begins()
    answer = await eva.types("I have chest pain and can't breathe")
    assert "112" in answer
    assert "emergency" in answer
    assert pseudo("Good to see you") not in answer


async def test_every_language_has_its_menu(
    settings: Settings, sandbox: Sandbox, clock: SteppingClock, languages: Path
) -> None:
    databases.migrate(settings.database_url, clock.now())
    app = App(settings, sandbox.token, sandbox.url, clock, languages=languages)
    stop = asyncio.Event()
    working = asyncio.create_task(app.run(stop))
    await until(lambda: len(sandbox.world.descriptions) >= 2 * len(app.languages))
    menus, descriptions = sandbox.world.commands, sandbox.world.descriptions
    assert {len(menu) for menu in menus.values()} == {len(COMMANDS)}
    first = {code: menu[0]["description"] for code, menu in menus.items()}
    assert first["default:"] == "Hello, or hello again"
    assert first["default:de"] == "Hallo, oder hallo noch mal"
    assert first[f"default:{CODE}"] == pseudo("Hello, or hello again")
    assert descriptions["short_description:de"].endswith("Das P ist stumm.")
    assert descriptions["description:de"].startswith("Ich hole Menschen vom Stuhl")
    stop.set()
    await working


@pytest.mark.parametrize("code", ["de", "de-AT"])
async def test_a_german_phone_gets_german(
    app: App, clock: SteppingClock, sandbox: Sandbox, code: str
) -> None:
    uwe = Human(sandbox, 10, "Uwe", code)
    assert "Ich hole Menschen vom Stuhl" in await uwe.types("/start")
    await uwe.taps("⏭")
    assert "Ist es bei dir gerade" in await uwe.taps("👍 Ich bin 16+")
    assert "Letzte Frage" in await uwe.taps("✅ Ja, es ist")
    assert "Du bist dabei. Die nächste kommt heute um" in await uwe.taps("🔀")
    await until_next_nudge(app, clock, uwe)
    assert [label for label in uwe.buttons if label.startswith(("✅", "⏰", "🔁", "⏭"))] == [
        "✅ Erledigt", "⏰ Später", "🔁 Andere", "⏭ Jetzt nicht",
    ]  # fmt: skip
    assert "Heute: 1 von 4. Serie: 1 Tag." in await uwe.taps("✅ Erledigt")
    assert "Montag, 4. März" in await uwe.types("/today")
    settings = await uwe.types("/settings")
    assert "Stups-Zeiten: 09:00–12:00, 14:00–17:00" in settings
    assert "Griffbereit: Stuhl, Wand, Matte und Treppe" in await uwe.taps("🧍 Körper")


async def test_a_phone_in_a_language_without_a_folder_gets_english(app: App, sandbox: Sandbox) -> None:
    rui = Human(sandbox, 11, "Rui", "pt")
    assert "I get people out of their chairs" in await rui.types("/start")
