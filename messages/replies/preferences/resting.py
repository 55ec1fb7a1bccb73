"""Pause reminder: added to replies while nudges are paused, with a one-tap way back."""

from dataclasses import dataclass, replace
from datetime import datetime

from messages.language import Language
from messages.replies import callback_data
from messages.replies.moving.progress import ends
from messages.replies.reply import Button, Reply, Rows, paragraphs

BACK = "wake"
# No reminder under these: they lead back themselves, or ask something that must not be missed.
SPEAK_FOR_THEMSELVES = frozenset({BACK, "resume", "seen", "delete"})


@dataclass(frozen=True)
class Rest:
    """The current pause; times are local."""

    is_for_safety: bool
    until: datetime | None  # None: open-ended
    local_now: datetime


def told(say: Language, rest: Rest, reply: Reply) -> Reply:
    """The reply with the reminder below its text and the way back below its buttons."""
    return replace(with_way_back(say, reply), text=paragraphs(reply.text, _line(say, rest)))


def alone(say: Language, rest: Rest) -> Reply:
    return Reply(_line(say, rest), _way_back(say))


def no_movement(say: Language) -> Reply:
    """Instead of a movement: why there is none, and the way back."""
    return Reply(say("safety-resting"), _way_back(say))


def with_way_back(say: Language, reply: Reply) -> Reply:
    return replace(reply, rows=(*reply.rows, *_way_back(say)))


def speaks_for_itself(reply: Reply) -> bool:
    return any(
        callback_data.read(each.data).action in SPEAK_FOR_THEMSELVES for row in reply.rows for each in row
    )


def _line(say: Language, rest: Rest) -> str:
    if rest.is_for_safety:
        return say("safety-resting")
    if rest.until is None:
        return say("resting-open")
    return say("resting", when=ends(say, rest.until, rest.local_now))


def _way_back(say: Language) -> Rows:
    return ((Button(say("button-wake"), callback_data.data(BACK)),),)
