"""Settings meaning: turns a sentence and its blanks into a settings change, and checks its limits."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from messages.content.limits import (
    BUDGETS,
    GOALS,
    LEAST_PAUSED_MINUTES,
    LONGEST_MEETING,
    MOST_PAUSED_DAYS,
    MOST_STRETCHES,
    PACES_MINUTES,
    PLACES,
    SUNDAY_FROM,
    SUNDAY_UNTIL,
)
from messages.understand.settings_change.blanks import (
    EVERY_DAY,
    WORKING_DAYS,
    Clock,
    Day,
    WholeDays,
    begins_at,
    wall_on,
)
from messages.understand.settings_change.kinds import (
    Around,
    Budget,
    Days,
    Goal,
    Hours,
    Meeting,
    NotAfter,
    NotBefore,
    OtherBudget,
    Pace,
    Pause,
    Place,
    Quiet,
    Resume,
    Setting,
    Show,
    Sound,
    Speak,
    Stretch,
    Sunday,
    Switch,
    Switched,
    Which,
    WhyNot,
    Zone,
)
from messages.understand.values.past_instants import today_of

MOST_DAYS = timedelta(days=MOST_PAUSED_DAYS)
_NOON = 12
_NIGHT_UNTIL = 6  # "2 to 5" is not before this hour
_EVENING_FROM = 8  # "not after 7" is the evening
_LATELY = timedelta(days=31)
_MORNING_FROM = 9  # a weekly review "at 7" is in the evening

# Commands that can be given in words.
SHOWN = tuple("today streak week settings zone language privacy export delete undo log help later".split())

FIXED: dict[str, Setting | WhyNot] = {
    "days-none": WhyNot.NO_DAYS,
    "hours-mornings": Hours(((time(9), time(12)),)),
    "hours-afternoons": Hours(((time(13), time(17)),)),
    "budget-one": Budget(1),
    "fewer": OtherBudget(is_more=False),
    "more": OtherBudget(is_more=True),
    **{f"sound-{each}": Sound(each) for each in ("loud", "soft", "silent")},
    **{f"place-{each.replace(' ', '-')}": Place(each) for each in PLACES},
    **{f"{each.name.lower()}-on": Switched(each, is_on=True) for each in Switch},
    **{f"{each.name.lower()}-off": Switched(each, is_on=False) for each in Switch},
    "sunday-on": Sunday(time(18)),
    "sunday-off": Sunday(None),
    "pause-open": Pause(None),
    "pause-ask": WhyNot.HOW_LONG,
    "resume": Resume(is_explicit=True),
    "back": Resume(is_explicit=False),
    **{f"show-{each}": Show(each) for each in SHOWN},
}


def meaning(name: str, values: Sequence[object], now: datetime) -> Setting | WhyNot | None:
    """The settings change, or why it is impossible; None if it is not one after all."""
    if name in FIXED:
        return FIXED[name]
    match name, tuple(values):
        case (("pause" | "holiday"), (value,)):
            return _pause(value, name == "holiday", now)
        case "meeting", (value,):
            return _meeting(value, now)
        case "meeting-tomorrow", (value,):
            return _meeting_tomorrow(value, now)
        case _, (Clock() as clock,):
            return _at(name, clock)
        case _, (tuple() as several,):
            return _several(name, several)
        case "zone" | "zone-perhaps", (str() as zone,):
            return Zone(zone)
        case "zone", (None,):
            return WhyNot.PLACE
        case "language", (str() as code,):
            return Speak(code)
        case "pace", (timedelta() as length,):
            return _pace(length / timedelta(minutes=1))
        case _, (int() as number,):
            return _numbered(name, number)
    return None


def _numbered(name: str, number: int) -> Setting | WhyNot | None:
    match name:
        case "days-whole" if number not in (EVERY_DAY, WORKING_DAYS):
            return None  # "Monday" alone may be anything
        case "days-only" | "days-whole" | "days-not" | "days-also":
            return _days(name, number)
        case "pace":
            return _pace(number)
        case "budget":
            return Budget(number) if BUDGETS[0] <= number <= BUDGETS[-1] else WhyNot.BUDGET
        case "goal":
            return Goal(number) if number in GOALS else WhyNot.GOAL
    return None


def _days(name: str, weekdays: int) -> Setting | WhyNot:
    if name == "days-not" and weekdays == EVERY_DAY:
        return WhyNot.NO_DAYS
    which = {"days-not": Which.NOT, "days-also": Which.ALSO}
    return Days(weekdays, which.get(name, Which.ONLY))


def _pace(minutes: float) -> Setting | WhyNot:
    whole = round(minutes)
    return Pace(whole) if PACES_MINUTES[0] <= whole <= PACES_MINUTES[-1] else WhyNot.PACE


def _several(name: str, values: tuple[object, ...]) -> Setting | WhyNot | None:
    if name in ("around", "around-not"):
        return Around(tuple(map(str, values)), is_there=name == "around")
    spans = [each for each in values if isinstance(each, tuple)]
    if any(not clock.is_real for span in spans for clock in span):
        return WhyNot.TIME
    if name == "quiet":
        return _quiet(*spans[0]) if len(spans) == 1 else WhyNot.STRETCHES
    stretches = [_stretch(*span) for span in spans]
    if any(begins >= ends for begins, ends in stretches):
        return WhyNot.ENDS_FIRST
    apart = _apart(sorted(stretches))
    return Hours(apart) if len(apart) <= MOST_STRETCHES else WhyNot.STRETCHES


def _stretch(begins: Clock, ends: Clock) -> Stretch:
    """A window: "9 to 5" and "2 to 5" are in the daytime; "5 to 23" and "5 to 8 am" start in the morning."""
    is_told_by_end = not ends.is_vague and (ends.hour >= _NOON) != ends.has_half
    if begins.is_vague and begins.hour < _NIGHT_UNTIL and not (begins.is_of_24 or is_told_by_end):
        begins = begins.later()
    is_by_halves = begins.hour <= _NOON or begins.has_half
    if ends.is_vague and ends.wall() <= begins.wall() and is_by_halves:
        ends = ends.later()
    return begins.wall(), ends.wall()


def _apart(stretches: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """Merge touching windows."""
    apart: list[Stretch] = []
    for begins, ends in stretches:
        if apart and begins <= apart[-1][1]:
            apart[-1] = apart[-1][0], max(ends, apart[-1][1])
        else:
            apart.append((begins, ends))
    return tuple(apart)


def _quiet(begins: Clock, ends: Clock) -> Setting | WhyNot:
    """Quiet hours: "10 to 7" means the night."""
    if begins.is_vague and begins.hour >= _NIGHT_UNTIL and ends.wall() <= begins.wall():
        begins = begins.later()
    return WhyNot.ENDS_FIRST if begins.wall() == ends.wall() else Quiet(begins.wall(), ends.wall())


def _at(name: str, clock: Clock) -> Setting | WhyNot | None:
    if not clock.is_real:
        return WhyNot.TIME
    vague_until = {
        "not-before": _NIGHT_UNTIL,
        "not-after": _EVENING_FROM,
        "sunday-at": _MORNING_FROM,
        "quiet-from": _NOON,
    }
    if name not in vague_until:
        return None
    is_told = clock.is_of_24 and clock.hour < _NIGHT_UNTIL and name in ("not-before", "sunday-at")
    if clock.is_vague and clock.hour < vague_until[name] and not is_told:
        clock = clock.later()
    if name == "sunday-at":
        return Sunday(clock.wall()) if SUNDAY_FROM <= clock.wall() <= SUNDAY_UNTIL else WhyNot.SUNDAY
    if name == "quiet-from":
        return Quiet(clock.wall(), None)
    return NotBefore(clock.wall()) if name == "not-before" else NotAfter(clock.wall())


def _pause(value: object, is_holiday: bool, now: datetime) -> Setting | WhyNot | None:
    if isinstance(value, Clock) and not value.is_real:
        return WhyNot.TIME
    until = _until(value, is_holiday, now)
    if until is None:
        return None
    today = today_of(now)
    if until <= now:
        return WhyNot.PAST
    is_short = until - now < timedelta(minutes=LEAST_PAUSED_MINUTES)
    if isinstance(value, Day) and value.is_date and _has_just_been(value.on, today):
        return WhyNot.PAST  # a date without a year was read as next year's
    if is_short or until > begins_at(today + MOST_DAYS, now):
        return WhyNot.HOLIDAY if is_holiday else WhyNot.PAUSE
    return Pause(until)


def _has_just_been(on: date, today: date) -> bool:
    return timedelta(days=365) - _LATELY <= on - today <= timedelta(days=366)


def _until(value: object, is_holiday: bool, now: datetime) -> datetime | None:
    """The end of a pause in the zone of `now`; a holiday until a date includes that date."""
    match value:
        case Day(on, is_date):
            return begins_at(on + timedelta(days=is_holiday and is_date), now)
        case WholeDays() as length:
            return begins_at(today_of(now) + min(length, 2 * MOST_DAYS), now)
        case timedelta() as length:
            return _after(now, min(length, 2 * MOST_DAYS))
        case Clock() as clock:
            return _next(clock, now)
    return None


def _after(now: datetime, length: timedelta) -> datetime:
    return (now.astimezone(UTC) + length).astimezone(now.tzinfo)


def _next(clock: Clock, now: datetime) -> datetime:
    """The next instant with this wall time; for a vague one, the nearer of two."""
    clocks = [clock, clock.later()] if clock.is_vague else [clock]
    days = [now.date(), now.date() + timedelta(days=1)]
    return min(at for on in days for each in clocks if (at := wall_on(on, each.wall(), now)) > now)


def _meeting(value: object, now: datetime) -> Setting | WhyNot | None:
    match value:
        case Clock() as clock if not clock.is_real:
            return WhyNot.TIME
        case Clock() | timedelta():
            begins, ends = now, _meeting_ends(value, now)
        case ((Clock() as first, Clock() as last),):
            if not first.is_real or not last.is_real:
                return WhyNot.TIME
            first = replace(first, is_of_24=False)  # meetings are not at night
            begins, ends = (wall_on(now.date(), each, now) for each in _stretch(first, last))
        case _:
            return None
    if begins >= ends:
        return WhyNot.ENDS_FIRST if isinstance(value, tuple) else WhyNot.MEETING
    if ends <= now:
        return WhyNot.PAST
    if ends - begins <= LONGEST_MEETING:
        return Meeting(begins, ends)
    return WhyNot.PAST if isinstance(value, Clock) else WhyNot.MEETING  # "till 9", said at noon


def _meeting_tomorrow(value: object, now: datetime) -> Setting | WhyNot | None:
    """A meeting tomorrow from start to end, or of one hour."""
    span: tuple[Clock, Clock | None]
    match value:
        case Clock() as clock:
            span = clock, None
        case ((Clock() as first, Clock() as last),):
            span = first, last
        case _:
            return None
    if any(each is not None and not each.is_real for each in span):
        return WhyNot.TIME
    begins_on = today_of(now) + timedelta(days=1)
    first, last = replace(span[0], is_of_24=False), span[1] or span[0]
    begins, ends = (wall_on(begins_on, each, now) for each in _stretch(first, last))
    if span[1] is None:
        ends = _after(begins, timedelta(hours=1))
    if begins >= ends:
        return WhyNot.ENDS_FIRST
    if ends <= now:
        return WhyNot.PAST  # "tomorrow" is today after midnight
    return Meeting(begins, ends) if ends - begins <= LONGEST_MEETING else WhyNot.MEETING


def _meeting_ends(value: Clock | timedelta, now: datetime) -> datetime:
    if isinstance(value, Clock):
        return _next(value, now)
    return _after(now, min(value, 2 * LONGEST_MEETING))
