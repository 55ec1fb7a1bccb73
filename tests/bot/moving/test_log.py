"""Logs: in words, by tapping and for yesterday, and what they change."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, select

from bot.app import App
from bot.sandbox import Sandbox
from storage import people
from storage.tables import MoveRow
from tests.clock import SteppingClock, about
from tests.conftest import until_next_nudge
from tests.people import Human, until

pytestmark = pytest.mark.promise("log-once")

CLAPS = "👏"


def reaction(human: Human) -> str | None:
    """The bot's reaction on the person's last message."""
    own = [each for each in human.sandbox.messages(human.chat_id) if not each.from_bot]
    return own[-1].reaction


def rows(tx: Connection) -> list[Any]:
    return list(tx.execute(select(MoveRow.__table__).order_by(MoveRow.id)))


async def test_words_are_a_log_with_a_receipt_and_a_reaction(ann: Human) -> None:
    await ann.begins()
    receipt = await ann.types("Walked the dog 15 min")
    assert receipt == "✅ Logged: Walk with the dog · 15 minutes\nToday: 1 of 4. Streak: 1 day."
    assert ann.buttons == ["↩️ Undo", "✏️ Fix"]
    await until(lambda: reaction(ann) == CLAPS)


async def test_several_movements_in_one_message_count_each(app: App, ann: Human) -> None:
    await ann.begins()
    receipt = await ann.types("10 squats and 2 minutes of dancing")
    assert "Logged: Squats · × 10; Dancing · 2 minutes" in receipt
    assert "Today: 2 of 4." in receipt
    kept = [(row.kind, row.count, row.minutes, row.part) for row in await app.db.read(rows)]
    assert kept == [("squats", 10, None, 0), ("dancing", None, 2, 1)]
    assert "Squats" in await ann.types("/today")


async def test_the_goal_gets_a_party(ann: Human) -> None:
    await ann.begins()
    await ann.types("10 squats, 10 lunges, 10 push-ups and a 5 min walk")
    await until(lambda: reaction(ann) == "🎉")


async def test_undo_and_back_again(ann: Human) -> None:
    await ann.begins()
    await ann.types("ran 5 km")
    undone = await ann.taps("↩️ Undo")
    assert "Taken back: Run · 5 km" in undone
    assert "Nothing logged yet today" in undone
    await until(lambda: reaction(ann) is None)
    again = await ann.taps("✅ Log it after all")
    assert "Logged: Run · 5 km\nToday: 1 of 4. Streak: 1 day." in again
    assert "Run taken back." in await ann.types("/undo")
    assert "0 of 4" in await ann.types("/today")


async def test_a_log_is_corrected_by_buttons(app: App, ann: Human, clock: SteppingClock) -> None:
    await ann.begins()
    clock.advance(timedelta(days=1))
    await ann.types("10 squats and a walk of 20 min")
    await ann.taps("✏️ Fix")
    await ann.taps("Walk")
    await ann.taps("⏱ Minutes")
    assert "Walk · 45 minutes" in await ann.taps("45 min")
    await ann.taps("✏️ Fix")
    await ann.taps("Walk")
    await ann.taps("🏃 What")
    assert "Squats · × 10; Yoga · 45 minutes" in await ann.taps("Yoga")
    await ann.taps("✏️ Fix")
    await ann.taps("Yoga")
    await ann.taps("📅 Day")
    moved = await ann.taps("Monday 4 March")
    assert "Yoga · 45 minutes · yesterday at 08:00" in moved
    assert "It counts for Monday 4 March." in moved
    assert "Today: 1 of 4. Streak: 2 days." in moved
    assert len(await app.db.read(rows)) == 2


async def test_a_log_calls_off_the_open_nudge_and_restarts_the_clock(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await until_next_nudge(app, clock, ann)
    nudge_id = ann.messages[-1].id
    clock.advance(timedelta(minutes=20))
    await ann.types("cycled 20 min")
    nudge = next(message for message in ann.messages if message.id == nudge_id)
    assert "You've moved already, so I've called this one off" in nudge.text
    assert nudge.labels == ["✅ Did it anyway"]
    person = await app.db.read(people.get, ann.chat_id)
    assert person.presence.moved_at == about(clock.now())
    assert person.sent.open_nudge_id is None
    assert person.plan.next_nudge_at == about(clock.now() + timedelta(minutes=60))


async def test_yesterday_evening_calls_off_nothing_and_heals_the_streak(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await ann.types("20 squats")
    clock.advance(timedelta(days=2))
    await until_next_nudge(app, clock, ann)
    before = (await app.db.read(people.get, ann.chat_id)).sent.open_nudge_id
    receipt = await ann.types("did yoga yesterday evening")
    assert "Yoga · yesterday at 19:00\nIt counts for Tuesday 5 March." in receipt
    assert "Nothing logged yet today; the goal is 4. Streak: 2 days." in receipt
    assert (await app.db.read(people.get, ann.chat_id)).sent.open_nudge_id == before


async def test_done_in_words_answers_the_open_nudge_once(app: App, ann: Human, clock: SteppingClock) -> None:
    await ann.begins()
    await until_next_nudge(app, clock, ann)
    nudge_id, data = ann.button("✅ Done")
    assert "Today: 1 of 4. Streak: 1 day." in await ann.types("done")
    assert reaction(ann) == CLAPS
    assert next(message for message in ann.messages if message.id == nudge_id).labels == ["↩️ Undo"]
    ann.sandbox.tap(ann.chat_id, nudge_id, data, even_if_gone=True)
    await ann.until_dealt_with()
    assert "1 of 4" in await ann.types("/today")


async def test_done_without_a_nudge_is_asked_about(app: App, ann: Human) -> None:
    await ann.begins()
    assert "Lovely. What was it?" in await ann.types("ok")
    assert await app.db.read(rows) == []
    assert "Logged: Walk" in await ann.taps("Walk")
    assert "1 of 4" in await ann.types("/today")


async def test_the_nudges_own_movement_in_words_is_its_answer(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await until_next_nudge(app, clock, ann)
    nudge_id, data = ann.button("✅ Done")
    name = ann.screen.splitlines()[1].split(" · ")[0]
    if "walk" in name.lower():
        pytest.skip("a walk is a walk, and no movement of its own")
    await ann.types(f"did {name}")
    ann.sandbox.tap(ann.chat_id, nudge_id, data, even_if_gone=True)
    await ann.until_dealt_with()
    assert "1 of 4" in await ann.types("/today")


async def test_delivered_again_a_log_counts_once(app: App, ann: Human, sandbox: Sandbox) -> None:
    await ann.begins()
    sandbox.write(ann.chat_id, "10 squats and 5 lunges")
    again = list(sandbox.world.updates.pending)
    await ann.until_dealt_with()
    assert "Today: 2 of 4." in ann.screen
    app.intake.unconfirmed.offset = 0  # as after a restart that had confirmed nothing
    sandbox.world.updates.pending.extend(again)
    sandbox.world.updates.interrupt()
    await ann.until_dealt_with()
    assert "Today: 2 of 4." in ann.screen
    assert len(await app.db.read(rows)) == 2


@pytest.mark.parametrize(
    ("words", "question"),
    [
        ("walked 11 hours", "More than ten hours in one go?"),
        ("1001 squats", "up to 1,000 repetitions"),
        ("ran 5 days ago", "too long ago for me"),
    ],
)
async def test_what_is_beyond_belief_is_asked_about(app: App, ann: Human, words: str, question: str) -> None:
    await ann.begins()
    assert question in await ann.types(words)
    assert bool(ann.buttons) == ("too long ago" in question)  # kinds answer no question of how much
    assert await app.db.read(rows) == []


@pytest.mark.parametrize(
    "words",
    ["give me something for 1 minute", "should I walk 20 min?", "will walk later", "what is the psoas"],
)
async def test_wishes_and_questions_log_nothing(app: App, ann: Human, words: str) -> None:
    await ann.begins()
    assert "Logged" not in await ann.types(words)
    assert await app.db.read(rows) == []
    assert reaction(ann) is None


async def test_log_by_tapping_offers_the_most_used_first(app: App, ann: Human) -> None:
    await ann.begins()
    for words in ("swam 20 min", "swam 30 min", "10 squats"):
        await ann.types(words)
    await ann.types("/log")
    assert ann.buttons[:2] == ["Swim", "Squats"]
    await ann.taps("More ›")
    message_id, data = ann.button("Hike")
    for _ in range(3):
        ann.sandbox.tap(ann.chat_id, message_id, data, even_if_gone=True)
    await ann.until_dealt_with()
    assert "Logged: Hike\nToday: 4 of 4, goal met." in ann.screen
    assert "Taken back: Hike" in await ann.taps("↩️ Undo")


async def test_log_with_words_is_a_log_and_without_sense_a_question(ann: Human) -> None:
    await ann.begins()
    assert "Logged: Walk · 20 minutes" in await ann.types("/log 20 min walk")
    assert "I couldn't read a movement in that." in await ann.types("/log purple")


async def test_move_gives_one_now_with_a_nudges_buttons(app: App, ann: Human, clock: SteppingClock) -> None:
    await ann.begins()
    await ann.types("/move")
    first = ann.messages[-1].id
    assert ann.buttons == ["▶️ Go", "✅ Done", "⏰ Later", "🔁 Another", "⏭ Not now", "🗂 All movements"]
    person = await app.db.read(people.get, ann.chat_id)
    assert person.sent.open_nudge_id is not None
    assert person.sent.nudged_today == 0
    clock.advance(timedelta(minutes=1))
    await ann.types("/move")
    await until(lambda: first not in [message.id for message in ann.messages])
    assert "Today: 1 of 4. Streak: 1 day." in await ann.taps("✅ Done")


async def test_after_a_missed_day_the_first_nudge_asks_and_yesterday_heals_the_streak(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await ann.types("10 squats")
    clock.advance(timedelta(days=1))
    await until_next_nudge(app, clock, ann)
    assert "/yesterday" not in ann.screen
    clock.advance(timedelta(days=1))
    await until_next_nudge(app, clock, ann)
    assert "Moved yesterday and didn't say? /yesterday" in ann.screen
    await ann.types("/today")
    assert ann.buttons == ["📅 I moved yesterday", "🕘 Week", "🧭 Variety"]
    await ann.taps("📅 I moved yesterday")
    assert "One tap logs it for Tuesday 5 March" in ann.screen
    healed = await ann.taps("Walk")
    assert "Walk · yesterday at 12:00" in healed
    assert "Streak: 2 days." in healed
    await ann.types("/streak")
    assert ann.buttons == ["📅 Year", "💪 Strength"]


async def test_the_first_nudge_asks_about_yesterday_once_and_not_every_morning_of_a_silence(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await ann.types("10 squats")  # on Monday
    clock.advance(timedelta(days=1))
    asked = []
    for _ in range(3):  # Wednesday to Friday
        clock.advance(timedelta(days=1))
        await ann.types("/help")  # here, and not moving
        await until_next_nudge(app, clock, ann)
        asked.append("/yesterday" in ann.screen)
    assert asked == [True, False, False]
    assert "📅 I moved yesterday" in (await ann.types("/today"), ann.buttons)[1]  # it can still be said


async def test_a_correction_of_somebody_elses_log_is_none(app: App, ann: Human, bob: Human) -> None:
    await ann.begins()
    await bob.begins()
    await ann.types("10 squats")
    _, undo = ann.button("↩️ Undo")
    await bob.taps_data(undo)
    assert "That button is from another time." in bob.toast
    assert "1 of 4" in await ann.types("/today")


async def test_german_words_are_a_log_for_somebody_with_an_english_interface(ann: Human) -> None:
    await ann.begins()
    receipt = await ann.types("20 Minuten spazieren gegangen")
    assert receipt.startswith("✅ Logged: Walk · 20 minutes")
    assert "Logged" not in await ann.types("bin heute nicht spazieren gegangen")
