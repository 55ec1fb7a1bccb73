"""If-then plans in people's own words: typed, nudged at their time, answered, changed and deleted."""

import json
import logging
from datetime import timedelta

import pytest

from bot.app import App
from bot.sandbox import Sandbox
from storage import export, if_then_plans, people
from tests.clock import SteppingClock
from tests.conftest import to_the_next_plan
from tests.people import Human, until

pytestmark = pytest.mark.promise("plans")

COFFEE = "when I make coffee, then 10 calf raises at 10:30"


async def plans(human: Human) -> None:
    await human.types("/settings")
    await human.taps("🧭 Plans")


async def makes(human: Human, sentence: str) -> str:
    await plans(human)
    await human.taps("➕ A plan")
    return await human.types(sentence)


async def until_said(app: App, clock: SteppingClock, human: Human) -> None:
    for _ in range(8):
        assert await to_the_next_plan(app, clock, human)
        if "coffee" in human.screen:
            return
    raise AssertionError("it was not said back")


async def test_it_is_said_back_at_its_time_and_counts(app: App, ann: Human, clock: SteppingClock) -> None:
    await ann.begins()
    assert "your own judgement" in await is_asked(ann)
    said = await ann.types(COFFEE)
    assert "When I make coffee: 10 calf raises" in said
    assert "● 10:30" in ann.buttons
    await until_said(app, clock, ann)
    assert f"{clock.now():%a %H:%M}" == "Mon 10:30"
    assert ann.screen == "When I make coffee: 10 calf raises"
    assert ann.buttons == ["✅ Done", "⏰ Later", "⏭ Not now"]
    assert "Today: 1 of 4." in await ann.taps("✅ Done")
    assert "Taken back" in await ann.taps("↩️ Undo")
    await ann.taps("✅ Done")
    assert "1 of 4" in await ann.types("/today")


async def is_asked(ann: Human) -> str:
    await plans(ann)
    return await ann.taps("➕ A plan")


