"""Sandbox files as the chat page gets them: by what they are, and in ranges."""

import pytest
from telegram import (
    Bot,
    InputFile,
)

from tests.sandbox.clips import LOOP, id_of, loop, send_loop
from tests.sandbox.conftest import YOU, Client


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
