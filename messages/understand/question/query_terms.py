"""Query terms: a text's words stemmed, with synonyms unified and typos corrected."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path

import snowballstemmer
from babel import Locale, UnknownLocaleError
from rapidfuzz import process
from rapidfuzz.distance import OSA

from messages.content.toml_fields import BadData, Fields, tables_of
from messages.understand.text.spelling import PLAIN, Spelling

WORDS_READ = 40  # words of a question that are read; the rest is ignored
SLIPS_READ = 5  # typos corrected per question; each search takes about a millisecond
IGNORED = "ignored"  # entry of words that say nothing about the subject
ORDINARY = "ordinary"  # entry of words that say little: known, so that they are not typos
ELSEWHERE = "elsewhere"  # entry of words about other subjects
CIRCUMSTANCES = "circumstances"  # entry of names that alone do not make a question ours
COMPOUNDS = "compounds"  # entry of words found only in compounds: "hüft"
UNNAMED = frozenset({IGNORED, ORDINARY, CIRCUMSTANCES, COMPOUNDS})
LEAST_PART = 4  # letters
LONGEST_COMPOUND = 40
LINKS = ("", "s", "n", "en", "es", "er", "e")  # between the parts
NAMED = "="  # prefix of a synonym's name, so it cannot clash with a word

_WORD = re.compile(r"\w+(?:['’]\w+)?")
_LONG = 8  # letters; from here two typos are forgiven, below four none
SWAPPED_ONLY = 4  # in a word of this length, only two swapped letters are forgiven

STEMS_KEPT = 20_000


@dataclass(frozen=True)
class Term:
    """One thing a text is about, and how sure we are of it."""

    name: str
    weight: float = 1.0


class Vocabulary:
    """The words of one language: synonyms, stems, and all known words."""

    def __init__(
        self, synonyms: Mapping[str, tuple[str, ...]], language: str, spelling: Spelling = PLAIN
    ) -> None:
        self._stem = _stemmer(language)
        self._spelling = spelling
        self._known: dict[str, str] = {}  # word → stem
        self._stems: set[str] = set()
        self._ignored = {spelling.plain(each) for each in synonyms.get(IGNORED, ())}
        self._parts: frozenset[str] = frozenset()  # stems compounds are made of
        self._whole: frozenset[str] = frozenset()  # stems that are never split
        self._phrases: dict[tuple[str, ...], str] = {}
        for name, phrases in synonyms.items():
            for phrase in phrases:
                self.learn(phrase)
                if name not in UNNAMED:
                    self._phrases[tuple(map(self._stem_of, self.words(phrase)))] = name
        self.ordinary = self._stems_of(synonyms.get(ORDINARY, ()))
        self.circumstances = frozenset(NAMED + name for name in synonyms.get(CIRCUMSTANCES, ()))
        self._longest = max(map(len, self._phrases), default=1)
        if COMPOUNDS in synonyms:
            named = {phrase[0] for phrase in self._phrases if len(phrase) == 1}
            self._whole = frozenset(named) | self.ordinary | self._stems_of(synonyms.get(IGNORED, ()))
            parts = {each for each in named if len(each) >= LEAST_PART}
            self._parts = frozenset(parts) | self._stems_of(synonyms[COMPOUNDS])

    def learn(self, text: str) -> None:
        """Add the words of this text as correctly spelt."""
        for word in self._parted(text):
            if word not in self._known:
                self._known[word] = self._stem(word)
                self._stems.add(self._known[word])

    def terms(self, text: str, may_slip: bool = True) -> list[Term]:
        """The distinct terms of the text, in order."""
        words = list(islice(self._parted(text), WORDS_READ))
        spelt = self._spelt(words) if may_slip else [(word, 1.0) for word in words]
        found: dict[str, float] = {}
        for name, weight in self._found([(self._stem_of(word), word, sure) for word, sure in spelt]):
            found[name] = max(weight, found.get(name, 0.0))
        return [Term(name, weight) for name, weight in found.items()]

    def words(self, text: str) -> Iterator[str]:
        """Normalised words."""
        return words_of(text, self._spelling)

    def _parted(self, text: str) -> Iterator[str]:
        """The words of the text, with compounds of two known words split: "Rückenschmerzen"."""
        for word in self.words(text):
            yield from self._parts_of(word) if self._parts else (word,)

    def _parts_of(self, word: str) -> tuple[str, ...]:
        if len(word) < 2 * LEAST_PART or len(word) > LONGEST_COMPOUND or self._stem_of(word) in self._whole:
            return (word,)
        for at in range(len(word) - LEAST_PART, LEAST_PART - 1, -1):
            head, tail = word[:at], word[at:]
            if self._stem_of(tail) in self._parts:
                for link in LINKS:
                    if head.endswith(link) and self._stem_of(head.removesuffix(link)) in self._parts:
                        return head.removesuffix(link), tail
        return (word,)

    def _found(self, words: list[tuple[str, str, float]]) -> Iterator[tuple[str, float]]:
        """Synonym names, longest phrase first from left to right, and the meaningful words."""
        at = 0
        while at < len(words):
            length, name = self._phrase_at(words, at)
            here = words[at : at + max(length, 1)]
            sure = min(each[2] for each in here)
            if name is not None:
                yield NAMED + name, sure
            if length != 1:
                yield from ((stem, sure) for stem, word, sure in here if word not in self._ignored)
            at += len(here)

    def _phrase_at(self, words: list[tuple[str, str, float]], at: int) -> tuple[int, str | None]:
        for length in range(min(self._longest, len(words) - at), 0, -1):
            name = self._phrases.get(tuple(stem for stem, _, _ in words[at : at + length]))
            if name is not None:
                return length, name
        return 0, None

    def _spelt(self, words: list[str]) -> list[tuple[str, float]]:
        """Every word, or the known word it was probably meant as, with a confidence."""
        left = SLIPS_READ
        spelt = []
        for word in words:
            if word in self._known or self._stem_of(word) in self._stems or not word.isalpha() or not left:
                spelt.append((word, 1.0))
            else:
                left -= 1
                spelt.append(self._closest(word))
        return spelt

    def _closest(self, word: str) -> tuple[str, float]:
        """The nearest known word with a similar start; short words are near too many others."""
        slips = 0 if len(word) < 4 else 1 if len(word) < _LONG else 2
        if slips == 0:
            return word, 1.0
        found = process.extract(word, self._known.keys(), scorer=OSA.distance, score_cutoff=slips, limit=5)
        for known, distance, _ in found:
            if len(word) == SWAPPED_ONLY and sorted(known) != sorted(word):
                continue  # four letters are close to too many words
            if len(known) > 3 and (known[0] == word[0] or known[:2] == word[1::-1]):
                return known, 1.0 - 0.1 * distance
        return word, 1.0

    def _stems_of(self, phrases: Iterable[str]) -> frozenset[str]:
        return frozenset(self._stem_of(word) for phrase in phrases for word in self.words(phrase))

    def _stem_of(self, word: str) -> str:
        return self._known.get(word) or self._stem(word)


def load(file: Path) -> dict[str, tuple[str, ...]]:
    """Phrases by the name of their synonym; raises `BadData` for a wrong or duplicate one."""
    synonyms: dict[str, tuple[str, ...]] = {}
    told: dict[str, str] = {}
    for name, entry in tables_of(file).items():
        fields = Fields(file, name, entry)
        synonyms[name] = fields.several("says")
        fields.nothing_left()
        for phrase in synonyms[name]:
            if name != CIRCUMSTANCES and told.setdefault(PLAIN.plain(phrase), name) != name:
                raise BadData(
                    f"{file.name}: [{name}] says stands at [{told[PLAIN.plain(phrase)]}] too: {phrase!r}"
                )
    for each in synonyms.get(CIRCUMSTANCES, ()):
        if each not in synonyms:
            raise BadData(f"{file.name}: [{CIRCUMSTANCES}] says names nothing: {each!r}")
    return synonyms


def words_of(text: str, spelling: Spelling = PLAIN) -> Iterator[str]:
    return (found[0] for found in _WORD.finditer(spelling.plain(text)))


def _stemmer(language: str) -> Callable[[str], str]:
    """Stemmer of the language; without one, every form counts as its own word."""
    name = _english_name(language).lower()
    if name not in snowballstemmer.algorithms():
        return str
    stemmer = snowballstemmer.stemmer(name)
    # Indexing asks for the same words over and over, and a stem takes tens of microseconds.
    return lru_cache(maxsize=STEMS_KEPT)(lambda word: str(stemmer.stemWord(word)))


def _english_name(language: str) -> str:
    try:
        return Locale(Locale.parse(language, sep="-").language).english_name or ""
    except (UnknownLocaleError, ValueError):
        return ""
