"""People: rows and queries of everyone the bot talks to."""

from datetime import date, datetime, time
from functools import cache
from typing import Any, Unpack

from sqlalchemy import ColumnElement, Connection, String, bindparam, delete, func, select, type_coerce, update
from sqlalchemy.sql.dml import ReturningUpdate, Update

from storage.changes import Changes
from storage.engine.column_types import Spans
from storage.engine.locking import is_writing, locked
from storage.engine.upsert import insert
from storage.house import weeks
from storage.person import ANSWERED, Person
from storage.tables import (
    BroadcastRow,
    HouseQuestionRow,
    ListedRow,
    MeetingRow,
    OutboxRow,
    PersonRow,
    WeekRow,
)
from storage.values import Window

MONDAY_TO_FRIDAY = 0b0011111

# Steps of an update, so its redelivery does not repeat them.
ASKED, LATER, NOT_NOW, OFFERED = "asked", "later", "not-now", "offered"
BACK, ELSEWHERE, LOGGED, FIRST, KEPT = "back", "elsewhere", "logged", "first", "kept"
STEPS = 10  # more than one person ever has in progress

# Where office sitting concentrates; lunch is left free (Smith et al. 2014, 164 office workers).
DEFAULTS: Changes = {
    "weekdays": MONDAY_TO_FRIDAY,
    "windows": (Window(time(9), time(12)), Window(time(14), time(17))),
    "quiet_from": time(21),
    "quiet_until": time(8),
    "pace_minutes": 60,
    "goal": 4,
    "budget": 6,
    "conditions": (),
    "vetoes": (),
    "place": "both",
    "around": ("chair", "wall", "mat", "stairs"),
    "chair_only": False,
    "wants_strength": False,
    "favourites": (),
    "wheelchair": False,
    "walks_only": False,
    "older": False,
    "company": (),
    "floor_fine": False,
    "passing": (),
    "asks_again": (),
    "resting": (),
    "vetoed": (),
    "coming": (),
    "on_path": True,
    "path_weeks": 0,
    "easy_rungs": False,
    "rungs": (),
    "bites": (),
    "praises": 0,
    "week_from": time(18),
    "wants_evening": False,
    "pictures": "first",
    "rings": True,
    "pictured": (),
    "sound": "soft",
    "odd_days": 0,
    "intentions_from": (),
    "steps": (),
}


class Stranger(LookupError):
    """A chat we do not know: never started, or deleted."""


TIMES = (
    select(
        func.aggregate_strings(
            MeetingRow.from_at.cast(String).concat("/").concat(MeetingRow.until_at.cast(String)), ","
        )
    )
    .where(MeetingRow.chat_id == PersonRow.chat_id)
    .correlate(PersonRow)
    .scalar_subquery()
)
BUSY = type_coerce(TIMES, Spans()).label("busy")
COLUMNS: tuple[ColumnElement[Any], ...] = (*PersonRow.__table__.columns, BUSY)

# Statements used on every tap are built once: building one takes SQLAlchemy longer than SQLite to run it.
_FIND = select(*COLUMNS).where(PersonRow.chat_id == bindparam("whose"))
_FIND_TO_CHANGE = locked(_FIND)


@cache
def _put(names: tuple[str, ...]) -> Update:
    values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in names}
    return update(PersonRow).where(PersonRow.chat_id == bindparam("whose")).values(values)


@cache
def _change(names: tuple[str, ...]) -> ReturningUpdate[Any]:
    return _put(names).returning(*COLUMNS)


def find(tx: Connection, chat_id: int) -> Person | None:
    """The person with this chat id; in a transaction that writes, nobody else can change them meanwhile."""
    row = tx.execute(_FIND_TO_CHANGE if is_writing(tx) else _FIND, {"whose": chat_id}).one_or_none()
    return None if row is None else Person.of(row._asdict())


def get(tx: Connection, chat_id: int) -> Person:
    """The person with this chat id; raises `Stranger` if there is none."""
    person = find(tx, chat_id)
    if person is None:
        raise Stranger
    return person


def welcome(tx: Connection, chat_id: int, language: str, zone: str, now: datetime) -> Person:
    """Create a person; a known one keeps everything and is marked reachable again."""
    newcomer = insert(PersonRow).values(
        chat_id=chat_id,
        joined_at=now,
        reachable=True,
        language=language,
        zone=zone,
        nudged_today=0,
        ignored_in_row=0,
        comebacks=0,
        offered=(),
        **DEFAULTS,
    )
    tx.execute(newcomer.on_conflict_do_nothing())
    return change(tx, chat_id, reachable=True, unreachable_at=None)


