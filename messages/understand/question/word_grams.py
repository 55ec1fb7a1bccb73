"""Word grams: a text as the stems and letter groups of its words, hashed into one short vector.

Letter groups forgive typos and find the parts of compounds; nothing has to be listed for that. Pure.
"""

import math
import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise

import numpy as np
import numpy.typing as npt
import snowballstemmer
from babel import Locale, UnknownLocaleError

from messages.understand.text.once import once
from messages.understand.text.spelling import PLAIN, Spelling

WORDS_READ = 40  # words of a question that are read; the rest is ignored
LETTERS_READ = 24  # of a word
SIZES = (3, 4, 5)  # letters of a group
BUCKETS = 4096  # two grams share one now and then, with a sign that cancels out on average
STEMS_KEPT = 5_000
GRAMS_KEPT = 5_000

Floats = npt.NDArray[np.float32]

_WORD = re.compile(r"\w+(?:['’]\w+)?")


class WordGrams:
    """The vectors of texts in one language; a bucket weighs more, the fewer of the known texts have it."""

    def __init__(self, language: str, spelling: Spelling, weights: Floats | None = None) -> None:
        self._reader = _reader_of(language, spelling)
        self.weights = np.ones((2, BUCKETS), dtype=np.float32) if weights is None else weights

    def learn(self, texts: Sequence[str]) -> None:
        """Weigh the buckets by the texts that have them: of letter groups, and of stems."""
        found = np.zeros((2, BUCKETS), dtype=np.float32)
        for text in texts:
            for row, grams in zip(found, _grams(text, self._reader), strict=True):
                row[list({bucket_of(gram)[0] for gram in grams})] += 1
        self.weights = np.log((1 + len(texts)) / (1 + found))

    def __call__(self, text: str) -> Floats:
        """Letter groups and stems, each part of length 1, added up."""
        whole = np.zeros(BUCKETS, dtype=np.float32)
        for weights, counted in zip(self.weights, _counted(text, self._reader), strict=True):
            part = counted * weights
            whole += part / np.float32(math.sqrt(part @ part) or 1)
        return whole


@dataclass(frozen=True, eq=False)
class _Reader:
    """How the words of one language are taken apart; shared by all who read that language."""

    spelling: Spelling
    stem: Callable[[str], str]


_readers: dict[tuple[str, int], _Reader] = {}


def _reader_of(language: str, spelling: Spelling) -> _Reader:
    """One for each spelling, told apart by identity: the lexicon of a language keeps its own."""
    key = language, id(spelling)
    if key not in _readers:
        _readers[key] = _Reader(spelling, _stemmer(language))
    return _readers[key]


@once
def _counted(text: str, reader: _Reader) -> tuple[Floats, Floats]:
    """The letter groups and the stems of a text by their buckets, not weighed yet."""
    found = []
    for grams in _grams(text, reader):
        part = np.zeros(BUCKETS, dtype=np.float32)
        for gram, count in grams.items():
            bucket, sign = bucket_of(gram)
            part[bucket] += sign * (1 + math.log(count))
        found.append(part)
    letters, stems = found
    return letters, stems


def _grams(text: str, reader: _Reader) -> tuple[Counter[str], Counter[str]]:
    words = list(islice(words_of(text, reader.spelling), WORDS_READ))
    stems = [reader.stem(word) for word in words]
    letters = Counter(group for word in words for group in _groups(word))
    return letters, Counter([f"={each}" for each in stems] + [f"={a} {b}" for a, b in pairwise(stems)])


def words_of(text: str, spelling: Spelling = PLAIN) -> Iterator[str]:
    """Normalised words."""
    return (found[0] for found in _WORD.finditer(spelling.plain(text)))


@lru_cache(maxsize=GRAMS_KEPT)
def bucket_of(gram: str) -> tuple[int, int]:
    """The bucket of a gram and its sign, the same in every process."""
    number = zlib.crc32(gram.encode(errors="replace"))
    return number % BUCKETS, 1 if number >> 31 else -1


def _groups(word: str) -> Iterator[str]:
    bounded = f" {word[:LETTERS_READ]} "
    return (bounded[at : at + size] for size in SIZES for at in range(len(bounded) - size + 1))


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
