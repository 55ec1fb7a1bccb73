"""The first minute: one movement, three questions, and the plan, in the person's zone and language."""

from datetime import timedelta

import pytest

from bot.app import App
from bot.sandbox import Sandbox
from bot.settings import Settings
from jobs.schedule.time_zones import likely
from storage import people
from storage.history import day_totals
from storage.people import Stranger
from storage.person import FirstMinute, Person
from tests.clock import SteppingClock
from tests.conftest import running, until_next_nudge
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


async def person_of(app: App, human: Human) -> Person:
    found: Person = await app.db.read(people.get, human.chat_id)
    return found


async def test_the_first_minute_in_english(app: App, ann: Human) -> None:
    hello = await ann.types("/start")
    assert hello.startswith("SOS! Save Our Psoas. I get people out of their chairs")
    assert "not a clinician. Keep it comfortable, stop if it hurts" in hello
    assert "Heels up, toes up, briskly." in hello
    assert ann.buttons == ["▶️ Go", "✅ Done", "⏭ Not now", "I'm under 16"]
    assert "Today: 1 of 4. Streak: 1 day." in await ann.taps("✅ Done")
    assert ann.screen.startswith("That was one. Shall I bring you six of these a day")
    assert ann.buttons == ["👍 I'm 16+: yes, six", "Fewer", "Just when I ask", "I'm under 16"]
    assert "Is it 08:00 where you are?" in await ann.taps("👍 I'm 16+: yes, six")
    assert "where do you mostly sit?" in await ann.taps("✅ Yes, it's 08:00")
    begun = await ann.taps("🏢 In an office")
    assert begun.startswith("You're in. Your next one comes today at 09:")
    assert "Today counts already: 1 of 4." in begun
    assert "at most 6 a day, Mon–Fri 09:00–12:00, 14:00–17:00 (UTC time)" in begun
    ways = ["🕘 Days and hours", "🧍 Body", "🧭 Plans", "⚙️ All settings"]
    assert ann.buttons == ["🛤 Path", "👋 Just nudges", "↕️ My desk goes up", *ways]
    assert len(ann.messages) == 2  # the movement, and the questions in one message
    person = await person_of(app, ann)
    assert (person.body.place, person.settings.budget, person.first_minute) == ("office", 6, None)


async def test_the_first_minute_in_german_with_fewer_by_the_clock(
    app: App, sandbox: Sandbox, clock: SteppingClock
) -> None:
    dora = Human(sandbox, 30, "Dora", "de")
    hello = await dora.types("/start")
    assert "Fersen hoch, Zehen hoch" in hello
    assert "ärztlicher Rat bin ich nicht" in hello
    assert "Serie: 1 Tag." in await dora.taps("✅ Erledigt")
    assert dora.screen.startswith("Das war schon eine. Soll ich dir sechs davon am Tag bringen")
    assert "Wie viele am Tag" in await dora.taps("Weniger")
    assert dora.buttons == ["1", "2", "3", "4", "5", "Nur wenn ich frage"]
    assert "Ist es bei dir gerade 09:00?" in await dora.taps("3")
    await dora.taps("🌍 Nein, andere Zeit")
    await until(lambda: dora.composer == ["📍 Standort teilen"])
    await dora.taps("01:00–04:30")  # two taps on the clock
    assert "Ich nehme die Uhr von New York" in await dora.taps("03:00")
    await until(lambda: dora.composer == [])
    begun = await dora.taps("🏠 Zuhause")
    assert "Du bist dabei. Die nächste kommt heute um 09:" in begun
    assert "höchstens 3 am Tag" in begun
    person = await person_of(app, dora)
    assert (person.zone, person.settings.budget, person.body.place) == ("America/New_York", 3, "home")
    await until_next_nudge(app, clock, dora)


async def test_led_through_the_first_movement(app: App, ann: Human, clock: SteppingClock) -> None:
    await ann.types("/start")
    await ann.taps("▶️ Go")
    clock.advance(timedelta(minutes=5))
    await until(
        lambda: "✅ Done" in ann.buttons and "▶️" in str(ann.buttons) and "under 16" not in str(ann.buttons)
    )
    await ann.taps("✅ Done")
    assert "Shall I bring you six" in ann.screen


