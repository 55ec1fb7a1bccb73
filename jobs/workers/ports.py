"""What does a job hand to whoever delivers? Our side of the seam: jobs know no Telegram."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

from messages.replies.reply import Reply


@dataclass(frozen=True)
class Outgoing:
    """One message that nobody asked for just now."""

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
