"""Features of a text for the second ear: words, their letters, neighbours, and signs found by the lists."""

from collections.abc import Collection, Iterator, Sequence
from itertools import combinations, pairwise
from zlib import crc32

from messages.understand.red_flags.rules import GRAMMAR

MOST_WORDS = 60  # of a text, the first ones; the rules read it all
MOST_LETTERS = 24  # of a word
MOST_SIGNS = 16  # of a text, so that pairs stay few
BEGINNING = 5  # letters; what comes after them is mostly grammar
PIECE = 3  # letters, so that typos and compounds share most of theirs
TELLING = frozenset({"no", "long_ago", "again", "others"})  # grammar that matters beside a sign
# What a number may be, by its size: an age, a week of pregnancy, a temperature, a year.
SIZES = (
    (1, "none"),
    (16, "child"),
    (20, "teenager"),
    (38, "week"),
    (43, "fever"),
    (100, "two-digits"),
    (1900, "many"),
    (2100, "year"),
)


def features(words: Sequence[str], signs: Collection[str]) -> list[int]:
    """The distinct features of a text, as numbers; `signs` are names of word lists found in it."""
    said = [_sized(each[:MOST_LETTERS]) for each in words[:MOST_WORDS]]
    return sorted({crc32(each.encode()) for each in (*_of_words(said), *_of_signs(signs))})


def _of_words(said: Sequence[str]) -> Iterator[str]:
    yield from said
    beginnings = ["^", *(each[:BEGINNING] for each in said), "$"]
    yield from (f"{one} {following}" for one, following in pairwise(beginnings))
    for each in dict.fromkeys(said):
        ended = f"<{each}>"
        yield from (f"~{ended[n : n + PIECE]}" for n in range(len(ended) - PIECE + 1))


def _of_signs(signs: Collection[str]) -> Iterator[str]:
    found = sorted(signs)[:MOST_SIGNS]
    yield from (f"[{each}]" for each in found)
    telling = [each for each in found if each in TELLING or each not in GRAMMAR]
    yield from (f"[{one}+{other}]" for one, other in combinations(telling, 2))


def _sized(word: str) -> str:
    """A number as what it may be; any other word as it is."""
    if not word.isdecimal():
        return word
    size = int(word[:5])
    return next((f"#{name}" for limit, name in SIZES if size < limit), "#more")
