"""Attachments: downloaded on demand, never stored."""

import asyncio
import logging
from typing import Any

from telegram.error import TelegramError
from telegram.ext import ExtBot

logger = logging.getLogger(__name__)

LARGEST_BYTES = 256 * 1024
FETCH_SECONDS = 5.0


async def fetch(bot: ExtBot[Any], file_id: str) -> bytes | None:
    """The file's content; None if it is larger than `LARGEST_BYTES` or unavailable."""
    try:
        async with asyncio.timeout(FETCH_SECONDS):
            file = await bot.get_file(file_id)
            if file.file_size is not None and file.file_size > LARGEST_BYTES:
                return None
            return bytes(await file.download_as_bytearray())
    except (TelegramError, TimeoutError) as error:
        logger.warning("attachment not fetched error=%s", type(error).__name__)
        return None
