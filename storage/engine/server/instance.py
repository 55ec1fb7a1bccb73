"""Instance lock on a server: lasts as long as its connection, and is taken again if that breaks."""

import logging
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress

from psycopg import Error

from storage.engine.server.connections import BoundedConnection, connect

logger = logging.getLogger(__name__)

WORKING = 7_105_002  # advisory lock of the one process that works on this database
LOOK_SECONDS = 2.0


class InstanceLock:
    """Held while the process works. Lost with a restart of the server, and then taken again.

    If another process was faster, this one ends itself as by SIGTERM: two would send everything twice.
    Processes that may share the database hold it together.
    """

    def __init__(self, url: str, *, may_share: bool = False) -> None:
        self._url = url
        self._question = (
            "SELECT pg_try_advisory_lock_shared(%s)" if may_share else "SELECT pg_try_advisory_lock(%s)"
        )
        self._is_over = threading.Event()
        self._connection: BoundedConnection | None = None
        self._thread = threading.Thread(target=self._keep, name="instance-lock", daemon=True)

    def acquire(self) -> bool:
        """False if another process has it. Raises `psycopg.Error` without a server."""
        connection = connect(self._url)
        connection.autocommit = True
        taken = connection.execute(self._question, [WORKING]).fetchone() == (True,)
        if taken:
            self._connection = connection
        else:
            connection.close()
        return taken

    @contextmanager
    def kept(self) -> Iterator[None]:
        self._thread.start()
        try:
            yield
        finally:
            self._is_over.set()
            self._thread.join(LOOK_SECONDS)
            if self._connection is not None:
                self._connection.close()

    def _keep(self) -> None:
        while not self._is_over.wait(LOOK_SECONDS):
            with suppress(Error):  # the server is away, and so is every other process
                if not self._is_held() and not self.acquire():
                    logger.critical("another instance has taken this database over")
                    os.kill(os.getpid(), signal.SIGTERM)
                    return

    def _is_held(self) -> bool:
        """The lock is the connection's: if that answers, the lock is held."""
        if self._connection is None:
            return False
        try:
            self._connection.execute("SELECT 1")
        except Error:
            with closing(self._connection):
                self._connection = None
            return False
        return True
