"""Schema check: tables, columns, keys and indexes against the code; reports the first difference."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Dialect, Index, Inspector, MetaData, Table, UniqueConstraint, inspect

ALEMBICS = "alembic_version"  # Alembic's own table: the current migration

# PostgreSQL writes `state = 'claimed'` its own way, with the types.
CASTS = re.compile(r"::\w+|[()]")

ALIKE = {"FLOAT": "DOUBLE", "DOUBLE PRECISION": "DOUBLE"}  # names of one type: a float of eight bytes

Shape = dict[str, str]  # name of a schema object, and its description


def difference(tx: Connection, metadata: MetaData) -> str | None:
    """The first difference between database and code, in words; None if they agree."""
    found, meant = _found(inspect(tx)), _meant(metadata, tx.dialect)
    for what in sorted(found.keys() | meant.keys(), key=lambda each: (not each.startswith("table "), each)):
        if what not in found:
            return f"{what} is missing"
        if what not in meant:
            return f"{what} is unknown"
        if found[what] != meant[what]:
            return f"{what} is {found[what]}, and should be {meant[what]}"
    return None


def _meant(metadata: MetaData, dialect: Dialect) -> Shape:
    return {what: how for table in metadata.tables.values() for what, how in _of_code(table, dialect)}


def _of_code(table: Table, dialect: Dialect) -> Iterator[tuple[str, str]]:
    yield f"table {table.name}", ""
    for column in table.columns:
        yield f"{table.name}.{column.name}", _column(column.type.compile(dialect), bool(column.nullable))
    yield f"primary key of {table.name}", _names(table.primary_key.columns.keys())
    for key in table.foreign_key_constraints:
        to, options = key.elements[0].column, {"ondelete": key.ondelete}
        yield f"foreign key {table.name}.{_names(key.column_keys)}", _key(to.table.name, [to.name], options)
    for unique in table.constraints:
        if isinstance(unique, UniqueConstraint):
            yield f"unique {unique.name}", _names(unique.columns.keys())
    for index in table.indexes:
        yield (
            f"index {index.name}",
            _index(index.columns.keys(), bool(index.unique), _condition(index, dialect)),
        )


def _found(inspector: Inspector) -> Shape:
    shape: Shape = {}
    for (_, table), columns in inspector.get_multi_columns().items():
        if table != ALEMBICS:
            shape[f"table {table}"] = ""
            shape |= {
                f"{table}.{each['name']}": _column(
                    each["type"].compile(inspector.dialect), bool(each["nullable"])
                )
                for each in columns
            }
            shape |= _keys(inspector, table)
    return shape


def _keys(inspector: Inspector, table: str) -> Shape:
    """Keys, unique constraints and indexes; an index that only backs a constraint is left out."""
    primary = inspector.get_pk_constraint(table)["constrained_columns"]
    shape = {f"primary key of {table}": _names(primary)}
    for key in inspector.get_foreign_keys(table):
        name = f"foreign key {table}.{_names(key['constrained_columns'])}"
        shape[name] = _key(key["referred_table"], key["referred_columns"], key.get("options", {}))
    for unique in inspector.get_unique_constraints(table):
        shape[f"unique {unique['name']}"] = _names(unique["column_names"])
    for index in inspector.get_indexes(table):
        if not index.get("duplicates_constraint"):
            options: Mapping[str, Any] = index.get("dialect_options", {})
            condition = next(
                (CASTS.sub("", str(how)) for name, how in options.items() if name.endswith("_where")), ""
            )
            shape[f"index {index['name']}"] = _index(index["column_names"], bool(index["unique"]), condition)
    return shape


def _condition(index: Index, dialect: Dialect) -> str:
    where = index.dialect_options[dialect.name].get("where")
    return "" if where is None else str(where)


def _column(kind: str, is_nullable: bool) -> str:
    kind = ALIKE.get(kind, kind)
    return kind if is_nullable else f"{kind} NOT NULL"


def _key(table: str, columns: list[str], options: Mapping[str, Any]) -> str:
    return f"{table}({_names(columns)}) {options.get('ondelete') or 'NO ACTION'}"


def _index(columns: list[Any], is_unique: bool, condition: str) -> str:
    where = f" where {condition}" if condition else ""
    return f"{'unique ' if is_unique else ''}({_names(columns)}){where}"


def _names(columns: Iterable[Any]) -> str:
    return ",".join(str(each) for each in columns)
