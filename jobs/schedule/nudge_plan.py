"""Nudge plan: when the next nudge is due (UTC), and whether it is sent when its time has come.

Pure: facts about one person and an instant in, a plan or a decision out. The figures are the
defaults of the design; their sources are the trials named beside them.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from hashlib import blake2b

from jobs.schedule import half_way
from jobs.schedule.active_hours import SEARCH_DAYS, ActiveHours, Opening
from jobs.schedule.at_risk import places_kept
from jobs.schedule.meetings import free_from, is_busy
from storage.history.calendar_day import instant_of
from storage.person import Person
from storage.tables import NudgeKind

APART = timedelta(minutes=30)  # between any two nudges
INTENTION_GOOD_FOR = timedelta(minutes=15)  # after that the moment has passed
SETTLE_IN = timedelta(minutes=30)  # habits like a stable context; nobody has sat an hour at 09:00
SPREAD = timedelta(minutes=5)  # spreads everyone's 09:30 over a few minutes
CEILING = 12  # nudges a day, whatever the settings say

IGNORED_UNTIL_SILENT = 3  # in a row; then silent until the next window
TIRED_AFTER_DAYS = 2  # days without an answer before the budget shrinks
TIRED_BUDGET = 2
GENTLE = timedelta(days=7)  # after a return from a month or more, the same reduced budget
COMEBACK_DAYS = (7, 14, 30)  # then quiet until asked (Milkman et al. 2021: reward the return)
COMEBACK_AT = time(14)


class Reason(StrEnum):
    """Why the bot chose to stay silent."""

    PAUSED = "paused"  # the person said so
    OUTSIDE_HOURS = "outside hours"  # clock or hours have changed since it was planned
    QUIET_HOURS = "quiet hours"  # no messages at night
    MEETING = "meeting"  # no messages in a meeting
    MOVED_LATELY = "moved lately"  # a movement came within the pace
    NUDGED_LATELY = "nudged lately"  # less than half an hour since the last one
    BUDGET = "budget"  # enough for today
    IGNORED = "ignored"  # three in a row: not before the next window
    AWAY = "away"  # a week without an answer: only come-back lines
    NOTHING_FITS = "nothing fits"  # conditions and vetoes leave no movement to offer
    HERE_LATELY = "here lately"  # half way through the first minute, and not for a day yet
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


def next_nudge_at(person: Person, now: datetime, soonest: datetime | None = None) -> datetime | None:
    """The plan: one pace after the last move or nudge, inside active hours; None: nothing planned.

    A nudge that was put off ("later") comes at its minute, inside active hours or not, but never in quiet
    hours, and nothing before it; so does one asked for ("at 3"), beside the others. Nothing else comes
    before `soonest`.
    """
    if not person.presence.reachable:
        return None
    if not person.has_begun:
        return _before_the_beginning(person, now)
    if person.is_paused(now):
        if person.pause.check_back_at is not None:
            return first_calm(person, max(person.pause.check_back_at, now))
        if person.pause.paused_until_at is None or person.is_safety_paused:
            return person.pause.paused_until_at
        now = person.pause.paused_until_at
    hours = ActiveHours.of(person)
    if person.plan.later_until_at is not None and person.plan.asked_at is None:
        return first_calm(person, max(person.plan.later_until_at, now))
    if is_away(person, now):
        return or_asked(person, now, _next_comeback_at(person, now))
    return or_intention(person, now, _settled(hours, max(_earliest(person, now), soonest or now), person))


def _before_the_beginning(person: Person, now: datetime) -> datetime | None:
    """A movement that was put off, or else the one reminder that they stopped half way."""
    if person.is_paused(now) or person.is_safety_paused:
        return None
    if person.plan.later_until_at is not None:
        return first_calm(person, max(person.plan.later_until_at, now))
    at = half_way.reminder_at(person, now)
    return None if at is None else first_calm(person, at)


def or_intention(person: Person, now: datetime, reminder_at: datetime | None) -> datetime | None:
    """The next if-then plan if it comes first or replaces a reminder up to half an hour before it."""
    is_put_off = person.plan.later_nudge_id is not None
    if not person.agenda.intentions_from or is_put_off or is_away(person, now):
        return or_asked(person, now, reminder_at)
    if (
        person.is_safety_paused
        or person.is_paused(now)
        or not person.has_begun
        or not person.presence.reachable
    ):
        return reminder_at
    at = _next_intention_at(person, now)
    is_first = at is not None and (reminder_at is None or at - APART < reminder_at)
    return or_asked(person, now, at if is_first else reminder_at)


def or_asked(person: Person, now: datetime, other_at: datetime | None) -> datetime | None:
    """The nudge asked for at a time, unless another comes half an hour or more before it."""
    asked_at = person.plan.asked_at
    if asked_at is None or person.is_safety_paused or person.is_paused(max(asked_at, now)):
        return other_at
    at = first_calm(person, max(asked_at, now))
    return other_at if other_at is not None and other_at + APART <= at else at


def asked_still(person: Person, now: datetime) -> datetime | None:
    """The time of a nudge that was asked for and is to come; one put off is over with the next nudge."""
    at = person.plan.asked_at
    return at if at is not None and at > now else None


def _next_intention_at(person: Person, now: datetime) -> datetime | None:
    """Their next plan time after `now`, on an active day, outside quiet hours and meetings."""
    hours = ActiveHours.of(person)
    after, nudged_at = now, person.sent.nudged_at
    if nudged_at is not None:
        after = max(now, nudged_at + APART - timedelta(microseconds=1))
    today = person.local(now).date()
    for on in (today + timedelta(days=n) for n in range(SEARCH_DAYS)):
        times = [_intended_at(person, wall, on) for wall in person.agenda.intentions_from]
        calm = [at for at in times if not hours.is_quiet(at) and not is_busy(person.agenda.busy, at)]
        free = [at for at in calm if at > after]
        if free and hours.is_active_day(on):
            return min(free)
    return None


def intention_due(person: Person, now: datetime) -> time | None:
    """Time of the if-then plan due now or a moment ago; None if there is none."""
    on = person.local(now).date()
    if not ActiveHours.of(person).is_active_day(on):
        return None
    for wall in person.agenda.intentions_from:
        at = _intended_at(person, wall, on)
        is_apart = person.sent.nudged_at is None or person.sent.nudged_at + APART <= at
        if at <= now < at + INTENTION_GOOD_FOR and is_apart and not is_busy(person.agenda.busy, at):
            return time.fromisoformat(wall)
    return None


def _intended_at(person: Person, wall: str, on: date) -> datetime:
    return instant_of(on, time.fromisoformat(wall), person.zone)


def first_calm(person: Person, at: datetime) -> datetime:
    """`at` itself, or the first instant after it outside quiet hours and meetings."""
    hours = ActiveHours.of(person)
    while (calm := hours.quiet_ends_at(free_from(person.agenda.busy, at))) != at:
        at = calm
    return at


def after_a_change(person: Person, now: datetime) -> datetime | None:
    """The plan after a change of settings: they are at the phone, so not at once."""
    return next_nudge_at(person, now, soonest=now + min(SETTLE_IN, _pace(person)))


def from_the_next_window(person: Person, now: datetime) -> datetime | None:
    """The plan that skips a window open now."""
    opening = ActiveHours.of(person).opening_at(now)
    return next_nudge_at(person, now, soonest=now if opening is None else opening.closes_at)


def asks_yesterday(person: Person, now: datetime) -> bool:
    """True if this nudge, the first of the day, asks about yesterday."""
    return person.sent.nudged_on != person.local_day(now) and missed_yesterday(person, now)


def missed_yesterday(person: Person, now: datetime) -> bool:
    """True if yesterday was an active day without a move, which can still be logged."""
    yesterday = person.local_day(now) - timedelta(days=1)
    began_at = person.presence.onboarded_at
    if began_at is None or person.local_day(began_at) > yesterday:
        return False
    moved_at = person.presence.moved_at
    has_moved = moved_at is not None and person.local_day(moved_at) >= yesterday
    return not has_moved and ActiveHours.of(person).is_active_day(yesterday)


def held_a_pace(person: Person, now: datetime, reason: Reason) -> Held:
    """Hold now, and check again after one pace, inside active hours."""
    at = next_nudge_at(person, now, soonest=now + _pace(person))
    return Held(reason, None if at is None else max(at, now + _pace(person)))


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


def _decide_before_the_beginning(person: Person, now: datetime) -> SendNudge | Held:
    at = _before_the_beginning(person, now)
    if at is None or at > now:
        return Held(Reason.HERE_LATELY, at)
    is_put_off = person.plan.later_until_at is not None
    return send(person, NudgeKind.LATER if is_put_off else NudgeKind.SETTING_UP)


def _asks_back(person: Person, hours: ActiveHours, now: datetime) -> bool:
    """The one question after a safety pause began, the only message sent during a pause."""
    at = person.pause.check_back_at
    is_calm = not hours.is_quiet(now) and not is_busy(person.agenda.busy, now)
    return at is not None and at <= now and person.is_paused(now) and is_calm


def _never_now(person: Person, hours: ActiveHours, now: datetime) -> Held | None:
    """Reasons that hold every kind of nudge."""
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
        return Held(Reason.OUTSIDE_HOURS, _settled(hours, now, person))
    earliest = _earliest(person, now)
    if earliest > now:
        moved = person.presence.moved_at is not None and person.presence.moved_at + _pace(person) > now
        reason = Reason.MOVED_LATELY if moved else Reason.NUDGED_LATELY
        return Held(reason, _settled(hours, earliest, person))
    if ignored_in_row(person) >= IGNORED_UNTIL_SILENT and _nudged_in(person, opening):
        return Held(Reason.IGNORED, _settled(hours, opening.closes_at, person))
    if nudged_today(person, now) >= max(1, _budget(person, now) - places_kept(person, now)):
        return Held(Reason.BUDGET, _tomorrow(person, hours, now))
    return send(person, NudgeKind.REMINDER, is_soft=ignored_in_row(person) > 0)


def _decide_intention(person: Person, hours: ActiveHours, now: datetime) -> SendNudge | Held:
    """Decide about an if-then plan: at its time even after a recent move; counts as a reminder."""
    if ignored_in_row(person) >= IGNORED_UNTIL_SILENT and nudged_today(person, now):
        return Held(Reason.IGNORED, _tomorrow(person, hours, now))
    if nudged_today(person, now) >= _budget(person, now):
        return Held(Reason.BUDGET, _tomorrow(person, hours, now))
    return send(person, NudgeKind.INTENTION, is_soft=ignored_in_row(person) > 0)


def _decide_comeback(person: Person, now: datetime) -> SendNudge | Held:
    due_at = _next_comeback_at(person, now)
    if due_at is None or due_at > now:
        return Held(Reason.AWAY, due_at)
    return send(person, NudgeKind.COMEBACK)


def _earliest(person: Person, now: datetime) -> datetime:
    """The first instant allowed by the pace and the gap between nudges."""
    candidates, moved_at, nudged_at = [now], person.presence.moved_at, person.sent.nudged_at
    if moved_at is not None:
        candidates.append(moved_at + _pace(person))
    if nudged_at is not None:
        candidates.append(nudged_at + max(_pace(person), APART))
    if person.sent.looked_back_at is not None:
        candidates.append(person.sent.looked_back_at + APART)
    if moved_at is None and nudged_at is None and person.presence.onboarded_at is not None:
        candidates.append(person.presence.onboarded_at + _pace(person))
    return max(candidates)


def _settled(hours: ActiveHours, earliest: datetime, person: Person) -> datetime | None:
    """`earliest` if well inside a window, else a while after the next opening."""
    at = earliest
    while (opening := hours.next_opening(at)) is not None:
        at = free_from(person.agenda.busy, max(earliest, _first_nudge_at(opening, person)))
        if at < opening.closes_at:
            return at
        at = max(at, opening.closes_at)
    return None


def _first_nudge_at(opening: Opening, person: Person) -> datetime:
    """The first nudge of a window: half an hour in (a pace, if shorter), spread by person."""
    settled = opening.opens_at + min(SETTLE_IN, _pace(person)) + spread(person.chat_id)
    # If the window is too short for that, the opening itself.
    return settled if settled < opening.closes_at else opening.opens_at


def spread(chat_id: int) -> timedelta:
    """A person's share of `SPREAD`, the same every day."""
    digest = blake2b(str(chat_id).encode(), digest_size=4).digest()
    return timedelta(seconds=int.from_bytes(digest) % int(SPREAD.total_seconds()))


