"""Upgrade from the version before several bots and meeting rows: everything survives, once."""

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from storage import meetings, people
from storage.engine import schema
from storage.engine.database import Database, engine_for
from storage.history import logged_moves
from storage.sent import nudges
from storage.values import Span
from tests import databases

pytestmark = [pytest.mark.promise("two-bots"), databases.only_on_a_file]

NOW = datetime(2024, 3, 4, 8, 0, tzinfo=UTC)
BUSY = (
    "2024-03-04T10:00:00+00:00/2024-03-04T11:00:00+00:00,2024-03-05T10:00:00+00:00/2024-03-05T10:30:00+00:00"
)
PERSON = {
    "chat_id": 7,
    "joined_at": "2024-03-01 08:00:00.000000",
    "reachable": 1,
    "language": "en",
    "zone": "Etc/UTC",
    "windows": "09:00-12:00",
    "quiet_from": "21:00:00.000000",
    "quiet_until": "08:00:00.000000",
    "pace_minutes": 60,
    "goal": 4,
    "budget": 6,
    "weekdays": 31,
    "place": "both",
    "busy": BUSY,
}
MOVE = {
    "id": 1,
    "chat_id": 7,
    "moved_at": "2024-03-04 07:00:00.000000",
    "moved_on": "2024-03-04",
    "logged_at": "2024-03-04 07:00:00.000000",
    "kind": "walk",
    "minutes": 20,
    "nudge_id": 1,
    "message_id": 11,
    "part": 0,
}
NUDGE = {
    "id": 1,
    "chat_id": 7,
    "due_at": "2024-03-04 07:00:00.000000",
    "kind": "reminder",
    "state": "sent",
    "decided_at": "2024-03-04 07:00:00.000000",
    "valid_until_at": "2024-03-04 07:00:00.000000",
    "movement_id": "walk-1",
    "message_id": 10,
}


def insert(db: sqlite3.Connection, table: str, row: dict[str, Any]) -> None:
    """Rows with None, zero or an empty text for unset values."""
    for _, name, kind, is_needed, default, _ in db.execute(f"PRAGMA table_info({table})").fetchall():
        if is_needed and default is None and name not in row:
            row = row | {name: 0 if kind in ("INTEGER", "BIGINT", "BOOLEAN", "FLOAT") else ""}
    names, marks = ", ".join(f'"{name}"' for name in row), ", ".join("?" * len(row))
    db.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(row.values()))


@pytest.fixture
def url(tmp_path: Path) -> str:
    """A file as version 0007 left it."""
    before = tmp_path / "before"
    shutil.copytree(schema.MIGRATIONS, before)
    for file in (before / "versions").glob("*.py"):
        if file.name[:4].isdecimal() and file.name[:4] > "0007":
            file.unlink()
    file = tmp_path / "data" / "psoas.db"
    engine = engine_for(url := f"sqlite:///{file}")
    with engine.begin() as tx:
        schema.upgrade(tx, file, NOW, before)
    engine.dispose()
    with closing(sqlite3.connect(file)) as db:
        for table, row in (("people", PERSON), ("nudges", NUDGE), ("moves", MOVE)):
            insert(db, table, row)
        db.commit()
    return url


async def test_moves_nudges_and_meetings_stand_and_belong_to_the_first_bot_that_starts(url: str) -> None:
    schema.migrate(url, NOW)
    db = Database(url)
    await db.speak_as(123)
    person = await db.read(people.get, 7)
    assert [str(each) for each in person.agenda.busy] == BUSY.split(",")
    [move] = await db.read(logged_moves.of_message, 7, 11)
    assert (move.minutes, move.nudge_id) == (20, 1)
    nudge = await db.read(nudges.find, 7, 1)
    assert nudge is not None
    assert nudge.message_id == 10
    gone = Span(*(datetime(2024, 3, 4, hour, tzinfo=UTC) for hour in (10, 11)))
    left = await db.write(meetings.remove, 7, gone, NOW)
    assert [str(each) for each in left.agenda.busy] == BUSY.split(",")[1:]
    await db.speak_as(456)
    assert await db.read(logged_moves.of_message, 7, 11) == []
    nudge = await db.read(nudges.find, 7, 1)
    assert nudge is not None
    assert nudge.message_id is None
    db.close()


async def test_one_number_of_a_message_may_be_there_once_for_each_bot(url: str, tmp_path: Path) -> None:
    schema.migrate(url, NOW)
    with closing(sqlite3.connect(tmp_path / "data" / "psoas.db")) as db:
        insert(db, "moves", MOVE | {"id": 2, "nudge_id": None, "bot": 1})
        with pytest.raises(sqlite3.IntegrityError):
            insert(db, "moves", MOVE | {"id": 3, "nudge_id": None, "bot": 1})
