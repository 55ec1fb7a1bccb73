"""Entries: phrases for a sign, in a prefix tree, so "no" does not try every entry that starts with it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

GAP = "~"  # a few other words
CLOSE = "$"  # the end of a clause
FEW = 3  # entries not worth a branch; tried one by one


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
