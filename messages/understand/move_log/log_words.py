"""Log words: the phrases of one language that say what was done, how much, and when."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from messages.content.vocabulary import COUNTED, Activity
from messages.understand.text.spelling import PLAIN, Spelling
from messages.understand.text.tokens import tokens

Phrase = tuple[str, ...]


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
    LASTS = auto()  # "half an hour"


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
    seconds: int = 0


@dataclass(frozen=True)
class LogWords:
    """The log words of one language."""

    phrases: Mapping[Phrase, Meaning]
    asks: frozenset[Phrase]  # at the start of a clause
    me: frozenset[str]
    articles: frozenset[str]
    is_finite: bool  # "walked" needs a subject before it, "gelaufen" does not
    and_a_half: frozenset[Phrase]
    ago: frozenset[Phrase]
    ago_in_front: frozenset[Phrase]
    ahead: frozenset[Phrase]
    at: frozenset[Phrase]
    oclock: frozenset[Phrase]
    am: frozenset[Phrase]
    pm: frozenset[Phrase]
    night: frozenset[Phrase]  # "at night": 2 is before dawn, 10 is in the evening
    times: frozenset[Phrase]
    counters: frozenset[Phrase]
    per_side: frozenset[Phrase]  # the amount next to it counts twice
    repeats: frozenset[Phrase]  # "twice": it was done more than once
    span_from: frozenset[Phrase]
    span_until: frozenset[Phrase]
    of_a: frozenset[Phrase]  # between a fraction and its unit: "half a mile"
    rates: frozenset[Phrase]  # after a length they make it a pace: "5 min per km"
    labels: frozenset[Phrase]  # a number after one is a label: "day 20"
    when_before: frozenset[Phrase]  # a bare number after one is a time
    part_before: frozenset[Phrase]  # a bare number after one is not part of the length
    hints: frozenset[Phrase]  # they say when, in ways no reader handles
    last: frozenset[Phrase]  # "last Monday" may be this one or the one before
    on: frozenset[Phrase]  # in front of a date
    numbers: Mapping[Phrase, int]
    halves: Mapping[Phrase, int]  # with half a unit more
    hours: Mapping[Phrase, int]
    shifts: Mapping[Phrase, int]  # minutes past the following hour, negative before it
    units: Mapping[str, int]  # in seconds
    distances: Mapping[str, int]  # in metres
    spans: Mapping[str, int]  # in days
    fractions: Mapping[Phrase, int]  # in hundredths
    months: Mapping[str, int]
    known: frozenset[str]  # words that are not typos
    meant: tuple[str, ...]  # words a typo may have meant
    longest: int
    spelling: Spelling = PLAIN


def begins_asking(text: str, words: LogWords) -> bool:
    """True if the text opens like a question: "do I need …", "wofür …"."""
    return one_of(tokens(text, words.spelling), 0, words.asks) > 0


def one_of(said: Sequence[str], at: int, phrases: Collection[Phrase]) -> int:
    """Length in words of the longest of these phrases at `at`; 0 if there is none."""
    for size in (4, 3, 2, 1):
        if at + size <= len(said) and tuple(said[at : at + size]) in phrases:
            return size
    return 0


def phrase_at(said: Sequence[str], at: int, words: LogWords) -> tuple[int, Meaning | None]:
    """The longest known phrase at `at`: (length in words, meaning), or (0, None)."""
    for size in range(min(words.longest, len(said) - at), 0, -1):
        meaning = words.phrases.get(tuple(said[at : at + size]))
        if meaning is not None:
            return size, meaning
    return 0, None


def is_counted_at(said: Sequence[str], at: int, words: LogWords) -> bool:
    """True if something counted begins at `at`: "push-ups", "burpees"."""
    meaning = phrase_at(said, at, words)[1]
    return meaning is not None and meaning.does is not None and (meaning.counts or meaning.does.is_counted)
