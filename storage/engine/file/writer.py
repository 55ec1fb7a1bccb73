"""Writer: the one thread that writes; transactions that wait at the same time share a commit."""

import asyncio
import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, IntegrityError

from storage.engine.file.own_file import GONE, OwnFile
from storage.engine.unavailable import Unavailable, translated

logger = logging.getLogger(__name__)
T = TypeVar("T")
TOGETHER = 64  # waiting transactions that share one commit, and so one wait for the disk


class Job:
    """One waiting transaction and where its outcome goes."""

    def __init__(self, step: Callable[[Connection], Any], loop: asyncio.AbstractEventLoop) -> None:
        self.step = step
        self.loop = loop
        self.future: asyncio.Future[Any] = loop.create_future()
        self.outcome: Callable[[], Any] = _never_ran

    def tell(self) -> None:
        """Called in the writer's thread: schedule `settle` in the loop."""
        with suppress(RuntimeError):  # the loop has closed, so no one is waiting
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
    """The single writer thread; `engine` opens transactions with the write lock."""

    def __init__(self, engine: Engine, file: OwnFile) -> None:
        self._file = file
        self._engine = engine
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
                if len(jobs) == 1:
                    jobs[0].outcome = _outcome_alone(jobs[0].step, connection)
                else:
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


def _outcome_alone(step: Callable[[Connection], T], connection: Connection) -> Callable[[], T]:
    """Run the only step of a transaction: where it fails there is nothing else to save, so no savepoint."""
    try:
        value = step(connection)
    except Exception as error:
        if isinstance(error, DBAPIError) and not isinstance(error, IntegrityError):
            raise
        connection.rollback()
        return _raising(error)
    return lambda: value


def _raising(error: Exception) -> Callable[[], Any]:
    def raise_it() -> Any:
        raise error

    return raise_it


def _never_ran() -> Any:
    raise Unavailable("the store stopped before this transaction ran")
