"""Moves: movements people made, including undone ones."""

from collections import Counter
from dataclasses import fields
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Connection, bindparam, delete, func, literal, select, update

from storage import people
from storage.bots import speaking
from storage.engine.upsert import insert
from storage.history import day_totals
from storage.history.calendar_day import LOGGABLE_DAYS
from storage.past import bringing_back, past_weeks
from storage.person import Person
from storage.sent.nudges import Nudge
from storage.tables import AnswerRow, MovedRow, MoveRow, NudgeRow, NudgeState
from storage.values import MOVED, DayTotals, LoggedMove, Move

FOLLOWED_WITHIN = timedelta(minutes=30)  # the outcome HeartSteps measured: steps in the next 30 min
UNDO_WITHIN = timedelta(hours=48)
ONE_DAY = timedelta(days=1)
USED_LATELY = timedelta(days=60)  # recent kinds are offered first under /log
COLUMNS = [MoveRow.__table__.columns[each.name] for each in fields(LoggedMove)]

_ADD = insert(MoveRow)
# Done again after an undo: the same move, with a new time.
_ADD = _ADD.on_conflict_do_update(
    index_elements=[MoveRow.nudge_id],
    set_={
        "moved_at": _ADD.excluded.moved_at,
        "moved_on": _ADD.excluded.moved_on,
        "logged_at": _ADD.excluded.logged_at,
        "undone_at": None,
        "undone_by_message_id": None,
    },
)
_FOLLOWED = (
    update(NudgeRow)
    .where(
        NudgeRow.chat_id == bindparam("whose"),
        NudgeRow.due_at >= bindparam("yesterday"),  # so that the index finds them
        NudgeRow.state == NudgeState.SENT,
        NudgeRow.sent_at >= bindparam("earliest"),
    )
    .values(followed=True)
)


def add(tx: Connection, person: Person, nudge: Nudge, moved_at: datetime, now: datetime) -> DayTotals:
    """Log the nudge's movement on the day it was made; returns that day's totals."""
    on = person.local_day(moved_at)
    row = {"chat_id": person.chat_id, "moved_at": moved_at, "moved_on": on, "logged_at": now}
    # An if-then plan in their own words has no movement id.
    what = {"movement_id": nudge.movement_id or None, "kind": None if nudge.movement_id else MOVED}
    tx.execute(_ADD, row | what | {"nudge_id": nudge.id})
    follow(tx, person.chat_id, now)
    return day_totals.add(tx, person, on, 1)


def add_unasked(tx: Connection, person: Person, move: Move, now: datetime) -> Person:
    """Log a move that no message of theirs tells: it counts, and the sitting timer starts at its end."""
    on = person.local_day(move.moved_at)
    row = {"chat_id": person.chat_id, "bot": speaking(tx), "moved_on": on, "logged_at": now}
    row |= {"moved_at": move.moved_at, "kind": move.kind, "minutes": move.minutes}
    tx.execute(insert(MoveRow), row)
    day_totals.add(tx, person, on, 1)
    moved_at = person.presence.moved_at
    last = move.moved_at if moved_at is None else max(moved_at, move.moved_at)
    return people.change(tx, person.chat_id, moved_at=last)


def redate(tx: Connection, person: Person) -> None:
    """Recompute the days of all moves since they joined: until now their time zone was a guess."""
    since = MoveRow.moved_at >= person.presence.joined_at
    rows = tx.execute(
        select(MoveRow.id, MoveRow.moved_at, MoveRow.moved_on).where(*standing(person.chat_id), since)
    )
    for row in rows.all():
        on = person.local_day(row.moved_at)
        if on != row.moved_on:
            tx.execute(update(MoveRow).where(MoveRow.id == row.id).values(moved_on=on))
            day_totals.add(tx, person, row.moved_on, -1)
            day_totals.add(tx, person, on, 1)


def follow(tx: Connection, chat_id: int, now: datetime) -> None:
    """Mark nudges sent in the last half hour as followed by a move."""
    since = {"yesterday": now - timedelta(days=1), "earliest": now - FOLLOWED_WITHIN}
    tx.execute(_FOLLOWED, {"whose": chat_id, **since})


