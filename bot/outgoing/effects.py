"""Effects: what handlers want shown, as values; delivery carries them out once the facts are committed."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from messages.replies.reply import Reply


@dataclass(frozen=True)
class Send:
    """A new message in the chat."""

    chat_id: int
    reply: Reply
    is_urgent: bool = False  # goes ahead of this person's other waiting replies
    topic_id: int | None = None  # in a private chat with topics


@dataclass(frozen=True)
class Edit:
    """Edit one of our messages."""

    chat_id: int
    message_id: int
    reply: Reply
    topic_id: int | None = None  # for the new message if this one cannot be edited
    has_media: bool | None = None  # it carries a file, so its words are a caption; None: unknown
    shows: str = ""  # movement whose loop it shows after the edit


@dataclass(frozen=True)
class Toast:
    """Answer to a tap: stops the spinner, with a short text or without."""

    query_id: str
    text: str = ""


@dataclass(frozen=True)
class Follow:
    """Start a follow-along of a nudge's movement, in our message `message_id` or (None) in a new one."""

    chat_id: int
    message_id: int | None
    nudge_id: int
    movement_id: str
    language: str
    topic_id: int | None = None  # in a private chat with topics
    has_media: bool | None = None  # that message carries a file; None: unknown


@dataclass(frozen=True)
class React:
    """React to a person's message; None removes the reaction."""

    chat_id: int
    message_id: int
    emoji: str | None


@dataclass(frozen=True)
class Offer:
    """A nudge on request: sent as a new message whose id is stored."""

    chat_id: int
    reply: Reply
    nudge_id: int
    replaces_message_id: int | None
    topic_id: int | None = None  # in a private chat with topics


@dataclass(frozen=True)
class Menu:
    """The command menu of one chat, in its language."""

    chat_id: int
    commands: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Leave:
    """Leave a group or channel."""

    chat_id: int


@dataclass(frozen=True)
class Announce:
    """Start the broadcast an admin has confirmed."""


Effect = Send | Edit | Toast | Follow | React | Offer | Menu | Leave | Announce
Effects = tuple[Effect, ...]


def in_topic(effects: Effects, topic_id: int | None, is_typed: bool) -> Effects:
    """The same effects, shown in the topic the person wrote or tapped in.

    A typed /go starts in a new message there, because the nudge may be in another topic.
    """
    return effects if topic_id is None else tuple(_placed(effect, topic_id, is_typed) for effect in effects)


def _placed(effect: Effect, topic_id: int, is_typed: bool) -> Effect:
    match effect:
        case Follow() if is_typed:
            return replace(effect, topic_id=topic_id, message_id=None)
        case Send() | Edit() | Follow() | Offer():
            return replace(effect, topic_id=topic_id)
    return effect


def with_last_message(effects: Effects, add: Callable[[Reply], Reply]) -> Effects:
    """The same effects, with `add` applied to the last new message that may have buttons, if any."""
    last = next((effect for effect in reversed(effects) if _may_have_buttons(effect)), None)
    if not isinstance(last, Send | Offer):
        return effects
    added = replace(last, reply=add(last.reply))
    return tuple(added if effect is last else effect for effect in effects)


def _may_have_buttons(effect: Effect) -> bool:
    return isinstance(effect, Send | Offer) and effect.reply.composer is None
