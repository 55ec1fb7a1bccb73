"""Sandbox files: pictures and documents, checked as strictly as by Telegram and viewable."""

import struct
import zlib

import aiohttp
import pytest
from telegram import Bot, InputFile
from telegram.error import BadRequest

from bot.sandbox import Sandbox
from tests.sandbox.conftest import YOU


def png(width: int = 40, height: int = 30) -> bytes:
    """The smallest valid PNG of that size."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    rows = zlib.compress(b"\0" * (width + 1) * height)
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def bot_of(sandbox: Sandbox) -> Bot:
    sandbox.write(YOU, "hello")
    return Bot(sandbox.token, base_url=f"{sandbox.url}/bot")


async def test_a_photo_arrives_with_its_caption_and_can_be_looked_at(sandbox: Sandbox) -> None:
    async with bot_of(sandbox) as bot:
        sent = await bot.send_photo(YOU, InputFile(png(), "a.png"), "<b>Look</b>", parse_mode="HTML")
    assert (sent.photo[0].width, sent.photo[0].height) == (40, 30)
    assert sent.caption == "Look"
    assert sent.text is None
    assert sent.caption_entities[0].type == "bold"
    assert sandbox.file(sent.photo[0].file_id) == png()
    assert sandbox.messages(YOU)[-1].text == "Look"
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{sandbox.url}/sandbox/files/{sent.photo[0].file_id}") as response,
    ):
        assert response.content_type == "image/png"
        assert await response.read() == png()


async def test_a_document_keeps_its_name_and_every_byte(sandbox: Sandbox) -> None:
    content = bytes(range(256)) * 8000  # two megabytes, more than a form holds by default
    async with bot_of(sandbox) as bot:
        sent = await bot.send_document(YOU, InputFile(content, "all.json"))
    assert sent.document is not None
    assert sent.document.file_name == "all.json"
    assert sent.document.file_size == len(content)
    assert sandbox.file(sent.document.file_id) == content


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "File must be non-empty"),
        (b"GIF89a and more", "Image_process_failed"),
        (png(2000, 20), "Photo_invalid_dimensions"),
        (png(9000, 1001), "Photo_invalid_dimensions"),
    ],
    ids=["empty", "no png", "too long", "too large"],
)
async def test_what_is_no_photo_is_refused(sandbox: Sandbox, content: bytes, why: str) -> None:
    async with bot_of(sandbox) as bot:
        with pytest.raises(BadRequest, match=f"(?i){why}"):
            await bot.send_photo(YOU, InputFile(content, "a.png"))
    assert not any(message.from_bot for message in sandbox.messages(YOU))


async def test_a_caption_has_1024_characters_at_most(sandbox: Sandbox) -> None:
    async with bot_of(sandbox) as bot:
        await bot.send_photo(YOU, InputFile(png(), "a.png"), "x" * 1024)
        with pytest.raises(BadRequest, match="caption is too long"):
            await bot.send_photo(YOU, InputFile(png(), "a.png"), "x" * 1025)


async def test_a_picture_has_no_text_to_edit(sandbox: Sandbox) -> None:
    async with bot_of(sandbox) as bot:
        sent = await bot.send_photo(YOU, InputFile(png(), "a.png"), "words")
        with pytest.raises(BadRequest, match="no text in the message to edit"):
            await bot.edit_message_text("other words", YOU, sent.message_id)


async def test_a_link_is_not_taken_for_a_file(sandbox: Sandbox) -> None:
    async with bot_of(sandbox) as bot:
        with pytest.raises(BadRequest, match=r"(?i)wrong file identifier"):
            await bot.send_photo(YOU, "https://example.org/a.png")


async def test_a_file_of_a_person_can_be_fetched_by_the_bot_and_nobody_else(sandbox: Sandbox) -> None:
    base = f"{sandbox.url}/file/bot"
    async with Bot(sandbox.token, f"{sandbox.url}/bot", base) as bot:
        sandbox.send_file(YOU, "a.ics", b"BEGIN:VCALENDAR", forwarded=True)
        message = (await bot.get_updates())[-1].message
        assert message is not None and message.document is not None
        assert message.forward_origin is not None
        assert (message.document.file_name, message.document.mime_type) == ("a.ics", "text/calendar")
        file = await bot.get_file(message.document.file_id)
        assert bytes(await file.download_as_bytearray()) == b"BEGIN:VCALENDAR"
        with pytest.raises(BadRequest, match=r"(?i)wrong file_id"):
            await bot.get_file("other")
    stranger = f"{base}7000000002:{'x' * 35}/documents/{message.document.file_id}"
    async with aiohttp.ClientSession() as session, session.get(stranger) as response:
        assert response.status == 401
