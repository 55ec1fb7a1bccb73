"""Telegram errors: one table from every failed call to what it means for the message."""

import os
from datetime import timedelta
from enum import Enum

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

# Make PTB use timedeltas, as its next major version will. Without this, merely creating a RetryAfter
# warns, and the type callers get depends on the shell's environment.
os.environ["PTB_TIMEDELTA"] = "true"


class NotSent(NetworkError):
    """The call never reached Telegram or was rejected unread: safe to retry."""


class NotSentTimedOut(NotSent, TimedOut):
    """No connection in time, so nothing was sent."""


class UnreadableAnswer(NetworkError):
    """The response is not from a Bot API server, or does not fit the request."""


class TokenRefused(TelegramError):
    """Telegram knows no bot with this token (401, 404).

    Not PTB's InvalidToken: `Bot.initialize` puts the token into that error's message, and
    `do_api_request` turns it into EndPointNotFound even for a revoked token.
    """


class Unfit(BadRequest):
    """The message cannot be edited into this: its loop would stay, or the words are too long."""

    def __init__(self) -> None:
        super().__init__("This message cannot show that")


class Failure(Enum):
    """What to do about a failed call."""

    NOT_SENT = "Not delivered to Telegram: retry until it is stale."
    AMBIGUOUS = "Telegram may have got it: retry once."
    PERMANENT = "Telegram will never accept this message: drop it."
    GONE = "Telegram cannot reach this person: plan nothing more."
    MIGRATED = "The chat has a new id (`new_chat_id`): store it, then retry there."
    HELD = "Telegram asks for silence: not sent, and nothing may be before the hold is over."
    UNCHANGED = "The message already looks like that: counts as sent."
    UNFIT = "This message cannot become that: send it anew, and remove this one."
    NO_TOPIC = "The topic no longer exists: send it without one."
    FATAL = "Telegram does not know this bot: end the process."


# The first match wins: BadRequest is a NetworkError too, so the order matters.
_BY_KIND: tuple[tuple[type[TelegramError], Failure], ...] = (
    (TokenRefused, Failure.FATAL),
    (Unfit, Failure.UNFIT),
    (InvalidToken, Failure.FATAL),
    (EndPointNotFound, Failure.FATAL),  # PTB's name for a revoked token, too
    (RetryAfter, Failure.HELD),
    (ChatMigrated, Failure.MIGRATED),
    (Forbidden, Failure.GONE),  # blocked, deactivated, never started us, removed from the group
    (Conflict, Failure.NOT_SENT),  # another instance is polling and may be shutting down
    (NotSent, Failure.NOT_SENT),
    (BadRequest, Failure.PERMANENT),
)

# Telegram's words after "Bad Request: ", lower-cased; these errors have no code of their own.
_BY_WORDS: tuple[tuple[str, Failure], ...] = (
    ("message is not modified", Failure.UNCHANGED),
    ("message thread not found", Failure.NO_TOPIC),
    ("topic_closed", Failure.NO_TOPIC),
    ("topic_deleted", Failure.NO_TOPIC),
    ("chat not found", Failure.GONE),
    ("user not found", Failure.GONE),
    ("peer_id_invalid", Failure.GONE),
    ("group chat was deactivated", Failure.GONE),
)


def failure_of(error: TelegramError) -> Failure:
    """Classify a failed call; an unknown error may have been accepted, hence AMBIGUOUS.

    A 500, a 504, a reset, a read timeout and an unreadable 200 all end up there.
    """
    if isinstance(error, BadRequest):
        words = error.message.lower()
        for start, failure in _BY_WORDS:
            if words.startswith(start):
                return failure
    for kind, failure in _BY_KIND:
        if isinstance(error, kind):
            return failure
    return Failure.AMBIGUOUS


# Beginnings of Telegram's refusals that help an operator; what follows them may quote the message.
_KNOWN = (
    "can't parse entities",
    "message is too long",
    "message text is empty",
    "message caption is too long",
    "message to edit not found",
    "message can't be edited",
    "message to delete not found",
    "message can't be deleted",
    "message to be replied not found",
    "message thread not found",
    "query is too old",
    "button_data_invalid",
    "reaction_invalid",
    "bot_command_invalid",
    "photo_invalid_dimensions",
    "wrong file identifier",
    "wrong remote file identifier",
    "there is no text in the message",
    "there is no caption in the message",
    "request entity too large",
    "file is too big",
    "not enough rights",
    "have no rights",
    "topic_closed",
)


def reason(error: TelegramError) -> str:
    """Telegram's reason, as far as its words are known to quote nothing."""
    words = error.message.lower()
    return next((known for known in _KNOWN if words.startswith(known)), "in words that may quote the message")


def held_for(error: RetryAfter) -> timedelta:
    """How long Telegram asks for silence, whichever type PTB is configured to use."""
    length = error.retry_after
    return length if isinstance(length, timedelta) else timedelta(seconds=length)
