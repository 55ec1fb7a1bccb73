"""Typos: the one known word that a mistyped word was meant as."""

from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

from messages.understand.text.spelling import Spelling

SHORTEST = 5  # letters; in shorter words one letter makes another word
SHORTEST_SWAPPED = 4  # letters; "wlak"
LONG_WORD = 9  # letters; from here two may be wrong


def meant(typed: str, known: Iterable[str], spelling: Spelling, shortest: int = SHORTEST) -> str | None:
    """The word of `known` within one slip of `typed`, two in a long one; None: none is so near.

    A real word of the language is no slip of another. A slip is a letter left out, added, swapped or wrong;
    the first letter is seldom wrong, so it stands. In a word of four letters only a swap is forgiven.
    Of two equally near the first of `known` is taken.
    """
    if len(typed) < min(shortest, SHORTEST_SWAPPED) or not typed.isalpha() or spelling.is_word(typed):
        return None
    if len(typed) < shortest:
        letters = sorted(typed)
        return next((each for each in known if each[0] == typed[0] and sorted(each) == letters), None)
    slips = 2 if len(typed) >= LONG_WORD else 1
    first, least, most = typed[0], max(shortest, len(typed) - slips), len(typed) + slips
    alike = [each for each in known if least <= len(each) <= most and each[0] == first]
    found = process.extractOne(typed, alike, scorer=OSA.distance, score_cutoff=slips)
    return None if found is None else found[0]
