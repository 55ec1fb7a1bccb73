"""Broadcasts: an admin's messages to everyone, and their progress."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypedDict, Unpack

from sqlalchemy import ColumnElement, Connection, Row, func, insert, or_, select, update

from storage.bots import speaking
from storage.people import COLUMNS
from storage.person import Person
from storage.sharing import lease
from storage.tables import BroadcastRow, PersonRow


@dataclass(frozen=True)
class Broadcast:
    """An admin's message to everyone; the fields are the columns of `BroadcastRow`, in order."""

    id: int
    by_chat_id: int
    bot: int
    message_id: int | None  # also None if another bot wrote it
    text: str
    asked_at: datetime
    begun_at: datetime | None
    ended_at: datetime | None
    after_chat_id: int | None
    people: int
    reached: int
    gone: int
    asked_in: str | None
    drafted_in: str | None
    settled_in: str | None


def ask(tx: Connection, by_chat_id: int, now: datetime, key: str) -> bool:
    """Take the admin's next text as the broadcast; False while another one is being sent.

    `key` is the update, here and below: a redelivered one has no further effect.
    """
    if _first(tx, BroadcastRow.by_chat_id == by_chat_id, BroadcastRow.asked_in == key) is not None:
        return True
    if running(tx):
        return False
    drop_draft(tx, by_chat_id, now, key)
    blank = {"text": "", "people": 0, "reached": 0, "gone": 0}
    tx.execute(insert(BroadcastRow).values(by_chat_id=by_chat_id, asked_at=now, asked_in=key, **blank))
    return True


def of_update(tx: Connection, by_chat_id: int, key: str) -> Broadcast | None:
    """The broadcast this update drafted, confirmed or dropped."""
    is_this = or_(BroadcastRow.drafted_in == key, BroadcastRow.settled_in == key)
    return _first(tx, BroadcastRow.by_chat_id == by_chat_id, is_this)


def draft(tx: Connection, by_chat_id: int, since: datetime) -> Broadcast | None:
    """The broadcast still to be written or confirmed; None if that was too long ago."""
    return _first(tx, *_draft_of(by_chat_id), BroadcastRow.asked_at >= since)


def drop_draft(tx: Connection, by_chat_id: int, now: datetime, key: str) -> None:
    """Drop a draft and delete its text; the row stays for a while, so it is not dropped twice."""
    over = {"ended_at": now, "text": "", "settled_in": key}
    tx.execute(update(BroadcastRow).where(*_draft_of(by_chat_id)).values(**over))


def write_down(tx: Connection, broadcast_id: int, text: str, key: str) -> int:
    """Store the text; returns how many people would get it."""
    people = tx.scalar(select(func.count()).select_from(PersonRow).where(PersonRow.reachable)) or 0
    _change(tx, broadcast_id, text=text, people=people, drafted_in=key)
    return people


def begin(tx: Connection, broadcast_id: int, now: datetime, key: str) -> bool:
    """Start a confirmed broadcast; False while another one is being sent."""
    if running(tx):
        return False
    _change(tx, broadcast_id, begun_at=now, settled_in=key)
    return True


def running(tx: Connection) -> list[Broadcast]:
    """The broadcast that has begun and not ended; a restart resumes it."""
    rows = tx.execute(
        select(BroadcastRow.__table__)
        .where(BroadcastRow.begun_at.is_not(None), BroadcastRow.ended_at.is_(None))
        .order_by(BroadcastRow.id)
    )
    return [_broadcast(tx, row) for row in rows]


def find(tx: Connection, broadcast_id: int) -> Broadcast | None:
    return _first(tx, BroadcastRow.id == broadcast_id)


def shown_in(tx: Connection, broadcast_id: int, message_id: int) -> None:
    """Record the message that shows the progress."""
    _change(tx, broadcast_id, bot=speaking(tx), message_id=message_id)


def next_people(tx: Connection, after_chat_id: int | None, limit: int) -> list[Person]:
    """The next recipients: reachable people, by chat id."""
    where = () if after_chat_id is None else (PersonRow.chat_id > after_chat_id,)
    return _reachable(tx, *where, limit=limit)


def still_there(tx: Connection, chat_ids: Sequence[int]) -> list[Person]:
    """Those of these people who are still reachable and not deleted."""
    return _reachable(tx, PersonRow.chat_id.in_(chat_ids), limit=len(chat_ids))


def advance(tx: Connection, broadcast_id: int, after_chat_id: int, reached: int, gone: int) -> None:
    """Record that everyone up to this chat id is done. Raises `NotLeading` if another process sends."""
    lease.guard(tx)
    _change(
        tx,
        broadcast_id,
        after_chat_id=after_chat_id,
        reached=BroadcastRow.reached + reached,
        gone=BroadcastRow.gone + gone,
    )


def end(tx: Connection, broadcast_id: int, now: datetime) -> None:
    """End a broadcast, finished or stopped, and delete its text."""
    _change(tx, broadcast_id, ended_at=now, text="")


def stop(tx: Connection, broadcast_id: int, now: datetime) -> None:
    """Send no further batch; does nothing to one that is over."""
    if any(each.id == broadcast_id for each in running(tx)):
        end(tx, broadcast_id, now)


class _Changes(TypedDict, total=False):
    """Columns of a broadcast to be changed."""

    bot: int
    message_id: int
    text: str
    begun_at: datetime
    ended_at: datetime
    after_chat_id: int
    people: int
    reached: ColumnElement[int]
    gone: ColumnElement[int]
    drafted_in: str
    settled_in: str


def _change(tx: Connection, broadcast_id: int, **columns: Unpack[_Changes]) -> None:
    tx.execute(update(BroadcastRow).where(BroadcastRow.id == broadcast_id).values(**columns))


def _draft_of(by_chat_id: int) -> tuple[ColumnElement[bool], ...]:
    is_open = BroadcastRow.begun_at.is_(None), BroadcastRow.ended_at.is_(None)
    return BroadcastRow.by_chat_id == by_chat_id, *is_open


def _first(tx: Connection, *where: ColumnElement[bool]) -> Broadcast | None:
    row = tx.execute(select(BroadcastRow.__table__).where(*where).limit(1)).one_or_none()
    return None if row is None else _broadcast(tx, row)


def _broadcast(tx: Connection, row: Row[Any]) -> Broadcast:
    found = Broadcast(**row._asdict())
    return found if found.bot == speaking(tx) else replace(found, message_id=None)


def _reachable(tx: Connection, *where: ColumnElement[bool], limit: int) -> list[Person]:
    found = select(*COLUMNS).where(PersonRow.reachable, *where)
    return [Person.of(row._asdict()) for row in tx.execute(found.order_by(PersonRow.chat_id).limit(limit))]