async def test_later_says_it_again_and_not_now_is_no_problem(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await makes(ann, COFFEE)
    await until_said(app, clock, ann)
    assert "comes back at 10:40" in await ann.taps("⏰ Later")
    clock.advance(timedelta(minutes=10))
    await app.tick.run()
    assert ann.screen == "When I make coffee: 10 calf raises"
    assert await ann.taps("⏭ Not now") == "No problem."


async def test_done_in_words_answers_it(app: App, ann: Human, clock: SteppingClock) -> None:
    await ann.begins()
    await makes(ann, COFFEE)
    await until_said(app, clock, ann)
    await ann.types("done")
    assert "1 of 4" in await ann.types("/today")


async def test_without_a_time_they_are_asked_with_buttons(app: App, ann: Human) -> None:
    await ann.begins()
    await makes(ann, "after lunch, a walk around the block")
    assert "● 10:00" in ann.buttons
    assert "I say it back at 12:30" in await ann.taps("12:30")
    person = await app.db.read(people.get, ann.chat_id)
    assert person.agenda.intentions_from == ("12:30",)


async def test_in_quiet_hours_nothing_is_promised(app: App, ann: Human) -> None:
    await ann.begins()
    said = await makes(ann, "when I brush my teeth, then 10 squats at 23:00")
    assert "It's quiet then, from 21:00 to 08:00" in said
    assert "I say it back" not in said
    assert not any(label.startswith("●") for label in ann.buttons)
    await ann.taps("‹ Plans")
    assert "23:00 (quiet then) When I brush my teeth" in ann.screen
    await ann.taps("23:00 ·")
    assert "I say it back at 20:30" in await ann.taps("20:30")


@pytest.mark.parametrize("pauses", ["/pause 3", "/pause", "I have chest pain and can't breathe"])
async def test_during_a_pause_the_promise_says_that_it_rests(app: App, ann: Human, pauses: str) -> None:
    await ann.begins()
    await ann.types(pauses)
    if pauses == "/pause":
        await ann.taps("Until I say")
    assert "on hold until your pause is over" in await makes(ann, COFFEE)
    await ann.types("/resume")
    await plans(ann)
    assert "rests until" not in await ann.taps("10:30 ·")


@pytest.mark.parametrize("back", [["‹ Plans"], ["‹ Plans", "‹ Settings"]])
async def test_who_goes_back_is_not_waited_for(app: App, ann: Human, back: list[str]) -> None:
    await ann.begins()
    await plans(ann)
    await ann.taps("➕ A plan")
    for label in back:
        await ann.taps(label)
    assert "I was waiting for a plan" not in await ann.types("qwertz")
    assert (await app.db.read(people.get, ann.chat_id)).conversation.asked is None


async def test_three_are_kept_apart_and_the_fourth_waits(app: App, ann: Human) -> None:
    await ann.begins()
    for time in ("10:30", "10:30", "12:00"):
        await makes(ann, f"when it is {time[:2]} {len(ann.messages)}, then calf raises at {time}")
    kept = await app.db.read(if_then_plans.all_of, ann.chat_id)
    assert [f"{each.at_from:%H:%M}" for each in kept] == ["10:00", "10:30", "12:00"]  # the second moved away
    await ann.taps("‹ Plans")
    assert "➕ A plan" not in ann.buttons
    await ann.taps("12:00 ·")
    await ann.taps("10:30")
    assert "less than half an hour" in ann.toast
    await ann.taps("🗑 Delete it")
    assert len(await app.db.read(if_then_plans.all_of, ann.chat_id)) == 2
    assert "➕ A plan" in ann.buttons


async def test_deleted_it_is_not_said(app: App, ann: Human, clock: SteppingClock) -> None:
    await ann.begins()
    await makes(ann, COFFEE)
    await ann.taps("🗑 Delete it")
    for _ in range(3):
        await to_the_next_plan(app, clock, ann)
    assert "coffee" not in ann.screen


async def test_while_paused_or_resting_for_safety_none_is_said(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await makes(ann, COFFEE)
    await ann.types("I have chest pain and can't breathe")
    person = await app.db.read(people.get, ann.chat_id)
    assert person.is_safety_paused
    clock.advance(timedelta(hours=2, minutes=30))
    await app.tick.run()
    assert ann.nudge_messages() == []


async def test_a_plan_that_calls_for_a_doctor_is_answered_as_that(app: App, ann: Human) -> None:
    await ann.begins()
    await makes(ann, "when I have chest pain and can't breathe, then 10 squats at 10:30")
    assert await app.db.read(if_then_plans.all_of, ann.chat_id) == ()


async def test_what_they_type_is_cleaned_escaped_limited_exported_deleted_and_in_no_log(
    app: App, ann: Human, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    await ann.begins()
    await makes(ann, "when <b>tea</b> & cake\u202e are ready, then zebrafish squats at 11:00")
    assert "When <b>tea</b> & cake are ready: zebrafish squats" in ann.screen
    await ann.taps("‹ Plans")
    assert any("zebrafish" in label for label in ann.buttons)
    everything = json.loads(await app.db.read(export.everything, ann.chat_id))
    assert everything["intentions"][0]["action"] == "zebrafish squats"
    await makes(ann, f"when {'x' * 81}, then sit less")
    assert "80 characters" in ann.screen
    ours = [r.getMessage() for r in caplog.records if r.name.startswith(("bot", "jobs", "storage"))]
    assert "zebrafish" not in "\n".join(ours)
    await app.db.write(people.forget, ann.chat_id)
    assert await app.db.read(if_then_plans.all_of, ann.chat_id) == ()


@pytest.mark.parametrize(
    "sentence", [COFFEE, "Wenn ich Kaffee hole, dann mache ich 10 Kniebeugen um 10:30"], ids=["en", "de"]
)
async def test_a_plan_in_full_needs_nobody_to_ask(app: App, ann: Human, sentence: str) -> None:
    await ann.begins()
    assert "I say it back at 10:30" in await ann.types(sentence)
    assert len(await app.db.read(if_then_plans.all_of, ann.chat_id)) == 1


async def test_what_only_looks_like_one_is_no_plan_when_nobody_asked(app: App, ann: Human) -> None:
    await ann.begins()
    await ann.types("when I sit down, then my hip clicks")
    assert await app.db.read(if_then_plans.all_of, ann.chat_id) == ()
    await plans(ann)
    await ann.taps("➕ A plan")
    assert "I was waiting for a plan" in await ann.types("qwertz")
    assert "1 of 4" in await ann.types("walked 20 min")  # a log stays a log


async def test_in_german_too(app: App, sandbox: Sandbox) -> None:
    dora = Human(sandbox, 30, "Dora", "de")
    await dora.begins()
    await dora.taps("🧭")
    await dora.taps("➕")
    await dora.types("Wenn ich Kaffee mache, dann 10 Wadenheber um 10:30")
    await until(lambda: "Wenn ich Kaffee mache: 10 Wadenheber" in dora.screen)
    assert "● 10:30" in dora.buttons


async def test_somebody_elses_plan_cannot_be_touched(app: App, ann: Human, bob: Human) -> None:
    await ann.begins()
    await bob.begins()
    await makes(ann, COFFEE)
    await bob.taps_data("1:plan-drop:1")
    await bob.taps_data("1:plan-at:1:1100")
    [kept] = await app.db.read(if_then_plans.all_of, ann.chat_id)
    assert f"{kept.at_from:%H:%M}" == "10:30"
