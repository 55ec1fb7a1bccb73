"""Crowd: many people read at once; parts that many have in common are made once and shared."""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Dialect, Row, type_coerce
from sqlalchemy.types import NullType

from storage.engine.column_types import Spans
from storage.people import BUSY, TIMES
from storage.person import PARTS, Person, made_of
from storage.tables import PersonRow

Made: TypeAlias = Callable[[Sequence[Any]], Any]

KEPT = 4096  # different ones of each part
OWN = frozenset({"plan", "sent", "presence"})  # differ from person to person

_TYPES = {column.name: column.type for column in PersonRow.__table__.columns} | {BUSY.name: Spans()}


def _raw(name: str) -> ColumnElement[Any]:
    column = TIMES if name == BUSY.name else PersonRow.__table__.columns[name]
    return type_coerce(column, NullType()).label(name)


# The columns as the driver gives them, part by part.
RAW = (_raw("chat_id"), *(_raw(name) for _, names in PARTS.values() for name in names))


def people_of(dialect: Dialect, rows: Iterable[Row[Any]]) -> list[Person]:
    """People from rows of `RAW`."""
    made = _made(dialect.name, dialect)
    return [made_of(row[0], {part: make(row[a:b]) for part, a, b, make in made}) for row in rows]


_kept: dict[str, list[tuple[str, int, int, Made]]] = {}


def _made(name: str, dialect: Dialect) -> list[tuple[str, int, int, Made]]:
    """For each part its columns in a row, and how it is made of them."""
    if name not in _kept:
        found, begin = [], 1
        for part, (kind, names) in PARTS.items():
            make = _maker(kind, names, dialect)
            shared = make if part in OWN else lru_cache(KEPT)(make)
            found.append((part, begin, begin + len(names), shared))
            begin += len(names)
        _kept[name] = found
    return _kept[name]


def _maker(kind: type[Any], names: Sequence[str], dialect: Dialect) -> Made:
    read = [(n, each) for n, name in enumerate(names) if (each := _processor(name, dialect)) is not None]

    def make(raw: Sequence[Any]) -> Any:
        values = list(raw)
        for n, processor in read:
            values[n] = processor(values[n])
        part = object.__new__(kind)
        part.__dict__.update(zip(names, values, strict=True))
        return part

    return make


def _processor(name: str, dialect: Dialect) -> Callable[[Any], Any] | None:
    return _TYPES[name].dialect_impl(dialect).result_processor(dialect, None)
