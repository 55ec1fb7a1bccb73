"""Single instance: one bot per database file, held by a lock that dies with it."""

from collections.abc import Iterator
from contextlib import contextmanager

from filelock import FileLock, Timeout

from storage.engine.place import file_of


class AnotherInstance(Exception):
    """Another process is using this database."""


@contextmanager
def only_one(url: str) -> Iterator[None]:
    """Lock the database while the block runs; raises `AnotherInstance` immediately if it is taken."""
    file = file_of(url)
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        # The file may have several names; all must map to the same lock.
        lock = FileLock(f"{file.resolve()}.lock", timeout=0, mode=0o600)
        lock.acquire()
    except Timeout:
        raise AnotherInstance(f"another instance is already using {file}") from None
    try:
        yield
    finally:
        lock.release()
