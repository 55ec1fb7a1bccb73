"""Contrast: which of two values is wanted by somebody who names both: "not 60 but 40"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from messages.content.toml_fields import Fields, tables_of
from messages.understand.text.spelling import PLAIN, Spelling
from messages.understand.text.tokens import tokens

Phrase = tuple[str, ...]


@dataclass(frozen=True)
class Contrast:
    """Phrases of one language."""

    rather: frozenset[Phrase]  # before the value that is wanted
    instead_of: frozenset[Phrase]  # before one that is not
    is_wrong: frozenset[Phrase]  # behind one that is not


NONE = Contrast(frozenset(), frozenset(), frozenset())


def load(file: Path, spelling: Spelling = PLAIN) -> Contrast:
    """The phrases of `contrast.toml`; a language may do without."""
    if not file.exists():
        return NONE
    fields = Fields(file, "words", tables_of(file).get("words", {}))
    found = Contrast(*(_phrases(fields.several(name), spelling) for name in Contrast.__annotations__))
    fields.nothing_left()
    return found


def wanted(
    values: Sequence[int], said: Sequence[str], at: Sequence[tuple[int, int]], words: Contrast
) -> list[int]:
    """Those of the values that may be meant; `at` are the tokens of `said` that each of all values takes."""
    rather: list[int] = []
    left: list[int] = []
    for n in values:
        begin = at[n - 1][1] if n else 0
        end = at[n + 1][0] if n + 1 < len(at) else len(said)
        before, behind = said[begin : at[n][0]], said[at[n][1] : end]
        if _last(before, words.rather) > _last(before, words.instead_of):
            rather.append(n)
        elif _last(before, words.instead_of) < 0 and _last(behind, words.is_wrong) < 0:
            left.append(n)
    return rather or left


def _last(said: Sequence[str], phrases: frozenset[Phrase]) -> int:
    """Where the last of the phrases ends; -1 without any."""
    return max((n + len(each) for each in phrases for n in _places(said, each)), default=-1)


def _places(said: Sequence[str], phrase: Phrase) -> Iterator[int]:
    return (n for n in range(len(said) - len(phrase) + 1) if tuple(said[n : n + len(phrase)]) == phrase)


def _phrases(texts: Sequence[str], spelling: Spelling) -> frozenset[Phrase]:
    return frozenset(
        tuple(each.replace("'", "") or each for each in tokens(text, spelling)) for text in texts
    )
