"""Mark: one token of meaning in a text, such as a movement, an amount, a time or a denial."""

from dataclasses import dataclass
from enum import Enum, auto

from messages.understand.move_log.log_words import Does, Part, Role, When


class Amount(Enum):
    """What a number counts."""

    SECONDS = auto()
    COUNT = auto()
    METRES = auto()
    BARE = auto()  # minutes or a count, depending on the movement


class Open(Enum):
    """What remains unclear if no reading uses a mark."""

    WHEN = auto()  # it hints at a time
    HOW_MUCH = auto()  # it may be part of the amount
    REPEATED = auto()  # "twice": the amount next to it is not all
    NUMBER = auto()  # a number that counts something else: "20 stairs", "day 3"


@dataclass(frozen=True)
class Mark:
    """One token of meaning; only the fields its part needs are set."""

    part: Part | None  # None: an amount or an unknown word
    does: Does | None = None
    was_done: bool = False
    is_finite: bool = False  # its subject comes before it
    counts: bool = False
    when: When | None = None
    minutes_ago: int | None = None
    clock: tuple[int, int] | None = None
    is_vague_clock: bool = False  # "at 7": morning or evening
    amount: Amount | None = None  # with a clock time: the duration from then on
    value: float = 0
    may_be_metres: bool = False  # "50 m" in the pool
    is_spelt: bool = False  # "one" is less likely an amount than "1"
    is_me: bool = False
    is_word: bool = False  # an unknown word, possibly who moved
    is_past: bool = False  # an unknown verb that says what was done: "nipped"
    is_article: bool = False  # "the": who or what moved comes next
    begins_asking: bool = False
    roles: frozenset[Role] = frozenset()
    may_do: Does | None = None  # "gegangen" without a length: a walk, if one follows
    is_set: bool = False  # "3 sets": a count of something that is counted itself
    rounds: int = 1  # "3 rounds of 10": what follows was done as often
    measures_else: bool = False  # "a 3 hour workshop"
    is_ahead: bool = False  # "in 20 min": a plan, unless something says it was done
    is_added: bool = False  # after "and": adds to the amount before
    is_per_side: bool = False  # the amount was done on both sides
    is_else: bool = False  # belongs to something else: "and 10 min waiting"
    open: Open | None = None
    place: int = 0  # position in the text; makes every mark unique

    @property
    def is_unknown(self) -> bool:
        is_value = self.amount is not None or self.clock is not None or self.minutes_ago is not None
        return self.part is None and not is_value and self.open is None

    @property
    def is_lasting(self) -> bool:
        return self.amount in (Amount.SECONDS, Amount.METRES)

    @property
    def is_time(self) -> bool:
        return self.part is Part.WHEN or self.clock is not None or self.minutes_ago is not None

    @property
    def leaves_open(self) -> Open | None:
        """What remains unclear if no reading uses it; None if nothing does."""
        if self.open is not None:
            return self.open
        if self.is_time:
            return Open.WHEN
        if self.is_else and self.amount is not None:
            return Open.NUMBER
        return None if self.amount is None or (self.is_spelt and self.value == 1) else Open.HOW_MUCH


def is_amount(mark: Mark) -> bool:
    """ "A nice one" is no amount."""
    return mark.amount is not None and not (mark.is_spelt and mark.value == 1)


@dataclass(frozen=True)
class Clause:
    """One clause and the number of its sentence."""

    marks: tuple[Mark, ...]
    sentence: int
    is_asked: bool = False
    is_fresh: bool = False  # after "but": earlier denials do not apply
