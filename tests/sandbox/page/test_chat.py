"""Sandbox chat page, in a real browser."""

import os

import pytest
from playwright.async_api import Page, expect

from bot.sandbox import Sandbox
from tests.sandbox.conftest import ANN, YOU, Client, SteppingClock, TimeMachine
from tests.sandbox.page.conftest import CHROMIUM, DONE

pytestmark = [
    pytest.mark.skipif(
        CHROMIUM is None and "CI" not in os.environ, reason="there is no Chromium on this machine"
    ),
    pytest.mark.asyncio(loop_scope="package"),
]


async def test_a_file_is_attached(page: Page, bot: Client, sandbox: Sandbox) -> None:
    attach = page.get_by_role("button", name="Attach a file")
    async with page.expect_file_chooser() as chosen:
        await attach.click()
    chooser = await chosen.value
    file = {"name": "standup.ics", "mimeType": "text/calendar", "buffer": b"BEGIN:VCALENDAR"}
    await chooser.set_files(file)  # type: ignore[arg-type]
    await expect(page.get_by_role("log").get_by_text("standup.ics")).to_be_visible()
    document = (await bot.call("getUpdates"))[-1]["message"]["document"]
    assert sandbox.file(document["file_id"]) == b"BEGIN:VCALENDAR"
    status, answer = await bot.page("attach", {"chat_id": YOU, "name": "a.ics", "content": "no base64"})
    assert (status, answer) == (400, {"error": "content is a file in base64."})


async def test_a_conversation(page: Page, bot: Client, sandbox: Sandbox) -> None:
    await bot.call("setMyCommands", commands=[{"command": "tip", "description": "A tip"}])
    field = page.get_by_role("textbox", name="Message")
    await field.fill("walked the dog")
    await field.press("Enter")
    log = page.get_by_role("log")
    await expect(log).to_contain_text("walked the dog")

    # what a message says stays text
    nasty = '<img src=x onerror="document.title=1"> <b>bold</b>'
    await bot.send(
        nasty.replace("<img", "&lt;img"), parse_mode="HTML", disable_notification=True, reply_markup=DONE
    )
    await expect(log.get_by_text('<img src=x onerror="document.title=1">')).to_be_visible()
    await expect(log.locator("strong")).to_have_text("bold")
    await expect(log.get_by_role("img", name="sent silently")).to_be_visible()
    assert await log.locator("img[src]").count() == 0

    done = page.get_by_role("button", name="✅ Done")
    await done.click()
    await expect(done).to_have_attribute("aria-busy", "true")
    query = (await bot.call("getUpdates"))[-1]["callback_query"]
    await bot.call("answerCallbackQuery", callback_query_id=query["id"], text="Counted")
    await expect(page.get_by_text("Counted")).to_be_visible()
    await expect(done).to_have_attribute("aria-busy", "false")
    message_id = query["message"]["message_id"]
    await bot.call("editMessageText", chat_id=YOU, message_id=message_id, text="2 days in a row.")
    await expect(log).to_contain_text("2 days in a row.edited")
    await expect(done).to_be_hidden()

    await field.fill("/t")
    await expect(page.get_by_role("option", name="/tip")).to_be_visible()
    await field.press("Enter")
    await expect(log.get_by_role("button", name="/tip")).to_be_visible()
    await page.get_by_role("button", name="Block").click()
    await page.get_by_role("button", name="UNBLOCK").click()
    await expect(field).to_be_visible()
    assert not sandbox.person(YOU).blocks_bot


async def test_another_person_starts(page: Page, bot: Client, sandbox: Sandbox, clock: SteppingClock) -> None:
    await expect(page.get_by_role("button", name="+10 min")).to_be_hidden()
    sandbox.attach(TimeMachine(clock))
    await page.get_by_role("button", name="Ann").click()
    await page.get_by_role("button", name="START", exact=True).click()
    await expect(page.get_by_role("log")).to_contain_text("/start")
    assert sandbox.messages(ANN)[-1].text == "/start"
    before = clock.now()
    await page.get_by_role("button", name="+10 min").click()
    await expect(page.get_by_role("button", name="+10 min")).to_be_enabled()
    assert (clock.now() - before).total_seconds() == 600


async def test_the_page_finds_back_after_a_restart(page: Page, sandbox: Sandbox) -> None:
    await expect(page.get_by_role("log")).to_contain_text("/start")
    port = int(sandbox.url.rpartition(":")[2])
    await sandbox.stop()
    await expect(page.get_by_text("reconnecting…")).to_be_visible()
    sandbox.write(YOU, "said meanwhile")
    await sandbox.start(port=port)
    await expect(page.get_by_role("log")).to_contain_text("said meanwhile")
    await expect(page.get_by_text("reconnecting…")).to_be_hidden()
