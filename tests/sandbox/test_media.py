"""Sandbox animations and videos: sent by upload and by id, edited, and refused as by Telegram."""

from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from telegram import (
    Animation,
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    InputMediaAnimation,
    InputMediaPhoto,
    InputMediaVideo,
    Message,
)
from telegram.error import BadRequest

from bot.sandbox import Limits, Sandbox
from tests.sandbox.clips import LOOP, loop, with_sound
from tests.sandbox.conftest import YOU, Client, SteppingClock
from tests.sandbox.test_files import png

DONE = InlineKeyboardMarkup([[InlineKeyboardButton("✅ Done", callback_data="d")]])
FREE = Limits(enabled=False)
OTHER_TOKEN = f"7000000002:{'x' * 35}"


@pytest.fixture
async def sandbox(clock: SteppingClock) -> AsyncIterator[Sandbox]:
    """Without flood limits: they have tests of their own."""
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


async def send_loop(bot: Bot, number: int = 0, caption: str | None = "<b>Walk</b>") -> Message:
    file = InputFile(loop(number), "walk.mp4")
    return await bot.send_animation(YOU, file, caption=caption, parse_mode="HTML", reply_markup=DONE)


def seconds(animation: Animation) -> int:
    return int(animation.to_dict()["duration"])


def id_of(message: Message) -> str:
    assert message.animation is not None
    return message.animation.file_id


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


async def test_an_animation_is_sent_again_by_its_id(telegram: Bot, sandbox: Sandbox) -> None:
    first = await send_loop(telegram)
    again = await telegram.send_animation(YOU, id_of(first), caption="once more")
    assert again.animation == first.animation
    assert (again.caption, again.reply_markup) == ("once more", None)
    assert [
        str(call.parameters["animation"]) for call in sandbox.calls if call.method == "sendAnimation"
    ] == [
        f"walk.mp4, {len(loop())} bytes",
        id_of(first),
    ]


async def test_ids_of_animations_stay_valid_and_their_bytes_are_kept_once(
    telegram: Bot, sandbox: Sandbox
) -> None:
    first = await send_loop(telegram)
    for number in range(110):
        await send_loop(telegram, number % 2)
    for _ in range(70):
        await telegram.send_photo(YOU, InputFile(png(), "a.png"))
    assert id_of(await telegram.send_animation(YOU, id_of(first))) == id_of(first)
    assert len(sandbox.world.files.contents) == 2


@pytest.mark.parametrize(
    ("file_id", "why"),
    [
        ("nonsense", "wrong remote file identifier specified: can't unserialize it. Wrong last symbol"),
        ("BAQE", "wrong remote file identifier specified: can't unserialize it"),
        ("abcde", "wrong remote file identifier specified: Wrong string length"),
        ("a b!", "wrong remote file identifier specified: Wrong character in the string"),
        ("https://example.org/a.mp4", "wrong file identifier/HTTP URL specified"),
    ],
)
async def test_a_wrong_id_is_refused_in_telegrams_words(
    telegram: Bot, bot: Client, file_id: str, why: str
) -> None:
    assert await bot.refusal("sendAnimation", chat_id=YOU, animation=file_id) == f"400 Bad Request: {why}"
    sent = await send_loop(telegram)
    place = {"chat_id": YOU, "message_id": sent.message_id}
    media = {"type": "animation", "media": file_id}
    assert await bot.refusal("editMessageMedia", media=media, **place) == f"400 Bad Request: {why}"


async def test_an_id_may_become_invalid_and_the_next_upload_gets_another(
    telegram: Bot, sandbox: Sandbox
) -> None:
    old = id_of(await send_loop(telegram))
    sandbox.forget_file(old)
    with pytest.raises(BadRequest, match=r"(?i)wrong file identifier/http url specified"):
        await telegram.send_animation(YOU, old)
    assert id_of(await send_loop(telegram)) != old


async def test_a_file_keeps_its_kind(telegram: Bot) -> None:
    photo = (await telegram.send_photo(YOU, InputFile(png(), "a.png"))).photo[0].file_id
    animation = id_of(await send_loop(telegram))
    with pytest.raises(BadRequest, match=r"(?i)^Can't use file of type Photo as Animation$"):
        await telegram.send_animation(YOU, photo)
    with pytest.raises(BadRequest, match=r"(?i)^Can't use file of type Animation as Photo$"):
        await telegram.send_photo(YOU, animation)
    assert (await telegram.send_photo(YOU, photo)).photo[0].file_id == photo
    # among documents Telegram takes any, and shows what it is
    assert (await telegram.send_video(YOU, animation)).animation is not None


