"""Nudge plan: when the next nudge is due (UTC).

Pure: facts about one person and an instant in, the next instant out. The figures are the defaults of
the design; their sources are the trials named beside them.
"""

from datetime import date, datetime, time, timedelta
from hashlib import blake2b

from jobs.schedule import desk, half_way
from jobs.schedule.active_hours import SEARCH_DAYS, ActiveHours, Opening
from jobs.schedule.meetings import free_from, is_busy
from jobs.schedule.unanswered import COMEBACK_DAYS, ignored_since_at, is_away
from storage.history.calendar_day import instant_of
from storage.person import Person

APART = timedelta(minutes=30)  # between any two nudges
INTENTION_GOOD_FOR = timedelta(minutes=15)  # after that the moment is gone
SETTLE_IN = timedelta(minutes=30)  # after a change of settings they are at the phone
ARRIVE = timedelta(minutes=5)  # nobody sits down at 09:00 sharp
SPREAD = timedelta(minutes=25)  # spreads the first nudges of a window, by person and by day

COMEBACK_AT = time(14)


def next_nudge_at(person: Person, now: datetime, soonest: datetime | None = None) -> datetime | None:
    """The plan: one pace after the last move or nudge, inside active hours; None: nothing planned.

    A nudge that was put off ("later") comes at its minute, inside active hours or not, but never in quiet
    hours, and nothing before it; so does one asked for ("at 3"), beside the others. Nothing else comes
    before `soonest`.
    """
    if not person.presence.reachable:
        return None
    if not person.has_begun:
        return before_the_beginning(person, now)
    if person.is_paused(now):
        if person.pause.check_back_at is not None:
            return first_calm(person, max(person.pause.check_back_at, now))
        if person.pause.paused_until_at is None or person.is_safety_paused:
            return person.pause.paused_until_at
        now = person.pause.paused_until_at
    hours = ActiveHours.of(person)
    if person.plan.later_until_at is not None and person.plan.asked_at is None:
        return or_desk_down(person, now, first_calm(person, max(person.plan.later_until_at, now)))
    if is_away(person, now):
        return or_asked(person, now, next_comeback_at(person, now))
    reminder_at = settled_at(hours, max(soonest_at(person, now), soonest or now), person)
    return or_desk_down(person, now, or_intention(person, now, reminder_at))


def or_desk_down(person: Person, now: datetime, other_at: datetime | None) -> datetime | None:
    """The time at which a desk that is up is to go down again, if that comes first."""
    is_resting = not person.has_begun or not person.presence.reachable or person.is_paused(now)
    at = None if is_resting or is_away(person, now) else desk.down_again_at(person, now)
    return other_at if at is None else at if other_at is None else min(at, other_at)


def before_the_beginning(person: Person, now: datetime) -> datetime | None:
    """When a movement that was put off is due, or else the one reminder of an unfinished setup."""
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
    """The time of a nudge they asked for, unless another is due half an hour or more before it."""
    asked_at = person.plan.asked_at
    if asked_at is None or person.is_safety_paused or person.is_paused(max(asked_at, now)):
        return other_at
    at = first_calm(person, max(asked_at, now))
    return other_at if other_at is not None and other_at + APART <= at else at


def asked_still(person: Person, now: datetime) -> datetime | None:
    """The future time of a nudge they asked for, if any; a nudge that was put off ends with the next one."""
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
    return next_nudge_at(person, now, soonest=now + min(SETTLE_IN, pace(person)))


def from_the_next_window(person: Person, now: datetime) -> datetime | None:
    """The plan that skips a window open now."""
    opening = ActiveHours.of(person).opening_at(now)
    return next_nudge_at(person, now, soonest=now if opening is None else opening.closes_at)


def soonest_at(person: Person, now: datetime) -> datetime:
    """The first instant allowed by the pace and the gap between nudges."""
    candidates, moved_at, nudged_at = [now], person.presence.moved_at, person.sent.nudged_at
    if moved_at is not None:
        candidates.append(moved_at + pace(person))
    if nudged_at is not None:
        candidates.append(nudged_at + max(pace(person), APART))
    if person.sent.looked_back_at is not None:
        candidates.append(person.sent.looked_back_at + APART)
    if (over_at := person.surroundings.over_at) is not None and person.surroundings.down_at is not None:
        # A desk that is up is no sitting.
        candidates.append(max(over_at, person.surroundings.down_at + pace(person)))
    if moved_at is None and nudged_at is None and person.presence.onboarded_at is not None:
        candidates.append(person.presence.onboarded_at + pace(person))
    return max(candidates)


def settled_at(hours: ActiveHours, earliest: datetime, person: Person) -> datetime | None:
    """`earliest` if well inside a window, else a while after the next opening."""
    at = earliest
    while (opening := hours.next_opening(at)) is not None:
        is_well_inside = earliest >= opening.opens_at + ARRIVE + SPREAD
        first_at = earliest if is_well_inside else max(earliest, _first_nudge_at(opening, person))
        at = free_from(person.agenda.busy, first_at)
        if at < opening.closes_at:
            return at
        at = max(at, opening.closes_at)
    return None


def _first_nudge_at(opening: Opening, person: Person) -> datetime:
    """The first nudge of a window: five minutes to half an hour in, another minute every day."""
    settled = opening.opens_at + ARRIVE + spread(person.chat_id, person.local(opening.opens_at))
    # If the window is too short for that, the opening itself.
    return settled if settled < opening.closes_at else opening.opens_at


def spread(chat_id: int, opens: datetime) -> timedelta:
    """A person's share of `SPREAD` for the window that opens at this local time."""
    digest = blake2b(f"{chat_id} {opens:%Y-%m-%d %H:%M}".encode(), digest_size=4).digest()
    return timedelta(seconds=int.from_bytes(digest) % int(SPREAD.total_seconds()))


def next_comeback_at(person: Person, now: datetime) -> datetime | None:
    """14:00 on the day of the next come-back line, moved to an active day; None after the last."""
    since_at = ignored_since_at(person)
    if since_at is None or person.unanswered.comebacks >= len(COMEBACK_DAYS):
        return None
    hours = ActiveHours.of(person)
    wished = person.local_day(since_at) + timedelta(days=COMEBACK_DAYS[person.unanswered.comebacks])
    week = (wished + timedelta(days=n) for n in range(7))
    on = next((day for day in week if hours.is_active_day(day)), wished)
    return first_calm(person, max(instant_of(on, COMEBACK_AT, person.zone), now))


def pace(person: Person) -> timedelta:
    return timedelta(minutes=person.settings.pace_minutes)
