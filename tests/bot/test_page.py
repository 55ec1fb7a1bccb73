"""A newcomer's first contact: `python -m bot` without a token, and a browser on its page."""

import os
import re
import shutil
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Page, async_playwright, expect

from tests.bot.process import bot_process

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]

pytestmark = pytest.mark.skipif(
    CHROMIUM is None and "CI" not in os.environ, reason="there is no Chromium on this machine"
)


@pytest.fixture
async def page() -> AsyncIterator[Page]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = await browser.new_page()
        page.set_default_timeout(15_000)
        yield page
        await browser.close()


async def press(page: Page, label: str) -> None:
    await page.get_by_role("button", name=label).last.click()


async def test_a_newcomer_gets_a_nudge_answers_it_and_finds_everything_after_a_restart(
    tmp_path: Path, page: Page
) -> None:
    async with bot_process(tmp_path, SANDBOX_LISTEN="127.0.0.1:0") as bot:
        await bot.says("connected")
        found = re.search(r"Chat with the bot: (http://127\.0\.0\.1:\d+/)", bot.said)
        assert found is not None
        address = found.group(1)
        await page.goto(address)
        chat = page.get_by_role("log")
        await press(page, "Start")
        await expect(chat).to_contain_text("Heels up, toes up")
        await press(page, "⏭ Not now")
        await press(page, "👍 I'm 16+: yes, six")
        await expect(chat).to_contain_text("where you are?")
        await press(page, "✅ Yes, it's")
        await press(page, "🔀 Both")
        await expect(chat).to_contain_text("Your next one comes")
        await page.get_by_role("button", name="to the next nudge").click()
        await expect(page.get_by_role("button", name="⏭ Not now")).to_be_visible()
        await press(page, "✅ Done")
        await expect(chat).to_contain_text("Today: 1 of 4. Streak: 1 day.")
        await press(page, "↩️ Undo")
        await expect(chat).to_contain_text("Nothing logged yet today; the goal is 4.")
        await press(page, "✅ Done")
        await expect(chat).to_contain_text("Today: 1 of 4. Streak: 1 day.")
        bot.kill(signal.SIGINT)
        assert await bot.ends() == 0

    port = address.rstrip("/").rpartition(":")[2]
    async with bot_process(tmp_path, SANDBOX_LISTEN=f"127.0.0.1:{port}") as bot:
        await bot.says("connected")
        await page.reload()
        await expect(chat).to_contain_text("Today: 1 of 4. Streak: 1 day.")
        await page.get_by_role("textbox").fill("/today")
        await page.keyboard.press("Enter")
        await expect(chat).to_contain_text("1 of 4")
        await page.get_by_role("button", name="to the next nudge").click()
        await expect(page.get_by_role("button", name="⏭ Not now")).to_be_visible()
