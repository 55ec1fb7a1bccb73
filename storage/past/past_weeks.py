"""Past weeks: the nudges and moves of one local week in one row, from a month after it on."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select

from storage.engine.upsert import insert
from storage.past.packing import Rows, Week, packed, unpacked
from storage.tables import Answer, NudgeKind, NudgeState, PastWeekRow

SEVEN_DAYS = timedelta(days=7)
_KINDS: Mapping[str, Callable[[str], Any]] = {"kind": NudgeKind, "state": NudgeState, "answer": Answer}

_WEEKS = (
    select(PastWeekRow.monday, PastWeekRow.content)
    .where(PastWeekRow.chat_id == bindparam("whose"), PastWeekRow.monday >= bindparam("since"))
    .where(PastWeekRow.monday <= bindparam("until"))
    .order_by(PastWeekRow.monday.desc())
)


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def weeks_backwards(
    tx: Connection, chat_id: int, since: date = date.min, until: date = date.max
) -> Iterator[tuple[date, Week]]:
    """A person's packed weeks with their Mondays, the newest first; unpacked only as far as asked for."""
    rows = tx.execute(_WEEKS, {"whose": chat_id, "since": since, "until": until}).all()
    return ((row.monday, _week(row.content, chat_id, row.monday)) for row in rows)


def nudges(tx: Connection, chat_id: int) -> Rows:
    """All packed nudges of a person with the columns of their answers."""
    return [row for _, week in weeks_backwards(tx, chat_id) for row in week.nudges]


def moves(tx: Connection, chat_id: int) -> Rows:
    """All packed moves of a person, those taken back among them."""
    return [row for _, week in weeks_backwards(tx, chat_id) for row in week.moves]


def nudge(tx: Connection, chat_id: int, nudge_id: int) -> dict[str, Any] | None:
    """One packed nudge, with the columns of its answer."""
    every = (row for _, week in weeks_backwards(tx, chat_id) for row in week.nudges)
    return next((row for row in every if row["id"] == nudge_id), None)


def last_moved_at(tx: Connection, chat_id: int, since: date) -> datetime | None:
    """When they last moved in a packed week that ended after `since`, ignoring undone moves."""
    for _, week in weeks_backwards(tx, chat_id, since - SEVEN_DAYS if since > date.min else since):
        moved: list[datetime] = [row["moved_at"] for row in week.moves if row["undone_at"] is None]
        if moved:
            return max(moved)
    return None


def keep(tx: Connection, chat_id: int, monday: date, week: Week) -> None:
    """Add rows to a week."""
    before = next((kept for _, kept in weeks_backwards(tx, chat_id, monday, monday)), Week([], []))
    nudges = sorted([*before.nudges, *week.nudges], key=itemgetter("due_at", "id"))
    moves = sorted([*before.moves, *week.moves], key=itemgetter("moved_at", "id"))
    content = {"content": packed(Week(nudges, moves), monday)}
    row = insert(PastWeekRow).values(chat_id=chat_id, monday=monday, **content)
    key = [PastWeekRow.chat_id, PastWeekRow.monday]
    tx.execute(row.on_conflict_do_update(index_elements=key, set_=content))


def drop(tx: Connection, chat_id: int, monday: date) -> None:
    tx.execute(delete(PastWeekRow).where(PastWeekRow.chat_id == chat_id, PastWeekRow.monday == monday))


def prune(tx: Connection, chat_ids: Sequence[int], before_on: date, limit: int) -> int:
    """Delete up to a limit of weeks that began before this day, so nothing gets older; returns how many."""
    whose = PastWeekRow.chat_id.in_(chat_ids), PastWeekRow.monday < before_on
    old = select(PastWeekRow.id).where(*whose).limit(limit)
    return tx.execute(delete(PastWeekRow).where(PastWeekRow.id.in_(old))).rowcount


def _week(content: bytes, chat_id: int, monday: date) -> Week:
    """Rows as their tables have them."""
    week = unpacked(content, monday)
    for row in (*week.nudges, *week.moves):
        row["chat_id"] = chat_id
    for row in week.nudges:
        row |= {name: None if row[name] is None else kind(row[name]) for name, kind in _KINDS.items()}
    return week
