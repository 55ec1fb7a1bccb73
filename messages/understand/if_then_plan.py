"""If-then plans: "when X, then Y" and its time, split into cue and action. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time
from pathlib import Path

import regex

from messages.content.toml_fields import Fields, tables_of
from messages.understand.move_log.lexer import clauses
from messages.understand.move_log.log_words import LogWords, Part
from messages.understand.values.clock_times import Clock, clock_at, named_time_at
from messages.understand.values.value_words import Phrase, ValueWords, one_of

LONGEST_GRAPHEMES = 80  # per half
MOST_TIME_WORDS = 6  # of a text
_AFTERNOON = time(7)  # "at 3:30" without am or pm is in the afternoon

_GRAPHEME = regex.compile(r"\X")
_END = " \t.,;:!–—-"


@dataclass(frozen=True)
class PlanWords:
    """One language's words for when, then and at."""

    when: tuple[str, ...]
    then: tuple[str, ...]
    leads: frozenset[Phrase]  # "at", "around"
    asks: tuple[str, ...]  # after "when" or "then", it is a question
    values: ValueWords


@dataclass(frozen=True)
class ToldPlan:
    """The plan's parts; no time if they gave none, or one that belongs to the words."""

    cue: str
    action: str
    at: time | None

    @property
    def is_too_long(self) -> bool:
        return any(len(_GRAPHEME.findall(each)) > LONGEST_GRAPHEMES for each in (self.cue, self.action))


def load(file: Path, values: ValueWords) -> PlanWords:
    """The words of one language; raises `BadData` for the first mistake."""
    fields = Fields(file, "words", tables_of(file).get("words", {}))
    ways = PlanWords(
        fields.several("when"),
        fields.several("then"),
        frozenset(tuple(values.tokens(each)) for each in fields.several("at")),
        fields.several("asks"),
        values,
    )
    fields.nothing_left()
    return ways


def read(text: str, languages: Iterable[PlanWords]) -> ToldPlan | None:
    """The plan in a text, in any of the languages; None if there is none."""
    plain = " ".join(text.split())
    for ways in languages:
        if re.search(rf"(?<!\w)(?:{_any_of(ways.when)})(?!\w)", plain, re.IGNORECASE) is None:
            continue  # before looking for a time, which takes longer
        rest, at = _without_time(plain, ways)
        opening = re.match(rf"(?:{_any_of(ways.when)})(?!\w)", rest, re.IGNORECASE)
        if opening is None:
            continue
        halves = re.split(_between(ways), rest, maxsplit=1, flags=re.IGNORECASE)
        cue, action = (each.strip(_END) for each in halves) if len(halves) == 2 else ("", "")
        if len(cue) > opening.end() and action:
            return ToldPlan(cue, action, at)
    return None


def read_unasked(text: str, languages: Iterable[tuple[PlanWords, LogWords]]) -> ToldPlan | None:
    """The plan in a text we did not ask for: it must name something to do and not be a question."""
    if "?" in text:
        return None
    for ways, words in languages:
        told = read(text, (ways,))
        if told is not None and not _asks(told, ways):
            return told if _is_to_be_done(text, told, ways, words) else None
    return None


def _asks(told: ToldPlan, ways: PlanWords) -> bool:
    """ "When should I", "then what"."""
    asks = rf"(?:{_any_of(ways.asks)})(?!\w)"
    opening = rf"(?:{_any_of(ways.when)}) {asks}"
    return any(re.match(*each, re.IGNORECASE) for each in ((opening, told.cue), (asks, told.action)))


def _is_to_be_done(text: str, told: ToldPlan, ways: PlanWords, words: LogWords) -> bool:
    """True for a movement or an amount with "then", or a time, and nothing that hurts."""
    marks = [mark for clause in clauses(told.action, words) for mark in clause.marks]
    everything = [mark for clause in clauses(text, words) for mark in clause.marks]
    if any(mark.part is Part.HURTS for mark in everything) or any(m.part is Part.DENIES for m in marks):
        return False
    says_then = re.search(rf"[ ,](?:{_any_of(ways.then)})(?!\w)", text, re.IGNORECASE) is not None
    says_what = any(mark.does or mark.amount is not None for mark in marks)
    return told.at is not None or (says_then and says_what)


def _between(ways: PlanWords) -> str:
    """ ", then", or a comma, a colon or an arrow alone."""
    return rf" ?,? (?:{_any_of(ways.then)})(?!\w)[,:]? ?| ?(?:->|→|=>) ?|, |: "


def _without_time(text: str, ways: PlanWords) -> tuple[str, time | None]:
    """The text without a time at its start or end, and that time."""
    parts = text.split(" ")
    for size in range(min(MOST_TIME_WORDS, len(parts) - 1), 0, -1):
        for time_said, rest in ((parts[-size:], parts[:-size]), (parts[:size], parts[size:])):
            if (clock := _clock(" ".join(time_said), ways)) is not None:
                return " ".join(rest).strip(_END), _by_day(clock)
    return text, None


def _clock(text: str, ways: PlanWords) -> Clock | None:
    """The clock time that is all of the text, with "at" before it or not."""
    said = [each for each in ways.values.tokens(text.strip(_END)) if each not in _END]
    for lead in {0, one_of(said, 0, ways.leads)}:
        clock = clock_at(said, lead, ways.values, may_be_bare=lead > 0) if said[lead:] else None
        clock = clock or named_time_at(said, lead, ways.values)
        if clock is not None and lead + clock.size == len(said):
            return clock
    return None


def _by_day(clock: Clock) -> time:
    return clock.later.wall if clock.is_vague and clock.wall < _AFTERNOON else clock.wall


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
