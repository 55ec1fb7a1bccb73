"""Typos: the one known word that a mistyped word was meant as."""

from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST = 5  # letters; in shorter words one letter makes another word
LONG_WORD = 9  # letters; from here two may be wrong


def meant(typed: str, known: Iterable[str], shortest: int = SHORTEST) -> str | None:
    """The word of `known` within one slip of `typed`, two in a long one; None: none is so near.

    A slip is a letter left out, added, swapped or wrong; the first letter is seldom wrong, so it stands.
    Of two equally near the first of `known` is taken.
    """
    if len(typed) < shortest or not typed.isalpha():
        return None
    alike = [each for each in known if each[0] == typed[0] and len(each) >= shortest]
    slips = 2 if len(typed) >= LONG_WORD else 1
    found = process.extractOne(typed, alike, scorer=OSA.distance, score_cutoff=slips)
    return None if found is None else found[0]
