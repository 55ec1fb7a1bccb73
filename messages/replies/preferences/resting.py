"""A person whose nudges are paused writes: one line that they are, and the way back in one tap."""

from dataclasses import dataclass, replace
from datetime import datetime

from messages.language import Language
from messages.replies import callback_data
from messages.replies.moving.progress import ends
from messages.replies.reply import Button, Reply, Rows, paragraphs

BACK = "wake"
# Below these nothing is added: they lead back themselves, or ask for something that must not be missed.
SPEAK_FOR_THEMSELVES = frozenset({BACK, "resume", "seen", "delete"})


@dataclass(frozen=True)
class Rest:
    """The pause that is on; instants are local."""

    is_for_safety: bool
    until: datetime | None  # None: until they say
    local_now: datetime


def told(say: Language, rest: Rest, reply: Reply) -> Reply:
    """The reply with the line below its text, and the button below its buttons."""
    return replace(with_way_back(say, reply), text=paragraphs(reply.text, _line(say, rest)))


def alone(say: Language, rest: Rest) -> Reply:
    return Reply(_line(say, rest), _way_back(say))


def no_movement(say: Language) -> Reply:
    """In place of a movement: why there is none, and the way back."""
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
