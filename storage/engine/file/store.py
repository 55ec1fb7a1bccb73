"""File store: the store on one SQLite file, with one writer thread and a few readers beside it (WAL)."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from sqlite3 import Connection as SqliteConnection
from typing import TypeVar

from sqlalchemy import Connection, Engine, create_engine, event

from storage.bots import SPEAKER, Speaker
from storage.engine.file.own_file import OwnFile
from storage.engine.file.writer import Writer
from storage.engine.locking import WRITES
from storage.engine.place import file_of
from storage.engine.unavailable import Unavailable, translated

T = TypeVar("T")

BUSY_TIMEOUT_MS = 5_000  # how long a writer waits for another process before it gives up
EMPTY_LOG_MS = 50  # how long writers wait while the log is emptied and a reader is still active
READERS = 2

BEGIN = "sqlite_begin"  # execution option: how a transaction opens


class FileStore:
    """One file: writes take turns and may share a commit, reads never wait for them."""

    def __init__(self, url: str, speaker: Speaker) -> None:
        self._engine = file_engine(url).execution_options(**{SPEAKER: speaker})
        self._file = OwnFile(file_of(url))
        writing = {BEGIN: "BEGIN IMMEDIATE", WRITES: True}
        self._writer = Writer(self._engine.execution_options(**writing), self._file)
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="store-reader")

    async def write(self, step: Callable[[Connection], T]) -> T:
        """Run `step` in a transaction that holds the write lock from its beginning."""
        return await self._writer.run(step)

    async def read(self, step: Callable[[Connection], T]) -> T:
        def snapshot() -> T:
            with translated(), self._engine.connect() as connection, connection.begin():
                return step(connection)

        return await asyncio.get_running_loop().run_in_executor(self._readers, snapshot)

    async def empty_log(self) -> bool:
        return await asyncio.get_running_loop().run_in_executor(self._readers, empty_log, self._engine)

    @property
    def is_alive(self) -> bool:
        return self._writer.is_alive

    @property
    def has_its_file(self) -> bool:
        return self._file.is_there()

    def close(self) -> None:
        self._writer.stop()
        self._readers.shutdown()
        is_lost = not self.has_its_file
        if is_lost:
            with suppress(Unavailable):
                empty_log(self._engine)  # into the file we opened, wherever it is now
        self._engine.dispose()
        if is_lost:
            self._file.clear_up()


def file_engine(url: str) -> Engine:
    """An engine on a private file (0600 in a 0700 folder) that opens transactions itself."""
    file = file_of(url)
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    file.touch(mode=0o600)
    engine = create_engine(url, connect_args={"isolation_level": None, "timeout": BUSY_TIMEOUT_MS / 1000})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def empty_log(engine: Engine) -> bool:
    """Truncate the write-ahead log; True if it is empty now. Needs a connection without a transaction."""
    with translated(), closing(engine.raw_connection()) as connection:
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout={EMPTY_LOG_MS}")
        try:
            (is_busy, _, _) = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            cursor.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
    return not is_busy


def _prepare(connection: SqliteConnection, _record: object) -> None:
    # secure_delete: what is deleted is overwritten, not merely marked as free.
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    # The driver would begin late and without the lock, and a reader that starts writing would fail.
    connection.exec_driver_sql(connection.get_execution_options().get(BEGIN, "BEGIN"))
