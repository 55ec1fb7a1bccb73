"""Settings in words: what one sentence changes, in one transaction that can be taken back."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import cast

from sqlalchemy import Connection

from jobs.actions import pausing, settings
from jobs.actions.meetings import meet, unmeet
from jobs.schedule.active_hours import ActiveHours
from messages.content.limits import AROUND, BUDGETS
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
    Sound,
    Speak,
    Sunday,
    Switch,
    Switched,
    Which,
    WhyNot,
    Zone,
)
from storage import meetings, people, settings_undo
from storage.changes import Chosen
from storage.people import Person
from storage.settings_undo import KeptChange
from storage.values import Span, Window

PAUSED = ("paused_from_at", "paused_until_at")  # in the columns of a change: it began a pause
BUSY = "busy"  # meetings, treated as one column
_MIDNIGHT, _LAST_MINUTE = time(0), time(23, 59)


class Impossible(Exception):
    """The change conflicts with other settings."""

    def __init__(self, why: WhyNot) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True)
class Carried:
    """The person after a change, and whether it can be undone."""

    person: Person
    can_be_undone: bool


@dataclass(frozen=True)
class Returned:
    """The person after an undo, which leaves a safety pause and newer changes alone."""

    person: Person
    is_pause_kept: bool = False
    is_newer_kept: bool = False


def carry_out(
    tx: Connection, chat_id: int, message_id: int, orders: Sequence[Setting], now: datetime
) -> Carried:
    """Apply all settings of a message, once even if redelivered; raises `Impossible`, changing nothing."""
    person = people.get(tx, chat_id)
    kept = settings_undo.find(tx, chat_id, message_id)
    if kept is not None:
        return Carried(person, kept.can_be_undone)
    wanted = _wanted(orders, person, now)
    stood = person.columns()
    new = _only(wanted, [name for name, value in wanted.items() if stood[name] != value])
    if new:
        settings.choose(tx, chat_id, now, **new)
    for order in orders:
        _at_once(tx, person, order, now)
    after = people.get(tx, chat_id)
    stands = after.columns()
    names = [name for name in (*new, *_at_once_columns(orders, person)) if stood[name] != stands[name]]
    settings_undo.keep(tx, message_id, person, after, names, now)
    return Carried(after, bool(names))


def take_back(tx: Connection, chat_id: int, message_id: int, now: datetime) -> Returned | None:
    """Restore the settings from before a message, except those changed since; a pause that it
    replaced resumes. None if there is no such change."""
    person, kept = people.get(tx, chat_id), settings_undo.find(tx, chat_id, message_id)
    if kept is None or not kept.before:
        return None
    if kept.undone:
        return Returned(person)
    if "paused_from_at" in kept.before and person.is_safety_paused:
        return Returned(person, is_pause_kept=True)
    settings_undo.undo(tx, kept)
    stands = person.columns()
    newer = {name for name, value in kept.after.items() if stands[name] != value} - {BUSY}
    older = _only(kept.before, kept.before.keys() - {*newer, *PAUSED, BUSY})
    if older:
        person = settings.choose(tx, chat_id, now, **older)
    if "busy" in kept.before:
        typed = meetings.without(kept.after.get("busy", ()), kept.before["busy"])
        person = unmeet(tx, chat_id, typed, now)
    if "paused_from_at" in kept.before and newer.isdisjoint(PAUSED):
        person = _paused_as_before(tx, person, kept, now)
    return Returned(person, is_newer_kept=bool(newer))


def _only(columns: Mapping[str, object], names: Collection[str]) -> Chosen:
    return cast(Chosen, {name: value for name, value in columns.items() if name in names})


def _paused_as_before(tx: Connection, person: Person, kept: KeptChange, now: datetime) -> Person:
    """Restore the earlier pause with its end; none if there was none or it would be over by now."""
    from_at = kept.before["paused_from_at"]
    until_at = kept.before.get("paused_until_at", person.pause.paused_until_at)
    if from_at is None or not kept.after or (until_at is not None and until_at <= now):
        return pausing.resume(tx, person.chat_id, now)
    pausing.pause(tx, person.chat_id, until_at, now)
    return people.change(tx, person.chat_id, paused_from_at=from_at)


def _at_once_columns(orders: Sequence[Setting], person: Person) -> tuple[str, ...]:
    """Columns changed by pauses and meetings; a safety pause cannot be undone."""
    kinds = {type(each) for each in orders}
    is_paused = Pause in kinds and not person.is_safety_paused
    return *(PAUSED if is_paused else ()), *((BUSY,) if Meeting in kinds else ())


def _at_once(tx: Connection, person: Person, order: Setting, now: datetime) -> None:
    """Carry out what is not a column: pauses and meetings."""
    match order:
        case Pause(until):
            pausing.pause(tx, person.chat_id, None if until is None else until.astimezone(UTC) - now, now)
        case Meeting(begins, ends):
            span = Span(begins.astimezone(UTC), ends.astimezone(UTC))
            if not meetings.is_kept(span, now):
                raise Impossible(WhyNot.MEETING)
            meet(tx, person.chat_id, [span], [], now)
        case Resume(is_explicit) if is_explicit or not person.is_safety_paused:
            pausing.resume(tx, person.chat_id, now)


def _wanted(orders: Sequence[Setting], person: Person, now: datetime) -> Chosen:
    """The new values of columns; raises `Impossible`."""
    wanted: Chosen = {}
    for order in orders:
        wanted |= _columns(order, person.changed(**wanted))
    after = person.changed(**wanted)
    if not after.settings.weekdays:
        raise Impossible(WhyNot.NO_DAYS)
    if {"windows", "quiet_from"} & wanted.keys() and ActiveHours.of(after).next_opening(now) is None:
        raise Impossible(WhyNot.NO_HOURS)
    return wanted


def _columns(order: Setting, person: Person) -> Chosen:
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
        case Around(things, is_there):
            there = {*person.body.around, *things} if is_there else {*person.body.around} - {*things}
            return {"around": tuple(each for each in AROUND if each in there)}
        case Switched(what, is_on):
            return _switched(what, is_on)
    return _one_column(order)


def _one_column(order: Setting) -> Chosen:
    match order:
        case Pace(minutes):
            return {"pace_minutes": minutes}
        case Goal(moves):
            return {"goal": moves}
        case Sound(sound):
            return {"sound": sound}
        case Zone(zone):
            return {"zone": zone}
        case Speak(language):
            return {"language": language}
        case Place(place):
            return {"place": place}
        case Sunday(at):
            return {"week_from": at}
    return {}


def _switched(what: Switch, is_on: bool) -> Chosen:
    match what:
        case Switch.CHAIR:
            return {"chair_only": is_on}
        case Switch.STRENGTH:
            return {"wants_strength": is_on}
        case Switch.EVENING:
            return {"wants_evening": is_on}


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
    """The new budget; one step moves to the next button."""
    if isinstance(order, Budget):
        return order.nudges
    if order.is_more:
        above = [each for each in BUDGETS if each > present]
        if not above:
            raise Impossible(WhyNot.MOST)
        return above[0]
    below = [each for each in BUDGETS if each < present]
    if not below:
        raise Impossible(WhyNot.FEWEST)
    return below[-1]
