"""Listener: what other processes tell with their commits, heard at once, in the event loop."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress

from psycopg import Error

from storage.engine.server.connections import BoundedConnection, connect

logger = logging.getLogger(__name__)

AGAIN_SECONDS = 2.0  # after the connection broke; meanwhile polls find everything


class Listener:
    """One connection that only listens to a channel; `hear` gets each payload."""

    def __init__(self, url: str, channel: str, hear: Callable[[str], None]) -> None:
        self._url = url
        self._channel = channel
        self._hear = hear

    async def run(self) -> None:
        """Listen until cancelled, again and again."""
        while True:
            connection = None
            try:
                connection = await self._connect()
                await self._listen(connection)
            except (Error, OSError):
                logger.debug("not listening")
            finally:
                if connection is not None:
                    connection.close()
            await asyncio.sleep(AGAIN_SECONDS)

    async def _connect(self) -> BoundedConnection:
        connecting = asyncio.ensure_future(asyncio.to_thread(self._connected))
        try:
            return await asyncio.shield(connecting)
        except asyncio.CancelledError:
            connecting.add_done_callback(_close)
            raise

    def _connected(self) -> BoundedConnection:
        connection = connect(self._url)
        connection.autocommit = True
        connection.execute(f"LISTEN {self._channel}")
        return connection

    async def _listen(self, connection: BoundedConnection) -> None:
        """Return only by an error; the socket wakes the loop, so no thread waits for it."""
        loop, broken = asyncio.get_running_loop(), asyncio.get_running_loop().create_future()
        pgconn, fd = connection.pgconn, connection.fileno()

        def read() -> None:
            try:
                pgconn.consume_input()
                while (told := pgconn.notifies()) is not None:
                    self._hear(told.extra.decode())
            except Error as error:
                loop.remove_reader(fd)
                if not broken.done():
                    broken.set_exception(error)

        loop.add_reader(fd, read)
        try:
            await broken
        finally:
            with suppress(OSError, ValueError):
                loop.remove_reader(fd)


def _close(connecting: asyncio.Future[BoundedConnection]) -> None:
    """Nobody waits for this connection any more."""
    if not connecting.cancelled() and connecting.exception() is None:
        connecting.result().close()
