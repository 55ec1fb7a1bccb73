"""What does a button carry? A version, an action and its arguments, in Telegram's 64 bytes."""

from dataclasses import dataclass

VERSION = "1"  # raised when the meaning of an action changes; older buttons then explain themselves
LIMIT_BYTES = 64


class CannotRead(Exception):
    """Not a button of ours, or one of an older version."""


@dataclass(frozen=True)
class Tap:
    """What was pressed."""

    action: str
    arguments: tuple[str, ...] = ()

    def number(self, position: int = 0) -> int:
        """An argument that is a whole number; `CannotRead` otherwise."""
        text = self.text(position)
        digits = text.removeprefix("-")
        if not (digits.isascii() and digits.isdecimal() and len(digits) <= 18):
            raise CannotRead(self.action)
        return int(text)

    def text(self, position: int = 0) -> str:
        if position >= len(self.arguments):
            raise CannotRead(self.action)
        return self.arguments[position]


def data(action: str, *arguments: object) -> str:
    """Callback data for a button; `ValueError` when it does not fit."""
    text = ":".join((VERSION, action, *map(str, arguments)))
    if len(text.encode()) > LIMIT_BYTES:
        raise ValueError(f"{action} does not fit a button: {text}")
    return text


def read(text: str) -> Tap:
    """The tap behind callback data; raises `CannotRead`."""
    version, *rest = text.split(":")
    if version != VERSION or not rest or not rest[0]:
        raise CannotRead(text[:LIMIT_BYTES])
    return Tap(rest[0], tuple(rest[1:]))
