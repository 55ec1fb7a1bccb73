"""Claims on a real file: plans move first, every decision is stored, and a kill loses nothing."""

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, Row, event, insert, select, text

from jobs.actions import answer, presence, settings
from jobs.schedule.nudge_decision import Reason
from jobs.workers.claim import REMINDERS, Claimed, claim
from jobs.workers.nudger import Nudger
from jobs.workers.ports import Delivered, Delivery, Outgoing
from messages.language import everything_said
from storage import people
from storage.engine.database import Database, engine_for
from storage.person import Person
from storage.sent import nudges
from storage.tables import Answer, AnswerRow, NudgeKind, NudgeRow, NudgeState, PersonRow
from storage.values import Offered
from tests import databases
from tests.clock import SteppingClock

CATALOGUE, LANGUAGES = everything_said()
MONDAY = datetime(2024, 3, 4, 8, 0, tzinfo=UTC)
ANN, BOB = 7, 8
MINUTE = timedelta(minutes=1)


@pytest.fixture
def url(tmp_path: Path) -> str:
    url = databases.url(tmp_path)
    databases.migrate(url, MONDAY)
    return url


@pytest.fixture
async def db(url: str) -> AsyncIterator[Database]:
    db = Database(url)
    yield db
    db.close()


def at(wall: str, days: int = 0) -> datetime:
    """A time on Monday 4 March 2024, or `days` later (UTC)."""
    hour, minute = map(int, wall.split(":"))
    return MONDAY.replace(hour=hour, minute=minute) + timedelta(days=days)


def begin(tx: Connection, /, chat_id: int, **facts: Any) -> Person:
    people.welcome(tx, chat_id, "en", "Etc/UTC", MONDAY)
    presence.begin(tx, chat_id, MONDAY)
    return people.change(tx, chat_id, **facts) if facts else people.get(tx, chat_id)


def round_of_claims(tx: Connection, now: datetime, limit: int = 500) -> Claimed:
    return claim(tx, now, limit, CATALOGUE, Random(1), REMINDERS)


def rows(tx: Connection) -> list[Row[Any]]:
    return list(tx.execute(select(NudgeRow.__table__).order_by(NudgeRow.id)))


def answers(tx: Connection) -> Mapping[int, Answer]:
    return {row.nudge_id: row.answer for row in tx.execute(select(AnswerRow.__table__))}


def sent(tx: Connection, nudge_id: int, now: datetime) -> None:
    whose = tx.scalar(select(NudgeRow.chat_id).where(NudgeRow.id == nudge_id)) or 0
    nudges.note(tx, whose, nudge_id, NudgeState.SENT, now, message_id=100 + nudge_id)


async def test_the_plan_moves_and_the_nudge_is_kept_before_anything_is_sent(db: Database) -> None:
    ann = await db.write(begin, ANN, next_nudge_at=at("09:31"))
    claimed = await db.write(round_of_claims, at("09:32"))
    assert (claimed.due, claimed.nudged, claimed.held.total()) == (1, 1, 0)
    [nudge] = await db.read(rows)
    assert (nudge.chat_id, nudge.due_at, nudge.decided_at) == (ANN, ann.plan.next_nudge_at, at("09:32"))
    assert (nudge.state, nudge.kind, nudge.silent) == (NudgeState.CLAIMED, NudgeKind.REMINDER, False)
    assert nudge.valid_until_at == at("09:46")  # counted from when it was due
    assert nudge.movement_id in CATALOGUE
    assert 0 < nudge.probability < 1
    assert nudge.sent_at is None
    after = await db.read(people.get, ANN)
    assert after.plan.next_nudge_at == at("10:32")
    assert after.sent.nudged_at == at("09:32")
    assert (after.sent.nudged_on, after.sent.nudged_today) == (date(2024, 3, 4), 1)
    assert after.sent.open_nudge_id is None  # nobody has seen it yet
    assert after.sent.offered == (Offered(date(2024, 3, 4), CATALOGUE[nudge.movement_id].number),)


