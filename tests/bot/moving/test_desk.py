"""A desk that goes up, as a person meets it; sitting down on a shop floor; and a hot day."""

from datetime import timedelta

from bot.app import App
from storage import people
from tests.clock import SteppingClock
from tests.conftest import to_the_next_plan
from tests.people import Human

MINUTE = timedelta(minutes=1)


async def until_asked(app: App, clock: SteppingClock, ann: Human, what: str) -> str:
    """From plan to plan until the newest message asks that; nudges before it are done."""
    for _ in range(8):
        assert await to_the_next_plan(app, clock, ann), "nothing is planned"
        if ann.screen.startswith(what):
            return ann.screen
        if "✅ Done" in ann.buttons:
            await ann.taps("✅ Done")
    raise AssertionError(f"never asked: {what}; there is {ann.screen!r}")


async def has_a_desk(ann: Human) -> None:
    await ann.begins()
    await ann.types("/settings")
    await ann.taps("🧍 Body")
    await ann.taps("📍 Place")
    assert "Does your desk go up?" in await ann.taps("Office")
    assert ann.buttons[:2] == ["Yes", "No"]
    assert "how long shall it stay up?" in await ann.taps("Yes")
    assert "🧍 Body" in await ann.taps("15 min")


async def test_the_desk_goes_up_comes_down_and_counts(app: App, ann: Human, clock: SteppingClock) -> None:
    await has_a_desk(ann)
    await until_asked(app, clock, ann, "↕️ Desk up, for 15 minutes?")
    assert ann.buttons == ["✅ It's up", "⏭ Not now"]
    before = (await app.db.read(people.get, ann.chat_id)).sent.nudged_today
    up = await ann.taps("✅ It's up")
    assert up.startswith("↕️ Up it is. Around ")
    clock.advance(14 * MINUTE)
    await app.tick.run()
    assert ann.screen == up
    clock.advance(2 * MINUTE)
    await app.tick.run()
    assert ann.screen.startswith("↕️ Down again?")
    clock.advance(3 * MINUTE)
    counted = await ann.taps("✅ It's down")
    assert "Time on your feet · " in counted and " minutes" in counted
    person = await app.db.read(people.get, ann.chat_id)
    assert person.surroundings.desk_up_at is None
    assert person.sent.nudged_today == before
    assert person.presence.moved_at is not None
    assert "taken back" in await ann.taps("↩️ Undo") or "↩️" in ann.screen
    seen = len(ann.messages)
    clock.advance(30 * MINUTE)
    await app.tick.run()
    assert len(ann.messages) == seen  # one "down again" and no more


async def test_not_now_leaves_it_at_that(app: App, ann: Human, clock: SteppingClock) -> None:
    await has_a_desk(ann)
    await until_asked(app, clock, ann, "↕️ Desk up")
    assert await ann.taps("⏭ Not now") == "No problem."
    assert (await app.db.read(people.get, ann.chat_id)).surroundings.desk_up_at is None


