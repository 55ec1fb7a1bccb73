"""Upgrade to packed weeks, on both databases: everything stands, and can be packed the next night."""

import json
import shutil
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Boolean, Connection, MetaData, insert, text
from sqlalchemy.exc import IntegrityError

from storage import export
from storage.engine import schema
from storage.engine.database import Database, engine_for
from storage.engine.place import file_of, is_on_server
from storage.past import putting_away
from storage.tables import MoveRow
from tests import databases

pytestmark = pytest.mark.promise("past")

MONDAY = datetime(2024, 3, 4, 8, 0, tzinfo=UTC)
ONE_DAY = timedelta(days=1)
ANN = 2**40
MOVES = 60


def filled(tx: Connection, table: str, rows: list[dict[str, Any]]) -> None:
    """Rows of the tables as they were, with nothing where no value is given."""
    found = MetaData()
    found.reflect(tx, only=[table])
    columns = found.tables[table].columns
    empty = {
        each.name: False if isinstance(each.type, Boolean) else "" if each.type.python_type is str else 0
        for each in columns
        if not each.nullable and each.server_default is None and each.name != "id"
    }
    tx.execute(insert(found.tables[table]), [empty | row for row in rows])


def lived(tx: Connection) -> None:
    """Sixty days with a nudge that was done and a move in words, one of which was taken back."""
    naive = tx.dialect.name == "sqlite"
    at = [(MONDAY + n * ONE_DAY).replace(tzinfo=None if naive else UTC) for n in range(MOVES)]
    person = {"chat_id": ANN, "joined_at": at[0], "onboarded_at": at[0], "reachable": True, "language": "en"}
    person |= {
        "zone": "Etc/UTC",
        "windows": "09:00-12:00",
        "place": "both",
        "weekdays": 31,
        "pictures": "first",
    }
    person |= {"quiet_from": MONDAY.time(), "quiet_until": MONDAY.time(), "goal": 4, "sound": "soft"}
    filled(tx, "people", [person])
    sent = {"chat_id": ANN, "kind": "reminder", "state": "sent", "movement_id": "walk-1"}
    times = ("due_at", "decided_at", "valid_until_at", "sent_at")
    filled(tx, "nudges", [sent | {"id": n + 1} | dict.fromkeys(times, at[n]) for n in range(MOVES)])
    filled(tx, "answers", [{"nudge_id": n + 1, "answer": "done", "answered_at": at[n]} for n in range(MOVES)])
    move = {"chat_id": ANN, "bot": 0, "undone_by_bot": 0}
    days = [{"moved_at": each, "logged_at": each, "moved_on": each.date()} for each in at]
    filled(
        tx,
        "moves",
        [move | days[n] | {"id": n + 1, "nudge_id": n + 1, "movement_id": "walk-1"} for n in range(MOVES)],
    )
    told = {"message_id": 5, "part": 0, "kind": "swim", "undone_at": at[1], "undone_by_message_id": 6}
    filled(tx, "moves", [move | days[0] | told | {"id": MOVES + 1}])
    of_days = {"chat_id": ANN, "moves": 1, "goal": 4, "streak_days": 3, "best_days": 4}
    filled(tx, "days", [of_days | {"on": each.date(), "strength": 0.25, "total_moves": 7} for each in at])


@pytest.fixture
def url(tmp_path: Path) -> str:
    """A database as version 0017 left it."""
    before = tmp_path / "before"
    shutil.copytree(schema.MIGRATIONS, before)
    for file in (before / "versions").glob("*.py"):
        if file.name[:4].isdecimal() and file.name[:4] > "0017":
            file.unlink()
    made = databases.url(tmp_path / "data")
    if is_on_server(made):
        databases.create(made)
    engine = engine_for(made)
    with engine.begin() as tx:
        schema.upgrade(tx, None if is_on_server(made) else file_of(made), MONDAY, before)
        lived(tx)
    engine.dispose()
    return made


async def test_everything_is_there_before_and_after_the_first_night(url: str) -> None:
    schema.migrate(url, MONDAY)
    db = Database(url)
    before = json.loads(await db.read(export.everything, ANN))
    assert [len(before[name]) for name in ("nudges", "answers", "moves", "days")] == [60, 60, 61, 60]
    assert {(each["strength"], each["best_days"], each["total_moves"]) for each in before["days"]} == {
        (0.25, 4, 7)
    }
    [told] = [row for row in before["moves"] if row["message_id"] == 5]
    assert (told["kind"], told["undone_by_message_id"], told["moved_on"]) == ("swim", 6, "2024-03-04")
    assert await db.write(putting_away.put_away, ANN, MONDAY + 120 * ONE_DAY, 500) > 100
    after = json.loads(await db.read(export.everything, ANN))
    for name in ("nudges", "answers", "moves", "days"):
        assert sorted(map(str, after[name])) == sorted(map(str, before[name])), name
    db.close()


async def test_a_message_still_logs_once_and_a_day_is_there_once(url: str) -> None:
    schema.migrate(url, MONDAY)
    db = Database(url)
    row = {"chat_id": ANN, "moved_at": MONDAY, "moved_on": date(2024, 3, 4), "logged_at": MONDAY}

    ids = count(1000)

    def again(tx: Connection, /, **more: Any) -> None:
        tx.execute(insert(MoveRow).values(row | {"id": next(ids)} | more))

    await db.write(again, message_id=5, part=1)
    for twice in ({"message_id": 5, "part": 0}, {"undone_by_message_id": 6}, {"nudge_id": 3}):
        with pytest.raises(IntegrityError):
            await db.write(again, **twice)
    await db.write(again)
    await db.write(again)  # of no message at all there may be many
    twin = text("INSERT INTO days SELECT * FROM days")
    with pytest.raises(IntegrityError):
        await db.write(lambda tx: tx.execute(twin))
    db.close()
