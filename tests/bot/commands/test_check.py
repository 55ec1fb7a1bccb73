"""Check: one line for each thing, and it ends, whatever is wrong."""

import asyncio
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from bot.commands.check import Verdict, checked
from bot.ops.private import make_private
from bot.sandbox import Sandbox
from bot.settings import BadSetting, Settings
from storage.engine import schema
from storage.engine.database import Database
from storage.house import house
from storage.values import Joining
from tests.bot.loopback import Loopback, loopback, page, says
from tests.bot.process import ROOT, bot_process
from tests.people import until

TOKEN = "123456789:canary-canary-canary-canary-canary"
NOW = datetime(2024, 3, 4, 8, 0, tzinfo=UTC)
AS_SOMEBODY_ELSE = """
import os, sys
from bot.commands.check import checked
from bot.settings import Settings
settings = Settings.from_env({"DATABASE_URL": f"sqlite:///{sys.argv[1]}"})
checked(settings)
os.setgroups([])
os.setgid(4242)
os.setuid(4242)
print(*checked(settings), sep="\\n")
"""
ME = {"ok": True, "result": {"id": 1, "is_bot": True, "first_name": "P", "username": "psoas_bot"}}


@pytest.fixture
async def server() -> AsyncIterator[Loopback]:
    async with loopback() as running:
        running.scripts_get_me = True
        yield running


def names_in(folder: Path) -> list[str]:
    return [each.name for each in folder.iterdir()]


async def lines(file: Path, **env: str) -> dict[str, tuple[Verdict, str]]:
    """What `check` finds, by subject; in a thread, as a command has no loop around it."""
    settings = Settings.from_env({"DATABASE_URL": f"sqlite:///{file}", **env})
    found = await asyncio.to_thread(checked, settings)
    assert not any("canary" in str(each) for each in found)
    return {each.subject: (each.verdict, each.words) for each in found}


async def told(tmp_path: Path, server: Loopback) -> dict[str, tuple[Verdict, str]]:
    root = f"http://127.0.0.1:{server.port}"
    return await lines(tmp_path / "psoas.db", BOT_TOKEN=TOKEN, BOT_API_URL=root)


async def test_nothing_there_yet_is_no_mistake_and_nothing_is_made(tmp_path: Path) -> None:
    found = await lines(tmp_path / "data" / "psoas.db")
    assert {verdict for verdict, _ in found.values()} == {Verdict.FINE, Verdict.NOTE}
    assert list(found) == ["settings", "folder", "disk", "database", "token"]
    assert found["folder"] == (Verdict.FINE, f"{tmp_path / 'data'}; `run` makes it")
    assert names_in(tmp_path) == []


async def test_an_older_schema_is_told_and_left_for_run(tmp_path: Path) -> None:
    file = tmp_path / "psoas.db"
    schema.migrate(f"sqlite:///{file}", NOW)
    newest = schema.revisions()[0]
    assert (await lines(file))["database"] == (Verdict.FINE, f"{file}, schema {newest}")
    with closing(sqlite3.connect(file)) as db, db:
        db.execute("UPDATE alembic_version SET version_num = '0001'")
    before = file.read_bytes()
    words = f"{file}, schema 0001; `run` migrates it to {newest}"
    assert (await lines(file))["database"] == (Verdict.FINE, words)
    assert file.read_bytes() == before
    assert names_in(tmp_path) == ["psoas.db"]


async def test_what_is_no_database_is_wrong(tmp_path: Path) -> None:
    file = tmp_path / "psoas.db"
    file.write_bytes(b"noise" * 1000)
    assert (await lines(file))["database"] == (
        Verdict.CONFIGURATION,
        f"{file} is damaged: file is not a database",
    )
    file.unlink()
    with closing(sqlite3.connect(file)) as db, db:
        db.execute("CREATE TABLE mine (words)")
    verdict, words = (await lines(file))["database"]
    assert (verdict, words) == (Verdict.CONFIGURATION, f"{file} is not a database of this program")


