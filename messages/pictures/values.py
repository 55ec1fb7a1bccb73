"""What does a picture show? Plain values with their words, so that they can travel to the worker."""

from dataclasses import dataclass

from storage.values import DayState


@dataclass(frozen=True)
class Heading:
    """The words above every picture."""

    title: str
    under: str


@dataclass(frozen=True)
class Square:
    """One day: what it was, and how much of its goal was met (0 to 1)."""

    state: DayState
    met: float = 0.0
    is_today: bool = False


@dataclass(frozen=True)
class Month:
    """One month; `first` is the weekday it begins with, 0 is Monday."""

    name: str
    first: int
    squares: tuple[Square, ...]


@dataclass(frozen=True)
class YearPicture:
    """Twelve months of days, the present one last."""

    heading: Heading
    months: tuple[Month, ...]
    legend: tuple[tuple[DayState, str], ...]


@dataclass(frozen=True)
class HoursOf:
    """One day of the week: its name, hours of sitting as (from, until), and the hours of moves."""

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
    """The score (0 to 100) at the end of so many days in a row; `ticks` name some of them."""

    heading: Heading
    scores: tuple[float, ...]
    ticks: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class Bars:
    """One question and how often each of its answers came."""

    title: str
    bars: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class VarietyPicture:
    """Bars under each other."""

    heading: Heading
    groups: tuple[Bars, ...]


Picture = YearPicture | WeekPicture | StrengthPicture | VarietyPicture
