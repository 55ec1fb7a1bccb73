"""Server: connections to PostgreSQL that never wait for ever, even if the server is frozen."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from psycopg import Connection, OperationalError
from psycopg.abc import PQGen
from psycopg.errors import _WaitTimeout
from sqlalchemy import Engine, create_engine, make_url

T = TypeVar("T")

CONNECT_SECONDS = 3
STATEMENT_MS = 5_000  # one statement, and as long for a lock
IDLE_MS = 15_000  # a transaction whose process was stopped in the middle lets go of its rows
ANSWER_SECONDS = STATEMENT_MS / 1000 + 0.5  # after that no time-out of the server has worked: it is frozen
LEAST_SECONDS = 0.1

SESSION = {
    "timezone": "UTC",
    "statement_timeout": STATEMENT_MS,
    "lock_timeout": STATEMENT_MS,
    "idle_in_transaction_session_timeout": IDLE_MS,
}

_work = threading.local()


class BoundedConnection(Connection[Any]):
    """A connection that gives up on an answer that does not come, and closes then."""

    answer_seconds = ANSWER_SECONDS

    def wait(self, gen: PQGen[T], interval: float = 0.1, timeout: float | None = None) -> T:
        try:
            return super().wait(gen, interval, timeout or max(_left(self.answer_seconds), LEAST_SECONDS))
        except _WaitTimeout:
            self.pgconn.finish()  # a late answer would be taken for that of the next question
            raise OperationalError("the server does not answer") from None


@contextmanager
def within(until: float) -> Iterator[None]:
    """Everything this thread asks a server meanwhile ends by `until` (of `time.monotonic`)."""
    _work.until = until
    try:
        yield
    finally:
        del _work.until


def _left(most_seconds: float) -> float:
    until: float | None = getattr(_work, "until", None)
    return most_seconds if until is None else min(most_seconds, until - time.monotonic())


def server_engine(url: str, *, threads: int = 1, is_patient: bool = False) -> Engine:
    """An engine with a connection a thread, each looked at before it is used.

    Transactions see one snapshot (repeatable read). `is_patient` has no time-outs: for migrations.
    """
    return create_engine(
        url,
        creator=lambda: connect(url, is_patient=is_patient),
        isolation_level="REPEATABLE READ",
        pool_pre_ping=True,
        pool_size=threads,
        max_overflow=0,
        pool_timeout=ANSWER_SECONDS,
    )


def connect(url: str, *, is_patient: bool = False) -> BoundedConnection:
    """A new connection, or `OperationalError` after 3 seconds for each host in the URL."""
    seconds = _left(CONNECT_SECONDS)
    if seconds < 1:
        raise OperationalError("no connection in time")
    asked = make_url(url)
    _, named = asked.get_dialect()().create_connect_args(asked)
    session = SESSION | ({"statement_timeout": 0, "lock_timeout": 0} if is_patient else {})
    options = " ".join([*filter(None, [named.get("options")]), *(f"-c {k}={v}" for k, v in session.items())])
    settings: dict[str, Any] = {**named, "connect_timeout": round(seconds), "options": options}
    connection = BoundedConnection.connect(**settings)
    if is_patient:
        connection.answer_seconds = float("inf")
    return connection
