"""What was it before they changed it in words? Kept by the message: it counts once and can be had back."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from sqlalchemy import Connection, Time, insert, select, update
from sqlalchemy.dialects import sqlite

from storage.bots import speaking
from storage.engine.column_types import Instant, Names, Spans, Windows
from storage.people import COLUMNS
from storage.tables import ChangeRow

_AFTER = "after"  # no column: beside those as they were, the same as this message left them
_DIALECT = sqlite.dialect()  # how columns look in text does not depend on it


@dataclass(frozen=True)
class Change:
    """One message that changed settings, and its columns as they were and as it left them."""

    id: int
    changed_at: datetime
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    undone: bool

    @property
    def can_be_undone(self) -> bool:
        return bool(self.before) and not self.undone


def find(tx: Connection, chat_id: int, message_id: int) -> Change | None:
    row = tx.execute(
        select(ChangeRow.id, ChangeRow.changed_at, ChangeRow.before, ChangeRow.undone).where(
            ChangeRow.chat_id == chat_id, ChangeRow.bot == speaking(tx), ChangeRow.message_id == message_id
        )
    ).one_or_none()
    if row is None:
        return None
    texts = json.loads(row.before)
    after = texts.pop(_AFTER, {})  # rows of another time have none: then everything is put back
    return Change(row.id, row.changed_at, _values(texts), _values(after), row.undone)


def keep(
    tx: Connection,
    chat_id: int,
    message_id: int,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    now: datetime,
) -> None:
    """The columns that this message has changed; none where it changed nothing."""
    texts = json.dumps(_texts(before) | ({_AFTER: _texts(after)} if after else {}))
    row = {"chat_id": chat_id, "bot": speaking(tx), "message_id": message_id}
    tx.execute(insert(ChangeRow).values(row | {"changed_at": now, "before": texts, "undone": False}))


def undo(tx: Connection, change: Change) -> None:
    tx.execute(update(ChangeRow).where(ChangeRow.id == change.id).values(undone=True))


def _texts(columns: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _text(name, value) for name, value in columns.items()}


def _values(texts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _value(name, text) for name, text in texts.items()}


def _text(name: str, value: Any) -> Any:
    kind = _kind(name)
    if isinstance(value, time | datetime):
        return value.isoformat()
    return kind.process_bind_param(value, _DIALECT) if isinstance(kind, Windows | Names | Spans) else value


def _value(name: str, text: Any) -> Any:
    kind = _kind(name)
    if isinstance(kind, Windows | Names | Spans):
        return kind.process_result_value(text, _DIALECT)
    if text is not None and isinstance(kind, Time | Instant):
        return (time if isinstance(kind, Time) else datetime).fromisoformat(text)
    return text


def _kind(name: str) -> Any:
    return next(each.type for each in COLUMNS if each.name == name)