def take_back(
    tx: Connection, person: Person, move: LoggedMove, now: datetime, message_id: int | None
) -> Person:
    """Undo one move and what it earned; its nudge can be answered again."""
    by = {"undone_by_bot": speaking(tx), "undone_by_message_id": message_id}
    tx.execute(update(MoveRow).where(MoveRow.id == move.id).values(undone_at=now, **by))
    if move.nudge_id is not None:
        answer = delete(AnswerRow).where(AnswerRow.nudge_id == move.nudge_id)
        if not tx.execute(answer).rowcount and bringing_back.nudge(tx, person.chat_id, move.nudge_id):
            tx.execute(answer)  # its nudge was packed before it
    day_totals.add(tx, person, move.moved_on, -1)
    return people.change(tx, person.chat_id, moved_at=last_at(tx, person.chat_id))


def last_at(tx: Connection, chat_id: int) -> datetime | None:
    """When they last moved, ignoring undone moves."""
    last = tx.scalar(select(func.max(MoveRow.moved_at)).where(*standing(chat_id)))
    # What stays whole for another reason may be older than what is packed.
    past = past_weeks.last_moved_at(tx, chat_id, date.min if last is None else last.date())
    return past if last is None or (past is not None and past > last) else last


def of_nudge(tx: Connection, chat_id: int, nudge_id: int) -> LoggedMove | None:
    return _first(tx, *standing(chat_id), MoveRow.nudge_id == nudge_id)


def last(tx: Connection, chat_id: int, now: datetime) -> LoggedMove | None:
    """The last move logged within 48 hours that was not undone."""
    since = now - UNDO_WITHIN
    # Older moves could not have been logged then; the bound lets the index be used.
    recent = (
        *standing(chat_id),
        MoveRow.moved_on >= (since - timedelta(days=LOGGABLE_DAYS)).date() - ONE_DAY,
        MoveRow.logged_at >= since,
    )
    row = tx.execute(
        select(*COLUMNS)
        .where(*recent)
        .order_by(MoveRow.logged_at.desc(), MoveRow.part.desc().nulls_last())
        .limit(1)
    ).one_or_none()
    return None if row is None else LoggedMove(**row._mapping)


def undone_by(tx: Connection, chat_id: int, message_id: int) -> LoggedMove | None:
    """The move this typed /undo has already taken back."""
    by = MoveRow.undone_by_bot == speaking(tx), MoveRow.undone_by_message_id == message_id
    return _first(tx, MoveRow.chat_id == chat_id, *by)


_ON = (
    select(*COLUMNS)
    .where(MoveRow.chat_id == bindparam("whose"), MoveRow.undone_at.is_(None))
    .where(MoveRow.moved_on == bindparam("day"))
    .order_by(MoveRow.moved_at, MoveRow.id)
)


def on(tx: Connection, chat_id: int, day: date) -> list[LoggedMove]:
    """A day's moves in the order they were made."""
    rows = tx.execute(_ON, {"whose": chat_id, "day": day})
    return [LoggedMove(**row._mapping) for row in rows]


def standing(chat_id: int) -> tuple[ColumnElement[bool], ...]:
    """Condition: moves of this person that were not undone."""
    return MoveRow.chat_id == chat_id, MoveRow.undone_at.is_(None)


def _first(tx: Connection, *where: ColumnElement[bool]) -> LoggedMove | None:
    row = tx.execute(select(*COLUMNS).where(*where).order_by(MoveRow.moved_at.desc()).limit(1)).one_or_none()
    return None if row is None else LoggedMove(**row._mapping)


def favourites(tx: Connection, chat_id: int, now: datetime, most: int) -> list[str]:
    """Kinds and movements they logged most often lately."""
    since = (now - USED_LATELY).date()
    whole = select(MoveRow.movement_id, MoveRow.kind, literal(1).label("times"))
    packed = select(MovedRow.movement_id, MovedRow.kind, MovedRow.times)
    both = whole.where(*standing(chat_id), MoveRow.moved_on >= since).union_all(
        packed.where(MovedRow.chat_id == chat_id, MovedRow.moved_on >= since)
    )
    times = Counter[str]()
    for row in tx.execute(both):
        times[row.kind or row.movement_id] += row.times
    return sorted(times, key=lambda name: (-times[name], name))[:most]
