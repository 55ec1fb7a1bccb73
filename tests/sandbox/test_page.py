"""Sandbox chat page, in a real browser."""

import json
import os
import shutil
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, async_playwright, expect

from bot.sandbox import Limits, Sandbox

from .clips import loop
from .conftest import ANN, YOU, Client, SteppingClock, TimeMachine

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
DONE = {
    "inline_keyboard": [
        [{"text": "✅ Done", "callback_data": "d"}, {"text": "⏰ Later", "callback_data": "l"}]
    ]
}

pytestmark = [
    pytest.mark.skipif(
        CHROMIUM is None and "CI" not in os.environ, reason="there is no Chromium on this machine"
    ),
    pytest.mark.asyncio(loop_scope="module"),
]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        await browser.close()


# one loop for this module: the browser is started once
@pytest_asyncio.fixture(loop_scope="module")
async def sandbox(clock: SteppingClock) -> AsyncIterator[Sandbox]:
    sandbox = Sandbox(now=clock.now, limits=Limits(enabled=False))
    await sandbox.start()
    sandbox.write(YOU, "/start")
    yield sandbox
    await sandbox.stop()


@pytest_asyncio.fixture(loop_scope="module")
async def bot(sandbox: Sandbox) -> AsyncIterator[Client]:
    async with aiohttp.ClientSession() as session:
        yield Client(sandbox, session)


@pytest_asyncio.fixture(loop_scope="module")
async def page(browser: Browser, sandbox: Sandbox) -> AsyncIterator[Page]:
    page = await browser.new_page()
    page.set_default_timeout(5000)
    await page.goto(f"{sandbox.url}/#{YOU}")
    yield page
    await page.close()


PLAYING = "video => !video.paused && video.currentTime > 0 && video.readyState > 2"


async def send_loop(bot: Client, **more: Any) -> Any:
    form = aiohttp.FormData(
        {"chat_id": str(YOU), "parse_mode": "HTML", "reply_markup": json.dumps(DONE)} | more
    )
    form.add_field("animation", loop(), filename="walk.mp4")
    url = f"{bot.sandbox.url}/bot{bot.sandbox.token}/sendAnimation"
    async with bot.session.post(url, data=form) as response:
        return (await response.json())["result"]


async def swap_loop(bot: Client, message_id: int, number: int, caption: str) -> None:
    media = {"type": "animation", "media": "attach://new", "caption": caption}
    form = aiohttp.FormData({"chat_id": str(YOU), "message_id": str(message_id), "media": json.dumps(media)})
    form.add_field("new", loop(number), filename="squat.mp4")
    url = f"{bot.sandbox.url}/bot{bot.sandbox.token}/editMessageMedia"
    async with bot.session.post(url, data=form) as response:
        assert response.status == 200


async def until(video: Locator, condition: str) -> None:
    """Wait for what a function says of the video."""
    await video.page.wait_for_function(condition, arg=await video.element_handle())


async def test_an_animation_plays_without_end_and_its_caption_stands_below(page: Page, bot: Client) -> None:
    await send_loop(bot, caption="<b>Walk</b> on the spot\nTwo minutes.")
    video = page.get_by_label("Walk on the spot", exact=True)
    await until(video, PLAYING)
    assert (
        await video.evaluate("video => [video.muted, video.loop, video.autoplay, video.playsInline]")
        == [True] * 4
    )
    await video.evaluate("video => { video.currentTime = video.duration - 0.1 }")
    await until(video, "video => !video.paused && video.currentTime < video.duration / 2")
    bubble = page.get_by_role("log").locator("li").last
    await expect(bubble.locator("strong")).to_have_text("Walk")
    frame, caption = await video.bounding_box(), await bubble.locator(".text").bounding_box()
    assert frame and caption and frame["y"] + frame["height"] <= caption["y"]
    await expect(bubble.get_by_role("button", name="✅ Done")).to_be_visible()
    await page.get_by_role("button", name="Pause Walk on the spot").press("Enter")
    await until(video, "video => video.paused")
    await page.get_by_role("button", name="Play Walk on the spot").press("Enter")
    await until(video, PLAYING)


