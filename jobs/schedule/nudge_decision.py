"""Nudge decision: whether a nudge is sent when its time has come, or held and why. Pure."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from jobs.schedule import desk
from jobs.schedule.active_hours import ActiveHours, Opening
from jobs.schedule.at_risk import places_kept
from jobs.schedule.meetings import is_busy
from jobs.schedule.nudge_plan import (
    asked_still,
    before_the_beginning,
    intention_due,
    next_comeback_at,
    next_nudge_at,
    pace,
    settled_at,
    soonest_at,
)
from jobs.schedule.unanswered import (
    IGNORED_UNTIL_SILENT,
    TIRED_AFTER_DAYS,
    ignored_days,
    ignored_in_row,
    is_away,
)
from storage.history.calendar_day import instant_of
from storage.person import Person
from storage.tables import NudgeKind

CEILING = 12  # nudges a day, whatever the settings say
TIRED_BUDGET = 2
A_BREAK = timedelta(days=14)  # without a sign of them, or paused
GENTLE = timedelta(days=7)  # after such a break, the same reduced budget


class Reason(StrEnum):
    """Why the bot chose to stay silent."""

    PAUSED = "paused"  # the person said so
    OUTSIDE_HOURS = "outside hours"  # clock or hours have changed since it was planned
    QUIET_HOURS = "quiet hours"  # no messages at night
    MEETING = "meeting"  # no messages in a meeting
    MOVED_LATELY = "moved lately"  # a movement came within the pace
    STANDING = "standing"  # their desk is up
    NUDGED_LATELY = "nudged lately"  # less than half an hour since the last one
    BUDGET = "budget"  # enough for today
    IGNORED = "ignored"  # three in a row: not before the next window
    AWAY = "away"  # a week without an answer: only come-back lines
    NOTHING_FITS = "nothing fits"  # conditions and vetoes leave no movement to offer
    HERE_LATELY = "here lately"  # setup unfinished, and active less than a day ago
    LATE = "late"  # too many were due at once: planned anew
    NO_RISK = "no risk"  # the streak is too short to mention


@dataclass(frozen=True)
class SendNudge:
    """Nudge now."""

    kind: NudgeKind
    silent: bool


@dataclass(frozen=True)
class Held:
    """Stay silent and check again at `until_at` (None: when they come back by themselves)."""

    reason: Reason
    until_at: datetime | None


def decide(person: Person, now: datetime) -> SendNudge | Held:
    """Decide about a due nudge: send it or hold it."""
    hours = ActiveHours.of(person)
    if _asks_back(person, hours, now):
        return send(person, NudgeKind.CHECK_BACK)
    held = _never_now(person, hours, now)
    if held is not None:
        return held
    if not person.has_begun:
        return _decide_before_the_beginning(person, now)
    if desk.is_down_due(person, now) and not is_away(person, now):
        return send(person, NudgeKind.DESK_DOWN)
    if person.plan.later_until_at is not None and asked_still(person, now) is None:
        return send(person, NudgeKind.LATER)
    if is_away(person, now):
        return _decide_comeback(person, now)
    if intention_due(person, now) is not None:
        return _decide_intention(person, hours, now)
    return _decide_reminder(person, hours, now)


def send(person: Person, kind: NudgeKind, is_soft: bool = False) -> SendNudge:
    """Nudge now; unimportant kinds are silent, unless the sound setting says otherwise."""
    return SendNudge(kind, silent={"loud": False, "silent": True}.get(person.settings.sound, is_soft))


def held_a_pace(person: Person, now: datetime, reason: Reason) -> Held:
    """Hold now, and check again after one pace, inside active hours."""
    at = next_nudge_at(person, now, soonest=now + pace(person))
    return Held(reason, None if at is None else max(at, now + pace(person)))


def _decide_before_the_beginning(person: Person, now: datetime) -> SendNudge | Held:
    at = before_the_beginning(person, now)
    if at is None or at > now:
        return Held(Reason.HERE_LATELY, at)
    is_put_off = person.plan.later_until_at is not None
    return send(person, NudgeKind.LATER if is_put_off else NudgeKind.SETTING_UP)


def _asks_back(person: Person, hours: ActiveHours, now: datetime) -> bool:
    """True if the one question after a safety pause is due, the only message sent during a pause."""
    at = person.pause.check_back_at
    is_calm = not hours.is_quiet(now) and not is_busy(person.agenda.busy, now)
    return at is not None and at <= now and person.is_paused(now) and is_calm


def _never_now(person: Person, hours: ActiveHours, now: datetime) -> Held | None:
    """Hold for a reason that applies to every kind of nudge, if there is one."""
    if person.is_paused(now):
        return Held(Reason.PAUSED, next_nudge_at(person, now))
    if person.is_safety_paused:
        return Held(Reason.PAUSED, next_nudge_at(person.changed(safety_paused_at=None), now))
    if hours.is_quiet(now):
        return Held(Reason.QUIET_HOURS, next_nudge_at(person, hours.quiet_ends_at(now)))
    if is_busy(person.agenda.busy, now):
        return Held(Reason.MEETING, next_nudge_at(person, now))
    return None


def _decide_reminder(person: Person, hours: ActiveHours, now: datetime) -> SendNudge | Held:
    opening = hours.opening_at(now)
    if opening is None:
        return Held(Reason.OUTSIDE_HOURS, settled_at(hours, now, person))
    earliest = soonest_at(person, now)
    if earliest > now:
        moved = person.presence.moved_at is not None and person.presence.moved_at + pace(person) > now
        reason = Reason.MOVED_LATELY if moved else Reason.NUDGED_LATELY
        reason = Reason.STANDING if desk.is_up(person, now) else reason
        return Held(reason, settled_at(hours, earliest, person))
    if ignored_in_row(person) >= IGNORED_UNTIL_SILENT and _nudged_in(person, opening):
        return Held(Reason.IGNORED, settled_at(hours, opening.closes_at, person))
    if nudged_today(person, now) >= max(1, budget(person, now) - places_kept(person, now)):
        return Held(Reason.BUDGET, _tomorrow(person, hours, now))
    kind = desk.instead_of_a_reminder(person, now, nudged_today(person, now)) or NudgeKind.REMINDER
    return send(person, kind, is_soft=ignored_in_row(person) > 0)


def _decide_intention(person: Person, hours: ActiveHours, now: datetime) -> SendNudge | Held:
    """Decide about an if-then plan: at its time even after a recent move; counts as a reminder."""
    if ignored_in_row(person) >= IGNORED_UNTIL_SILENT and nudged_today(person, now):
        return Held(Reason.IGNORED, _tomorrow(person, hours, now))
    if nudged_today(person, now) >= budget(person, now):
        return Held(Reason.BUDGET, _tomorrow(person, hours, now))
    return send(person, NudgeKind.INTENTION, is_soft=ignored_in_row(person) > 0)


def _decide_comeback(person: Person, now: datetime) -> SendNudge | Held:
    due_at = next_comeback_at(person, now)
    if due_at is None or due_at > now:
        return Held(Reason.AWAY, due_at)
    return send(person, NudgeKind.COMEBACK)


def asks_yesterday(person: Person, now: datetime) -> bool:
    """True if this nudge, the first of the day, asks about yesterday: not every morning of a silence."""
    is_first = person.sent.nudged_on != person.local_day(now)
    return is_first and missed_yesterday(person, now) and _moved_just_before(person, now)


def _moved_just_before(person: Person, now: datetime) -> bool:
    """True if the active day before yesterday had a move, or yesterday was their first."""
    hours, yesterday = ActiveHours.of(person), person.local_day(now) - timedelta(days=1)
    days = (yesterday - timedelta(days=n) for n in range(1, 8))
    before = next((each for each in days if hours.is_active_day(each)), yesterday)
    began_at, moved_at = person.presence.onboarded_at, person.presence.moved_at
    if began_at is not None and person.local_day(began_at) > before:
        return True
    return moved_at is not None and person.local_day(moved_at) >= before


def missed_yesterday(person: Person, now: datetime) -> bool:
    """True if yesterday was an active day without a move, which can still be logged."""
    yesterday = person.local_day(now) - timedelta(days=1)
    began_at = person.presence.onboarded_at
    if began_at is None or person.local_day(began_at) > yesterday:
        return False
    moved_at = person.presence.moved_at
    has_moved = moved_at is not None and person.local_day(moved_at) >= yesterday
    return not has_moved and ActiveHours.of(person).is_active_day(yesterday)


def _nudged_in(person: Person, opening: Opening) -> bool:
    return person.sent.nudged_at is not None and person.sent.nudged_at >= opening.opens_at


def nudged_today(person: Person, now: datetime) -> int:
    """Nudges of this local day that count towards the budget."""
    return person.sent.nudged_today if person.sent.nudged_on == person.local_day(now) else 0


def budget(person: Person, now: datetime) -> int:
    """Nudges this day may bring."""
    chosen = min(person.settings.budget, CEILING)
    is_tired = ignored_days(person, now) >= TIRED_AFTER_DAYS
    return min(chosen, TIRED_BUDGET) if is_tired or is_gentle(person, now) else chosen


def is_gentle(person: Person, now: datetime) -> bool:
    """True in the first week after a break."""
    return person.presence.back_at is not None and now < person.presence.back_at + GENTLE


def is_cut(person: Person, now: datetime) -> bool:
    """True if that week brings fewer nudges than they chose, which they are told."""
    return is_gentle(person, now) and person.settings.budget > TIRED_BUDGET


def _tomorrow(person: Person, hours: ActiveHours, now: datetime) -> datetime | None:
    tomorrow = person.local_day(now) + timedelta(days=1)
    return settled_at(hours, instant_of(tomorrow, time(3), person.zone), person)
