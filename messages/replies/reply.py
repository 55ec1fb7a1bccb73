"""Reply: one outgoing message, as text in Telegram's HTML with rows of buttons."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from messages.pictures.values import Picture

CAPTION_UNITS = 1024  # UTF-16 units of a text under a picture (Bot API, sendAnimation)
TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)


@dataclass(frozen=True)
class Button:
    """A label and its callback data (see `messages.replies.callback_data`)."""

    label: str
    data: str


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True)
class Composer:
    """The reply keyboard: a button to share the location, or (no label) none."""

    share_label: str = ""


@dataclass(frozen=True)
class Document:
    """A file to download."""

    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True)
class Again:
    """How to remake a reply from the store: a name and our own identifiers."""

    name: str
    arguments: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reply:
    """One outgoing message: a text, or a picture or document with the text under it.

    A waiting reply may be stored on disk, but typed words must not be: a reply that quotes them says how
    to remake it (`again`), and one that reveals what they wrote about is never stored (`leaves_no_trace`).
    """

    text: str
    rows: Rows = ()
    picture: Picture | None = None  # drawn on sending; the text says it all without it
    loop: str = ""  # movement whose loop is shown above the text; the text says it all without it
    document: Document | None = None
    composer: Composer | None = None  # Telegram shows either inline buttons or this
    again: Again | None = None  # for replies not stored as they are: their own words, pictures, documents
    leaves_no_trace: bool = False  # never stored: the message it answers stays unconfirmed at Telegram


def fits_caption(text: str) -> bool:
    """True if it may stand under a picture: Telegram counts what is read, without tags."""
    return units(text) <= CAPTION_UNITS or units(without_tags(text)) <= CAPTION_UNITS


def without_tags(text: str) -> str:
    return html.unescape(TAG.sub("", text))


def units(text: str) -> int:
    """Length as Telegram counts it, in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def grid(buttons: Sequence[Button], width: int) -> Rows:
    """Buttons in rows of `width`."""
    return tuple(tuple(buttons[n : n + width]) for n in range(0, len(buttons), width))


def paragraphs(*parts: str) -> str:
    """The non-empty parts, separated by blank lines."""
    return "\n\n".join(part for part in parts if part)
