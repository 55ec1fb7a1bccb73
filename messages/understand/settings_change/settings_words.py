"""Settings words: sentences with blanks from `orders.toml`, checked on loading."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

from babel import Locale

from messages.content.limits import AROUND
from messages.content.toml_fields import BadData, Fields, tables_of

Phrase = tuple[str, ...]

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
BLANKS = frozenset(
    "{number} {length} {clock} {spans} {days} {till} {spell} {place} {things} {language}".split()
)
# Names of the tables in a file; one per settings change.
NAMES = frozenset(
    "days-only days-whole days-not days-none days-also hours not-before not-after pace budget fewer more goal"
    " sound-loud sound-soft sound-silent zone zone-perhaps language"
    " place-office place-home place-both place-shop-floor around around-not"
    " chair-on chair-off strength-on strength-off evening-on evening-off sunday-on sunday-off sunday-at"
    " budget-one hours-mornings hours-afternoons quiet-from meeting-tomorrow"
    " show-today show-streak show-week show-settings show-zone show-language show-privacy show-export"
    " show-delete show-undo show-log show-help show-later"
    " quiet pause pause-open pause-ask holiday meeting resume back".split()
)
LISTS = (
    *(
        "joins",
        "froms",
        "ranges",
        "am",
        "pm",
        "oclock",
        "oclock_of_24",
        "half_to",
        "today",
        "this_week",
        "next_week",
        "past",
    ),
    *("every_day", "working_days", "weekend", "and_a_half", *WEEKDAYS, *MONTHS),
)
COUNTED = ("numbers", "units", "lengths", "hours", "ahead")  # tables of phrases and whole numbers

SHORTEST_MEANT = 5  # letters; in shorter words one letter makes another word

_TOKEN = re.compile(r"\d{1,2}[:.]\d{2}(?!\d)|\d+(?:[.,]\d+)?|\{[a-z]+\}|[^\W\d_]+|[-,]")
_CHOICE = re.compile(r"\(([^()]*)\)")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b")


@dataclass
class Node:
    """A node of the sentence tree: possible next words, and the change complete here."""

    next: "dict[str, Node]" = field(default_factory=dict)
    ends: str | None = None  # name of the change


@dataclass(frozen=True)
class SettingsWords:
    """The settings words of one language."""

    sentences: Node
    fills: frozenset[Phrase]  # filler words, anywhere
    opens: frozenset[Phrase]  # filler at the start: "can you"
    lists: Mapping[str, frozenset[Phrase]]
    numbers: Mapping[Phrase, int]
    units: Mapping[Phrase, int]  # in minutes
    lengths: Mapping[Phrase, int]  # in minutes
    hours: Mapping[Phrase, int]  # "noon"
    ahead: Mapping[Phrase, int]  # "tomorrow", in days
    things: Mapping[Phrase, str]
    languages: Mapping[Phrase, str]
    known: frozenset[str]  # words that are not typos
    meant: tuple[str, ...]  # words a typo may have meant
    not_now: frozenset[Phrase]  # as the whole text, including filler
    longest: int  # length of the longest phrase in words


def tokens(text: str) -> list[str]:
    """Words, numbers, clock times, commas and dashes, without case, accents and apostrophes."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(each for each in plain if not unicodedata.combining(each) and each not in "'’‘`´")
    plain = "".join(_digit(each) for each in plain.replace("–", "-").replace("—", "-").replace(";", ","))
    return _TOKEN.findall(_ORDINAL.sub("", plain))


def _digit(sign: str) -> str:
    """Any script's decimal digit as 0 to 9."""
    return str(unicodedata.decimal(sign)) if sign.isdecimal() else sign


