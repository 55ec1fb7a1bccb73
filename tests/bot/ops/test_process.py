"""Starting, refusing and stopping, as an operator meets them."""

import asyncio
import os
import re
import signal
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from bot.sandbox import Fault, Kind, Sandbox
from tests.bot.process import bot_process, cold_bot_process
from tests.people import Human, until

pytestmark = pytest.mark.promise("stop", "files")

TOKEN = "123456789:canary-canary-canary-canary-canary"
HALF = TOKEN.partition(":")[2]


async def test_without_a_token_the_sandbox_starts_and_its_address_is_printed(tmp_path: Path) -> None:
    async with cold_bot_process(tmp_path, SANDBOX_LISTEN="127.0.0.1:0") as bot:
        await bot.says("Chat with the bot: http://127.0.0.1:")
        await bot.says("connected")
        bot.kill(signal.SIGTERM)
        assert await bot.ends() == 0
    assert oct((tmp_path / "data").stat().st_mode)[-3:] == "700"
    for file in (tmp_path / "data").iterdir():
        assert oct(file.stat().st_mode)[-3:] == "600", file.name


@pytest.mark.parametrize(
    ("env", "line"),
    [
        ({"BOT_TOKEN": "canary"}, "BOT_TOKEN does not look like a token"),
        ({"SEND_RATE": "many"}, "SEND_RATE must be a whole number from 1 to 1000, not 'many'"),
        ({"DATABASE_URL": "mysql://x"}, "DATABASE_URL must be a file"),
        ({"SANDBOX_LISTEN": "here"}, "SANDBOX_LISTEN must be an address"),
    ],
)
async def test_a_bad_setting_is_one_line_and_exit_78(tmp_path: Path, env: dict[str, str], line: str) -> None:
    async with bot_process(tmp_path, **env) as bot:
        assert await bot.ends() == 78
    assert bot.said.startswith(line)
    assert bot.said.count("\n") == 1
    assert "canary" not in bot.said


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f'BOT_TOKEN="{TOKEN}', ".env, line 1: BOT_TOKEN cannot be read (an unclosed quote?)"),
        (f"bot_token={TOKEN}", ".env, line 1: there is no setting bot_token; did you mean BOT_TOKEN?"),
        ("BOT_TOKEN=", ".env: BOT_TOKEN is empty; without that line the sandbox would start"),
        (HALF, ".env, line 1: expected the name of a setting followed by ="),
    ],
)
async def test_a_slip_in_the_file_of_settings_is_one_line_and_exit_78(
    tmp_path: Path, text: str, line: str
) -> None:
    (tmp_path / ".env").write_text(text + "\n", encoding="utf-8")
    (tmp_path / ".env").chmod(0o600)
    async with bot_process(tmp_path, SANDBOX_LISTEN="127.0.0.1:0") as bot:
        assert await bot.ends() == 78
    assert bot.said == f"{line}\n"


async def test_an_unknown_command_is_exit_64(tmp_path: Path) -> None:
    async with cold_bot_process(tmp_path, "fly") as bot:
        assert await bot.ends() == 64
    assert bot.said.count("\n") == 1


async def test_a_token_that_telegram_refuses_is_one_line_without_it_and_exit_78(
    tmp_path: Path, sandbox: Sandbox
) -> None:
    async with bot_process(tmp_path, BOT_TOKEN=TOKEN, BOT_API_URL=sandbox.url, LOG_LEVEL="DEBUG") as bot:
        assert await bot.ends() == 78
    assert "BOT_TOKEN: Telegram knows no bot with this token" in bot.said
    assert HALF not in bot.said
    assert "Traceback" not in bot.said


async def test_without_a_network_it_keeps_trying_and_says_so_once_a_minute(tmp_path: Path) -> None:
    nowhere = "http://127.0.0.1:1"
    async with bot_process(tmp_path, BOT_TOKEN=TOKEN, BOT_API_URL=nowhere, LOG_LEVEL="DEBUG") as bot:
        await bot.says("Telegram does not answer")
        await asyncio.sleep(3.5)  # two more attempts
        assert bot.said.count("Telegram does not answer") == 1
        bot.kill(signal.SIGTERM)
        assert await bot.ends() == 0
    assert HALF not in bot.said


@pytest.mark.alone
@pytest.mark.xdist_group("busy")
async def test_a_second_instance_on_the_same_data_exits_75_in_one_line(tmp_path: Path) -> None:
    async with bot_process(tmp_path, SANDBOX_LISTEN="127.0.0.1:0") as first:
        await first.says("connected")
        started = time.monotonic()
        async with cold_bot_process(tmp_path, SANDBOX_LISTEN="127.0.0.1:0") as second:
            assert await second.ends() == 75
        assert time.monotonic() - started < 3
        assert second.said == "another instance is already using data/psoas.db\n"


