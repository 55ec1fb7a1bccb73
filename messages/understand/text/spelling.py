"""Spelling: how a language writes letters, numbers and abbreviations, from `spelling.toml`."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from messages.content.toml_fields import BadData, Fields, tables_of
from messages.understand.text.frequencies import Frequency

_SEPARATORS = frozenset({".", ",", "'"})


@dataclass(frozen=True)
class Spelling:
    """Spelling rules of one language; the defaults are English."""

    thousands: frozenset[str] = frozenset({".", ","})  # if listed, "8.432" is eight thousand
    half: str = "half"  # the word for "½"
    quarter: str = "quarter"
    letters: Mapping[str, str] = field(default_factory=dict)  # "ue" → "u", as "ü" without its dots
    apart: frozenset[str] = frozenset()  # words that become others without accents: "hätte", "hatte"
    abbreviations: frozenset[str] = frozenset()  # their full stop does not end a sentence
    ordinals: tuple[str, ...] = ("st", "nd", "rd", "th")  # suffixes of ordinal numbers
    tails: tuple[str, ...] = ()  # compound endings read as separate words
    frequency: Frequency | None = None  # of the language's real words, which are no typos of others

    def is_word(self, plain: str) -> bool:
        """Whether this, without case and accents, is a real word of the language."""
        return self.frequency is not None and self.frequency.zipf(plain) > 0

    def plain(self, text: str) -> str:
        """Lower case without accents, with one kind of apostrophe."""
        if text.isascii():
            return self.folded(text.casefold())
        apart = unicodedata.normalize("NFD", text.casefold().replace("’", "'"))
        return self.folded("".join(each for each in apart if not unicodedata.combining(each)))

    def folded(self, plain: str) -> str:
        for typed, meant in self.letters.items():
            plain = plain.replace(typed, meant)
        return plain

    def kept_apart(self, text: str) -> str:
        """Respell the words to keep apart uniquely: "hätte" and "haette" become "heette"."""
        if self._unlike is None:
            return text
        return self._unlike.sub(lambda found: self._kept[found[0]], text)

    def without_abbreviations(self, text: str) -> str:
        return text if self._shortened is None else self._shortened.sub(r"\1 ", text)

    def parted(self, word: str) -> tuple[str, ...]:
        """A compound split into head and tail; any other word unchanged."""
        for tail in self.tails:
            if word.endswith(tail) and len(word) > len(tail) + 2:
                return word[: -len(tail)], tail
        return (word,)

    @cached_property
    def ordinal(self) -> re.Pattern[str]:
        """Pattern of ordinal suffixes; a full stop is one only before another word."""
        in_front_of_more, alone = r"(?=\s+\w)", r"(?!\w)"
        ways = [re.escape(each) + (in_front_of_more if each == "." else alone) for each in self.ordinals]
        return re.compile(rf"(?<=\d)(?:{'|'.join(ways)})", re.IGNORECASE)

    @cached_property
    def _kept(self) -> Mapping[str, str]:
        """Unique respellings of the words to keep apart, by every way to type them."""
        kept: dict[str, str] = {}
        for word in self.apart:
            unlike = "".join("ee" if unicodedata.decomposition(each) else each for each in word)
            ways = {word, *(word.replace(_accented(each), each) for each in self.letters)}
            kept |= dict.fromkeys(ways, unlike)
        return kept

    @cached_property
    def _unlike(self) -> re.Pattern[str] | None:
        return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(self._kept))})(?!\w)") if self._kept else None

    @cached_property
    def _shortened(self) -> re.Pattern[str] | None:
        if not self.abbreviations:
            return None
        known = "|".join(sorted(map(re.escape, self.abbreviations)))
        return re.compile(rf"(?<!\w)({known}|\d+(?:{known}))\.(?!\d)", re.IGNORECASE)


PLAIN = Spelling()


def _accented(typed: str) -> str:
    """ "ä" for "ae"."""
    return unicodedata.normalize("NFC", f"{typed[0]}\u0308")


def load(file: Path) -> Spelling:
    """Load one language's spelling; raises `BadData` for the first mistake."""
    tables = tables_of(file)
    if set(tables) != {"spelling"}:
        raise BadData(f"{file.name}: there must be [spelling] and no other table")
    fields = Fields(file, "spelling", tables["spelling"])
    spelling = Spelling(
        thousands=frozenset(fields.several("thousands", _SEPARATORS)),
        half=fields.text("half"),
        quarter=fields.text("quarter"),
        letters={each: each[0] for each in fields.several("letters")},
        apart=frozenset(fields.several("apart")),
        abbreviations=frozenset(fields.several("abbreviations")),
        ordinals=fields.several("ordinals"),
    )
    tails = map(spelling.plain, fields.several("tails"))
    fields.nothing_left()
    return replace(spelling, tails=tuple(sorted(tails, key=len, reverse=True)))
