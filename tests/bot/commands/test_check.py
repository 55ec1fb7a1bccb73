"""Check: one line for each thing, and it ends, whatever is wrong."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

import pytest

from bot.commands.check import Verdict, checked
from bot.sandbox import Sandbox
from bot.settings import Settings
from storage.engine import schema
from storage.engine.database import Database
from storage.house import house
from storage.values import Joining
from tests.bot.loopback import Loopback, loopback, page, says
from tests.bot.process import bot_process
from tests.people import until

TOKEN = "123456789:canary-canary-canary-canary-canary"
NOW = datetime(2024, 3, 4, 8, 0, tzinfo=UTC)
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
