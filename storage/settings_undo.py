"""Settings undo: the values before a typed change, by message, so it is applied and undone only once."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, cast

from sqlalchemy import Connection, Date, Time, delete, insert, select, update
from sqlalchemy.dialects import sqlite

from storage.bots import speaking
from storage.changes import Chosen
from storage.engine.column_types import Instant, Names, Spans, Windows
from storage.people import COLUMNS
from storage.person import Person
from storage.tables import ChangeRow
from storage.values import Span

_AFTER = "after"  # not a column: the new values, stored beside the old ones
_DIALECT = sqlite.dialect()  # the text form of columns does not depend on it


class Replaced(Chosen, total=False):
    """Columns a settings change in words may touch: settings, a pause, and meetings as one column."""

    paused_from_at: datetime | None
    paused_until_at: datetime | None
    busy: tuple[Span, ...]
    later_until_at: datetime | None
    later_nudge_id: int | None


@dataclass(frozen=True)
class KeptChange:
    """One message that changed settings, with the old and new values of its columns."""

    id: int
    changed_at: datetime
    before: Replaced
    after: Replaced
    undone: bool

    @property
    def can_be_undone(self) -> bool:
        return bool(self.before) and not self.undone


def find(tx: Connection, chat_id: int, message_id: int) -> KeptChange | None:
    row = tx.execute(
        select(ChangeRow.id, ChangeRow.changed_at, ChangeRow.before, ChangeRow.undone).where(
            ChangeRow.chat_id == chat_id, ChangeRow.bot == speaking(tx), ChangeRow.message_id == message_id
        )
    ).one_or_none()
    if row is None:
        return None
    texts = json.loads(row.before)
    after = texts.pop(_AFTER, {})  # old rows have none: then everything is restored
    return KeptChange(row.id, row.changed_at, _values(texts), _values(after), row.undone)


def keep(
    tx: Connection, message_id: int, before: Person, after: Person, names: Collection[str], now: datetime
) -> None:
    """Store the columns that this message changed, if any."""
    texts = _texts(before, names) | ({_AFTER: _texts(after, names)} if names else {})
    row = {"chat_id": before.chat_id, "bot": speaking(tx), "message_id": message_id, "changed_at": now}
    tx.execute(insert(ChangeRow).values(row | {"before": json.dumps(texts), "undone": False}))


def keep_anew(
    tx: Connection, message_id: int, before: Person, after: Person, names: Collection[str], now: datetime
) -> None:
    """The same for a button below our message, which may be tapped again once its change was undone."""
    mine = ChangeRow.chat_id == before.chat_id, ChangeRow.bot == speaking(tx)
    tx.execute(delete(ChangeRow).where(*mine, ChangeRow.message_id == message_id))
    keep(tx, message_id, before, after, names, now)


def undo(tx: Connection, change: KeptChange) -> None:
    tx.execute(update(ChangeRow).where(ChangeRow.id == change.id).values(undone=True))


def _texts(person: Person, names: Collection[str]) -> dict[str, Any]:
    columns = person.columns()
    return {name: _text(name, columns[name]) for name in names}


def _values(texts: Mapping[str, Any]) -> Replaced:
    return cast(Replaced, {name: _value(name, text) for name, text in texts.items()})


def _text(name: str, value: Any) -> Any:
    kind = _kind(name)
    if isinstance(value, time | date):  # a datetime is a date, too
        return value.isoformat()
    return kind.process_bind_param(value, _DIALECT) if isinstance(kind, Windows | Names | Spans) else value


def _value(name: str, text: Any) -> Any:
    kind = _kind(name)
    if isinstance(kind, Windows | Names | Spans):
        return kind.process_result_value(text, _DIALECT)
    if text is None:
        return None
    for each, of in ((Time, time), (Date, date), (Instant, datetime)):
        if isinstance(kind, each):
            return of.fromisoformat(text)
    return text


def _kind(name: str) -> Any:
    return next(each.type for each in COLUMNS if each.name == name)
