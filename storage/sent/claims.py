"""Claims: people who are due, the decisions about them, and their plans afterwards."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, Update, bindparam, select, update

from storage.bots import speaking
from storage.engine.locking import unlocked_ones
from storage.engine.upsert import insert
from storage.person import PART_OF, PARTS, Person
from storage.sent.crowd import RAW, people_of
from storage.sharing import lease
from storage.tables import HAVE_ASKED, NudgeRow, PersonRow

# Parts of a person that a claim may change, and their columns.
_MAY_CHANGE = [
    (part, PARTS[part][1]) for part in ("plan", "sent", "unanswered", "pause", "path", "showing", "presence")
]


def due(tx: Connection, now: datetime, limit: int) -> list[Person]:
    """People whose nudge is due, longest due first. Raises `NotLeading` where another process dispatches."""
    return _found(tx, _DUE, now, limit)


def due_as_asked(tx: Connection, now: datetime, limit: int) -> list[Person]:
    """Those of them who asked for something at a time of their own. Raises `NotLeading`, too."""
    return _found(tx, _DUE_AS_ASKED, now, limit)


def due_this_evening(tx: Connection, now: datetime, limit: int) -> list[Person]:
    """People whose evening message is due, longest due first. Raises `NotLeading`, too."""
    return _found(tx, _DUE_THIS_EVENING, now, limit)


def _due_by(plan: Any, *conditions: Any) -> Select[Any]:
    due = select(*RAW).where(plan <= bindparam("now", type_=PersonRow.next_nudge_at.type), *conditions)
    return unlocked_ones(due.order_by(plan).limit(bindparam("most")))


_DUE = _due_by(PersonRow.next_nudge_at)
_DUE_AS_ASKED = _due_by(PersonRow.next_nudge_at, HAVE_ASKED)
_DUE_THIS_EVENING = _due_by(PersonRow.next_evening_at)


def _found(tx: Connection, due: Select[Any], now: datetime, limit: int) -> list[Person]:
    lease.guard(tx)
    return people_of(tx.dialect, tx.execute(due, {"now": now, "most": limit}))


def decide(tx: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Insert decisions, at most one per person and due time; all rows have the same columns."""
    if rows:
        bot = speaking(tx)
        tx.execute(insert(NudgeRow).on_conflict_do_nothing(), [row | {"bot": bot} for row in rows])


def changed(before: Person, after: Person) -> dict[str, Any]:
    """The columns that a claim has changed, by name."""
    found: dict[str, Any] = {}
    for part, names in _MAY_CHANGE:
        old, new = getattr(before, part), getattr(after, part)
        if old is not new:
            was, now = old.__dict__, new.__dict__
            found |= {name: now[name] for name in names if now[name] != was[name]}
    return found


def move_plans(tx: Connection, changes: Sequence[tuple[Person, dict[str, Any]]]) -> None:
    """Write what has changed of many people: those as they are now, with the columns of `changed`."""
    names = tuple(sorted({name for _, columns in changes for name in columns}))
    if not names:
        return
    parts = [(name, PART_OF[name]) for name in names]
    tx.execute(
        _moving(names),
        [
            {"new_chat_id": person.chat_id}
            | {f"new_{name}": getattr(getattr(person, part), name) for name, part in parts}
            for person, _ in changes
        ],
    )


@cache
def _moving(names: tuple[str, ...]) -> Update:
    return (
        update(PersonRow)
        .where(PersonRow.chat_id == bindparam("new_chat_id"))
        .values({name: bindparam(f"new_{name}") for name in names})
    )
