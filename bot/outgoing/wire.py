"""Wire format: turns a reply into a call, with buttons; falls back to plain text if HTML is refused."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from telegram import InputFile, Message
from telegram.constants import ParseMode
from telegram.error import BadRequest
from telegram.ext import ExtBot

from bot.outgoing.effects import Edit
from bot.outgoing.media.edits import Edits
from bot.outgoing.media.forms import Form, Forms
from bot.outgoing.media.keyboards import NO_PREVIEW, composer, keyboard
from bot.outgoing.media.refusals import is_of_media, is_wrong_id
from bot.outgoing.media.uploads import Footage, Uploads, has_media
from bot.outgoing.send_queue import Priority
from bot.outgoing.telegram_errors import Failure, failure_of
from bot.timing.once_per import OncePer
from jobs.workers.ports import Numbered, Outgoing
from messages.replies.reply import Reply, fits_caption, without_tags

logger = logging.getLogger(__name__)

CANNOT_PARSE = "can't parse"  # "Can't parse entities: unsupported start tag …", also of a caption
# How long a message waits for another's upload of its loop. A wave of nudges queues up meanwhile.
PATIENCE_SECONDS = {Priority.ANSWER: 5.0, Priority.NUDGE: 120.0}

T = TypeVar("T")


@dataclass(frozen=True)
class Posted:
    """A message that has arrived."""

    message_id: int
    has_media: bool


class Wire:
    """Makes one call per method; the caller handles the errors."""

    def __init__(
        self, bot: ExtBot[Any], on_plain: Callable[[], None] = lambda: None, uploads: Uploads | None = None
    ) -> None:
        self._bot = bot
        self._on_plain = on_plain
        self._uploads = uploads
        self._forms = Forms(bot)
        self.edits = Edits(bot, uploads)
        self._once_a_minute = OncePer(60)

    async def nudge(self, outgoing: Outgoing, png: bytes | None = None) -> Posted:
        """Send a message that nobody waits for: as a prepared form, or as any other if that may help."""
        words, silent = outgoing.words, outgoing.silent
        form = None if png is not None else self._forms.of(words, with_loop=self._uploads is not None)
        if form is not None and (file_id := self._file_id(form)) is not None:
            number = words.number if isinstance(words, Numbered) else 0
            try:
                message_id = await self._forms.post(form, outgoing.chat_id, number, silent, file_id)
                return Posted(message_id, bool(form.loop))
            except BadRequest as error:
                if not _may_arrive_otherwise(error, form):
                    raise
        message = await self.send(outgoing.chat_id, outgoing.reply, png, silent, Priority.NUDGE)
        return Posted(message.message_id, has_media(message))

    def _file_id(self, form: Form) -> str | None:
        """What shows the loop, empty without one; None if it has to be uploaded first."""
        return self._uploads.known(form.loop) if form.loop and self._uploads is not None else ""

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
        """Send the loop, the picture, the document or the text."""

        async def send(reply: Reply, mode: ParseMode | None) -> Message:
            shown: dict[str, Any] = {
                "parse_mode": mode,
                "disable_notification": silent,
                "message_thread_id": topic_id,
                "rate_limit_args": lane,
            }
            return await self._moving(chat_id, reply, shown) or await self._posted(chat_id, reply, png, shown)

        return await self._or_plain(reply, send)

    async def _moving(self, chat_id: int, reply: Reply, shown: dict[str, Any]) -> Message | None:
        """Send the loop with the text as caption; None if there is no loop or the text is too long."""
        if not reply.loop or self._uploads is None or not fits_caption(reply.text):
            return None

        async def put(footage: Footage) -> Message:
            return await self._bot.send_animation(
                chat_id,
                footage.source,
                caption=reply.text,
                reply_markup=keyboard(reply),
                duration=footage.seconds,
                width=footage.width,
                height=footage.height,
                filename=footage.name or None,
                **shown,
            )

        message = await self._uploads.put(reply.loop, put, PATIENCE_SECONDS[shown["rate_limit_args"]])
        return message if isinstance(message, Message) else None

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
            await self.edits.change(edit, reply, mode)

        await self._or_plain(edit.reply, change)

    async def _or_plain(self, reply: Reply, call: Callable[[Reply, ParseMode | None], Awaitable[T]]) -> T:
        """Send as HTML, or again as plain text if refused: words without bold beat no words."""
        try:
            return await call(reply, ParseMode.HTML)
        except BadRequest as error:
            if not _cannot_parse(error):
                raise
        # Telegram's error quotes the text, so it is not logged.
        if self._once_a_minute("plain"):
            logger.error("text is not valid HTML; sent as plain text")
        self._on_plain()
        return await call(plain(reply), None)


def _may_arrive_otherwise(error: BadRequest, form: Form) -> bool:
    """True if its loop or its tags are at fault: `send` knows what to do."""
    return _cannot_parse(error) or (bool(form.loop) and (is_wrong_id(error) or is_of_media(error)))


def _cannot_parse(error: BadRequest) -> bool:
    return error.message.lower().startswith(CANNOT_PARSE)


def plain(reply: Reply) -> Reply:
    """The same reply without tags."""
    return replace(reply, text=without_tags(reply.text))
