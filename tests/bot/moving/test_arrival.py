"""Onboarding: two taps to the first promise, in the person's zone and language."""

from datetime import timedelta

import pytest

from bot.app import App
from bot.sandbox import Sandbox
from jobs.schedule.time_zones import likely
from storage import people
from tests.clock import SteppingClock
from tests.conftest import until_next_nudge
from tests.people import Human, until


@pytest.mark.parametrize(
    ("code", "zone"),
    [
        ("de", "Europe/Berlin"),
        ("de-AT", "Europe/Vienna"),
        ("ja", "Asia/Tokyo"),
        ("ru", "Europe/Moscow"),
        ("uk", "Europe/Kyiv"),
        ("pt-BR", "America/Sao_Paulo"),
        ("pt-br", "America/Sao_Paulo"),
        ("en-GB", "Europe/London"),
        ("zh-hans", "Asia/Shanghai"),
        ("zh-hant", "Asia/Taipei"),
        ("es", "Europe/Madrid"),
        ("en", "Etc/UTC"),
        ("xx", "Etc/UTC"),
        ("", "Etc/UTC"),
        (None, "Etc/UTC"),
        ("a:b-<>", "Etc/UTC"),
    ],
)
def test_the_language_of_a_telegram_tells_a_likely_zone(code: str | None, zone: str) -> None:
    assert likely(code, "Etc/UTC") == zone


@pytest.mark.parametrize("code", ["en", "es", "fr", "pt", "ar"])
def test_of_languages_of_many_zones_the_operator_knows_better(code: str) -> None:
    assert likely(code, "America/Bogota") == "America/Bogota"
    assert likely(f"{code}-ES", "America/Bogota") == "Europe/Madrid"  # but a region is a region


async def test_two_taps_and_the_promise_is_in_their_own_time(app: App, sandbox: Sandbox) -> None:
    dora = Human(sandbox, 30, "Dora", "de")
    await dora.types("/start")
    assert dora.buttons[0].endswith("09:00")  # 08:00 UTC on an ordinary Monday
    await dora.taps("09:00")
    begun = await dora.taps("▶️")
    assert "10:0" in begun  # an hour after the beginning, spread by person
    assert (await app.db.read(people.get, 30)).zone == "Europe/Berlin"


async def test_what_is_optional_stands_under_the_promise(app: App, ann: Human) -> None:
    await ann.begins()
    assert ann.buttons[:2] == ["🕘 Days and hours", "🧍 Body"]
    assert "⚙️ All settings" in ann.buttons
    await ann.taps("🧍 Body")
    await ann.taps("🩺 Health")
    assert "I keep nothing until you tap yes" in ann.screen  # consent comes on this way as well
    assert (await app.db.read(people.get, ann.chat_id)).body.consented_at is None


async def test_a_newcomer_types_the_place_instead(app: App, ann: Human, clock: SteppingClock) -> None:
    await ann.types("/start")
    await ann.types("Lisboa")
    await until(lambda: "(Lisbon time)" in ann.screen)
    await ann.taps("▶️")
    assert (await app.db.read(people.get, ann.chat_id)).zone == "Europe/Lisbon"
    clock.advance(timedelta(minutes=1))
    await until_next_nudge(app, clock, ann)


async def test_a_newcomer_who_shares_the_place_loses_the_button_again(app: App, ann: Human) -> None:
    await ann.types("/start")
    await until(lambda: ann.composer == [])
    await ann.taps("🌍 No, another time")
    await until(lambda: ann.composer == ["📍 Share my location"])
    await ann.shares(48.2082, 16.3738)
    await until(lambda: "(Vienna time)" in ann.screen)
    await until(lambda: ann.composer == [])


async def test_a_newcomer_who_asks_something_gets_an_answer_instead_of_a_place(app: App, ann: Human) -> None:
    await ann.types("/start")
    assert "don't know a place" not in await ann.types("is sitting bad for my back?")
    assert "don't know a place" in await ann.types("Atlantropolis")
    assert "🕰 By the clock" in ann.buttons


async def test_the_first_clock_is_set_once_and_not_again_by_an_old_button(app: App, ann: Human) -> None:
    await ann.types("/start")
    _, first = ann.button("✅ Yes")
    await ann.taps("✅ Yes")
    await ann.taps("▶️ I'm 16+, start with these")
    await ann.types("/zone Lisbon")
    await ann.taps_data(first)
    assert ann.toast == "That button is from another time. /today shows where you stand."
    assert (await app.db.read(people.get, ann.chat_id)).zone == "Europe/Lisbon"
    await ann.types("/zone")
    await ann.taps("09:00")
    await ann.taps("Berlin")
    assert (await app.db.read(people.get, ann.chat_id)).zone == "Europe/Berlin"


async def test_a_greeting_is_answered_with_the_question_that_is_open(app: App, sandbox: Sandbox) -> None:
    dora = Human(sandbox, 30, "Dora", "de")
    await dora.types("/start")
    assert "Ist es bei dir gerade 09:00?" in await dora.types("hallo")
    await dora.taps("✅ Ja")
    await dora.taps("▶️")
    assert await dora.types("Guten Morgen!") == "Hallo! Schön, von dir zu hören."


async def test_a_friendly_word_gets_one_back(ann: Human) -> None:
    assert "Press /start" in await ann.types("hi")
    await ann.begins()
    assert await ann.types("hi") == "Hello! Good to hear from you."
    assert await ann.types("ok danke") == "You're welcome. Your legs thank you, too."
    assert await ann.types("good night") == "See you! I'll be here."
    await ann.types("a")
    assert ann.does_not_know
