"""Red flag rules and word lists, loaded from `flags/*.toml` and checked."""

from collections.abc import Container, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, cached_property
from pathlib import Path
from sys import intern
from typing import Any

from messages.content.toml_fields import BadData, Fields, tables_of
from messages.understand.red_flags.alarm_words import AlarmWords, plain
from messages.understand.red_flags.entries import CLOSE, GAP, Branch, Entry, packed

FLAGS = Path(__file__).parent / "flags"
RULES = "rules.toml"
ELSEWHERE = "elsewhere.toml"
MOST_FORMS = 16  # of one entry
HARMLESS = "harmless"  # words that mean nothing more
GRAMMAR = (
    "no",
    "no_after",
    "goes_on",
    "or",
    "and",
    "but",
    "only",
    "anew",
    "unheard",
    "long_ago",
    "healed",
    "cleared",
    "again",
    "others",
    "had",
    "at_hand",
    "small",
)
DEFAULTS: dict[str, Any] = {"anywhere": [], "unless": [], "gap": 5, "template": "", "past": "softens"}


class Level(StrEnum):
    """Urgency; the letters are those of the knowledge base."""

    LOOK = "C"  # see a professional, no hurry
    URGENT = "B"  # today
    EMERGENCY = "A"  # now
    CRISIS = "E"  # a person may want to die; the text names the emergency numbers too


RANK = (Level.LOOK, Level.URGENT, Level.EMERGENCY, Level.CRISIS)
PREGNANCY = "P"
SURGERY, LEAKING, FALLS, CLOT = "S", "L", "F", "K"  # recent surgery, pelvic floor, falls, past clot
TOPICS = frozenset({PREGNANCY, SURGERY, LEAKING, FALLS, CLOT})  # topics with their own text


@dataclass(frozen=True)
class Rule:
    """Signs that are a red flag together."""

    id: str
    level: Level
    template: str  # A, B, C, E or a topic
    near: tuple[frozenset[str], ...]
    anywhere: tuple[frozenset[str], ...]
    unless: frozenset[str]
    gap: int  # words allowed between the signs of `near`
    past: str  # "softens", "counts", or "asks" (one question first)

    @property
    def names(self) -> frozenset[str]:
        return frozenset().union(*self.near, *self.anywhere, self.unless)

    def may_hold(self, near: Container[str], anywhere: Container[str]) -> bool:
        """True if all required lists were found somewhere; rules out most rules cheaply."""
        return all(any(name in near for name in names) for names in self.near) and all(
            any(name in anywhere for name in names) for names in self.anywhere
        )


@dataclass(frozen=True)
class WordLists:
    """The lists of one language."""

    harmless: Branch
    signs: Branch  # all other lists
    small: frozenset[str]  # "my" and "the"
    elements: frozenset[str]
    own: frozenset[str]  # words that no other language says every day, as German says "die"
    others: tuple[frozenset[str], ...] = ()  # those of the other languages
    numbers: frozenset[str] = frozenset()

    def is_foreign(self, element: str) -> bool:
        """True for a word of another language's own, which this one has not."""
        return element not in self.elements and any(element in each for each in self.others)


@dataclass(frozen=True)
class Signs:
    """All rules, and the word lists by language."""

    rules: tuple[Rule, ...]
    languages: Mapping[str, WordLists]
    vocabulary: AlarmWords

    def rules_with(self, names: Iterable[str]) -> list[Rule]:
        """The rules of which the first sign is in one of these lists, in their order: few of them all."""
        found = {n for name in names for n in self._by_first_sign.get(name, ())}
        return [self.rules[n] for n in sorted(found)]

    @cached_property
    def _by_first_sign(self) -> Mapping[str, list[int]]:
        places: dict[str, list[int]] = {}
        for n, rule in enumerate(self.rules):
            for name in rule.near[0]:
                places.setdefault(name, []).append(n)
        return places


@cache
def load(folder: Path = FLAGS) -> Signs:
    """Load rules and word lists; raises `BadData` for the first mistake, naming file, entry and field."""
    rules = tuple(_rule(folder / RULES, *each) for each in tables_of(folder / RULES).items())
    asked = frozenset[str]().union(*(rule.names for rule in rules)) | {HARMLESS, *GRAMMAR}
    read = {file.stem: _read(file, asked) for file in word_files(folder)}
    everyday = {code: each.ordinary | each.lookalikes for code, each in read.items()}
    own = {
        code: frozenset(word for word in each.lists.elements if not _is_number(word))
        - _of_others(code, everyday)
        for code, each in read.items()
    }
    lists = {code: _beside_others(each.lists, code, own) for code, each in read.items()}
    known = frozenset[str]().union(*(each.elements for each in lists.values()))
    return Signs(rules, lists, AlarmWords(known, set().union(*(each.lookalikes for each in read.values()))))


