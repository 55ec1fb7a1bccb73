"""Is it a cry for help in a language that we do not read?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from messages.movement import Fields, tables_of
from messages.signs import ELSEWHERE, FLAGS
from messages.wording import Word, plain

WORDS_OF_A_SENTENCE = 3  # fewer say too little about their language


@dataclass(frozen=True)
class Cries:
    """Words as `plain` leaves them."""

    help: re.Pattern[str]  # in a text with a blank at both ends
    shared: frozenset[str]
    ordinary: frozenset[str]


@cache
def load(folder: Path = FLAGS) -> Cries:
    """Raises `BadMovement` for the first mistake, naming file, entry and field."""
    file = folder / ELSEWHERE
    fields = Fields(file, "elsewhere", tables_of(file).get("elsewhere", {}))
    cries = Cries(
        re.compile("|".join(_as_it_stands(plain(each)) for each in fields.several("help"))),
        frozenset(map(plain, fields.several("shared"))),
        frozenset(map(plain, fields.several("ordinary"))),
    )
    fields.nothing_left()
    return cries


def is_a_cry_for_help(words: Sequence[Word], meanings: Sequence[set[str]]) -> bool:
    """A word for help in another language, or a word that everybody knows among hardly any that we know."""
    cries = load()
    texts = [word.text for word in words]
    together = f" {' '.join(texts)} "
    if cries.help.search(together):
        return True
    if any(each in cries.ordinary for each in texts):
        return False
    others = [meaning for text, meaning in zip(texts, meanings, strict=True) if text not in cries.shared]
    is_called = len(others) < len(texts)
    return is_called and len(texts) >= WORDS_OF_A_SENTENCE and sum(map(bool, others)) * 3 <= len(others)


def _as_it_stands(cry: str) -> str:
    """A whole word; where words are not parted by spaces, anywhere."""
    is_parted = cry.isascii() or "\u0370" <= cry[0] <= "\u04ff"
    return f" {re.escape(cry)} " if is_parted else re.escape(cry)
