"""Delivery: sends and edits replies and nudges, retries them, and reports the outcome."""

import asyncio
import logging
import math
from collections.abc import Awaitable, Callable
from functools import partial
from itertools import count
from typing import Any, TypeAlias

from telegram import Message
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.outgoing.effects import Edit, Effect, Leave, Menu, React, Send, Toast
from bot.outgoing.media.uploads import Uploads, has_media
from bot.outgoing.outcomes import OUTCOMES, outcome_of
from bot.outgoing.passing import Passing
from bot.outgoing.send_queue import Priority
from bot.outgoing.telegram_errors import Failure, failure_of, reason
from bot.outgoing.wire import Wire
from bot.timing.retries import wait_seconds
from jobs.workers.ports import Delivered, Delivery, Outgoing
from messages.pictures.values import Picture
from messages.replies.reply import Reply

logger = logging.getLogger(__name__)

ANSWER_GOOD_FOR_SECONDS = 600  # a later answer would make no sense
WAITS_SECONDS = (0.5, 1, 2, 4, 8, 15)  # between attempts; the last one repeats
AMBIGUOUS_ATTEMPTS = 2

# Returns the PNG, or None for no picture. The flag says whether a person is waiting for it.
Draw: TypeAlias = Callable[[Picture, bool], Awaitable[bytes | None]]