async def test_words_answer_the_nudge_about_the_desk_as_a_tap_does(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await has_a_desk(ann)
    await until_asked(app, clock, ann, "↕️ Desk up, for 15 minutes?")
    asked = ann.messages[-1].id
    moved_at = (await app.db.read(people.get, ann.chat_id)).presence.moved_at
    assert (await ann.types("done")).startswith("↕️ Up it is.")
    assert next(m.text for m in ann.messages if m.id == asked).startswith("↕️ Up it is.")
    person = await app.db.read(people.get, ann.chat_id)
    assert person.surroundings.desk_up_at is not None
    assert person.presence.moved_at == moved_at  # it was no movement
    clock.advance(16 * MINUTE)
    await app.tick.run()
    assert ann.screen.startswith("↕️ Down again?")
    assert "Time on your feet · " in await ann.types("done")
    assert (await app.db.read(people.get, ann.chat_id)).surroundings.desk_up_at is None
    await until_asked(app, clock, ann, "↕️ Desk up")
    asked = ann.messages[-1].id
    assert await ann.types("not now") == "No problem."
    assert next(m for m in ann.messages if m.id == asked).labels == []
    assert (await app.db.read(people.get, ann.chat_id)).surroundings.desk_up_at is None
    assert not (await ann.types("later")).startswith("No problem.")  # it was answered


async def test_later_leaves_the_desk_and_an_old_one_is_not_meant(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await has_a_desk(ann)
    await until_asked(app, clock, ann, "↕️ Desk up")
    assert await ann.types("later") == "No problem."
    clock.advance(timedelta(days=1))
    await until_asked(app, clock, ann, "↕️ Desk up")
    clock.advance(61 * MINUTE)
    assert not (await ann.types("done")).startswith("↕️ Up it is.")


async def test_a_desk_in_words(app: App, ann: Human, clock: SteppingClock) -> None:
    await ann.begins()
    told = await ann.types("my desk goes up for 20 minutes")
    assert told.startswith("Got it. ↕️ Desk up for 20 minutes, twice a day at most")
    assert (await ann.types("standing now")).startswith("↕️ Up it is.")
    clock.advance(12 * MINUTE)
    counted = await ann.types("desk down")
    assert "Time on your feet · 12 minutes" in counted
    assert (await ann.types("desk down")).startswith("The desk is down already")
    assert (await ann.types("desk is up")).startswith("↕️ Up it is.")
    assert (await ann.taps("↩️ Undo")).startswith("↩️ Not up, then. Nothing counts.")
    assert "No desk that goes up" in await ann.types("my desk doesn't go up")
    assert "Desk up for 20 minutes" not in await ann.taps("↩️ Put it back")
    person = await app.db.read(people.get, ann.chat_id)
    assert (person.surroundings.stands_minutes, person.surroundings.desk_up_at) == (20, None)


async def test_a_desk_in_german(app: App, ann: Human, clock: SteppingClock) -> None:
    eva = Human(ann.sandbox, 9, "Eva", "de")
    await eva.begins()
    assert "Tisch hoch für 30 Minuten" in await eva.types("mein Tisch fährt hoch")
    assert (await eva.types("Tisch ist oben")).startswith("↕️ Er ist oben.")
    clock.advance(5 * MINUTE)
    assert "Zeit auf den Beinen · 5 Minuten" in await eva.types("Tisch wieder runter")


async def test_on_a_shop_floor_it_is_the_other_way_round(app: App, ann: Human, clock: SteppingClock) -> None:
    await ann.begins()
    await ann.types("I work on the shop floor")
    await until_asked(app, clock, ann, "🪑 Sit for five minutes?")
    assert (await ann.taps("✅ Sitting")).startswith("🪑 Enjoy it.")
    assert (await ann.types("standing now")).startswith("Where you are now, I know of no desk")


async def test_a_desk_nudge_of_somebody_else_reveals_nothing(
    app: App, ann: Human, bob: Human, clock: SteppingClock
) -> None:
    await bob.begins()
    await has_a_desk(ann)
    await until_asked(app, clock, ann, "↕️ Desk up")
    _, data = ann.button("✅ It's up")
    await bob.taps_data(data)
    assert bob.toast == "That button is from another time. /today shows where you stand."
    assert (await app.db.read(people.get, bob.chat_id)).surroundings.desk_up_at is None


async def test_a_hot_day_brings_something_cool_with_its_caution(app: App, ann: Human) -> None:
    await ann.begins()
    await ann.types("it's boiling in here")
    told, shown = ann.messages[-2].text, ann.screen
    assert told.startswith("Got it. 🥵 Hot today")
    assert "Dizzy, sick or confused in the heat: stop, cool down, get help." in shown
    assert "✅ Done" in ann.buttons
    person = await app.db.read(people.get, ann.chat_id)
    assert person.surroundings.hot_on is not None
    await ann.taps("↩️ Put it back")
    assert (await app.db.read(people.get, ann.chat_id)).surroundings.hot_on is None


async def test_a_hot_day_in_a_wheelchair_is_noted_and_honest(app: App, ann: Human) -> None:
    await ann.begins()
    await app.db.write(people.change, ann.chat_id, wheelchair=True, chair_only=True)
    assert (await ann.types("so hot today")).startswith("Nothing of mine suits you in this heat")
