"""Settings columns: the new values that a change asks for, or why it is impossible. Pure."""

from collections.abc import Sequence
from datetime import datetime, time

from jobs.choose.suitability import Fit, suiting
from jobs.schedule.active_hours import ActiveHours
from messages.content import families
from messages.content.limits import AROUND, BUDGETS, GOALS, JOINING
from messages.content.movements import Catalogue
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
    Pictures,
    Place,
    Quiet,
    Setting,
    Sound,
    Speak,
    Sunday,
    Switch,
    Switched,
    Which,
    WhyNot,
    Zone,
)
from storage.changes import Chosen
from storage.person import Person
from storage.values import Window

_MIDNIGHT, _LAST_MINUTE = time(0), time(23, 59)


class Impossible(Exception):
    """The change contradicts their other settings; carries the reason."""

    def __init__(self, why: WhyNot) -> None:
        super().__init__(why.value)
        self.why = why


def columns_of(orders: Sequence[Setting], person: Person, now: datetime, catalogue: Catalogue) -> Chosen:
    """The new column values; raises `Impossible`."""
    wanted: Chosen = {}
    for order in orders:
        stands = person.changed(**wanted)
        wanted |= (
            _vetoes(order, stands, catalogue, now)
            if isinstance(order, LeaveOut | OnlyKind)
            else _columns(order, stands, now)
        )
    after = person.changed(**wanted)
    if not after.settings.weekdays:
        raise Impossible(WhyNot.NO_DAYS)
    if {"windows", "quiet_from"} & wanted.keys() and ActiveHours.of(after).next_opening(now) is None:
        raise Impossible(WhyNot.NO_HOURS)
    return wanted


def _vetoes(order: LeaveOut | OnlyKind, person: Person, catalogue: Catalogue, now: datetime) -> Chosen:
    """The movements they exclude; raises `Impossible` if we never offer these, or if none would be left."""
    named, before = families.members(catalogue, order.what), person.body.vetoes
    if order.what and not named:
        raise Impossible(WhyNot.NOTHING_SUCH)
    match order:
        case OnlyKind():
            after = tuple(each.id for each in catalogue if each.id not in named)
        case LeaveOut(is_out=True):
            after = tuple(dict.fromkeys((*before, *named)))
        case _:
            after = tuple(each for each in before if order.what and each not in named)
    if not suiting(catalogue, Fit.of(person.changed(vetoes=after), now).anywhere()):
        raise Impossible(WhyNot.NOTHING_LEFT)
    return {"vetoes": after}


def _columns(order: Setting, person: Person, now: datetime) -> Chosen:
    match order:
        case Days():
            return {"weekdays": _weekdays(order, person.settings.weekdays)}
        case Hours() | NotBefore() | NotAfter():
            return {"windows": _windows(order, person.settings.windows)}
        case Quiet(begins, ends):
            if begins == (ends or person.settings.quiet_until):
                raise Impossible(WhyNot.ENDS_FIRST)
            return {"quiet_from": begins, "quiet_until": ends or person.settings.quiet_until}
        case Budget() | OtherBudget():
            return {"budget": _budget(order, person.settings.budget)}
        case OtherGoal(is_more):
            return {"goal": _step(GOALS, person.settings.goal, is_more, WhyNot.HIGHEST, WhyNot.LOWEST)}
        case Around(things, is_there):
            there = {*person.body.around, *things} if is_there else {*person.body.around} - {*things}
            return {"around": tuple(each for each in AROUND if each in there)}
        case Company(who, is_there):
            joining = (
                {*person.surroundings.company, *who} if is_there else {*person.surroundings.company} - {*who}
            )
            return {"company": tuple(each for each in JOINING if each in joining)}
        case Switched(what, is_on):
            return _switched(what, is_on, person)
        case Hot():
            return {"hot_on": person.local_day(now)}
    return _one_column(order)


def _one_column(order: Setting) -> Chosen:
    match order:
        case Pace(minutes):
            return {"pace_minutes": minutes}
        case Goal(moves):
            return {"goal": moves}
        case Sound(sound):
            return {"sound": sound}
        case Pictures(pictures):
            return {"pictures": pictures}
        case Zone(zone):
            return {"zone": zone}
        case Speak(language):
            return {"language": language}
        case Place(place):
            return {"place": place}
        case Sunday(at):
            return {"week_from": at}
        case Legs(legs):
            return {"legs": legs}
        case Desk(minutes):
            return {"stands_minutes": minutes}
    return {}


def _switched(what: Switch, is_on: bool, person: Person) -> Chosen:
    match what:
        case Switch.CHAIR:
            return {"chair_only": is_on}
        case Switch.STRENGTH:
            return {"wants_strength": is_on}
        case Switch.EVENING:
            return {"wants_evening": is_on}
        case Switch.BELL:
            return {"rings": is_on}
        case Switch.WHEELCHAIR:
            return {"wheelchair": is_on, "chair_only": is_on}
        case Switch.WALKS:
            return {"walks_only": is_on}
        case Switch.OLDER:
            return {"older": is_on}
        case Switch.FLOOR:
            return {"floor_fine": is_on}
        case Switch.BITES:
            return {"bites": person.path.with_bites(is_on)}


def _weekdays(order: Days, present: int) -> int:
    match order.which:
        case Which.NOT:
            return present & ~order.weekdays
        case Which.ALSO:
            return present | order.weekdays
    return order.weekdays


def _windows(order: Hours | NotBefore | NotAfter, present: Sequence[Window]) -> tuple[Window, ...]:
    if isinstance(order, Hours):
        return tuple(Window(begins, ends) for begins, ends in order.stretches)
    first = order.at if isinstance(order, NotBefore) else _MIDNIGHT
    last = order.at if isinstance(order, NotAfter) else _LAST_MINUTE
    cut = [(max(each.opens_from, first), min(each.closes_until, last)) for each in present]
    windows = tuple(Window(begins, ends) for begins, ends in cut if begins < ends)
    if not windows:
        raise Impossible(WhyNot.NO_HOURS)
    return windows


def _budget(order: Budget | OtherBudget, present: int) -> int:
    if isinstance(order, Budget):
        return order.nudges
    return _step(BUDGETS, present, order.is_more, WhyNot.MOST, WhyNot.FEWEST)


def _step(values: Sequence[int], present: int, is_more: bool, top: WhyNot, bottom: WhyNot) -> int:
    """The next value up or down; raises `Impossible` if there is none."""
    if is_more:
        above = [each for each in values if each > present]
        if not above:
            raise Impossible(top)
        return above[0]
    below = [each for each in values if each < present]
    if not below:
        raise Impossible(bottom)
    return below[-1]
