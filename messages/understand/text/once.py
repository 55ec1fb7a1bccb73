"""What is read once: several readers of one sentence share tokens and clauses, and nothing outlives it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, TypeVar

Value = TypeVar("Value")
Words = TypeVar("Words")

_kept: ContextVar[dict[tuple[int, str, int], Any] | None] = ContextVar("kept", default=None)


@contextmanager
def one_sentence() -> Iterator[None]:
    """Within it, equal questions get the same answer; typed text is forgotten at its end."""
    if _kept.get() is not None:
        yield
        return
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


def once(read: Callable[[str, Words], Value]) -> Callable[[str, Words], Value]:
    """`read`, made once for a text and the words of a language. Pure; its value must not be changed.

    The words are told apart by identity: those of a language live as long as the process.
    """
    which = id(read)

    @wraps(read)
    def found(text: str, words: Words) -> Value:
        kept = _kept.get()
        if kept is None:
            return read(text, words)
        key = which, text, id(words)
        if key not in kept:
            kept[key] = read(text, words)
        value: Value = kept[key]
        return value

    return found
