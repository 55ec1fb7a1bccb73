"""Single instance: one bot per database file, held by a lock that dies with it."""

from collections.abc import Iterator
from contextlib import contextmanager

from filelock import FileLock, Timeout

from storage.engine.database import file_of


class AnotherInstance(Exception):
    """Somebody else works with this database."""


@contextmanager
def only_one(url: str) -> Iterator[None]:
    """Hold the database for as long as the block runs; raises `AnotherInstance` at once."""
    file = file_of(url)
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        # The file may go by several names, and all of them mean the one lock.
        lock = FileLock(f"{file.resolve()}.lock", timeout=0, mode=0o600)
        lock.acquire()
    except Timeout:
        raise AnotherInstance(f"another instance already works with {file}") from None
    try:
        yield
    finally:
        lock.release()