async def test_an_empty_file_is_a_database_to_be(tmp_path: Path) -> None:
    file = tmp_path / "psoas.db"
    file.touch()
    assert (await lines(file))["database"] == (Verdict.FINE, f"{file} is empty yet; `run` fills it")


async def test_a_folder_that_run_refuses_is_wrong_here_too(tmp_path: Path) -> None:
    (tmp_path / "letters.txt").touch()
    await asyncio.to_thread(tmp_path.chmod, 0o777)
    verdict, words = (await lines(tmp_path / "psoas.db"))["folder"]
    assert verdict is Verdict.CONFIGURATION
    assert words.startswith(f"DATABASE_URL: others can write to {tmp_path}; chmod 700 it")
    with pytest.raises(BadSetting, match=f"^{re.escape(words)}$"):
        make_private(tmp_path / "psoas.db")
    (tmp_path / "letters.txt").unlink()
    verdict, words = (await lines(tmp_path / "psoas.db"))["folder"]
    assert (verdict, words) == (
        Verdict.NOTE,
        f"others can write to {tmp_path}; `run` closes it, or says why it cannot",
    )


async def test_a_disk_that_is_nearly_full_is_told_in_what_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for free, verdict in ((200 * 2**20, Verdict.FINE), (200 * 2**20 - 1, Verdict.TEMPORARY)):
        monkeypatch.setattr(shutil, "disk_usage", lambda _, free=free: SimpleNamespace(free=free))
        assert (await lines(tmp_path / "psoas.db"))["disk"][0] is verdict
    words = (await lines(tmp_path / "psoas.db"))["disk"][1]
    assert words == "199 MiB free; with less than 200 MiB a copy a day soon fails"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
