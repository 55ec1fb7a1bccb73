"""How does a reply get into the chat? Sent, edited, tried again, and told honestly how it went."""

import asyncio
import logging
import math
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, TypeAlias

from telegram import (
    BotCommand,
    BotCommandScopeChat,
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
from telegram.error import BadRequest, TelegramError
from telegram.ext import ExtBot

from bot.effects import Edit, Effect, Effects, Leave, Menu, React, Send, Toast
from bot.failures import Failure, failure_of, reason
from bot.line import Lane
from jobs.outgoing import Delivered, Delivery, Outgoing
from messages.pictures.values import Picture
from messages.reply import Reply

logger = logging.getLogger(__name__)

ANSWER_GOOD_FOR_SECONDS = 600  # an answer later than that explains nothing any more
WAIT_SECONDS = (0.5, 1, 2, 4, 8, 15)  # between attempts; the last one repeats
AMBIGUOUS_ATTEMPTS = 2

OUTCOMES = {
    Failure.NOT_SENT: Delivery.NOT_SENT,
    Failure.HELD: Delivery.NOT_SENT,
    Failure.AMBIGUOUS: Delivery.DOUBTFUL,
    Failure.PERMANENT: Delivery.REFUSED,
    Failure.GONE: Delivery.GONE,
    # Only groups migrate, and we write to people; should it happen, /start in the new chat mends it.
    Failure.MIGRATED: Delivery.GONE,
    Failure.UNCHANGED: Delivery.SENT,
    Failure.NO_TOPIC: Delivery.REFUSED,
    Failure.FATAL: Delivery.NOT_SENT,
}


# The PNG; None: there will be no picture this time. Asked with whether somebody waits for it.
Draw: TypeAlias = Callable[[Picture, bool], Awaitable[bytes | None]]


class Courier:
    """Carries replies to Telegram: answers first, nudges with what is left of the rate."""

    def __init__(
        self,
        bot: ExtBot[Any],
        on_gone: Callable[[int], Awaitable[None]],
        on_fatal: Callable[[], None],
        count: Callable[[str, Delivery], None] = lambda _what, _outcome: None,
        draw: Draw = lambda _picture, _is_wanted: _nothing(),
    ) -> None:
        self._bot = bot
        self._on_gone = on_gone
        self._on_fatal = on_fatal
        self._draw = draw
        self._count = count  # attempts at what somebody waits for; the tick counts its nudges

    async def deliver(self, outgoing: Outgoing) -> Delivered:
        """One attempt at a nudge; the tick tries again. The nudge it replaces goes afterwards."""
        try:
            async with asyncio.timeout(outgoing.good_for.total_seconds()):
                png = await self._drawn(outgoing.reply, is_wanted=False)
                message = await self._send(outgoing.chat_id, outgoing.reply, png, outgoing.silent, Lane.NUDGE)
        except TimeoutError:
            return Delivered(Delivery.DOUBTFUL)
        except TelegramError as error:
            return Delivered(OUTCOMES[self._judge("nudge", error)])
        if outgoing.replaces_message_id is not None:
            await self._remove(outgoing.chat_id, outgoing.replaces_message_id)
        return Delivered(Delivery.SENT, message.message_id)

    async def show(self, effects: Effects) -> None:
        """Carry out what a handler asked for, each until it stands or makes no sense any more."""
        toasts = [self._answered(each) for each in effects if isinstance(each, Toast)]
        toasts += [self._reacted(each) for each in effects if isinstance(each, React)]
        toasts += [self._listed(each) for each in effects if isinstance(each, Menu)]
        await asyncio.gather(*toasts, self._in_order([e for e in effects if not isinstance(e, Toast)]))

    async def _in_order(self, effects: list[Effect]) -> None:
        for effect in effects:
            if isinstance(effect, Edit):
                await self._edited(effect)
            elif isinstance(effect, Send):
                await self._sent(effect.chat_id, effect.reply, effect.topic_id)
            elif isinstance(effect, Leave):
                await self._until_it_stands(effect.chat_id, partial(self._bot.leave_chat, effect.chat_id))

    async def put(
        self, chat_id: int, message_id: int | None, reply: Reply, topic_id: int | None = None
    ) -> int | None:
        """Into this message of ours or (None) a new one; which one it is, None when it never arrived."""
        if message_id is not None:
            await self._edited(Edit(chat_id, message_id, reply, topic_id))
            return message_id
        sent: list[Message] = []

        async def send() -> None:
            sent.append(await self._send(chat_id, reply, topic_id=topic_id))

        await self._until_it_stands(chat_id, send)
        return sent[-1].message_id if sent else None

    async def once(self, edit: Edit) -> Failure | None:
        """One attempt at an edit that the next one replaces anyway; why it failed, if it did."""
        try:
            await self._edit(edit)
        except TelegramError as error:
            return self._judge("frame", error)
        return None

    async def remove(self, chat_id: int, message_id: int) -> None:
        """Take away a message that another has taken the place of."""
        await self._remove(chat_id, message_id)

    async def _answered(self, toast: Toast) -> None:
        """Stop the spinner; a query that is too old for that needs no answer."""
        try:
            await self._bot.answer_callback_query(toast.query_id, toast.text or None)
        except TelegramError as error:
            self._count("toast", OUTCOMES[self._judge("toast", error)])
        else:
            self._count("toast", Delivery.SENT)

    async def _reacted(self, react: React) -> None:
        """One attempt: the answer in words comes in any case."""
        try:
            await self._bot.set_message_reaction(react.chat_id, react.message_id, react.emoji or [])
        except TelegramError as error:
            self._judge("reaction", error)

    async def _listed(self, menu: Menu) -> None:
        """One attempt: everything can be done without the menu."""
        commands = [BotCommand(name, what) for name, what in menu.commands]
        try:
            await self._bot.set_my_commands(commands, scope=BotCommandScopeChat(menu.chat_id))
        except TelegramError as error:
            self._judge("menu", error)

    async def _edited(self, edit: Edit) -> None:
        # However often it arrives, an edit makes no copy.
        failure = await self._until_it_stands(edit.chat_id, partial(self._edit, edit), doubts=math.inf)
        if failure is Failure.PERMANENT:
            # Too old to edit, or deleted: the person still sees what their tap did.
            await self._sent(edit.chat_id, edit.reply, edit.topic_id)

    async def _until_it_stands(
        self, chat_id: int, call: Callable[[], Awaitable[object]], doubts: float = AMBIGUOUS_ATTEMPTS
    ) -> Failure | None:
        """Try again what was not sent, until it is stale, and once what nobody knows the end of."""
        try:
            async with asyncio.timeout(ANSWER_GOOD_FOR_SECONDS):
                for attempt in range(ANSWER_GOOD_FOR_SECONDS):
                    try:
                        await call()
                        self._count("answer", Delivery.SENT)
                        return None
                    except TelegramError as error:
                        failure = self._judge("answer", error)
                    self._count("answer", OUTCOMES[failure])
                    doubts -= failure is Failure.AMBIGUOUS
                    if failure is Failure.GONE:
                        await self._on_gone(chat_id)
                    if not _again(failure, doubts):
                        return failure
                    await asyncio.sleep(WAIT_SECONDS[min(attempt, len(WAIT_SECONDS) - 1)])
        except TimeoutError:
            logger.warning("an answer was given up")
        return Failure.NOT_SENT

    async def _sent(self, chat_id: int, reply: Reply, topic_id: int | None) -> None:
        png = await self._drawn(reply, is_wanted=True)
        await self._until_it_stands(chat_id, partial(self._send, chat_id, reply, png, topic_id=topic_id))

    async def _drawn(self, reply: Reply, is_wanted: bool) -> bytes | None:
        return None if reply.picture is None else await self._draw(reply.picture, is_wanted)

    async def _send(
        self,
        chat_id: int,
        reply: Reply,
        png: bytes | None = None,
        silent: bool = False,
        lane: Lane = Lane.ANSWER,
        topic_id: int | None = None,
    ) -> Message:
        """A new message in its topic; in the chat where that topic has been closed or deleted meanwhile."""
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
        lane: Lane,
        topic_id: int | None,
    ) -> Message:
        shown: dict[str, Any] = {
            "parse_mode": ParseMode.HTML,
            "disable_notification": silent,
            "message_thread_id": topic_id,
            "rate_limit_args": lane,
        }
        if png is not None:
            picture = InputFile(png, "picture.png")
            return await self._bot.send_photo(
                chat_id, picture, reply.text, reply_markup=keyboard(reply), **shown
            )
        if reply.document is not None:
            document = InputFile(reply.document.content, reply.document.name)
            return await self._bot.send_document(
                chat_id, document, reply.text, reply_markup=keyboard(reply), **shown
            )
        return await self._bot.send_message(
            chat_id,
            reply.text,
            reply_markup=composer(reply) or keyboard(reply),
            link_preview_options=LinkPreviewOptions(is_disabled=True),
            **shown,
        )

    async def _edit(self, edit: Edit) -> None:
        await self._bot.edit_message_text(
            edit.reply.text,
            chat_id=edit.chat_id,
            message_id=edit.message_id,
            parse_mode=ParseMode.HTML,
            reply_markup=keyboard(edit.reply),
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        )

    async def _remove(self, chat_id: int, message_id: int) -> None:
        """Take away the nudge that was replaced, or where Telegram refuses that, its buttons."""
        try:
            await self._bot.delete_message(chat_id, message_id)
        except TelegramError:
            try:
                await self._bot.edit_message_reply_markup(chat_id, message_id, rate_limit_args=Lane.NUDGE)
            except TelegramError as error:
                self._judge("replaced", error)

    def _judge(self, what: str, error: TelegramError) -> Failure:
        failure = failure_of(error)
        logger.debug("%s: %s", what, failure.name)
        if failure is Failure.PERMANENT:
            logger.warning("%s refused: %s", what, reason(error))
        if failure is Failure.FATAL:
            self._on_fatal()
        return failure


async def _nothing() -> None:
    """Nobody draws here."""


def _again(failure: Failure, doubts: float) -> bool:
    if failure is Failure.AMBIGUOUS:
        return doubts > 0
    return failure in (Failure.NOT_SENT, Failure.HELD)


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
