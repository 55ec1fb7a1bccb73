"""Fixtures: one Chromium for all tests of the page, and a fresh sandbox and page for each."""

import shutil
from collections.abc import AsyncIterator

import aiohttp
import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright

from bot.sandbox import Limits, Sandbox
from tests.sandbox.conftest import YOU, Client, SteppingClock

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
DONE = {
    "inline_keyboard": [
        [{"text": "✅ Done", "callback_data": "d"}, {"text": "⏰ Later", "callback_data": "l"}]
    ]
}


@pytest_asyncio.fixture(scope="package", loop_scope="package")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        await browser.close()


# one loop for all: the browser is started once
@pytest_asyncio.fixture(loop_scope="package")
async def sandbox(clock: SteppingClock) -> AsyncIterator[Sandbox]:
    sandbox = Sandbox(now=clock.now, limits=Limits(enabled=False))
    await sandbox.start()
    sandbox.write(YOU, "/start")
    yield sandbox
    await sandbox.stop()


@pytest_asyncio.fixture(loop_scope="package")
async def bot(sandbox: Sandbox) -> AsyncIterator[Client]:
    async with aiohttp.ClientSession() as session:
        yield Client(sandbox, session)


@pytest_asyncio.fixture(loop_scope="package")
async def page(browser: Browser, sandbox: Sandbox) -> AsyncIterator[Page]:
    page = await browser.new_page()
    page.set_default_timeout(5000)
    await page.goto(f"{sandbox.url}/#{YOU}")
    yield page
    await page.close()
