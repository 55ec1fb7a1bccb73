"""Settings changes: one value type per setting, and the reasons why a change is impossible."""

from dataclasses import dataclass
from datetime import datetime, time
from enum import Enum, auto

Stretch = tuple[time, time]


class WhyNot(Enum):
    """Why a change is impossible."""

    TIME = "time"  # "25:00"
    ENDS_FIRST = "ends-first"  # "from 17 to 9"
    STRETCHES = "stretches"  # too many windows in a day
    NO_DAYS = "no-days"  # no active day would be left
    NO_HOURS = "no-hours"  # no active time would be left
    PACE = "pace"
    BUDGET = "budget"
    FEWEST = "fewest"  # one a day is the minimum
    MOST = "most"  # already the maximum
    GOAL = "goal"
    PLACE = "place"  # unknown place
    DESK = "desk"  # standing for too short or too long
    LANGUAGE = "language"  # not a language of the bot
    SUNDAY = "sunday"
    PAST = "past"
    PAUSE = "pause"
    HOLIDAY = "holiday"
    MEETING = "meeting"
    HOW_LONG = "how-long"  # "pause" without a length
    AHEAD = "ahead"  # a pause that is to begin on a later day
    NUDGE = "nudge"  # a nudge asked for too soon or too late
    NIGHT = "night"  # a nudge asked for in quiet hours
    RESTING = "resting"  # a nudge asked for while a pause is on
    HIGHEST = "highest"  # a goal that is the highest already
    LOWEST = "lowest"
    NOTHING_LEFT = "nothing-left"  # no movement would be left to offer
    NOTHING_SUCH = "nothing-such"  # the bot never offers what is to be left out


class Which(Enum):
    """What happens to the named days."""

    ONLY = auto()  # exactly these
    NOT = auto()  # the current ones without these
    ALSO = auto()  # the current ones and these


class Switch(Enum):
    """An on/off setting; the value is its column."""

    CHAIR = "chair_only"
    STRENGTH = "wants_strength"
    EVENING = "wants_evening"
    BELL = "rings"
    WHEELCHAIR = "wheelchair"
    WALKS = "walks_only"
    OLDER = "older"
    FLOOR = "floor_fine"
    BITES = "bites"


@dataclass(frozen=True)
class Days:
    weekdays: int  # bit 0 is Monday
    which: Which


@dataclass(frozen=True)
class Hours:
    stretches: tuple[Stretch, ...]  # in order, not touching


@dataclass(frozen=True)
class NotBefore:
    at: time


@dataclass(frozen=True)
class NotAfter:
    at: time


@dataclass(frozen=True)
class Pace:
    minutes: int


@dataclass(frozen=True)
class Budget:
    nudges: int


@dataclass(frozen=True)
class OtherBudget:
    """A step up or down from the current budget."""

    is_more: bool


@dataclass(frozen=True)
class Goal:
    moves: int


@dataclass(frozen=True)
class OtherGoal:
    """One move a day more or less than now."""

    is_more: bool


@dataclass(frozen=True)
class Sound:
    sound: str


@dataclass(frozen=True)
class Pictures:
    """When movements are shown moving."""

    pictures: str


@dataclass(frozen=True)
class Zone:
    zone: str  # IANA name


@dataclass(frozen=True)
class Speak:
    language: str  # language code, possibly one the bot does not speak


@dataclass(frozen=True)
class Place:
    place: str


@dataclass(frozen=True)
class Around:
    things: tuple[str, ...]
    is_there: bool


@dataclass(frozen=True)
class Company:
    who: tuple[str, ...]  # partner, child, dog
    is_there: bool


@dataclass(frozen=True)
class Legs:
    """Whether legs help, in a wheelchair."""

    legs: str


@dataclass(frozen=True)
class Desk:
    """A desk that goes up, and how long it stays up; None: it does not go up."""

    minutes: int | None


@dataclass(frozen=True)
class Hot:
    """It is hot today."""


@dataclass(frozen=True)
class Switched:
    what: Switch
    is_on: bool


@dataclass(frozen=True)
class Sunday:
    at: time | None  # None: no weekly review


@dataclass(frozen=True)
class Quiet:
    begins: time
    ends: time | None  # None: unchanged


@dataclass(frozen=True)
class Pause:
    until: datetime | None  # local; None: open-ended


@dataclass(frozen=True)
class Meeting:
    begins: datetime  # local
    ends: datetime


@dataclass(frozen=True)
class NudgeAt:
    """One nudge then, beside those that come by themselves."""

    at: datetime  # local


@dataclass(frozen=True)
class LeaveOut:
    """Movements that are not offered any more, or are again; none named: all that were left out."""

    what: tuple[str, ...] = ()  # ids of movements and kinds of activity
    is_out: bool = True


@dataclass(frozen=True)
class OnlyKind:
    """Movements beside which nothing is offered any more."""

    what: tuple[str, ...]  # ids of movements and kinds of activity


@dataclass(frozen=True)
class Resume:
    """Resume nudges; only an explicit request ends a safety pause."""

    is_explicit: bool


@dataclass(frozen=True)
class Show:
    """A command in words that only shows or asks something."""

    command: str


Setting = (
    Days | Hours | NotBefore | NotAfter | Pace | Budget | OtherBudget | Goal | Sound | Zone | Speak
    | OtherGoal | Pictures | Place | Around | Switched | Sunday | Quiet | Pause | Meeting | NudgeAt | LeaveOut
    | OnlyKind | Resume | Show | Company | Legs | Desk | Hot
)  # fmt: skip

MANY = (Days, Around, Company, LeaveOut, Show)  # changes of which a sentence may have more than one