async def test_no_line_moves_when_a_clip_arrives(page: Page, bot: Client) -> None:
    await page.route("**/sandbox/files/*", lambda route: None)  # never answered
    await send_loop(bot)
    box = await page.get_by_label("Animation", exact=True).bounding_box()
    assert box and round(box["width"]) == round(box["height"]) > 200


async def test_an_edited_caption_leaves_the_animation_playing(page: Page, bot: Client) -> None:
    sent = await send_loop(bot, caption="Walk")
    place = {"chat_id": YOU, "message_id": sent["message_id"]}
    video = page.locator("video")
    await until(video, PLAYING)
    await video.evaluate(
        "video => { video.dataset.mark = 'same'; video.dataset.breaks = '';"
        " for (const kind of ['pause', 'emptied', 'loadstart'])"
        " video.addEventListener(kind, () => { video.dataset.breaks += kind }) }"
    )
    await bot.call("editMessageCaption", caption="<i>Done</i>", parse_mode="HTML", **place)
    await expect(page.get_by_role("log").locator("em")).to_have_text("Done")
    await expect(page.get_by_role("button", name="✅ Done")).to_be_hidden()
    await expect(page.get_by_label("Done", exact=True)).to_have_attribute("data-mark", "same")
    await bot.call("editMessageReplyMarkup", reply_markup=DONE, **place)
    again = {"type": "animation", "media": sent["animation"]["file_id"], "caption": "Same loop"}
    await bot.call("editMessageMedia", media=again, **place)
    await expect(page.get_by_label("Same loop", exact=True)).to_have_attribute("data-mark", "same")
    await until(
        video,
        "video => { const at = video.currentTime; video.dataset.at ??= at; return at != video.dataset.at }",
    )
    assert await video.get_attribute("data-breaks") == ""


async def test_another_animation_takes_its_place_and_is_there_after_a_reload(page: Page, bot: Client) -> None:
    sent = await send_loop(bot, caption="Walk")
    video = page.locator("video")
    await until(video, PLAYING)
    before = await video.get_attribute("src")
    await swap_loop(bot, sent["message_id"], 1, "Squat")
    video = page.get_by_label("Squat", exact=True)
    await until(video, PLAYING)
    assert await video.get_attribute("src") != before
    await page.reload()
    await until(video, PLAYING)
    await expect(page.get_by_role("log")).to_contain_text("Squat")
    assert await page.locator("video").count() == 1


async def test_a_text_message_becomes_an_animation(page: Page, bot: Client) -> None:
    sent = await bot.send("Ready?")
    await swap_loop(bot, sent["message_id"], 1, "Walk")
    await until(page.get_by_label("Walk", exact=True), PLAYING)
    await expect(page.get_by_role("log")).not_to_contain_text("Ready?")


async def test_who_wants_less_motion_starts_animations_by_hand(page: Page, bot: Client) -> None:
    await send_loop(bot, caption="Walk")
    video = page.get_by_label("Walk", exact=True)
    await until(video, PLAYING)
    await page.emulate_media(reduced_motion="reduce")
    await until(video, "video => video.paused && video.controls")
    await page.reload()
    await until(video, "video => video.readyState > 0 && video.paused && video.controls && !video.autoplay")
    await expect(page.get_by_role("button", name="Pause Walk")).to_be_hidden()


async def test_a_veiled_animation_is_shown_on_request(page: Page, bot: Client) -> None:
    await send_loop(bot, caption="Walk", has_spoiler="true", show_caption_above_media="true")
    video, caption = page.locator("video"), page.get_by_role("log").get_by_text("Walk")
    await page.get_by_role("button", name="Show the hidden picture").press("Enter")
    await expect(page.get_by_role("button", name="Show the hidden picture")).to_be_hidden()
    frame, text = await video.bounding_box(), await caption.bounding_box()
    assert frame and text and text["y"] < frame["y"]


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
