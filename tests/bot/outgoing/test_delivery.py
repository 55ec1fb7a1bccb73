"""Delivery: messages sent, retried or dropped when Telegram fails."""

import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest
from sqlalchemy import Connection, select

from bot.app import App
from bot.sandbox import Fault, Kind, Sandbox
from bot.settings import Settings
from storage import people
from storage.engine.place import file_of
from storage.tables import NudgeKind, NudgeRow, NudgeState
from tests.clock import SteppingClock
from tests.conftest import until_next_nudge
from tests.people import Human, until

pytestmark = [pytest.mark.telegrams_pace, pytest.mark.promise("one-after-outage")]


def states(tx: Connection) -> list[NudgeState]:
    """States of the nudges that came unasked, without the movement of the first minute."""
    unasked = NudgeRow.kind != NudgeKind.ASKED
    return list(tx.execute(select(NudgeRow.state).where(unasked).order_by(NudgeRow.id)).scalars())


async def go_to_the_plan(app: App, clock: SteppingClock, human: Human) -> None:
    person = await app.db.read(people.get, human.chat_id)
    assert person.plan.next_nudge_at is not None
    clock.advance(person.plan.next_nudge_at - clock.now())


@pytest.mark.parametrize(
    "fault",
    [
        Fault(Kind.HTML, method="sendMessage", status=502),
        Fault(Kind.ERROR, method="sendMessage", status=429, retry_after=1),
        Fault(Kind.RESET_BEFORE, method="sendMessage"),
        Fault(Kind.GARBAGE, method="sendMessage"),
    ],
    ids=lambda fault: str(fault.kind),
)
async def test_an_answer_arrives_in_spite_of(fault: Fault, sandbox: Sandbox, ann: Human) -> None:
    sandbox.add_fault(fault)
    sandbox.write(ann.chat_id, "/start")
    await until(lambda: bool(ann.messages))
    assert sandbox.too_early == 0


async def test_the_answer_to_a_tap_arrives_however_often_nobody_knows_whether_it_did(
    app: App, sandbox: Sandbox, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await until_next_nudge(app, clock, ann)
    sandbox.add_fault(Fault(Kind.GARBAGE, method="editMessageText", times=2))
    await ann.taps("✅ Done")
    await until(lambda: "Today: 1 of 4." in ann.screen)


async def test_a_nudge_that_was_not_sent_is_sent_by_a_later_tick(
    app: App, sandbox: Sandbox, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await go_to_the_plan(app, clock, ann)
    sandbox.add_fault(Fault(Kind.HTML, method="sendMessage", status=502, times=2))
    for _ in range(3):
        await app.tick.run()
        clock.advance(timedelta(seconds=5))
    assert len(ann.nudges_shown()) == 1
    assert await app.db.read(states) == [NudgeState.SENT]


async def test_a_nudge_of_which_nobody_knows_is_sent_at_most_twice(
    app: App, sandbox: Sandbox, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await go_to_the_plan(app, clock, ann)
    sandbox.add_fault(Fault(Kind.RESET_AFTER, method="sendMessage", times=None))
    for _ in range(5):
        await app.tick.run()
    assert sum("1:done:" in str(message.keyboard) for message in ann.messages) == 2
    assert await app.db.read(states) == [NudgeState.SENT]


async def test_a_nudge_that_was_sent_is_not_sent_again_because_the_database_took_no_note(
    app: App, settings: Settings, sandbox: Sandbox, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    clock.advance(timedelta(hours=3))
    sandbox.add_fault(Fault(Kind.HTML, method="sendMessage", status=502))
    await app.tick.run()  # claimed, not sent
    with closing(sqlite3.connect(file_of(settings.database_url), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        await app.tick.run()
        assert await app.db.read(states) == [NudgeState.CLAIMED]
    await app.tick.run()
    assert await app.db.read(states) == [NudgeState.SENT]
    assert len(ann.nudges_shown()) == 1


async def test_after_15_minutes_of_outage_a_reminder_is_stale_and_the_next_one_comes_in_its_time(
    app: App, sandbox: Sandbox, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await go_to_the_plan(app, clock, ann)
    outage = sandbox.add_fault(Fault(Kind.HTML, method="sendMessage", status=502, times=None))
    for minutes in (0, 14, 1):
        clock.advance(timedelta(minutes=minutes))
        await app.tick.run()
    assert await app.db.read(states) == [NudgeState.STALE]
    outage.times = 0
    await until_next_nudge(app, clock, ann)
    assert len(ann.nudges_shown()) == 1
    assert not ann.messages[-1].silent  # an undelivered nudge does not count as ignored


async def test_asleep_for_eight_hours_means_at_most_one_nudge_and_none_at_night(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    clock.advance(timedelta(hours=8))  # 16:00, six plans missed
    await app.tick.run()
    await app.tick.run()
    assert len(ann.nudges_shown()) == 1
    clock.advance(timedelta(hours=8))  # midnight
    await app.tick.run()
    assert len(ann.nudges_shown()) == 1


async def test_an_answer_to_a_message_that_is_gone_is_sent_anew(
    app: App, sandbox: Sandbox, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await until_next_nudge(app, clock, ann)
    message_id, data = ann.button("✅ Done")
    del sandbox.person(ann.chat_id).messages[message_id]
    sandbox.tap(ann.chat_id, message_id, data, even_if_gone=True)
    await ann.until_dealt_with()
    assert "Today: 1 of 4. Streak: 1 day." in ann.screen
