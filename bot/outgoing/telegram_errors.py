"""What does it mean for a message that its call failed?"""

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

# PTB's lengths of time are timedeltas, as its next major version will have it. Without this the mere
# making of a RetryAfter warns, and what a caller gets depends on the shell the bot was started from.
os.environ["PTB_TIMEDELTA"] = "true"


class NotSent(NetworkError):
    """The call never reached Telegram, or was turned away at the door: repeating it is safe."""


class NotSentTimedOut(NotSent, TimedOut):
    """No connection came about in time, so nothing was sent."""


class UnreadableAnswer(NetworkError):
    """Something came back that is no answer of a Bot API server, or none to what was asked."""


class TokenRefused(TelegramError):
    """Telegram knows no bot with this token (401, 404).

    Not PTB's InvalidToken: `Bot.initialize` writes the token itself into the text of that one, and
    `do_api_request` turns it into EndPointNotFound even when the token was revoked.
    """


class Failure(Enum):
    """What is left to do after a call failed."""

    NOT_SENT = "Telegram has not got it: try again until it is stale."
    AMBIGUOUS = "Telegram may have got it: try again once."
    PERMANENT = "Telegram will never take this message: drop it."
    GONE = "Telegram cannot reach this person: plan nothing more."
    MIGRATED = "The chat has a new id (`new_chat_id`): note it, then try again there."
    HELD = "Telegram wants silence: it was not sent, and nothing may be before the hold is over."
    UNCHANGED = "The message already looks like that: as good as sent."
    NO_TOPIC = "The chat has no such topic any more: send it without."
    FATAL = "Telegram does not know this bot: end the process."


# The first match counts: BadRequest is a NetworkError too, so the order is part of the table.
_BY_KIND: tuple[tuple[type[TelegramError], Failure], ...] = (
    (TokenRefused, Failure.FATAL),
    (InvalidToken, Failure.FATAL),
    (EndPointNotFound, Failure.FATAL),  # PTB says so of a revoked token as well
    (RetryAfter, Failure.HELD),
    (ChatMigrated, Failure.MIGRATED),
    (Forbidden, Failure.GONE),  # blocked, deactivated, never started us, removed from the group
    (Conflict, Failure.NOT_SENT),  # another instance is polling and may be on its way out
    (NotSent, Failure.NOT_SENT),
    (BadRequest, Failure.PERMANENT),
)

# Telegram's words after "Bad Request: ", in small letters; it gives these no code of their own.
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
    """Read any failed call; what nobody has named may have been accepted, hence AMBIGUOUS.

    A 500, a 504, a reset, a read time-out and a 200 that cannot be read all end up there.
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


# Openings of Telegram's refusals that tell an operator something; behind them it may quote the message.
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
    "file is too big",
    "not enough rights",
    "have no rights",
    "topic_closed",
)


def reason(error: TelegramError) -> str:
    """Why Telegram refuses, in its words as far as they quote nothing."""
    words = error.message.lower()
    return next((known for known in _KNOWN if words.startswith(known)), "in words that may quote the message")


def held_for(error: RetryAfter) -> timedelta:
    """How long Telegram wants silence, whichever type PTB was set to give it in."""
    length = error.retry_after
    return length if isinstance(length, timedelta) else timedelta(seconds=length)
