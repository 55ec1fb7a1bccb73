"""Single instance: one bot per database, held by a lock that dies with it."""

from collections.abc import Iterator
from contextlib import contextmanager

from filelock import FileLock, Timeout

from storage.engine.place import called, file_of, is_on_server
from storage.engine.unavailable import Unavailable


class AnotherInstance(Exception):
    """Another process is using this database."""

    def __init__(self, url: str) -> None:
        super().__init__(f"another instance is already using {called(url)}")


@contextmanager
def only_one(url: str, *, may_share: bool = False) -> Iterator[None]:
    """Lock the database while the block runs; raises `AnotherInstance` immediately if it is taken.

    On a server processes that may share it lock it together, and keep out those that may not.
    """
    with _one_on_server(url, may_share) if is_on_server(url) else _one_on_file(url):
        yield


@contextmanager
def _one_on_file(url: str) -> Iterator[None]:
    file = file_of(url)
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        # The file may have several names; all must map to the same lock.
        lock = FileLock(f"{file.resolve()}.lock", timeout=0, mode=0o600)
        lock.acquire()
    except Timeout:
        raise AnotherInstance(url) from None
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _one_on_server(url: str, may_share: bool) -> Iterator[None]:
    from psycopg import OperationalError

    from storage.engine.server.instance import InstanceLock

    lock = InstanceLock(url, may_share=may_share)
    try:
        is_ours = lock.acquire()
    except OperationalError as error:
        first_line, _, _ = str(error).partition("\n")
        raise Unavailable(first_line) from None
    if not is_ours:
        raise AnotherInstance(url)
    with lock.kept():
        yield
