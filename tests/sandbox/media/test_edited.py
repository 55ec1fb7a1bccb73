"""Sandbox edits of captions and media: each kind of message has its own, as in Telegram."""

import pytest
from telegram import (
    Bot,
    InputFile,
    InputMediaAnimation,
    InputMediaPhoto,
    InputMediaVideo,
    Message,
)
from telegram.error import BadRequest

from bot.sandbox import Sandbox
from tests.sandbox.clips import DONE, LOOP, id_of, loop, send_loop
from tests.sandbox.conftest import YOU, Client
from tests.sandbox.test_files import png


async def test_a_caption_is_edited_and_the_animation_stays(telegram: Bot) -> None:
    sent = await send_loop(telegram)
    edited = await telegram.edit_message_caption(
        YOU, sent.message_id, caption="<i>Done</i>", parse_mode="HTML", show_caption_above_media=True
    )
    assert isinstance(edited, Message)
    assert (edited.caption_html, edited.reply_markup) == ("<i>Done</i>", None)
    assert edited.animation == sent.animation
    assert edited.show_caption_above_media and edited.edit_date is not None
    with pytest.raises(BadRequest, match="Message is not modified"):
        await telegram.edit_message_caption(
            YOU, sent.message_id, caption="<i>Done</i>", parse_mode="HTML", show_caption_above_media=True
        )
    bare = await telegram.edit_message_caption(YOU, sent.message_id)
    assert isinstance(bare, Message)
    assert (bare.caption, bare.show_caption_above_media) == (None, None)
    tapped = await telegram.edit_message_reply_markup(YOU, sent.message_id, reply_markup=DONE)
    assert isinstance(tapped, Message) and tapped.animation == sent.animation


async def test_each_kind_of_message_has_its_own_edit(telegram: Bot) -> None:
    text = await telegram.send_message(YOU, "words")
    with pytest.raises(BadRequest, match=r"^There is no caption in the message to edit$"):
        await telegram.edit_message_caption(YOU, text.message_id, caption="x")
    sent = await send_loop(telegram)
    with pytest.raises(BadRequest, match=r"^There is no text in the message to edit$"):
        await telegram.edit_message_text("x", YOU, sent.message_id)


async def test_a_text_message_is_given_an_animation_and_never_has_text_again(
    telegram: Bot, sandbox: Sandbox
) -> None:
    text = await telegram.send_message(YOU, "see https://example.org", reply_markup=DONE)
    media = InputMediaAnimation(
        InputFile(LOOP, "walk.mp4", attach=True), "<b>Walk</b>", "HTML", has_spoiler=True
    )
    edited = await telegram.edit_message_media(media, YOU, text.message_id, reply_markup=DONE)
    assert isinstance(edited, Message) and edited.animation is not None
    assert (edited.text, edited.caption_html, edited.has_media_spoiler) == (None, "<b>Walk</b>", True)
    assert edited.reply_markup == DONE
    logged = sandbox.calls[-1].parameters
    (name,) = (each for each in logged if each.startswith("attach://"))
    assert logged[name] == f"walk.mp4, {len(LOOP)} bytes"
    with pytest.raises(BadRequest, match="There is no text in the message to edit"):
        await telegram.edit_message_text("words", YOU, text.message_id)


async def test_media_is_swapped_by_id_and_by_upload(telegram: Bot) -> None:
    one, two = await send_loop(telegram, 1), await send_loop(telegram, 2)
    swap = InputMediaAnimation(id_of(two), "Squat")
    edited = await telegram.edit_message_media(swap, YOU, one.message_id)
    assert isinstance(edited, Message)
    assert (edited.animation, edited.caption, edited.reply_markup) == (two.animation, "Squat", None)
    with pytest.raises(BadRequest, match="Message is not modified"):
        await telegram.edit_message_media(swap, YOU, one.message_id)
    same = InputMediaAnimation(InputFile(loop(2), "walk.mp4", attach=True), "Squat")
    assert await telegram.edit_message_media(same, YOU, one.message_id)  # an upload is always a change
    photo = await telegram.edit_message_media(InputMediaPhoto(png()), YOU, one.message_id)
    assert isinstance(photo, Message) and photo.photo and photo.animation is None and photo.document is None
    video = await telegram.edit_message_media(InputMediaVideo(LOOP, width=100), YOU, one.message_id)
    assert isinstance(video, Message) and video.video is not None and not video.photo
    assert video.video.width == 100


async def test_media_that_is_not_there_is_refused(telegram: Bot, bot: Client) -> None:
    sent = await send_loop(telegram)
    place = {"chat_id": YOU, "message_id": sent.message_id}
    missing = {"type": "animation", "media": "attach://a"}
    refusal = await bot.refusal("editMessageMedia", media=missing, **place)
    assert refusal == "400 Bad Request: can't parse InputMedia: media not found"
    refusal = await bot.refusal("editMessageMedia", media={"type": "sticker", "media": "a"}, **place)
    assert "must have one of the types animation, photo, video" in refusal
    typo = {"type": "animation", "media": "a", "captoin": "x"}
    refusal = await bot.refusal("editMessageMedia", media=typo, **place)
    assert "unknown parameter 'captoin'" in refusal
    place["message_id"] = 999
    refusal = await bot.refusal("editMessageMedia", media=missing, **place)
    assert refusal == "400 Bad Request: message to edit not found"
