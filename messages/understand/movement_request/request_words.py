"""Movement request words: one language's phrases from `wishes.toml`, checked on loading."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from enum import Enum, auto
from pathlib import Path
from typing import Any

from messages.content.toml_fields import BadData, Fields, tables_of
from messages.content.vocabulary import AREAS, PLACES, Category, Plane, Position, Thing
from messages.understand.text.spelling import PLAIN, Spelling
from messages.understand.text.tokens import tokens as text_tokens
from messages.understand.values.value_words import Phrase, ValueWords


class Part(Enum):
    """What a phrase does in a request."""

    ASKS = auto()  # "give me": opens a request; allows one unknown word
    ANY = auto()  # "surprise me": any movement will do
    NAMES = auto()  # "something": says that a movement is meant
    FILLS = auto()  # "please": means nothing
    DENIES = auto()  # "without": negates what follows
    JOINS = auto()  # "or": continues the negation
    STOPS = auto()  # "hurts": not a request at all
    MEANS = auto()  # "standing": what the movement should be like


@dataclass(frozen=True)
class Traits:
    """Traits of a movement; for every kind of trait, any one of the values."""

    positions: frozenset[Position] = frozenset()
    places: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()
    planes: frozenset[Plane] = frozenset()
    categories: frozenset[Category] = frozenset()
    things: frozenset[Thing] = frozenset()

    def __or__(self, other: "Traits") -> "Traits":
        return Traits(*(getattr(self, each.name) | getattr(other, each.name) for each in fields(self)))

    def __bool__(self) -> bool:
        return any(getattr(self, each.name) for each in fields(self))


NO_TRAITS = Traits()


@dataclass(frozen=True)
class Said:
    """The meaning of a known phrase."""

    part: Part
    traits: Traits = NO_TRAITS
    seconds: int | None = None
    is_elsewhere: bool = False  # "wrists": none of our movements is for them
    asked_only: bool = False  # without a request it may be a log or a question: "walk"


@dataclass(frozen=True)
class RequestWords:
    """The request words of one language."""

    phrases: Mapping[Phrase, Said]
    values: ValueWords
    moments: frozenset[str]  # before a length they make it an instant: "in 10 minutes"
    known: frozenset[str]  # every single word
    meant: tuple[str, ...]  # words a typo may have meant, in alphabetical order
    longest: int  # length of the longest phrase in words

    @property
    def spelling(self) -> Spelling:
        return self.values.spelling


def tokens(text: str, spelling: Spelling = PLAIN) -> list[str]:
    """Words and numbers without punctuation; "2min" and "Rückenübung" make two each."""
    words = (each for each in text_tokens(text, spelling) if each[0].isalnum())
    return [part for word in words for part in spelling.parted(word)]


def load(file: Path, values: ValueWords) -> RequestWords:
    """The words of `wishes.toml`; raises `BadData` for the first mistake."""
    tables = tables_of(file)
    if "reading" not in tables:
        raise BadData(f"{file.name}: [reading] is missing")
    spelling = values.spelling
    reading = Fields(file, "reading", tables.pop("reading"))
    phrases: dict[Phrase, Said] = {}
    asked_only = frozenset(_phrases(reading.several("asked_only"), spelling))
    for part in (Part.ASKS, Part.ANY, Part.NAMES, Part.FILLS, Part.DENIES, Part.JOINS, Part.STOPS):
        texts = _phrases(reading.several(part.name.lower()), spelling)
        _add(file, "reading", phrases, texts, Said(part), asked_only)
    moments = frozenset(map(spelling.plain, reading.several("moments")))
    reading.nothing_left()
    for name, entry in tables.items():
        words, said = _meaning(file, name, entry)
        _add(file, name, phrases, _phrases(words, spelling), said, asked_only)
    if unknown := asked_only - phrases.keys():
        raise BadData(f"{file.name}: [reading] asked_only means nothing: {' '.join(min(unknown))!r}")
    known = frozenset({word for phrase in phrases for word in phrase}.union(values.heard()))
    meant = tuple(sorted({word for phrase in phrases for word in phrase}.union(values.units)))
    return RequestWords(phrases, values, moments, known, meant, max(map(len, phrases)))


def _meaning(file: Path, name: str, entry: dict[str, Any]) -> tuple[tuple[str, ...], Said]:
    fields = Fields(file, name, entry)
    words = fields.several("words")
    traits = Traits(
        positions=frozenset(map(Position, fields.some("positions", frozenset(Position)))),
        places=frozenset(fields.some("places", PLACES)),
        areas=frozenset(fields.some("areas", AREAS)),
        planes=frozenset(map(Plane, fields.some("planes", frozenset(Plane)))),
        categories=frozenset(map(Category, fields.some("categories", frozenset(Category)))),
        things=frozenset(map(Thing, fields.some("things", frozenset(Thing)))),
    )
    seconds = fields.whole("seconds", 10, 600) if "seconds" in entry else None
    is_elsewhere = fields.flag("is_elsewhere")
    fields.nothing_left()
    if not traits and seconds is None and not is_elsewhere:
        raise BadData(f"{file.name}: [{name}] says nothing about a movement")
    return words, Said(Part.MEANS, traits, seconds, is_elsewhere)


def _add(
    file: Path,
    name: str,
    phrases: dict[Phrase, Said],
    texts: Iterable[Phrase],
    said: Said,
    asked_only: Collection[Phrase],
) -> None:
    for phrase in texts:
        if not phrase or phrase in phrases:
            raise BadData(f"{file.name}: [{name}] holds a phrase twice or none: {' '.join(phrase)!r}")
        phrases[phrase] = replace(said, asked_only=phrase in asked_only)


def _phrases(texts: Collection[str], spelling: Spelling) -> Iterator[Phrase]:
    return (tuple(tokens(text, spelling)) for text in texts)
