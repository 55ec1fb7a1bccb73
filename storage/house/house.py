"""House: what an admin decided for everybody, in one row."""

from datetime import datetime, time
from typing import TypedDict, Unpack

from sqlalchemy import Connection, func, select

from storage.engine.upsert import insert
from storage.house import deeds
from storage.tables import HouseRow, PersonRow
from storage.values import House, Joining, Operator, Window

ONLY = 1  # id of the row
NOTHING = {"operator_name": "", "operator_contact": "", "legal_text": "", "welcome_line": ""}


class HouseChanges(TypedDict, total=False):
    """Columns of the house to be changed."""

    joining: Joining
    operator_name: str
    operator_contact: str
    legal_text: str
    welcome_line: str
    language: str | None
    windows: tuple[Window, ...] | None
    quiet_from: time | None
    quiet_until: time | None
    pace_minutes: int | None


TEXTS = ("operator_name", "operator_contact", "legal_text", "welcome_line")


def find(tx: Connection) -> House:
    """What is decided; a fresh database has decided nothing."""
    row = tx.execute(select(HouseRow.__table__)).one_or_none()
    if row is None:
        return House()
    return House(
        row.joining,
        Operator(row.operator_name, row.operator_contact, row.legal_text),
        row.welcome_line,
        row.language,
        row.windows,
        row.quiet_from,
        row.quiet_until,
        row.pace_minutes,
    )


def change(tx: Connection, /, **columns: Unpack[HouseChanges]) -> None:
    """Change columns of the house; the first change makes its row."""
    row = insert(HouseRow).values(**{"id": ONLY, **NOTHING, **columns})
    tx.execute(row.on_conflict_do_update(set_=dict(columns)))


def decide(tx: Connection, /, what: str, detail: str, now: datetime, **columns: Unpack[HouseChanges]) -> bool:
    """Change what is decided, and note it as a deed; False if it stood like that already."""
    before = find(tx)
    change(tx, **columns)
    if find(tx) == before:
        return False
    deeds.note(tx, what, now, detail)
    return True


def text_of(house: House, column: str) -> str:
    """One of its texts, by column."""
    operator = house.operator
    texts = (operator.name, operator.contact, operator.legal, house.welcome_line)
    return dict(zip(TEXTS, texts, strict=True))[column]


def others(tx: Connection, admins: frozenset[int]) -> int:
    """People who are no admins."""
    where = PersonRow.chat_id.not_in(sorted(admins))
    return tx.scalar(select(func.count()).select_from(PersonRow).where(where)) or 0