class Courier:
    """Delivers replies to Telegram: answers first, nudges with the rest of the rate."""

    def __init__(
        self,
        bot: ExtBot[Any],
        on_gone: Callable[[int], Awaitable[None]],
        on_fatal: Callable[[], None],
        tally: Callable[[str, Delivery], None] = lambda _what, _outcome: None,
        draw: Draw = lambda _picture, _is_wanted: _nothing(),
        on_plain: Callable[[], None] = lambda: None,
        uploads: Uploads | None = None,
    ) -> None:
        self._bot = bot
        self._wire = Wire(bot, on_plain, uploads)
        self._on_gone = on_gone
        self._on_fatal = on_fatal
        self._draw = draw
        self.is_closing = False
        self._count = tally  # counts attempts at answers; the nudger counts its nudges
        self._passing = Passing(bot, self._judge, lambda failure: tally("toast", outcome_of(failure)))

    async def deliver(self, outgoing: Outgoing) -> Delivered:
        """Try once to send a nudge, then delete the one it replaces; retrying is up to the nudger."""
        try:
            async with asyncio.timeout(outgoing.good_for.total_seconds()):
                png = await self._drawn(outgoing.picture, is_wanted=False)
                posted = await self._wire.nudge(outgoing, png)
        except TimeoutError:
            return Delivered(Delivery.DOUBTFUL)
        except TelegramError as error:
            return Delivered(OUTCOMES[self._judge("nudge", error)])
        if outgoing.replaces_message_id is not None:
            await self._remove(outgoing.chat_id, outgoing.replaces_message_id)
        return Delivered(Delivery.SENT, posted.message_id, posted.has_media)

    async def carry(self, effect: Effect, good_for: float = ANSWER_GOOD_FOR_SECONDS) -> Failure | None:
        """Carry out an effect, retrying until it succeeds or `good_for` (seconds) is over.

        Returns why it failed, or None; `NOT_SENT` means that another attempt may still succeed.
        """
        match effect:
            case Toast() | React() | Menu():
                await self._passing.carry(effect)
            case Edit():
                return (await self._edited(effect, good_for))[0]
            case Send():
                return (await self._sent(effect.chat_id, effect.reply, good_for, effect.topic_id))[0]
            case Leave():
                leave = partial(self._bot.leave_chat, effect.chat_id)
                return await self._until_it_stands(effect.chat_id, leave, good_for)
        return None

    def close(self) -> None:
        """The process is ending: calls in flight finish, nothing is retried."""
        self.is_closing = True

    async def put(
        self,
        chat_id: int,
        message_id: int | None,
        reply: Reply,
        good_for: float = ANSWER_GOOD_FOR_SECONDS,
        topic_id: int | None = None,
    ) -> int | None:
        """Edit our message `message_id`, or send a new one; returns its id, None if it never arrived."""
        if message_id is not None:
            failure, message = await self._edited(Edit(chat_id, message_id, reply, topic_id), good_for)
            if message is None:
                return None if failure is Failure.NOT_SENT else message_id
        else:
            message = await self.post(chat_id, reply, good_for, topic_id)
            if message is None:
                return None
        self.note_kind(chat_id, message.message_id, has_media(message))
        return message.message_id

    async def post(
        self,
        chat_id: int,
        reply: Reply,
        good_for: float = ANSWER_GOOD_FOR_SECONDS,
        topic_id: int | None = None,
    ) -> Message | None:
        """Send a new message; None if it never arrived."""
        return (await self._sent(chat_id, reply, good_for, topic_id))[1]

    def note_kind(self, chat_id: int, message_id: int, has_media: bool) -> None:
        """Note whether a message that will be edited many times carries a file."""
        self._wire.edits.note(chat_id, message_id, has_media)

    def has_media(self, chat_id: int, message_id: int) -> bool | None:
        """Whether that message carries a file; None if nobody knows."""
        return self._wire.edits.has_media(chat_id, message_id)

    async def once(self, edit: Edit) -> Failure | None:
        """Try an edit once, as the next one replaces it anyway; returns why it failed, or None."""
        try:
            await self._wire.edit(edit)
        except TelegramError as error:
            failure = self._judge("frame", error)
            return Failure.PERMANENT if failure is Failure.UNFIT else failure
        return None

    async def ring(
        self, chat_id: int, reply: Reply, is_silent: bool, topic_id: int | None
    ) -> tuple[int | None, Failure | None]:
        """Try a new message once, as a second one would ring twice; returns its id, or why it failed."""
        try:
            message = await self._wire.send(chat_id, reply, silent=is_silent, topic_id=topic_id)
        except TelegramError as error:
            return None, self._judge("end", error)
        return message.message_id, None

    async def remove(self, chat_id: int, message_id: int) -> None:
        """Remove a replaced message."""
        await self._remove(chat_id, message_id)

    async def _edited(self, edit: Edit, good_for: float) -> tuple[Failure | None, Message | None]:
        """Why it failed, and the message that took its place where it cannot be edited."""
        # An edit is idempotent, so doubtful attempts may be repeated.
        change = partial(self._wire.edit, edit)
        failure = await self._until_it_stands(edit.chat_id, change, good_for, doubts=math.inf)
        if failure not in (Failure.PERMANENT, Failure.UNFIT):
            return failure, None
        # Too old to edit, deleted, or another loop: send it anew, so the person sees what their tap did.
        anew = await self._sent(edit.chat_id, edit.reply, good_for, edit.topic_id)
        if failure is Failure.UNFIT and anew[0] is None:
            await self._remove(edit.chat_id, edit.message_id)
        return anew

    async def _until_it_stands(
        self,
        chat_id: int,
        call: Callable[[], Awaitable[object]],
        good_for: float,
        doubts: float = AMBIGUOUS_ATTEMPTS,
    ) -> Failure | None:
        """Retry an unsent call until it is stale, and a doubtful one up to `doubts` times in all."""
        try:
            async with asyncio.timeout(good_for):
                for attempt in count():
                    failure = await self._attempt(chat_id, call)
                    if failure is Failure.AMBIGUOUS:
                        doubts -= 1
                    if failure is None or not _again(failure, doubts):
                        return failure
                    if self.is_closing:
                        return Failure.NOT_SENT
                    await asyncio.sleep(wait_seconds(attempt, WAITS_SECONDS))
        except TimeoutError:
            logger.warning("answer given up")
        return Failure.NOT_SENT

    async def _attempt(self, chat_id: int, call: Callable[[], Awaitable[object]]) -> Failure | None:
        """One call, counted; records a person who is gone."""
        try:
            await call()
        except TelegramError as error:
            failure = self._judge("answer", error)
            self._count("answer", OUTCOMES[failure])
            if failure is Failure.GONE:
                await self._on_gone(chat_id)
            return failure
        self._count("answer", Delivery.SENT)
        return None

    async def _sent(
        self, chat_id: int, reply: Reply, good_for: float, topic_id: int | None
    ) -> tuple[Failure | None, Message | None]:
        """Why it failed, and the message, if it is known to have arrived."""
        png = await self._drawn(reply.picture, is_wanted=True)
        sent: list[Message] = []

        async def send() -> None:
            sent.append(await self._wire.send(chat_id, reply, png, topic_id=topic_id))

        failure = await self._until_it_stands(chat_id, send, good_for)
        return failure, sent[-1] if sent else None

    async def _drawn(self, picture: Picture | None, is_wanted: bool) -> bytes | None:
        return None if picture is None else await self._draw(picture, is_wanted)

    async def _remove(self, chat_id: int, message_id: int) -> None:
        """Delete a replaced nudge, or just its buttons if Telegram refuses to delete it."""
        try:
            await self._bot.delete_message(chat_id, message_id)
        except TelegramError:
            try:
                await self._bot.edit_message_reply_markup(chat_id, message_id, rate_limit_args=Priority.NUDGE)
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
    """No picture."""


def _again(failure: Failure, doubts: float) -> bool:
    if failure is Failure.AMBIGUOUS:
        return doubts > 0
    return failure in (Failure.NOT_SENT, Failure.HELD)
