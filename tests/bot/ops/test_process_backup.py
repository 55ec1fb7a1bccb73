"""Backups and damage, as an operator meets them."""

import os
import re
import shutil
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.sandbox import Sandbox
from bot.settings import Settings
from jobs.clock import Clock
from tests.bot.process import bot_process
from tests.clock import SteppingClock
from tests.conftest import running
from tests.people import Human

pytestmark = pytest.mark.promise("backup-whole", "backup-daily", "damaged")


@pytest.fixture
def env(sandbox: Sandbox) -> dict[str, str]:
    return {"BOT_TOKEN": sandbox.token, "BOT_API_URL": sandbox.url}


def rows(file: Path) -> dict[str, list[tuple[object, ...]]]:
    """All content of a database."""
    with closing(sqlite3.connect(file)) as db:
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: sorted(db.execute(f"SELECT * FROM {name}"), key=repr) for name in tables}


def content_of(file: Path) -> bytes:
    return file.read_bytes()


def names_in(folder: Path) -> list[str]:
    return [each.name for each in folder.iterdir()]


@pytest.fixture
def ann(sandbox: Sandbox) -> Human:
    return Human(sandbox, 7, "Ann")


@pytest.fixture
async def lived_in(tmp_path: Path, ann: Human, sandbox: Sandbox) -> Path:
    """A database in which Ann has begun."""
    file = tmp_path / "first" / "data" / "psoas.db"
    settings = Settings.from_env({"DATABASE_URL": f"sqlite:///{file}"})
    async with running(settings, sandbox, SteppingClock(Clock().now())):
        await ann.begins()
    return file


async def test_a_copy_made_while_the_bot_runs_can_be_started_from(
    tmp_path: Path, ann: Human, env: dict[str, str], lived_in: Path
) -> None:
    copy = tmp_path / "copy.db"
    async with bot_process(lived_in.parents[1], **env) as bot:
        await bot.says("connected")
        async with bot_process(lived_in.parents[1], "backup", str(copy), **env) as command:
            assert await command.ends() == 0
        assert command.said == f"kept in {copy}\n"
        assert oct(copy.stat().st_mode)[-3:] == "600"
    assert rows(copy) == rows(lived_in)
    assert rows(copy)["people"]
    elsewhere = tmp_path / "second"
    (elsewhere / "data").mkdir(parents=True)
    shutil.copy(copy, elsewhere / "data" / "psoas.db")
    async with bot_process(elsewhere, **env):
        assert "Next nudge:" in await ann.types("/today")
    assert rows(elsewhere / "data" / "psoas.db") == rows(copy)


async def test_a_backup_replaces_nothing_and_needs_a_name(tmp_path: Path, lived_in: Path) -> None:
    kept = tmp_path / "kept.db"
    kept.write_text("mine")
    for arguments in (["backup", str(kept)], ["backup"], ["migrate", "extra.db"]):
        async with bot_process(lived_in.parents[1], *arguments) as command:
            assert await command.ends() == 64
        assert command.said.count("\n") == 1
    assert kept.read_text() == "mine"


async def test_without_a_database_there_is_nothing_to_back_up(tmp_path: Path) -> None:
    async with bot_process(tmp_path, "backup", "copy.db") as command:
        assert await command.ends() == 78
    assert command.said == "DATABASE_URL: there is no database at data/psoas.db yet\n"
    assert names_in(tmp_path) == []


async def test_a_missed_copy_is_made_at_the_start(env: dict[str, str], lived_in: Path) -> None:
    async with bot_process(lived_in.parents[1], **env) as bot:
        await bot.says("backed up to data/backups/psoas-daily-")
    assert len(names_in(lived_in.parent / "backups")) == 1


def spoilt(file: Path, damage: str) -> bytes:
    """Damage the file and return its content."""
    content = bytearray(file.read_bytes())
    start, end = (0, len(content)) if damage == "noise" else (4096, 3 * 4096)
    content[start:end] = os.urandom(end - start)
    file.write_bytes(content)
    return bytes(content)


@pytest.mark.parametrize("damage", ["noise", "a page"])
async def test_a_damaged_database_is_refused_with_the_newest_backup_and_left_untouched(
    damage: str, env: dict[str, str], lived_in: Path
) -> None:
    async with bot_process(lived_in.parents[1], **env) as bot:
        await bot.says("backed up to")
        bot.kill(signal.SIGTERM)
        await bot.ends()
    content = spoilt(lived_in, damage)
    async with bot_process(lived_in.parents[1], **env) as bot:
        assert await bot.ends() == 78
    assert re.fullmatch(
        r"data/psoas\.db cannot be used as a database: .+; "
        r"the newest backup is data/backups/psoas-daily-\d{8}T\d{6}Z\.db\.gz\n",
        bot.said,
    )
    assert content_of(lived_in) == content
