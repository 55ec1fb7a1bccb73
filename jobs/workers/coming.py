"""Coming: what holds from a day on takes effect on that day. Each step is one transaction."""

from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from jobs.schedule import evening_plan, nudge_plan
from messages.content.health import CHAIR_ONLY, PAUSE, PAUSE_ENDS, WALKS_ONLY
from messages.content.vocabulary import CONDITIONS
from storage import pauses, people
from storage.changes import Chosen
from storage.history.calendar_day import day_begins_at
from storage.person import Person
from storage.sent import nudges
from storage.values import begun, first_on


def is_due(tx: Connection, now: datetime) -> bool:
    """True if something is to take effect for anybody."""
    return bool(_due(tx, now))


def take_effect(tx: Connection, now: datetime) -> int:
    """Let hold what is to hold from today on; returns for how many people."""
    due = _due(tx, now)
    for person in due:
        _take_effect(tx, person, now)
    return len(due)


def _due(tx: Connection, now: datetime) -> list[Person]:
    """Where it is tomorrow already, their day has come, too."""
    tomorrow = now.date() + timedelta(days=1)
    return [each for each in people.with_something_coming(tx, tomorrow) if _names(each, each.local_day(now))]


def _names(person: Person, today: date) -> tuple[str, ...]:
    """What has come; the end of a pause does nothing by itself."""
    return tuple(each for each in begun(person.for_now.coming, today) if each != PAUSE_ENDS)


def columns_on(person: Person, today: date) -> Chosen:
    """The columns once all holds that has come by `today`; a pause is none of them. Pure."""
    names = _names(person, today)
    gone = {*names, PAUSE_ENDS} if PAUSE in names else {*names}
    left = tuple(each for each in person.for_now.coming if each.rsplit(" ", 1)[0] not in gone)
    columns: Chosen = {"coming": left, "coming_on": first_on(left)}
    columns["conditions"] = tuple(sorted({*person.body.conditions, *({*names} & CONDITIONS)}))
    if WALKS_ONLY in names:
        columns["walks_only"] = True
    if CHAIR_ONLY in names:
        columns["chair_only"] = True
    return columns


def _take_effect(tx: Connection, person: Person, now: datetime) -> None:
    today, coming = person.local_day(now), person.for_now.coming
    names = _names(person, today)
    person = people.change(tx, person.chat_id, **columns_on(person, today))
    if PAUSE in names and not person.is_safety_paused:
        nudges.hold_back(tx, person.chat_id)
        person = pauses.pause(tx, person.chat_id, _ends_at(person, coming, now), now)
    people.change(
        tx,
        person.chat_id,
        next_nudge_at=nudge_plan.after_a_change(person, now),
        next_evening_at=evening_plan.next_evening_at(person, now),
    )


def _ends_at(person: Person, coming: tuple[str, ...], now: datetime) -> datetime | None:
    """When the pause is over by itself; None: they say when."""
    ends = [each.rsplit(" ", 1)[1] for each in coming if each.startswith(f"{PAUSE_ENDS} ")]
    at = day_begins_at(date.fromisoformat(ends[0]), person.zone) if ends else None
    return None if at is not None and at <= now else at
