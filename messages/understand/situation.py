"""Situation: everything beside its words that the meaning of a sentence depends on. Values only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum, auto

from messages.understand.lexicon import Lexicon
from messages.understand.talk import Talk


class Awaited(Enum):
    """What the bot has asked for, so that the next sentence may be the answer."""

    PLAN = auto()
    PLACE = auto()
    NUMBER = auto()  # of a self-check


@dataclass(frozen=True)
class Situation:
    """When and by whom a sentence was typed, and in which languages it is understood.

    `said_at` and `now` are local and aware: the person's wall clock when they typed, and when it is read.
    """

    said_at: datetime
    now: datetime
    lexicons: Sequence[Lexicon]  # the person's own language first
    zones: Mapping[str, Sequence[str]]  # IANA zones by country (ISO 3166), the main one first
    loggable_days: Sequence[date] = ()  # days that a move may still be logged for, the day of `said_at` first
    awaited: Awaited | None = None
    phone_language: str = ""  # IETF tag of the person's Telegram
    has_begun: bool = True  # setup is over
    first: str = ""  # the open question of the first minute: move, how many, clock, seat
    left_out: frozenset[str] = frozenset()  # not-if codes that are left out for them
    talk: Talk = field(default_factory=Talk)  # of the last half hour
    command: str | None = None  # "foo" of "/foo bar": a command that the bot does not have

    @property
    def own(self) -> Lexicon:
        return self.lexicons[0]
