"""A message taken apart for a follow-up: its cues, and the values that stand beside them. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from messages.understand.follow_up.follow_up_words import Cue, FollowUpWords
from messages.understand.move_log.lexer import clauses
from messages.understand.move_log.log_words import Does, LogWords, Part
from messages.understand.move_log.mark import Amount, Mark, Open

LONGEST_WORDS = 25  # anything longer is a story
THOUGHTS = re.compile(r"(?:,(?!\d)|[.!;\n]+(?!\d))\s*")
_SILENT = frozenset({Cue.OPENS})
_SAYS_OTHERWISE = frozenset({Part.STOPS, Part.HURTS, Part.OTHERS, Part.DENIES})


@dataclass(frozen=True)
class Thought:
    """One clause: its cues, what is left of its words without them, and the values in that."""

    cues: frozenset[Cue]
    rest: str
    marks: tuple[Mark, ...]
    says_nothing: bool  # the rest is only "the", "that one"
    names_first: bool  # a movement comes before "was": "the walk was 30"

    @property
    def has_values(self) -> bool:
        return any(
            mark.does or mark.amount or mark.is_time or mark.open is Open.REPEATED for mark in self.marks
        )

    @property
    def is_scrapped(self) -> bool:
        """ "Scrap that", and of what at most by its name."""
        is_named = self.is_plain and any(mark.does for mark in self.marks)
        return Cue.SCRAP in self.cues and (self.says_nothing or is_named)

    @property
    def denies(self) -> bool:
        """ "No stairs": a movement that was not made, or is not wanted."""
        is_told = any(mark.amount or mark.was_done for mark in self.marks)
        is_meant = bool(self.cues & {Cue.MEANT, Cue.WAS})
        return Cue.NO in self.cues and any(mark.does for mark in self.marks) and not (is_told or is_meant)

    @property
    def is_plain(self) -> bool:
        """Nothing is said beside cues and values."""
        strange = any(
            (mark.is_word or mark.is_past) and not (mark.is_me or mark.is_article) for mark in self.marks
        )
        otherwise = any(mark.part in _SAYS_OTHERWISE for mark in self.marks)
        numbers = any(mark.open in (Open.NUMBER, Open.HOW_MUCH, Open.WHEN) for mark in self.marks)
        return not (strange or otherwise or numbers)


@dataclass(frozen=True)
class TakenApart:
    """The cues that count, and the values; other thoughts of the message are talk beside them."""

    cues: frozenset[Cue]
    marks: tuple[Mark, ...]
    thoughts: tuple[Thought, ...]
    begins: Cue | None  # the first words are this cue
    names_first: bool  # a movement comes before "was"

    @property
    def does(self) -> tuple[Does, ...]:
        return tuple(dict.fromkeys(mark.does for mark in self.marks if mark.does is not None))

    @property
    def amounts(self) -> tuple[Mark, ...]:
        return tuple(mark for mark in self.marks if mark.amount is not None and mark.clock is None)

    @property
    def times(self) -> tuple[Mark, ...]:
        return tuple(mark for mark in self.marks if mark.is_time)

    @property
    def is_repeated(self) -> bool:
        """ "Twice"."""
        return any(mark.open is Open.REPEATED for mark in self.marks)

    @property
    def number(self) -> int | None:
        """The first number, for a question about it."""
        return next((round(mark.value) for mark in self.amounts if mark.amount is Amount.BARE), None)

    @property
    def takes_back(self) -> bool:
        return bool(self.cues & {Cue.SCRAP, Cue.BEFORE})

    @property
    def is_whole(self) -> bool:
        """There is no other talk in it."""
        return all(each.is_plain for each in self.thoughts)


def taken_apart(text: str, words: FollowUpWords, log_words: LogWords) -> TakenApart | None:
    """None for a question, a wish, a long story, and where a value is part of something else."""
    if text.rstrip().endswith("?") or len(text.split()) > LONGEST_WORDS:
        return None
    thoughts = tuple(_thought(each, words, log_words) for each in THOUGHTS.split(text) if each.strip())
    if any(Cue.STOPS in each.cues or each.denies for each in thoughts):
        return None
    telling = [each for each in thoughts if each.has_values]
    is_scrapped = any(each.is_scrapped for each in thoughts)
    if any(not each.is_plain for each in telling) and not is_scrapped:
        return None
    counting = [each for each in thoughts if each.has_values or not each.marks or each.is_scrapped]
    cues = frozenset[Cue]().union(*(each.cues for each in counting)) - _SILENT
    cues -= frozenset() if is_scrapped else {Cue.SCRAP}
    marks = tuple(mark for each in telling for mark in each.marks)
    names_first = any(each.names_first for each in telling)
    return TakenApart(cues, marks, thoughts, _first(text, words), names_first)


def _thought(text: str, words: FollowUpWords, log_words: LogWords) -> Thought:
    cues, rest = words.cued(text)
    marks = _marks(rest, log_words)
    before = words.before(text, Cue.WAS) if Cue.WAS in cues else ""
    names_first = any(mark.does for mark in _marks(before, log_words))
    return Thought(cues, rest, marks, words.says_nothing(rest), names_first)


def _marks(text: str, words: LogWords) -> tuple[Mark, ...]:
    return tuple(mark for clause in clauses(text, words) for mark in clause.marks) if text else ()


def _first(text: str, words: FollowUpWords) -> Cue | None:
    """The cue that the first words are, after words that say nothing."""
    said: Sequence[str] = words.plain(text).split()
    at = 0
    while at < len(said):
        sizes = range(min(words.longest, len(said) - at), 0, -1)
        size, cue = next(
            ((n, c) for n in sizes if (c := words.cues.get(" ".join(said[at : at + n])))), (0, None)
        )
        if cue is not Cue.OPENS:
            return cue
        at += size
    return None
