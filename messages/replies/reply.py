"""What is a message made of? Text in Telegram's HTML and rows of buttons."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from messages.pictures.values import Picture


@dataclass(frozen=True)
class Button:
    """A label and what pressing it means (see `messages.replies.callback_data`)."""

    label: str
    data: str


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True)
class Composer:
    """What stands where people type: a button that shares their location, or (no label) nothing."""

    share_label: str = ""


@dataclass(frozen=True)
class Document:
    """A file to keep."""

    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True)
class Again:
    """How a reply is made anew from what stands in the store: a name and our own identifiers."""

    name: str
    arguments: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reply:
    """One outgoing message: a text, or a picture or document with the text under it.

    One that has to wait may be kept on disk. What somebody typed must not be: a reply with words of theirs
    says how it is made `again`, and one that tells what they wrote about `leaves_no_trace`.
    """

    text: str
    rows: Rows = ()
    picture: Picture | None = None  # drawn when it is sent; without it, the text still says all of it
    document: Document | None = None
    composer: Composer | None = None  # Telegram shows either buttons below or this
    again: Again | None = None  # for what is not kept as it is: their own words, pictures, documents
    leaves_no_trace: bool = False  # never kept: the message it answers stays with Telegram instead


def grid(buttons: Sequence[Button], width: int) -> Rows:
    """Buttons in rows of `width`."""
    return tuple(tuple(buttons[n : n + width]) for n in range(0, len(buttons), width))


def paragraphs(*parts: str) -> str:
    """The parts that say something, an empty line between them."""
    return "\n\n".join(part for part in parts if part)
