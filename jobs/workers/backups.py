"""Backups: one copy of a database file a day, old ones removed; a missed one is made up for.

A server's backups are made by its own tools; here only tombstones that nobody needs any more go.
"""

import asyncio
import logging
from datetime import datetime, time
from pathlib import Path

from jobs.clock import Clock
from jobs.workers.daily import is_due
from storage.engine import backup
from storage.engine.backup import CannotBackUp
from storage.engine.database import Database
from storage.engine.tombstones import BadTombstones, Tombstones
from storage.engine.unavailable import Unavailable

logger = logging.getLogger(__name__)

AT = time(4, 10)  # UTC: night in Europe and the Americas, so moves are rare


class Backups:
    """Daily backup in a thread, so neither the loop nor the store waits for it."""

    def __init__(self, db: Database, file: Path | None, tombstones: Tombstones, clock: Clock) -> None:
        self._db = db
        self._file = file
        self._tombstones = tombstones
        self._clock = clock
        self._one_at_a_time = asyncio.Lock()
        self._making: asyncio.Task[Path | None] | None = None

    async def run(self) -> None:
        """Make the daily backup if it is due. Never raises: the next check retries."""
        async with self._one_at_a_time:
            try:
                now = self._clock.now()
                if self._file is not None:
                    await self._make_if_due(self._file, now)
                await asyncio.to_thread(self._let_go, now)
            except (CannotBackUp, BadTombstones, OSError, Unavailable) as error:
                logger.error("no backup: %s", error)
            except Exception:
                logger.exception("no backup")

    def begin(self) -> asyncio.Task[Path | None]:
        """Begin to make a backup because an admin wants one; the one that is being made, if any."""
        if self._making is None or not self.is_making:
            self._making = asyncio.create_task(self._make_now())
        return self._making

    @property
    def is_making(self) -> bool:
        """True while one that an admin wanted is being made."""
        return self._making is not None and not self._making.done()

    async def stop(self) -> None:
        """Wait for a backup in progress: it is whole or not there."""
        if self._making is not None:
            await asyncio.gather(self._making, return_exceptions=True)

    async def _make_now(self) -> Path | None:
        """The new backup; None if none could be made, and the log says why."""
        async with self._one_at_a_time:
            try:
                if self._file is None:
                    return None
                copy = await asyncio.to_thread(backup.on_request, self._file, self._clock.now())
                logger.info("backed up to %s", copy)
                return copy
            except (CannotBackUp, OSError) as error:
                logger.error("no backup: %s", error)
                return None

    async def newest(self, most: int) -> list[tuple[datetime, int]]:
        """The newest backups, newest first: when each was made, and its size in bytes."""
        return [] if self._file is None else await asyncio.to_thread(backup.sizes, self._file, most)

    @property
    def is_on_server(self) -> bool:
        """True if the database is on a server, which makes its own backups."""
        return self._file is None

    async def _make_if_due(self, file: Path, now: datetime) -> None:
        if not is_due(await asyncio.to_thread(backup.last_daily_at, file, now), now, AT):
            return
        if await self._db.read(backup.is_worth_keeping):
            copy = await asyncio.to_thread(backup.daily, file, now)
            logger.info("backed up to %s", copy)

    def _let_go(self, now: datetime) -> None:
        """Remove old backups, even when no people are left: that is when it matters most."""
        deleted_at = self._tombstones.deleted_at()
        oldest_at = None if self._file is None else backup.let_go(self._file, now, deleted_at)
        self._tombstones.let_go(oldest_at, now)
