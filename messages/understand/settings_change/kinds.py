"""What can be ordered in words? One value for each setting, and the questions about what cannot be."""

from dataclasses import dataclass
from datetime import datetime, time
from enum import Enum, auto

Stretch = tuple[time, time]


class Why(Enum):
    """Why an order cannot be carried out."""

    TIME = "time"  # "25:00" is on no clock
    ENDS_FIRST = "ends-first"  # "from 17 to 9"
    STRETCHES = "stretches"  # too many parts of a day
    NO_DAYS = "no-days"  # no active day would be left
    NO_HOURS = "no-hours"  # no active time would be left
    PACE = "pace"
    BUDGET = "budget"
    FEWEST = "fewest"  # one a day is the least
    MOST = "most"  # it is as many as there can be
    GOAL = "goal"
    PLACE = "place"  # nobody here knows it
    LANGUAGE = "language"  # we do not speak it
    SUNDAY = "sunday"
    PAST = "past"
    PAUSE = "pause"
    HOLIDAY = "holiday"
    MEETING = "meeting"
    HOW_LONG = "how-long"  # "pause", and nothing else


class Which(Enum):
    """What happens to the days that are named."""

    ONLY = auto()  # these and no other
    NOT = auto()  # the present ones without these
    ALSO = auto()  # the present ones and these


class Switch(Enum):
    """What is on or off; the value is its column."""

    CHAIR = "chair_only"
    STRENGTH = "wants_strength"
    EVENING = "wants_evening"


@dataclass(frozen=True)
class Days:
    weekdays: int  # bit 0 is Monday
    which: Which


@dataclass(frozen=True)
class Hours:
    stretches: tuple[Stretch, ...]  # in order, apart from each other


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
    """A step up or down from what it is."""

    is_more: bool


@dataclass(frozen=True)
class Goal:
    moves: int


@dataclass(frozen=True)
class Sound:
    sound: str


@dataclass(frozen=True)
class Zone:
    zone: str  # IANA name


@dataclass(frozen=True)
class Speak:
    language: str  # its code; whether we speak it is not known here


@dataclass(frozen=True)
class Place:
    place: str


@dataclass(frozen=True)
class Around:
    things: tuple[str, ...]
    is_there: bool


@dataclass(frozen=True)
class Switched:
    what: Switch
    is_on: bool


@dataclass(frozen=True)
class Sunday:
    at: time | None  # None: no look back


@dataclass(frozen=True)
class Quiet:
    begins: time
    ends: time | None  # None: as it is now


@dataclass(frozen=True)
class Pause:
    until: datetime | None  # local; None: until they say


@dataclass(frozen=True)
class Meeting:
    begins: datetime  # local
    ends: datetime


@dataclass(frozen=True)
class Resume:
    """Back to nudging; only an explicit one ends a pause for safety."""

    is_explicit: bool


@dataclass(frozen=True)
class Show:
    """What a command shows or asks, in words: nothing is changed by it here."""

    command: str


Order = (
    Days | Hours | NotBefore | NotAfter | Pace | Budget | OtherBudget | Goal | Sound | Zone | Speak
    | Place | Around | Switched | Sunday | Quiet | Pause | Meeting | Resume | Show
)  # fmt: skip
