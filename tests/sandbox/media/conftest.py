"""Fixtures: a sandbox without flood limits, and python-telegram-bot for it."""

from collections.abc import AsyncIterator

import pytest
from telegram import Bot

from bot.sandbox import Sandbox
from tests.sandbox.clips import FREE
from tests.sandbox.conftest import YOU, SteppingClock


@pytest.fixture
async def sandbox(clock: SteppingClock) -> AsyncIterator[Sandbox]:
    sandbox = Sandbox(now=clock.now, limits=FREE)
    await sandbox.start()
    sandbox.write(YOU, "/start")
    yield sandbox
    await sandbox.stop()


@pytest.fixture
async def telegram(sandbox: Sandbox) -> AsyncIterator[Bot]:
    base = f"{sandbox.url}/bot"
    async with Bot(sandbox.token, base_url=base, base_file_url=f"{sandbox.url}/file/bot") as bot:
        yield bot
