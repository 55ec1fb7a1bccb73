"""Upsert: `insert … on conflict`, one statement for every database we run on.

SQLAlchemy has one such class per database; ours compiles on all of them, as their SQL is the same.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Self

from sqlalchemy.dialects.sqlite.dml import Insert as SqliteInsert
from sqlalchemy.dialects.sqlite.dml import OnConflictDoNothing, OnConflictDoUpdate


class _DoNothing(OnConflictDoNothing):
    inherit_cache = True
    constraint_target = None  # read by SQLAlchemy's compiler for PostgreSQL


class _DoUpdate(OnConflictDoUpdate):
    inherit_cache = True
    constraint_target = None


class Upsert(SqliteInsert):
    """An insert that may say what happens where the row is there already."""

    inherit_cache = True

    def on_conflict_do_nothing(self) -> Self:  # type: ignore[override]  # fewer ways on purpose
        """Keep the row that is there."""
        return self.ext(_DoNothing())

    def on_conflict_do_update(  # type: ignore[override]
        self, *, set_: Mapping[str, Any], index_elements: Sequence[Any] | None = None
    ) -> Self:
        """Change the row that is there; it is found by its primary key, or by the columns named."""
        # PostgreSQL wants to know which key; SQLite would take any.
        return self.ext(_DoUpdate(index_elements or list(self.table.primary_key), None, dict(set_), None))


def insert(row: type[Any]) -> Upsert:
    """Insert into the table of a mapped class."""
    return Upsert(row)
