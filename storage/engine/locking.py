"""Locking: rows that a transaction on a server is about to change. On SQLite it has the whole file."""

from typing import Any, TypeVar

from sqlalchemy import Connection, Select

WRITES = "writes"  # execution option: what is read may be changed next, so it is locked

T = TypeVar("T", bound=Select[Any])


def is_writing(tx: Connection) -> bool:
    return bool(tx.get_execution_options().get(WRITES, False))


def locked(rows: T) -> T:
    """The rows, kept from other transactions; those may still add rows that refer to them."""
    return rows.with_for_update(key_share=True)


def unlocked_ones(rows: T) -> T:
    """The rows that no other transaction holds, kept from now on: two claims share nobody."""
    return rows.with_for_update(key_share=True, skip_locked=True)
