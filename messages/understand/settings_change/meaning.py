"""Settings meaning: turns a topic and its values into settings changes, and checks their limits."""

from collections.abc import Callable, Mapping
from datetime import datetime, time, timedelta
from typing import Any

from messages.content.limits import (
    BUDGETS,
    GOALS,
    LEAST_STANDS,
    LEGS,
    MOST_STANDS,
    PACES_MINUTES,
    PICTURES,
    PLACES,
    STANDS_MINUTES,
    SUNDAY_FROM,
    SUNDAY_UNTIL,
)
from messages.understand.settings_change import moments, stretches
from messages.understand.settings_change.kinds import (
    Around,
    Budget,
    Company,
    Days,
    Desk,
    Goal,
    Hot,
    Hours,
    LeaveOut,
    Legs,
    NotAfter,
    NotBefore,
    OnlyKind,
    OtherBudget,
    OtherGoal,
    Pace,
    Pause,
    Pictures,
    Place,
    Quiet,
    Resume,
    Setting,
    Show,
    Sound,
    Speak,
    Sunday,
    Switch,
    Switched,
    Which,
    WhyNot,
    Zone,
)
from messages.understand.values.clock_times import Clock, ClockRange

EVERY_DAY, WORKING_DAYS, WEEKEND = 0b1111111, 0b0011111, 0b1100000
NAMED_DAYS = (EVERY_DAY, WORKING_DAYS)  # alone they are a setting; "Monday" may be anything
FEWEST_DAYS = 3  # of a week, that are a setting alone: "Mon to Wed"
LONG_STRETCH = timedelta(hours=4)  # from here on "9-5" alone are hours; "10 to 12" may be anything
_EVENING_FROM = 8  # "not after 7" is the evening
_MORNING_FROM = 9  # a weekly review "at 7" is in the evening
_NOON = 12

# Commands that can be given in words.
SHOWN = tuple(
    "today streak week check settings zone language privacy export delete undo log help later plans learn"
    " not-now show desk-up desk-down hot".split()
)

Changes = tuple[Setting | WhyNot, ...]
Values = Mapping[str, Any]

FIXED: dict[str, Setting | WhyNot] = {
    "days-none": WhyNot.NO_DAYS,
    "hours-mornings": Hours(((time(9), time(12)),)),
    "hours-afternoons": Hours(((time(13), time(17)),)),
    "goal-none": WhyNot.GOAL,
    "hourly": Pace(60),
    "budget-one": Budget(1),
    "budget-two": Budget(2),
    "fewer": OtherBudget(is_more=False),
    "more": OtherBudget(is_more=True),
    "goal-lower": OtherGoal(is_more=False),
    "goal-raise": OtherGoal(is_more=True),
    **{f"sound-{each}": Sound(each) for each in ("loud", "soft", "silent")},
    **{f"pictures-{each}": Pictures(each) for each in PICTURES},
    **{f"place-{each.replace(' ', '-')}": Place(each) for each in PLACES},
    **{f"legs-{each.replace(' ', '-')}": Legs(each) for each in LEGS},
    "desk-on": Desk(STANDS_MINUTES[1]),
    "desk-off": Desk(None),
    **{f"{each.name.lower()}-on": Switched(each, is_on=True) for each in Switch},
    **{f"{each.name.lower()}-off": Switched(each, is_on=False) for each in Switch},
    "sunday-on": Sunday(time(18)),
    "sunday-off": Sunday(None),
    "pause-open": Pause(None),
    "pause-ask": WhyNot.HOW_LONG,
    "pause-day": WhyNot.AHEAD,
    "resume": Resume(is_explicit=True),
    "back": Resume(is_explicit=False),
    **{f"show-{each}": Show(each) for each in SHOWN},
}


def meaning(name: str, values: Values, now: datetime) -> Changes:
    """The settings changes, or why one is impossible; empty if it is none after all."""
    if name in FIXED:
        return (FIXED[name],)
    found = VALUED[name](_by_kind(values), values, now)
    return () if found is None else found if isinstance(found, tuple) else (found,)


def _by_kind(values: Values) -> dict[str, Any]:
    """The values without their roles; of two of a kind each role is asked for by name."""
    return {key.rpartition(":")[2]: value for key, value in values.items()} | {
        key: value for key, value in values.items() if ":" not in key
    }


def _days(which: Which) -> "Maker":
    def made(value: Values, values: Values, now: datetime) -> Setting | WhyNot:
        if which is Which.NOT and _mask(value) == EVERY_DAY:
            return WhyNot.NO_DAYS
        return Days(_mask(value), which)

    return made


def _mask(value: Values) -> int:
    mask: int = value["days"] if "days" in value else value["each-days"]
    return mask


def _days_alone(value: Values, values: Values, now: datetime) -> Setting | None:
    mask: int = value["days"]
    return Days(mask, Which.ONLY) if mask in NAMED_DAYS or mask.bit_count() >= FEWEST_DAYS else None


def _days_and_hours(value: Values, values: Values, now: datetime) -> Changes:
    return Days(value["days"], Which.ONLY), stretches.hours(value["spans"])


def _hours(value: Values, values: Values, now: datetime) -> Setting | WhyNot:
    return stretches.hours(value["spans"])


def _hours_alone(value: Values, values: Values, now: datetime) -> Setting | WhyNot | None:
    """Two numbers are hours where they are a working day; "10 to 12" may be anything."""
    found = stretches.hours(value["spans"])
    if not isinstance(found, Hours):
        return None
    lasts = [timedelta(hours=e.hour - b.hour, minutes=e.minute - b.minute) for b, e in found.stretches]
    return found if "from:spans" in values or len(lasts) > 1 or lasts[0] >= LONG_STRETCH else None