async def test_an_id_belongs_to_one_bot(tmp_path: Path, clock: SteppingClock) -> None:
    ids: list[str] = []
    for token in ("7000000001:" + "x" * 35, OTHER_TOKEN):
        sandbox = Sandbox(token=token, state_file=tmp_path / "sandbox.json", now=clock.now)
        await sandbox.start()
        sandbox.write(YOU, "/start")
        async with Bot(token, base_url=f"{sandbox.url}/bot") as bot:
            for old in ids:
                with pytest.raises(BadRequest, match=r"(?i)wrong file identifier/http url specified"):
                    await bot.send_animation(YOU, old)
            ids.append(id_of(await send_loop(bot)))
        await sandbox.stop()
    assert ids[0] != ids[1]


async def test_loops_survive_a_restart_and_are_written_once(tmp_path: Path, clock: SteppingClock) -> None:
    file = tmp_path / "data" / "sandbox.json"
    first = Sandbox(state_file=file, now=clock.now, limits=FREE)
    await first.start()
    first.write(YOU, "/start")
    async with Bot(first.token, base_url=f"{first.url}/bot") as bot:
        kept = id_of(await send_loop(bot))
        await telegram_photo(bot)
    await first.stop()
    assert file.stat().st_size < len(LOOP)
    (content,) = (file.parent / "sandbox.json.files").iterdir()
    assert (content.read_bytes(), content.stat().st_mode & 0o777) == (loop(), 0o600)

    second = Sandbox(state_file=file, now=clock.now, limits=FREE)
    await second.start()
    async with Bot(second.token, base_url=f"{second.url}/bot") as bot:
        assert id_of(await bot.send_animation(YOU, kept)) == kept
        assert id_of(await send_loop(bot)) == kept
        assert second.messages(YOU)[-1].content == first.messages(YOU)[1].content
    await second.stop()
    content.write_bytes(b"damaged")
    third = Sandbox(state_file=file, now=clock.now, limits=FREE)
    await third.start()
    async with Bot(third.token, base_url=f"{third.url}/bot") as bot:
        with pytest.raises(BadRequest, match=r"(?i)wrong file identifier/http url specified"):
            await bot.send_animation(YOU, kept)
    await third.stop()


async def telegram_photo(bot: Bot) -> None:
    await bot.send_photo(YOU, InputFile(png(), "a.png"))


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


async def test_a_form_has_no_file_that_nothing_refers_to(sandbox: Sandbox, bot: Client) -> None:
    form = aiohttp.FormData({"chat_id": str(YOU), "text": "hi"})
    form.add_field("lost", LOOP, filename="a.mp4")
    async with bot.session.post(f"{sandbox.url}/bot{sandbox.token}/sendMessage", data=form) as response:
        assert "unknown parameter 'lost'" in (await response.json())["description"]


@pytest.mark.parametrize(
    ("wanted", "status", "begin", "end"),
    [
        (None, 200, 0, len(LOOP)),
        ("bytes=0-", 206, 0, len(LOOP)),
        ("bytes=0-1", 206, 0, 2),
        ("bytes=100-199", 206, 100, 200),
        ("bytes=-5", 206, len(LOOP) - 5, len(LOOP)),
        (f"bytes={len(LOOP) - 1}-{len(LOOP) + 9}", 206, len(LOOP) - 1, len(LOOP)),
        ("bytes=9-1", 200, 0, len(LOOP)),
        ("lines=1-2", 200, 0, len(LOOP)),
    ],
)
async def test_a_clip_is_served_in_ranges(
    telegram: Bot, bot: Client, wanted: str | None, status: int, begin: int, end: int
) -> None:
    sent = await telegram.send_animation(YOU, InputFile(LOOP, "walk"))  # no name that tells what it is
    headers = {"Range": wanted} if wanted else {}
    address = f"{bot.sandbox.url}/sandbox/files/{id_of(sent)}"
    async with bot.session.get(address, headers=headers) as response:
        assert (response.status, await response.read()) == (status, LOOP[begin:end])
        assert (response.content_type, response.headers["Accept-Ranges"]) == ("video/mp4", "bytes")
        assert "media-src 'self'" in response.headers["Content-Security-Policy"]
        told = response.headers.get("Content-Range")
        assert told == (f"bytes {begin}-{end - 1}/{len(LOOP)}" if status == 206 else None)


async def test_a_range_behind_the_end_is_refused(telegram: Bot, bot: Client) -> None:
    address = f"{bot.sandbox.url}/sandbox/files/{id_of(await send_loop(telegram))}"
    headers = {"Range": f"bytes={len(loop())}-"}
    async with bot.session.get(address, headers=headers) as response:
        assert (response.status, response.headers["Content-Range"]) == (416, f"bytes */{len(loop())}")


async def test_only_pictures_and_clips_are_served_to_be_looked_at(telegram: Bot, bot: Client) -> None:
    page = InputFile(b"<script>alert(1)</script>", "a.html")
    sent = await telegram.send_animation(YOU, page)
    assert sent.document is not None
    address = f"{bot.sandbox.url}/sandbox/files/{sent.document.file_id}"
    async with bot.session.get(address) as response:
        assert response.content_type == "application/octet-stream"
