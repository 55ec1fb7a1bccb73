"""What is a message made of? Text in Telegram's HTML and rows of buttons."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Button:
    """A label and what pressing it means (see `messages.taps`)."""

    label: str
    data: str


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True)
class Reply:
    """One outgoing message."""

    text: str
    rows: Rows = ()


def grid(buttons: Sequence[Button], width: int) -> Rows:
    """Buttons in rows of `width`."""
    return tuple(tuple(buttons[n : n + width]) for n in range(0, len(buttons), width))


def paragraphs(*parts: str) -> str:
    """The parts that say something, an empty line between them."""
    return "\n\n".join(part for part in parts if part)
