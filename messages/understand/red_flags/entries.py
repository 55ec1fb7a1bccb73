"""How a sign is said, and a tree of all entries, so that "no" does not try all that begin with it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

GAP = "~"  # a few words in between
CLOSE = "$"  # the end of a clause
FEW = 3  # entries are tried one by one, not worth a branch


@dataclass(frozen=True, slots=True)
class Entry:
    """One way to say it: plain words, `~` for a few others in between, `$` for the end of a clause."""

    name: str
    elements: tuple[str, ...]

    @property
    def is_one_word(self) -> bool:
        return sum(each not in (GAP, CLOSE) for each in self.elements) == 1


@dataclass(frozen=True, slots=True)
class Branch:
    """Entries whose first `depth` elements are the same."""

    depth: int
    entries: tuple[Entry, ...]  # to be tried one by one
    next: Mapping[str, "Branch"]  # by the element at `depth`


def tree_of(entries: Iterable[Entry], depth: int = 0) -> Branch:
    """The tree below; entries that end here, or go on with the end of a clause, stay here."""
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
