"""Body words: tell whether a text is about the body, by its parts and ailments. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from messages.content.toml_fields import Fields, tables_of
from messages.understand.text.spelling import Spelling


@dataclass(frozen=True)
class BodyWords:
    """One language's body words, as a pattern over normalised text."""

    pattern: re.Pattern[str]
    spelling: Spelling

    def are_in(self, text: str) -> bool:
        return self.pattern.search(self.spelling.plain(text)) is not None


def load(file: Path, spelling: Spelling) -> BodyWords:
    """The words of `file`, in which * stands for any letters; raises `BadData` for the first mistake."""
    fields = Fields(file, "words", tables_of(file).get("words", {}))
    words = [*fields.several("parts"), *fields.several("ails")]
    fields.nothing_left()
    either = "|".join(_pattern(spelling.plain(each)) for each in words)
    return BodyWords(re.compile(rf"(?<!\w)(?:{either})(?!\w)"), spelling)


def _pattern(words: str) -> str:
    return r"\s+".join(re.escape(each).replace(r"\*", r"\w*") for each in words.split())


def is_about_body(text: str, languages: Iterable[BodyWords]) -> bool:
    """True in any of the languages: people mix them, and a needless mention of a doctor does no harm."""
    return any(each.are_in(text) for each in languages)
