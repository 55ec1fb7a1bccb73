"""Greetings: messages that only say hello, thank you or goodbye. Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from messages.content.toml_fields import Fields, tables_of


class Greeting(StrEnum):
    """The kind of greeting; of several, the last one counts."""

    HELLO = "hello"
    THANKS = "thanks"
    BYE = "bye"


@dataclass(frozen=True)
class Courtesies:
    """One language's greetings; words from `beside` map to None: they may accompany one but mean nothing."""

    said: Mapping[tuple[str, ...], Greeting | None]
    longest: int


def load(file: Path) -> Courtesies:
    """The greetings of one language; raises `BadData` for the first mistake."""
    fields = Fields(file, "words", tables_of(file).get("words", {}))
    said: dict[tuple[str, ...], Greeting | None] = {_words(each): None for each in fields.several("beside")}
    for greeting in Greeting:
        said |= {_words(each): greeting for each in fields.several(greeting.value)}
    fields.nothing_left()
    return Courtesies(said, max(map(len, said)))


def read(text: str, languages: Iterable[Courtesies]) -> Greeting | None:
    """The greeting, if the whole text is nothing else, in any of the languages."""
    words = _words(text)
    return next(filter(None, (_read(words, each) for each in languages)), None)


def _read(words: tuple[str, ...], courtesies: Courtesies) -> Greeting | None:
    found, at = None, 0
    while at < len(words):
        sizes = range(min(courtesies.longest, len(words) - at), 0, -1)
        size = next((n for n in sizes if words[at : at + n] in courtesies.said), 0)
        if not size:
            return None
        found = courtesies.said[words[at : at + size]] or found
        at += size
    return found


def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", text.casefold().replace("’", "'").replace("'", "")))
