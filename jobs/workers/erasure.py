"""Erasure of a person: a tombstone first, then their rows, then the write-ahead log."""

import asyncio
import logging
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime

from storage import people
from storage.engine.database import Database
from storage.engine.tombstones import Tombstones
from storage.engine.unavailable import Unavailable

logger = logging.getLogger(__name__)

AGAIN_SECONDS = 1.0  # between attempts to empty the log while a reader or backup is active
ATTEMPTS = 60


class Eraser:
    """Permanent deletion of people, also from a backup that is restored later."""

    def __init__(self, db: Database, tombstones: Tombstones) -> None:
        self._db = db
        self._tombstones = tombstones
        self._emptying: asyncio.Task[None] | None = None

    async def forget(self, chat_id: int, now: datetime) -> bool:
        """Delete a person completely; False if there was nothing to delete. Raises `Unavailable`."""
        person = await self._db.read(people.find, chat_id)
        if person is not None:
            await self.bury([(chat_id, person.presence.joined_at)], now)
            await self._db.write(people.forget, chat_id, now)
            await self.empty_log()
        return person is not None

    async def bury(self, gone: Iterable[tuple[int, datetime]], now: datetime) -> None:
        """Delete people, tombstones first: after a crash in between, the next start finishes the deletion."""
        try:
            await asyncio.to_thread(self._tombstones.add, list(gone), now)
        except OSError as error:
            raise Unavailable(f"no tombstone can be set: {error.strerror}") from None

    async def empty_log(self) -> None:
        """Empty the write-ahead log now if no reader is active, else retry in the background."""
        if not await self._db.empty_log() and (self._emptying is None or self._emptying.done()):
            self._emptying = asyncio.create_task(self._keep_emptying())

    async def stop(self) -> None:
        """Stop retrying: closing the file empties the log in any case."""
        if self._emptying is not None:
            self._emptying.cancel()
            with suppress(asyncio.CancelledError):
                await self._emptying

    async def _keep_emptying(self) -> None:
        for _ in range(ATTEMPTS):
            await asyncio.sleep(AGAIN_SECONDS)
            with suppress(Unavailable):
                if await self._db.empty_log():
                    return
        logger.warning("the write-ahead log was not emptied; the next deletion tries again")
