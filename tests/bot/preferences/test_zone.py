"""Time zone: by clock, in words, or by a location of which only the zone is stored."""

import logging
from datetime import timedelta
from pathlib import Path

import pytest

from bot.app import App
from bot.sandbox import Sandbox
from bot.settings import Settings
from storage import people
from storage.history import day_totals
from storage.person import ASKED_FOR
from tests.clock import SteppingClock
from tests.conftest import until_next_nudge
from tests.people import Human, until

pytestmark = pytest.mark.promise("location")

VIENNA = (48.208174, 16.373819)


async def zone_of(app: App, human: Human) -> str:
    return (await app.db.read(people.get, human.chat_id)).zone


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Lissabon", "Europe/Lisbon"),
        ("i'm in new york", "America/New_York"),
        ("Deutschland", "Europe/Berlin"),
    ],
)
async def test_a_place_in_words(app: App, ann: Human, typed: str, zone: str) -> None:
    await ann.begins()
    await ann.types("/zone")
    await until(lambda: ann.composer == ["📍 Share my location"])
    said = await ann.types(typed)
    assert said.startswith("🌍")
    await until(lambda: ann.composer == [])
    assert await zone_of(app, ann) == zone


async def test_a_place_with_the_command_is_an_answer_at_once(app: App, ann: Human) -> None:
    await ann.begins()
    assert "Munich" in await ann.types("/zone Munich")
    assert await zone_of(app, ann) == "Europe/Berlin"


async def test_what_may_be_two_places_is_asked_with_their_times(app: App, ann: Human) -> None:
    await ann.begins()
    await ann.types("/zone")
    await ann.types("Birmingham")
    assert "Birmingham (United Kingdom), 08:00" in ann.buttons
    await ann.taps("Birmingham (United States), 02:00")
    assert await zone_of(app, ann) == "America/Chicago"
    await until(lambda: ann.composer == [])


async def test_a_slip_is_asked_about_first(app: App, ann: Human) -> None:
    await ann.begins()
    await ann.types("/zone")
    await ann.types("Barcelnoa")
    assert await zone_of(app, ann) == "Etc/UTC"
    await ann.taps("Barcelona, 09:00")
    assert await zone_of(app, ann) == "Europe/Madrid"


@pytest.mark.parametrize("typed", ["10:03", "10:03 am", "it's 10.03 Uhr", "10 Uhr 3"])
async def test_a_time_leads_to_the_places_that_have_it(app: App, ann: Human, typed: str) -> None:
    await ann.begins()
    await ann.types("/zone")
    assert "Cairo: it's 10:00 for you." in await ann.types(typed)
    assert await zone_of(app, ann) == "Africa/Cairo"
    assert "Which of these is your time zone?" in await ann.taps("🌍 Another city")
    await ann.taps("Athens")
    assert await zone_of(app, ann) == "Europe/Athens"


async def test_a_time_that_two_days_share_asks_which(app: App, ann: Human) -> None:
    await ann.begins()
    await ann.types("/zone")
    await ann.types("21:00")  # 13 hours ahead, and 11 behind
    assert len(ann.buttons) == 2


async def test_a_time_in_words_is_one_too(app: App, sandbox: Sandbox) -> None:
    dora = Human(sandbox, 30, "Dora", "de")
    await dora.comes_to_the_clock()
    await dora.types("neun Uhr")  # as it is in Berlin, which was guessed
    assert (await app.db.read(people.get, 30)).zone == "Europe/Berlin"
    assert "Letzte Frage" in dora.screen
    assert "kenne ich nicht" not in await dora.types("halb elf")


async def test_a_time_that_is_nowhere_is_said_to_be(app: App, ann: Human) -> None:
    await ann.begins()
    await ann.types("/zone")
    said = await ann.types("15:20")
    assert said.startswith("As far as I know, it isn't 15:20 anywhere right now")
    assert len(ann.buttons) == 8


