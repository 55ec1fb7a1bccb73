"""Transactions: durable, isolated when they fail, and never blocking others for long."""

import asyncio
import sqlite3
import threading
import time
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import Connection, func, select, text
from sqlalchemy.exc import IntegrityError, StatementError

from storage import people
from storage.engine.database import Database
from storage.engine.place import file_of
from storage.engine.single_instance import AnotherInstance, only_one
from storage.engine.unavailable import Unavailable
from storage.people import Stranger
from storage.tables import AnswerRow, PersonRow
from tests import databases

NOW = datetime(2024, 3, 4, 8, 0, tzinfo=UTC)


@pytest.fixture
def url(tmp_path: Path) -> str:
    return databases.new(tmp_path)


@pytest.fixture
async def db(url: str) -> AsyncIterator[Database]:
    database = Database(url)
    yield database
    database.close()


def take_in(tx: Connection, chat_id: int) -> int:
    return people.welcome(tx, chat_id, "en", "Etc/UTC", NOW).chat_id


def take_in_and_fail(tx: Connection, chat_id: int) -> None:
    take_in(tx, chat_id)
    raise ValueError("changed my mind")


def count(tx: Connection) -> int:
    return tx.execute(select(func.count()).select_from(PersonRow)).scalar_one()


async def test_a_step_that_fails_leaves_nothing_and_its_neighbours_stand(db: Database) -> None:
    steps = [take_in_and_fail if n % 3 == 0 else take_in for n in range(100)]
    ended = await asyncio.gather(*(db.write(step, n) for n, step in enumerate(steps)), return_exceptions=True)
    assert [isinstance(each, ValueError) for each in ended] == [n % 3 == 0 for n in range(100)]
    assert await db.read(count) == 66


@databases.only_on_a_file
async def test_steps_run_in_the_order_they_were_handed_in(db: Database) -> None:
    order: list[int] = []

    def note(_: Connection, n: int) -> None:
        order.append(n)

    await asyncio.gather(*(db.write(note, n) for n in range(200)))
    assert order == list(range(200))


async def test_a_naive_time_is_refused_and_an_aware_one_comes_back_as_utc(db: Database) -> None:
    await db.write(take_in, 7)
    with pytest.raises(StatementError, match="an instant needs a zone"):
        await db.write(people.change, 7, moved_at=NOW.replace(tzinfo=None))
    elsewhere = NOW.astimezone(timezone(timedelta(hours=9)))
    person = await db.write(people.change, 7, moved_at=elsewhere)
    assert person.presence.moved_at == NOW
    assert person.presence.moved_at.tzinfo is UTC


@databases.only_on_a_file
async def test_a_locked_file_makes_writers_wait_then_unavailable_while_readers_go_on(
    db: Database, url: str
) -> None:
    await db.write(take_in, 7)
    with closing(sqlite3.connect(file_of(url), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        writing = asyncio.create_task(db.write(take_in, 8))
        assert await asyncio.wait_for(db.read(count), 1) == 1
        with pytest.raises(Unavailable, match="database is locked"):
            await writing
        other.execute("ROLLBACK")
    assert await db.write(take_in, 8) == 8


@databases.only_on_a_file
async def test_a_disk_that_is_full_is_unavailable_and_nothing_of_the_batch_stands(
    db: Database, url: str
) -> None:
    await db.write(take_in, 0)

    def fill(tx: Connection, n: int) -> None:
        # A page limit behaves like a full disk to SQLite.
        tx.execute(text("PRAGMA max_page_count = 1"))
        take_in(tx, n)
        numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 9999)"
        tx.execute(text(f"CREATE TABLE big AS {numbers} SELECT hex(randomblob(500)) FROM n"))

    with pytest.raises(Unavailable, match="full"):
        await db.write(fill, 1)
    assert await db.read(count) == 1


async def test_broken_rules_of_the_schema_are_told_apart_from_a_broken_disk(db: Database) -> None:
    def answer_to_nothing(tx: Connection) -> None:
        tx.execute(AnswerRow.__table__.insert().values(nudge_id=1, answer="done", answered_at=NOW))  # type: ignore[attr-defined]

    with pytest.raises(IntegrityError):
        await db.write(answer_to_nothing)
    with pytest.raises(Stranger):
        await db.read(people.get, 404)


@databases.only_on_a_file
async def test_every_connection_is_durable_and_checks_foreign_keys(db: Database) -> None:
    def settings(tx: Connection) -> list[object]:
        names = ("journal_mode", "synchronous", "foreign_keys")
        return [tx.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names]

    full = 2
    assert await db.write(settings) == ["wal", full, 1]
    assert await db.read(settings) == ["wal", full, 1]


@databases.only_on_a_file
async def test_a_reader_cannot_write_around_the_writer(db: Database, url: str) -> None:
    def both(tx: Connection) -> tuple[int, int]:
        before = count(tx)
        with closing(sqlite3.connect(file_of(url))) as other:
            other.execute("DELETE FROM people")
            other.commit()
        return before, count(tx)

    await db.write(take_in, 7)
    assert await db.read(both) == (1, 1)  # one snapshot, whatever happens meanwhile
    assert await db.read(count) == 0


@databases.only_on_a_file
async def test_who_waits_behind_the_one_that_kills_the_writer_is_turned_away(db: Database) -> None:
    has_begun = threading.Event()

    def dies_slowly(tx: Connection) -> None:
        has_begun.set()
        time.sleep(0.3)
        raise SystemExit

    dying = asyncio.create_task(db.write(dies_slowly))
    await asyncio.to_thread(has_begun.wait)
    waiting = asyncio.create_task(db.write(take_in, 7))
    for task in (dying, waiting):
        with pytest.raises(Unavailable):
            await asyncio.wait_for(task, 5)


@databases.only_on_a_file
async def test_when_the_writer_dies_nobody_waits_for_ever_and_nothing_of_the_batch_stands(
    db: Database, caplog: pytest.LogCaptureFixture
) -> None:
    def dies(tx: Connection) -> None:
        raise SystemExit

    steps = [db.write(take_in, 7), db.write(dies), db.write(take_in, 8)]
    ended = await asyncio.wait_for(asyncio.gather(*steps, return_exceptions=True), 5)
    stands = [each for each in (7, 8) if each in ended]
    assert isinstance(ended[1], Unavailable)
    assert await db.read(count) == len(stands)
    with pytest.raises(Unavailable):
        await asyncio.wait_for(db.write(take_in, 9), 5)
    assert not db.is_alive
    assert "the store's writer has died" in caplog.text


@databases.only_on_a_file
def test_a_file_that_goes_by_two_names_is_held_once(tmp_path: Path) -> None:
    (tmp_path / "link.db").symlink_to(tmp_path / "psoas.db")
    with only_one(f"sqlite:///{tmp_path}/psoas.db"), pytest.raises(AnotherInstance):
        only_one(f"sqlite:///{tmp_path}/link.db").__enter__()
