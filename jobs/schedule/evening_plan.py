"""Evening plan: when the weekly review is due, the line about a streak at risk, and the self-check.

Pure. The second of a person's two plans, `next_evening_at`; nudges have their own in `nudge_plan.py`.
"""

from datetime import date, datetime, timedelta

from jobs.schedule import at_risk, check_weeks, nudge_decision, nudge_plan, unanswered
from jobs.schedule.active_hours import ActiveHours
from jobs.schedule.meetings import free_from, is_busy
from jobs.schedule.nudge_decision import Held, Reason, SendNudge
from jobs.schedule.nudge_plan import APART
from storage.history.calendar_day import day_begins_at
from storage.person import Person
from storage.tables import NudgeKind

WEEK_GOOD_FOR = timedelta(hours=24)
WEEKS_APART = timedelta(days=5)  # so neither a flight nor a new time of day causes a second one
LINES_APART = timedelta(hours=12)
SETTLED = timedelta(days=2)  # before that there is no week to review
SEARCH_DAYS = 15

ONE_DAY = timedelta(days=1)


def next_evening_at(person: Person, now: datetime) -> datetime | None:
    """The next instant at which one of the three may be due; None: nothing until they come back."""
    if not person.has_begun or not person.presence.reachable or unanswered.is_away(person, now):
        return None
    if person.is_paused(now):
        if person.pause.paused_until_at is None or person.is_safety_paused:
            return None
        resumes_at = person.pause.paused_until_at
        if person.plan.next_evening_at is not None and person.plan.next_evening_at > now:
            person = person.changed(next_evening_at=None)  # what falls into the pause is dropped, not late
        now = resumes_at
    found = _next_week_at(person, now), _next_line_at(person, now), _next_check_at(person, now)
    return min((at for at in found if at is not None), default=None)


def decide(person: Person, now: datetime) -> SendNudge | Held | None:
    """Decide about a due evening message; None if nothing is due any more."""
    hours = ActiveHours.of(person)
    is_calm = not hours.is_quiet(now) and not is_busy(person.agenda.busy, now)
    if person.is_paused(now) or person.is_safety_paused or not is_calm or unanswered.is_away(person, now):
        return None
    if _is_due(_next_week_at(person, now), now):
        return nudge_decision.send(person, NudgeKind.WEEK)
    if _is_due(_next_line_at(person, now), now):
        # Ignored nudges are what puts the streak at risk, so they hold nothing back here.
        return _within(min(person.settings.budget, nudge_decision.CEILING), NudgeKind.EVENING, person, now)
    if _is_due(_next_check_at(person, now), now):
        if unanswered.ignored_in_row(person) >= unanswered.IGNORED_UNTIL_SILENT:
            return Held(Reason.IGNORED, nudge_plan.next_nudge_at(person, now))
        return _within(nudge_decision.budget(person, now), NudgeKind.CHECK, person, now)
    return None


def _within(budget: int, kind: NudgeKind, person: Person, now: datetime) -> SendNudge | Held:
    if nudge_decision.nudged_today(person, now) >= budget:
        return Held(Reason.BUDGET, nudge_plan.next_nudge_at(person, now))
    return nudge_decision.send(person, kind, is_soft=kind is NudgeKind.CHECK)


def valid_until(person: Person, kind: NudgeKind, now: datetime) -> datetime:
    """End of validity: a review lasts a day (sent outside the night), the others until the evening ends."""
    if kind is NudgeKind.WEEK:
        return _week_begun_at(person, now) + WEEK_GOOD_FOR
    ends_at = day_begins_at(person.local_day(now) + ONE_DAY, person.zone)
    return ActiveHours.of(person).until_quiet(now, ends_at)


def week_due_at(person: Person, now: datetime) -> datetime:
    """When the review sent now was due: as planned, unless something else was planned before it."""
    begun_at = _week_begun_at(person, now)
    return max(person.plan.next_evening_at or begun_at, begun_at)


def _week_begun_at(person: Person, now: datetime) -> datetime:
    started = [at for at in _weeks(person, now, now - WEEK_GOOD_FOR) if at <= now]
    return started[-1] if started else now


def _next_week_at(person: Person, now: datetime) -> datetime | None:
    """The next review not sent yet; a late one is still sent within a day."""
    late = _is_late(person, now)
    for at in _weeks(person, now, now - WEEK_GOOD_FOR):
        if free_from(person.agenda.busy, at) < now and not late:
            continue
        comes_at = nudge_plan.first_calm(person, max(at, now, _room_from(person, now)))
        is_new = person.sent.looked_back_at is None or at >= person.sent.looked_back_at + WEEKS_APART
        if is_new and comes_at < at + WEEK_GOOD_FOR:
            return comes_at
    return None


def _weeks(person: Person, now: datetime, since: datetime) -> list[datetime]:
    """Review times from `since` on, once there is a week to review."""
    began_at = person.presence.onboarded_at
    if began_at is not None:
        since = max(since, began_at + SETTLED)
    found = [at_risk.week_at(person, on) for on in _days(person, min(now, since))]
    return [at for at in found if at is not None and at >= since]


def _next_line_at(person: Person, now: datetime) -> datetime | None:
    for on in _days(person, now):
        at = at_risk.line_at(person, on)
        if at is None or at_risk.has_moved_on(person, on):
            continue
        if (comes_at := _in_the_evening(person, on, at, now)) is not None:
            return comes_at
    return None


def _next_check_at(person: Person, now: datetime) -> datetime | None:
    for on in _days(person, now):
        at = check_weeks.offered_at(person, on)
        if at is not None and (comes_at := _in_the_evening(person, on, at, now)) is not None:
            return comes_at
    return None


def _in_the_evening(person: Person, on: date, at: datetime, now: datetime) -> datetime | None:
    """When what is due at `at` comes on this day; None: not any more, or another one came that evening."""
    hours, busy, last = ActiveHours.of(person), person.agenda.busy, person.sent.evening_at
    if free_from(busy, at) < now and not _is_late(person, now):
        return None
    if last is not None and (person.local_day(last) == on or at < last + LINES_APART):
        return None
    comes_at = free_from(busy, max(at, now, _room_from(person, now)))
    ends_at = hours.until_quiet(at, day_begins_at(on + ONE_DAY, person.zone))
    return comes_at if comes_at < ends_at else None


def _days(person: Person, since: datetime) -> list[date]:
    first = person.local_day(since)
    return [first + n * ONE_DAY for n in range(SEARCH_DAYS)]


def _room_from(person: Person, now: datetime) -> datetime:
    """Half an hour after the last message."""
    lately = person.sent.nudged_at, person.sent.looked_back_at
    return max([now, *(at + APART for at in lately if at is not None)])


def _is_late(person: Person, now: datetime) -> bool:
    """True if something was due and has not been decided yet."""
    return person.plan.next_evening_at is not None and person.plan.next_evening_at <= now


def _is_due(at: datetime | None, now: datetime) -> bool:
    return at is not None and at <= now
