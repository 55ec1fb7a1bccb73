"""Columns of a person to be written, by name: a wrong name or type is one for the type checker.

Each kind has the fields of its part in `storage/person.py`; a test compares the two.
"""

from datetime import date, datetime, time
from typing import TypedDict

from storage.values import Offered, Window


class SettingsChanges(TypedDict, total=False):
    language: str
    zone: str
    weekdays: int
    windows: tuple[Window, ...]
    quiet_from: time
    quiet_until: time
    pace_minutes: int
    goal: int
    budget: int
    sound: str
    week_from: time | None
    wants_evening: bool


class BodyChanges(TypedDict, total=False):
    conditions: tuple[str, ...]
    consented_at: datetime | None
    vetoes: tuple[str, ...]
    place: str
    around: tuple[str, ...]
    chair_only: bool
    wants_strength: bool
    favourites: tuple[str, ...]
    wheelchair: bool
    legs: str | None
    walks_only: bool
    older: bool


class ForNowChanges(TypedDict, total=False):
    passing: tuple[str, ...]
    asks_again: tuple[str, ...]
    resting: tuple[str, ...]
    vetoed: tuple[str, ...]
    coming: tuple[str, ...]
    coming_on: date | None
    minding_until_at: datetime | None


class PathChanges(TypedDict, total=False):
    on_path: bool
    path_weeks: int
    path_week_on: date | None
    week_told_on: date | None
    easy_rungs: bool
    rungs: tuple[str, ...]
    checked_on: date | None
    check_offered_on: date | None
    bites: tuple[str, ...]
    bitten_on: date | None


class SurroundingsChanges(TypedDict, total=False):
    company: tuple[str, ...]
    floor_fine: bool
    hot_on: date | None
    stands_minutes: int | None
    desk_up_at: datetime | None


class ShowingChanges(TypedDict, total=False):
    pictures: str
    rings: bool
    pictured: tuple[str, ...]


class PlanChanges(TypedDict, total=False):
    next_nudge_at: datetime | None
    next_evening_at: datetime | None
    later_until_at: datetime | None
    later_nudge_id: int | None


class SentChanges(TypedDict, total=False):
    nudged_at: datetime | None
    nudged_on: date | None
    nudged_today: int
    open_nudge_id: int | None
    looked_back_at: datetime | None
    evening_at: datetime | None
    offered: tuple[Offered, ...]
    praises: int


class UnansweredChanges(TypedDict, total=False):
    ignored_in_row: int
    ignored_since_at: datetime | None
    comebacks: int


class PausingChanges(TypedDict, total=False):
    paused_from_at: datetime | None
    paused_until_at: datetime | None
    safety_paused_at: datetime | None
    check_back_at: datetime | None


class PresenceChanges(TypedDict, total=False):
    joined_at: datetime
    onboarded_at: datetime | None
    reachable: bool
    unreachable_at: datetime | None
    here_at: datetime | None
    moved_at: datetime | None
    back_at: datetime | None
    reminded_at: datetime | None


class ConversationChanges(TypedDict, total=False):
    setting_up: str | None
    asked: str | None
    asked_at: datetime | None
    steps: tuple[str, ...]


class NightTapsChanges(TypedDict, total=False):
    odd_on: date | None
    odd_days: int
    zone_offered_on: date | None


class Chosen(
    SettingsChanges, BodyChanges, SurroundingsChanges, ForNowChanges, PathChanges, ShowingChanges, total=False
):
    """Settings that people choose, in force from the next nudge on."""


class Changes(
    Chosen,
    PlanChanges,
    SentChanges,
    UnansweredChanges,
    PausingChanges,
    PresenceChanges,
    ConversationChanges,
    NightTapsChanges,
    total=False,
):
    """Any columns of a person's row."""

    intentions_from: tuple[str, ...]