async def test_nobody_is_claimed_before_their_time_nor_twice(db: Database) -> None:
    await db.write(begin, ANN, next_nudge_at=at("09:31"))
    assert (await db.write(round_of_claims, at("09:30"))).due == 0
    assert (await db.write(round_of_claims, at("09:31"))).due == 1
    assert (await db.write(round_of_claims, at("09:31"))).due == 0
    assert len(await db.read(rows)) == 1


async def test_a_due_time_is_decided_once_for_each_person(db: Database) -> None:
    def claimed_twice(tx: Connection) -> int:
        begin(tx, ANN, next_nudge_at=at("09:31"))
        round_of_claims(tx, at("09:31"))
        people.change(tx, ANN, next_nudge_at=at("09:31"), nudged_at=None)  # a plan that did not move
        round_of_claims(tx, at("09:32"))
        return len(rows(tx))

    assert await db.write(claimed_twice) == 1
    assert ((await db.read(people.get, ANN)).plan.next_nudge_at or MONDAY) > at("09:32")


async def test_who_was_due_while_the_bot_was_down_is_claimed_the_longest_due_first(db: Database) -> None:
    await db.write(begin, ANN, next_nudge_at=at("09:31"))
    await db.write(begin, BOB, next_nudge_at=at("09:30"))
    assert (await db.write(round_of_claims, at("11:30"), limit=1)).nudged == 1
    assert [nudge.chat_id for nudge in await db.read(rows)] == [BOB]
    assert (await db.write(round_of_claims, at("11:30"), limit=1)).nudged == 1
    assert [nudge.chat_id for nudge in await db.read(rows)] == [BOB, ANN]


async def test_an_unanswered_nudge_lapses_counts_as_ignored_and_is_replaced(db: Database) -> None:
    await db.write(begin, ANN, next_nudge_at=at("09:31"))
    await db.write(round_of_claims, at("09:31"))
    await db.write(sent, 1, at("09:31"))
    await db.write(round_of_claims, at("10:31"))
    first, second = await db.read(rows)
    assert await db.read(answers) == {first.id: Answer.LAPSED}
    assert second.replaces_message_id == 101
    assert second.silent
    assert second.movement_id != first.movement_id
    ann = await db.read(people.get, ANN)
    assert (ann.unanswered.ignored_in_row, ann.unanswered.ignored_since_at, ann.sent.open_nudge_id) == (
        1,
        at("09:31"),
        None,
    )
    await db.write(sent, 2, at("10:31"))
    await db.write(round_of_claims, at("11:31"))
    ann = await db.read(people.get, ANN)
    assert (ann.unanswered.ignored_in_row, ann.unanswered.ignored_since_at) == (2, at("09:31"))


async def test_an_answered_nudge_neither_lapses_nor_counts_as_ignored(db: Database) -> None:
    await db.write(begin, ANN, next_nudge_at=at("09:31"))
    await db.write(round_of_claims, at("09:31"))
    await db.write(sent, 1, at("09:31"))
    await db.write(answer.done, ANN, 1, at("09:40"))
    ann = await db.read(people.get, ANN)
    assert ann.plan.next_nudge_at == at("10:40")
    await db.write(round_of_claims, at("10:40"))
    assert await db.read(answers) == {1: Answer.DONE}
    ann = await db.read(people.get, ANN)
    assert (ann.unanswered.ignored_in_row, ann.unanswered.ignored_since_at) == (0, None)
    assert (await db.read(rows))[1].replaces_message_id is None


