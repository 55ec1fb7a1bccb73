"""Health said in words: offered, set with one tap, held for the nudge that is out, and asked about again."""

from datetime import date, timedelta

import pytest

from bot.app import App
from bot.sandbox import Sandbox
from jobs.choose.suitability import Fit, may_be_offered, suiting
from messages.content.vocabulary import Spot
from storage import people
from storage.person import Person
from storage.sent import nudges
from tests.clock import SteppingClock
from tests.conftest import until_next_nudge
from tests.people import Human
from tests.rows import rows_of

pytestmark = pytest.mark.promise("kept", "consent")


async def person_of(app: App, human: Human) -> Person:
    return await app.db.read(people.get, human.chat_id)


async def test_a_sore_wrist_is_left_out_for_a_week_after_a_yes(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    asked = await ann.types("my wrist hurts today")
    assert asked.startswith("Shall I leave out what doesn't go with a sore wrist?")
    assert "For 7 days" in asked
    assert ann.buttons[:2] == ["✅ Yes, leave out", "✖️ No"]
    before = await person_of(app, ann)
    assert (before.for_now.passing, before.body.conditions) == ((), ())
    assert before.is_minding(clock.now())
    consent = await ann.taps("✅ Yes, leave out")
    assert "none of your words is kept" in consent
    assert (await person_of(app, ann)).for_now.passing == ()
    done = await ann.taps("✅ Yes, keep it")
    assert done.startswith("Done. What doesn't go with a sore wrist is out from now on.")
    person = await person_of(app, ann)
    on = person.local_day(clock.now()) + timedelta(days=7)
    assert person.for_now.passing == (f"WRIST {on}",)
    assert "WRIST" in Fit.of(person, clock.now()).conditions
    assert not person.is_minding(clock.now())
    clock.advance(timedelta(days=8))
    assert "WRIST" not in Fit.of(person, clock.now()).conditions


async def test_nothing_of_the_sentence_is_kept_before_a_yes_but_that_an_offer_is_open(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    before = await app.db.read(rows_of, ann.chat_id)
    await ann.types("I have a hernia")
    after = await app.db.read(rows_of, ann.chat_id)
    changed = {name for name, rows in after.items() if rows != before[name]}
    assert changed <= {"people", "answers"}
    assert "hernia" not in str(after).casefold()
    assert "HERNIA" not in str(after)
    assert (await ann.taps("✖️ No")).startswith("All right.")
    assert not (await person_of(app, ann)).is_minding(clock.now())


async def test_what_is_asked_first_decides_and_the_way_back_is_a_tap(app: App, ann: Human) -> None:
    await ann.begins()
    assert await ann.types("hip replacement in May") == "Has your team lifted the precautions?"
    assert "a new hip with precautions" in await ann.taps("Not yet")
    await ann.taps("✅ Yes, leave out")
    await ann.taps("✅ Yes, keep it")
    person = await person_of(app, ann)
    assert person.body.conditions == ("HIP-OP",)
    assert [each.split()[0] for each in person.for_now.asks_again] == ["HIP-OP"]
    assert await ann.taps("↩️ Undo") == "As it was before."
    person = await person_of(app, ann)
    assert (person.body.conditions, person.for_now.asks_again) == ((), ())


async def test_an_answer_may_lead_to_nothing(app: App, ann: Human, clock: SteppingClock) -> None:
    await ann.begins()
    await ann.types("I have a herniated disc")
    assert await ann.taps("Long ago") == "All right, then all stays as it is."
    person = await person_of(app, ann)
    assert person.body.conditions == ()
    assert not person.is_minding(clock.now())


async def test_the_nudge_that_is_out_is_swapped_if_it_does_not_fit_any_more(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await app.db.write(people.change, ann.chat_id, consented_at=clock.now())
    await ann.types("show me the wall sit")
    nudge_id = (await person_of(app, ann)).sent.open_nudge_id
    assert nudge_id is not None
    await ann.types("I have a bad knee and a groin hernia")
    await ann.taps("✅ Yes, leave out")
    assert "hernia" in ann.screen  # the other one comes next
    assert (await person_of(app, ann)).is_minding(clock.now())
    await ann.taps("✅ Yes, leave out")
    person = await person_of(app, ann)
    assert person.body.conditions == ("HERNIA", "KNEE")
    nudge = await app.db.read(nudges.find, ann.chat_id, nudge_id)
    assert nudge is not None
    assert nudge.movement_id != "wall-sit"
    assert may_be_offered(app.catalogue, nudge.movement_id, Fit.of(person, clock.now()))
    names = app.languages["en"].movements
    shown = next(m.text for m in ann.messages if f"1:done:{nudge_id}" in str(m.keyboard))
    assert names[nudge.movement_id].name in shown
    assert names["wall-sit"].name not in shown


async def test_no_lunges_holds_for_the_nudge_that_is_out(app: App, ann: Human) -> None:
    await ann.begins()
    await ann.types("show me the chair lunge")
    nudge_id = (await person_of(app, ann)).sent.open_nudge_id
    await ann.types("no lunges")
    await ann.taps("✅ Yes")
    person = await person_of(app, ann)
    assert "chair-lunge" in person.body.vetoes
    nudge = await app.db.read(nudges.find, ann.chat_id, nudge_id or 0)
    assert nudge is not None
    assert nudge.movement_id not in person.body.vetoes


async def test_no_floor_stuff_takes_the_floor_out_for_good(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await app.db.write(people.change, ann.chat_id, place="home", floor_fine=True)
    assert "No floor: nothing on the floor or the bed any more." in await ann.types("no floor stuff")
    fit = Fit.of(await person_of(app, ann), clock.now())
    assert not any({*each.fits} <= {Spot.FLOOR, Spot.BED} for each in suiting(app.catalogue, fit))
    await ann.taps("↩️")
    assert (await person_of(app, ann)).surroundings.floor_fine


async def test_before_the_tap_a_movement_by_name_waits_and_says_why(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await ann.types("I have carpal tunnel")
    shown = await ann.types("show me the wall calf stretch")
    assert "You told me something about your body a moment ago." in shown
    assert "carpal" not in shown.casefold()
    await until_next_nudge(app, clock, ann)
    person = await person_of(app, ann)
    nudge = await app.db.read(nudges.find, ann.chat_id, person.sent.open_nudge_id or 0)
    assert nudge is not None
    assert nudge.movement_id in app.catalogue.walks_only


async def test_a_typed_yes_and_a_typed_no_are_taps(app: App, ann: Human, clock: SteppingClock) -> None:
    await ann.begins()
    await ann.types("I have carpal tunnel syndrome")
    assert "none of your words is kept" in await ann.types("yes")
    assert "your wrist is out from now on" in await ann.types("yes please")
    assert (await person_of(app, ann)).body.conditions == ("WRIST",)
    await ann.types("I have a hernia")
    assert await ann.types("no") == "All right."
    assert (await person_of(app, ann)).body.conditions == ("WRIST",)


async def test_a_mild_flag_is_answered_first_and_carries_the_offer(app: App, ann: Human) -> None:
    await ann.begins()
    await ann.types("I have sciatica")
    first, second = ann.messages[-2:]
    assert first.text.startswith("That deserves a proper look")
    assert second.text.startswith("Shall I leave out what doesn't go with sciatica?")


async def test_fine_again_brings_it_back_and_nothing_where_nothing_was_left_out(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    assert await ann.types("my knee is fine again") == "Good to hear."
    await app.db.write(people.change, ann.chat_id, consented_at=clock.now(), conditions=("BAL", "KNEE"))
    assert (await ann.types("knee's fine again")).startswith("Shall I bring back what I left out because of")
    assert await ann.taps("✅ Yes, bring back") == "They're back, easy ones first."
    person = await person_of(app, ann)
    assert person.body.conditions == ("BAL",)
    assert person.path.easy_rungs


async def test_in_a_wheelchair_the_legs_are_asked_about(app: App, sandbox: Sandbox) -> None:
    dora = Human(sandbox, 31, "Dora", "de")
    await dora.begins()
    await dora.types("bin Rollstuhlfahrer")
    assert "Helfen dir deine Beine?" in await dora.taps("✅ Ja")
    await dora.taps("Ein wenig")
    person = await person_of(app, dora)
    assert (person.body.wheelchair, person.body.chair_only, person.body.legs) == (True, True, "a little")


async def on_the_day(app: App, clock: SteppingClock, ann: Human, on: date) -> None:
    """To nine in the morning of that day, tick by tick over the nights."""
    while (await person_of(app, ann)).local_day(clock.now()) < on:
        clock.advance(timedelta(hours=6))
        await app.tick.run()


async def test_for_an_operation_it_is_quiet_from_that_day_on_and_until_then_all_stays(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    today = (await person_of(app, ann)).local_day(clock.now())
    on = today + timedelta(days=9)
    offer = await ann.types(f"my knee surgery is on {on.day} {on:%B} ".strip())
    assert offer.startswith("Shall I be quiet from ")
    assert "leave out what doesn't go with a knee after an operation" in offer
    await ann.taps("✅ Yes")
    done = await ann.taps("✅ Yes, keep it")
    assert done.startswith("Done. I'm quiet from ")
    assert "In six weeks" in done
    person = await person_of(app, ann)
    assert (person.body.conditions, person.body.walks_only, person.is_paused(clock.now())) == (
        (),
        False,
        False,
    )
    assert person.for_now.coming_on == on
    await on_the_day(app, clock, ann, on)
    person = await person_of(app, ann)
    assert person.body.conditions == ("BAL", "KNEE")
    assert person.body.walks_only
    assert person.is_paused(clock.now())
    assert (person.for_now.coming, person.for_now.coming_on, person.plan.next_nudge_at) == ((), None, None)
    assert {each.rsplit(" ", 1)[1] for each in person.for_now.asks_again} == {str(on + timedelta(weeks=6))}
    await ann.types("/resume")
    assert not (await person_of(app, ann)).is_paused(clock.now())


async def test_what_is_to_come_stands_on_the_screen_of_the_body_with_a_way_back(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    on = (await person_of(app, ann)).local_day(clock.now()) + timedelta(days=9)
    await ann.types(f"my knee surgery is on {on.day} {on:%B} for two weeks")
    await ann.taps("✅ Yes")
    await ann.taps("✅ Yes, keep it")
    await ann.types("/settings")
    screen = await ann.taps("🧍 Body")
    assert f"From {app.languages['en'].day(on)}: quiet, " in screen
    assert "a sore knee" in screen
    assert "short walks only." in screen
    back = f"↩️ Not from {app.languages['en'].short_day(on)}"
    assert ann.buttons.count(back) == 1
    for _ in range(2):  # an old button says the same again
        await ann.taps_data(f"1:not-coming:{on}")
        assert "quiet" not in ann.screen
        assert back not in ann.buttons
        person = await person_of(app, ann)
        assert (person.for_now.coming, person.for_now.coming_on, person.for_now.asks_again) == ((), None, ())
    await on_the_day(app, clock, ann, on)
    person = await person_of(app, ann)
    assert (person.body.conditions, person.is_paused(clock.now())) == ((), False)


async def test_an_operation_without_a_day_asks_which_and_one_with_an_end_ends(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    assert await ann.types("hip operation next week") == "Which day is it? From then on I can be quiet."
    assert (await ann.taps("Don't know yet")).startswith("All right. Tell me once you know the day")
    person = await person_of(app, ann)
    assert (person.for_now.coming, person.is_minding(clock.now())) == ((), False)
    await ann.types("hip operation next week")
    today = person.local_day(clock.now())
    label = app.languages["en"].short_day(today + timedelta(days=7))
    assert "All the best." in await ann.taps(label)
    await ann.taps("✅ Yes")
    await ann.taps("✅ Yes, keep it")
    assert (await person_of(app, ann)).for_now.coming_on == today + timedelta(days=7)
    assert await ann.taps("↩️ Undo") == "As it was before."
    person = await person_of(app, ann)
    assert (person.for_now.coming, person.for_now.coming_on, person.for_now.asks_again) == ((), None, ())
    assert "On " in await ann.types("hip op on Friday for two weeks")
    await ann.taps("✅ Yes")
    on = (await person_of(app, ann)).for_now.coming_on
    assert on is not None
    await on_the_day(app, clock, ann, on)
    person = await person_of(app, ann)
    assert person.body.conditions == ("HIP-OP",)
    until_at = person.pause.paused_until_at
    assert until_at is not None
    assert person.local_day(until_at) == on + timedelta(days=14)
    assert person.plan.next_nudge_at is not None  # it passes by itself


async def test_how_long_an_illness_is_to_be_quiet_is_as_they_say(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    assert (await ann.types("I have the flu")).startswith("Shall I be quiet for 3 days?")
    await ann.taps("✖️ No")
    assert not (await person_of(app, ann)).is_paused(clock.now())
    assert (await ann.types("I'm ill today")).startswith("Shall I be quiet for 3 days?")
    assert not (await person_of(app, ann)).is_paused(clock.now())
    await ann.taps("✅ Yes")
    until_at = (await person_of(app, ann)).pause.paused_until_at
    assert until_at is not None
    assert until_at.date() == clock.now().date() + timedelta(days=3)


async def test_withdrawing_consent_deletes_what_passes_too(app: App, ann: Human) -> None:
    await ann.begins()
    await ann.types("my wrist hurts today")
    await ann.taps("✅ Yes, leave out")
    await ann.taps("✅ Yes, keep it")
    await ann.types("/settings")
    await ann.taps("🧍 Body")
    await ann.taps("🩺 Health")
    await ann.taps("🗑 Delete all of it")
    assert (await person_of(app, ann)).for_now.passing == ()


@pytest.mark.parametrize(
    "data",
    [
        "1:health-yes:nonsense:-:-:-",
        "1:health-ask:disc:perhaps:-:-:-",
        "1:health-back:NONSENSE",
        "1:health-still:7:KNEE",
        "1:health-legs:three",
        "1:health-weeks:9",
        "1:health-yes:wrist-sore:900:-:-",
        "1:health-yes:flare:-:NONSENSE:-",
        "1:health-yes:wrist-sore:@20240314:-:-",
        "1:health-yes:knee-operation:@20241399:-:-",
        "1:health-when:nonsense:-:-:-",
    ],
)
async def test_a_button_that_nobody_made_explains_itself(app: App, ann: Human, data: str) -> None:
    await ann.begins()
    before = await person_of(app, ann)
    await ann.taps_data(data)
    assert ann.toast == "That button is from another time. /today shows where you stand."
    assert (await person_of(app, ann)).body == before.body
