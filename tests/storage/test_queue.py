"""Due nudges, and the test write that shows the database still accepts data."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection

from storage import people
from storage.engine.database import Database
from storage.engine.place import file_of
from storage.sent import due_nudges
from storage.sent.due_nudges import Queue
from tests import databases

NOW = datetime(2024, 3, 4, 8, 0, tzinfo=UTC)


@pytest.fixture
def url(tmp_path: Path) -> str:
    return databases.new(tmp_path)


def plan(tx: Connection, chat_id: int, minutes: int) -> None:
    people.welcome(tx, chat_id, "en", "Etc/UTC", NOW)
    people.change(tx, chat_id, next_nudge_at=NOW + timedelta(minutes=minutes))


async def test_whoever_is_due_waits_and_the_oldest_is_told(url: str) -> None:
    db = Database(url)
    assert await db.read(due_nudges.waiting, NOW) == Queue(0, 0, timedelta())
    for chat_id, minutes in enumerate((-7, -2, 0, 1)):
        await db.write(plan, chat_id, minutes)
    assert await db.read(due_nudges.waiting, NOW) == Queue(3, 0, timedelta(minutes=7))
    db.close()


@databases.only_on_a_file
async def test_the_proof_really_writes_and_changes_nothing(url: str) -> None:
    """On a full disk, a transaction that writes nothing still succeeds."""
    db = Database(url)
    with closing(sqlite3.connect(file_of(url))) as other:
        before, dump = other.execute("PRAGMA data_version").fetchone(), list(other.iterdump())
        await db.write(due_nudges.prove_writable)
        assert other.execute("PRAGMA data_version").fetchone() != before
        assert list(other.iterdump()) == dump
    db.close()
