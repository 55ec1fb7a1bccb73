"""Library reader: whether a text asks to see all movements or all of a kind, and on which shelves."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

from messages.content.library import (
    ANY,
    EVERYTHING,
    LONG_SECONDS,
    MIDDLE_SECONDS,
    SHELVES,
    SHORT_SECONDS,
    Facet,
    Filter,
)
from messages.content.toml_fields import BadData, Fields, tables_of
from messages.content.vocabulary import Category, Position, Thing
from messages.understand.movement_request import request_words
from messages.understand.movement_request.request_words import NO_TRAITS, Part, RequestWords, Traits
from messages.understand.text import typos
from messages.understand.values.quantities import length_at
from messages.understand.values.value_words import Phrase

LONGEST_TOKENS = 14  # anything longer is a story
_MOST_TYPOS = 1  # each is looked for among all words, which takes time


class Role(Enum):
    """What a phrase does in such a request; the value is its list in the file."""

    LISTS = "lists"  # "all", "which": more than one
    ASKS = "asks"  # "which": the same, before movements
    ITEMS = "items"  # "exercises"
    ALONE = "alone"  # "the library": enough by itself
    FAVOURITES = "favourites"
    GIVES = "gives"  # "give me": of a plural alone they want one, now
    FILLS = "fills"
    STOPS = "stops"


@dataclass(frozen=True)
class LibraryWords:
    """The words of one language for browsing, beside those of its requests."""

    phrases: Mapping[Phrase, frozenset[Role]]
    request: RequestWords
    known: frozenset[str]  # every single word
    meant: tuple[str, ...]  # words a typo may have meant, in alphabetical order
    longest: int  # of the phrases, in words

    def is_unknown(self, token: str) -> bool:
        """Neither a word of ours nor a number."""
        return token not in self.known and not token[0].isdecimal()

    def corrected(self, token: str) -> str:
        """The word a typo was meant as."""
        if not self.is_unknown(token):
            return token
        return typos.meant(token, self.meant, self.request.spelling) or token


@dataclass(frozen=True)
class Browsing:
    """A wish to browse; not `is_sure` where a plural alone says so: "standing exercises"."""

    chosen: Filter
    is_sure: bool


@dataclass(frozen=True)
class _Heard:
    """What was heard so far."""

    roles: frozenset[Role] = frozenset()
    traits: Traits = NO_TRAITS
    seconds: int | None = None

    def browsing(self) -> Browsing | None:
        """What is to be browsed; None if nothing says that more than one is wanted, or no shelf has it."""
        has_kind = bool(self.traits) or self.seconds is not None
        # "All 2 minute ones" is little to go by: "every 2 hours" is a pace.
        is_sure = Role.LISTS in self.roles and bool(self.traits)
        is_sure = is_sure or (Role.ITEMS in self.roles and bool(self.roles & {Role.LISTS, Role.ASKS}))
        is_sure = is_sure or not self.roles.isdisjoint({Role.ALONE, Role.FAVOURITES})
        is_plural = Role.ITEMS in self.roles and Role.GIVES not in self.roles
        if not is_sure and not (is_plural and has_kind):
            return None
        chosen = filter_of(self.traits, self.seconds) if has_kind else EVERYTHING
        if chosen is None:
            return None
        return Browsing(replace(chosen, is_starred=Role.FAVOURITES in self.roles), is_sure)


def read(text: str, words: LibraryWords) -> Browsing | None:
    """The wish to browse in a text of which every word is known; None if it is none."""
    spelt = request_words.tokens(text[: LONGEST_TOKENS * 40], words.request.spelling)
    if not 0 < len(spelt) <= LONGEST_TOKENS or sum(map(words.is_unknown, spelt)) > _MOST_TYPOS:
        return None
    said = [words.corrected(each) for each in spelt]
    heard, at = _Heard(), 0
    while at < len(said):
        size, after = _next(heard, said, at, words)
        if after is None:
            return None
        heard, at = after, at + size
    return heard.browsing()


def load(file: Path, request: RequestWords) -> LibraryWords:
    """The words of `library.toml`; raises `BadData` for the first mistake."""
    tables = tables_of(file)
    if set(tables) != {"reading"}:
        raise BadData(f"{file.name}: there must be [reading] and no other table")
    fields = Fields(file, "reading", tables["reading"])
    phrases: dict[Phrase, frozenset[Role]] = {}
    for role in Role:
        for text in fields.several(role.value):
            phrase = tuple(request_words.tokens(text, request.spelling))
            if not phrase or role in phrases.get(phrase, ()):
                raise BadData(f"{file.name}: {role.value} holds a phrase twice or none: {text!r}")
            phrases[phrase] = phrases.get(phrase, frozenset()) | {role}
    fields.nothing_left()
    own = {word for phrase in phrases for word in phrase}
    meant = tuple(sorted(own.union(request.meant)))
    return LibraryWords(phrases, request, request.known | own, meant, max(map(len, phrases)))


def filter_of(traits: Traits, seconds: int | None) -> Filter | None:
    """The shelves that these traits stand on; None if one of them has no shelf of its own."""
    if traits.planes or traits.things - {Thing.BED}:
        return None
    letters = {
        Facet.PLACE: _place(traits),
        Facet.AREA: _area(traits.areas),
        Facet.TIME: ANY if seconds is None else _time(seconds),
        Facet.KIND: _kind(traits.categories),
    }
    chosen = EVERYTHING
    for facet, letter in letters.items():
        if letter is None:
            return None
        chosen = chosen.on(facet, letter)
    return chosen


def _next(heard: _Heard, said: Sequence[str], at: int, words: LibraryWords) -> tuple[int, _Heard | None]:
    """What stands at `at`: (words taken, the request with it); None: it is no such request."""
    own, means = _longest(said, at, words.phrases, words.longest), _meaning(said, at, words.request)
    length = length_at(said, at, words.request.values)
    if length is not None and length[0] >= max(len(own), len(means)):
        return length[0], replace(heard, seconds=round(length[1].seconds))
    after = heard
    if means and len(means) >= len(own):
        meant = words.request.phrases[means]
        if meant.is_elsewhere:
            return 1, None
        times = [each for each in (heard.seconds, meant.seconds) if each is not None]
        after = replace(after, traits=after.traits | meant.traits, seconds=min(times, default=None))
    if own and len(own) >= len(means):
        after = replace(after, roles=after.roles | words.phrases[own])
    size = max(len(own), len(means))
    return (1, None) if not size or Role.STOPS in after.roles else (size, after)


def _longest(said: Sequence[str], at: int, phrases: Container[Phrase], longest: int) -> Phrase:
    """The longest of the phrases that begins at `at`; empty: none does."""
    sizes = range(min(longest, len(said) - at), 0, -1)
    return next((each for size in sizes if (each := tuple(said[at : at + size])) in phrases), ())


def _meaning(said: Sequence[str], at: int, request: RequestWords) -> Phrase:
    """The longest phrase at `at`, if it says what a movement is like."""
    phrase = _longest(said, at, request.phrases, request.longest)
    return phrase if phrase and request.phrases[phrase].part is Part.MEANS else ()


def _place(traits: Traits) -> str | None:
    """The first shelf that has all that was said of where and how; None: none has."""
    said = traits.positions, traits.places, traits.things
    if not any(said):
        return ANY
    return next((letter for letter, *has in _PLACES if all(map(_within, said, has))), None)


def _within(said: frozenset[str], has: frozenset[str]) -> bool:
    return said <= has


_LYING = frozenset({Position.SUPINE, Position.SIDE_LYING, Position.KNEELING, Position.HANDS_AND_KNEES})
_UNNOTICED = frozenset({"discreet-in-office"})
# Shelves, with the positions, places and things that people may name of them; the narrowest first.
_PLACES: tuple[tuple[str, frozenset[str], frozenset[str], frozenset[str]], ...] = (
    ("c", frozenset({Position.SEATED}), frozenset(), frozenset()),
    ("q", frozenset({Position.SEATED}), _UNNOTICED, frozenset()),
    ("d", frozenset(), _UNNOTICED | {"desk-friendly"}, frozenset()),
    ("s", frozenset({Position.STANDING}), frozenset(), frozenset()),
    ("w", frozenset({Position.WALKING}), frozenset(), frozenset()),
    ("f", _LYING, frozenset({"needs-floor"}), frozenset()),
    ("b", _LYING, frozenset(), frozenset({Thing.BED})),
)


def _area(areas: frozenset[str]) -> str | None:
    """The shelf that most of them stand on, the first of several; None: none does."""
    if not areas:
        return ANY
    shelves = SHELVES[Facet.AREA]
    best = max(shelves, key=lambda each: len(areas & {*each.areas}))
    return best.letter if areas & {*best.areas} else None


def _time(seconds: int) -> str:
    """The shelf of movements that take about as long."""
    if seconds < SHORT_SECONDS:
        return "s"
    if seconds < MIDDLE_SECONDS:
        return "m"
    return "t" if seconds <= LONG_SECONDS else "l"


_KINDS: Mapping[frozenset[Category], str] = {
    frozenset({Category.RELEASE}): "r",
    frozenset({Category.BREATHE}): "b",
    frozenset({Category.BREATHE, Category.RELEASE}): "r",
    frozenset({Category.RETRAIN}): "t",
    frozenset({Category.STRENGTHEN}): "s",
    frozenset({Category.MOVE}): "m",
    frozenset({Category.MOVE, Category.STRENGTHEN}): "m",
    frozenset({Category.LEARN}): "l",
}


def _kind(categories: frozenset[Category]) -> str | None:
    return _KINDS.get(categories) if categories else ANY
