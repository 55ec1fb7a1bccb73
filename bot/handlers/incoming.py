"""Who wrote or tapped, where? The few facts of an update that handlers look at."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from telegram import CallbackQuery, MaybeInaccessibleMessage, Message, Update
from telegram.constants import ChatType

from bot.effects import Edit, Effects, Send, Toast
from messages import taps
from messages.cleaning import clean_text
from messages.reply import Reply
from messages.taps import Tap

_LATEST = timedelta(hours=24)  # Telegram keeps what was not fetched for so long


@dataclass(frozen=True)
class Typed:
    """A new message in a private chat."""

    chat_id: int
    message_id: int
    language_code: str | None
    command: str | None  # "start" for "/start" and "/start@the_bot hello"
    words: str = field(repr=False)  # what follows the command, or the whole text; clean
    place: tuple[float, float] | None = field(default=None, repr=False)  # latitude, longitude: never kept
    written_at: datetime | None = None  # by Telegram's clock, in whole seconds

    def said_at(self, now: datetime) -> datetime:
        """When "yesterday" and "an hour ago" were typed; `now` where Telegram's clock cannot be right.

        A bot that was down for an hour must not move a walk of 23:50 to the next day.
        """
        if self.written_at is None or not timedelta() <= now - self.written_at <= _LATEST:
            return now
        return self.written_at

    def answer(self, reply: Reply) -> Effects:
        return (Send(self.chat_id, reply),)


@dataclass(frozen=True)
class Attached:
    """A calendar file in a private chat, their own or one that they pass on."""

    chat_id: int
    language_code: str | None
    file_id: str = field(repr=False)
    size_bytes: int | None

    def answer(self, reply: Reply) -> Effects:
        return (Send(self.chat_id, reply),)


@dataclass(frozen=True)
class Tapped:
    """A press of a button under a message of ours."""

    chat_id: int
    message_id: int
    language_code: str | None
    query_id: str
    tap: Tap

    def answer(self, reply: Reply) -> Effects:
        """The message itself becomes the answer."""
        return Toast(self.query_id), Edit(self.chat_id, self.message_id, reply)

    def answer_below(self, reply: Reply) -> Effects:
        return Toast(self.query_id), Send(self.chat_id, reply)

    def remark(self, text: str) -> Effects:
        """A word in passing; the message stays as it is."""
        return (Toast(self.query_id, text),)


def typed(update: Update) -> Typed | None:
    """The new private message of a person, if that is what the update is."""
    message = update.message
    if message is None or not _is_personal(message):
        return None
    user = message.from_user
    code = user.language_code if user else None
    written = message.text or message.caption or ""
    shared = message.location
    place = None if shared is None else (shared.latitude, shared.longitude)
    command, words = _command_and_words(written)
    return Typed(message.chat.id, message.message_id, code, command, words, place, message.date)


def attached(update: Update) -> Attached | None:
    """The calendar file that the update brings. An invitation is passed on more often than written."""
    message = update.message
    if message is None or not _is_private(message) or message.document is None:
        return None
    document = message.document
    is_named = (document.file_name or "").lower().endswith(".ics")
    if not is_named and (document.mime_type or "").lower() != "text/calendar":
        return None
    code = message.from_user.language_code if message.from_user else None
    return Attached(message.chat.id, code, document.file_id, document.file_size)


def tapped(query: CallbackQuery) -> Tapped | None:
    """The tap on a private message of ours; raises `CannotRead` for a button of another time."""
    message = query.message
    if message is None or query.data is None or not _is_ours(query, message):
        return None
    return Tapped(
        query.from_user.id,
        message.message_id,
        query.from_user.language_code,
        query.id,
        taps.read(query.data),
    )


def _is_personal(message: Message) -> bool:
    """Written by the person themselves: nothing forwarded."""
    return _is_private(message) and message.forward_origin is None


def _is_private(message: Message) -> bool:
    """Sent by a person to us: no group, no channel, no anonymous admin, nothing by a bot."""
    user = message.from_user
    return (
        message.chat.type == ChatType.PRIVATE
        and user is not None
        and user.id == message.chat.id
        and not user.is_bot
        and message.sender_chat is None
        and message.via_bot is None
    )


def _is_ours(query: CallbackQuery, message: MaybeInaccessibleMessage) -> bool:
    """Under a message that we wrote to whoever taps."""
    if message.chat.type != ChatType.PRIVATE or message.chat.id != query.from_user.id:
        return False
    # One that is too old to be shown comes without its author; its buttons can only be ours.
    author = message.from_user if isinstance(message, Message) else None
    return author is None or author.id == query.get_bot().id


def _command_and_words(text: str) -> tuple[str | None, str]:
    """The command, if it is one, and the rest: the one place where what people type comes in."""
    text = clean_text(text)
    if not text.startswith("/"):
        return None, text
    name, _, words = text[1:].replace("\n", " ").partition(" ")
    return name.split("@")[0].lower(), words.strip()
