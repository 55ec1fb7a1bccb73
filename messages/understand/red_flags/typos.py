"""Red flag typos: the known words one typo away from a typed word."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from zlib import crc32

import numpy as np

LEAST_FOR_A_TYPO = 5  # letters; shorter words too easily become others
LEAST_FOR_A_WRONG_LETTER = 7  # "fever" and "never" are one letter apart
LEAST_STEM_FOR_A_TYPO = 6
LONGEST_STEM = 16


def is_a_typo(typed: str, meant: str) -> bool:
    """True for one letter dropped, doubled or added, two swapped, or in a long word one wrong."""
    same = next((n for n, (a, b) in enumerate(zip(typed, meant, strict=False)) if a != b), None)
    if same is None:
        return abs(len(typed) - len(meant)) == 1
    one, other = typed[same:], meant[same:]
    if one[1:] == other or one == other[1:]:
        return True
    if one[:2] == other[1::-1] and one[2:] == other[2:]:
        return True
    return len(meant) >= LEAST_FOR_A_WRONG_LETTER and one[1:] == other[1:]


class Typos:
    """Deletion index of words and prefixes ("numbn*"): found by what is left without one letter."""

    def __init__(self, known: Iterable[str]) -> None:
        every = frozenset(known)
        self._words = _Shortened(each for each in every if each[-1] != "*" and len(each) >= LEAST_FOR_A_TYPO)
        stems = (each[:-1] for each in every if each[-1] == "*")
        self._stems = _Shortened(each for each in stems if len(each) >= LEAST_STEM_FOR_A_TYPO)

    def of(self, typed: str) -> set[str]:
        """The list words that may have been meant."""
        if len(typed) < LEAST_FOR_A_TYPO - 1:
            return set()
        found = self._words.near(typed)
        for n in range(LEAST_STEM_FOR_A_TYPO - 1, min(len(typed), LONGEST_STEM) + 1):
            found |= {f"{stem}*" for stem in self._stems.near(typed[:n])}
        return found


class _Shortened:
    """Words by every form with one letter deleted.

    Eight bytes a form, in ascending order: a checksum of the form and the place of its word. A checksum that
    two forms share only makes one more word to compare.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted(words)
        self._longest = max(map(len, self._words), default=0)
        self._forms = array("Q", (_key(f) | n for n, each in enumerate(self._words) for f in _rests(each)))
        np.frombuffer(
            self._forms, dtype=np.uint64
        ).sort()  # in place: a list of them would take 40 bytes each

    def near(self, typed: str) -> set[str]:
        if len(typed) > self._longest + 1:  # so a word of thousands of letters costs nothing
            return set()
        near = {self._words[place] for rest in _rests(typed) for place in self._places(_key(rest))}
        return {word for word in near if is_a_typo(typed, word)}

    def _places(self, key: int) -> Iterator[int]:
        """The words with a form of this checksum."""
        forms, at = self._forms, bisect_left(self._forms, key)
        while at < len(forms) and forms[at] ^ key < _PLACES:
            yield forms[at] ^ key
            at += 1


_PLACES = 1 << 32  # behind the checksum


def _key(form: str) -> int:
    return crc32(form.encode(errors="replace")) << 32


def _rests(word: str) -> set[str]:
    return {word, *(word[:n] + word[n + 1 :] for n in range(len(word)))}
