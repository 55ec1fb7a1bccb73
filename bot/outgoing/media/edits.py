"""Edits by kind of message: of its text, its caption, or its loop with new words."""

from collections import OrderedDict
from typing import Any

from telegram import InputMediaAnimation, Message
from telegram.constants import ParseMode
from telegram.error import BadRequest
from telegram.ext import ExtBot

from bot.outgoing.effects import Edit
from bot.outgoing.media.keyboards import NO_PREVIEW, keyboard
from bot.outgoing.media.refusals import is_other_kind
from bot.outgoing.media.uploads import Footage, Uploads
from bot.outgoing.telegram_errors import Unfit
from messages.replies.reply import Reply, fits_caption

PATIENCE_SECONDS = 5.0  # a tapping person waits this long for another caller's upload of the loop
MOST_KINDS = 4_096  # messages whose kind is remembered; eight times the most follow-alongs at once


class Edits:
    """Makes one edit, the way its message allows."""

    def __init__(self, bot: ExtBot[Any], uploads: Uploads | None = None) -> None:
        self._bot = bot
        self._uploads = uploads
        self._kinds: OrderedDict[tuple[int, int], bool] = OrderedDict()  # message → has media

    def note(self, chat_id: int, message_id: int, has_media: bool) -> None:
        """Remember the kind of a message that will be edited many times."""
        self._kinds[chat_id, message_id] = has_media
        self._kinds.move_to_end((chat_id, message_id))
        if len(self._kinds) > MOST_KINDS:
            self._kinds.popitem(last=False)

    def has_media(self, chat_id: int, message_id: int) -> bool | None:
        """The kind of a message, where it is known."""
        return self._kinds.get((chat_id, message_id))

    async def change(self, edit: Edit, reply: Reply, mode: ParseMode | None) -> None:
        """Make the edit, with `reply` in place of the edit's own (the same without tags, after a refusal).

        Raises `Unfit` if the message cannot become that: its loop would stay and show another movement.
        """
        has_media = edit.has_media or self._kinds.get((edit.chat_id, edit.message_id), edit.has_media)
        is_another = bool(reply.loop) and not (has_media and edit.shows == reply.loop)
        if is_another and fits_caption(reply.text) and await self._reshow(edit, reply, mode):
            self.note(edit.chat_id, edit.message_id, has_media=True)
            return
        if is_another and has_media:
            raise Unfit
        ways = (self._words, self._caption) if not has_media else (self._caption, self._words)
        try:
            await ways[0](edit, reply, mode)
        except BadRequest as error:
            if not is_other_kind(error):
                raise
        else:
            return
        self.note(edit.chat_id, edit.message_id, not has_media)
        if is_another:
            raise Unfit  # taken for a text, but it has a loop of another movement
        await ways[1](edit, reply, mode)

    async def _reshow(self, edit: Edit, reply: Reply, mode: ParseMode | None) -> bool:
        """Replace loop and words in one call, even of a text message; False if no loop is available."""
        if self._uploads is None:
            return False

        async def put(footage: Footage) -> Message | bool:
            media = InputMediaAnimation(
                footage.source,
                reply.text,
                mode,
                width=footage.width,
                height=footage.height,
                duration=footage.seconds,
                filename=footage.name or None,
            )
            return await self._bot.edit_message_media(
                media, edit.chat_id, edit.message_id, reply_markup=keyboard(reply)
            )

        return await self._uploads.put(reply.loop, put, PATIENCE_SECONDS) is not None

    async def _caption(self, edit: Edit, reply: Reply, mode: ParseMode | None) -> None:
        if not fits_caption(reply.text):
            raise Unfit
        await self._bot.edit_message_caption(
            edit.chat_id, edit.message_id, caption=reply.text, parse_mode=mode, reply_markup=keyboard(reply)
        )

    async def _words(self, edit: Edit, reply: Reply, mode: ParseMode | None) -> None:
        await self._bot.edit_message_text(
            reply.text,
            chat_id=edit.chat_id,
            message_id=edit.message_id,
            parse_mode=mode,
            reply_markup=keyboard(reply),
            link_preview_options=NO_PREVIEW,
        )
