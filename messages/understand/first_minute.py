"""First minute: answers in words to how many nudges a day, what time it is there, and where they sit. Pure.

"Now" is heard here, too; it wants a movement at any time.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from messages.content.limits import SEATS
from messages.content.toml_fields import Fields, tables_of

RIGHT, WRONG = "right", "wrong"  # the clock that was guessed
FEWER = "fewer"
ANSWERS: Mapping[str, tuple[str, ...]] = {
    "how many": (*map(str, range(7)), FEWER),
    "clock": (RIGHT, WRONG),
    "seat": SEATS,
}  # by question, an answer for each list of words


@dataclass(frozen=True)
class FirstWords:
    """One language's answers by question and phrase; words from `beside` mean nothing."""

    answers: Mapping[str, Mapping[tuple[str, ...], str]]
    beside: frozenset[str]
    now: frozenset[tuple[str, ...]]


def load(file: Path) -> FirstWords:
    """The answers of one language; raises `BadData` for the first mistake."""
    tables = tables_of(file)
    spoken = Fields(file, "beside", tables.get("beside", {}))
    beside = frozenset(spoken.several("words"))
    spoken.nothing_left()
    wanted = Fields(file, "now", tables.get("now", {}))
    now = frozenset(_words(each, beside) for each in wanted.several("words"))
    wanted.nothing_left()
    found: dict[str, Mapping[tuple[str, ...], str]] = {}
    for question, answers in ANSWERS.items():
        fields = Fields(file, question, tables.get(question.replace(" ", "-"), {}))
        phrases = {each: fields.several(each.replace(" ", "-")) for each in answers}
        fields.nothing_left()
        found[question] = {_words(text, beside): each for each, texts in phrases.items() for text in texts}
    return FirstWords(found, beside, now)


def read(text: str, question: str, languages: Iterable[FirstWords]) -> str | None:
    """The answer to this question, if the whole text is one, in any of the languages."""
    for each in languages:
        if (answer := each.answers[question].get(_words(text, each.beside))) is not None:
            return answer
    return None


def is_now(text: str, languages: Iterable[FirstWords]) -> bool:
    """True if the whole text says that a movement is wanted now, in any of the languages."""
    return any(_words(text, each.beside) in each.now for each in languages)


def _words(text: str, beside: frozenset[str]) -> tuple[str, ...]:
    """The words that say something; all of them where none does."""
    words = re.findall(r"\w+", text.casefold().replace("’", "'").replace("'", ""))
    return tuple(each for each in words if each not in beside) or tuple(words)
