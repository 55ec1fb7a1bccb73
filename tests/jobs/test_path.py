"""The path on a real file: weeks turn with the claims, rungs move when people say so, and "off" is off."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import Connection, event

from jobs.actions import answer, offer, path, presence
from jobs.workers.claim import REMINDERS, claim
from messages.content import movements
from messages.content.programme import PhaseKey
from storage import people
from storage.engine.database import Database
from storage.person import Person
from storage.sent import nudges
from storage.tables import NudgeState
from tests import databases

CATALOGUE = movements.load()
MONDAY = datetime(2024, 3, 4, 9, 31, tzinfo=UTC)
DAY, WEEK = timedelta(days=1), timedelta(days=7)
ANN, BOB = 7, 8


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    url = databases.url(tmp_path)
    databases.migrate(url, MONDAY)
    db = Database(url)
    yield db
    db.close()


def begin(tx: Connection, /, chat_id: int = ANN, **facts: Any) -> Person:
    people.welcome(tx, chat_id, "en", "Etc/UTC", MONDAY - DAY)
    presence.begin(tx, chat_id, MONDAY - DAY)
    return people.change(tx, chat_id, **{"next_nudge_at": MONDAY} | facts)


def claimed(tx: Connection, now: datetime) -> int:
    people.change(tx, ANN, next_nudge_at=now)
    return claim(tx, now, 500, CATALOGUE, Random(1), REMINDERS).nudged


def moves(tx: Connection, at: datetime, movement_id: str = "walk-1", chat_id: int = ANN) -> None:
    """They ask for a movement and do it."""
    key = f"{chat_id} {at}"
    offered = offer.this_now(tx, chat_id, key, CATALOGUE[movement_id], at)
    answer.done(tx, chat_id, offered.nudge_id, at)


async def test_a_week_with_three_days_of_moves_counts_at_the_first_claim_after_it(db: Database) -> None:
    def lived(tx: Connection) -> list[tuple[date | None, int]]:
        begin(tx)
        found = []
        for week in range(4):
            assert claimed(tx, MONDAY + week * WEEK) == 1
            kept = people.get(tx, ANN).path
            found.append((kept.path_week_on, kept.path_weeks))
            for day in range((3, 2, 5, 0)[week]):
                moves(tx, MONDAY + week * WEEK + day * DAY + timedelta(hours=5))
        return found

    monday = MONDAY.date()
    assert await db.write(lived) == [
        (monday, 0),
        (monday + WEEK, 1),  # three days
        (monday + 2 * WEEK, 1),  # two: the week repeats
        (monday + 3 * WEEK, 2),
    ]


async def test_everyones_week_is_turned_with_one_query_and_only_when_it_is_over(db: Database) -> None:
    asked: list[str] = []

    def round_of(tx: Connection, now: datetime) -> None:
        people.change(tx, BOB, next_nudge_at=now)
        claimed(tx, now)

    def prepared(tx: Connection) -> None:
        begin(tx)
        begin(tx, BOB)
        round_of(tx, MONDAY)
        for day in range(3):
            moves(tx, MONDAY + day * DAY + timedelta(hours=5), chat_id=BOB)
        event.listen(tx, "before_cursor_execute", lambda _c, _k, sql, *_: asked.append(sql))
        round_of(tx, MONDAY + 4 * DAY)
        assert not [sql for sql in asked if "FROM days" in sql]
        round_of(tx, MONDAY + WEEK)
        assert len([sql for sql in asked if "FROM days" in sql]) == 1

    await db.write(prepared)
    ann, bob = [await db.read(people.get, each) for each in (ANN, BOB)]
    assert (ann.path.path_weeks, bob.path.path_weeks) == (0, 1)


async def test_whereabouts_know_of_a_week_that_no_claim_has_turned_yet(db: Database) -> None:
    def lived(tx: Connection) -> None:
        begin(tx)
        claimed(tx, MONDAY)
        for day in range(4):
            moves(tx, MONDAY + day * DAY + timedelta(hours=5), "walk-5")

    await db.write(lived)
    sunday = await db.read(path.whereabouts, ANN, MONDAY + 6 * DAY, CATALOGUE)
    assert (sunday.phase, sunday.week, sunday.days) == (PhaseKey.LET_GO, 1, 4)
    assert [each.next_id for each in sunday.ready] == ["walk-10"]
    monday = await db.read(path.whereabouts, ANN, MONDAY + WEEK, CATALOGUE)
    assert (monday.week, monday.days) == (2, 0)
    assert (await db.read(people.get, ANN)).path.path_weeks == 0  # to look is to write nothing


async def test_a_notch_more_is_taken_once_and_stay_here_counts_anew(db: Database) -> None:
    def rungs(tx: Connection) -> tuple[str, ...]:
        return people.get(tx, ANN).path.rungs

    await db.write(begin)
    assert await db.write(path.a_notch_more, ANN, "walking", "walk-10", MONDAY, CATALOGUE)
    assert await db.read(rungs) == ("walking walk-10 2024-03-04",)
    assert await db.write(
        path.a_notch_more, ANN, "walking", "walk-10", MONDAY + DAY, CATALOGUE
    )  # the same tap
    assert await db.read(rungs) == ("walking walk-10 2024-03-04",)
    assert not await db.write(path.a_notch_more, ANN, "walking", "walk-1", MONDAY, CATALOGUE)
    assert not await db.write(path.a_notch_more, ANN, "gone", "walk-1", MONDAY, CATALOGUE)
    await db.write(path.stay, ANN, "front-of-hip", MONDAY, CATALOGUE)
    assert (await db.read(rungs))[1] == "front-of-hip standing-lunge-stretch 2024-03-04"


async def test_what_was_too_hard_or_hurts_goes_down_one_rung_and_rests(db: Database) -> None:
    await db.write(begin)
    await db.write(path.too_hard, ANN, "standing-lunge-stretch", MONDAY, CATALOGUE)
    ann = await db.read(people.get, ANN)
    assert (ann.path.rungs, ann.for_now.resting) == (("front-of-hip queue-stance 2024-03-04",), ())
    await db.write(path.hurts, ANN, "queue-stance", MONDAY, CATALOGUE)
    ann = await db.read(people.get, ANN)
    assert ann.path.rungs == ("front-of-hip standing-tail-tuck 2024-03-04",)
    assert ann.for_now.resting == ("queue-stance 2024-03-10",)


async def test_what_came_is_kept_with_its_day_and_a_nudge_put_off_is_kept_once(db: Database) -> None:
    def lived(tx: Connection) -> Person:
        begin(tx)
        claimed(tx, MONDAY)
        nudges.note(tx, ANN, 1, NudgeState.SENT, MONDAY, message_id=1)
        answer.later(tx, ANN, 1, MONDAY)
        claimed(tx, MONDAY + timedelta(minutes=11))
        return people.get(tx, ANN)

    [offered] = (await db.write(lived)).sent.offered
    assert offered.on == MONDAY.date()
    assert offered.number in {each.number for each in CATALOGUE}
