"""Picture values: plain data with its words, picklable for the worker process."""

from dataclasses import dataclass

from storage.values import DayState


@dataclass(frozen=True)
class Heading:
    """The words above every picture."""

    title: str
    under: str


@dataclass(frozen=True)
class Square:
    """One day: its state, and the share of its goal that was met (0 to 1)."""

    state: DayState
    met: float = 0.0
    is_today: bool = False


@dataclass(frozen=True)
class Month:
    """One month; `first` is the weekday of its first day (0 = Monday)."""

    name: str
    first: int
    squares: tuple[Square, ...]


@dataclass(frozen=True)
class YearPicture:
    """Twelve months of days, the current month last."""

    heading: Heading
    months: tuple[Month, ...]
    legend: tuple[tuple[DayState, str], ...]


@dataclass(frozen=True)
class HoursOf:
    """One day: its name, sitting as (from, until) in hours, and the hours of its moves."""

    name: str
    sitting: tuple[tuple[float, float], ...]
    moves: tuple[float, ...]


@dataclass(frozen=True)
class WeekPicture:
    """Seven days by the hour, today last."""

    heading: Heading
    days: tuple[HoursOf, ...]
    sitting: str
    moves: str


@dataclass(frozen=True)
class StrengthPicture:
    """Scores (0 to 100) at the end of consecutive days; `ticks` label some of them."""

    heading: Heading
    scores: tuple[float, ...]
    ticks: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class Bars:
    """A bar group: title, and counts by name."""

    title: str
    bars: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class VarietyPicture:
    """Groups of bars, one below the other."""

    heading: Heading
    groups: tuple[Bars, ...]


@dataclass(frozen=True)
class Stage:
    """A phase of the path: its name and its weeks."""

    name: str
    weeks: int


@dataclass(frozen=True)
class PathPicture:
    """The stages in their order; `here` is a week from 1, or the one after the last."""

    heading: Heading
    stages: tuple[Stage, ...]
    here: int
    here_is: str  # words at the dot


Picture = YearPicture | WeekPicture | StrengthPicture | VarietyPicture | PathPicture
