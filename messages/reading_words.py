"""Which words say that somebody moved? One language's phrases, from `reading.toml`, checked when loaded."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import Any

from messages.fields import BadMovement, Fields, tables_of
from messages.spelling import PLAIN, Spelling
from messages.vocabulary import COUNTED, Activity

Phrase = tuple[str, ...]

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MOST_SECONDS = 24 * 3600
MOST_METRES = 10_000

_TOKEN = re.compile(
    r"\d{1,2}:\d{2}(?!\d)|\d{1,3}(?:[.,']\d{3})+(?![\d])|\d+(?:[.,]\d+)?|(?<=\d)'{1,2}(?!\w)"
    r"|[^\W\d_]+(?:'[^\W\d_]+)*|[.!?;,:()\n\"“”„»«>]|[^\w\s]"
)
_UNSEEN = ("Mn", "Me", "Cf", "Sk")  # accents, joiners, skin tones
_GENDERS = frozenset("♀♂")


class Part(Enum):
    """What a phrase does in a message."""

    DONE = auto()  # "did it": alone an answer, beside a movement a log
    TICK = auto()  # "ok": an answer, alone only
    TOLD = auto()  # "went for": what follows was done
    MADE = auto()  # "gegangen": what stands before was done
    WITH = auto()  # "mit": who comes next was only there as well
    FILLS = auto()  # "my": says nothing
    JOINS = auto()  # "and": another movement may come
    CUTS = auto()  # "but": a new thought
    DENIES = auto()  # "didn't": what follows was not done
    STOPS = auto()  # "tomorrow": nothing in this thought was done
    HURTS = auto()  # "sore": no congratulations now
    OTHERS = auto()  # "she": who moved is somebody else
    DOES = auto()  # "squats": what was done
    WHEN = auto()  # "yesterday"
    LASTS = auto()  # "half an hour"


@dataclass(frozen=True)
class Does:
    """A movement of ours, or a kind of movement that is none of them."""

    kind: Activity | None = None
    movement_id: str | None = None

    @property
    def is_counted(self) -> bool:
        """A bare number beside it is a count, not minutes."""
        return self.kind is None or self.kind in COUNTED


@dataclass(frozen=True)
class When:
    """Days back, an hour of the day, a weekday (0 is Monday); None: not said."""

    days: int | None = None
    hour: int | None = None
    weekday: int | None = None


@dataclass(frozen=True)
class Meaning:
    """One phrase we know."""

    part: Part
    does: Does | None = None
    was_done: bool = False  # "walked" says so itself
    when: When | None = None
    seconds: int = 0


@dataclass(frozen=True)
class ReadingWords:
    """The words of one language, ready for reading."""

    phrases: Mapping[Phrase, Meaning]
    asks: frozenset[Phrase]  # at the beginning of a thought
    me: frozenset[str]
    and_a_half: frozenset[Phrase]
    ago: frozenset[Phrase]
    ago_in_front: frozenset[Phrase]
    ahead: frozenset[Phrase]
    at: frozenset[Phrase]
    oclock: frozenset[Phrase]
    am: frozenset[Phrase]
    pm: frozenset[Phrase]
    times: frozenset[Phrase]
    counters: frozenset[Phrase]
    numbers: Mapping[Phrase, int]
    halves: Mapping[Phrase, int]  # with half of one more
    hours: Mapping[Phrase, int]
    shifts: Mapping[Phrase, int]  # minutes since the hour that follows, below zero before it
    units: Mapping[str, int]  # in seconds
    distances: Mapping[str, int]  # in metres
    known: frozenset[str]  # words that are no slip
    meant: tuple[str, ...]  # words that a slip can have meant
    longest: int
    spelling: Spelling = PLAIN


_LISTED = (
    Part.DONE,
    Part.TICK,
    Part.TOLD,
    Part.MADE,
    Part.WITH,
    Part.FILLS,
    Part.JOINS,
    Part.CUTS,
    Part.DENIES,
    Part.STOPS,
    Part.HURTS,
    Part.OTHERS,
)
_SETS = (
    "and_a_half",
    "ago",
    "ago_in_front",
    "ahead",
    "at",
    "oclock",
    "am",
    "pm",
    "times",
    "counters",
    "asks",
)


def tokens(text: str, spelling: Spelling = PLAIN) -> list[str]:
    """Words, numbers, signs and emoji without case and accents; "20min" are two, "8,432" is one."""
    for sign, part, words in (("½", ".5", spelling.half), ("¼", ".25", spelling.quarter)):
        text = re.sub(rf"(?<=\d)\s?{sign}", part, text).replace(sign, f" {words} ")
    text = re.sub(r"(?<![\d/])1/2(?![\d/])", f" {spelling.half} ", text)
    text = re.sub(r"(?<!\d)(\d{1,3})[ \u00a0\u202f](\d{3})(?!\d)", r"\1\2", text)  # "12 000"
    text = re.sub(r"(?<=\w)[-–/](?=\w)", " ", text)  # "push-ups", "90/90"
    text = re.sub(r"\s[-–—]+\s|—", ", ", spelling.without_abbreviations(text))
    plain = unicodedata.normalize("NFC", text.casefold().replace("’", "'"))
    plain = unicodedata.normalize("NFKD", spelling.kept_apart(plain))
    seen = "".join(each for each in plain if unicodedata.category(each) not in _UNSEEN)
    found = _TOKEN.findall(spelling.folded(seen))
    return [_number(each, spelling) for each in found if each not in _GENDERS]


def _number(token: str, spelling: Spelling) -> str:
    """ "8,432" without its comma, digits of every script as 0 to 9."""
    if not token[0].isdecimal():
        return token
    plain = "".join(str(unicodedata.decimal(each, each)) for each in token)
    separators = re.escape("".join(sorted(spelling.thousands)))
    whole = re.sub(rf"[{separators}](?=\d{{3}}(?:\D|$))", "", plain) if separators else plain
    return whole.replace(",", ".").replace("'", "")


def one_of(said: Sequence[str], at: int, phrases: Collection[Phrase]) -> int:
    """How many words of one of these phrases stand here; 0 when none does."""
    for size in (4, 3, 2, 1):
        if at + size <= len(said) and tuple(said[at : at + size]) in phrases:
            return size
    return 0


def load(file: Path, movement_ids: Collection[str], spelling: Spelling = PLAIN) -> ReadingWords:
    """The words of `reading.toml`; raises `BadMovement` for the first mistake."""
    tables = tables_of(file)
    for name in ("reading", "when", "does"):
        if name not in tables:
            raise BadMovement(f"{file.name}: [{name}] is missing")
    reading = Fields(file, "reading", tables.pop("reading"))
    phrases = _Phrases(file, spelling)
    for part in _LISTED:
        phrases.add("reading", reading.several(part.name.lower()), Meaning(part))
    for text, seconds in reading.numbers("lengths").items():
        phrases.add("reading", (text,), Meaning(Part.LASTS, seconds=seconds))
    _add_weekdays(reading, phrases)
    for name, entry in tables.pop("when").items():
        phrases.add(f"when.{name}", *_when(file, name, entry))
    meant = set()
    for name, entry in tables.pop("does").items():
        meant |= _add_doing(name, entry, phrases, movement_ids)
    if tables:
        raise BadMovement(f"{file.name}: there is no [{min(tables)}]")
    return _words(reading, phrases, meant)


class _Phrases:
    """The phrases of one file so far, each with one meaning."""

    def __init__(self, file: Path, spelling: Spelling) -> None:
        self.file, self.spelling = file, spelling
        self.found: dict[Phrase, Meaning] = {}

    def add(self, name: str, texts: Iterable[str], meaning: Meaning) -> None:
        for text in texts:
            phrase = self.of(text)
            if not phrase or self.found.get(phrase, meaning) != meaning:
                raise BadMovement(f"{self.file.name}: [{name}] holds a phrase twice or none: {text!r}")
            self.found[phrase] = meaning

    def of(self, text: str) -> Phrase:
        return tuple(tokens(text, self.spelling))

    def by_phrase(self, numbers: Mapping[str, int]) -> dict[Phrase, int]:
        return {self.of(text): value for text, value in numbers.items()}

    def words(self, texts: Iterable[str]) -> Iterator[str]:
        return (word for text in texts for word in self.of(text))


def _words(reading: Fields, phrases: _Phrases, meant: set[str]) -> ReadingWords:
    lookalikes = tuple(phrases.words(reading.several("lookalikes")))
    numbers, halves, hours, past, before = (
        phrases.by_phrase(reading.numbers(name)) for name in ("numbers", "halves", "hours", "past", "before")
    )
    units, distances = reading.numbers("units"), reading.numbers("distances")
    sets = {name: frozenset(map(phrases.of, reading.several(name))) for name in _SETS}
    me = frozenset(phrases.words(reading.several("me")))
    reading.nothing_left()
    listed: tuple[Iterable[Phrase], ...] = (
        phrases.found,
        numbers,
        halves,
        hours,
        past,
        before,
        *sets.values(),
    )
    heard = [word for each in listed for phrase in each for word in phrase]
    return ReadingWords(
        phrases=phrases.found,
        me=me,
        numbers=numbers,
        halves=halves,
        hours=hours,
        shifts=past | {phrase: -minutes for phrase, minutes in before.items()},
        units={"".join(phrases.of(unit)): seconds for unit, seconds in units.items()},
        distances=distances,
        known=frozenset([*heard, *units, *distances, *lookalikes, *me]),
        meant=tuple(sorted(meant)),
        longest=max(map(len, phrases.found)),
        spelling=phrases.spelling,
        **sets,
    )


def _add_weekdays(reading: Fields, phrases: _Phrases) -> None:
    """ "Montag", and with its part of the day "Montag Abend" and "Montagabend"."""
    parts = reading.numbers("parts_of_day")
    for number, name in enumerate(WEEKDAYS):
        days = reading.several(name)
        phrases.add("reading", days, Meaning(Part.WHEN, when=When(weekday=number)))
        for part, hour in parts.items():
            told = [day + blank + part for day in days for blank in ("", " ")]
            phrases.add("reading", told, Meaning(Part.WHEN, when=When(hour=hour, weekday=number)))


def _when(file: Path, name: str, entry: dict[str, Any]) -> tuple[tuple[str, ...], Meaning]:
    fields = Fields(file, f"when.{name}", entry)
    words = fields.several("words")
    days = fields.whole("days", 0, 7) if "days" in entry else None
    hour = fields.whole("hour", 0, 23) if "hour" in entry else None
    fields.nothing_left()
    if days is None and hour is None:
        raise BadMovement(f"{file.name}: [when.{name}] says nothing about a time")
    return words, Meaning(Part.WHEN, when=When(days, hour))


def _add_doing(
    name: str, entry: dict[str, Any], phrases: _Phrases, movement_ids: Collection[str]
) -> set[str]:
    """Words for one kind or movement; those that a slip can have meant."""
    fields = Fields(phrases.file, f"does.{name}", entry)
    if name in set(Activity):
        does = Does(kind=Activity(name))
    elif name in movement_ids:
        does = Does(movement_id=name)
    else:
        raise BadMovement(f"{phrases.file.name}: [does.{name}] is no kind and no movement we have")
    words = fields.several("words")
    told, made = (fields.several(each) if each in entry else () for each in ("told", "made"))
    fields.nothing_left()
    phrases.add(f"does.{name}", words, Meaning(Part.DOES, does))
    phrases.add(f"does.{name}", told, Meaning(Part.DOES, does, was_done=True))
    phrases.add(f"does.{name}", made, Meaning(Part.MADE, does, was_done=True))
    return set(phrases.words((*words, *told)))
