"""Log words: the phrases of one language that say what was done, how much, and when."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property

from messages.content.vocabulary import COUNTED, Activity
from messages.understand.text.spelling import Spelling
from messages.understand.text.tokens import tokens
from messages.understand.values.value_words import Beside, Phrase, ValueWords, one_of

_PAUSE = re.compile(r"(\w+)?(?:(?<!\d):|:(?!\d)|\.{2,}|…)")


class Part(Enum):
    """What a phrase does in a message."""

    DONE = auto()  # "did it": alone an answer, with a movement a log
    TICK = auto()  # "ok": an answer, but only alone
    TOLD = auto()  # "went for": what follows was done
    MADE = auto()  # "gegangen": what precedes was done
    WITH = auto()  # "mit": a companion follows
    FILLS = auto()  # "my": means nothing
    JOINS = auto()  # "and": another movement may come
    CUTS = auto()  # "but": starts a new clause
    DENIES = auto()  # "didn't": what follows was not done
    STOPS = auto()  # "tomorrow": nothing in this clause was done
    HURTS = auto()  # "sore": not a log to congratulate on
    OTHERS = auto()  # "she": another person moved
    DOES = auto()  # "squats": what was done
    WHEN = auto()  # "yesterday"


class Role(Enum):
    """What a phrase does in a story, whatever it means by itself; the value is its list in `reading.toml`."""

    TURNS = "turns"  # another thought begins with it: "so", "while"
    ASIDE = (
        "is_aside"  # it stops a sentence of its own, and yet may stand beside what was done: "the meeting"
    )
    WHOLE = "is_whole"  # all that was told before: "the lot"
    PREPOSITION = "is_preposition"  # who comes next did not move
    LINK = "is_link"  # a verb of the movement before, where nobody else is named: "hat"
    CONDITION = (
        "is_condition"  # at the start of a clause: what follows is planned, unless something says otherwise
    )
    SAYS_DONE = "says_done"  # "stairs it was"


@dataclass(frozen=True)
class Does:
    """One of our movements, or another activity."""

    kind: Activity | None = None
    movement_id: str | None = None

    @property
    def is_counted(self) -> bool:
        """True if a bare number next to it is a count, not minutes."""
        return self.kind is None or self.kind in COUNTED


@dataclass(frozen=True)
class When:
    """Days ago, hour of the day, weekday (0 = Monday) or date; None if not said."""

    days: int | None = None
    hour: int | None = None
    weekday: int | None = None
    day: int | None = None
    month: int | None = None
    year: int | None = None
    is_last: bool = False  # "last Monday", which is not today

    @property
    def says_day(self) -> bool:
        return (self.days, self.weekday, self.day) != (None, None, None)


@dataclass(frozen=True)
class Meaning:
    """The meaning of a known phrase."""

    part: Part
    does: Does | None = None
    was_done: bool = False  # "walked" itself says that it was done
    counts: bool = False  # "burpees": a bare number next to it is a count
    when: When | None = None
    roles: frozenset[Role] = frozenset()


@dataclass(frozen=True)
class LogWords:
    """The log words of one language."""

    phrases: Mapping[Phrase, Meaning]
    asks: frozenset[Phrase]  # at the start of a clause
    me: frozenset[str]
    articles: frozenset[str]
    is_finite: bool  # "walked" needs a subject before it, "gelaufen" does not
    ahead: frozenset[Phrase]  # before a length, they make it a plan
    times: frozenset[Phrase]
    counters: frozenset[Phrase]
    per_side: frozenset[Phrase]  # the amount next to it counts twice
    repeats: Mapping[Phrase, int]  # "twice": how often it was done; 0: more than once
    rounds: frozenset[Phrase]  # of the times: what follows was done in each
    sets: frozenset[Phrase]  # of the counters: each holds a count of its own
    floor_before: frozenset[Phrase]  # an ordinal after one is no day: "in den fünften"
    past_endings: tuple[str, ...]  # of verbs that say what was done, where no other word has them
    prefixes: tuple[str, ...]  # before a told movement they only say where to: "hoch"
    shorthand: Mapping[str, str]  # "b4"
    rates: frozenset[Phrase]  # after a length they make it a pace: "5 min per km"
    about: frozenset[Phrase]  # before a number: "maybe 20"
    corrects: frozenset[Phrase]  # "no wait": what follows corrects the amount before
    labels: frozenset[Phrase]  # a number after one is a label: "day 20"
    when_before: frozenset[Phrase]  # a bare number after one is a time
    part_before: frozenset[Phrase]  # a bare number after one is not part of the length
    hints: frozenset[Phrase]  # they say when, in ways no reader handles
    values: ValueWords
    known: frozenset[str]  # words that are not typos
    meant: tuple[str, ...]  # words a typo may have meant
    longest: int

    @property
    def spelling(self) -> Spelling:
        return self.values.spelling

    def may_measure(self, token: str) -> bool:
        """Whether a time or an amount may begin with it."""
        return token in self._measures or not token.isalpha()

    @cached_property
    def _measures(self) -> frozenset[str]:
        sets = (self.ahead, self.times, self.about)
        return frozenset([*self.values.heard(), *(phrase[0] for phrases in sets for phrase in phrases)])

    def spelt_out(self, text: str) -> str:
        """ "b4" as "before"."""
        return text if self._short is None else self._short.sub(self._long, text)

    @cached_property
    def _short(self) -> re.Pattern[str] | None:
        ways = "|".join(map(re.escape, self.shorthand))
        return re.compile(rf"(?<!\w)(?:{ways})(?!\w)", re.IGNORECASE) if ways else None

    def _long(self, found: re.Match[str]) -> str:
        return self.shorthand[found[0].casefold()]

    def with_pauses(self, text: str) -> str:
        """A colon is a pause in a story, as a comma is; "14:30" has none."""
        return _PAUSE.sub(lambda found: found[0] if self._is_a_day(found[1]) else f"{found[1] or ''},", text)

    def _is_a_day(self, word: str | None) -> bool:
        phrase = tuple(tokens(word or "", self.spelling))
        return phrase in self.values.weekdays or phrase in self.values.each_weekday


def begins_asking(text: str, words: LogWords) -> bool:
    """True if the text opens like a question: "do I need …", "wofür …"."""
    return one_of(tokens(text, words.spelling), 0, words.asks) > 0


def phrase_at(said: Sequence[str], at: int, words: LogWords) -> tuple[int, Meaning | None]:
    """The longest known phrase at `at`: (length in words, meaning), or (0, None)."""
    return _longest(said, at, words.phrases, words.longest)


def is_counted_at(said: Sequence[str], at: int, words: LogWords) -> bool:
    """True if something counted begins at `at`: "push-ups", "burpees"."""
    return _is_counted(phrase_at(said, at, words)[1])


@dataclass(frozen=True)
class BesideLogs(Beside):
    """What stands beside a value in a log: things that are counted, and words that we do not know."""

    phrases: Mapping[Phrase, Meaning]
    counters: frozenset[Phrase]
    months: frozenset[str]
    number_words: frozenset[str]
    known: frozenset[str]
    longest: int

    def is_counted(self, said: Sequence[str], at: int) -> bool:
        return bool(one_of(said, at, self.counters)) or _is_counted(self._meaning(said, at))

    def may_be_counted(self, said: Sequence[str], at: int) -> bool:
        """ "An hour ago 20 squats" counts squats, "an hour 20 walking" nothing."""
        if at >= len(said):
            return False
        meaning = self.phrases.get((said[at],))
        return meaning is None or _is_counted(meaning)

    def is_noun(self, said: Sequence[str], at: int) -> bool:
        meaning = self._meaning(said, at)
        if meaning is not None:
            return meaning.part is Part.DOES and not meaning.was_done
        token = said[at] if at < len(said) else ""
        return token.isalpha() and token not in self.months and token not in self.number_words

    def is_strange(self, token: str) -> bool:
        return token.isalpha() and token not in self.known

    def _meaning(self, said: Sequence[str], at: int) -> Meaning | None:
        return _longest(said, at, self.phrases, self.longest)[1]


def _is_counted(meaning: Meaning | None) -> bool:
    return meaning is not None and meaning.does is not None and (meaning.counts or meaning.does.is_counted)


def _longest(
    said: Sequence[str], at: int, phrases: Mapping[Phrase, Meaning], longest: int
) -> tuple[int, Meaning | None]:
    for size in range(min(longest, len(said) - at), 0, -1):
        if (meaning := phrases.get(tuple(said[at : at + size]))) is not None:
            return size, meaning
    return 0, None
