"""Entries: phrases for a sign, in a prefix tree, so "no" does not try every entry that starts with it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from sys import intern

GAP = "~"  # a few other words
CLOSE = "$"  # the end of a clause
FEW = 3  # entries not worth a branch; tried one by one
KEPT = 256  # branches of a tree that are kept in full, those of the commonest words
_BETWEEN_ENTRIES, _BEHIND_NAME = "\n", "\t"


@dataclass(frozen=True, slots=True)
class Entry:
    """One phrase: plain words, `~` for a few other words, `$` for the end of a clause."""

    name: str
    elements: tuple[str, ...]

    @property
    def is_one_word(self) -> bool:
        return sum(each not in (GAP, CLOSE) for each in self.elements) == 1


@dataclass(frozen=True, slots=True)
class Branch:
    """Entries that share their first `depth` elements."""

    depth: int
    entries: tuple[Entry, ...]  # to be tried one by one
    next: Mapping[str, "Branch"]  # by the element at `depth`


def tree_of(entries: Iterable[Entry], depth: int = 0) -> Branch:
    """Build the tree; entries that end here, or continue with `$`, stay in this branch."""
    here: list[Entry] = []
    further: dict[str, list[Entry]] = {}
    for entry in entries:
        if len(entry.elements) == depth or entry.elements[depth] == CLOSE:
            here.append(entry)
        else:
            further.setdefault(entry.elements[depth], []).append(entry)
    if depth and sum(map(len, further.values())) <= FEW:
        return Branch(depth, (*here, *(each for some in further.values() for each in some)), {})
    return Branch(depth, tuple(here), {each: tree_of(some, depth + 1) for each, some in further.items()})


class Packed(Mapping[str, Branch]):
    """The branches of a tree by their first element, as text until a typed word asks for one.

    Most entries are of words that nobody types today: as text they take a tenth of the memory.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        found: dict[str, list[str]] = {}
        for entry in entries:
            packed = f"{entry.name}{_BEHIND_NAME}{' '.join(entry.elements)}"
            found.setdefault(entry.elements[0], []).append(packed)
        self._texts = {first: _BETWEEN_ENTRIES.join(some) for first, some in found.items()}
        self._branch = lru_cache(maxsize=KEPT)(self._grown)

    def __contains__(self, first: object) -> bool:
        return first in self._texts

    def __getitem__(self, first: str) -> Branch:
        return self._branch(first)

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def _grown(self, first: str) -> Branch:
        return tree_of(map(_unpacked, self._texts[first].split(_BETWEEN_ENTRIES)), depth=1)


def packed(entries: Iterable[Entry]) -> Branch:
    """The whole tree, packed; no entry begins with a gap or the end of a clause."""
    return Branch(0, (), Packed(entries))


def _unpacked(text: str) -> Entry:
    name, _, elements = text.partition(_BEHIND_NAME)
    return Entry(intern(name), tuple(map(intern, elements.split())))
