"""Talks: what was last talked about with a person, for half an hour; one row a person and bot."""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, select

from storage.bots import speaking
from storage.engine.upsert import insert
from storage.tables import TalkRow
from storage.values import Mention, Subject, Talk

KEPT = timedelta(minutes=30)  # later words start a new talk
MOST_REFS = 5  # per subject; people who refer further back say what they mean


def of(tx: Connection, chat_id: int, message_id: int, now: datetime) -> Talk:
    """The talk before `message_id`; the same again when that message is redelivered."""
    row = _row(tx, chat_id)
    if row is None:
        return Talk()
    return _read(row.before if row.message_id == message_id else row.mentions).since(now - KEPT)


def mention(tx: Connection, chat_id: int, message_id: int, new: Mention) -> None:
    """Record that this was talked about, because of that message of theirs (or, with a button, of ours).

    Earlier references of the subject stay, behind the new ones.
    """
    row = _row(tx, chat_id)
    stands = Talk() if row is None else _read(row.mentions).since(new.at - KEPT)
    earlier = stands.last(new.subject)
    if earlier is not None and new.subject in (Subject.LOG, Subject.MOVEMENT):
        new = replace(new, refs=tuple(dict.fromkeys((*new.refs, *earlier.refs)))[:MOST_REFS])
    _keep(tx, chat_id, message_id, row, stands.mentioning(new), new.at)


def about(tx: Connection, chat_id: int, message_id: int, subject: Subject) -> str:
    """What this very message has kept about the subject, if it was delivered before; else nothing."""
    row = _row(tx, chat_id)
    stands = None if row is None or row.message_id != message_id else _read(row.mentions).last(subject)
    return "" if stands is None else stands.about


def settle(tx: Connection, chat_id: int, message_id: int, now: datetime) -> None:
    """Close the open question: that message answered or dropped it."""
    row = _row(tx, chat_id)
    if row is not None and _read(row.mentions).last(Subject.QUESTION) is not None:
        _keep(tx, chat_id, message_id, row, _read(row.mentions).without(Subject.QUESTION), now)


def drop(tx: Connection, before_at: datetime) -> None:
    """Delete talks that are over."""
    tx.execute(delete(TalkRow).where(TalkRow.noted_at < before_at))


def _row(tx: Connection, chat_id: int) -> Any:
    columns = TalkRow.message_id, TalkRow.mentions, TalkRow.before
    return tx.execute(
        select(*columns).where(TalkRow.chat_id == chat_id, TalkRow.bot == speaking(tx))
    ).one_or_none()


def _keep(tx: Connection, chat_id: int, message_id: int, row: Any, talk: Talk, now: datetime) -> None:
    """When one message mentions several things, the talk before the first is kept."""
    before = "[]" if row is None else row.before if row.message_id == message_id else row.mentions
    values = {"noted_at": now, "message_id": message_id, "mentions": _written(talk), "before": before}
    added = insert(TalkRow).values(chat_id=chat_id, bot=speaking(tx), **values)
    tx.execute(added.on_conflict_do_update(set_=values))


def _written(talk: Talk) -> str:
    rows = [[each.subject, each.at.isoformat(), each.refs, each.about] for each in talk.mentions]
    return json.dumps(rows)


def _read(text: str) -> Talk:
    rows = json.loads(text)
    return Talk(
        tuple(
            Mention(Subject(subject), datetime.fromisoformat(at), tuple(refs), about)
            for subject, at, refs, about in rows
        )
    )
