"""Migrations: applied once, after a backup, and harmless if killed half-way."""

import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage.engine import backup, schema
from storage.engine.schema import CannotMigrate
from storage.tables import Base
from tests import databases

NOW = datetime(2024, 3, 4, 8, 0, tzinfo=UTC)

HEAD = max(file.name[:4] for file in (schema.MIGRATIONS / "versions").glob("[0-9]*.py"))
NEXT = '''
"""A step of the future."""
import os, signal
from alembic import op
revision, down_revision, branch_labels, depends_on = "9999", "HEAD", None, None

def upgrade():
    op.execute("DELETE FROM people")
    {last}
'''.replace("HEAD", HEAD)

MIGRATE = """
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from storage.engine import backup, schema
schema.migrate(sys.argv[1], datetime.now(UTC), Path(sys.argv[2]))
"""

pytestmark = databases.only_on_a_file


def with_a_next_step(folder: Path, last: str) -> Path:
    migrations = folder / "migrations"
    shutil.copytree(schema.MIGRATIONS, migrations)
    (migrations / "versions" / "9999_next.py").write_text(NEXT.format(last=last))
    return migrations


def tables(file: Path) -> set[str]:
    with closing(sqlite3.connect(file)) as db:
        return {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def revision_of(file: Path) -> str:
    with closing(sqlite3.connect(file)) as db:
        (revision,) = db.execute("SELECT version_num FROM alembic_version").fetchone()
        return str(revision)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A database of today with one person in it."""
    file = tmp_path / "data" / "psoas.db"
    schema.migrate(f"sqlite:///{file}", NOW)
    with closing(sqlite3.connect(file)) as db:
        names = [row[1] for row in db.execute("PRAGMA table_info(people)")]
        values = [7 if name == "chat_id" else 0 for name in names]
        db.execute(f"INSERT INTO people VALUES ({', '.join('?' * len(names))})", values)
        db.commit()
    return file


def people_in(file: Path) -> list[int]:
    with closing(sqlite3.connect(file)) as db:
        return [chat_id for (chat_id,) in db.execute("SELECT chat_id FROM people")]


def test_the_migrations_make_the_tables_that_the_code_speaks_of(file: Path) -> None:
    assert tables(file) == {*Base.metadata.tables, "alembic_version"}
    with closing(sqlite3.connect(file)) as db:
        for name, table in Base.metadata.tables.items():
            columns = {row[1]: not row[3] for row in db.execute(f"PRAGMA table_info({name})")}
            assert columns == {column.name: column.nullable for column in table.columns}


def test_the_copy_that_tests_begin_with_is_what_the_steps_make(file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copied" / "psoas.db"
    databases.migrate(f"sqlite:///{copy}", NOW)
    assert schema.migrate(f"sqlite:///{copy}", NOW) is None  # nothing to do, and the shape is today's
    assert tables(copy) == tables(file)
    assert revision_of(copy) == HEAD
    assert people_in(copy) == []
    assert [oct(each.stat().st_mode)[-3:] for each in (copy.parent, copy)] == ["700", "600"]


def test_a_file_of_today_is_left_alone_without_a_backup(file: Path) -> None:
    assert schema.migrate(f"sqlite:///{file}", NOW) is None
    assert not (file.parent / "backups").exists()
    assert people_in(file) == [7]


def test_before_a_step_the_file_is_backed_up_whole_and_private(file: Path, tmp_path: Path) -> None:
    kept = schema.migrate(f"sqlite:///{file}", NOW, with_a_next_step(tmp_path, "pass"))
    assert kept == file.parent / "backups" / f"psoas-{HEAD}-20240304T080000Z.db"
    assert oct(kept.stat().st_mode)[-3:] == "600"
    assert people_in(kept) == [7]
    assert people_in(file) == []
    assert revision_of(file) == "9999"


def test_killed_half_way_the_file_is_as_it_was_and_the_next_start_finishes(
    file: Path, tmp_path: Path
) -> None:
    dying = with_a_next_step(tmp_path, "os.kill(os.getpid(), signal.SIGKILL)")
    ended = subprocess.run(
        [sys.executable, "-c", MIGRATE, f"sqlite:///{file}", str(dying)],
        cwd=schema.MIGRATIONS.parents[1],
        check=False,
    )
    assert ended.returncode == -signal.SIGKILL
    assert people_in(file) == [7]
    assert revision_of(file) == HEAD
    shutil.rmtree(dying)
    schema.migrate(f"sqlite:///{file}", NOW, with_a_next_step(tmp_path, "pass"))
    assert revision_of(file) == "9999"


def test_a_file_of_a_newer_version_is_refused_and_untouched(file: Path, tmp_path: Path) -> None:
    schema.migrate(f"sqlite:///{file}", NOW, with_a_next_step(tmp_path, "pass"))
    with pytest.raises(
        CannotMigrate, match=rf"newer version of this program \(9999; this one knows {HEAD}\)"
    ) as no:
        schema.migrate(f"sqlite:///{file}", NOW)
    before = file.parent / "backups" / f"psoas-{HEAD}-20240304T080000Z.db"
    assert str(no.value).endswith(f"go back: psoas restore {before}")
    assert revision_of(file) == "9999"


def test_the_way_back_is_a_copy_that_the_older_version_can_read(file: Path, tmp_path: Path) -> None:
    """The copies of the days since then have the newer schema, too."""
    schema.migrate(f"sqlite:///{file}", NOW, with_a_next_step(tmp_path, "pass"))
    since = backup.daily(file, NOW + timedelta(days=1))
    (noise := since.with_name("psoas-daily-20240306T080000Z.db")).write_bytes(b"noise")
    before = since.with_name(f"psoas-{HEAD}-20240304T080000Z.db")
    assert backup.newest(file) == noise
    with pytest.raises(CannotMigrate, match=rf"go back: psoas restore {before}$"):
        schema.migrate(f"sqlite:///{file}", NOW)
    before.unlink()
    with pytest.raises(CannotMigrate, match=r"go back: there is no backup that this one can read$"):
        schema.migrate(f"sqlite:///{file}", NOW)