def _tomorrow(person: Person, hours: ActiveHours, now: datetime) -> datetime | None:
    tomorrow = person.local_day(now) + timedelta(days=1)
    return _settled(hours, instant_of(tomorrow, time(3), person.zone), person)


def _nudged_in(person: Person, opening: Opening) -> bool:
    return person.sent.nudged_at is not None and person.sent.nudged_at >= opening.opens_at


def nudged_today(person: Person, now: datetime) -> int:
    """Nudges of this local day that count towards the budget."""
    return person.sent.nudged_today if person.sent.nudged_on == person.local_day(now) else 0


def _budget(person: Person, now: datetime) -> int:
    budget = min(person.settings.budget, CEILING)
    is_tired = _ignored_days(person, now) >= TIRED_AFTER_DAYS
    return min(budget, TIRED_BUDGET) if is_tired or is_gentle(person, now) else budget


def is_gentle(person: Person, now: datetime) -> bool:
    """True in the first week after a return from a month or more."""
    return person.presence.back_at is not None and now < person.presence.back_at + GENTLE


def ignored_in_row(person: Person) -> int:
    """Nudges ignored in a row, including one that is still open."""
    return person.unanswered.ignored_in_row + _is_ignoring(person)


def ignored_since_at(person: Person) -> datetime | None:
    """When the first ignored nudge was sent."""
    return person.unanswered.ignored_since_at or (person.sent.nudged_at if _is_ignoring(person) else None)


