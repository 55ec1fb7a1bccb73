"""Health, metrics and log lines of a running process."""

import asyncio
import json
import re
import signal
import socket
import urllib.request
from pathlib import Path

import pytest

from bot.sandbox import Sandbox
from tests.bot.process import bot_process

SANDBOX = {"SANDBOX_LISTEN": "127.0.0.1:0"}


async def page(root: str, name: str) -> str:
    def fetched() -> str:
        with urllib.request.urlopen(f"{root}/{name}", timeout=5) as answer:  # noqa: S310
            return str(answer.read().decode())

    return await asyncio.to_thread(fetched)


async def test_the_pages_are_there_and_their_address_is_told(tmp_path: Path) -> None:
    async with bot_process(tmp_path, **SANDBOX) as bot:
        await bot.says("connected")
        found = re.search(r"status at (http://127\.0\.0\.1:\d+)/livez", bot.said)
        assert found is not None
        assert (await page(found.group(1), "livez")).startswith("loop lag 0.")
        assert "psoas_updates_total" in await page(found.group(1), "metrics")
        bot.kill(signal.SIGTERM)
        assert await bot.ends() == 0


async def test_off_means_that_nobody_listens(tmp_path: Path) -> None:
    async with bot_process(tmp_path, **SANDBOX, STATUS_LISTEN="off") as bot:
        await bot.says("connected")
        assert "status at" not in bot.said


@pytest.mark.parametrize("mode", ["sandbox", "Telegram"])
async def test_an_address_that_is_taken_is_one_line_and_exit_78(
    mode: str, tmp_path: Path, sandbox: Sandbox
) -> None:
    env = {"BOT_TOKEN": sandbox.token, "BOT_API_URL": sandbox.url} if mode == "Telegram" else SANDBOX
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        async with bot_process(tmp_path, **env, STATUS_LISTEN=address) as bot:
            assert await bot.ends() == 78
    assert bot.said == f"STATUS_LISTEN: cannot listen on {address}: Address already in use\n"


async def test_json_lines_are_all_json(tmp_path: Path) -> None:
    async with bot_process(tmp_path, **SANDBOX, LOG_FORMAT="json", LOG_LEVEL="DEBUG") as bot:
        await bot.says("connected")
        bot.kill(signal.SIGTERM)
        assert await bot.ends() == 0
    lines = [line for line in bot.said.splitlines() if not line.startswith("No BOT_TOKEN")]
    assert len(lines) > 2
    assert all({"time", "level", "name", "message"} <= json.loads(line).keys() for line in lines)
