"""Database: transactions as plain functions, one at a time, in the store's own threads."""

import asyncio
import logging
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from sqlite3 import Connection as SqliteConnection
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError

from storage import bots
from storage.bots import SPEAKER, Speaker
from storage.engine.own_file import GONE, OwnFile

logger = logging.getLogger(__name__)

P = ParamSpec("P")
T = TypeVar("T")

BUSY_TIMEOUT_MS = 5_000  # how long a writer waits for another process before it gives up
EMPTY_LOG_MS = 50  # how long writers wait while the log is emptied and a reader is still active
TOGETHER = 64  # waiting transactions that share one commit, and so one wait for the disk
READERS = 2

BEGIN = "sqlite_begin"  # execution option: how a transaction opens


class Unavailable(Exception):
    """The database refused a read or write; nothing of the transaction was committed."""


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
        self._writer = Writer(self._engine, self._file)
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
                empty_log(self._engine)  # into the file that was opened, wherever it is now
        self._engine.dispose()
        if is_lost:
            self._file.clear_up()


class Job:
    """One waiting transaction and where its outcome goes."""

    def __init__(self, step: Callable[[Connection], Any], loop: asyncio.AbstractEventLoop) -> None:
        self.step = step
        self.loop = loop
        self.future: asyncio.Future[Any] = loop.create_future()
        self.outcome: Callable[[], Any] = _never_ran

    def tell(self) -> None:
        """Called in the writer's thread: schedule `settle` in the loop."""
        with suppress(RuntimeError):  # the loop has closed, and nobody is waiting
            self.loop.call_soon_threadsafe(self.settle)

    def settle(self) -> None:
        """Called in the loop: set the value or the error, unless the waiter was cancelled."""
        if self.future.cancelled():
            return
        try:
            self.future.set_result(self.outcome())
        except Exception as error:
            self.future.set_exception(error)


class Writer:
    """The single writer thread; functions waiting at the same time share a commit."""

    def __init__(self, engine: Engine, file: OwnFile) -> None:
        self._file = file
        self._engine = engine.execution_options(**{BEGIN: "BEGIN IMMEDIATE"})
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self.is_alive = True
        # A daemon thread, so a disk that hangs cannot block the exit.
        self._thread = threading.Thread(target=self._work, name="store-writer", daemon=True)
        self._thread.start()

    async def run(self, step: Callable[[Connection], T]) -> T:
        job = Job(step, asyncio.get_running_loop())
        self._jobs.put(job)
        if not self.is_alive:  # checked after the put, so no job is left in the queue
            self._turn_away()
        # The step is committed or rolled back with its transaction even if the waiter is cancelled.
        value: T = await job.future
        return value

    def stop(self) -> None:
        self._jobs.put(None)
        self._thread.join()

    def _work(self) -> None:
        try:
            self._take_jobs()
        except BaseException:
            logger.critical("the store's writer has died", exc_info=True)
        finally:
            self.is_alive = False
            self._turn_away()

    def _turn_away(self) -> None:
        """Fail every job still in the queue: nothing was done."""
        with suppress(Empty):
            while True:
                if (job := self._jobs.get_nowait()) is not None:
                    job.tell()

    def _take_jobs(self) -> None:
        while (first := self._jobs.get()) is not None:
            jobs, ending = self._with_those_waiting(first)
            try:
                self._commit_together(jobs)
            finally:
                for job in jobs:
                    job.tell()
            if ending:
                return

    def _with_those_waiting(self, first: Job) -> tuple[list[Job], bool]:
        jobs = [first]
        while len(jobs) < TOGETHER and not self._jobs.empty():
            job = self._jobs.get()
            if job is None:
                return jobs, True
            jobs.append(job)
        return jobs, False

    def _commit_together(self, jobs: list[Job]) -> None:
        try:
            with translated(), self._engine.connect() as connection, connection.begin():
                for job in jobs:
                    job.outcome = _outcome_of(job.step, connection)
                self._look_at_the_file()
            self._look_at_the_file()  # the file may have vanished in between, and the commit with it
        except Exception as error:
            for job in jobs:
                job.outcome = _raising(error)
        except BaseException:
            for job in jobs:
                job.outcome = _never_ran  # even if its step succeeded: nothing was committed
            raise

    def _look_at_the_file(self) -> None:
        if not self._file.is_there():
            raise Unavailable(GONE)


def _outcome_of(step: Callable[[Connection], T], connection: Connection) -> Callable[[], T]:
    """Run one step in its own savepoint, so its failure does not undo the others."""
    connection.exec_driver_sql("SAVEPOINT step")
    try:
        value = step(connection)
    except Exception as error:
        if isinstance(error, DBAPIError) and not isinstance(error, IntegrityError):
            raise  # the database itself failed: SQLite may have rolled back everything
        connection.exec_driver_sql("ROLLBACK TO step")
        return _raising(error)
    connection.exec_driver_sql("RELEASE step")
    return lambda: value


def _raising(error: Exception) -> Callable[[], Any]:
    def raise_it() -> Any:
        raise error

    return raise_it


def _never_ran() -> Any:
    raise Unavailable("the store stopped before this transaction ran")


@contextmanager
def translated() -> Iterator[None]:
    """Turn database failures into `Unavailable`, without statements or values in the message."""
    try:
        yield
    except IntegrityError:
        raise  # a schema constraint was violated: our bug, not the disk's
    except DBAPIError as error:
        raise Unavailable(f"{type(error.orig).__name__}: {error.orig}") from None
    except SQLAlchemyError as error:
        raise Unavailable(type(error).__name__) from None


def file_of(url: str) -> Path:
    """Path of the file in a SQLite URL."""
    name = make_url(url).database
    if not name:
        raise ValueError("the address names no file")
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