def load(file: Path, locale: Locale) -> SettingsWords:
    """The words of `orders.toml`; raises `BadData` for the first mistake."""
    tables = tables_of(file)
    if "reading" not in tables:
        raise BadData(f"{file.name}: [reading] is missing")
    reading = Fields(file, "reading", tables.pop("reading"))
    fills = frozenset(tuple(tokens(text)) for text in reading.several("fills"))
    opens = frozenset(_phrases(reading.several("opens"), fills))
    lists = {name: frozenset(_phrases(reading.several(name), fills)) for name in LISTS}
    counted = {name: _counted(reading, name, fills) for name in COUNTED}
    things = _things(Fields(file, "things", tables.pop("things", {})), fills)
    languages, sentences = _languages(locale), Node()
    for name in sorted(NAMES | tables.keys()):
        _add(file, name, tables, sentences, fills)
    not_now = frozenset(tuple(tokens(text)) for text in reading.several("not_now"))
    lookalikes = frozenset(reading.several("lookalikes"))
    reading.nothing_left()
    listed = (*lists.values(), *counted.values())
    heard = [*fills, *opens, *things, *languages, *(phrase for each in listed for phrase in each)]
    meant = frozenset(word for phrase in heard for word in phrase) | frozenset(_said(sentences))
    return SettingsWords(
        sentences=sentences,
        fills=fills,
        opens=opens,
        lists=lists,
        **counted,
        things=things,
        languages=languages,
        known=meant | lookalikes,
        meant=tuple(sorted(each for each in meant if len(each) >= SHORTEST_MEANT)),
        not_now=not_now,
        longest=max(map(len, heard)),
    )


def bare(said: Sequence[str], fills: Collection[Phrase]) -> list[int]:
    """Positions of the words that are not filler."""
    longest = max(map(len, fills), default=0)
    kept, at = [], 0
    while at < len(said):
        sizes = range(min(longest, len(said) - at), 0, -1)
        size = next((n for n in sizes if tuple(said[at : at + n]) in fills), 0)
        if not size:
            kept.append(at)
        at += size or 1
    return kept


def _phrases(texts: Collection[str], fills: Collection[Phrase]) -> Iterator[Phrase]:
    """The phrases without filler, as texts are matched; a phrase of only filler is kept."""
    for text in texts:
        said = tokens(text)
        yield tuple(said[n] for n in bare(said, fills)) or tuple(said)


def _counted(reading: Fields, name: str, fills: Collection[Phrase]) -> dict[Phrase, int]:
    table = reading.numbers(name)
    return dict(zip(_phrases(list(table), fills), table.values(), strict=True))


def _things(fields: Fields, fills: Collection[Phrase]) -> dict[Phrase, str]:
    things: dict[Phrase, str] = {}
    for name in AROUND:
        things |= dict.fromkeys(_phrases(fields.several(name), fills), name)
    fields.nothing_left()
    return things


def _languages(locale: Locale) -> dict[Phrase, str]:
    """Language names in this language, plus "English" and "Deutsch"."""
    named = {str(name): code for code, name in locale.languages.items() if len(code) == 2}
    named |= {"English": "en", "Deutsch": "de"}
    return {phrase: code for name, code in named.items() if (phrase := tuple(tokens(name)))}


def _add(
    file: Path, name: str, tables: Mapping[str, dict[str, object]], sentences: Node, fills: Collection[Phrase]
) -> None:
    """Add the sentences of one change; "(a|b)" means either, "(a|)" an optional word."""
    if name not in NAMES:
        raise BadData(f"{file.name}: there is no [{name}]")
    if name not in tables:
        raise BadData(f"{file.name}: [{name}] is missing")
    fields = Fields(file, name, tables[name])
    texts = fields.several("says")
    fields.nothing_left()
    for text in texts:
        for phrase in _phrases(_written_out(text), fills):
            _plant(file, name, phrase, sentences)


def _plant(file: Path, name: str, phrase: Phrase, sentences: Node) -> None:
    node = sentences
    for word in phrase:
        if word.startswith("{") and word not in BLANKS:
            raise BadData(f"{file.name}: [{name}] says has a blank of no kind: {word!r}")
        node = node.next.setdefault(word, Node())
    if not phrase or (node.ends or name) != name:
        raise BadData(f"{file.name}: [{name}] says stands at [{node.ends}] too: {' '.join(phrase)!r}")
    node.ends = name


def _written_out(text: str) -> list[str]:
    parts = _CHOICE.split(text)  # outside, choices, outside, choices, …
    choices = [part.split("|") if n % 2 else [part] for n, part in enumerate(parts)]
    return ["".join(each) for each in product(*choices)]


def _said(node: Node) -> Iterator[str]:
    for word, after in node.next.items():
        if not word.startswith("{"):
            yield word
        yield from _said(after)
