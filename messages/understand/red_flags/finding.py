"""Finding: locates the entries of all lists in a text, in one pass."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace

from messages.understand.red_flags.alarm_words import Word
from messages.understand.red_flags.entries import CLOSE, GAP, Branch, Entry
from messages.understand.red_flags.rules import GRAMMAR, HARMLESS

SMALL_WORDS = 3  # allowed between two words of an entry
WIDEST_GAP = 4  # most words `~` matches

CERTAIN = frozenset({HARMLESS, *GRAMMAR})  # lists that never take a real word for a typo

NOTHING: frozenset[str] = frozenset()

LEAST_SUPPORT = 2  # letters of a word that supports a doubtful one: "i" occurs next to anything

Ending = tuple[Entry, int]  # the entry found, and the position after it


@dataclass(frozen=True, slots=True)
class Text:
    """The typed words, and the list words each can mean."""

    words: Sequence[Word]
    meanings: Sequence[Set[str]]
    typos: Sequence[Set[str]]  # meanings a word has only if it is a typo
    doubtful: Sequence[Set[str]]  # typo meanings of a real word, which need a surer word nearby
    rare: Sequence[Set[str]]  # of these, the meanings of an uncommon word

    def closes(self, at: int) -> bool:
        """True if a clause ends before this word."""
        return at == len(self.words) or self.words[at].clause != self.words[at - 1].clause

    def without(self, places: Set[int]) -> "Text":
        """The same text, with the words at these positions meaning nothing."""
        meanings = [NOTHING if n in places else each for n, each in enumerate(self.meanings)]
        return replace(self, meanings=meanings)

    def surely(self, meaning: str, begin: int, end: int) -> bool:
        """True if a word from `begin` up to `end` has this meaning without a typo."""
        return any(
            meaning in self.meanings[n] and meaning not in self.typos[n] and meaning not in self.doubtful[n]
            for n in range(begin, end)
        )


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An entry found in the text, from `begin` up to but not including `end`."""

    begin: int
    end: int
    is_typo: bool = False  # a single word with a typo, or one that needs a real word to be a typo
    is_doubtful: bool = False  # a single word, and a real one

    @property
    def places(self) -> range:
        return range(self.begin, self.end)


class Finding:
    """Finds the entries of one language in one text."""

    def __init__(self, text: Text, small: Set[str]) -> None:
        self._text = text
        self._words = text.words
        self._meanings = text.meanings
        self._small = small
        # A repeated word has the same set object and is looked at once.
        self._distinct = {id(each): each for each in text.meanings}
        of_small = {n for n, each in self._distinct.items() if not small.isdisjoint(each)}
        self.small = frozenset(n for n, each in enumerate(text.meanings) if id(each) in of_small)
        self._said = {GAP, CLOSE}.union(*self._distinct.values())
        self._kept: dict[int, list[Entry]] = {}
        self.steps = 0  # work done, independent of the machine

    def everything(self, tree: Branch) -> dict[str, list[Occurrence]]:
        """All occurrences by list name, in text order."""
        found: dict[str, list[Occurrence]] = {}
        branches = {n: [tree.next[m] for m in each if m in tree.next] for n, each in self._distinct.items()}
        for at, meanings in enumerate(self._meanings):
            for branch in branches[id(meanings)]:
                for entry, end in self._ends(branch, at + 1, at):
                    if (occurrence := self._occurrence(entry, at, end)) is not None:
                        found.setdefault(entry.name, []).append(occurrence)
        return found

    def _occurrence(self, entry: Entry, begin: int, end: int) -> Occurrence | None:
        """The occurrence; None if it needs a real word to be a typo and nothing supports that.

        A surer word of the same entry supports it. An uncommon word may also rely on another sign nearby,
        but never decides grammar or makes anything harmless.
        """
        if not any(self._text.typos[n] or self._text.doubtful[n] for n in range(begin, end)):
            return Occurrence(begin, end)
        words = [each for each in entry.elements if each not in (GAP, CLOSE)]
        unsure = [each for each in words if not self._text.surely(each, begin, end)]
        places = range(begin, end)
        doubtful = [(each, n) for each in unsure for n in places if each in self._text.doubtful[n]]
        is_rare = all(each in self._text.rare[n] for each, n in doubtful)
        sure = (each for each in words if each not in unsure)
        is_alone = all(each in self._small or len(each) < LEAST_SUPPORT for each in sure)
        if doubtful and (entry.name in CERTAIN or (is_alone and not is_rare)):
            return None
        is_typo = bool(doubtful) or (is_alone and len(words) == 1)
        return Occurrence(begin, end, is_typo, is_doubtful=bool(doubtful) and is_alone)

    def _ends(self, branch: Branch, at: int, begin: int) -> Iterator[Ending]:
        """All entries of a branch that continue at `at`, and where they end."""
        self.steps += 1
        for entry in self._possible(branch):
            end = self._end(entry.elements[branch.depth :], at, begin)
            if end is not None:
                yield entry, end
        if branch.next:
            yield from self._further(branch, at, begin)
            if (behind := branch.next.get(GAP)) is not None:
                yield from self._behind_a_gap(behind, at, begin)

    def _possible(self, branch: Branch) -> Sequence[Entry]:
        """The entries to try one by one, without those that need a word missing from the text."""
        kept = self._kept.get(id(branch))
        if kept is None:
            kept = [each for each in branch.entries if self._said.issuperset(each.elements)]
            self._kept[id(branch)] = kept
        return kept

    def _further(self, branch: Branch, at: int, begin: int) -> Iterator[Ending]:
        """Continue with the next word, or one after small words; an entry takes the first match."""
        taken: set[str] = set()
        for n in range(at, min(at + SMALL_WORDS + 1, len(self._words))):
            if self._words[n].sentence != self._words[begin].sentence:
                return
            for meaning in self._meanings[n]:
                if meaning in branch.next and meaning not in taken:
                    taken.add(meaning)
                    yield from self._ends(branch.next[meaning], n + 1, begin)
            if n not in self.small:
                return

    def _behind_a_gap(self, branch: Branch, at: int, begin: int) -> Iterator[Ending]:
        """Continue after a gap at the earliest match, once per entry."""
        found: list[Entry] = []
        for n in range(at, at + WIDEST_GAP + 1):
            for entry, end in self._ends(branch, n, begin):
                if not any(each is entry for each in found):
                    found.append(entry)
                    yield entry, end

    def _end(self, elements: Sequence[str], at: int, begin: int) -> int | None:
        """The end of the elements that continue at `at`, allowing small words between; None if no match."""
        self.steps += 1
        if not elements:
            return at
        first, rest = elements[0], elements[1:]
        if first == CLOSE:
            return self._end(rest, at, begin) if self._text.closes(at) else None
        if first == GAP:
            ends = (self._end(rest, n, begin) for n in range(at, at + WIDEST_GAP + 1))
            return next((end for end in ends if end is not None), None)
        for n in range(at, min(at + SMALL_WORDS + 1, len(self._words))):
            if self._words[n].sentence != self._words[begin].sentence:
                return None
            if first in self._meanings[n]:
                return self._end(rest, n + 1, begin)
            if n not in self.small:
                return None
        return None
