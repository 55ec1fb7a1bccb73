"""Self-checks: a person's own answers, by local day."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from storage import people
from storage.engine.upsert import insert
from storage.tables import SelfCheckRow


@dataclass(frozen=True)
class Checked:
    """One answer; `value` is stands, seconds, or how it felt."""

    on: date
    what: str
    value: int
    with_hands: bool = False


def answer(tx: Connection, chat_id: int, checked: Checked) -> None:
    """Store an answer; a second one of the same day replaces it."""
    people.get(tx, chat_id)  # raises `Stranger`
    row = {"value": checked.value, "with_hands": checked.with_hands}
    key = {"chat_id": chat_id, "checked_on": checked.on, "what": checked.what}
    tx.execute(insert(SelfCheckRow).values(key | row).on_conflict_do_update(set_=row))


def of(tx: Connection, chat_id: int) -> list[Checked]:
    """All answers of a person, oldest first."""
    rows = select(SelfCheckRow).where(SelfCheckRow.chat_id == chat_id).order_by(SelfCheckRow.checked_on)
    return [
        Checked(row.checked_on, row.what, row.value, row.with_hands)
        for row in tx.execute(rows.with_only_columns(*SelfCheckRow.__table__.columns))
    ]


def asked(tx: Connection, chat_id: int, on: date) -> None:
    """A self-check was begun or declined on this day: it is not offered again for four weeks."""
    people.change(tx, chat_id, checked_on=on)
