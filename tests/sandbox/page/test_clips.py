"""Sandbox chat page: animations play, keep playing through edits, and can be stopped."""

import json
import os
from typing import Any

import aiohttp
import pytest
from playwright.async_api import Locator, Page, expect

from bot.sandbox import Sandbox
from tests.sandbox.clips import loop
from tests.sandbox.conftest import YOU, Client
from tests.sandbox.page.conftest import CHROMIUM, DONE

pytestmark = [
    pytest.mark.skipif(
        CHROMIUM is None and "CI" not in os.environ, reason="there is no Chromium on this machine"
    ),
    pytest.mark.asyncio(loop_scope="package"),
]

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


async def test_an_animation_that_cannot_be_played_is_offered_as_a_file(
    page: Page, bot: Client, sandbox: Sandbox
) -> None:
    sent = await send_loop(bot, caption="Walk")
    await until(page.locator("video"), PLAYING)
    sandbox.forget_file(sent["animation"]["file_id"])
    await page.reload()
    await expect(page.get_by_role("link", name="walk.mp4")).to_be_visible()


async def test_a_veiled_animation_is_shown_on_request(page: Page, bot: Client) -> None:
    await send_loop(bot, caption="Walk", has_spoiler="true", show_caption_above_media="true")
    video, caption = page.locator("video"), page.get_by_role("log").get_by_text("Walk")
    await page.get_by_role("button", name="Show the hidden picture").press("Enter")
    await expect(page.get_by_role("button", name="Show the hidden picture")).to_be_hidden()
    frame, text = await video.bounding_box(), await caption.bounding_box()
    assert frame and text and text["y"] < frame["y"]
