"""Moving over: everything from one database to another, in one transaction, compared row by row.

From a file to a server, or back. Until the last row is compared, nothing in the target has changed.
"""

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from itertools import chain, zip_longest
from typing import Any

from sqlalchemy import Connection, Row, String, Table, delete, func, insert, select, text
from sqlalchemy.exc import DataError, IntegrityError

from storage.engine import schema, shape
from storage.engine.database import engine_for
from storage.engine.file.store import BEGIN
from storage.engine.place import called, is_on_server
from storage.engine.unavailable import translated
from storage.tables import Base, SaltRow

BATCH = 1_000  # rows in memory

Tell = Callable[[str], None]
Step = Callable[[int, int], None]  # rows done, and of how many; every row is copied, then compared


class CannotMoveOver(Exception):
    """Nothing was moved; the message gives the reason in one line."""


class _Steps:
    """Counts rows for whoever wants to know how far it is; what `step` raises undoes everything."""

    def __init__(self, step: Step, total: int) -> None:
        self._step, self._total, self._done = step, total, 0

    def on(self, rows: int) -> None:
        self._done += rows
        self._step(min(self._done, self._total), self._total)


def move_over(
    source: str, target: str, now: datetime, tell: Tell, step: Step = lambda done, total: None
) -> int:
    """Copy all rows of all tables to a database without people; returns how many.

    The target gets today's schema first. Raises `CannotMoveOver` or `Unavailable`; the source is only read.
    Nobody else may use either of them meanwhile.
    """
    schema.migrate(target, now)
    with translated(), _reading(source) as old, _writing(target) as new:
        _refuse_another_schema(old, source)
        _refuse_people(new, target)
        new.execute(delete(SaltRow))  # every new database makes one, but names were hashed with the old one
        steps = _Steps(step, 2 * sum(_number(table, old) for table in Base.metadata.sorted_tables))
        rows = sum(_copied(table, old, new, tell, steps) for table in Base.metadata.sorted_tables)
        for table in Base.metadata.sorted_tables:
            _compare(table, old, new, steps)
        tell("compared row by row: no difference")
        if is_on_server(target):
            _settle(new)
    return rows


@contextmanager
def _reading(url: str) -> Iterator[Connection]:
    engine = engine_for(url, is_patient=True)
    try:
        with engine.connect() as connection, connection.begin():
            yield connection
    finally:
        engine.dispose()


@contextmanager
def _writing(url: str) -> Iterator[Connection]:
    engine = engine_for(url, is_patient=True)
    try:
        with (
            engine.connect().execution_options(**{BEGIN: "BEGIN IMMEDIATE"}) as connection,
            connection.begin(),
        ):
            yield connection
    finally:
        engine.dispose()


def _refuse_another_schema(old: Connection, url: str) -> None:
    if (what := shape.difference(old, Base.metadata)) is not None:
        hint = "bring it to today's schema first (python -m bot migrate)"
        raise CannotMoveOver(f"{called(url)} does not have today's schema: {what}; {hint}")


def _refuse_people(new: Connection, url: str) -> None:
    for table in Base.metadata.sorted_tables:
        if table is not SaltRow.__table__ and new.execute(select(table).limit(1)).first() is not None:
            raise CannotMoveOver(f"{called(url)} is not empty: there are {table.name} in it")


def _copied(table: Table, old: Connection, new: Connection, tell: Tell, steps: _Steps) -> int:
    done, added = 0, insert(table)
    with closing(_batches(table, old)) as batches:
        for batch in batches:
            try:
                new.execute(added, [dict(row._mapping) for row in batch])
            except (DataError, IntegrityError) as error:
                why = type(error.orig).__name__
                raise CannotMoveOver(f"{table.name}: a row does not fit ({why})") from None
            done += len(batch)
            steps.on(len(batch))
    tell(f"{table.name}: {done:,}")
    return done


def _number(table: Table, tx: Connection) -> int:
    return tx.scalar(select(func.count()).select_from(table)) or 0


def _batches(table: Table, tx: Connection) -> Generator[Sequence[Row[Any]]]:
    rows = select(table).order_by(*_order(table, tx)).execution_options(yield_per=BATCH)
    with tx.execute(rows) as found:
        yield from found.partitions()


def _order(table: Table, tx: Connection) -> list[Any]:
    """By the primary key; texts by their bytes, whatever language the server sorts in."""
    by_bytes = "BINARY" if tx.dialect.name == "sqlite" else "C"
    return [
        each.collate(by_bytes) if isinstance(each.type, String) else each.asc() for each in table.primary_key
    ]


def _compare(table: Table, old: Connection, new: Connection, steps: _Steps) -> None:
    with closing(_batches(table, old)) as theirs, closing(_batches(table, new)) as ours:
        pairs = zip_longest(chain.from_iterable(theirs), chain.from_iterable(ours))
        for number, (one, other) in enumerate(pairs, 1):
            if one is None or other is None:
                arrived = f"{_number(table, new)} of {_number(table, old)} rows arrived"
                raise CannotMoveOver(f"{table.name}: {arrived}")
            if tuple(one) != tuple(other):
                name = next(n for n, value in one._mapping.items() if value != other._mapping[n])
                raise CannotMoveOver(f"{table.name}: row {number} differs in {name}")
            if number % BATCH == 0:
                steps.on(BATCH)


def _settle(new: Connection) -> None:
    """Number on behind the rows that were copied, and count them for the planner."""
    for table in Base.metadata.sorted_tables:
        column = table.autoincrement_column
        if column is not None:
            last = new.scalar(select(column).order_by(column.desc()).limit(1))
            sequence = func.pg_get_serial_sequence(table.name, column.name)
            new.execute(select(func.setval(sequence, last or 1, last is not None)))
    new.execute(text("ANALYZE"))