async def test_what_is_no_database_is_refused_and_left_untouched(tmp_path: Path) -> None:
    noise = os.urandom(8192)
    (tmp_path / "data").mkdir(mode=0o700)
    (tmp_path / "data" / "psoas.db").write_bytes(noise)
    (tmp_path / "data" / "psoas.db").chmod(0o600)
    async with bot_process(tmp_path, SANDBOX_LISTEN="127.0.0.1:0") as bot:
        assert await bot.ends() == 78
    assert "data/psoas.db cannot be used as a database" in bot.said
    assert bot.said.endswith("; there is no backup\n")
    assert bot.said.count("\n") == 1
    assert (tmp_path / "data" / "psoas.db").read_bytes() == noise


async def test_migrate_and_check_end_with_0(tmp_path: Path, sandbox: Sandbox) -> None:
    async with cold_bot_process(tmp_path, "migrate") as bot:
        assert await bot.ends() == 0
    env = {"BOT_TOKEN": sandbox.token, "BOT_API_URL": sandbox.url}
    async with cold_bot_process(tmp_path, "check", **env) as bot:
        assert await bot.ends() == 0
    assert "Telegram knows this bot" in bot.said


@pytest.mark.alone
@pytest.mark.xdist_group("idle")
async def test_three_sigterms_while_everything_hangs_and_it_is_out_within_8_seconds(
    tmp_path: Path, sandbox: Sandbox
) -> None:
    ann = Human(sandbox, 7, "Ann")
    env = {"BOT_TOKEN": sandbox.token, "BOT_API_URL": sandbox.url}
    async with bot_process(tmp_path, **env) as bot:
        await ann.types("/start")
        with closing(sqlite3.connect(tmp_path / "data" / "psoas.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")  # every handler now waits for the lock
            sandbox.add_fault(Fault(Kind.HANG, method="*"))  # and every call for its answer
            for _ in range(20):
                sandbox.write(7, "/start")
            await asyncio.sleep(1)
            started = time.monotonic()
            for _ in range(3):
                bot.kill(signal.SIGTERM)
                await asyncio.sleep(0.3)
            assert await bot.ends() == 0
            assert time.monotonic() - started < 8
    assert "Traceback" not in bot.said


async def test_after_a_restart_everything_is_still_there(tmp_path: Path, sandbox: Sandbox) -> None:
    ann = Human(sandbox, 7, "Ann")
    env = {"BOT_TOKEN": sandbox.token, "BOT_API_URL": sandbox.url}
    async with bot_process(tmp_path, **env):
        await ann.begins()
    async with bot_process(tmp_path, **env):
        await ann.types("/start")
    assert "Good to see you." in ann.screen


async def test_the_sandbox_alone_tells_how_to_reach_it(tmp_path: Path) -> None:
    async with bot_process(tmp_path, "sandbox", SANDBOX_LISTEN="127.0.0.1:0") as sandbox:
        await sandbox.says("BOT_API_URL=http://127.0.0.1:")
        found = re.search(r"BOT_API_URL=(\S+) BOT_TOKEN=(\S+)", sandbox.said)
        assert found is not None
        env = {"BOT_API_URL": found.group(1), "BOT_TOKEN": found.group(2)}
        async with bot_process(tmp_path, **env) as bot:
            await bot.says("connected")
        sandbox.kill(signal.SIGTERM)
        assert await sandbox.ends() == 0


async def test_a_nudge_comes_by_itself_when_its_time_has_come(tmp_path: Path, sandbox: Sandbox) -> None:
    """The timetable at work: no test moves the clock or runs a tick."""
    ann = Human(sandbox, 7, "Ann")
    env = {"BOT_TOKEN": sandbox.token, "BOT_API_URL": sandbox.url}
    async with bot_process(tmp_path, **env):
        await ann.begins()
        with closing(sqlite3.connect(tmp_path / "data" / "psoas.db")) as db:
            db.execute(
                "UPDATE people SET windows='00:00-23:59', weekdays=127, quiet_from='00:00:00.000000',"
                " quiet_until='00:00:00.000000', onboarded_at='2024-01-01 00:00:00.000000',"
                " next_nudge_at='2024-01-01 00:00:00.000000', nudged_at=NULL"
            )
            db.commit()
        await until(lambda: "✅ Done" in ann.buttons, 12)