def _hours_between(value: Values, values: Values, now: datetime) -> Setting | WhyNot:
    ends = values.get("latest:clock") or values["until:clock"]
    return stretches.hours([ClockRange(values["from:clock"], ends)])


def _not_before(value: Values, values: Values, now: datetime) -> Setting | WhyNot:
    clock: Clock = value["clock"]
    is_told = clock.is_of_24 and clock.hour < stretches.NIGHT_UNTIL
    wall = _wall(clock, 0 if is_told else stretches.NIGHT_UNTIL)
    return WhyNot.TIME if wall is None else NotBefore(wall)


def _not_after(value: Values, values: Values, now: datetime) -> Setting | WhyNot:
    wall = _wall(value["clock"], _EVENING_FROM)
    return WhyNot.TIME if wall is None else NotAfter(wall)


def _sunday_at(value: Values, values: Values, now: datetime) -> Setting | WhyNot:
    clock: Clock = value["clock"]
    wall = _wall(clock, 0 if clock.is_of_24 and clock.hour < stretches.NIGHT_UNTIL else _MORNING_FROM)
    if wall is None:
        return WhyNot.TIME
    return Sunday(wall) if SUNDAY_FROM <= wall <= SUNDAY_UNTIL else WhyNot.SUNDAY


def _quiet_from(value: Values, values: Values, now: datetime) -> Setting | WhyNot:
    wall = _wall(value["clock"], _NOON)
    return WhyNot.TIME if wall is None else Quiet(wall, None)


def _wall(clock: Clock, vague_until: int) -> time | None:
    """The wall time; a vague one before `vague_until` is in the second half of the day."""
    if not clock.is_real:
        return None
    return (clock.later if clock.is_vague and clock.hour < vague_until else clock).wall


def _quiet(value: Values, values: Values, now: datetime) -> Setting | WhyNot:
    return stretches.quiet(value["spans"])


def _pace(value: Values, values: Values, now: datetime) -> Setting | WhyNot:
    length = value.get("length")
    minutes = round(length / timedelta(minutes=1)) if length is not None else value["number"]
    return Pace(minutes) if PACES_MINUTES[0] <= minutes <= PACES_MINUTES[-1] else WhyNot.PACE


def _budget(value: Values, values: Values, now: datetime) -> Setting | WhyNot:
    number = value["number"]
    return Budget(number) if BUDGETS[0] <= number <= BUDGETS[-1] else WhyNot.BUDGET


def _goal(value: Values, values: Values, now: datetime) -> Setting | WhyNot:
    return Goal(value["number"]) if value["number"] in GOALS else WhyNot.GOAL


def _zone(value: Values, values: Values, now: datetime) -> Setting | WhyNot:
    return WhyNot.PLACE if value.get("place") is None else Zone(value["place"])


def _speak(value: Values, values: Values, now: datetime) -> Setting:
    return Speak(value["language"])


def _around(is_there: bool) -> "Maker":
    def made(value: Values, values: Values, now: datetime) -> Setting:
        return Around(tuple(dict.fromkeys(value["things"])), is_there)

    return made


def _around_mixed(value: Values, values: Values, now: datetime) -> Changes:
    return Around(values["things"], is_there=True), Around(values["no:things"], is_there=False)


def _company(is_there: bool) -> "Maker":
    def made(value: Values, values: Values, now: datetime) -> Setting:
        return Company(tuple(dict.fromkeys(value["company"])), is_there)

    return made


def _desk(value: Values, values: Values, now: datetime) -> Setting | WhyNot:
    minutes = round(value["length"] / timedelta(minutes=1))
    return Desk(minutes) if LEAST_STANDS <= minutes <= MOST_STANDS else WhyNot.DESK


def _leave_out(value: Values, values: Values, now: datetime) -> Setting:
    return LeaveOut(tuple(dict.fromkeys(value["movement"])))


def _only_kind(value: Values, values: Values, now: datetime) -> Setting:
    return OnlyKind(tuple(dict.fromkeys(value["movement"])))


Maker = Callable[[Values, Values, datetime], Setting | WhyNot | Changes | None]

# Each is given the values by kind, the values by kind and role, and now.
VALUED: Mapping[str, Maker] = {
    "days-only": _days(Which.ONLY),
    "days-not": _days(Which.NOT),
    "days-also": _days(Which.ALSO),
    "days-alone": _days_alone,
    "days-hours": _days_and_hours,
    "hours": _hours,
    "hours-between": _hours_between,
    "hours-alone": _hours_alone,
    "not-before": _not_before,
    "not-after": _not_after,
    "sunday-at": _sunday_at,
    "quiet": _quiet,
    "quiet-from": _quiet_from,
    "pace": _pace,
    "budget": _budget,
    "goal": _goal,
    "zone": _zone,
    "language": _speak,
    "around": _around(is_there=True),
    "around-not": _around(is_there=False),
    "around-mixed": _around_mixed,
    "company-on": _company(is_there=True),
    "company-off": _company(is_there=False),
    "desk": _desk,
    "hot": lambda *_: (Hot(), Show("hot")),
    "leave-out": _leave_out,
    "take-back-all": lambda *_: (LeaveOut(is_out=False), Switched(Switch.CHAIR, is_on=False)),
    "take-back": lambda value, _, now: LeaveOut(tuple(dict.fromkeys(value["movement"])), is_out=False),
    "only-kind": _only_kind,
    "pause": lambda _, values, now: moments.pause(values, is_holiday=False, now=now),
    "away-until": lambda _, values, now: moments.pause(values, is_holiday=False, now=now),
    "holiday": lambda _, values, now: moments.pause(values, is_holiday=True, now=now),
    "meeting": lambda _, values, now: moments.meeting(values, now),
    "nudge-at": lambda _, values, now: moments.nudge(values, now),
}
