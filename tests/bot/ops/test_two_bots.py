"""Two tokens on the same data, one after the other: separate messages, shared people."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection, delete, select

from bot.sandbox import SANDBOX_TOKEN, Limits, Sandbox
from bot.settings import Settings
from storage import bots, people
from storage.sent import broadcasts, follow_alongs
from storage.sent.broadcasts import Broadcast
from storage.tables import BotRow, BroadcastRow, MoveRow
from tests.bot.process import bot_process
from tests.clock import SteppingClock
from tests.conftest import MONDAY, running, until_next_nudge
from tests.people import Human, until

pytestmark = pytest.mark.promise("two-bots")

SECOND_TOKEN = "8000000002:another-bot-of-the-same-people-000000"
FIRST_LOGS = ("walked 11 min", "walked 12 min", "walked 13 min", "walked 14 min")
SECOND_LOGS = ("swam 21 min", "swam 22 min", "swam 23 min", "swam 24 min")
NUMBERED_FROM = 1000  # both boxes number the messages of a test from here on


@pytest.fixture
async def second(clock: SteppingClock, limits: Limits) -> AsyncIterator[Sandbox]:
    """The Telegram of another bot, with the same people in it."""
    box = Sandbox(token=SECOND_TOKEN, now=clock.now, limits=limits)
    await box.start()
    yield box
    await box.stop()


def standing(file: Path) -> list[tuple[str, int]]:
    with closing(sqlite3.connect(file)) as db:
        return db.execute(
            "SELECT kind, minutes FROM moves WHERE undone_at IS NULL ORDER BY minutes"
        ).fetchall()


async def log_all(human: Human, texts: tuple[str, ...]) -> list[str]:
    human.sandbox.world.next_message_id = NUMBERED_FROM
    return [await human.types(text) for text in texts]


async def test_four_logs_with_each_token_are_eight_and_the_first_one_can_undo_its_own(
    tmp_path: Path, sandbox: Sandbox, second: Sandbox
) -> None:
    ann, her_other_chat = Human(sandbox, 7, "Ann"), Human(second, 7, "Ann")
    file = tmp_path / "data" / "psoas.db"
    one = {"BOT_TOKEN": sandbox.token, "BOT_API_URL": sandbox.url}
    other = {"BOT_TOKEN": second.token, "BOT_API_URL": second.url}
    async with bot_process(tmp_path, **one) as bot:
        await ann.begins()
        assert all("Walk" in each for each in await log_all(ann, FIRST_LOGS))
        bot.kill()
    async with bot_process(tmp_path, **other) as bot:
        receipts = await log_all(her_other_chat, SECOND_LOGS)
        bot.kill()
    for receipt, text in zip(receipts, SECOND_LOGS, strict=True):
        assert "Swim" in receipt
        assert text.split()[1] in receipt
        assert "Walk" not in receipt
    assert [minutes for _, minutes in standing(file)] == [11, 12, 13, 14, 21, 22, 23, 24]
    async with bot_process(tmp_path, **one) as bot:
        await ann.taps("↩️ Undo")
        await until(lambda: len(standing(file)) == 7)
        bot.kill()
    assert [minutes for _, minutes in standing(file)] == [11, 12, 13, 21, 22, 23, 24]


async def test_rows_from_before_bots_were_told_apart_belong_to_the_first_token_that_starts(
    settings: Settings, sandbox: Sandbox, clock: SteppingClock
) -> None:
    ann = Human(sandbox, 7, "Ann")
    async with running(settings, sandbox, clock) as app:
        await ann.begins()
        await ann.types("walked 20 min")
        await app.db.write(lambda tx: tx.execute(delete(BotRow)))  # as it was before
    async with running(settings, sandbox, clock) as app:
        assert "Taken back" in await ann.taps("↩️ Undo")
        assert await app.db.read(known) == {0: int(SANDBOX_TOKEN.partition(":")[0])}


async def test_a_token_keeps_its_number_whatever_came_between(
    settings: Settings, sandbox: Sandbox, second: Sandbox, clock: SteppingClock
) -> None:
    for box in (sandbox, second, sandbox, second):
        async with running(settings, box, clock) as app:
            assert await app.db.read(bots.speaking) == (box is second)


async def test_another_bots_nudge_is_answered_but_its_message_is_left_alone(
    settings: Settings, sandbox: Sandbox, second: Sandbox, clock: SteppingClock
) -> None:
    ann, her_other_chat = Human(sandbox, 7, "Ann"), Human(second, 7, "Ann")
    async with running(settings, sandbox, clock) as app:
        await ann.begins()
        await until_next_nudge(app, clock, ann)
        nudge = ann.nudge_messages()[-1]
    async with running(settings, second, clock) as app:
        second.world.next_message_id = nudge.id - 1
        await her_other_chat.types("/today")  # our own answer has the number of the other bot's nudge
        assert her_other_chat.messages[-1].id == nudge.id
        before = her_other_chat.screen
        assert "Logged" in await her_other_chat.types("done, 5 minutes")
        await her_other_chat.types("/move")
        await until_next_nudge(app, clock, her_other_chat)
        unharmed = [message for message in her_other_chat.messages if message.id == nudge.id]
        assert [each.text for each in unharmed] == [before]


async def test_what_is_on_its_way_replaces_no_message_of_another_bot(
    settings: Settings, sandbox: Sandbox, second: Sandbox, clock: SteppingClock
) -> None:
    ann, her_other_chat = Human(sandbox, 7, "Ann"), Human(second, 7, "Ann")
    async with running(settings, sandbox, clock) as app:
        await ann.begins()
        await until_next_nudge(app, clock, ann)
        nudge = ann.nudge_messages()[-1]
    async with running(settings, second, clock) as app:
        second.world.next_message_id = nudge.id
        her_other_chat.sandbox.write(7, "hm")
        await her_other_chat.until_dealt_with()
        await until_next_nudge(app, clock, her_other_chat)  # unanswered, the other bot's is replaced
        refused = [c.method for c in second.calls if c.method in ("deleteMessage", "editMessageReplyMarkup")]
        assert refused == []


async def test_who_was_led_by_another_bot_is_not_told_in_a_message_of_ours(
    settings: Settings, sandbox: Sandbox, second: Sandbox, clock: SteppingClock
) -> None:
    ann, her_other_chat = Human(sandbox, 7, "Ann"), Human(second, 7, "Ann")
    async with running(settings, sandbox, clock) as app:
        await ann.begins()
        await ann.types("/move")
        await ann.types("/go")
        await until(lambda: "⏹" in str(ann.buttons))
        assert len(await app.db.read(follow_alongs.left_behind)) == 1
    async with running(settings, second, clock) as app:
        assert await app.db.read(follow_alongs.left_behind) == []
        await app.beside.following.take_up()
        assert her_other_chat.messages == []
    async with running(settings, sandbox, clock) as app:
        await app.beside.following.take_up()
        assert "⏹" in str(ann.buttons)  # it goes on
        assert len(await app.db.read(follow_alongs.left_behind)) == 1


async def test_settings_changed_in_words_are_had_back_where_they_were_changed(
    settings: Settings, sandbox: Sandbox, second: Sandbox, clock: SteppingClock
) -> None:
    ann, her_other_chat = Human(sandbox, 7, "Ann"), Human(second, 7, "Ann")
    async with running(settings, sandbox, clock):
        await ann.begins()
        await log_all(ann, ("every 90 minutes",))
    async with running(settings, second, clock) as app:
        await log_all(her_other_chat, ("goal 6",))
        person = await app.db.read(people.get, 7)
        assert (person.settings.pace_minutes, person.settings.goal) == (90, 6)
        await her_other_chat.taps("↩️")
        person = await app.db.read(people.get, 7)
        assert (person.settings.pace_minutes, person.settings.goal) == (90, 4)
    async with running(settings, sandbox, clock) as app:
        await ann.taps("↩️")
        assert (await app.db.read(people.get, 7)).settings.pace_minutes == 60


async def test_two_typed_undos_of_one_number_take_back_one_move_each(
    settings: Settings, sandbox: Sandbox, second: Sandbox, clock: SteppingClock
) -> None:
    ann, her_other_chat = Human(sandbox, 7, "Ann"), Human(second, 7, "Ann")
    async with running(settings, sandbox, clock) as app:
        await ann.begins()
        await log_all(ann, ("walked 20 min", "walked 30 min", "/undo"))
    async with running(settings, second, clock) as app:
        second.world.next_message_id = NUMBERED_FROM + 4
        await her_other_chat.types("/undo")
        assert await app.db.read(moves_standing) == 0


async def test_a_broadcasts_progress_is_edited_only_by_the_bot_that_wrote_it(
    settings: Settings, sandbox: Sandbox, second: Sandbox, clock: SteppingClock
) -> None:
    async with running(settings, sandbox, clock) as app:
        await app.db.write(begun_broadcast)
        assert [each.message_id for each in await app.db.read(broadcasts_running)] == [55]
    async with running(settings, second, clock) as app:
        assert [each.message_id for each in await app.db.read(broadcasts_running)] == [None]


def known(tx: Connection) -> dict[int, int]:
    return {row.number: row.bot_id for row in tx.execute(select(BotRow.__table__))}


def moves_standing(tx: Connection) -> int:
    return len(tx.execute(select(MoveRow.id).where(MoveRow.undone_at.is_(None))).all())


def begun_broadcast(tx: Connection) -> None:
    now = MONDAY
    broadcasts.ask(tx, 7, now, "a tap")
    broadcast_id = tx.execute(select(BroadcastRow.id)).scalar_one()
    broadcasts.write_down(tx, broadcast_id, broadcasts.TO_ALL, "We move house.", "a message")
    broadcasts.begin(tx, broadcast_id, 7, 1, now, "another tap")
    broadcasts.shown_in(tx, broadcast_id, 55)


def broadcasts_running(tx: Connection) -> list[Broadcast]:
    return broadcasts.running(tx)
