"""Person: one person's row as frozen parts, read by name. No database here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any, TypeVar, Unpack, get_type_hints, overload

from storage.changes import Changes
from storage.history.calendar_day import local_day, zone_of
from storage.values import CHAIR_ONLY, Offered, Span, Window, holding

T = TypeVar("T")
P = TypeVar("P")

ZONE, PLAN = "zone", "plan"  # questions they may answer in words
CHECK = "check "  # and those of a self-check, by name: "check stand-ups"
ANSWERED = "answered"  # step of an update that answered one of them
ASKED_FOR = timedelta(hours=1)  # after that, text is no longer taken as the answer
TAKEN_AS_DOWN_AFTER = 2  # times the time that they chose for their desk to stay up


@dataclass(frozen=True, kw_only=True)
class PersonSettings:
    """A person's settings; wall times are local."""

    language: str
    zone: str  # IANA name
    weekdays: int  # bit 0 is Monday
    windows: tuple[Window, ...]
    quiet_from: time
    quiet_until: time
    pace_minutes: int
    goal: int  # moves a day
    budget: int  # nudges a day
    sound: str  # soft, loud or silent
    week_from: time | None  # time of the weekly review on Sundays; None: none
    wants_evening: bool  # a line in the evening when a streak is at risk


@dataclass(frozen=True, kw_only=True)
class Body:
    """What movements must suit: their body, where they are and what is at hand."""

    conditions: tuple[str, ...]  # not-if codes
    consented_at: datetime | None  # None: no condition is kept
    vetoes: tuple[str, ...]  # movements they excluded
    place: str
    around: tuple[str, ...]
    chair_only: bool
    wants_strength: bool
    favourites: tuple[str, ...]  # movements to offer more often
    wheelchair: bool  # only what suits a wheelchair
    legs: str | None  # in a wheelchair, whether their legs help: yes, a little, no; None: not asked
    walks_only: bool  # only walks, breath and other things that ask next to nothing
    older: bool  # 65 or more, as they said


@dataclass(frozen=True, kw_only=True)
class ForNow:
    """What holds for a while: it passes by itself or is asked about again."""

    passing: tuple[str, ...]  # what holds up to a local day, as "WRIST 2024-03-04", that day included
    asks_again: tuple[str, ...]  # codes to be asked about again on a local day, as "KNEE 2024-03-04"
    resting: tuple[str, ...]  # movements that hurt and rest up to a local day, as "clam 2024-03-04"
    vetoed: tuple[str, ...]  # movements excluded by 🚫 lately, with the local day
    coming: tuple[str, ...]  # what holds from a local day on, as "HIP-OP 2024-03-14"
    coming_on: date | None  # the first of these days
    minding_until_at: datetime | None  # an offer about their health is open, never what of


BITES_OFF = "off"  # among the bites of a person: they want no more of them


@dataclass(frozen=True, kw_only=True)
class Path:
    """The twelve weeks: how far they are, and which rungs they have agreed to."""

    on_path: bool  # False: just nudges
    path_weeks: int  # weeks that counted so far
    path_week_on: date | None  # the Monday of the week that is running; None: none was begun
    week_told_on: date | None  # the Monday of the last week whose purpose was told
    easy_rungs: bool  # first rungs, longer on each: beginners, bendy joints
    rungs: tuple[str, ...]  # where they are on a ladder and since when, as "queue-stance 2024-03-04"
    checked_on: date | None  # the local day of the last self-check that was begun, or declined
    check_offered_on: date | None  # when it was offered unasked, in this week of the path; None: not yet
    bites: tuple[str, ...]  # learning bites told so far, newest last; `BITES_OFF` among them: no more
    bitten_on: date | None  # the local day of the last one

    @property
    def wants_bites(self) -> bool:
        return BITES_OFF not in self.bites

    @property
    def bites_told(self) -> tuple[str, ...]:
        """Bites told in this round of them all, newest last."""
        return tuple(each for each in self.bites if each != BITES_OFF)

    def with_bites(self, is_on: bool) -> tuple[str, ...]:
        """`bites` once they are switched on or off; what was told stays told."""
        return self.bites_told if is_on else (BITES_OFF, *self.bites_told)


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """What is around them besides things: company, a floor, heat, a desk that goes up."""

    company: tuple[str, ...]  # who joins in at times: partner, child, dog
    floor_fine: bool  # at home, floor and bed are welcome
    hot_on: date | None  # the local day they said it was hot
    stands_minutes: int | None  # how long it stays up; None: it does not go up
    desk_up_at: datetime | None  # since when it is up

    @property
    def down_at(self) -> datetime | None:
        """When a desk that is up is to go down again; None: it is not up."""
        return self._up_for(1)

    @property
    def over_at(self) -> datetime | None:
        """When a desk that is up is taken as down, whatever was said; None: it is not up."""
        return self._up_for(TAKEN_AS_DOWN_AFTER)

    def _up_for(self, times: int) -> datetime | None:
        if self.desk_up_at is None or self.stands_minutes is None:
            return None
        return self.desk_up_at + times * timedelta(minutes=self.stands_minutes)