async def test_a_place_alone_is_no_answer_when_nobody_asked(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    assert "🌍" not in await ann.types("Lisbon")
    await ann.types("/zone")
    clock.advance(ASKED_FOR)
    assert "🌍" not in await ann.types("Lisbon")
    assert await zone_of(app, ann) == "Etc/UTC"


async def test_logs_and_questions_keep_their_meaning_while_the_zone_is_asked(app: App, ann: Human) -> None:
    await ann.begins()
    await ann.types("/zone")
    assert "1 of 4" in await ann.types("walked 20 min")
    assert "don't know a place" not in await ann.types("is sitting bad for my back?")
    assert "don't know a place" in await ann.types("Atlantropolis")
    assert await zone_of(app, ann) == "Etc/UTC"


async def test_of_a_shared_location_only_the_zone_is_kept(
    app: App, ann: Human, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    await ann.begins()
    assert "Vienna" in await ann.shares(*VIENNA)
    assert await zone_of(app, ann) == "Europe/Vienna"
    await ann.shares(35.6895, 139.6917)  # a later one takes its place
    assert await zone_of(app, ann) == "Asia/Tokyo"
    folder = Path(settings.database_url.removeprefix("sqlite:///")).parent
    kept = b"".join(file.read_bytes() for file in folder.glob("psoas.db*"))
    ours = "\n".join(r.getMessage() for r in caplog.records if not r.name.startswith(("aiohttp", "telegram")))
    for figure in ("48.20", "16.37", "35.68", "139.69"):
        assert figure.encode() not in kept
        assert figure not in ours


async def test_the_sea_is_asked_about_kindly(app: App, ann: Human) -> None:
    await ann.begins()
    assert "open sea" in await ann.shares(30.0, -30.0)
    assert await zone_of(app, ann) == "Etc/UTC"
    assert ann.buttons == ["🕰 By the clock"]


async def test_a_new_zone_rewrites_no_history(app: App, ann: Human, clock: SteppingClock) -> None:
    await ann.begins()
    await until_next_nudge(app, clock, ann)
    await ann.taps("✅ Done")
    person = await app.db.read(people.get, ann.chat_id)
    before = await app.db.read(day_totals.at, person, person.local_day(clock.now()))
    await ann.types("/zone")
    await ann.types("Tokyo")
    person = await app.db.read(people.get, ann.chat_id)
    assert await app.db.read(day_totals.at, person, before.on) == before
    assert person.plan.next_nudge_at is not None
    assert 9 <= person.local(person.plan.next_nudge_at).hour < 17


async def test_whoever_is_no_person_of_ours_is_told_to_start(app: App, ann: Human) -> None:
    assert "/start" in await ann.shares(*VIENNA)
    assert "/start" in await ann.types("/zone")


async def test_taps_at_night_on_four_days_of_seven_ask_once(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    clock.advance(timedelta(hours=19))  # Tuesday 03:00
    for night in range(6):
        await ann.types("/settings")
        await ann.taps("🎯 Goal")
        asked = [m for m in ann.messages if "middle of the night" in m.text]
        assert len(asked) == (night >= 3)
        clock.advance(timedelta(days=1))
    await ann.taps("🌍 No, another time")
    await ann.types("Los Angeles")
    assert await zone_of(app, ann) == "America/Los_Angeles"


async def test_taps_by_day_ask_nothing(app: App, ann: Human, clock: SteppingClock) -> None:
    await ann.begins()
    for _ in range(5):
        await ann.types("/settings")
        await ann.taps("🎯 Goal")
        clock.advance(timedelta(days=1))
    assert not [m for m in ann.messages if "middle of the night" in m.text]


ANSWERS = [
    ("Lisbon", "Europe/Lisbon"),
    ("I'm in Lisbon", "Europe/Lisbon"),
    ("i live in lisbon", "Europe/Lisbon"),
    ("hi, I’m currently based near Lisbon, thanks", "Europe/Lisbon"),
    ("Lisbon, Portugal", "Europe/Lisbon"),
    ("Lisbon Portugal", "Europe/Lisbon"),
    ("Lisbon?", "Europe/Lisbon"),
    ("no, Lisbon please", "Europe/Lisbon"),
    ("Europe/Lisbon", "Europe/Lisbon"),
    ("my time zone is Lisbon time", "Europe/Lisbon"),
    ("I'm in New York City right now", "America/New_York"),
    ("ich wohne in der Nähe von Wien", "Europe/Vienna"),
    ("bin jetzt in Rom", "Europe/Rome"),
    ("je vis à Lyon", "Europe/Paris"),
    ("I'm in the UK", "Europe/London"),
]
NO_ANSWERS = [
    "what's the weather in Lisbon",
    "what's the weather in Lisbon?",
    "how far is it to Rome",
    "is it raining in Lisbon?",
    "my mum lives in Lisbon",
    "I was in Rome",
    "I was in Rome last week and sat all day",
    "I'm not in Lisbon",
    "I love Lisbon",
    "we fly to Tokyo",
    "my boss is from Japan",
    "In Rome they walk a lot",
    "Rome, they walk a lot there",
    "does this work in Germany",
    "turkey sandwich",
    "I'm in love with Paris",
    "I'd rather be in Lisbon",
    "who's in Berlin",
    "ich war mal in Rom",
    "meine Oma wohnt in Wien",
    "wie ist das Wetter in Wien",
    "gibt es dich auch in Österreich",
    "ich will nach Lissabon",
    "meeting in Vienna at 14:05",
    "lunch at 12:30",
    "wake me at 7:00",
    "what happens at 14:05?",
    "my call is at GMT+2",
]


@pytest.mark.parametrize("has_begun", [False, True], ids=["newcomer", "asked"])
@pytest.mark.parametrize("typed", NO_ANSWERS)
async def test_what_says_more_than_where_they_are_sets_no_zone(
    app: App, ann: Human, typed: str, has_begun: bool
) -> None:
    await (ann.begins() if has_begun else ann.types("/start"))
    if has_begun:
        await ann.types("/zone")
    said = await ann.types(typed)
    assert not said.startswith(("🌍", "Which of these", "It is "))
    person = await app.db.read(people.get, ann.chat_id)
    assert person.zone == "Etc/UTC"
    assert (person.presence.onboarded_at is not None) is has_begun


@pytest.mark.parametrize(("typed", "zone"), ANSWERS)
async def test_where_they_are_is_heard_however_it_is_said(
    app: App, ann: Human, typed: str, zone: str
) -> None:
    await ann.types("/start")
    await ann.types(typed)
    assert await zone_of(app, ann) == zone


@pytest.mark.parametrize(
    ("typed", "place", "zone"),
    [
        ("GMT+2", "Athens", "Europe/Athens"),
        ("utc +5:30", "Kolkata", "Asia/Kolkata"),
        ("my time zone is UTC", "London", "Europe/London"),
        ("GMT-3:30", "St. John", "America/St_Johns"),
        ("-3", "Sao Paulo", "America/Sao_Paulo"),
    ],
)
async def test_a_distance_from_utc_leads_to_the_places_that_keep_it(
    app: App, ann: Human, typed: str, place: str, zone: str
) -> None:
    await ann.begins()
    await ann.types("/zone")
    assert "Which of these is your time zone?" in await ann.types(typed)
    while not any(place in button for button in ann.buttons):
        await ann.taps("More ›")
    await ann.taps(place)
    assert await zone_of(app, ann) == zone


async def test_a_distance_that_holds_in_the_other_half_of_the_year_is_known(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    clock.advance(timedelta(days=120))  # July: St. John's is at -2:30
    await ann.begins()
    await ann.types("/zone GMT-3:30")
    assert any("St. John" in button for button in ann.buttons)


async def test_a_distance_at_which_nobody_lives_is_said_to_be(app: App, ann: Human) -> None:
    await ann.begins()
    said = await ann.types("/zone GMT-3:45")
    assert "nobody lives at UTC-3:45" in said
    assert "anywhere right now" not in said
    assert len(ann.buttons) == 8


@pytest.mark.parametrize("typed", ["nice", "Turkey", "Nice!"])
async def test_a_word_that_is_a_place_too_is_asked_about(app: App, ann: Human, typed: str) -> None:
    await ann.types("/start")
    await ann.types(typed)
    assert await zone_of(app, ann) == "Etc/UTC"
