"""Slots as they are written in the files: values of the readers as plain rows, and rows as values."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from messages.content.vocabulary import Category, Plane, Position, Thing
from messages.understand.move_log.log_reader import ToldMove
from messages.understand.movement_request.request_reader import Wanted
from messages.understand.movement_request.request_words import Traits
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
    Meeting,
    NotAfter,
    NotBefore,
    NudgeAt,
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
    Zone,
)
from tests.understand.corpus import Row

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SOME_DAYS = {"weekend": 0b1100000, "weekdays": 0b0011111, "every day": 0b1111111}
WHICH = {"only": Which.ONLY, "not": Which.NOT, "also": Which.ALSO}
SWITCHES = {
    "chair only": Switch.CHAIR,
    "strength days": Switch.STRENGTH,
    "evening line": Switch.EVENING,
    "bell": Switch.BELL,
    "wheelchair": Switch.WHEELCHAIR,
    "walks only": Switch.WALKS,
    "older": Switch.OLDER,
    "floor": Switch.FLOOR,
}
TRAITS = {
    "positions": Position,
    "places": str,
    "areas": str,
    "planes": Plane,
    "categories": Category,
    "things": Thing,
}


def move_row(
    movement: object,
    minutes: int | None,
    count: int | None,
    metres: int | None,
    at: datetime | None,
    now: datetime,
) -> Row:
    """A move as it is written; times are local, and what was not said or is just now is left out."""
    amounts = {"minutes": minutes, "count": count, "metres": metres}
    row: Row = {"movement": str(movement)} | {name: n for name, n in amounts.items() if n is not None}
    if at is None or at == now:
        return row
    day = day_before(at.date(), now.date())
    return row | ({} if day == "today" else {"day": day}) | {"at": f"{at:%H:%M}"}


def told_row(told: ToldMove, now: datetime) -> Row:
    return move_row(told.kind or told.movement_id, told.minutes, told.count, told.metres, told.at, now)


def day_before(on: date, today: date) -> str:
    """ "Today", "yesterday", a weekday of the last seven days, or a date."""
    days = (today - on).days
    if days in (0, 1):
        return ("today", "yesterday")[days]
    return WEEKDAYS[on.weekday()] if 0 < days < 7 else on.isoformat()


def moment(text: str, now: datetime) -> datetime:
    """ "Tomorrow 03:00", "monday 03:00" (one to come), "2024-04-04 03:00"; local."""
    name, wall = text.split(" ")
    return datetime.combine(_day(name, now.date()), time.fromisoformat(wall), now.tzinfo)


def _day(name: str, today: date) -> date:
    if name in ("today", "tomorrow"):
        return today + timedelta(days=name == "tomorrow")
    if name in WEEKDAYS:
        return today + timedelta(days=(WEEKDAYS.index(name) - today.weekday() - 1) % 7 + 1)
    return date.fromisoformat(name)


def order_of(row: Row, now: datetime) -> Setting:
    """The setting, or the screen, that a row describes; every slot is used."""
    slots = dict(row)
    order = _order(slots, now)
    assert not slots, f"no slots of this setting: {', '.join(slots)}"
    return order


def _order(slots: Row, now: datetime) -> Setting:
    if "show" in slots:
        return Show(slots.pop("show"))
    match slots.pop("setting"):
        case "days":
            ((which, names),) = slots.items()
            slots.clear()
            return Days(_mask(names), WHICH[which])
        case "hours":
            return Hours(tuple(_stretch(each) for each in slots.pop("spans")))
        case "not before":
            return NotBefore(_wall(slots, "at"))
        case "not after":
            return NotAfter(_wall(slots, "at"))
        case "pace":
            return Pace(slots.pop("minutes"))
        case "budget" if "step" in slots:
            return OtherBudget(is_more={"more": True, "fewer": False}[slots.pop("step")])
        case "budget":
            return Budget(slots.pop("nudges"))
        case "goal" if "step" in slots:
            return OtherGoal(is_more={"higher": True, "lower": False}[slots.pop("step")])
        case "goal":
            return Goal(slots.pop("moves"))
        case "sound":
            return Sound(slots.pop("to"))
        case "pictures":
            return Pictures(slots.pop("to"))
        case "zone":
            return Zone(slots.pop("to"))
        case "language":
            return Speak(slots.pop("to"))
        case "place":
            return Place(slots.pop("to"))
        case "around":
            ((how, things),) = slots.items()
            slots.clear()
            return Around(tuple(things), is_there={"there": True, "missing": False}[how])
        case "company":
            ((how, who),) = slots.items()
            slots.clear()
            return Company(tuple(who), is_there={"there": True, "gone": False}[how])
        case "legs":
            return Legs(slots.pop("to"))
        case "desk":
            return Desk(slots.pop("minutes") if slots.pop("up", True) else None)
        case "hot":
            return Hot()
        case name if name in SWITCHES:
            return Switched(SWITCHES[name], is_on=slots.pop("on"))
        case "weekly review":
            is_on = slots.pop("on", True)
            return Sunday(_wall(slots, "at") if is_on else None)
        case "quiet hours":
            return Quiet(_wall(slots, "from"), _wall(slots, "until") if "until" in slots else None)
        case "pause":
            until = slots.pop("until")
            return Pause(None if until == "they resume" else moment(until, now))
        case "nudge":
            return NudgeAt(moment(slots.pop("at"), now))
        case "leave out":
            return LeaveOut(tuple(slots.pop("what")))
        case "take back":
            return LeaveOut(tuple(slots.pop("what")), is_out=False)
        case "only":
            return OnlyKind(tuple(slots.pop("what")))
        case "meeting":
            return Meeting(moment(slots.pop("from"), now), moment(slots.pop("until"), now))
        case "resume":
            return Resume(is_explicit=slots.pop("explicit"))
        case name:
            raise AssertionError(f"no setting is called {name!r}")


def _mask(names: list[str]) -> int:
    masks = [SOME_DAYS[each] if each in SOME_DAYS else 1 << WEEKDAYS.index(each) for each in names]
    return sum(masks)


def _stretch(text: str) -> tuple[time, time]:
    begins, ends = map(time.fromisoformat, text.split("-"))
    return begins, ends


def _wall(slots: Row, name: str) -> time:
    return time.fromisoformat(slots.pop(name))


def wish_of(row: Row) -> Wanted:
    """The request that a row describes."""
    slots = dict(row)
    without = _traits(slots.pop("without", {}))
    minutes, seconds = slots.pop("minutes", None), slots.pop("seconds", None)
    is_elsewhere, is_any = slots.pop("elsewhere", False), slots.pop("any", False)
    assert not is_any or not (slots or minutes or seconds)
    return Wanted(minutes * 60 if minutes else seconds, _traits(slots), without, is_elsewhere)


def _traits(slots: Mapping[str, list[str]]) -> Traits:
    values: dict[str, Any] = {name: frozenset(map(TRAITS[name], said)) for name, said in slots.items()}
    return Traits(**values)
