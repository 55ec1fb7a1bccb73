"""Sandbox animations and videos: sent as Telegram sends them, or refused in its words."""

import aiohttp
import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import (
    Animation,
    Bot,
    InputFile,
    InputMediaAnimation,
    Message,
)
from telegram.error import BadRequest

from bot.sandbox import Sandbox
from bot.sandbox.files.clip import Clip, clip_of
from tests.sandbox.clips import DONE, LOOP, id_of, jpeg, send_loop, with_sound
from tests.sandbox.conftest import YOU, Client
from tests.sandbox.test_files import png


def seconds(animation: Animation) -> int:
    return int(animation.to_dict()["duration"])


async def test_an_animation_arrives_as_telegram_shows_it(telegram: Bot, sandbox: Sandbox) -> None:
    sent = await telegram.send_animation(
        YOU,
        InputFile(LOOP, "walk.mp4"),
        caption="<b>Walk</b> 👣",
        parse_mode="HTML",
        reply_markup=DONE,
        disable_notification=True,
        show_caption_above_media=True,
        has_spoiler=True,
    )
    shown = sent.animation
    assert shown is not None and sent.document is not None
    assert (shown.width, shown.height, shown.mime_type) == (480, 480, "video/mp4")
    assert (shown.file_name, shown.file_size) == ("walk.mp4", len(LOOP))
    assert seconds(shown) == 1
    assert (sent.document.file_id, sent.document.file_size) == (shown.file_id, len(LOOP))
    assert (sent.text, sent.caption, sent.caption_html) == (None, "Walk 👣", "<b>Walk</b> 👣")
    assert sent.show_caption_above_media and sent.has_media_spoiler
    assert sent.reply_markup == DONE
    assert sandbox.messages(YOU)[-1].silent
    file = await telegram.get_file(shown.file_id)
    assert bytes(await file.download_as_bytearray()) == LOOP
    assert sandbox.file(shown.file_id) == LOOP


async def test_length_and_size_are_those_of_the_call_if_it_names_them(telegram: Bot) -> None:
    file = InputFile(LOOP, "walk.mp4")
    sent = await telegram.send_animation(YOU, file, duration=6, width=240, height=200)
    assert sent.animation is not None
    assert (seconds(sent.animation), sent.animation.width, sent.animation.height) == (6, 240, 200)


async def test_a_video_is_no_animation_and_one_with_sound_never(telegram: Bot) -> None:
    video = await telegram.send_video(YOU, InputFile(LOOP, "walk.mp4"), supports_streaming=True)
    assert video.video is not None and video.animation is None and video.document is None
    loud = await telegram.send_animation(YOU, InputFile(with_sound(), "walk.mp4"))
    assert loud.video is not None and loud.animation is None
    text = await telegram.send_animation(YOU, InputFile(b"no film", "walk.txt"))
    assert text.animation is None and text.document is not None


async def test_a_thumbnail_comes_with_the_animation(telegram: Bot, sandbox: Sandbox) -> None:
    sent = await telegram.send_animation(YOU, InputFile(LOOP, "walk.mp4"), thumbnail=jpeg())
    assert sent.animation is not None and sent.animation.thumbnail is not None
    cover = sent.animation.thumbnail
    assert (cover.width, cover.height, cover.file_size) == (320, 240, len(jpeg()))
    assert sandbox.file(cover.file_id) == jpeg()
    media = InputMediaAnimation(InputFile(LOOP, "walk.mp4", attach=True), thumbnail=jpeg())
    edited = await telegram.edit_message_media(media, YOU, sent.message_id)
    assert isinstance(edited, Message)
    assert edited.animation == sent.animation
    assert len(sandbox.world.files.contents) == 2


@pytest.mark.parametrize("cover", [jpeg(321), jpeg(9, 321), jpeg(0), jpeg(size=200 * 2**10), png(), b"x"])
async def test_a_thumbnail_beyond_the_limits_is_ignored(telegram: Bot, cover: bytes) -> None:
    sent = await telegram.send_animation(YOU, InputFile(LOOP, "walk.mp4"), thumbnail=cover)
    assert sent.animation is not None and sent.animation.thumbnail is None


async def test_limits_of_files_and_captions(telegram: Bot, bot: Client, sandbox: Sandbox) -> None:
    with pytest.raises(BadRequest, match="File must be non-empty"):
        await telegram.send_animation(YOU, InputFile(b"", "walk.mp4"))
    with pytest.raises(BadRequest, match="File is too big"):
        await telegram.send_video(YOU, InputFile(LOOP + bytes(50 * 2**20), "walk.mp4"), write_timeout=60)
    assert not sandbox.world.files.contents
    sent = await send_loop(telegram, caption="🦵" * 512)
    for caption in ("🦵" * 512 + "x", "<b>" + "x" * 1025 + "</b>"):
        with pytest.raises(BadRequest, match="Message caption is too long"):
            await send_loop(telegram, 1, caption)
        with pytest.raises(BadRequest, match="Message caption is too long"):
            await telegram.edit_message_caption(YOU, sent.message_id, caption=caption, parse_mode="HTML")
        with pytest.raises(BadRequest, match="Message caption is too long"):
            media = InputMediaAnimation(id_of(sent), caption, "HTML")
            await telegram.edit_message_media(media, YOU, sent.message_id)
    assert len(sandbox.world.files.contents) == 1
    refusal = await bot.refusal("sendAnimation", chat_id=YOU)
    assert refusal == "400 Bad Request: there is no animation in the request"


async def test_what_is_refused_otherwise_is_not_kept(telegram: Bot, sandbox: Sandbox) -> None:
    with pytest.raises(BadRequest, match="Message thread not found"):
        await telegram.send_animation(YOU, InputFile(LOOP, "a.mp4"), message_thread_id=99)
    assert not sandbox.world.files.contents
    topic = sandbox.open_topic(YOU, "Moves")
    sent = await telegram.send_animation(YOU, InputFile(LOOP, "a.mp4"), message_thread_id=topic)
    assert sent.message_thread_id == topic


async def test_a_form_has_no_file_that_nothing_refers_to(sandbox: Sandbox, bot: Client) -> None:
    form = aiohttp.FormData({"chat_id": str(YOU), "text": "hi"})
    form.add_field("lost", LOOP, filename="a.mp4")
    async with bot.session.post(f"{sandbox.url}/bot{sandbox.token}/sendMessage", data=form) as response:
        assert "unknown parameter 'lost'" in (await response.json())["description"]


def test_a_clip_tells_its_size_and_length() -> None:
    assert clip_of(LOOP) == Clip(480, 480, 1, False)
    assert clip_of(with_sound()) == Clip(480, 480, 1, True)
    assert clip_of(LOOP[:40]) is None
    assert clip_of(b"") is None


@given(st.data())
def test_a_damaged_clip_is_read_or_is_none(data: st.DataObject) -> None:
    content = bytearray(LOOP[:1500])
    for _ in range(data.draw(st.integers(0, 4))):
        content[data.draw(st.integers(8, 1499))] = data.draw(st.integers(0, 255))
    clip = clip_of(bytes(content[: data.draw(st.integers(0, 1500))]))
    assert clip is None or (clip.width > 0 and clip.height > 0)
