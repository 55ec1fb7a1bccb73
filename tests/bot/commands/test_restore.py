"""Restore and backup, as an operator meets them, also interrupted."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.cli import main
from bot.commands.exits import Exit
from storage.engine import backup, schema
from storage.engine.restore import CannotRestore, restore
from storage.engine.single_instance import only_one
from tests.bot.process import ROOT

pytestmark = pytest.mark.promise("backup-whole")

NOW = datetime(2024, 3, 4, 8, 0, tzinfo=UTC)


def made(file: Path, note: str = "", rows: int = 1) -> Path:
    """A database of the current schema with so many rows of a table of the test's own."""
    schema.migrate(f"sqlite:///{file}", NOW)
    with closing(sqlite3.connect(file)) as db, db:
        db.execute("CREATE TABLE noted (words)")
        db.executemany("INSERT INTO noted VALUES (?)", [(note.ljust(1000),)] * rows)
    return file


def note(file: Path) -> str:
    with closing(sqlite3.connect(file)) as db:
        return str(db.execute("SELECT words FROM noted").fetchone()[0]).strip()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return made(tmp_path / "data" / "psoas.db", "new")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return made(tmp_path / "elsewhere" / "copy.db", "old")


def names(folder: Path) -> set[str]:
    return {each.name for each in folder.rglob("*")}


def test_the_copy_takes_the_place_and_the_old_one_is_kept_until_it_is_too_old(file: Path, copy: Path) -> None:
    kept = restore(copy, file, NOW)
    assert kept == file.parent / "backups" / "psoas-replaced-20240304T080000Z.db"
    assert (note(file), note(kept), note(copy)) == ("old", "new", "old")
    for each in (file, kept):
        assert each.stat().st_mode & 0o777 == 0o600
    assert backup.let_go(file, NOW + timedelta(days=31), [NOW + timedelta(days=1)]) is None
    assert not kept.exists()


def test_what_only_the_log_of_the_old_one_holds_is_kept_and_does_not_get_into_the_new_one(
    file: Path, copy: Path
) -> None:
    killed = f"""
import os, sqlite3
db = sqlite3.connect({str(file)!r}, isolation_level=None)
db.execute("UPDATE noted SET words = 'in the log'")
os.kill(os.getpid(), 9)
"""
    subprocess.run([sys.executable, "-c", killed], check=False)
    assert file.with_name("psoas.db-wal").stat().st_size > 0
    kept = restore(copy, file, NOW)
    assert kept is not None
    assert (note(file), note(kept)) == ("old", "in the log")


def test_a_damaged_one_can_be_replaced_and_is_kept_as_it_is(file: Path, copy: Path) -> None:
    file.write_bytes(b"noise" * 1000)
    kept = restore(copy, file, NOW)
    assert kept is not None
    assert kept.read_bytes() == b"noise" * 1000
    assert note(file) == "old"


def test_without_a_database_there_is_nothing_to_keep(tmp_path: Path, copy: Path) -> None:
    (tmp_path / "data").mkdir(mode=0o700)
    assert restore(copy, tmp_path / "data" / "psoas.db", NOW) is None
    assert names(tmp_path / "data") == {"psoas.db", "backups"}


def of_a_newer_version(file: Path) -> None:
    with closing(sqlite3.connect(file)) as db, db:
        db.execute("UPDATE alembic_version SET version_num = '9999'")


def of_another_program(file: Path) -> None:
    with closing(sqlite3.connect(file)) as db, db:
        db.execute("DROP TABLE alembic_version")


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda file: file.unlink(), "there is no file"),
        (lambda file: file.write_bytes(b"noise" * 1000), "cannot be used as a database"),
        (of_a_newer_version, "was written by a newer version"),
        (of_another_program, "is not a database of this program"),
    ],
)
def test_a_copy_of_no_use_changes_nothing(
    file: Path, copy: Path, spoil: Callable[[Path], object], why: str
) -> None:
    spoil(copy)
    before = file.read_bytes()
    with pytest.raises(CannotRestore, match=why):
        restore(copy, file, NOW)
    assert file.read_bytes() == before
    assert names(file.parent) == {"psoas.db"}


def test_the_command_says_what_it_did_and_refuses_while_a_bot_runs(
    file: Path, copy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{file}")
    with only_one(f"sqlite:///{file}"):
        assert main(["restore", str(copy)]) == Exit.TEMPORARY
    assert note(file) == "new"
    assert main(["restore", str(file)]) == Exit.USAGE
    assert capsys.readouterr().err.splitlines() == [
        f"another instance is already using {file}",
        f"{file} is the database itself",
    ]


def ctrl_c(_done: int, _total: int) -> None:
    """A Ctrl-C in the middle of the work, as it arrives between two steps."""
    os.kill(os.getpid(), signal.SIGINT)


def test_ctrl_c_leaves_nothing_of_a_backup_and_nothing_of_a_restore(tmp_path: Path, copy: Path) -> None:
    file = made(tmp_path / "data" / "psoas.db", "new", rows=6_000)
    large = made(tmp_path / "large" / "copy.db", "old", rows=6_000)
    assert file.stat().st_size > backup.PAGES_AT_ONCE * 4096
    with pytest.raises(KeyboardInterrupt):
        backup.back_up(file, tmp_path / "out" / "copy.db", ctrl_c)
    assert names(tmp_path / "out") == set()
    with pytest.raises(KeyboardInterrupt):
        restore(large, file, NOW, ctrl_c)
    assert names(tmp_path / "data") == {"psoas.db", "backups"}
    assert note(file) == "new"


def test_writes_during_a_backup_neither_restart_it_nor_get_into_it(tmp_path: Path) -> None:
    file = made(tmp_path / "data" / "psoas.db", "before", rows=6_000)
    steps = []
    with closing(sqlite3.connect(file, isolation_level=None)) as writer:

        def write(done: int, total: int) -> None:
            steps.append((done, total))
            writer.execute("UPDATE noted SET words = 'during' WHERE rowid = 1")

        copy = backup.back_up(file, tmp_path / "copy.db", write)
    assert len(steps) >= 2
    assert [done for done, _ in steps] == sorted(done for done, _ in steps)
    assert steps[-1][0] == steps[-1][1]
    assert (note(file), note(copy)) == ("during", "before")


def test_a_restore_killed_at_any_step_leaves_a_whole_database_and_copies_that_go_with_age(
    tmp_path: Path, copy: Path
) -> None:
    file = made(tmp_path / "data" / "psoas.db", "new", rows=6_000)
    killed = f"""
import os
from datetime import datetime
from pathlib import Path
from storage.engine.restore import restore
restore(Path({str(copy)!r}), Path({str(file)!r}), datetime.fromisoformat({NOW.isoformat()!r}),
    lambda done, total: os.kill(os.getpid(), 9))
"""
    subprocess.run([sys.executable, "-c", killed], cwd=ROOT, check=False)
    left = names(file.parent) - {"psoas.db", "backups"}
    assert len(left) == 1
    assert note(file) == "new"
    backup.let_go(file, NOW + timedelta(days=2), [])
    assert names(file.parent) == {"psoas.db", "backups"}
