"""Update facts: `Typed`, `Attached` and `Tapped`, the few fields of an update that handlers use."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from telegram import (
    CallbackQuery,
    MaybeInaccessibleMessage,
    Message,
    MessageOriginHiddenUser,
    MessageOriginUser,
    Update,
)
from telegram.constants import ChatType

from bot.incoming.update_kinds import MESSAGES, Act, kind_of, words_in, written_in
from bot.outgoing.effects import Edit, Effects, Send, Toast
from bot.outgoing.media.uploads import has_media
from messages.replies import callback_data
from messages.replies.callback_data import Tap
from messages.replies.reply import Reply
from messages.understand.text.cleaning import clean_text

_LATEST = timedelta(hours=24)  # Telegram keeps unfetched updates this long
FORWARDED = "forwarded"  # kind of a person's own message that they forwarded to us


@dataclass(frozen=True)
class Typed:
    """A new message in a private chat."""

    key: str  # idempotency key: the same on every delivery
    chat_id: int
    message_id: int
    language_code: str | None
    command: str | None  # "start" for "/start" and "/start@the_bot hello"
    words: str = field(repr=False)  # the text after the command, or all of it; cleaned
    place: tuple[float, float] | None = field(default=None, repr=False)  # latitude, longitude; never stored
    written_at: datetime | None = None  # by Telegram's clock, in whole seconds
    brings: str = ""  # kind answered with a fixed line; empty: text to read, or a place
    is_edit: bool = False  # an edited message

    def said_at(self, now: datetime) -> datetime:
        """The instant "yesterday" and "an hour ago" refer to (UTC); `now` if Telegram's time is implausible.

        A bot that was down for an hour must not move a walk of 23:50 to the next day.
        """
        if self.written_at is not None and self.is_edit:
            return min(self.written_at, now)
        if self.written_at is None or not timedelta() <= now - self.written_at <= _LATEST:
            return now
        return self.written_at

    def answer(self, reply: Reply) -> Effects:
        return (Send(self.chat_id, reply),)


@dataclass(frozen=True)
class Attached:
    """A calendar file in a private chat, their own or forwarded."""

    chat_id: int
    language_code: str | None
    file_id: str = field(repr=False)
    size_bytes: int | None

    def answer(self, reply: Reply) -> Effects:
        return (Send(self.chat_id, reply),)


@dataclass(frozen=True)
class Tapped:
    """A press of a button under a message of ours."""

    key: str  # idempotency key: the same on every delivery
    chat_id: int
    message_id: int
    language_code: str | None
    query_id: str
    tap: Tap
    has_media: bool | None = None  # the message carries a file; None: too old to be told

    def answer(self, reply: Reply, shows: str = "") -> Effects:
        """Edit the tapped message into the reply; `shows` is the movement whose loop it has, if any."""
        edit = Edit(self.chat_id, self.message_id, reply, has_media=self.has_media, shows=shows)
        return Toast(self.query_id), edit

    def answer_below(self, reply: Reply) -> Effects:
        return Toast(self.query_id), Send(self.chat_id, reply)

    def remark(self, text: str) -> Effects:
        """Show a toast; the message stays as it is."""
        return (Toast(self.query_id, text),)


# Fields of a message that nobody here reads. As objects they would cost as much as all the others.
UNREAD = frozenset(
    "entities caption_entities reply_markup link_preview_options reply_to_message external_reply "
    "quote".split()
)
BEARERS = ("message", "edited_message")  # of an update, and the first of them of a tap


def without_the_unread(raw: dict[str, Any]) -> dict[str, Any]:
    """A raw update less what no handler reads of it."""
    lean = {name: _lean(each) if name in BEARERS else each for name, each in raw.items()}
    tap = raw.get("callback_query")
    if isinstance(tap, dict) and "message" in tap:
        lean["callback_query"] = {**tap, "message": _lean(tap["message"])}
    return lean


def _lean(message: Any) -> Any:
    if not isinstance(message, dict):
        return message
    return {name: each for name, each in message.items() if name not in UNREAD}


def typed(update: Update) -> Typed | None:
    """The new private message, if the person wrote it and its kind gets an answer; else None."""
    message = update.message
    if message is None or not _is_private(message) or not _is_own(message):
        return None
    kind = kind_of(message)
    return None if kind is None or MESSAGES[kind].is_silence else _typed(message, kind)


def edited(update: Update) -> Typed | None:
    """The edited private message, if it has text (a live location has none); else None."""
    message = update.edited_message
    if message is None or not _is_private(message) or message.forward_origin or not words_in(message):
        return None
    return replace(_typed(message, "text"), is_edit=True)


def topic_of(update: Update) -> int | None:
    """The topic to answer in, if the private chat has topics."""
    return getattr(update.effective_message, "message_thread_id", None)


def _typed(message: Message, kind: str) -> Typed:
    said, act = words_in(message), MESSAGES[kind].act
    command, words = _command_and_words(said) if said else (None, clean_text(written_in(message)))
    is_forwarded, shared = message.forward_origin is not None, message.location
    is_place = act is Act.PLACE and shared is not None and not is_forwarded
    return Typed(
        f"{_number_of(message)}:{message.message_id}",
        message.chat.id,
        message.message_id,
        message.from_user.language_code if message.from_user else None,
        command,
        words,
        (shared.latitude, shared.longitude) if shared is not None and is_place else None,
        message.date,
        FORWARDED if is_forwarded else kind if act is Act.LINE and not said else "",
    )


def attached(update: Update) -> Attached | None:
    """The attached calendar file, if any; forwarded ones count, as most invitations are forwarded."""
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
    """The tap on one of our private messages; raises `CannotRead` for an outdated button."""
    message = query.message
    if message is None or query.data is None or not _is_ours(query, message):
        return None
    return Tapped(
        query.id,
        query.from_user.id,
        message.message_id,
        query.from_user.language_code,
        query.id,
        callback_data.read(query.data),
        has_media(message) if isinstance(message, Message) else None,
    )


def _is_own(message: Message) -> bool:
    """Written by the sender, even if forwarded; hidden accounts can only be compared by name."""
    origin, user = message.forward_origin, message.from_user
    if origin is None or user is None:
        return True
    if isinstance(origin, MessageOriginUser):
        return origin.sender_user.id == user.id
    return isinstance(origin, MessageOriginHiddenUser) and origin.sender_user_name == user.full_name


def _is_private(message: Message) -> bool:
    """Sent by a person to us: no group, channel, anonymous admin or bot."""
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
    """True for a button under a message we wrote to the person who taps."""
    if message.chat.type != ChatType.PRIVATE or message.chat.id != query.from_user.id:
        return False
    # A message too old to be loaded comes without its author; only we could have put buttons under it.
    author = message.from_user if isinstance(message, Message) else None
    return author is None or author.id == query.get_bot().id


def _command_and_words(text: str) -> tuple[str | None, str]:
    """The command, if any, and the rest. The one place where typed text enters."""
    text = clean_text(text)
    if not text.startswith("/"):
        return None, text
    name, _, words = text[1:].replace("\n", " ").partition(" ")
    return name.split("@")[0].lower(), words.strip()


def _number_of(message: Message) -> str:
    """Our bot's id, read from its token, so it is known before the first call."""
    return message.get_bot().token.partition(":")[0]
