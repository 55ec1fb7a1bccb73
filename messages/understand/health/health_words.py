"""Health words: one language's phrases for what people say about their body, from `health.toml`."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from messages.content import health
from messages.content.toml_fields import BadData, Fields, tables_of
from messages.content.vocabulary import CONDITIONS
from messages.understand.text.tokens import tokens
from messages.understand.text.typos import SHORTEST
from messages.understand.values.value_words import ValueWords

ANY_WORDS = ".."
FEW_WORDS = r"(?:\S+ ){0,3}"
LISTS = (
    "beside", "mine", "others", "not", "none", "unreal", "asks", "links", "long_ago", "soon", "fine", "again",
    "operation", "past", "for", "until", "been", "weeks", "weeks_pregnant", "years", "age", "harmless",
    "telling",
)  # fmt: skip
# Heard by their numbers or parts, and not by a phrase.
WITHOUT_PHRASES = frozenset({"weeks-of-what", "older", "hip-operation-soon"})

Pattern = re.Pattern[str]

_WILL = re.compile(r"(?<=\w)['’´`]ll\b", re.IGNORECASE)


@dataclass(frozen=True)
class HealthWords:
    """Patterns over words with a space behind each; `topics` in the order of the file."""

    grammar: Mapping[str, Pattern]
    topics: Mapping[str, Pattern]
    joints: Mapping[str, Pattern]
    kept: Pattern  # phrases of which a word that is not read elsewhere tells the most: "fell again"
    known: frozenset[str]  # long words, of which others may be typos
    values: ValueWords

    def words(self, text: str) -> list[str]:
        """Words and signs of a text, without apostrophes; "I'll" is no "ill"."""
        return [each.replace("'", "") for each in self.values.tokens(_WILL.sub(" will", text))]

    @cached_property
    def known_in_order(self) -> tuple[str, ...]:
        return tuple(sorted(self.known))

    def has(self, name: str, words: str) -> bool:
        """True if the words hold a phrase of this list."""
        return self.grammar[name].search(words) is not None


def load(file: Path, values: ValueWords) -> HealthWords:
    """The words of one language; raises `BadData` for the first mistake."""
    tables = tables_of(file)
    if set(tables) != {"grammar", "joints", "lists", "topics"}:
        raise BadData(f"{file.name}: there must be [grammar], [joints], [lists], [topics] and no other table")
    read = _Reader(file, values)
    read.lists = {name: read.phrases("lists", tables["lists"], name) for name in tables["lists"]}
    grammar = {name: read.phrases("grammar", tables["grammar"], name) for name in LISTS}
    read.unread = frozenset(word for each in grammar["beside"] for word in read.plain(each))
    read.telling = frozenset(word for each in grammar["telling"] for word in read.plain(each))
    joints = {name: read.phrases("joints", tables["joints"], name) for name in tables["joints"]}
    topics = {name: read.phrases("topics", tables["topics"], name) for name in tables["topics"]}
    if unknown := (set(joints) - CONDITIONS) | (set(tables["grammar"]) - {*LISTS}):
        raise BadData(f"{file.name}: {min(unknown)} is not expected")
    reached = {each for asked in health.load().questions.values() for each in asked.answers.values()}
    names = health.load().names
    if wrong := (set(topics) - names) | (names - reached - WITHOUT_PHRASES - set(topics)):
        raise BadData(f"{file.name}: [topics] {min(wrong)} is missing or not in content/health.toml")
    return HealthWords(
        {
            name: read.pattern(phrases, is_whole=True)
            for name, phrases in grammar.items()
            if name != "telling"
        },
        {name: read.pattern(phrases) for name, phrases in topics.items()},
        {name: read.pattern(phrases) for name, phrases in joints.items()},
        read.any_of(read.kept),
        read.long_words((*topics.values(), grammar["beside"])),
        values,
    )


class _Reader:
    """Makes patterns of phrases, with what they refer to."""

    def __init__(self, file: Path, values: ValueWords) -> None:
        self._file = file
        self._values = values
        self.lists: Mapping[str, tuple[str, ...]] = {}
        self.unread: frozenset[str] = frozenset()
        self.telling: frozenset[str] = frozenset()
        self.kept: set[str] = set()

    def phrases(self, entry: str, table: Mapping[str, object], name: str) -> tuple[str, ...]:
        return Fields(self._file, entry, {name: table.get(name)}).several(name)

    def pattern(self, phrases: Iterable[str], *, is_whole: bool = False) -> Pattern:
        """Any of the phrases; words that are not read do not stand in it, unless it is for the whole text."""
        leave_out = frozenset[str]() if is_whole else self.unread
        return self.any_of({self._telling_way(each, leave_out) for each in phrases})

    def any_of(self, ways: Iterable[str]) -> Pattern:
        """Any of these, the longest first; none of no ways."""
        longest_first = sorted(ways, key=len, reverse=True)
        return re.compile(rf"(?<!\S)(?:{'|'.join(longest_first)})" if longest_first else r"(?!)")

    def _telling_way(self, phrase: str, leave_out: frozenset[str]) -> str:
        """The way without words that are not read; one that would lose what it tells keeps it."""
        way = self._way(phrase, leave_out)
        whole = self._way(phrase, leave_out - self.telling)
        if way == whole or len(way.split()) > 1:
            return way
        self.kept.add(whole)
        return whole

    def _way(self, phrase: str, leave_out: frozenset[str]) -> str:
        way = "".join(self._part(each, leave_out) for each in phrase.split())
        if not way:
            raise BadData(f"{self._file.name}: {phrase!r} is nothing but words that are not read")
        return way

    def _part(self, part: str, leave_out: frozenset[str]) -> str:
        if part == ANY_WORDS:
            return FEW_WORDS
        if part.startswith("{"):
            name = part.strip("{}")
            if name not in self.lists:
                raise BadData(f"{self._file.name}: there is no list {part}")
            return f"(?:{'|'.join(self._way(each, leave_out) for each in self.lists[name])})"
        return "".join(f"{self._word(each)} " for each in self.plain(part) if each not in leave_out)

    def _word(self, plain: str) -> str:
        return re.escape(plain).replace(r"\*", r"\w*")

    def plain(self, part: str) -> list[str]:
        """One word as it is read in a text; a * stays at its end."""
        stem, star = part.removesuffix("*"), "*" if part.endswith("*") else ""
        words = [each.replace("'", "") for each in tokens(stem, self._values.spelling)]
        return [*words[:-1], words[-1] + star]

    def long_words(self, phrases: Iterable[Iterable[str]]) -> frozenset[str]:
        every = [
            *(each for several in phrases for each in several),
            *(w for ws in self.lists.values() for w in ws),
        ]
        words = {
            w for each in every for part in each.split() if part[0] not in "{." for w in self.plain(part)
        }
        return frozenset(each for each in words if len(each) >= SHORTEST and each.isalpha())