def change(tx: Connection, /, chat_id: int, **columns: Unpack[Changes]) -> Person:
    """Update columns of one person; returns the person. Raises `Stranger` if there is none."""
    values = {f"new_{name}": value for name, value in columns.items()}
    row = tx.execute(_change(tuple(columns)), {"whose": chat_id, **values}).one_or_none()
    if row is None:
        raise Stranger
    return Person.of(row._asdict())


def put(tx: Connection, person: Person, /, **columns: Unpack[Changes]) -> Person:
    """Update columns of a person whom this transaction has read; nothing is read back.

    Half the price of `change`, for what happens on every tap.
    """
    values = {f"new_{name}": value for name, value in columns.items()}
    tx.execute(_put(tuple(columns)), {"whose": person.chat_id, **values})
    return person.changed(**columns)


def begin(tx: Connection, chat_id: int, now: datetime) -> Person:
    """Start counting days from today; does nothing the second time."""
    person = get(tx, chat_id)
    if person.has_begun:
        return person
    keep_week(tx, person, person.settings.weekdays, now)
    return change(tx, chat_id, onboarded_at=now)


def set_weekdays(tx: Connection, chat_id: int, weekdays: int, now: datetime) -> Person:
    """Change the active days from today on; earlier days keep theirs."""
    person = get(tx, chat_id)
    if person.has_begun:
        keep_week(tx, person, weekdays, now)
    return change(tx, chat_id, weekdays=weekdays)


def keep_week(tx: Connection, person: Person, weekdays: int, now: datetime) -> None:
    week = insert(WeekRow).values(chat_id=person.chat_id, since_on=person.local_day(now), weekdays=weekdays)
    tx.execute(week.on_conflict_do_update(set_={"weekdays": weekdays}))


def ask(tx: Connection, chat_id: int, what: str, now: datetime, key: str) -> Person:
    """Ask a question: the next text may answer it. `key` is the update that raised it."""
    person = step(tx, chat_id, key, ASKED, what)
    return change(tx, person.chat_id, asked=what, asked_at=now)


def settle(tx: Connection, chat_id: int, key: str) -> Person:
    """Close the open question, answered or dropped: text is read normally again."""
    person = get(tx, chat_id)
    if person.conversation.asked is None:
        return person
    step(tx, chat_id, key, ANSWERED, person.conversation.asked)
    return change(tx, chat_id, asked=None, asked_at=None)


def step(tx: Connection, chat_id: int, key: str, what: str, detail: object = "") -> Person:
    """Record that an update did something, so its redelivery does not do it again."""
    person, done = get(tx, chat_id), f"{key} {what} {detail}".strip()
    if done in person.conversation.steps:
        return person
    return change(tx, chat_id, steps=(*person.conversation.steps, done)[-STEPS:])


def with_something_coming(tx: Connection, by_on: date) -> list[Person]:
    """People of whom something is to hold from a day on that is not after `by_on`."""
    found = select(*COLUMNS).where(PersonRow.coming_on <= by_on).order_by(PersonRow.chat_id)
    return [Person.of(row._asdict()) for row in tx.execute(found)]


def unreachable(tx: Connection, chat_id: int, now: datetime) -> None:
    """Mark as blocked or gone: plan nothing until they come back by themselves."""
    tx.execute(delete(OutboxRow).where(OutboxRow.chat_id == chat_id))
    tx.execute(
        update(PersonRow)
        .where(PersonRow.chat_id == chat_id)
        .values(
            reachable=False,
            unreachable_at=func.coalesce(PersonRow.unreachable_at, now),  # keeps the earliest
            next_nudge_at=None,
            next_evening_at=None,
            later_until_at=None,
            later_nudge_id=None,
        )
    )


def forget(tx: Connection, chat_id: int, now: datetime | None = None) -> None:
    """Delete a person with everything that belongs to them, including broadcasts they sent as an admin.

    Permanent only together with a tombstone: see `jobs/workers/erasure.py`. They count as having left in
    the week of `now`; None if they did before, in a time that a restored backup does not know.
    """
    tx.execute(delete(BroadcastRow).where(BroadcastRow.by_chat_id == chat_id))
    tx.execute(delete(OutboxRow).where(OutboxRow.chat_id == chat_id))
    tx.execute(delete(ListedRow).where(ListedRow.chat_id == chat_id))
    tx.execute(delete(HouseQuestionRow).where(HouseQuestionRow.chat_id == chat_id))
    gone = tx.execute(delete(PersonRow).where(PersonRow.chat_id == chat_id)).rowcount
    if gone and now is not None:
        weeks.count(tx, now, left=1)


def beginnings(tx: Connection) -> list[tuple[int, datetime]]:
    """Everyone's chat id and joining time."""
    found = tx.execute(select(PersonRow.chat_id, PersonRow.joined_at))
    return [(row.chat_id, row.joined_at) for row in found]
