"""Settings in words, as people type them: what is understood, undo, and what words never change."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, select

from bot.app import App
from bot.sandbox import Sandbox
from jobs.schedule import nudge_decision
from storage import people
from storage.person import Person
from storage.tables import NudgeKind, NudgeRow, NudgeState
from tests.clock import SteppingClock, about
from tests.conftest import until_next_nudge
from tests.people import Human
from tests.rows import rows_of


@pytest.fixture
def jan(app: App, sandbox: Sandbox) -> Human:
    """A person whose phone is set to German."""
    return Human(sandbox, 9, "Jan", language="de")


async def now(app: App, human: Human) -> Person:
    return await app.db.read(people.get, human.chat_id)


def last_nudge(tx: Connection, chat_id: int) -> Any:
    """The kind and the movement of the last nudge that was decided to be sent."""
    sent = select(NudgeRow.kind, NudgeRow.movement_id).where(NudgeRow.state != NudgeState.HELD)
    return tx.execute(sent.where(NudgeRow.chat_id == chat_id).order_by(NudgeRow.id.desc())).first()


async def test_an_order_is_echoed_and_one_tap_has_it_back(app: App, ann: Human) -> None:
    await ann.begins()
    before = await now(app, ann)
    shown = await ann.types("every 45 minutes")
    assert "A nudge after 45 minutes of sitting." in shown
    assert "Next nudge: today at" in shown
    assert ann.buttons == ["↩️ Put it back"]
    assert (await now(app, ann)).settings.pace_minutes == 45
    assert "↩️ As it was before." in await ann.taps("↩️ Put it back")
    assert (await now(app, ann)).settings.pace_minutes == before.settings.pace_minutes == 60
    assert ann.buttons == []


async def test_the_second_tap_changes_nothing_and_says_so(app: App, ann: Human) -> None:
    await ann.begins()
    await ann.types("goal 6")
    _, data = ann.button("↩️ Put it back")
    await ann.taps("↩️ Put it back")
    await ann.types("goal 8")
    await ann.taps_data(data)
    assert (await now(app, ann)).settings.goal == 8
    assert "↩️ As it was before." in ann.screen


async def test_delivered_twice_it_changes_once(app: App, ann: Human, sandbox: Sandbox) -> None:
    await ann.begins()
    sandbox.write(ann.chat_id, "less messages")
    again = list(sandbox.world.updates.pending)
    await ann.until_dealt_with()
    assert (await now(app, ann)).settings.budget == 5
    app.intake.unconfirmed.offset = 0  # as after a restart that had confirmed nothing
    sandbox.world.updates.pending.extend(again)
    sandbox.world.updates.interrupt()
    await ann.until_dealt_with()
    assert (await now(app, ann)).settings.budget == 5
    assert "At most 5 nudges a day." in ann.screen


async def test_several_orders_are_one_change(app: App, ann: Human) -> None:
    await ann.begins()
    shown = await ann.types("not on Fridays, only 10 to 12 and louder")
    assert "Mon–Thu" in shown
    assert shown.count("Got it.") == 1
    assert "10:00–12:00" in shown
    assert "with sound" in shown
    person = await now(app, ann)
    assert (person.settings.weekdays, str(person.settings.windows[0]), person.settings.sound) == (
        0b0001111,
        "10:00-12:00",
        "loud",
    )
    await ann.taps("↩️ Put it back")
    person = await now(app, ann)
    assert (person.settings.weekdays, len(person.settings.windows), person.settings.sound) == (
        0b0011111,
        2,
        "soft",
    )


@pytest.mark.parametrize(
    ("order", "echo", "column", "value"),
    [
        ("silent please", "silently", "sound", "silent"),
        ("at most 4 a day", "At most 4 nudges", "budget", 4),
        ("I work from home", "Home", "place", "home"),
        ("I have a ball", "Soft ball", "around", ("chair", "wall", "mat", "stairs", "ball")),
        ("no stairs here", "At hand", "around", ("chair", "wall", "mat")),
        ("only seated exercises", "Chair only", "chair_only", True),
        ("two strength days", "Two strength days", "wants_strength", True),
        ("evening line on", "in the evening", "wants_evening", True),
        ("no weekly look back", "No weekly review", "week_from", None),
        ("I'm in Lisbon", "Lisbon", "zone", "Europe/Lisbon"),
        ("ich bin in Lissabon", "Lisbon", "zone", "Europe/Lisbon"),
        ("/goal 6", "6 moves", "goal", 6),
    ],
)
async def test_any_setting_can_be_typed(
    app: App, ann: Human, order: str, echo: str, column: str, value: object
) -> None:
    await ann.begins()
    before = (await now(app, ann)).columns()[column]
    assert echo in await ann.types(order)
    assert (await now(app, ann)).columns()[column] == value
    await ann.taps("↩️ Put it back")
    assert (await now(app, ann)).columns()[column] == before


@pytest.mark.parametrize(
    ("order", "question"),
    [
        ("not before 25:00", "No clock I know"),
        ("every 0 minutes", "every 30 to 120 minutes"),
        ("only 17 to 9", "end before it begins"),
        ("not on any day", "no day at all"),
        ("not on weekdays", "no day at all"),
        ("only 22 to 23", "no time to write in"),
        ("not before 18:00", "no time to write in"),
        ("goal 0", "from 1 to 12 moves"),
        ("on holiday for 91 days", "up to 90 days"),
        ("time zone Atlantis", "I don't know that place"),
        ("in French please", "I don't speak that one yet"),
        ("goal 5 and pace 3", "every 30 to 120 minutes"),
    ],
)
async def test_what_cannot_be_is_a_question_and_changes_nothing(
    app: App, ann: Human, order: str, question: str
) -> None:
    await ann.begins()
    before = await app.db.read(rows_of, ann.chat_id)
    shown = await ann.types(order)
    assert question in shown
    assert "Nothing has changed." in shown
    after = await app.db.read(rows_of, ann.chat_id)
    assert after | {"talks": []} == before  # the talk is about it, so that the next words may put it right


async def test_a_pause_in_words_is_ended_by_the_tap(app: App, ann: Human, clock: SteppingClock) -> None:
    await ann.begins()
    assert "Quiet until Monday 11 March" in await ann.types("pause till Monday")
    assert (await now(app, ann)).is_paused(clock.now())
    assert "Next nudge:" in await ann.taps("↩️ Put it back")
    assert not (await now(app, ann)).is_paused(clock.now())


async def test_the_way_back_ends_no_pause_that_was_begun_since(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await ann.types("pause for 2 hours")
    _, data = ann.button("↩️ Put it back")
    clock.advance(timedelta(minutes=1))
    await ann.types("/pause 3")
    await ann.taps_data(data)
    assert (await now(app, ann)).is_paused(clock.now() + timedelta(days=2))


async def test_pauses_as_arguments_of_the_command(app: App, ann: Human, clock: SteppingClock) -> None:
    await ann.begins()
    assert "Quiet until Monday 11 March" in await ann.types("/pause till Monday")
    assert "Quiet until" in await ann.types("/pause 3")
    await ann.types("/pause 1h30")
    assert (await now(app, ann)).pause.paused_until_at == about(clock.now() + timedelta(minutes=90))
    assert "Quiet until you say /resume" in await ann.types("stop")
    assert "How long shall I be quiet" in await ann.types("pause")
    assert "▶️ Back." in await ann.types("I'm back")
    assert not (await now(app, ann)).is_paused(clock.now())


async def test_a_safety_pause_is_neither_ended_nor_shortened_by_words(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await ann.types("pause for 2 hours")
    _, data = ann.button("↩️ Put it back")
    await ann.types("my chest hurts and my left arm too")
    assert (await now(app, ann)).is_safety_paused
    for words in ("pause for 1 hour", "I'm back", "every 45 minutes"):
        await ann.types(words)
        person = await now(app, ann)
        assert person.is_safety_paused
        assert person.is_paused(clock.now() + timedelta(days=30))
    await ann.taps_data(data)
    assert "paused for your safety" in ann.screen
    assert (await now(app, ann)).is_safety_paused
    await ann.types("resume")
    assert not (await now(app, ann)).is_safety_paused


async def test_a_meeting_is_kept_and_can_be_called_off(app: App, ann: Human, clock: SteppingClock) -> None:
    await ann.begins()
    assert "quiet until it ends today at 15:00" in await ann.types("meeting until 15:00")
    (span,) = (await now(app, ann)).agenda.busy
    assert span.from_at == about(clock.now())
    assert span.until_at == datetime(2024, 3, 4, 15, 0, tzinfo=UTC)
    await ann.taps("↩️ Put it back")
    assert (await now(app, ann)).agenda.busy == ()


async def test_the_next_nudge_lies_after_the_meeting(app: App, ann: Human, clock: SteppingClock) -> None:
    await ann.begins()
    next_at = (await now(app, ann)).plan.next_nudge_at
    assert next_at is not None
    ends = (next_at + timedelta(hours=1)).replace(minute=0)
    shown = await ann.types(f"meeting until {ends:%H:%M}")
    after = (await now(app, ann)).plan.next_nudge_at
    assert after is not None
    assert after > ends
    assert f"Next nudge: today at {after:%H:%M}" in shown


async def test_the_way_back_brings_the_earlier_pause_back(app: App, ann: Human, clock: SteppingClock) -> None:
    await ann.begins()
    await ann.types("pause till Monday")
    monday = (await now(app, ann)).pause.paused_until_at
    _, first = ann.button("↩️ Put it back")
    clock.advance(timedelta(minutes=30))
    await ann.types("pause for 2 hours")
    await ann.taps("↩️ Put it back")
    assert (await now(app, ann)).pause.paused_until_at == monday
    await ann.taps_data(first)
    assert not (await now(app, ann)).is_paused(clock.now())


async def test_an_earlier_pause_that_is_over_meanwhile_does_not_come_back(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await ann.types("pause for 1 hour")
    clock.advance(timedelta(minutes=30))
    await ann.types("stop")
    clock.advance(timedelta(hours=1))
    await ann.taps("↩️ Put it back")
    assert not (await now(app, ann)).is_paused(clock.now())


async def test_the_way_back_leaves_what_was_changed_since(app: App, ann: Human) -> None:
    await ann.begins()
    await ann.types("goal 6 and every 45 minutes")
    _, data = ann.button("↩️ Put it back")
    await ann.types("every 90 minutes")
    await ann.taps_data(data)
    person = await now(app, ann)
    assert (person.settings.goal, person.settings.pace_minutes) == (4, 90)
    assert "What you've changed since stays" in ann.screen


@pytest.mark.parametrize(
    ("words", "command"),
    [
        ("settings", "/settings"),
        ("my streak", "/streak"),
        ("my week", "/week"),
        ("when is the next nudge?", "/today"),
        ("export my data", "/export"),
        ("delete my data", "/delete"),
        ("undo that", "/undo"),
        ("privacy policy", "/privacy"),
        ("my time zone", "/zone"),
        ("change the language", "/language"),
        ("log something", "/log"),
        ("commands", "/help"),
    ],
)
async def test_a_command_can_be_asked_for_in_words(app: App, ann: Human, words: str, command: str) -> None:
    await ann.begins()
    shown = await ann.types(command)
    buttons = ann.buttons
    assert await ann.types(words) == shown
    assert ann.buttons == buttons
    await now(app, ann)  # still there


@pytest.mark.parametrize("words", ["later", "/later", "not now"])
async def test_the_open_nudge_is_answered_in_words(
    app: App, ann: Human, clock: SteppingClock, words: str
) -> None:
    await ann.begins()
    assert "There's no nudge waiting" in await ann.types(words)
    await until_next_nudge(app, clock, ann)
    await ann.types(words)
    person = await now(app, ann)
    assert person.sent.open_nudge_id is None
    is_put_off = person.plan.later_until_at == about(clock.now() + timedelta(minutes=10))
    assert is_put_off is (words != "not now")
    assert "There's no nudge waiting" in await ann.types(words)


async def test_an_order_and_a_command_in_one_message(app: App, ann: Human) -> None:
    await ann.begins()
    assert "Settings" in await ann.types("goal 6 and show my settings")
    assert (await now(app, ann)).settings.goal == 6


async def test_quiet_from_keeps_its_end(app: App, ann: Human) -> None:
    await ann.begins()
    before = await now(app, ann)
    await ann.types("quiet from 19")
    person = await now(app, ann)
    assert (person.settings.quiet_from.hour, person.settings.quiet_until) == (19, before.settings.quiet_until)


async def test_a_language_is_chosen_behind_the_command(app: App, ann: Human, sandbox: Sandbox) -> None:
    await ann.begins()
    for words, code in (("Deutsch", "de"), ("Englisch", "en"), ("de", "de"), ("Klingon", "de")):
        await ann.types(f"/language {words}")
        assert (await now(app, ann)).language == code


async def test_german_orders_are_answered_in_german(app: App, jan: Human) -> None:
    await jan.begins()
    shown = await jan.types("nicht am Wochenende und alle 45 Minuten")
    assert "Alles klar." in shown
    assert "45 Minuten Sitzen" in shown
    assert jan.buttons == ["↩️ Rückgängig"]
    assert "Alles wieder wie vorher." in await jan.taps("↩️ Rückgängig")
    assert "Es bleibt alles, wie es ist." in await jan.types("Ziel 99")
    assert "English from now on" in await jan.types("in English please")
    assert (await now(app, jan)).language == "en"
    assert "Ab jetzt auf Deutsch" in await jan.types("Deutsch bitte")


async def test_logs_wishes_and_questions_are_none(app: App, ann: Human) -> None:
    await ann.begins()
    before = await now(app, ann)
    assert "Logged: Walk" in await ann.types("walked 20 min")
    await ann.types("how do I pause?")
    await ann.types("something standing")
    await ann.types("I'm in pain")
    after = await now(app, ann)
    assert (after.pause.paused_from_at, after.zone, after.settings.pace_minutes) == (None, before.zone, 60)


async def test_orders_of_a_stranger_are_none(ann: Human) -> None:
    assert "We haven't met yet." in await ann.types("goal 6")


# Sound


async def test_sound_is_a_button_too(app: App, ann: Human) -> None:
    await ann.begins()
    await ann.types("/settings")
    await ann.taps("🔊 Sound")
    await ann.taps("none")
    assert (await now(app, ann)).settings.sound == "silent"
    assert "● none" in ann.buttons


@pytest.mark.parametrize(("words", "is_silent"), [("silent", True), ("louder", False)])
async def test_a_nudge_is_as_loud_as_was_said(
    app: App, ann: Human, clock: SteppingClock, sandbox: Sandbox, words: str, is_silent: bool
) -> None:
    await ann.begins()
    await ann.types(words)
    await until_next_nudge(app, clock, ann)
    assert ann.messages[-1].silent is is_silent
    await until_next_nudge(app, clock, ann)  # the one before was ignored: softly, by default
    assert ann.messages[-1].silent is is_silent


async def test_only_what_matters_little_is_silent_by_default(app: App, ann: Human) -> None:
    await ann.begins()
    person = await now(app, ann)
    assert not nudge_decision.send(person, NudgeKind.REMINDER).silent
    assert nudge_decision.send(person, NudgeKind.REMINDER, is_soft=True).silent


# A nudge at a time of their own


async def test_a_nudge_at_a_time_comes_then_beside_the_others(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    planned_at = (await now(app, ann)).plan.next_nudge_at
    assert "One nudge today at 15:40, beside the others." in await ann.types("remind me at 15:40")
    asked_at = (await now(app, ann)).plan.asked_at
    assert asked_at is not None
    assert (await now(app, ann)).plan.next_nudge_at == planned_at  # the others come as before
    kinds = []
    while clock.now() < asked_at:
        await until_next_nudge(app, clock, ann)
        kinds.append((await app.db.read(last_nudge, ann.chat_id)).kind)
        await ann.types("walked 5 min")  # a move calls off what was put off, not what was asked for
    assert kinds[-1] == NudgeKind.LATER
    assert clock.now() == about(asked_at)
    assert NudgeKind.REMINDER in kinds
    assert (await now(app, ann)).plan.later_until_at is None


async def test_a_nudge_at_a_time_can_be_had_back(app: App, ann: Human) -> None:
    await ann.begins()
    await ann.types("remind me in half an hour")
    assert (await now(app, ann)).plan.asked_at is not None
    await ann.taps("↩️ Put it back")
    assert (await now(app, ann)).plan.asked_at is None


@pytest.mark.parametrize(
    ("before", "text", "answer"),
    [
        ("ok", "remind me at 22:30", "quiet hours, 21:00 to 08:00"),
        ("pause till tomorrow", "remind me at 15:00", "Nudges rest just now"),
        ("ok", "remind me in 9 days at 15:00", "within the next 7 days"),
    ],
)
async def test_what_cannot_be_is_said_with_its_bounds(
    app: App, ann: Human, before: str, text: str, answer: str
) -> None:
    await ann.begins()
    await ann.types(before)
    shown = await ann.types(text)
    assert answer in shown
    assert "Nothing has changed." in shown
    assert (await now(app, ann)).plan.asked_at is None


# What is offered


async def test_movements_are_left_out_by_their_name_and_had_back(app: App, ann: Human) -> None:
    await ann.begins()
    assert "Half-kneeling hip-flexor stretch won't come up again" in await ann.types("stop suggesting lunges")
    vetoes = {"half-kneeling-stretch", "standing-lunge-stretch", "chair-lunge"}
    assert {*(await now(app, ann)).body.vetoes} == vetoes
    await ann.types("scrap that")
    assert (await now(app, ann)).body.vetoes == ()


async def test_only_walks_are_offered_until_all_are_again(app: App, ann: Human, clock: SteppingClock) -> None:
    await ann.begins()
    assert "Nothing but this from now on" in await ann.types("only walking please")
    await until_next_nudge(app, clock, ann)
    assert (await app.db.read(last_nudge, ann.chat_id)).movement_id.startswith("walk-")
    assert "All movements may come again." in await ann.types("all movements again")
    assert (await now(app, ann)).body.vetoes == ()


async def test_what_is_never_offered_cannot_be_left_out(app: App, ann: Human) -> None:
    await ann.begins()
    assert "I never suggest that one anyway" in await ann.types("no more burpees")
    assert (await now(app, ann)).body.vetoes == ()


# All or nothing


async def test_one_that_cannot_be_leaves_the_others_undone(app: App, ann: Human) -> None:
    await ann.begins()
    before = (await now(app, ann)).settings
    shown = await ann.types("goal 5 and not before 10, pause friday")
    assert "A pause begins when you say so" in shown
    assert "Nothing has changed." in shown
    assert (await now(app, ann)).settings == before
    await ann.types("goal 5 and not before 10")
    after = (await now(app, ann)).settings
    assert (after.goal, str(after.windows[0])) == (5, "10:00-12:00")


async def test_a_goal_is_raised_by_one_and_no_higher_than_twelve(app: App, ann: Human) -> None:
    await ann.begins()
    await ann.types("raise my goal")
    assert (await now(app, ann)).settings.goal == 5
    await ann.types("goal 12")
    assert "that's the highest" in await ann.types("raise my goal")
