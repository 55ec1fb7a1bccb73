"""Wire format: turns a reply into a call, with buttons; falls back to plain text if HTML is refused."""

import html
import logging
import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any, TypeVar

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    KeyboardButton,
    LinkPreviewOptions,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest
from telegram.ext import ExtBot

from bot.outgoing.effects import Edit
from bot.outgoing.send_queue import Priority
from bot.outgoing.telegram_errors import Failure, failure_of
from bot.timing.once_per import OncePer
from messages.replies.reply import Reply

logger = logging.getLogger(__name__)

CANNOT_PARSE = "can't parse"  # "Can't parse entities: unsupported start tag …", also of a caption
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)

T = TypeVar("T")


class Wire:
    """Makes one call per method; the caller handles the errors."""

    def __init__(self, bot: ExtBot[Any], on_plain: Callable[[], None] = lambda: None) -> None:
        self._bot = bot
        self._on_plain = on_plain
        self._once_a_minute = OncePer(60)

    async def send(
        self,
        chat_id: int,
        reply: Reply,
        png: bytes | None = None,
        silent: bool = False,
        lane: Priority = Priority.ANSWER,
        topic_id: int | None = None,
    ) -> Message:
        """Send to the topic; without it if the topic was closed or deleted meanwhile."""
        try:
            return await self._new(chat_id, reply, png, silent, lane, topic_id)
        except BadRequest as error:
            if topic_id is None or failure_of(error) is not Failure.NO_TOPIC:
                raise
        return await self._new(chat_id, reply, png, silent, lane, None)

    async def _new(
        self,
        chat_id: int,
        reply: Reply,
        png: bytes | None,
        silent: bool,
        lane: Priority,
        topic_id: int | None,
    ) -> Message:
        """Send the picture, the document or the text."""

        async def send(reply: Reply, mode: ParseMode | None) -> Message:
            shown: dict[str, Any] = {
                "parse_mode": mode,
                "disable_notification": silent,
                "message_thread_id": topic_id,
                "rate_limit_args": lane,
            }
            return await self._posted(chat_id, reply, png, shown)

        return await self._or_plain(reply, send)

    async def _posted(self, chat_id: int, reply: Reply, png: bytes | None, shown: dict[str, Any]) -> Message:
        if png is not None:
            picture = InputFile(png, "picture.png")
            return await self._bot.send_photo(
                chat_id, picture, reply.text, reply_markup=keyboard(reply), **shown
            )
        if reply.document is not None:
            document = InputFile(reply.document.content, reply.document.name)
            return await self._bot.send_document(
                chat_id, document, caption=reply.text, reply_markup=keyboard(reply), **shown
            )
        below = composer(reply) or keyboard(reply)
        return await self._bot.send_message(
            chat_id, reply.text, reply_markup=below, link_preview_options=NO_PREVIEW, **shown
        )

    async def edit(self, edit: Edit) -> None:
        """Edit one of our messages."""

        async def change(reply: Reply, mode: ParseMode | None) -> None:
            await self._bot.edit_message_text(
                reply.text,
                chat_id=edit.chat_id,
                message_id=edit.message_id,
                parse_mode=mode,
                reply_markup=keyboard(reply),
                link_preview_options=NO_PREVIEW,
            )

        await self._or_plain(edit.reply, change)

    async def _or_plain(self, reply: Reply, call: Callable[[Reply, ParseMode | None], Awaitable[T]]) -> T:
        """Send as HTML, or again as plain text if refused: words without bold beat no words."""
        try:
            return await call(reply, ParseMode.HTML)
        except BadRequest as error:
            if not error.message.lower().startswith(CANNOT_PARSE):
                raise
        # Telegram's error quotes the text, so it is not logged.
        if self._once_a_minute("plain"):
            logger.error("text is not valid HTML; sent as plain text")
        self._on_plain()
        return await call(plain(reply), None)


def plain(reply: Reply) -> Reply:
    """The same reply without tags."""
    return replace(reply, text=html.unescape(TAG.sub("", reply.text)))


def keyboard(reply: Reply) -> InlineKeyboardMarkup | None:
    if not reply.rows:
        return None
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(each.label, callback_data=each.data) for each in row] for row in reply.rows]
    )


def composer(reply: Reply) -> ReplyKeyboardMarkup | ReplyKeyboardRemove | None:
    if reply.composer is None:
        return None
    if not reply.composer.share_label:
        return ReplyKeyboardRemove()
    share = KeyboardButton(reply.composer.share_label, request_location=True)
    return ReplyKeyboardMarkup([[share]], resize_keyboard=True, one_time_keyboard=True)