ALWAYS, FIRST, NEVER = "always", "first", "never"  # when movements are shown moving


@dataclass(frozen=True, kw_only=True)
class Showing:
    """How movements are shown, and which were shown moving."""

    pictures: str  # loops with movements: always, first (three times, then on request) or never
    rings: bool  # the end of a follow-along is a message that rings
    pictured: tuple[str, ...]  # movements shown with their loop, once for each time


@dataclass(frozen=True, kw_only=True)
class Plan:
    """When the next messages are due; None: nothing is."""

    next_nudge_at: datetime | None
    next_evening_at: datetime | None  # weekly review or evening line
    later_until_at: datetime | None  # a nudge was put off until then, or asked for at that time
    later_nudge_id: int | None  # the one that was put off; None: it was asked for

    @property
    def asked_at(self) -> datetime | None:
        """The time of a nudge that was asked for; neither a move nor another nudge calls it off."""
        return self.later_until_at if self.later_nudge_id is None else None


@dataclass(frozen=True, kw_only=True)
class Sent:
    """What was sent so far: nudges, weekly review, evening line, and the movements in them."""

    nudged_at: datetime | None
    nudged_on: date | None  # the local day that `nudged_today` counts
    nudged_today: int
    open_nudge_id: int | None  # the last nudge while it is unanswered
    looked_back_at: datetime | None  # the last weekly review
    evening_at: datetime | None  # the last evening line
    offered: tuple[Offered, ...]  # offers of the last four weeks, newest last
    praises: int  # praises said so far


@dataclass(frozen=True, kw_only=True)
class Unanswered:
    """Nudges ignored in a row, and come-back lines sent since."""

    ignored_in_row: int
    ignored_since_at: datetime | None  # when the first of them was sent
    comebacks: int


@dataclass(frozen=True, kw_only=True)
class Pausing:
    """The current pause, and the safety pause within it."""

    paused_from_at: datetime | None
    paused_until_at: datetime | None  # None while paused: open-ended
    safety_paused_at: datetime | None
    check_back_at: datetime | None  # when one question is due


@dataclass(frozen=True, kw_only=True)
class Presence:
    """When they joined, and their last signs of activity."""

    joined_at: datetime
    onboarded_at: datetime | None  # None: greeted, not started yet
    reachable: bool
    unreachable_at: datetime | None
    here_at: datetime | None  # when they last wrote or tapped
    moved_at: datetime | None
    back_at: datetime | None  # when they came back after a fortnight or more
    reminded_at: datetime | None  # when they were reminded that setup was unfinished


class FirstMinute(StrEnum):
    """Questions of the first minute, in the order they are asked."""

    MOVE = "move"  # one movement, before anything else
    HOW_MANY = "how many"  # six a day, fewer, or on request
    CLOCK = "clock"  # what time it is where they are
    SEAT = "seat"  # where they sit


@dataclass(frozen=True, kw_only=True)
class Conversation:
    """The open question, and what their last updates have done."""

    asked: str | None
    asked_at: datetime | None
    steps: tuple[str, ...]
    setting_up: str | None  # the question of the first minute that is open, a `FirstMinute`


@dataclass(frozen=True, kw_only=True)
class NightTaps:
    """Taps in the small hours; local days."""

    odd_on: date | None
    odd_days: int  # bit n: such a tap n days before `odd_on`
    zone_offered_on: date | None


@dataclass(frozen=True, kw_only=True)
class Agenda:
    """Copies from other tables, for planning: times of if-then plans, and meetings."""

    intentions_from: tuple[str, ...]  # local wall times of if-then plans, as 10:30
    busy: tuple[Span, ...]  # meetings, in order and apart


