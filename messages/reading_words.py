"""Which words say that somebody moved? One language's phrases, from `reading.toml`, checked when loaded."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import Any

from messages.fields import BadMovement, Fields, tables_of
from messages.vocabulary import COUNTED, Activity

Phrase = tuple[str, ...]

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MOST_SECONDS = 24 * 3600
MOST_METRES = 10_000

_FRACTIONS = (("½", " half "), ("¼", " quarter "))
_TOKEN = re.compile(
    r"\d{1,2}:\d{2}(?!\d)|\d{1,3}(?:[.,]\d{3})+(?![\d])|\d+(?:[.,]\d+)?|(?<=\d)'{1,2}(?!\w)"
    r"|[^\W\d_]+(?:'[^\W\d_]+)*|[.!?;,:()\n\"“”„»«>]|[^\w\s]"
)
_UNSEEN = ("Mn", "Me", "Cf", "Sk")  # accents, joiners, skin tones
_GENDERS = frozenset("♀♂")


class Part(Enum):
    """What a phrase does in a message."""

    DONE = auto()  # "did it": alone an answer, beside a movement a log
    TICK = auto()  # "ok": an answer, alone only
    TOLD = auto()  # "went for": what follows was done
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
    at: frozenset[Phrase]
    am: frozenset[Phrase]
    pm: frozenset[Phrase]
    times: frozenset[Phrase]
    counters: frozenset[Phrase]
    numbers: Mapping[Phrase, int]
    units: Mapping[str, int]  # in seconds
    distances: Mapping[str, int]  # in metres
    known: frozenset[str]  # words that are no slip
    meant: tuple[str, ...]  # words that a slip can have meant
    longest: int


def tokens(text: str) -> list[str]:
    """Words, numbers, signs and emoji without case and accents; "20min" are two, "8,432" is one."""
    for sign, words in _FRACTIONS:
        text = re.sub(rf"(?<=\d)\s?{sign}", ".5" if sign == "½" else ".25", text).replace(sign, words)
    text = re.sub(r"(?<![\d/])1/2(?![\d/])", " half ", text)
    text = re.sub(r"(?<!\d)(\d{1,3})[ \u00a0\u202f](\d{3})(?!\d)", r"\1\2", text)  # "12 000"
    text = re.sub(r"(?<=\w)[-–/](?=\w)", " ", text)  # "push-ups", "90/90"
    text = re.sub(r"\s[-–—]+\s|—", ", ", text)
    plain = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    seen = "".join(each for each in plain if unicodedata.category(each) not in _UNSEEN)
    return [_number(each) for each in _TOKEN.findall(seen) if each not in _GENDERS]


def _number(token: str) -> str:
    """ "8,432" without its comma, digits of every script as 0 to 9."""
    if not token[0].isdecimal():
        return token
    plain = "".join(str(unicodedata.decimal(each, each)) for each in token)
    return re.sub(r"[.,](?=\d{3}(?:\D|$))", "", plain).replace(",", ".")


def load(file: Path, movement_ids: Collection[str]) -> ReadingWords:
    """The words of `reading.toml`; raises `BadMovement` for the first mistake."""
    tables = tables_of(file)
    for name in ("reading", "when", "does"):
        if name not in tables:
            raise BadMovement(f"{file.name}: [{name}] is missing")
    reading = Fields(file, "reading", tables.pop("reading"))
    phrases: dict[Phrase, Meaning] = {}
    for part in (
        Part.DONE,
        Part.TICK,
        Part.TOLD,
        Part.FILLS,
        Part.JOINS,
        Part.CUTS,
        Part.DENIES,
        Part.STOPS,
        Part.HURTS,
        Part.OTHERS,
    ):
        _add(file, "reading", phrases, reading.several(part.name.lower()), Meaning(part))
    for text, seconds in reading.numbers("lengths").items():
        _add(file, "reading", phrases, (text,), Meaning(Part.LASTS, seconds=seconds))
    for number, name in enumerate(WEEKDAYS):
        _add(file, "reading", phrases, reading.several(name), Meaning(Part.WHEN, when=When(weekday=number)))
    for name, entry in tables.pop("when").items():
        _add(file, f"when.{name}", phrases, *_when(file, name, entry))
    meant = set()
    for name, entry in tables.pop("does").items():
        meant |= _add_doing(file, name, entry, phrases, movement_ids)
    if tables:
        raise BadMovement(f"{file.name}: there is no [{min(tables)}]")
    return _words(reading, phrases, meant)


def _words(reading: Fields, phrases: dict[Phrase, Meaning], meant: set[str]) -> ReadingWords:
    lookalikes = reading.several("lookalikes")
    numbers = {tuple(tokens(text)): value for text, value in reading.numbers("numbers").items()}
    units, distances = reading.numbers("units"), reading.numbers("distances")
    lists = ("and_a_half", "ago", "at", "am", "pm", "times", "counters", "asks")
    sets = {name: frozenset(map(tuple, map(tokens, reading.several(name)))) for name in lists}
    me = frozenset(reading.several("me"))
    reading.nothing_left()
    heard = [
        word
        for phrase in (*phrases, *numbers, *(p for each in sets.values() for p in each))
        for word in phrase
    ]
    return ReadingWords(
        phrases=phrases,
        me=me,
        numbers=numbers,
        units=units,
        distances=distances,
        known=frozenset([*heard, *units, *distances, *lookalikes, *me]),
        meant=tuple(sorted(meant)),
        longest=max(map(len, phrases)),
        **sets,
    )


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
    file: Path,
    name: str,
    entry: dict[str, Any],
    phrases: dict[Phrase, Meaning],
    movement_ids: Collection[str],
) -> set[str]:
    """Words for one kind or movement; those that a slip can have meant."""
    fields = Fields(file, f"does.{name}", entry)
    if name in set(Activity):
        does = Does(kind=Activity(name))
    elif name in movement_ids:
        does = Does(movement_id=name)
    else:
        raise BadMovement(f"{file.name}: [does.{name}] is no kind and no movement we have")
    words, told = fields.several("words"), fields.several("told") if "told" in entry else ()
    fields.nothing_left()
    _add(file, f"does.{name}", phrases, words, Meaning(Part.DOES, does))
    _add(file, f"does.{name}", phrases, told, Meaning(Part.DOES, does, was_done=True))
    return {word for text in (*words, *told) for word in tokens(text)}


def _add(
    file: Path, name: str, phrases: dict[Phrase, Meaning], texts: Iterable[str], meaning: Meaning
) -> None:
    for text in texts:
        phrase = tuple(tokens(text))
        if not phrase or phrases.get(phrase, meaning) != meaning:
            raise BadMovement(f"{file.name}: [{name}] holds a phrase twice or none: {text!r}")
        phrases[phrase] = meaning
