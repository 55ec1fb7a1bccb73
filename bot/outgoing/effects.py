"""What may a handler ask to be shown? Values; delivery carries them out once the facts stand."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from messages.replies.reply import Reply


@dataclass(frozen=True)
class Send:
    """A new message in the chat."""

    chat_id: int
    reply: Reply
    is_urgent: bool = False  # goes before what the same person still waits for
    topic_id: int | None = None  # of a private chat that has topics


@dataclass(frozen=True)
class Edit:
    """A message of ours becomes another."""

    chat_id: int
    message_id: int
    reply: Reply
    topic_id: int | None = None  # where a new one goes when this one cannot be changed


@dataclass(frozen=True)
class Toast:
    """The answer to a tap: stops the button's spinner, with a word in passing or without."""

    query_id: str
    text: str = ""


@dataclass(frozen=True)
class Follow:
    """Lead somebody through the movement of a nudge, in this message of ours or (None) in a new one."""

    chat_id: int
    message_id: int | None
    nudge_id: int
    movement_id: str
    language: str
    topic_id: int | None = None  # of a private chat that has topics


@dataclass(frozen=True)
class React:
    """Our reaction to a message of theirs; none takes it away again."""

    chat_id: int
    message_id: int
    emoji: str | None


@dataclass(frozen=True)
class Offer:
    """A nudge that was asked for: sent as a new message, which is noted."""

    chat_id: int
    reply: Reply
    nudge_id: int
    replaces_message_id: int | None
    topic_id: int | None = None  # of a private chat that has topics


@dataclass(frozen=True)
class Menu:
    """The commands of one chat, in the language that was chosen there."""

    chat_id: int
    commands: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Leave:
    """Out of a group or channel."""

    chat_id: int


@dataclass(frozen=True)
class Announce:
    """What an admin has confirmed goes to everybody, from now on."""


Effect = Send | Edit | Toast | Follow | React | Offer | Menu | Leave | Announce
Effects = tuple[Effect, ...]


def in_topic(effects: Effects, topic_id: int | None, is_typed: bool) -> Effects:
    """The same, shown in the topic that the person wrote or tapped in.

    What was typed there leads nobody through a nudge that may stand in another topic: it comes anew.
    """
    return effects if topic_id is None else tuple(_placed(each, topic_id, is_typed) for each in effects)


def _placed(effect: Effect, topic_id: int, is_typed: bool) -> Effect:
    match effect:
        case Follow() if is_typed:
            return replace(effect, topic_id=topic_id, message_id=None)
        case Send() | Edit() | Follow() | Offer():
            return replace(effect, topic_id=topic_id)
    return effect


def with_last_message(effects: Effects, add: Callable[[Reply], Reply]) -> Effects:
    """The same, with something added to the last new message that may have buttons, if there is one."""
    last = next((each for each in reversed(effects) if _may_have_buttons(each)), None)
    if not isinstance(last, Send | Offer):
        return effects
    added = replace(last, reply=add(last.reply))
    return tuple(added if each is last else each for each in effects)


def _may_have_buttons(effect: Effect) -> bool:
    return isinstance(effect, Send | Offer) and effect.reply.composer is None
