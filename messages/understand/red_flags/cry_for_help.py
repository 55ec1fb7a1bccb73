"""Cry for help: recognises one in a language we do not read."""

import re
from collections.abc import Collection, Sequence, Set
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from messages.content.toml_fields import Fields, tables_of
from messages.understand.red_flags.alarm_words import Word, plain
from messages.understand.red_flags.rules import ELSEWHERE, FLAGS
from messages.understand.text.frequencies import Frequencies

WORDS_OF_A_SENTENCE = 3
UNKNOWN = 2  # words unknown to all our languages; fewer say too little about the language
MOST_UNKNOWN = 3  # the same, next to a word used for anything: "help"
OURS = 4.0  # mean Zipf frequency from which a text is in a language we read


@dataclass(frozen=True)
class Cries:
    """Words in the form `plain` returns."""

    help: re.Pattern[str]  # for a text with a space at both ends
    shared: frozenset[str]
    common: frozenset[str]  # of these, the ones used for anything
    grave: frozenset[str]  # of these, the ones hardly ever used without need
    ordinary: frozenset[str]


@cache
def load(folder: Path = FLAGS) -> Cries:
    """Load the lists; raises `BadData` for the first mistake, naming file, entry and field."""
    file = folder / ELSEWHERE
    fields = Fields(file, "elsewhere", tables_of(file).get("elsewhere", {}))
    cries = Cries(
        re.compile("|".join(_as_it_stands(plain(each)) for each in fields.several("help"))),
        frozenset(map(plain, fields.several("shared"))),
        frozenset(map(plain, fields.several("common"))),
        frozenset(map(plain, fields.several("grave"))),
        frozenset(map(plain, fields.several("ordinary"))),
    )
    fields.nothing_left()
    return cries


def is_a_cry_for_help(words: Sequence[Word], meanings: Sequence[Set[str]], frequencies: Frequencies) -> bool:
    """True for a foreign word for help, or for a widely known one among words no list has."""
    cries = load()
    texts = [word.text for word in words]
    found = cries.help.search(f" {' '.join(texts)} ")
    if found:
        cry = found[0].split()
        return not _reads_as_ours([each for each in texts if each not in cry], frequencies)
    if any(each in cries.ordinary for each in texts):
        return False
    called = {each for each in texts if each in cries.shared}
    others = {text: meant for text, meant in zip(texts, meanings, strict=True) if text not in called}
    unknown = {each for each, meant in others.items() if not meant and not _is_real(each, frequencies)}
    if not called or len(texts) < WORDS_OF_A_SENTENCE or _reads_as_ours(others, frequencies):
        return False
    if called & cries.grave:
        return bool(unknown)
    is_foreign = 3 * len(unknown) >= 2 * len(others)
    return is_foreign and len(unknown) >= (MOST_UNKNOWN if called <= cries.common else UNKNOWN)


def _is_real(word: str, frequencies: Frequencies) -> bool:
    return any(each.zipf(word) for each in frequencies.values())


def _reads_as_ours(texts: Collection[str], frequencies: Frequencies) -> bool:
    """True if the words are common, on average, in one of the languages we read."""
    wholes = (sum(map(each.zipf, texts)) for each in frequencies.values())
    return bool(texts) and max(wholes, default=0.0) >= OURS * len(texts)


def _as_it_stands(cry: str) -> str:
    """Pattern for a whole word; in scripts without spaces, for the word anywhere."""
    is_parted = cry.isascii() or "\u0370" <= cry[0] <= "\u04ff"
    return f" {re.escape(cry)} " if is_parted else re.escape(cry)