async def test_later_brings_the_same_movement_again_without_using_up_the_budget(db: Database) -> None:
    await db.write(begin, ANN, next_nudge_at=at("09:31"))
    await db.write(round_of_claims, at("09:31"))
    for step, (tap, due) in enumerate([("09:32", "09:42"), ("09:43", "10:03"), ("10:04", "10:34")], start=1):
        await db.write(sent, step, at(tap))
        await db.write(answer.later, ANN, step, at(tap))
        assert (await db.read(people.get, ANN)).plan.next_nudge_at == at(due)
        assert (await db.write(round_of_claims, at(due))).nudged == 1
        nudge = (await db.read(rows))[-1]
        assert (nudge.kind, nudge.later_step, nudge.probability) == (NudgeKind.LATER, step, 1.0)
        assert nudge.movement_id == (await db.read(rows))[0].movement_id
        assert nudge.replaces_message_id == 100 + step
    ann = await db.read(people.get, ANN)
    assert (ann.sent.nudged_today, len(ann.sent.offered), ann.plan.later_until_at) == (1, 1, None)
    refused = await db.write(answer.later, ANN, 4, at("10:35"))
    assert refused is not None
    assert not refused.fresh


async def test_a_held_decision_is_kept_with_its_reason_and_nothing_is_sent(db: Database) -> None:
    await db.write(begin, ANN, next_nudge_at=at("09:31"), moved_at=at("09:00"))
    await db.write(begin, BOB, next_nudge_at=at("09:31"), nudged_on=at("09:31").date(), nudged_today=6)
    claimed = await db.write(round_of_claims, at("09:31"))
    assert claimed.held == {Reason.MOVED_LATELY: 1, Reason.BUDGET: 1}
    kept = {row.chat_id: (row.state, row.reason, row.movement_id) for row in await db.read(rows)}
    assert kept == {
        ANN: (NudgeState.HELD, "moved lately", None),
        BOB: (NudgeState.HELD, "budget", None),
    }
    assert await db.read(nudges.unsent, 0, 10) == []
    ann = await db.read(people.get, ANN)
    assert (ann.plan.next_nudge_at, ann.sent.nudged_at, ann.sent.open_nudge_id) == (
        at("10:00"),
        None,
        None,
    )


async def test_a_plan_moves_by_a_minute_at_least(db: Database) -> None:
    five_seconds_short = at("09:31") + timedelta(seconds=5)
    await db.write(begin, ANN, next_nudge_at=at("10:31"), moved_at=five_seconds_short)
    await db.write(round_of_claims, at("10:31"))
    assert (await db.read(people.get, ANN)).plan.next_nudge_at == at("10:32")


async def test_a_nudge_is_not_good_for_the_night(db: Database) -> None:
    def late(tx: Connection) -> None:
        begin(tx, ANN, later_until_at=at("20:50"), next_nudge_at=at("20:50"))
        begin(tx, BOB, next_nudge_at=at("20:00"), ignored_since_at=at("09:00", -8), nudged_at=at("09:00", -8))

    await db.write(late)
    assert (await db.write(round_of_claims, at("20:50"))).nudged == 2
    kept = {row.chat_id: (row.kind, row.valid_until_at) for row in await db.read(rows)}
    assert kept == {
        ANN: (NudgeKind.LATER, at("21:00")),
        BOB: (NudgeKind.COMEBACK, at("21:00")),
    }


async def test_each_come_back_line_is_counted_so_that_the_next_one_is_a_week_away(db: Database) -> None:
    gone = {"ignored_since_at": at("09:31", -7), "nudged_at": at("09:31", -6), "ignored_in_row": 3}
    await db.write(begin, ANN, next_nudge_at=at("14:00"), **gone)
    await db.write(round_of_claims, at("14:00"))
    ann = await db.read(people.get, ANN)
    assert (ann.unanswered.comebacks, ann.plan.next_nudge_at) == (1, at("14:00", 7))
    [unsent] = await db.read(nudges.unsent, 0, 10)
    assert (unsent.kind, unsent.comebacks) == (NudgeKind.COMEBACK, 1)
    assert (await db.read(rows))[0].valid_until_at == at("16:00")


async def test_whoever_chooses_fewer_nudges_after_a_month_of_silence_is_there_again(db: Database) -> None:
    gone = {"ignored_since_at": at("09:31", -40), "nudged_at": at("09:31", -39), "ignored_in_row": 3}
    await db.write(begin, ANN, next_nudge_at=None, comebacks=3, **gone)
    ann = await db.write(settings.choose, ANN, at("10:00"), budget=2)
    assert (ann.unanswered.ignored_since_at, ann.unanswered.ignored_in_row, ann.unanswered.comebacks) == (
        None,
        0,
        0,
    )
    assert ann.plan.next_nudge_at == at("10:30")