def _is_ignoring(person: Person) -> bool:
    """True if the last nudge is open and there was no activity since."""
    if person.sent.open_nudge_id is None or person.sent.nudged_at is None:
        return False
    return person.presence.here_at is None or person.presence.here_at < person.sent.nudged_at


def _ignored_days(person: Person, now: datetime) -> int:
    """Local days since the first ignored nudge."""
    since_at = ignored_since_at(person)
    return 0 if since_at is None else (person.local_day(now) - person.local_day(since_at)).days


def comebacks_by(person: Person, now: datetime) -> int:
    """Number of come-back lines used up by sending one now; missed ones are not caught up."""
    return sum(days <= _ignored_days(person, now) for days in COMEBACK_DAYS)


def is_away(person: Person, now: datetime) -> bool:
    """True after a week without an answer: only come-back lines are sent."""
    return _ignored_days(person, now) >= COMEBACK_DAYS[0]


def _next_comeback_at(person: Person, now: datetime) -> datetime | None:
    """14:00 on the day of the next come-back line, moved to an active day; None after the last."""
    since_at = ignored_since_at(person)
    if since_at is None or person.unanswered.comebacks >= len(COMEBACK_DAYS):
        return None
    hours = ActiveHours.of(person)
    wished = person.local_day(since_at) + timedelta(days=COMEBACK_DAYS[person.unanswered.comebacks])
    week = (wished + timedelta(days=n) for n in range(7))
    on = next((day for day in week if hours.is_active_day(day)), wished)
    return first_calm(person, max(instant_of(on, COMEBACK_AT, person.zone), now))


def _pace(person: Person) -> timedelta:
    return timedelta(minutes=person.settings.pace_minutes)
