"""How is a language typed? Its letters, numbers and abbreviations, read from `spelling.toml`."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from messages.fields import BadMovement, Fields, tables_of

_SEPARATORS = frozenset({".", ",", "'"})


@dataclass(frozen=True)
class Spelling:
    """The habits of one language; left out, those of English."""

    thousands: frozenset[str] = frozenset({".", ","})  # "8.432" is eight thousand, else a bit more than eight
    half: str = "half"  # how "½" is said
    quarter: str = "quarter"
    letters: Mapping[str, str] = field(default_factory=dict)  # "ue" is "ü", which is "u" without its dots
    apart: frozenset[str] = frozenset()  # words that without their accent would be others: "hätte", "hatte"
    abbreviations: frozenset[str] = frozenset()  # their full stop ends no sentence
    tails: tuple[str, ...] = ()  # words that end a compound and are read as words of their own

    def plain(self, text: str) -> str:
        """Small letters without accents, however they were typed; one kind of apostrophe."""
        apart = unicodedata.normalize("NFD", text.casefold().replace("’", "'"))
        return self.folded("".join(each for each in apart if not unicodedata.combining(each)))

    def folded(self, plain: str) -> str:
        for typed, meant in self.letters.items():
            plain = plain.replace(typed, meant)
        return plain

    def kept_apart(self, text: str) -> str:
        """Those words spelt as no other is: "hätte" and "haette" as "heette"."""
        for word in self.apart:
            typed = {word, *(word.replace(_accented(each), each) for each in self.letters)}
            kept = "".join("ee" if unicodedata.decomposition(each) else each for each in word)
            text = re.sub(rf"(?<!\w)(?:{'|'.join(sorted(typed))})(?!\w)", kept, text)
        return text

    def without_abbreviations(self, text: str) -> str:
        if not self.abbreviations:
            return text
        known = "|".join(sorted(map(re.escape, self.abbreviations)))
        return re.sub(rf"(?<!\w)({known}|\d+(?:{known}))\.(?!\d)", r"\1 ", text, flags=re.IGNORECASE)

    def parted(self, word: str) -> tuple[str, ...]:
        """A compound as what it begins with and its tail; any other word as it is."""
        for tail in self.tails:
            if word.endswith(tail) and len(word) > len(tail) + 2:
                return word[: -len(tail)], tail
        return (word,)


PLAIN = Spelling()


def _accented(typed: str) -> str:
    """ "ae" as "ä"."""
    return unicodedata.normalize("NFC", f"{typed[0]}\u0308")


def load(file: Path) -> Spelling:
    """The habits of one language; raises `BadMovement` for the first mistake."""
    tables = tables_of(file)
    if set(tables) != {"spelling"}:
        raise BadMovement(f"{file.name}: there must be [spelling] and no other table")
    fields = Fields(file, "spelling", tables["spelling"])
    spelling = Spelling(
        thousands=frozenset(fields.several("thousands", _SEPARATORS)),
        half=fields.text("half"),
        quarter=fields.text("quarter"),
        letters={each: each[0] for each in fields.several("letters")},
        apart=frozenset(fields.several("apart")),
        abbreviations=frozenset(fields.several("abbreviations")),
    )
    tails = map(spelling.plain, fields.several("tails"))
    fields.nothing_left()
    return replace(spelling, tails=tuple(sorted(tails, key=len, reverse=True)))
