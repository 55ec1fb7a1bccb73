"""Callback data: version, action and arguments of a button, in Telegram's 64 bytes."""

from dataclasses import dataclass

VERSION = "1"  # bumped when an action changes meaning; older buttons then explain themselves
LIMIT_BYTES = 64


class CannotRead(Exception):
    """Not one of our buttons, or an outdated one."""


@dataclass(frozen=True)
class Tap:
    """The action and arguments of a pressed button."""

    action: str
    arguments: tuple[str, ...] = ()

    def number(self, position: int = 0) -> int:
        """An argument as a whole number; raises `CannotRead` if it is not one."""
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
    """Callback data for a button; raises `ValueError` if it is too long."""
    text = ":".join((VERSION, action, *map(str, arguments)))
    if len(text.encode()) > LIMIT_BYTES:
        raise ValueError(f"{action} does not fit a button: {text}")
    return text


def read(text: str) -> Tap:
    """The tap encoded in callback data; raises `CannotRead`."""
    version, *rest = text.split(":")
    if version != VERSION or not rest or not rest[0]:
        raise CannotRead(text[:LIMIT_BYTES])
    return Tap(rest[0], tuple(rest[1:]))
