"""Moved days: on how many days of a week there was a move, and which movements were done."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, bindparam, literal, select

from storage.tables import DayRow, MovedRow, MoveRow

ONE_WEEK = timedelta(days=7)

_DAYS = select(DayRow.chat_id, DayRow.on).where(
    DayRow.chat_id.in_(bindparam("whose", expanding=True)),
    DayRow.on >= bindparam("first"),
    DayRow.on < bindparam("end"),
)
_OURS = (MoveRow.movement_id.is_not(None), MoveRow.undone_at.is_(None))
_DONE = (
    select(MoveRow.movement_id, MoveRow.moved_on, literal(1).label("times"), MoveRow.id)
    .where(MoveRow.chat_id == bindparam("whose"), MoveRow.moved_on >= bindparam("first"), *_OURS)
    .union_all(
        select(MovedRow.movement_id, MovedRow.moved_on, MovedRow.times, literal(0)).where(
            MovedRow.chat_id == bindparam("whose"),
            MovedRow.moved_on >= bindparam("first"),
            MovedRow.movement_id != "",
        )
    )
    .order_by("moved_on", "id")
)

_LAST = (
    select(MoveRow.movement_id)
    .where(
        MoveRow.chat_id == bindparam("whose"),
        MoveRow.moved_on >= bindparam("day"),  # so that the index finds them
        MoveRow.logged_at > bindparam("since"),
        MoveRow.moved_at > bindparam("since"),
        MoveRow.movement_id.is_not(None),
        MoveRow.undone_at.is_(None),
    )
    .order_by(MoveRow.logged_at.desc(), MoveRow.id.desc())
    .limit(1)
)


def in_weeks(tx: Connection, begun: Mapping[int, date]) -> dict[int, int]:
    """Days with a move in the seven days from each person's Monday; people without any are left out."""
    if not begun:
        return {}
    among = {"whose": [*begun], "first": min(begun.values()), "end": max(begun.values()) + ONE_WEEK}
    found: dict[int, int] = {}
    for row in tx.execute(_DAYS, among):
        if begun[row.chat_id] <= row.on < begun[row.chat_id] + ONE_WEEK:
            found[row.chat_id] = found.get(row.chat_id, 0) + 1
    return found


def done(tx: Connection, chat_id: int, first: date) -> list[tuple[str, date]]:
    """Our movements that were done since `first`, with their days, oldest first."""
    rows = tx.execute(_DONE, {"whose": chat_id, "first": first})
    return [(row.movement_id, row.moved_on) for row in rows for _ in range(row.times)]


def of_week(tx: Connection, chat_id: int, monday: date) -> frozenset[date]:
    """The days with a move in the seven days from this Monday."""
    among = {"whose": [chat_id], "first": monday, "end": monday + ONE_WEEK}
    return frozenset(row.on for row in tx.execute(_DAYS, among))


def last_done(tx: Connection, chat_id: int, since: datetime) -> str | None:
    """Our movement that they said last they had done, if they said so after `since`."""
    day = since.date() - timedelta(days=1)  # behind that of the instant in every zone
    return tx.scalar(_LAST, {"whose": chat_id, "since": since, "day": day})
