"""Slips: words with a typo as they were probably meant, where they are near a word of ours. Pure."""

import re
from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

from messages.understand.question.word_grams import words_of
from messages.understand.text import frequencies
from messages.understand.text.spelling import Spelling

SLIPS_READ = 5  # mended in a text; each search takes half a millisecond
SHORTEST = 4  # letters; shorter words are near too many others
SWAPPED_ONLY = 4  # in a word of this length only two swapped letters are forgiven
LONG = 8  # letters; from here two typos are forgiven

FREQUENT = 3.0  # Zipf frequency; rarer words may be slips of ours: "smokin"
VERY_FREQUENT = 4.0  # the same where a text is known to be ours: "high heals"

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


class Slips:
    """What is no word of the language, against the words of our own texts."""

    def __init__(self, language: str, texts: Iterable[str], spelling: Spelling) -> None:
        self._spelling = spelling
        self._own = sorted({word for text in texts for word in words_of(text, spelling)})
        self._known = frozenset(self._own)
        self._frequency = frequencies.load().get(language)

    def mended(self, text: str, frequent: float = FREQUENT) -> str:
        """The text with slips mended; words of at least this Zipf frequency are none."""
        left = SLIPS_READ

        def word_for(found: re.Match[str]) -> str:
            nonlocal left
            plain = self._spelling.plain(found[0])
            if left == 0 or len(plain) < SHORTEST or self._is_word(plain, frequent):
                return found[0]
            left -= 1
            return self._closest(plain) or found[0]

        return _WORD.sub(word_for, text)

    def _is_word(self, plain: str, frequent: float) -> bool:
        is_frequent = self._frequency is not None and self._frequency.zipf(plain) >= frequent
        return plain in self._known or is_frequent

    def _closest(self, word: str) -> str | None:
        """The nearest word of ours with a similar start."""
        most = 1 if len(word) < LONG else 2
        found = process.extract(word, self._own, scorer=OSA.distance, score_cutoff=most, limit=5)
        for known, _, _ in found:
            is_swapped = sorted(known) == sorted(word)
            if (len(word) > SWAPPED_ONLY or is_swapped) and known[:1] in word[:2]:
                return known
        return None