@pytest.mark.parametrize(
    ("mode", "wrong"), [(0o700, {"folder"}), (0o755, {"folder", "database"})], ids=["closed", "read-only"]
)
def test_a_folder_of_somebody_else_is_one_line_of_the_report(mode: int, wrong: set[str]) -> None:
    """In a process of its own, which gives up its rights once it has loaded everything."""
    with tempfile.TemporaryDirectory() as reachable:
        Path(reachable).chmod(0o711)
        file = Path(reachable) / "data" / "psoas.db"
        file.parent.mkdir()
        file.touch(0o600)
        file.parent.chmod(mode)
        shown = subprocess.run(
            [sys.executable, "-c", AS_SOMEBODY_ELSE, file],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
    assert {line.split()[0] for line in shown.stdout.splitlines() if line.split()[1] == "wrong"} == wrong


async def test_a_file_in_the_place_of_the_folder_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("mine")
    verdict, words = (await lines(tmp_path / "data" / "psoas.db"))["folder"]
    assert (verdict, words) == (Verdict.CONFIGURATION, f"{tmp_path / 'data'} is not a folder")


async def test_one_good_answer_shows_network_token_and_clock(tmp_path: Path, server: Loopback) -> None:
    server.script.append(says(ME))
    found = await told(tmp_path, server)
    assert found["network"] == (Verdict.FINE, f"127.0.0.1:{server.port} answered")
    assert found["token"] == (Verdict.FINE, "Telegram knows this bot: @psoas_bot")
    assert found["clock"] == (Verdict.FINE, "agrees with Telegram's")


async def test_a_clock_that_is_wrong_is_told_in_seconds(tmp_path: Path, server: Loopback) -> None:
    server.script.append(says(ME, Date=format_datetime(NOW, usegmt=True)))
    verdict, words = (await told(tmp_path, server))["clock"]
    assert verdict is Verdict.TEMPORARY
    assert words.endswith(" s off; nudges would come at the wrong time")


async def test_a_token_telegram_refuses_is_wrong(tmp_path: Path, server: Loopback) -> None:
    server.script.append(says({"ok": False, "error_code": 401, "description": "Unauthorized"}, 401))
    assert (await told(tmp_path, server))["token"][0] is Verdict.CONFIGURATION


async def test_a_strangers_page_is_no_verdict_on_the_token(tmp_path: Path, server: Loopback) -> None:
    server.script.append(page(503))
    words = f"127.0.0.1:{server.port} gave no answer of a Bot API: 503"
    assert (await told(tmp_path, server))["token"] == (Verdict.TEMPORARY, words)


async def test_nobody_at_home_is_one_line_and_the_end(tmp_path: Path) -> None:
    found = await lines(tmp_path / "psoas.db", BOT_TOKEN=TOKEN, BOT_API_URL="http://127.0.0.1:1")
    assert found["network"] == (Verdict.TEMPORARY, "127.0.0.1:1 cannot be reached: Connection refused")
    assert "token" not in found


async def test_the_command_over_ipv6_and_its_exit_code(tmp_path: Path) -> None:
    six = Sandbox()
    await six.start("::1")
    try:
        assert six.url.startswith("http://[::1]:")
        env = {"BOT_TOKEN": six.token, "BOT_API_URL": six.url}
        async with bot_process(tmp_path, "check", **env) as command:
            assert await command.ends() == 0
        assert "Telegram knows this bot" in command.said
        async with bot_process(tmp_path, "check", **{**env, "BOT_TOKEN": TOKEN}) as command:
            assert await command.ends() == 78
        assert command.said.endswith("check: something has to be changed first\n")
    finally:
        await six.stop()


async def test_whose_bot_it_is_is_missed_by_name_once_others_may_join(tmp_path: Path) -> None:
    file = tmp_path / "psoas.db"
    env = {"BOT_TOKEN": TOKEN, "BOT_API_URL": "http://127.0.0.1:1"}
    missing = "OPERATOR_NAME and OPERATOR_CONTACT: others may join"
    assert (await lines(file, **env))["operator"][1].startswith(missing)
    assert "operator" not in await lines(file, **env, ADMIN_IDS="99")  # admins only
    db = Database(f"sqlite:///{file}")
    schema.migrate(f"sqlite:///{file}", NOW)
    await db.write(house.change, joining=Joining.INVITED)
    db.close()
    verdict, words = (await lines(file, **env, ADMIN_IDS="99"))["operator"]
    assert (verdict, words.startswith(missing)) == (Verdict.NOTE, True)
    named = {"OPERATOR_NAME": "Ada", "ADMIN_IDS": "99"}
    assert (await lines(file, **env, **named))["operator"][1].startswith("OPERATOR_CONTACT: others may join")
    assert "operator" not in await lines(file, **env, **named, OPERATOR_CONTACT="ada@example.org")
    assert "operator" not in await lines(file, ADMIN_IDS="99")  # the sandbox


async def test_the_webhook_is_told_without_its_secret_end(tmp_path: Path) -> None:
    url = "http://127.0.0.1:1/telegram"
    box = Sandbox(token=TOKEN)
    await box.start()
    try:
        env = {"BOT_TOKEN": TOKEN, "BOT_API_URL": box.url, "WEBHOOK_URL": url}
        verdict, words = (await lines(tmp_path / "psoas.db", **env))["webhook"]
        assert verdict is Verdict.FINE
        assert words.startswith(f"{url}/…, here on 127.0.0.1:8082; one process")
        assert words.endswith("`run` tells Telegram of it")
        box.world.webhook.set({"url": f"{url}/secret-end"})
        box.write(box.add_person().id, "hello")
        await until(lambda: "last_error_message" in box.world.webhook.about())
        verdict, words = (await lines(tmp_path / "psoas.db", **env))["webhook"]
        assert verdict is Verdict.TEMPORARY
        assert "waiting updates=1, last trouble: Connection failed" in words
        assert "secret-end" not in words
    finally:
        await box.stop()