@dataclass(frozen=True)
class Person:
    """A person's row in parts; every field of a part is the column of the same name."""

    chat_id: int
    settings: PersonSettings
    body: Body
    path: Path
    surroundings: Surroundings
    for_now: ForNow
    showing: Showing
    plan: Plan
    sent: Sent
    unanswered: Unanswered
    pause: Pausing
    presence: Presence
    conversation: Conversation
    night_taps: NightTaps
    agenda: Agenda

    @classmethod
    def of(cls, columns: Mapping[str, Any]) -> "Person":
        """A person from the columns of their row and `busy`, by name."""
        parts = {
            part: kind(**{name: columns[name] for name in names}) for part, (kind, names) in PARTS.items()
        }
        return cls(columns["chat_id"], **parts)

    def changed(self, **columns: Unpack[Changes]) -> "Person":
        """A copy with these columns changed."""
        parts: dict[str, dict[str, Any]] = {}
        for name, value in columns.items():
            parts.setdefault(PART_OF[name], {})[name] = value
        return _with(self, {part: _with(getattr(self, part), new) for part, new in parts.items()})

    def columns(self) -> dict[str, Any]:
        """All columns that `of` takes, except the key."""
        return {name: getattr(getattr(self, part), name) for name, part in PART_OF.items()}

    @property
    def language(self) -> str:
        return self.settings.language

    @property
    def zone(self) -> str:
        return self.settings.zone

    @property
    def has_begun(self) -> bool:
        """True once they have started: days count and nudges come."""
        return self.presence.onboarded_at is not None

    def is_paused(self, now: datetime) -> bool:
        if self.pause.paused_from_at is None:
            return False
        return self.pause.paused_until_at is None or now < self.pause.paused_until_at

    @property
    def first_minute(self) -> FirstMinute | None:
        """The question of the first minute that is open; None once they have begun."""
        return None if self.has_begun else FirstMinute(self.conversation.setting_up or FirstMinute.MOVE)

    @property
    def is_safety_paused(self) -> bool:
        """True if no movement may be offered in any way until they resume."""
        return self.pause.safety_paused_at is not None

    def did(self, key: str, what: str) -> str | None:
        """Detail of what this update has already done; empty without a detail, None if nothing was done."""
        begin = f"{key} {what}"
        found = (each for each in self.conversation.steps if each == begin or each.startswith(f"{begin} "))
        return next((each.removeprefix(begin).strip() for each in found), None)

    def is_asked(self, what: str, now: datetime, key: str) -> bool:
        """True if their text may answer this question; newcomers are always asked for their zone.

        `key` is the update with the text: a redelivered answer still counts as the answer.
        """
        if what == ZONE and not self.has_begun:
            return True
        if self.did(key, ANSWERED) == what:
            return True
        asked_at = self.conversation.asked_at
        return self.conversation.asked == what and asked_at is not None and now - asked_at < ASKED_FOR

    def asked_in_check(self, now: datetime, key: str) -> str | None:
        """The question of the self-check that their text may answer."""
        for asked in (self.did(key, ANSWERED), self.conversation.asked):
            if asked is not None and asked.startswith(CHECK) and self.is_asked(asked, now, key):
                return asked.removeprefix(CHECK)
        return None

    def stands_at(self, now: datetime) -> bool:
        """True if words may speak of standing up: neither a wheelchair nor "chair only" holds."""
        sits = self.body.wheelchair or self.body.chair_only
        return not sits and CHAIR_ONLY not in holding(self.for_now.passing, self.local_day(now))

    @overload
    def local(self, at: datetime) -> datetime: ...
    @overload
    def local(self, at: None) -> None: ...
    def local(self, at: datetime | None) -> datetime | None:
        """An instant in the person's zone."""
        return None if at is None else at.astimezone(zone_of(self.zone))

    def local_day(self, at: datetime) -> date:
        return local_day(at, self.zone)

    def is_minding(self, at: datetime) -> bool:
        """True while an offer about their health is open."""
        until_at = self.for_now.minding_until_at
        return until_at is not None and at < until_at

    def conditions_at(self, at: datetime) -> tuple[str, ...]:
        """The not-if codes that hold then, with those that pass by themselves."""
        passing = holding(self.for_now.passing, self.local_day(at))
        return tuple(sorted({*self.body.conditions, *passing}))


def _with(value: T, changes: dict[str, Any]) -> T:
    """A copy with these fields changed: `replace` for values that check nothing, which is much faster."""
    new = object.__new__(type(value))
    new.__dict__.update(value.__dict__)
    new.__dict__.pop(_DERIVED, None)
    new.__dict__.update(changes)
    return new


_DERIVED = "_derived"


def derived(part: P, make: Callable[[P], T]) -> T:
    """What follows from a part alone: made once, and kept with it. People share their parts."""
    kept: dict[Any, Any] = part.__dict__.setdefault(_DERIVED, {})
    if make not in kept:
        kept[make] = make(part)
    found: T = kept[make]
    return found


def made_of(chat_id: int, parts: dict[str, Any]) -> Person:
    """A person made of these parts."""
    person = object.__new__(Person)
    person.__dict__.update(parts, chat_id=chat_id)
    return person


# Parts with their field names, computed once: a person is read on every tap.
PARTS: dict[str, tuple[type[Any], tuple[str, ...]]] = {
    part: (kind, tuple(each.name for each in fields(kind)))
    for part, kind in get_type_hints(Person).items()
    if part != "chat_id"
}
PART_OF = {name: part for part, (_, names) in PARTS.items() for name in names}
