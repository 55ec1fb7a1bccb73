"""The flow of nudges: what was asked for first, evenings with a share, nobody twice, few on their way."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import Connection, insert, select

from jobs.actions import presence
from jobs.workers import nudger
from jobs.workers.claim import EVENINGS, claim
from jobs.workers.nudger import FLIGHT_LEAST, Nudger
from jobs.workers.ports import Delivered, Delivery, Outgoing
from messages.language import everything_said
from storage import people
from storage.engine.database import Database
from storage.tables import NudgeKind, NudgeRow, NudgeState, PersonRow
from storage.values import Window
from tests import databases
from tests.clock import SteppingClock

CATALOGUE, LANGUAGES = everything_said()
SUNDAY = datetime(2024, 3, 10, 18, 1, tzinfo=UTC)
ALWAYS = {"weekdays": 127, "windows": (Window(time(8), time(20)),), "week_from": None}
MONDAY = date(2024, 3, 11)
FIRST, WISHING, LOOKING_BACK = 1_000, 7, 8


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    url = databases.url(tmp_path)
    databases.migrate(url, SUNDAY)
    db = Database(url)
    yield db
    db.close()


def begin(tx: Connection, /, chat_id: int, due_at: datetime | None, **facts: Any) -> None:
    people.welcome(tx, chat_id, "en", "Etc/UTC", SUNDAY - timedelta(days=9))
    presence.begin(tx, chat_id, SUNDAY - timedelta(days=9))
    people.change(tx, chat_id, **{**ALWAYS, "next_nudge_at": due_at, "next_evening_at": None, **facts})


def crowd(tx: Connection, size: int, due_at: datetime) -> None:
    begin(tx, FIRST, due_at)
    blank = people.get(tx, FIRST).columns()
    blank.pop("busy")
    tx.execute(insert(PersonRow), [blank | {"chat_id": FIRST + n} for n in range(1, size)])


def nudges_of(tx: Connection) -> list[Any]:
    return list(tx.execute(select(NudgeRow.__table__).order_by(NudgeRow.id)))


class Postbox:
    """Records what it gets, and how much at once."""

    def __init__(self, answer: Delivery = Delivery.SENT, seconds: float = 0.0) -> None:
        self.received: list[int] = []
        self.answer, self.seconds = answer, seconds
        self.now = self.most = 0

    async def __call__(self, outgoing: Outgoing) -> Delivered:
        self.received.append(outgoing.chat_id)
        self.now += 1
        self.most = max(self.most, self.now)
        await asyncio.sleep(self.seconds)
        self.now -= 1
        return Delivered(self.answer, 55 if self.answer is Delivery.SENT else None)


def tick_at(db: Database, at: datetime, postbox: Postbox, a_second: int = 27) -> Nudger:
    return Nudger(db, SteppingClock(at), LANGUAGES, CATALOGUE, postbox, Random(1), a_second=a_second)


async def test_what_was_asked_for_comes_before_a_crowd_and_evenings_are_not_behind_it(db: Database) -> None:
    due_at = SUNDAY - timedelta(minutes=1)
    await db.write(crowd, 250, due_at - timedelta(minutes=3))
    await db.write(begin, WISHING, due_at, later_until_at=due_at)
    await db.write(begin, LOOKING_BACK, None, week_from=time(18), next_evening_at=due_at)
    postbox = Postbox()
    await tick_at(db, SUNDAY, postbox).run()
    assert postbox.received[0] == WISHING
    assert 0 < postbox.received.index(LOOKING_BACK) <= 4 * FLIGHT_LEAST
    kinds = {row.chat_id: row.kind for row in await db.read(nudges_of)}
    assert (kinds[WISHING], kinds[LOOKING_BACK]) == (NudgeKind.LATER, NudgeKind.WEEK)
    assert Counter(postbox.received).most_common(1)[0][1] == 1
    assert len(postbox.received) == 252


async def test_nobody_gets_two_while_slow_sends_are_taken_up_again_and_again(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nudger, "RETRY_SECONDS", 0.01)
    await db.write(crowd, 130, SUNDAY - timedelta(minutes=1))
    postbox = Postbox(seconds=0.05)
    await tick_at(db, SUNDAY, postbox).run()
    assert sorted(postbox.received) == [FIRST + n for n in range(130)]
    assert 1 < postbox.most <= 54
    assert {row.state for row in await db.read(nudges_of)} == {NudgeState.SENT}


async def test_while_nothing_can_be_sent_only_a_few_are_claimed(db: Database) -> None:
    await db.write(crowd, 300, SUNDAY - timedelta(minutes=1))
    postbox = Postbox(Delivery.NOT_SENT)
    tick = tick_at(db, SUNDAY, postbox)
    await tick.run()
    assert len(await db.read(nudges_of)) <= 2 * 54
    postbox.answer = Delivery.SENT
    await tick.run()
    rows = await db.read(nudges_of)
    assert (len(rows), {row.state for row in rows}) == (300, {NudgeState.SENT})


async def test_who_is_late_in_a_crowd_is_planned_anew_each_at_their_own_time(db: Database) -> None:
    await db.write(crowd, 150, SUNDAY - timedelta(minutes=16))
    await db.write(begin, WISHING, SUNDAY - timedelta(minutes=16), later_until_at=SUNDAY - timedelta(hours=1))
    postbox = Postbox()
    tick = tick_at(db, SUNDAY, postbox, a_second=1)
    await tick.run()
    assert WISHING in postbox.received  # what was asked for is never moved
    rows = [row for row in await db.read(nudges_of) if row.chat_id != WISHING]
    held = [row for row in rows if row.state is NudgeState.HELD]
    assert {row.reason for row in held} == {"late"}
    assert len(held) >= 50

    def plans(tx: Connection) -> list[datetime | None]:
        late = PersonRow.chat_id.in_([row.chat_id for row in held])
        return list(tx.execute(select(PersonRow.next_nudge_at).where(late)).scalars())

    times = [each for each in await db.read(plans) if each]
    assert SUNDAY + timedelta(minutes=1) <= min(times) < max(times) <= SUNDAY + timedelta(minutes=5)
    assert len({*times}) > len(times) / 2


async def test_after_a_long_sleep_a_few_are_nudged_at_once(db: Database) -> None:
    await db.write(crowd, 20, SUNDAY - timedelta(hours=2))
    postbox = Postbox()
    await tick_at(db, SUNDAY, postbox).run()
    assert len(postbox.received) == 20


async def test_a_nudge_whose_words_need_the_database_waits_while_it_is_away(db: Database) -> None:
    due_at = SUNDAY - timedelta(minutes=1)
    await db.write(begin, LOOKING_BACK, None, week_from=time(18), next_evening_at=due_at)
    await db.write(claim, SUNDAY, 10, CATALOGUE, Random(1), EVENINGS)
    postbox = Postbox()
    tick = tick_at(db, SUNDAY, postbox)
    await db.write(renamed, "suggestions", "away")  # what the review reads, and neither tick nor claim
    await tick.run()
    assert [row.state for row in await db.read(nudges_of)] == [NudgeState.CLAIMED]
    await db.write(renamed, "away", "suggestions")
    await tick.run()
    assert [row.state for row in await db.read(nudges_of)] == [NudgeState.SENT]
    assert postbox.received == [LOOKING_BACK]


def renamed(tx: Connection, table: str, to: str) -> None:
    tx.exec_driver_sql(f"ALTER TABLE {table} RENAME TO {to}")


async def test_who_leads_no_more_claims_nobody_and_leaves_what_is_claimed_to_the_next(db: Database) -> None:
    await db.write(crowd, 200, SUNDAY - timedelta(minutes=1))
    postbox = Postbox()
    await tick_at(db, SUNDAY, postbox).run(lambda: len(postbox.received) < 30)
    assert 30 <= len(postbox.received) <= 2 * 54
    states = [row.state for row in await db.read(nudges_of)]
    assert states == [NudgeState.SENT] * len(postbox.received)


async def test_what_is_to_hold_from_today_holds_though_the_flow_does_not_end(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nudger, "RETRY_SECONDS", 0.01)
    monday = datetime(2024, 3, 10, 18, tzinfo=UTC)  # begins in Tokyo
    await db.write(crowd, 120, monday - timedelta(minutes=3))
    await db.write(begin, WISHING, None, zone="Asia/Tokyo", coming=("KNEE 2024-03-11",), coming_on=MONDAY)
    clock = SteppingClock(monday - timedelta(seconds=1))
    postbox = Postbox(seconds=0.02)

    async def deliver(outgoing: Outgoing) -> Delivered:
        clock.set(monday)
        return await postbox(outgoing)

    await Nudger(db, clock, LANGUAGES, CATALOGUE, deliver, Random(1)).run()
    assert (await db.read(people.get, WISHING)).body.conditions == ("KNEE",)
