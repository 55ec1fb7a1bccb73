"""Redaction: keeps the token and what people typed out of logs and error output."""

import re
import traceback
from collections.abc import Iterator

TOKEN = re.compile(r"\d{3,20}:[A-Za-z0-9_-]{20,100}")
HIDDEN = "[token]"
SHORTEST_NUMBER = 5  # digits; hiding a shorter bot id would hide every "123"


class Redaction:
    """Removes the token, either half of it, and anything that looks like a token from a text."""

    def __init__(self, token: str | None = None) -> None:
        number, _, secret = (token or "").partition(":")
        halves = [secret, number if len(number) >= SHORTEST_NUMBER else ""]
        self._secrets = [each for each in (token, *halves) if each]

    def __call__(self, text: str) -> str:
        text = TOKEN.sub(HIDDEN, text)
        for secret in self._secrets:
            text = text.replace(secret, HIDDEN)
        return text


def places(error: BaseException) -> str:
    """The traceback, causes first, without error messages: those may quote a person or a value."""
    return "\n".join(line for each in _chain(error) for line in _lines(each))


def place(error: BaseException) -> str:
    """The error's type and the line that raised it: "KeyError in pick.py:31"."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f" in {frames[-1].filename.rsplit('/', 1)[-1]}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{where}"


def _lines(error: BaseException) -> Iterator[str]:
    yield "Traceback (most recent call last):"
    yield from (line.rstrip("\n") for line in traceback.format_tb(error.__traceback__))
    yield type(error).__name__


def _chain(error: BaseException | None) -> list[BaseException]:
    """The error and its causes, root cause first."""
    chain: list[BaseException] = []
    while error is not None and error not in chain:
        chain.insert(0, error)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return chain
