"""Broadcasts: an admin's messages to everyone, and their progress."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, TypedDict, Unpack

from sqlalchemy import ColumnElement, Connection, Row, func, insert, select, update

from storage.bots import speaking
from storage.people import COLUMNS
from storage.person import Person
from storage.sharing import lease
from storage.tables import BroadcastRow, PersonRow

TO_ALL = "all"  # stands for every language without a text of its own


class Begun(StrEnum):
    """What became of the tap that sends a broadcast."""

    BEGUN = "begun"
    BUSY = "busy"  # another one is being sent
    CHANGED = "changed"  # its texts are others by now
    OVER = "over"  # it was sent or dropped before


@dataclass(frozen=True)
class Broadcast:
    """An admin's message to everyone; the fields are the columns of `BroadcastRow`, in order."""

    id: int
    by_chat_id: int
    bot: int
    message_id: int | None  # also None if another bot wrote it
    text: str  # for everyone whose language has none of its own; may be empty
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
    texts: str
    edits: int

    @property
    def by_language(self) -> dict[str, str]:
        """Texts for single languages, by code."""
        found: dict[str, str] = json.loads(self.texts or "{}")
        return found

    @property
    def has_text(self) -> bool:
        return bool(self.text or self.by_language)

    def text_for(self, language: str) -> str:
        """What people with this language get; empty: nothing."""
        return self.by_language.get(language, self.text)

    def recipients(self, people: Mapping[str, int]) -> int:
        """How many get it, of people by language."""
        return sum(number for language, number in people.items() if self.text_for(language))


def ask(tx: Connection, by_chat_id: int, now: datetime, key: str) -> Broadcast | None:
    """The admin's draft, or a new one; None while another broadcast is being sent.

    `key` is the update, here and below: a redelivered one has no further effect.
    """
    found = _first(tx, *_draft_of(by_chat_id))
    if found is not None:
        return found
    if running(tx):
        return None
    blank = {"text": "", "people": 0, "reached": 0, "gone": 0}
    tx.execute(insert(BroadcastRow).values(by_chat_id=by_chat_id, asked_at=now, asked_in=key, **blank))
    return _first(tx, *_draft_of(by_chat_id))


def draft(tx: Connection, by_chat_id: int) -> Broadcast | None:
    """The broadcast still to be written or sent."""
    return _first(tx, *_draft_of(by_chat_id))


def drop_draft(tx: Connection, by_chat_id: int, now: datetime, key: str) -> None:
    """Drop a draft and delete its texts; the row stays for a while, so it is not dropped twice."""
    over = {"ended_at": now, "text": "", "texts": "", "settled_in": key}
    tx.execute(update(BroadcastRow).where(*_draft_of(by_chat_id)).values(**over))


def write_down(tx: Connection, broadcast_id: int, language: str, text: str, key: str) -> None:
    """Store the text for a language, or (`TO_ALL`) for all others."""
    found = find(tx, broadcast_id)
    if found is None or found.drafted_in == key:
        return
    if language == TO_ALL:
        _change(tx, broadcast_id, text=text, edits=found.edits + 1, drafted_in=key)
        return
    texts = json.dumps({**found.by_language, language: text}, ensure_ascii=False)
    _change(tx, broadcast_id, texts=texts, edits=found.edits + 1, drafted_in=key)


def people_by_language(tx: Connection) -> dict[str, int]:
    """How many can be reached, by language."""
    found = select(PersonRow.language, func.count()).where(PersonRow.reachable).group_by(PersonRow.language)
    return {language: people for language, people in tx.execute(found.order_by(PersonRow.language))}  # noqa: C416


def begin(tx: Connection, broadcast_id: int, by_chat_id: int, edits: int, now: datetime, key: str) -> Begun:
    """Start a broadcast, as it was previewed: `edits` is how often it had been written then."""
    found = find(tx, broadcast_id)
    if found is None or found.by_chat_id != by_chat_id:
        return Begun.OVER
    if found.settled_in == key and found.begun_at is not None:
        return Begun.BEGUN
    if found.begun_at is not None or found.ended_at is not None:
        return Begun.OVER
    if found.edits != edits or not found.has_text:
        return Begun.CHANGED
    if running(tx):
        return Begun.BUSY
    people = found.recipients(people_by_language(tx))
    _change(tx, broadcast_id, begun_at=now, people=people, settled_in=key)
    return Begun.BEGUN


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
    """End a broadcast, finished or stopped, and delete its texts."""
    _change(tx, broadcast_id, ended_at=now, text="", texts="")


def stop(tx: Connection, broadcast_id: int, now: datetime) -> bool:
    """Send no further batch; False if it is over."""
    is_running = any(each.id == broadcast_id for each in running(tx))
    if is_running:
        end(tx, broadcast_id, now)
    return is_running


class _Changes(TypedDict, total=False):
    """Columns of a broadcast to be changed."""

    bot: int
    message_id: int
    text: str
    texts: str
    edits: int
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
