"""Claims: people who are due, the decisions about them, and their plans afterwards."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from storage.bots import speaking
from storage.engine.locking import unlocked_ones
from storage.engine.upsert import insert
from storage.people import COLUMNS
from storage.person import Pausing, Person, Plan, Sent, Unanswered
from storage.tables import HAVE_ASKED, NudgeRow, PersonRow

# Columns of a person that a claim may change.
_PLANNED = (Plan, Sent, Unanswered, Pausing)
_PATH = ("path_weeks", "path_week_on", "rungs", "bites", "bitten_on")  # of the path
_PLAN = [*(each.name for part in _PLANNED for each in fields(part)), "pictured", *_PATH]


def due(tx: Connection, now: datetime, limit: int) -> list[Person]:
    """People whose nudge is due, longest due first."""
    is_due = PersonRow.next_nudge_at <= now
    found = select(*COLUMNS).where(is_due).order_by(PersonRow.next_nudge_at).limit(limit)
    rows = tx.execute(unlocked_ones(found))
    return [Person.of(row._asdict()) for row in rows]


def due_as_asked(tx: Connection, now: datetime, limit: int) -> list[Person]:
    """Those of them who asked for something at a time of their own, longest due first."""
    is_due = PersonRow.next_nudge_at <= now
    found = select(*COLUMNS).where(is_due, HAVE_ASKED).order_by(PersonRow.next_nudge_at).limit(limit)
    rows = tx.execute(unlocked_ones(found))
    return [Person.of(row._asdict()) for row in rows]


def due_this_evening(tx: Connection, now: datetime, limit: int) -> list[Person]:
    """People whose evening message is due, longest due first."""
    is_due = PersonRow.next_evening_at <= now
    found = select(*COLUMNS).where(is_due).order_by(PersonRow.next_evening_at).limit(limit)
    rows = tx.execute(unlocked_ones(found))
    return [Person.of(row._asdict()) for row in rows]


def decide(tx: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Insert decisions, at most one per person and due time; all rows have the same columns."""
    if rows:
        bot = speaking(tx)
        tx.execute(insert(NudgeRow).on_conflict_do_nothing(), [row | {"bot": bot} for row in rows])


def plan_of(person: Person) -> dict[str, Any]:
    """A person's plan and the columns it depends on, as `move_plans` takes them."""
    parts = person.plan, person.sent, person.unanswered, person.pause
    columns = {name: value for part in parts for name, value in vars(part).items()}
    columns |= {name: getattr(person.path, name) for name in _PATH}
    return {"chat_id": person.chat_id, "pictured": person.showing.pictured} | columns


_MOVE_PLANS = (
    update(PersonRow)
    .where(PersonRow.chat_id == bindparam("new_chat_id"))
    .values({name: bindparam(f"new_{name}") for name in _PLAN})
)


def move_plans(tx: Connection, plans: Sequence[dict[str, Any]]) -> None:
    """Write many people's plans at once, as returned by `plan_of`."""
    if plans:
        tx.execute(_MOVE_PLANS, [{f"new_{name}": value for name, value in plan.items()} for plan in plans])