async def test_what_a_killed_process_had_claimed_is_taken_up_by_the_next(url: str) -> None:
    killed = Database(url)
    await killed.write(begin, ANN, next_nudge_at=at("09:31"))
    await killed.write(round_of_claims, at("09:31"))
    killed.close()
    again = Database(url)
    try:
        [unsent] = await again.read(nudges.unsent, 0, 10)
        assert (unsent.chat_id, unsent.due_at) == (ANN, at("09:31"))
        assert await again.read(nudges.unsent, unsent.id, 10) == []
        await again.write(sent, unsent.id, at("09:40"))
        assert await again.read(nudges.unsent, 0, 10) == []
    finally:
        again.close()


class Postbox:
    """Stand-in courier: records what it gets and answers as told."""

    def __init__(self) -> None:
        self.received: list[Outgoing] = []
        self.answer = Delivery.SENT

    async def __call__(self, outgoing: Outgoing) -> Delivered:
        self.received.append(outgoing)
        return Delivered(self.answer, 55 if self.answer is Delivery.SENT else None)


def tick_at(db: Database, clock: SteppingClock, postbox: Postbox) -> Nudger:
    return Nudger(db, clock, LANGUAGES, CATALOGUE, postbox, Random(1))


async def state_of(db: Database, nudge_id: int) -> NudgeState:
    state: NudgeState = next(row.state for row in await db.read(rows) if row.id == nudge_id)
    return state


@pytest.mark.parametrize(
    ("waited", "state", "messages"),
    [(14, NudgeState.SENT, 1), (15, NudgeState.STALE, 0), (600, NudgeState.STALE, 0)],
)
async def test_what_was_claimed_is_sent_while_it_makes_sense_and_dropped_after(
    db: Database, waited: int, state: NudgeState, messages: int
) -> None:
    await db.write(begin, ANN, next_nudge_at=at("09:31"))
    await db.write(round_of_claims, at("09:31"))
    await db.write(begin, ANN, next_nudge_at=None)
    clock, postbox = SteppingClock(at("09:31") + waited * MINUTE), Postbox()
    await tick_at(db, clock, postbox).run()
    assert await state_of(db, 1) is state
    assert len(postbox.received) == messages


@pytest.mark.parametrize(
    ("delivery", "state", "is_reachable"),
    [
        (Delivery.SENT, NudgeState.SENT, True),
        (Delivery.NOT_SENT, NudgeState.CLAIMED, True),
        (Delivery.DOUBTFUL, NudgeState.CLAIMED, True),
        (Delivery.GONE, NudgeState.GONE, False),
        (Delivery.REFUSED, NudgeState.REFUSED, True),
    ],
)
async def test_the_outcome_is_noted(
    db: Database, delivery: Delivery, state: NudgeState, is_reachable: bool
) -> None:
    await db.write(begin, ANN, next_nudge_at=at("09:31"))
    postbox = Postbox()
    postbox.answer = delivery
    await tick_at(db, SteppingClock(at("09:31")), postbox).run()
    assert len(postbox.received) == 1
    assert await state_of(db, 1) is state
    ann = await db.read(people.get, ANN)
    assert ann.presence.reachable is is_reachable
    assert (ann.plan.next_nudge_at is not None) is is_reachable


async def test_a_doubtful_send_is_tried_once_more_and_then_believed(db: Database) -> None:
    await db.write(begin, ANN, next_nudge_at=at("09:31"))
    postbox = Postbox()
    postbox.answer = Delivery.DOUBTFUL
    tick = tick_at(db, SteppingClock(at("09:31")), postbox)
    for _ in range(4):
        await tick.run()
    assert len(postbox.received) == 2
    assert await state_of(db, 1) is NudgeState.SENT


