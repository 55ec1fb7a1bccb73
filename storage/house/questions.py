"""House questions: what an admin's next text answers, and the text it replaced."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from storage.engine.upsert import insert
from storage.tables import HouseQuestionRow


@dataclass(frozen=True)
class HouseQuestion:
    """What was asked; settled once a message answered it."""

    what: str
    settled_in: str | None
    before: str | None


def ask(tx: Connection, chat_id: int, what: str, now: datetime) -> None:
    """Take the admin's next text as the answer to this."""
    values = {"what": what, "asked_at": now, "settled_in": None, "before": None}
    row = insert(HouseQuestionRow).values(chat_id=chat_id, **values)
    tx.execute(row.on_conflict_do_update(set_=values))


def of_text(tx: Connection, chat_id: int, key: str, since: datetime) -> HouseQuestion | None:
    """The question that this message (`key`) answers, now or when it came for the first time."""
    found = find(tx, chat_id)
    if found is not None and found.settled_in == key:
        return found
    is_open = HouseQuestionRow.settled_in.is_(None), HouseQuestionRow.asked_at >= since
    row = tx.execute(
        select(HouseQuestionRow.what).where(HouseQuestionRow.chat_id == chat_id, *is_open)
    ).one_or_none()
    return None if row is None else found


def find(tx: Connection, chat_id: int) -> HouseQuestion | None:
    row = tx.execute(
        select(HouseQuestionRow.__table__).where(HouseQuestionRow.chat_id == chat_id)
    ).one_or_none()
    return None if row is None else HouseQuestion(row.what, row.settled_in, row.before)


def settle(tx: Connection, chat_id: int, key: str, before: str | None = None) -> bool:
    """Close the question; False if this message did before, and must change nothing again."""
    where = HouseQuestionRow.chat_id == chat_id, HouseQuestionRow.settled_in.is_(None)
    return (
        tx.execute(update(HouseQuestionRow).where(*where).values(settled_in=key, before=before)).rowcount > 0
    )


def drop(tx: Connection, chat_id: int) -> None:
    """Close the question without an answer."""
    where = HouseQuestionRow.chat_id == chat_id, HouseQuestionRow.settled_in.is_(None)
    tx.execute(delete(HouseQuestionRow).where(*where))


def take_back(tx: Connection, chat_id: int, what: str) -> str | None:
    """The text that the last answer replaced, once; None if something else came in between."""
    found = find(tx, chat_id)
    if found is None or found.what != what or found.before is None:
        return None
    tx.execute(update(HouseQuestionRow).where(HouseQuestionRow.chat_id == chat_id).values(before=None))
    return found.before


def prune(tx: Connection, before_at: datetime) -> None:
    """Delete old questions, and with them the texts they replaced."""
    tx.execute(delete(HouseQuestionRow).where(HouseQuestionRow.asked_at < before_at))
