"""A message taken apart for a follow-up: its cues, and the values that stand beside them. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from messages.understand.follow_up.follow_up_words import Cue, FollowUpWords
from messages.understand.move_log.lexer import clauses
from messages.understand.move_log.log_words import Does, LogWords, Part
from messages.understand.move_log.mark import Amount, Mark, Open

LONGEST_WORDS = 25  # anything longer is a story
LONGEST_GUESS = 14
THOUGHTS = re.compile(r"(?:,(?!\d)|[.!;\n]+(?!\d))\s*")
_SILENT = frozenset({Cue.OPENS})
_SAYS_OTHERWISE = frozenset({Part.STOPS, Part.HURTS, Part.OTHERS, Part.DENIES})


@dataclass(frozen=True)
class Thought:
    """One clause: its cues, what is left of its words without them, and the values in that."""

    cues: frozenset[Cue]
    text: str
    rest: str
    marks: tuple[Mark, ...]
    says_nothing: bool  # the rest is only "the", "that one"
    names_first: bool  # a movement comes before "was": "the walk was 30"
    denied: tuple[Does, ...] = ()  # what it was not: "not squats"

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
    def tells_of_others(self) -> bool:
        """Somebody else, something that hurts, or a number of other things."""
        parts = {mark.part for mark in self.marks}
        numbers = any(mark.open is Open.NUMBER for mark in self.marks)
        return bool(parts & {Part.HURTS, Part.DENIES}) or numbers

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
    denied: tuple[Does, ...] = ()  # what it was not

    @property
    def does(self) -> tuple[Does, ...]:
        return tuple(dict.fromkeys(mark.does for mark in self.marks if mark.does is not None))

    @property
    def amounts(self) -> tuple[Mark, ...]:
        """Without the "one" of "the lunch one was 20"."""
        found = [mark for mark in self.marks if mark.amount is not None and mark.clock is None]
        told = [mark for mark in found if not (mark.is_spelt and mark.value == 1 and not mark.is_added)]
        return tuple(told if any(each.amount is Amount.BARE for each in found) and told else found)

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
    thoughts = _thoughts(text, words, log_words)
    if any(Cue.STOPS in each.cues or each.denies for each in thoughts):
        return None
    telling = [each for each in thoughts if each.has_values]
    is_scrapped = any(each.is_scrapped for each in thoughts)
    if any(not each.is_plain for each in telling) and not is_scrapped:
        return None
    counting = [each for each in thoughts if each.has_values or not each.marks or each.is_scrapped]
    cues = frozenset[Cue]().union(*(each.cues for each in counting)) - _SILENT
    cues -= frozenset() if is_scrapped else {Cue.SCRAP}
    return _together(text, thoughts, cues, telling, words)


def taken_apart_loosely(text: str, words: FollowUpWords, log_words: LogWords) -> TakenApart | None:
    """Whatever stands beside the values, for a meaning that is asked about before anything is done."""
    if len(text.split()) > LONGEST_GUESS:
        return None
    thoughts = _thoughts(text, words, log_words)
    if any(Cue.STOPS in each.cues or each.tells_of_others for each in thoughts):
        return None
    cues = frozenset[Cue]().union(*(each.cues for each in thoughts)) - _SILENT
    return _together(text, thoughts, cues, thoughts, words)


def _thoughts(text: str, words: FollowUpWords, log_words: LogWords) -> tuple[Thought, ...]:
    found = [_thought(each, words, log_words) for each in THOUGHTS.split(text) if each.strip()]
    names = [any(mark.does for mark in each.marks) for each in found]
    return tuple(_only_denied(each) if sum(names) > names[n] else each for n, each in enumerate(found))


def _only_denied(thought: Thought) -> Thought:
    """ "Not squats" beside a thought that names what it was instead."""
    said = [mark for mark in thought.marks if mark.part is not Part.FILLS]
    if len(said) != 2 or said[0].part is not Part.DENIES or said[1].does is None:
        return thought
    return replace(thought, marks=(), cues=thought.cues | {Cue.NOT}, denied=(said[1].does,))


def _together(
    text: str, thoughts: tuple[Thought, ...], cues: frozenset[Cue], telling: Sequence[Thought],
    words: FollowUpWords,
) -> TakenApart:  # fmt: skip
    marks = tuple(mark for each in telling for mark in each.marks)
    denied = tuple(does for each in thoughts for does in each.denied)
    names_first = any(each.names_first for each in telling)
    return TakenApart(cues, marks, thoughts, _first(text, words), names_first, denied)


def _thought(text: str, words: FollowUpWords, log_words: LogWords) -> Thought:
    cues, rest = words.cued(text)
    marks, denied = _without_denied(_marks(rest, log_words))
    before = words.before(text, Cue.WAS) if Cue.WAS in cues else ""
    names_first = any(mark.does for mark in _marks(before, log_words))
    cues |= {Cue.NOT} if denied else frozenset()
    return Thought(cues, text, rest, marks, words.says_nothing(rest), names_first, denied)


def _without_denied(marks: tuple[Mark, ...]) -> tuple[tuple[Mark, ...], tuple[Does, ...]]:
    """ "Lunges, not squats" without the squats; what is denied alone stays as it is."""
    pairs = [n for n, mark in enumerate(marks[:-1]) if mark.part is Part.DENIES and marks[n + 1].does]
    gone = {each for n in pairs for each in (n, n + 1)}
    kept = tuple(mark for n, mark in enumerate(marks) if n not in gone)
    if not any(mark.does for mark in kept):
        return marks, ()
    return kept, tuple(does for n in pairs if (does := marks[n + 1].does) is not None)


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