async def test_one_broken_row_does_not_stop_the_others(
    db: Database, caplog: pytest.LogCaptureFixture
) -> None:
    await db.write(begin, ANN, next_nudge_at=at("09:31"))
    await db.write(begin, BOB, next_nudge_at=at("09:31"))
    await db.write(round_of_claims, at("09:31"))

    def withdraw(tx: Connection) -> None:
        tx.execute(text("UPDATE nudges SET movement_id = 'withdrawn' WHERE chat_id = 7"))

    await db.write(withdraw)
    postbox = Postbox()
    await tick_at(db, SteppingClock(at("09:32")), postbox).run()
    assert [outgoing.chat_id for outgoing in postbox.received] == [BOB]
    states = {row.chat_id: row.state for row in await db.read(rows)}
    assert states == {ANN: NudgeState.REFUSED, BOB: NudgeState.SENT}
    assert "cannot be put into words" in caplog.text


# How much work it is


@contextmanager
def statements_of(engine: Engine) -> Iterator[list[str]]:
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    engine = engine_for(url)
    yield engine
    engine.dispose()


def crowd(tx: Connection, size: int) -> None:
    """This many due people, each with an unanswered nudge, a third of them held."""
    blank = people.get(tx, ANN).columns()
    tx.execute(
        insert(PersonRow),
        [
            blank
            | {"chat_id": n, "next_nudge_at": at("09:31"), "nudged_on": date(2024, 3, 4)}
            | {"nudged_today": 6 if n % 3 == 0 else 1}
            for n in range(1_000, 1_000 + size)
        ],
    )


def test_a_round_of_five_hundred_asks_the_database_as_often_as_one_of_five(engine: Engine) -> None:
    counts = []
    for size in (5, 500):
        with engine.connect() as tx, tx.begin() as transaction:
            begin(tx, ANN, next_nudge_at=None)
            crowd(tx, size)
            assert round_of_claims(tx, at("09:31")).due == size  # all have an open nudge now
            people_due = text("UPDATE people SET next_nudge_at = :at, nudged_at = NULL WHERE chat_id >= 1000")
            tx.execute(people_due, {"at": "2024-03-04 14:31:00.000000"})
            with statements_of(engine) as seen:
                claimed = round_of_claims(tx, at("14:31"))
            assert claimed.due == size
            assert 0 < claimed.held.total() < size
            counts.append(len(seen))
            transaction.rollback()
    assert counts[0] == counts[1] <= 8


def test_an_idle_round_reads_and_changes_nothing(engine: Engine) -> None:
    with engine.connect() as tx, tx.begin():
        begin(tx, ANN, next_nudge_at=at("09:31"))
        begin(tx, BOB, next_nudge_at=None)
    with engine.connect() as tx, tx.begin():
        before = changes(tx)
        with statements_of(engine) as seen:
            claimed = round_of_claims(tx, at("09:30"))
        assert claimed == Claimed()
        assert all(statement.startswith("SELECT") for statement in seen)
        assert changes(tx) == before


def changes(tx: Connection) -> object:
    """Changed so far, by whatever the database counts: rows, or the number of a transaction that writes."""
    counted = "pg_current_xact_id_if_assigned()" if databases.ON_SERVER else "total_changes()"
    return tx.execute(text(f"SELECT {counted}")).scalar()


@databases.only_on_a_file  # a server gives no number twice
async def test_the_number_of_a_deleted_nudge_goes_to_another_who_is_not_taken_for_it(db: Database) -> None:
    await db.write(begin, ANN, next_nudge_at=at("09:31"))
    await db.write(round_of_claims, at("09:32"))
    [anns] = await db.read(rows)
    await db.write(people.forget, ANN)
    await db.write(begin, ANN + 1, next_nudge_at=at("09:31"))
    await db.write(round_of_claims, at("09:32"))
    await db.write(nudges.note, ANN, anns.id, NudgeState.SENT, at("09:33"), 7)  # hers was on its way
    [other] = await db.read(rows)
    assert (other.id, other.chat_id, other.state) == (anns.id, ANN + 1, NudgeState.CLAIMED)
