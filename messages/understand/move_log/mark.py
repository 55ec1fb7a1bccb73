"""A mark: one thing that is said in a text, a movement, an amount, a time or a denial."""

from dataclasses import dataclass
from enum import Enum, auto

from messages.understand.move_log.log_words import Does, Part, When


class Amount(Enum):
    """What a number counts."""

    SECONDS = auto()
    COUNT = auto()
    METRES = auto()
    BARE = auto()  # minutes or a count, as the movement has it


class Open(Enum):
    """What stays open where nobody reads this mark."""

    WHEN = auto()  # it tells of a time
    HOW_MUCH = auto()  # it may belong to the amount
    REPEATED = auto()  # "twice": there was more of it than the amount beside it
    NUMBER = auto()  # a number that counts something else: "20 stairs", "day 3"


@dataclass(frozen=True)
class Mark:
    """One thing that is said; the fields that its part needs are set."""

    part: Part | None  # None: an amount, or a word we do not know
    does: Does | None = None
    was_done: bool = False
    is_finite: bool = False  # and whoever did it stands in front
    counts: bool = False
    when: When | None = None
    minutes_ago: int | None = None
    clock: tuple[int, int] | None = None
    is_vague_clock: bool = False  # "at 7": in the morning or in the evening
    amount: Amount | None = None  # beside a clock: how long it went on from then
    value: float = 0
    may_be_metres: bool = False  # "50 m" in the pool
    is_spelt: bool = False  # "one" more often means no amount than "1" does
    is_me: bool = False
    is_word: bool = False  # that we do not know: it may be whoever moved
    is_article: bool = False  # "the": what comes next is who or what moved
    begins_asking: bool = False
    is_ahead: bool = False  # "in 20 min": a plan, where nothing says that it was done
    is_added: bool = False  # behind "and": it comes on top
    is_per_side: bool = False  # it was that much on the left and on the right
    is_else: bool = False  # it is of something else: "and 10 min waiting"
    open: Open | None = None
    place: int = 0  # in the text, so that no two are equal

    @property
    def is_unknown(self) -> bool:
        is_value = self.amount is not None or self.clock is not None or self.minutes_ago is not None
        return self.part is None and not is_value and self.open is None

    @property
    def is_time(self) -> bool:
        return self.part is Part.WHEN or self.clock is not None or self.minutes_ago is not None

    @property
    def leaves_open(self) -> Open | None:
        """What stays open where no reading uses it; None: nothing does."""
        if self.open is not None:
            return self.open
        if self.is_time:
            return Open.WHEN
        if self.is_else and self.amount is not None:
            return Open.NUMBER
        return None if self.amount is None or (self.is_spelt and self.value == 1) else Open.HOW_MUCH


@dataclass(frozen=True)
class Clause:
    """One thought, and in which sentence it stands."""

    marks: tuple[Mark, ...]
    sentence: int
    is_asked: bool = False
    is_fresh: bool = False  # after "but": what was denied before is not denied here