@dataclass(frozen=True)
class _Read:
    """One file: its lists, packed before the next file is read, and what the other languages need of it."""

    lists: WordLists
    ordinary: frozenset[str]
    lookalikes: frozenset[str]


def _read(file: Path, asked: frozenset[str]) -> _Read:
    tables = tables_of(file)
    names = tables.get("words", {}) | tables.get("grammar", {})
    variants = _variants(file, tables.get("variants", {}))
    lookalikes = frozenset(plain(each) for each in names.pop("lookalikes", []))
    entries = list(_entries(file, names, variants, asked))
    return _Read(_word_lists(entries), _ordinary(entries), lookalikes)


def word_files(folder: Path = FLAGS) -> list[Path]:
    """One file per language we read, whether or not the bot speaks it."""
    return [file for file in sorted(folder.glob("*.toml")) if file.name not in (RULES, ELSEWHERE)]


def _rule(file: Path, rule_id: str, entry: dict[str, Any]) -> Rule:
    fields = Fields(file, rule_id, DEFAULTS | entry)
    level = Level(fields.one_of("level", {each.value for each in Level}))
    template = fields.text("template", may_be_empty=True) or level.value
    if template not in (level.value, *TOPICS):
        raise BadData(f"{file.name}: [{rule_id}] template is neither {level.value} nor a topic: {template!r}")
    rule = Rule(
        id=rule_id,
        level=level,
        template=template,
        near=tuple(frozenset(each.split("|")) for each in fields.several("near")),
        anywhere=tuple(frozenset(each.split("|")) for each in fields.several("anywhere")),
        unless=frozenset(fields.several("unless")),
        gap=fields.whole("gap", 0, 30),
        past=fields.one_of("past", {"softens", "counts", "asks"}),
    )
    fields.nothing_left()
    if not rule.near:
        raise BadData(f"{file.name}: [{rule_id}] near is empty")
    return rule


def _variants(file: Path, table: dict[str, Any]) -> dict[str, list[str]]:
    """Other forms of words, which every entry with them takes as well: "cant" is "cannot", too."""
    fields = Fields(file, "variants", table)
    return {f" {plain(each)} ": [f" {plain(form)} " for form in fields.several(each)] for each in table}


def _entries(
    file: Path, names: dict[str, Any], variants: Mapping[str, list[str]], asked: frozenset[str]
) -> Iterator[Entry]:
    """Every word list of a language; each that a rule asks for must be there, and no other."""
    fields = Fields(file, "words", names)
    for name in sorted(asked):
        told = [plain(text).replace("'", " ").replace("’", " ") for text in fields.several(name)]
        if name not in GRAMMAR:
            told = [form for text in told for form in _forms(text, variants)]
        for text in dict.fromkeys(told):
            elements = tuple(map(intern, text.split()))
            if elements[0] in (GAP, CLOSE) or elements[-1] == GAP:
                raise BadData(f"{file.name}: [words] {name} begins or ends with a gap: {text!r}")
            yield Entry(name, elements)
    fields.nothing_left()


def _forms(text: str, variants: Mapping[str, list[str]]) -> list[str]:
    """It as it stands, and with other forms of its words."""
    forms = [f" {text} "]
    for word, others in variants.items():
        forms += [form.replace(word, other) for form in forms if word in form for other in others]
    return [form.strip() for form in forms[:MOST_FORMS]]


def _elements(entries: Iterable[Entry]) -> frozenset[str]:
    return frozenset(each for entry in entries for each in entry.elements) - {GAP, CLOSE}


def _is_number(element: str) -> bool:
    return element[0] == "<" or element.rstrip("*").isdecimal()


def _ordinary(entries: Iterable[Entry]) -> frozenset[str]:
    """Function words: "the", "not", "and"."""
    return _elements(entry for entry in entries if entry.name in GRAMMAR and len(entry.elements) == 1)


def _of_others(code: str, everyday: Mapping[str, Set[str]]) -> frozenset[str]:
    return frozenset().union(*(words for other, words in everyday.items() if other != code))


def _word_lists(entries: list[Entry]) -> WordLists:
    elements = _elements(entries)
    return WordLists(
        harmless=packed(each for each in entries if each.name == HARMLESS),
        signs=packed(each for each in entries if each.name != HARMLESS),
        small=_elements(each for each in entries if each.name == "small" and len(each.elements) == 1),
        elements=elements,
        own=frozenset(),
        numbers=frozenset(filter(_is_number, elements)),
    )


def _beside_others(lists: WordLists, code: str, own: Mapping[str, frozenset[str]]) -> WordLists:
    others = tuple(each for other, each in own.items() if other != code)
    return replace(lists, own=own[code], others=others)