async def test_a_movement_of_the_first_minute_counts_for_their_own_day(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    clock.advance(timedelta(hours=18))  # Tuesday 02:00 in UTC is Monday evening in New York
    await ann.types("/start")
    await ann.taps("✅ Done")
    await ann.taps("👍")
    await ann.types("I'm in Tokyo")  # Tuesday 11:00
    assert "Today counts already: 1 of 4." in await ann.taps("🔀 Both")
    person = await person_of(app, ann)
    today = await app.db.read(day_totals.at, person, person.local_day(clock.now()))
    assert (today.on.isoformat(), today.moves, today.streak.days) == ("2024-03-05", 1, 1)
    before = await app.db.read(day_totals.at, person, today.on - timedelta(days=1))
    assert before.moves == 0


async def test_on_request_nothing_comes_and_now_brings_one(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.types("/start")
    await ann.taps("⏭ Not now")
    assert ann.screen.startswith("All right. Shall I bring you six")
    await ann.taps("Just when I ask")
    await ann.taps("✅ Yes")
    begun = await ann.taps("🔀 Both")
    assert "I keep quiet until you ask" in begun
    assert "Today counts" not in begun
    person = await person_of(app, ann)
    assert (person.plan.next_nudge_at, person.settings.budget) == (None, 6)
    clock.advance(timedelta(days=2))
    await app.tick.run()
    assert ann.screen == begun
    assert "paused" not in await ann.types("now")
    assert "Nudges back on" not in ann.buttons
    assert len(ann.nudges_shown()) == 1
    await ann.types("/resume")
    assert (await person_of(app, ann)).plan.next_nudge_at is not None


@pytest.mark.parametrize("typed", ["wheelchair", "I use a wheelchair", "a tap"])
async def test_in_a_wheelchair_only_what_suits_it_is_offered(app: App, ann: Human, typed: str) -> None:
    await ann.comes_to_the_clock()
    await ann.types("yes")
    if typed == "a tap":
        await ann.taps("🦽 In a wheelchair")
    else:
        await ann.types(typed)
    assert "I only bring what goes well in a wheelchair" in ann.screen
    person = await person_of(app, ann)
    assert (person.body.wheelchair, person.body.chair_only, person.has_begun) == (True, True, True)
    offered = set()
    for _ in range(12):
        await ann.types("now")
        number = (await person_of(app, ann)).sent.offered[-1].number
        offered.add(next(each.id for each in app.catalogue if each.number == number))
    assert offered <= app.catalogue.wheelchair
    assert "is not among what I know to go well in a wheelchair" in await ann.types(
        "show me the seated march"
    )
    assert "legs" not in await ann.types("thanks")


async def test_a_wheelchair_in_words_is_asked_about_first(app: App, ann: Human) -> None:
    await ann.begins()
    asked = await ann.types("I use a wheelchair")
    assert asked == "Shall I offer only what was looked through for a wheelchair?"
    assert not (await person_of(app, ann)).body.wheelchair
    await ann.taps("✅ Yes")
    assert (await person_of(app, ann)).body.wheelchair
    await ann.types("/settings")
    await ann.taps("🧍 Body")
    assert "in a wheelchair" in ann.screen
    await ann.taps("📍 Place")
    await ann.taps("● Wheelchair")
    person = await person_of(app, ann)
    assert (person.body.wheelchair, person.body.chair_only) == (False, False)


@pytest.mark.parametrize(
    ("said", "columns"),
    [
        (("done", "yes", "yes", "office"), ("Etc/UTC", 6, "office")),
        (("done", "six please", "Lisbon", "at home"), ("Europe/Lisbon", 6, "home")),
        (("walked 10 min", "three", "it's 3pm", "both"), ("Asia/Jakarta", 3, "both")),
        (("done", "fewer", "2", "no", "Berlin", "behind the counter"), ("Europe/Berlin", 2, "shop floor")),
        (("done", "ok", "14:30", "I work from home"), ("Asia/Yangon", 6, "home")),
        (("done", "sure", "right", "I work in an office"), ("Etc/UTC", 6, "office")),
    ],
)
async def test_everything_may_be_typed_instead(
    app: App, ann: Human, said: tuple[str, ...], columns: tuple[str, int, str]
) -> None:
    await ann.types("/start")
    for each in said:
        await ann.types(each)
    person = await person_of(app, ann)
    assert person.has_begun
    assert (person.zone, person.settings.budget, person.body.place) == columns
    assert "Today counts already: 1 of 4." in ann.screen


@pytest.mark.parametrize(
    "said", [("erledigt", "ja", "ja", "im Büro"), ("erledigt", "weniger", "vier", "in Wien", "daheim")]
)
async def test_everything_may_be_typed_in_german(app: App, sandbox: Sandbox, said: tuple[str, ...]) -> None:
    dora = Human(sandbox, 30, "Dora", "de")
    await dora.types("/start")
    for each in said:
        await dora.types(each)
    assert "Heute zählt schon: 1 von 4." in dora.screen
    assert (await person_of(app, dora)).has_begun


async def test_a_shared_location_is_one_tap(app: App, ann: Human) -> None:
    await ann.comes_to_the_clock()
    assert ann.composer == []
    await ann.taps("🌍 No, another time")
    await until(lambda: ann.composer == ["📍 Share my location"])
    await ann.shares(48.2082, 16.3738)
    await until(lambda: "where do you mostly sit" in ann.screen)
    assert "Vienna" in ann.messages[-2].text
    await until(lambda: ann.composer == [])


async def test_the_first_movement_is_one_whatever_they_type(app: App, ann: Human) -> None:
    await ann.types("/start")
    for said in ("give me one", "now"):
        await ann.types(said)
        assert "✅ Done" in ann.buttons
    assert "I nudge you out of your chair" in await ann.types("how does this work")
    assert "I nudge you out of your chair" in await ann.types("what can you do")
    assert "Settings" in await ann.types("menu")
    assert "don't know a place" not in await ann.types("Atlantropolis")
    assert "don't know a place" not in await ann.types("is sitting bad for my back?")
    assert not (await person_of(app, ann)).has_begun


async def test_an_unknown_place_is_one_only_where_it_is_asked(ann: Human) -> None:
    await ann.comes_to_the_clock()
    assert "don't know a place" in await ann.types("Atlantropolis")
    assert "🕰 By the clock" in ann.buttons


async def test_start_goes_on_where_they_were(app: App, ann: Human) -> None:
    for label, question in (
        ("", FirstMinute.MOVE),
        ("✅ Done", FirstMinute.HOW_MANY),
        ("👍", FirstMinute.CLOCK),
        ("✅ Yes", FirstMinute.SEAT),
    ):
        if label:
            await ann.taps(label)
        await ann.types("/start")
        shown = ann.screen
        await ann.types("/start")
        assert ann.screen == shown
        assert (await person_of(app, ann)).first_minute is question
    assert len([m for m in ann.messages if "Heels up" in m.text]) == 0  # done, and shown only once
    await ann.taps("🔀 Both")
    assert "Good to see you. " not in (again := await ann.types("/start"))
    assert "Today: 1 of 4. Streak: 1 day." in again


async def test_whoever_stops_half_way_is_reminded_once_and_never_again(
    app: App, ann: Human, clock: SteppingClock, settings: Settings, sandbox: Sandbox
) -> None:
    await ann.types("/start")
    await ann.taps("✅ Done")
    await ann.taps("👍")
    seen = len(ann.messages)
    clock.advance(timedelta(hours=25, minutes=59))  # Tuesday 09:59
    await app.tick.run()
    assert len(ann.messages) == seen
    clock.advance(timedelta(minutes=2))
    await app.tick.run()
    assert ann.screen.startswith("We stopped half way the other day.")
    assert "where you are?" in ann.screen
    assert len(ann.messages) == seen + 1
    async with running(settings, sandbox, clock) as other:
        for _ in range(40):
            clock.advance(timedelta(days=1))
            await other.tick.run()
    assert len(ann.messages) == seen + 1
    await ann.taps("✅ Yes")
    await ann.taps("🏠")
    assert (await person_of(app, ann)).has_begun


@pytest.mark.parametrize(("begins", "comes"), [(14, 17), (20, 10), (3, 11)])  # hours after Monday 08:00
async def test_the_reminder_comes_by_day(
    app: App, ann: Human, clock: SteppingClock, begins: int, comes: int
) -> None:
    clock.advance(timedelta(hours=begins))
    await ann.types("/start")
    person = await person_of(app, ann)
    assert person.plan.next_nudge_at is not None
    assert person.local(person.plan.next_nudge_at).hour == comes
    clock.advance(person.plan.next_nudge_at - clock.now())
    await app.tick.run()
    assert ann.screen.startswith("We stopped half way the other day.")
    assert "Heels up" in ann.screen
    await ann.taps("✅ Done")
    assert "Shall I bring you six" in ann.screen


async def test_an_outage_sends_the_reminder_late_but_never_at_night(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.types("/start")
    clock.advance(timedelta(days=3, hours=12))  # Thursday 20:00
    await app.tick.run()
    assert "half way" not in ann.screen
    clock.advance(timedelta(hours=14))
    await app.tick.run()
    assert "half way" in ann.screen


async def test_nobody_who_left_or_went_on_is_reminded(
    app: App, ann: Human, bob: Human, clock: SteppingClock
) -> None:
    await ann.types("/start")
    await bob.types("/start")
    await app.db.write(people.unreachable, bob.chat_id, clock.now())
    clock.advance(timedelta(hours=20))
    await ann.types("/today")  # a sign of hers
    clock.advance(timedelta(hours=5))
    await app.tick.run()
    assert not any("half way" in each.text for each in (*ann.messages, *bob.messages))


async def test_a_red_flag_in_the_middle_stops_everything(app: App, ann: Human, clock: SteppingClock) -> None:
    await ann.types("/start")
    await ann.taps("✅ Done")
    await ann.types("my chest hurts and I can't breathe")
    assert "112" in ann.screen
    await ann.types("/start")
    assert "six of these" in ann.screen or "rest for your safety" in ann.screen
    clock.advance(timedelta(days=2))
    await app.tick.run()
    assert not any("half way" in each.text for each in ann.messages)
    await ann.types("/resume")
    await ann.taps("👍")
    await ann.taps("✅ Yes")
    assert "You're in." in await ann.taps("🏢")


async def test_a_red_flag_before_the_first_movement_leaves_none(app: App, ann: Human) -> None:
    await ann.types("/start")
    await ann.types("my chest hurts and I can't breathe")
    await ann.types("/start")
    assert "✅ Done" not in ann.buttons
    assert "rest for your safety" in ann.screen


async def test_under_16_is_one_tap_away_until_they_have_begun(app: App, ann: Human) -> None:
    for labels in ((), ("✅ Done",)):
        await ann.types("/start")
        for label in labels:
            await ann.taps(label)
        assert "deleted what I had about you" in await ann.taps("I'm under 16")
        with pytest.raises(Stranger):
            await person_of(app, ann)


async def test_buttons_of_the_former_beginning_still_work(app: App, ann: Human, bob: Human) -> None:
    await ann.types("/start")
    await ann.taps_data("1:zone:Europe/Lisbon:first")
    assert "where do you mostly sit" in ann.screen
    await ann.taps("🔀 Both")
    assert (await person_of(app, ann)).zone == "Europe/Lisbon"
    await ann.taps_data("1:zone:Etc/UTC:first")
    assert ann.toast == "That button is from another time. /today shows where you stand."
    await ann.taps_data("1:many:2")
    assert ann.toast == "That button is from another time. /today shows where you stand."
    await ann.taps_data("1:seat:home")
    assert ann.toast == "That button is from another time. /today shows where you stand."
    await bob.types("/start")
    await bob.taps_data("1:clock:60:0")  # a page of cities
    await bob.taps("Berlin")
    assert "You're in." in await bob.taps_data("1:begin")
    assert (await person_of(app, bob)).zone == "Europe/Berlin"


async def test_what_is_optional_stands_under_the_plan(app: App, ann: Human) -> None:
    await ann.begins()
    await ann.taps("🧍 Body")
    await ann.taps("🩺 Health")
    assert "I keep nothing until you tap yes" in ann.screen  # consent comes on this way as well
    assert (await person_of(app, ann)).body.consented_at is None


async def test_a_greeting_is_answered_with_the_question_that_is_open(app: App, sandbox: Sandbox) -> None:
    dora = Human(sandbox, 30, "Dora", "de")
    await dora.types("/start")
    assert "Fersen hoch" in await dora.types("hallo")
    await dora.taps("✅ Erledigt")
    await dora.taps("👍")
    assert "Ist es bei dir gerade 09:00?" in await dora.types("hallo")
    await dora.taps("✅ Ja")
    await dora.taps("🔀")
    assert await dora.types("Guten Morgen!") == "Hallo! Schön, von dir zu hören."


async def test_a_friendly_word_gets_one_back(ann: Human) -> None:
    assert "Press /start" in await ann.types("hi")
    await ann.begins()
    assert await ann.types("hi") == "Hello! Good to hear from you."
    assert await ann.types("ok danke") == "You're welcome. Your legs thank you, too."
    assert await ann.types("good night") == "See you! I'll be here."
    await ann.types("a")
    assert ann.does_not_know
