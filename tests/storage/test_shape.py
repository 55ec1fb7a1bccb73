"""Schema check: the file matches the code, or the first difference stops the start."""

import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, event

from storage.engine import backup, schema, shape
from storage.engine.database import engine_for
from storage.engine.schema import CannotMigrate
from storage.tables import Base
from tests import databases
from tests.bot.process import bot_process

pytestmark = [pytest.mark.promise("shape"), databases.only_on_a_file]

NOW = datetime(2024, 3, 4, 8, 0, tzinfo=UTC)
MOST_STATEMENTS_A_TABLE = 12
ABOUT_TABLES = re.compile(
    r"BEGIN|PRAGMA |SELECT \w+ FROM\s+(sqlite_master|\(SELECT \* FROM sqlite_master UNION)"
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A current database without people."""
    file = tmp_path / "data" / "psoas.db"
    databases.migrate(f"sqlite:///{file}", NOW)
    return file


def done_to(file: Path, *statements: str) -> None:
    with closing(sqlite3.connect(file)) as db:
        for each in statements:
            db.execute(each)
        db.commit()


def rebuilt(file: Path, table: str, old: str, new: str) -> None:
    """Recreate the table with part of its definition replaced."""
    with closing(sqlite3.connect(file)) as db:
        (sql,) = db.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()
        indexes = db.execute(
            "SELECT sql FROM sqlite_master WHERE tbl_name = ? AND type = 'index' AND sql NOT NULL", (table,)
        ).fetchall()
        assert old in sql
        db.execute(f"DROP TABLE {table}")
        db.execute(sql.replace(old, new))
        for (index,) in indexes:
            db.execute(index)
        db.commit()


# What manual edits, a partial restore or a careless migration may have done, and the message for it.
HANDS = [
    (["DROP TABLE weeks"], "table weeks is missing"),
    (["CREATE TABLE more (id INTEGER PRIMARY KEY)"], "table more is unknown"),
    (["ALTER TABLE people DROP COLUMN budget"], "people.budget is missing"),
    (["ALTER TABLE people RENAME COLUMN pace_minutes TO pace"], "people.pace is unknown"),
    (["ALTER TABLE people ADD COLUMN nickname VARCHAR"], "people.nickname is unknown"),
    (["DROP INDEX ix_people_next_nudge_at"], "index ix_people_next_nudge_at is missing"),
    (["CREATE INDEX mine ON moves (kind)"], "index mine is unknown"),
    (
        ["DROP INDEX ix_nudges_claimed", "CREATE INDEX ix_nudges_claimed ON nudges (id)"],
        "index ix_nudges_claimed is (id), and should be (id) where state = 'claimed'",
    ),
    (
        [
            "DROP INDEX ix_moves_chat_id_moved_on",
            "CREATE INDEX ix_moves_chat_id_moved_on ON moves (moved_on)",
        ],
        "index ix_moves_chat_id_moved_on is (moved_on), and should be (chat_id,moved_on)",
    ),
]
DEFINITIONS = [
    ("weeks", "weekdays INTEGER NOT NULL", "weekdays VARCHAR NOT NULL", "weeks.weekdays is VARCHAR NOT NULL"),
    ("weeks", "weekdays INTEGER NOT NULL", "weekdays INTEGER", "weeks.weekdays is INTEGER, and should be"),
    ("weeks", "PRIMARY KEY (chat_id, since_on)", "PRIMARY KEY (chat_id)", "primary key of weeks is chat_id,"),
    ("weeks", "ON DELETE CASCADE", "", "foreign key weeks.chat_id is people(chat_id) NO ACTION, and should"),
    (
        "nudges",
        "CONSTRAINT uq_nudges_chat_id_due_at UNIQUE (chat_id, due_at)",
        "CHECK (1)",
        "unique uq_nudges_chat_id_due_at is missing",
    ),
]


def refusal(file: Path) -> str:
    with pytest.raises(CannotMigrate) as refused:
        schema.migrate(f"sqlite:///{file}", NOW)
    assert "\n" not in str(refused.value)
    return str(refused.value)


@pytest.mark.parametrize(("statements", "words"), HANDS, ids=[words for _, words in HANDS])
def test_a_difference_is_refused_by_name(file: Path, statements: list[str], words: str) -> None:
    done_to(file, *statements)
    assert refusal(file) == (
        f"{file} does not have the schema that this program expects: {words}; there is no backup"
    )


@pytest.mark.parametrize(
    ("table", "old", "new", "words"), DEFINITIONS, ids=[each[-1] for each in DEFINITIONS]
)
def test_types_nullability_keys_and_uniques_count(
    file: Path, table: str, old: str, new: str, words: str
) -> None:
    rebuilt(file, table, old, new)
    assert f"expects: {words}" in refusal(file)


def test_the_newest_backup_is_named(file: Path) -> None:
    for hours in (0, 5, 3):
        copy = backup.daily(file, NOW + timedelta(hours=hours))
        assert copy.exists()
    done_to(file, "DROP TABLE weeks")
    newest = file.parent / "backups" / "psoas-daily-20240304T130000Z.db.gz"
    assert refusal(file).endswith(f"table weeks is missing; the newest backup is {newest}")


def test_what_the_database_keeps_for_itself_is_no_difference(file: Path) -> None:
    done_to(file, "ANALYZE")
    assert schema.migrate(f"sqlite:///{file}", NOW) is None


def test_looking_asks_little_and_reads_nobodys_rows(file: Path) -> None:
    """It runs at every start, so its work must not grow with the people in the file."""
    engine, asked = engine_for(f"sqlite:///{file}"), list[str]()

    @event.listens_for(engine, "before_cursor_execute")
    def note(_tx: Connection, _cursor: Any, statement: str, *_: Any) -> None:
        asked.append(statement)

    with engine.connect() as tx:
        assert shape.difference(tx, Base.metadata) is None
    engine.dispose()
    assert len(Base.metadata.tables) < len(asked) <= MOST_STATEMENTS_A_TABLE * len(Base.metadata.tables)
    assert [each for each in asked if not ABOUT_TABLES.match(each)] == []


async def test_the_process_ends_with_78_and_one_line(tmp_path: Path, file: Path) -> None:
    done_to(file, "ALTER TABLE people DROP COLUMN budget")
    copy = backup.daily(file, NOW)
    async with bot_process(tmp_path, SANDBOX_LISTEN="127.0.0.1:0") as bot:
        assert await bot.ends() == 78
    assert bot.said == (
        f"data/psoas.db does not have the schema that this program expects: people.budget is missing; "
        f"the newest backup is data/backups/{copy.name}\n"
    )
