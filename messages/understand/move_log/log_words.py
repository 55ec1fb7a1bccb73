"""Reading words: which phrases of one language say that somebody moved, how much, and when."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from messages.content.vocabulary import COUNTED, Activity
from messages.understand.text.spelling import PLAIN, Spelling
from messages.understand.text.tokens import tokens

Phrase = tuple[str, ...]


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
    """Days back, an hour of the day, a weekday (0 is Monday), a date; None: not said."""

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
    """One phrase we know."""

    part: Part
    does: Does | None = None
    was_done: bool = False  # "walked" says so itself
    counts: bool = False  # "burpees": a bare number beside it is how many
    when: When | None = None
    seconds: int = 0


@dataclass(frozen=True)
class ReadingWords:
    """The words of one language, ready for reading."""

    phrases: Mapping[Phrase, Meaning]
    asks: frozenset[Phrase]  # at the beginning of a thought
    me: frozenset[str]
    articles: frozenset[str]
    is_finite: bool  # "walked" has somebody in front of it, "gelaufen" need not
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
    per_side: frozenset[Phrase]  # the amount beside it is half of it
    repeats: frozenset[Phrase]  # "twice": what is said came more than once
    span_from: frozenset[Phrase]
    span_until: frozenset[Phrase]
    of_a: frozenset[Phrase]  # between a fraction and its unit: "half a mile"
    rates: frozenset[Phrase]  # behind a length it is a pace: "5 min per km"
    labels: frozenset[Phrase]  # a number behind one is a name: "day 20"
    when_before: frozenset[Phrase]  # a bare number behind one is a time
    part_before: frozenset[Phrase]  # a bare number behind one is none of the length
    hints: frozenset[Phrase]  # they tell when, and nobody reads how
    last: frozenset[Phrase]  # "last Monday" may be this one or the one before
    on: frozenset[Phrase]  # in front of a date
    numbers: Mapping[Phrase, int]
    halves: Mapping[Phrase, int]  # with half of one more
    hours: Mapping[Phrase, int]
    shifts: Mapping[Phrase, int]  # minutes since the hour that follows, below zero before it
    units: Mapping[str, int]  # in seconds
    distances: Mapping[str, int]  # in metres
    spans: Mapping[str, int]  # in days
    fractions: Mapping[Phrase, int]  # in hundredths
    months: Mapping[str, int]
    known: frozenset[str]  # words that are no slip
    meant: tuple[str, ...]  # words that a slip can have meant
    longest: int
    spelling: Spelling = PLAIN


def begins_asking(text: str, words: ReadingWords) -> bool:
    """Whether it opens as a question does: "do I need …", "wofür …"."""
    return one_of(tokens(text, words.spelling), 0, words.asks) > 0


def one_of(said: Sequence[str], at: int, phrases: Collection[Phrase]) -> int:
    """How many words of one of these phrases stand here; 0 when none does."""
    for size in (4, 3, 2, 1):
        if at + size <= len(said) and tuple(said[at : at + size]) in phrases:
            return size
    return 0


def phrase_at(said: Sequence[str], at: int, words: ReadingWords) -> tuple[int, Meaning | None]:
    """The longest phrase that begins here, and how many words it takes."""
    for size in range(min(words.longest, len(said) - at), 0, -1):
        meaning = words.phrases.get(tuple(said[at : at + size]))
        if meaning is not None:
            return size, meaning
    return 0, None


def is_counted_at(said: Sequence[str], at: int, words: ReadingWords) -> bool:
    """Whether something that is counted begins here: "push-ups", "burpees"."""
    meaning = phrase_at(said, at, words)[1]
    return meaning is not None and meaning.does is not None and (meaning.counts or meaning.does.is_counted)
