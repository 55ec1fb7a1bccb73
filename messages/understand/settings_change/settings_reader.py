"""Settings reader: the settings changes in a text, why one is impossible, or None."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from messages.understand.settings_change.blanks import Blanks, FindZone
from messages.understand.settings_change.kinds import Setting, Show, WhyNot
from messages.understand.settings_change.meaning import meaning
from messages.understand.settings_change.settings_words import (
    SHORTEST_MEANT,
    Node,
    SettingsWords,
    bare,
    tokens,
)
from messages.understand.text import typos
from messages.understand.text.spelling import PLAIN

LONGEST_TOKENS = 25  # anything longer is not a settings change
MOST_ORDERS = 5  # in one message
_SPELT_OUT = re.compile("(?<=[aou])e")  # "fuer" is "für"

Way = tuple[int, Setting | WhyNot]  # end position and settings change


def read(
    text: str, now: datetime, words: SettingsWords, find_zone: FindZone
) -> tuple[Setting, ...] | WhyNot | None:
    """The settings changes that make up the whole text, or why one is impossible; else None.

    `now` is local and aware; `find_zone` returns the time zone of a place, or None.
    """
    typed = tokens(text[: LONGEST_TOKENS * 40])
    if not 0 < len(typed) <= LONGEST_TOKENS:
        return None
    if tuple(typed) in words.not_now:
        return (Show("not-now"),)
    corrected = [_corrected(each, words) for each in typed]
    kept = bare(corrected, words.fills)
    said = Blanks([corrected[n] for n in kept], [typed[n] for n in kept], now, words, find_zone)
    found = _orders(said, 0, MOST_ORDERS, set())
    if not found:
        return None
    wrong = next((each for each in found if isinstance(each, WhyNot)), None)
    return wrong or tuple(each for each in found if not isinstance(each, WhyNot))


def _corrected(token: str, words: SettingsWords) -> str:
    """The word a typo or another spelling was meant as."""
    if token in words.known or not token.isalpha():
        return token
    if (short := _SPELT_OUT.sub("", token)) in words.known:
        return short
    return typos.meant(token, words.meant, PLAIN, SHORTEST_MEANT - 1) or token


def _orders(said: Blanks, at: int, most: int, hopeless: set[int]) -> list[Setting | WhyNot] | None:
    """The changes from `at` to the end, longest first; None if the rest says something else."""
    starts = list(_starts(said, at))
    if starts[-1] == len(said.said):
        return []
    if at in hopeless or most == 0:
        return None
    for start in starts:
        for end, order in sorted(_ways(said, start, said.words.sentences, ()), key=_preferred):
            rest = _orders(said, end, most - 1, hopeless)
            if rest is not None:
                return [order, *rest]
    hopeless.add(at)
    return None


def _starts(said: Blanks, at: int) -> Iterator[int]:
    """`at`, and every position after an introductory phrase."""
    yield at
    while size := said.among(said.words.opens | said.words.lists["joins"], at):
        at += size
        yield at


def _ways(said: Blanks, at: int, node: Node, values: Sequence[object]) -> Iterator[Way]:
    """All changes that start with the path to `node`."""
    if node.ends is not None and (order := meaning(node.ends, values, said.now)) is not None:
        yield at, order
    if at == len(said.said):
        return
    for word, after in node.next.items():
        if word == said.said[at]:
            yield from _ways(said, at + 1, after, values)
        elif word.startswith("{"):
            for size, value in said.fill(word, at):
                yield from _ways(said, at + size, after, (*values, value))


def _preferred(way: Way) -> tuple[bool, int]:
    return isinstance(way[1], WhyNot), -way[0]
