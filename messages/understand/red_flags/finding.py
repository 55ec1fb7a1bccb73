"""Where in a text stand the words of each list? One pass, whatever the words."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace

from messages.understand.red_flags.alarm_words import Word
from messages.understand.red_flags.entries import CLOSE, GAP, Branch, Entry
from messages.understand.red_flags.rules import GRAMMAR, HARMLESS

SMALL_WORDS = 3  # that may stand between two words of an entry
WIDEST_GAP = 4  # words that `~` stands for

CERTAIN = frozenset({HARMLESS, *GRAMMAR})  # lists that hear no real word as a typo

NOTHING: frozenset[str] = frozenset()

LEAST_SUPPORT = 2  # letters of a word that makes another one surer: "i" stands beside anything

Ending = tuple[Entry, int]  # what was found, and the place behind it


@dataclass(frozen=True, slots=True)
class Text:
    """The words somebody typed and what each can mean, as the lists write it."""

    words: Sequence[Word]
    meanings: Sequence[Set[str]]
    typos: Sequence[Set[str]]  # those of its meanings that a word has only as a typo
    doubtful: Sequence[Set[str]]  # and those of a real word, which need a surer one beside it
    rare: Sequence[Set[str]]  # and of these the ones of a word that is seldom said

    def closes(self, at: int) -> bool:
        """Whether a clause ends before this word."""
        return at == len(self.words) or self.words[at].clause != self.words[at - 1].clause

    def without(self, places: Set[int]) -> "Text":
        """The same words, of which some mean nothing."""
        meanings = [NOTHING if n in places else each for n, each in enumerate(self.meanings)]
        return replace(self, meanings=meanings)

    def surely(self, meaning: str, begin: int, end: int) -> bool:
        """Whether one of the words from `begin` on says just that, without a typo."""
        return any(
            meaning in self.meanings[n] and meaning not in self.typos[n] and meaning not in self.doubtful[n]
            for n in range(begin, end)
        )


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Words of one list, from `begin` up to and without `end`."""

    begin: int
    end: int
    is_typo: bool = False  # one word with a typo, or one of them is a real word
    is_doubtful: bool = False  # one word, and a real one

    @property
    def places(self) -> range:
        return range(self.begin, self.end)


class Finding:
    """The entries of one language in one text."""

    def __init__(self, text: Text, small: Set[str]) -> None:
        self._text = text
        self._words = text.words
        self._meanings = text.meanings
        self._small = small
        # A word that is said again is the same set again, and looked at once.
        self._distinct = {id(each): each for each in text.meanings}
        of_small = {n for n, each in self._distinct.items() if not small.isdisjoint(each)}
        self.small = frozenset(n for n, each in enumerate(text.meanings) if id(each) in of_small)
        self._said = {GAP, CLOSE}.union(*self._distinct.values())
        self._kept: dict[int, list[Entry]] = {}
        self.steps = 0  # how much work it was, whatever the machine

    def everything(self, tree: Branch) -> dict[str, list[Occurrence]]:
        """By the name of their list, in the order of the text."""
        found: dict[str, list[Occurrence]] = {}
        branches = {n: [tree.next[m] for m in each if m in tree.next] for n, each in self._distinct.items()}
        for at, meanings in enumerate(self._meanings):
            for branch in branches[id(meanings)]:
                for entry, end in self._ends(branch, at + 1, at):
                    if (occurrence := self._occurrence(entry, at, end)) is not None:
                        found.setdefault(entry.name, []).append(occurrence)
        return found

    def _occurrence(self, entry: Entry, begin: int, end: int) -> Occurrence | None:
        """None where it takes a real word to be a typo, and nothing speaks for that.

        A surer word of the same entry does. A word that is seldom said may also stand beside another sign,
        but alone it decides no grammar and makes nothing harmless.
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
        """All entries of a branch that go on at `at`, and where they end."""
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
        """The entries to be tried one by one, but for those that take a word the text has not."""
        kept = self._kept.get(id(branch))
        if kept is None:
            kept = [each for each in branch.entries if self._said.issuperset(each.elements)]
            self._kept[id(branch)] = kept
        return kept

    def _further(self, branch: Branch, at: int, begin: int) -> Iterator[Ending]:
        """By the next word, or one behind small words; an entry takes the first that fits."""
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
        """As soon as it goes on; once for each entry."""
        found: list[Entry] = []
        for n in range(at, at + WIDEST_GAP + 1):
            for entry, end in self._ends(branch, n, begin):
                if not any(each is entry for each in found):
                    found.append(entry)
                    yield entry, end

    def _end(self, elements: Sequence[str], at: int, begin: int) -> int | None:
        """Where the elements end that go on at `at`; small words may stand between them."""
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
