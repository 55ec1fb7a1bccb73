"""Database: transactions as plain functions, one at a time, in the store's own threads."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, make_url

from storage import bots
from storage.bots import SPEAKER, Speaker
from storage.engine.own_file import OwnFile
from storage.engine.unavailable import Unavailable, translated
from storage.engine.writer import Writer

P = ParamSpec("P")
T = TypeVar("T")

BUSY_TIMEOUT_MS = 5_000  # how long a writer waits for another process before it gives up
EMPTY_LOG_MS = 50  # how long writers wait while the log is emptied and a reader is still active
READERS = 2

BEGIN = "sqlite_begin"  # execution option: how a transaction opens


class Database:
    """The store on one SQLite file: one writer thread, a few readers beside it (WAL).

    `write` and `read` run a function with a connection as its first argument and hand back its
    value. Once `write` returns, its changes survive a power cut; if it raises, none are kept.
    A database that is locked, full or gone raises `Unavailable`.
    """

    def __init__(self, url: str) -> None:
        self._speaker = Speaker()
        self._engine = engine_for(url).execution_options(**{SPEAKER: self._speaker})
        self._file = OwnFile(file_of(url))
        self._writer = Writer(self._engine.execution_options(**{BEGIN: "BEGIN IMMEDIATE"}), self._file)
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="store-reader")

    async def write(
        self, step: Callable[Concatenate[Connection, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run `step` in a transaction that holds the write lock from its beginning."""
        return await self._writer.run(lambda tx: step(tx, *args, **kwargs))

    async def read(
        self, step: Callable[Concatenate[Connection, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run `step` on one consistent snapshot; it never waits for a writer."""

        def snapshot() -> T:
            with translated(), self._engine.connect() as connection, connection.begin():
                return step(connection, *args, **kwargs)

        return await asyncio.get_running_loop().run_in_executor(self._readers, snapshot)

    async def speak_as(self, bot_id: int) -> None:
        """Read and write message ids as those of this bot; until then, as those of the first bot."""
        self._speaker.number = await self.write(bots.adopt, bot_id)

    async def empty_log(self) -> bool:
        """Checkpoint the write-ahead log into the file and truncate it, as it still contains deleted data.

        False if a reader or a backup was active: try again later. Blocks writers only briefly.
        """
        return await asyncio.get_running_loop().run_in_executor(self._readers, empty_log, self._engine)

    @property
    def is_alive(self) -> bool:
        """False once the writer thread has died: nothing can be written any more."""
        return self._writer.is_alive

    @property
    def has_its_file(self) -> bool:
        """False if the file was removed or replaced: anything written now is lost."""
        return self._file.is_there()

    def close(self) -> None:
        """Finish pending transactions, then close the file."""
        self._writer.stop()
        self._readers.shutdown()
        is_lost = not self.has_its_file
        if is_lost:
            with suppress(Unavailable):
                empty_log(self._engine)  # into the file we opened, wherever it is now
        self._engine.dispose()
        if is_lost:
            self._file.clear_up()


def file_of(url: str) -> Path:
    """Path of the file in a SQLite URL."""
    name = make_url(url).database
    if not name:
        raise ValueError("the database URL names no file")
    return Path(name)


def engine_for(url: str) -> Engine:
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
