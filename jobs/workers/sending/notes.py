"""Notes: outcomes of sends, collected for a moment and written in one transaction."""

import asyncio

from storage.engine.database import Database
from storage.sent import nudges
from storage.sent.nudges import Noted

LINGER_SECONDS = 0.02  # a kill within it repeats what was sent meanwhile: at most once for each person
TOGETHER = 500


class Notes:
    """Writes outcomes; each caller goes on once its own is committed, and hears if it could not be."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._waiting: list[tuple[Noted, asyncio.Future[None]]] = []
        self._writing: asyncio.Task[None] | None = None

    async def take(self, noted: Noted) -> None:
        """Note this outcome, with those of others; raises `Unavailable` if nothing was noted."""
        written = asyncio.get_running_loop().create_future()
        self._waiting.append((noted, written))
        if self._writing is None:
            self._writing = asyncio.create_task(self._write())
        await written

    async def _write(self) -> None:
        await asyncio.sleep(LINGER_SECONDS)
        while batch := self._waiting[:TOGETHER]:
            del self._waiting[:TOGETHER]
            try:
                await self._db.write(nudges.note_all, [noted for noted, _ in batch])
            except Exception as error:
                _fail(batch, error)
            else:
                _succeed(batch)
        self._writing = None


def _succeed(batch: list[tuple[Noted, asyncio.Future[None]]]) -> None:
    for _, written in batch:
        if not written.done():
            written.set_result(None)


def _fail(batch: list[tuple[Noted, asyncio.Future[None]]], error: Exception) -> None:
    for _, written in batch:
        if not written.done():
            written.set_exception(error)
