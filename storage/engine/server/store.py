"""Server store: the store on PostgreSQL, where many transactions run at once and may be tried again.

Repeatable read: a transaction sees one snapshot, as on SQLite, and PostgreSQL refuses the later of two that
change the same row. Whoever changes something of a person has locked or changed the person's row before
(`people.get`), so of two transactions about one person the later one is refused or waits, and is run again
on a fresh snapshot. Serializable would find the same by itself, but reads whole small tables and then refuses
transactions that have nothing to do with each other; read committed would let a step act on what it has read
before the lock.
"""

import asyncio
import random
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from psycopg.errors import DeadlockDetected, SerializationFailure, UniqueViolation
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from storage.bots import SPEAKER, Speaker
from storage.engine.locking import WRITES
from storage.engine.server.connections import server_engine, within
from storage.engine.unavailable import Unavailable, translated

T = TypeVar("T")

THREADS = 8
TRIES = 10
PAUSE_SECONDS = 0.005  # before the second try, doubled each time; a random part of it is waited
# A handler has 10 seconds: whatever happens it hears by then that the database is unavailable, so its update
# is tried again instead of being taken for one that hangs.
PATIENCE_SECONDS = 6.0


class ServerStore:
    """A pool of threads with a connection each."""

    def __init__(self, url: str, speaker: Speaker) -> None:
        self._engine = server_engine(url, threads=THREADS).execution_options(**{SPEAKER: speaker})
        self._writing = self._engine.execution_options(**{WRITES: True})
        self._reading = self._engine.execution_options(postgresql_readonly=True)
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="store")

    async def write(self, step: Callable[[Connection], T]) -> T:
        return await self._run(self._writing, step)

    async def read(self, step: Callable[[Connection], T]) -> T:
        return await self._run(self._reading, step)

    async def empty_log(self) -> bool:
        return True

    @property
    def is_alive(self) -> bool:
        return True

    @property
    def has_its_file(self) -> bool:
        return True

    def close(self) -> None:
        self._threads.shutdown()
        self._engine.dispose()

    async def _run(self, engine: Engine, step: Callable[[Connection], T]) -> T:
        until = time.monotonic() + PATIENCE_SECONDS
        return await asyncio.get_running_loop().run_in_executor(
            self._threads, _transaction, engine, step, until
        )


def _transaction(engine: Engine, step: Callable[[Connection], T], until: float) -> T:
    with translated(), within(until):
        for failures in range(TRIES):
            if time.monotonic() > until:
                break
            try:
                with engine.connect() as connection, connection.begin():
                    return step(connection)
            except DBAPIError as error:
                if not _is_worth_another_try(error, failures):
                    raise
            time.sleep(random.random() * PAUSE_SECONDS * 2**failures)
    raise Unavailable("the database is busy")


def _is_worth_another_try(error: DBAPIError, failures: int) -> bool:
    """Another transaction was faster; what it wrote is seen by the next try, a key already there at least."""
    if isinstance(error.orig, UniqueViolation):
        return failures == 0  # the second time it is a mistake of ours
    return isinstance(error.orig, SerializationFailure | DeadlockDetected)
