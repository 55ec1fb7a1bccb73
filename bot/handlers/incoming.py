"""Who wrote or tapped, where? The few facts of an update that handlers look at."""

from dataclasses import dataclass

from telegram import CallbackQuery, Message, Update
from telegram.constants import ChatType

from bot.effects import Edit, Effects, Send, Toast
from messages import taps
from messages.reply import Reply
from messages.taps import Tap


@dataclass(frozen=True)
class Typed:
    """A new message in a private chat."""

    chat_id: int
    message_id: int
    language_code: str | None
    command: str | None  # "start" for "/start" and "/start@the_bot hello"

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
    return Typed(message.chat.id, message.message_id, code, _command(message))


def tapped(query: CallbackQuery) -> Tapped | None:
    """The tap on a private message of ours; raises `CannotRead` for a button of another time."""
    message = query.message
    if message is None or message.chat.type != ChatType.PRIVATE or query.data is None:
        return None
    return Tapped(
        query.from_user.id,
        message.message_id,
        query.from_user.language_code,
        query.id,
        taps.read(query.data),
    )


def _is_personal(message: Message) -> bool:
    """Written by a person to us: no group, no channel, no anonymous admin, nothing forwarded."""
    user = message.from_user
    return (
        message.chat.type == ChatType.PRIVATE
        and user is not None
        and not user.is_bot
        and message.sender_chat is None
        and message.forward_origin is None
    )


def _command(message: Message) -> str | None:
    text = message.text or ""
    if not text.startswith("/"):
        return None
    return text[1:].split(maxsplit=1)[0].split("@")[0].lower() if text[1:].strip() else ""
