"""Clips for tests: a loop of a figure that walks, others with other bytes, and sending them."""

import struct
from pathlib import Path

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, InputFile, Message

from bot.sandbox import Limits
from tests.sandbox.conftest import YOU

LOOP = Path(__file__).with_name("loop.mp4").read_bytes()
DONE = InlineKeyboardMarkup([[InlineKeyboardButton("✅ Done", callback_data="d")]])
FREE = Limits(enabled=False)  # flood limits have tests of their own


def loop(number: int = 0) -> bytes:
    """A loop with other bytes for each number; all play the same."""
    return LOOP + struct.pack(">I4sI", 12, b"free", number)


def with_sound() -> bytes:
    """The loop, as if its track were one of sound."""
    return LOOP.replace(b"vide", b"soun", 1)


def jpeg(width: int = 320, height: int = 240, size: int = 0) -> bytes:
    """A JPEG's beginning, as far as Telegram's limits need it."""
    head = b"\xff\xd8\xff\xe0" + struct.pack(">H5s", 7, b"JFIF\0")
    return head + b"\xff\xc0" + struct.pack(">HBHH", 11, 8, height, width) + bytes(size)


async def send_loop(bot: Bot, number: int = 0, caption: str | None = "<b>Walk</b>") -> Message:
    file = InputFile(loop(number), "walk.mp4")
    return await bot.send_animation(YOU, file, caption=caption, parse_mode="HTML", reply_markup=DONE)


def id_of(message: Message) -> str:
    assert message.animation is not None
    return message.animation.file_id
