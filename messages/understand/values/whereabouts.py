"""Whereabouts: recognises texts that only answer "where are you?". Pure.

"I'm in Lisbon" does; "what's the weather in Lisbon" and "my mum lives in Lisbon" do not.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from messages.content.toml_fields import Fields, tables_of
from messages.understand.values.clock_times import Clock, clock_at
from messages.understand.values.value_words import ValueWords

FILE = Path(__file__).with_suffix(".toml")
MOST_WORDS = 14  # longest answer, in words
MOST_HOURS = 14  # largest offset from UTC

_APOSTROPHES = re.compile(r"['’`´]")
_WORD = re.compile(r"[^\W_]+")
_UTC = re.compile(
    r"(?<!\w)(?:utc|gmt)(?: ?(?P<sign>[+\-−–]) ?(?P<hours>[0-9]{1,2})(?:[:.]?(?P<minutes>[0-9]{2}))?)?"
    r"(?![\w:])|(?P<bare_sign>[+\-−–]) ?(?P<bare_hours>[0-9]{1,2})(?::(?P<bare_minutes>[0-9]{2}))?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Frames:
    """The words allowed around an answer."""

    before: frozenset[str]
    after: frozenset[str]
    small: frozenset[str]
    ordinary: frozenset[str]
    around_time: frozenset[str]


@cache
def frames(file: Path = FILE) -> Frames:
    """Load the words; raises `BadData` for the first mistake, naming file, entry and field."""
    tables = tables_of(file)
    place, time = (Fields(file, name, tables.get(name, {})) for name in ("place", "time"))
    who, where, before = place.several("who"), place.several("where"), place.several("before")
    small = frozenset(place.several("small"))
    whole = {*before, *where, *(f"{somebody} {near}" for somebody in who for near in where)}
    found = Frames(
        frozenset(_without_small(each.split(), small) for each in whole),
        frozenset(place.several("after")),
        small,
        frozenset(place.several("ordinary")),
        frozenset(time.several("around")),
    )
    place.nothing_left()
    time.nothing_left()
    return found


def names_in(text: str) -> Iterator[str]:
    """Possible place names in an answer, longest first; none if the text says more than an answer."""
    plain = _APOSTROPHES.sub("", text)
    words = list(_WORD.finditer(plain))
    if not words or len(words) > MOST_WORDS:
        return
    known = frames()
    said = [word.group().casefold() for word in words]
    ends = [n for n in range(len(said), 0, -1) if _may_end(said[n:], known)]
    for begin in range(len(said)):
        if _may_begin(said[:begin], known):
            yield from (plain[words[begin].start() : words[end - 1].end()] for end in ends if end > begin)


def is_ordinary(text: str) -> bool:
    """True for an everyday word, even if a place has that name: "Nice"."""
    return " ".join(_WORD.findall(text.casefold())) in frames().ordinary


def clock_alone(text: str, words: ValueWords) -> Clock | None:
    """The clock time, if the text says nothing else but that it is one: "it's 2:05 pm", "halb drei"."""
    said = words.tokens(_APOSTROPHES.sub("", text))[: MOST_WORDS + 1]
    for at in range(len(said)):
        clock = clock_at(said, at, words, may_be_bare=True)
        if clock is None or _is_bare(said, at, clock):
            continue
        rest = [*said[:at], *said[at + clock.size :]]
        is_alone = all(each in frames().around_time for each in rest if _WORD.search(each))
        return clock if is_alone and len(said) <= MOST_WORDS else None
    return None


def _is_bare(said: list[str], at: int, clock: Clock) -> bool:
    """ "7", "seven" and "2 h" are not the time on somebody's clock."""
    return (clock.size == 1 and said[at].isalnum()) or (clock.size == 2 and said[at + 1] == "h")


def offset_minutes(text: str) -> int | None:
    """Offset from UTC in minutes: "GMT-3:30", "my time zone is UTC+2", "+5:30"; None if there is none."""
    found = _UTC.search(text)
    if found is None or (found["bare_sign"] and found.group() != text.strip(" .!?")):
        return None  # "+2" is an offset only if alone
    around = f"{text[: found.start()]} Lisbon {text[found.end() :]}"
    if "Lisbon" not in names_in(around):  # the same words are allowed around it as around a place
        return None
    hours = int(found["hours"] or found["bare_hours"] or 0)
    minutes = int(found["minutes"] or found["bare_minutes"] or 0)
    if hours > MOST_HOURS or minutes > 59:
        return None
    return (hours * 60 + minutes) * (1 if (found["sign"] or found["bare_sign"] or "+") == "+" else -1)


def _may_begin(said: list[str], known: Frames) -> bool:
    told = _without_small(said, known.small)
    return not told or told in known.before


def _without_small(said: list[str], small: frozenset[str]) -> str:
    return " ".join(word for word in said if word not in small)


def _may_end(said: list[str], known: Frames) -> bool:
    """True if the words are one or more allowed endings in a row."""
    if not said:
        return True
    return any(
        " ".join(said[:n]) in known.after and _may_end(said[n:], known)
        for n in range(1, min(3, len(said)) + 1)
    )
