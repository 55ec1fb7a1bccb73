"""Talk: what was last logged, set, shown, told and asked, as a follow-up meets it. Values only."""

from dataclasses import dataclass
from enum import Enum, auto

from messages.understand.interpretation import LogCorrection, Meaning
from messages.understand.move_log.log_reader import ToldMove


class About(Enum):
    """A subject of the talk."""

    LOG = auto()
    SETTING = auto()
    MOVEMENT = auto()
    TIP = auto()
    QUESTION = auto()


@dataclass(frozen=True)
class Standing:
    """A move that counts: the message that logged it, its part there, and how it stands (local time)."""

    message_id: int
    part: int
    move: ToldMove


@dataclass(frozen=True)
class Talk:
    """What words may refer to; `order` has its subjects, the newest first."""

    order: tuple[About, ...] = ()
    moves: tuple[Standing, ...] = ()  # of the newest message first, in each in the order of its words
    logged_id: int | None = None  # the message that logged last, even if that was taken back
    topics: tuple[str, ...] = ()  # settings that were changed last, or could not be: "pace"
    changed_id: int | None = None  # the message that changed them
    movements: tuple[str, ...] = ()  # shown, the latest first
    is_nudge: bool = False  # the first of `movements` is that of a nudge that is open
    done: str | None = None  # the movement that was done last, if nothing was shown since
    tips: tuple[int, ...] = ()  # numbers: the one that was told, then those offered
    has_told: bool = False  # the first of `tips` was told, not only offered
    asked: Meaning | None = None  # what a yes would do
    corrected: LogCorrection | None = None  # the move that was put right last, as it was before

    def is_newer(self, subject: About, than: About) -> bool:
        """`subject` was talked about, and after `than`."""
        if subject not in self.order:
            return False
        return than not in self.order or self.order.index(subject) < self.order.index(than)

    @property
    def last(self) -> About | None:
        return self.order[0] if self.order else None
