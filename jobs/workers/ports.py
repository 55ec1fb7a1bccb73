"""Ports of the jobs: what is handed over for delivery and how it went; jobs do not know Telegram."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

from messages.replies.reply import Reply


@dataclass(frozen=True)
class Outgoing:
    """One unsolicited message: a nudge or part of a broadcast."""

    chat_id: int
    reply: Reply
    silent: bool
    replaces_message_id: int | None  # removed once the new one is there
    good_for: timedelta  # how much longer it makes sense


class Delivery(Enum):
    """How it went."""

    SENT = "sent"
    NOT_SENT = "not sent"  # certainly did not arrive: try again until stale
    DOUBTFUL = "doubtful"  # nobody knows: try again once
    GONE = "gone"  # the person cannot be reached any more
    REFUSED = "refused"  # this message will never be taken


@dataclass(frozen=True)
class Delivered:
    """The outcome and, when sent, the message it became."""

    delivery: Delivery
    message_id: int | None = None


Deliver = Callable[[Outgoing], Awaitable[Delivered]]
