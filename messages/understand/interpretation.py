"""Interpretation: what a sentence was taken to mean, as one value for each kind of meaning."""

from dataclasses import dataclass, field
from enum import Enum, auto

from messages.content.learning.tips import Tip
from messages.content.library import Filter
from messages.understand import if_then_plan
from messages.understand.greeting import Greeting
from messages.understand.health.told import Told
from messages.understand.move_log.log_reader import Heard, ToldMove
from messages.understand.movement_request.name_words import Want
from messages.understand.movement_request.request_reader import Wanted
from messages.understand.question.question_index import Answered, Unsure
from messages.understand.settings_change.kinds import Setting, WhyNot
from messages.understand.values.clock_times import Clock
from messages.understand.values.places import Found


@dataclass(frozen=True)
class Courtesy:
    """A hello, thanks or goodbye, and nothing else."""

    greeting: Greeting


@dataclass(frozen=True)
class IfThenPlan:
    """A plan in the person's own words: "when I make coffee, then 10 squats"."""

    told: if_then_plan.ToldPlan = field(repr=False)


@dataclass(frozen=True)
class UnclearPlan:
    """An answer to "when what, then what?" that is no plan."""


@dataclass(frozen=True)
class NumberTold:
    """An answer to a question of the self-check; a length is in seconds."""

    number: int


@dataclass(frozen=True)
class Whereabouts:
    """An answer to "where are you?": minutes from UTC, a wall time, or places that may be meant."""

    where: int | Clock | Found


@dataclass(frozen=True)
class NoSuchPlace:
    """A name that no place we know has."""


@dataclass(frozen=True)
class FirstAnswer:
    """An answer to a question of the first minute."""

    question: str
    answer: str


@dataclass(frozen=True)
class MoveLog:
    """A move that was made; of which something may be unclear or out of bounds."""

    heard: Heard


@dataclass(frozen=True)
class SettingsChange:
    """Settings to be changed, all at once, and commands whose screen was asked for in words."""

    changes: tuple[Setting, ...]
    commands: tuple[str, ...] = ()
    is_sure: bool = True  # False: asked about first
    instead_of: int | None = None  # the message whose change is taken back first


@dataclass(frozen=True)
class CannotChange:
    """A setting that cannot be so, and why; of a place that is not known, what may be meant."""

    why: WhyNot
    whereabouts: Whereabouts | None = None


@dataclass(frozen=True)
class MovementRequest:
    """A movement of a certain kind, a tip that is meant as well, and what it is where no movement fits."""

    wish: Wanted
    tip: Tip | None
    otherwise: "Question | Unknown"
    besides: tuple[str, ...] = ()  # movements that were shown, none of which is wanted


@dataclass(frozen=True)
class MovementByName:
    """What is wanted of movements of ours, best first; without any it is the one that was shown last."""

    movements: tuple[str, ...]
    want: Want
    is_near: bool = False  # none of ours is called so; these come nearest


@dataclass(frozen=True)
class LibraryRequest:
    """All movements that stand on these shelves are to be seen."""

    chosen: Filter


@dataclass(frozen=True)
class Question:
    """A question with the tip that answers it, or those that may be meant."""

    found: Answered | Unsure


@dataclass(frozen=True)
class Unknown:
    """Nothing we understand; whether it is about a body decides how carefully that is said."""

    is_about_body: bool


@dataclass(frozen=True)
class HealthTold:
    """What they told about their body: each is offered, and nothing is kept before a yes."""

    told: tuple[Told, ...]


@dataclass(frozen=True)
class LogCorrection:
    """A move that was logged lately, as it really was; `told.at` None: when it was stands."""

    message_id: int
    part: int
    told: ToldMove


@dataclass(frozen=True)
class WhichMove:
    """A correction that may be meant for each of the moves of one message."""

    message_id: int


@dataclass(frozen=True)
class TakeBack:
    """What that message logged or set is to be gone; of several moves all, or the one that was named."""

    message_id: int
    is_setting: bool
    part: int | None = None


@dataclass(frozen=True)
class PutBack:
    """What that message logged counts after all, though it was taken back."""

    message_id: int


@dataclass(frozen=True)
class Exchanged:
    """The correction was meant for another move: the first is as it was, the other is put right."""

    as_before: LogCorrection
    instead: LogCorrection


@dataclass(frozen=True)
class Announced:
    """A movement that somebody is about to make; nothing counts before they are back."""

    told: ToldMove


@dataclass(frozen=True)
class Declined:
    """A no to what the bot has asked."""


@dataclass(frozen=True)
class Acknowledged:
    """An ok to what was done or told, where nothing was asked."""


@dataclass(frozen=True)
class Dangling:
    """Words that refer to something, and there is nothing: "no, 20"."""

    number: int | None = None
    takes_back: bool = False  # "scrap that"


Meaning = (
    Courtesy | FirstAnswer | IfThenPlan | UnclearPlan | NumberTold | Whereabouts | NoSuchPlace | MoveLog
    | SettingsChange | CannotChange | MovementByName | MovementRequest | LibraryRequest | Question | Unknown
    | LogCorrection | WhichMove | TakeBack | Declined | PutBack | Exchanged | Announced
    | Acknowledged | Dangling | HealthTold
)  # fmt: skip


class Confidence(Enum):
    """What to do with a meaning."""

    SURE = auto()  # act, with a way back
    LIKELY = auto()  # ask first, with one tap


@dataclass(frozen=True)
class Likely:
    """A meaning to be asked about before anything is done."""

    meaning: Meaning


@dataclass(frozen=True)
class Interpretation:
    """The meaning of a sentence, the rule that found it, and a tip asked for in the same words."""

    meaning: Meaning
    rule: str
    tip: Tip | None = None
    confidence: Confidence = Confidence.SURE
    beside: SettingsChange | None = None  # said in the same breath as a log
    health: HealthTold | None = None  # told in the same breath as a log or a question
