"""Ports of the jobs: what they hand over for delivery, and the outcome; jobs do not know Telegram."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import Enum

from messages.pictures.values import Picture
from messages.replies.reply import Button, Reply

# Where the nudge's number goes in words that many nudges share: no nudge ever gets this number.
PLACE = 770_000_000_000_000_077


@dataclass(frozen=True)
class Numbered:
    """Words that many nudges share, and the number of this one; the buttons have `PLACE` for it."""

    shared: Reply
    number: int

    @property
    def reply(self) -> Reply:
        place, number = str(PLACE), str(self.number)

        def numbered(button: Button) -> Button:
            return Button(button.label, button.data.replace(place, number))

        rows = tuple(tuple(numbered(each) for each in row) for row in self.shared.rows)
        return replace(self.shared, rows=rows)


@dataclass(frozen=True)
class Outgoing:
    """One unsolicited message: a nudge or part of a broadcast."""

    chat_id: int
    words: Reply | Numbered
    silent: bool
    replaces_message_id: int | None  # removed once the new one has arrived
    good_for: timedelta  # how much longer it is valid

    @property
    def reply(self) -> Reply:
        return self.words.reply if isinstance(self.words, Numbered) else self.words

    @property
    def picture(self) -> Picture | None:
        """What is to be drawn on sending."""
        return None if isinstance(self.words, Numbered) else self.words.picture


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
