"""Ports of the jobs: what they hand over for delivery, and the outcome; jobs do not know Telegram."""

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
    replaces_message_id: int | None  # removed once the new one has arrived
    good_for: timedelta  # how much longer it is valid


class Delivery(Enum):
    """Outcome of a delivery."""

    SENT = "sent"
    NOT_SENT = "not sent"  # certainly did not arrive: retry until stale
    DOUBTFUL = "doubtful"  # unknown: retry once
    GONE = "gone"  # the person cannot be reached any more
    REFUSED = "refused"  # this message will never be accepted


@dataclass(frozen=True)
class Delivered:
    """The outcome and, if sent, the message id."""

    delivery: Delivery
    message_id: int | None = None
    has_media: bool = False  # it went out as a loop with a caption


Deliver = Callable[[Outgoing], Awaitable[Delivered]]
