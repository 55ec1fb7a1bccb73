"""Edited messages: red flags are heard, log entries follow the edit, and anything else gets a word."""

from datetime import timedelta

import pytest

from bot.app import App
from bot.sandbox import Message
from storage import people
from storage.history import logged_moves
from storage.history.logged_moves import Logged
from tests.clock import SteppingClock
from tests.conftest import until_next_nudge
from tests.people import Human, until


@pytest.fixture
async def begun(app: App, ann: Human) -> Human:
    await ann.begins()
    return ann


async def typed(human: Human, text: str) -> Message:
    await human.types(text)
    return [m for m in human.sandbox.messages(human.chat_id) if not m.from_bot][-1]


async def changed(human: Human, message: Message, text: str) -> list[str]:
    """The bot's answer to an edit."""
    before = len(human.messages)
    human.sandbox.edit(human.chat_id, message.id, text)
    await human.until_dealt_with()
    return [m.text for m in human.messages[before:]]


async def entry(app: App, message: Message, clock: SteppingClock) -> Logged:
    return await app.db.read(logged_moves.shown, 7, message.id, clock.now())


async def test_the_entry_follows_its_message(app: App, begun: Human, clock: SteppingClock) -> None:
    message = await typed(begun, "walked 20 min")
    clock.advance(timedelta(hours=2))
    (said,) = await changed(begun, message, "walked 25 min")
    assert said.startswith("Updated along with your message.\n✅ Logged: Walk · 25 minutes")
    assert "Today: 1 of 4" in said
    (move,) = (await entry(app, message, clock)).moves
    assert (move.minutes, move.moved_at) == (25, message.at.replace(microsecond=0))
    (said,) = await changed(begun, message, "ran 3 km and 10 squats")
    assert "Run · 3" in said
    assert "Squats · × 10" in said
    assert "Today: 2 of 4" in said
    (said,) = await changed(begun, message, "yesterday walked 25 min")
    assert "It counts for Sunday" in said
    assert "0 of 4" in await begun.types("/today")


async def test_its_buttons_work(begun: Human) -> None:
    message = await typed(begun, "walked 20 min")
    await changed(begun, message, "walked 25 min")
    assert "Taken back: Walk · 25 minutes" in await begun.taps("Undo")


async def test_yesterday_is_seen_from_when_it_was_typed(app: App, begun: Human, clock: SteppingClock) -> None:
    message = await typed(begun, "walked 20 min")
    clock.advance(timedelta(hours=40))
    (said,) = await changed(begun, message, "walked 30 min")
    assert "It counts for Monday" in said
    (move,) = (await entry(app, message, clock)).moves
    assert (move.minutes, move.moved_at) == (30, message.at.replace(microsecond=0))


async def test_a_change_of_nothing_says_nothing(app: App, begun: Human, clock: SteppingClock) -> None:
    """Telegram also reports invisible edits, and may report one twice."""
    message = await typed(begun, "walked 20 min")
    before = await entry(app, message, clock)
    for text in ("walked 20 min", "Walked 20 min!", "walked 20 min"):
        assert await changed(begun, message, text) == []
    assert (await entry(app, message, clock)).moves == before.moves
    assert len(await changed(begun, message, "walked 21 min")) == 1
    assert await changed(begun, message, "walked 21 min") == []


async def test_what_was_corrected_into_a_log_is_logged(begun: Human) -> None:
    message = await typed(begun, "qwertz 20 min")
    (said,) = await changed(begun, message, "walked 20 min")
    assert said.startswith("✅ Logged: Walk · 20 minutes")
    assert "Today: 1 of 4" in said


async def test_an_entry_stays_where_its_message_is_no_log_any_more(
    app: App, begun: Human, clock: SteppingClock
) -> None:
    message = await typed(begun, "walked 20 min")
    for text in ("never mind", "I want to walk tomorrow", "/today"):
        (said,) = await changed(begun, message, text)
        assert said.startswith("I can't find a movement in your edited message")
        assert "Walk · 20 minutes" in said
        assert begun.buttons == ["↩️ Undo", "✏️ Fix"]
    assert len((await entry(app, message, clock)).moves) == 1


async def test_what_was_taken_back_is_not_brought_back_by_a_change(
    app: App, begun: Human, clock: SteppingClock
) -> None:
    message = await typed(begun, "walked 20 min")
    await begun.taps("Undo")
    (said,) = await changed(begun, message, "walked 30 min")
    assert "the entry stays as it was" in said
    assert "Taken back" in said
    assert (await entry(app, message, clock)).is_undone
    assert "0 of 4" in await begun.types("/today")


async def test_an_alarm_that_is_written_in_afterwards_is_heard(app: App, begun: Human) -> None:
    message = await typed(begun, "walked 20 min")
    (said,) = await changed(begun, message, "walked 20 min, now crushing chest pain")
    assert "emergency number" in said
    assert (await app.db.read(people.get, 7)).is_safety_paused


async def test_an_alarm_of_a_stranger_is_heard_in_a_change_and_nothing_else(ann: Human) -> None:
    message = await typed(ann, "hello")
    assert await changed(ann, message, "hello there") == []
    (said,) = await changed(ann, message, "crushing chest pain")
    assert "emergency number" in said


@pytest.mark.parametrize("text", ["every 45 minutes", "/pause", "what is the psoas"])
async def test_anything_else_is_said_to_be_read_once(app: App, begun: Human, text: str) -> None:
    message = await typed(begun, text)
    before = await app.db.read(people.get, 7)
    (said,) = await changed(begun, message, "every 50 minutes")
    assert said.startswith("I read a message when it arrives")
    after = await app.db.read(people.get, 7)
    assert (after.settings.pace_minutes, after.is_paused(before.presence.joined_at)) == (
        before.settings.pace_minutes,
        before.is_paused(before.presence.joined_at),
    )


async def test_a_friendly_word_may_be_changed_at_will(begun: Human) -> None:
    message = await typed(begun, "hi")
    assert await changed(begun, message, "hello") == []


async def test_a_change_of_long_ago_is_none_of_theirs(begun: Human, clock: SteppingClock) -> None:
    message = await typed(begun, "walked 20 min")
    clock.advance(timedelta(days=4))
    before = len(begun.messages)
    assert await changed(begun, message, "walked 30 min") == []
    assert len(begun.messages) == before


async def test_the_nudge_that_the_changed_log_answers_is_called_off(
    app: App, begun: Human, clock: SteppingClock
) -> None:
    message = await typed(begun, "qwertz 20 min")
    await until_next_nudge(app, clock, begun)
    nudge = begun.nudge_messages()[-1]
    said = await changed(begun, message, "walked 20 min")
    assert any("Logged: Walk" in each for each in said)
    # It was typed an hour ago, before the nudge: what was done then does not answer it.
    assert "1:done:" in str(begun.sandbox.person(7).messages[nudge.id].keyboard)


async def test_changes_count_against_the_limit(begun: Human) -> None:
    message = await typed(begun, "walked 20 min")
    for n in range(60):
        begun.sandbox.edit(begun.chat_id, message.id, f"walked {n + 1} min")
    await until(lambda: any("a lot of messages" in m.text for m in begun.messages))
