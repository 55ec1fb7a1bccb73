"""Backups: one copy of the database a day, old ones removed; a missed one is made up for."""

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

    def __init__(self, db: Database, file: Path, tombstones: Tombstones, clock: Clock) -> None:
        self._db = db
        self._file = file
        self._tombstones = tombstones
        self._clock = clock
        self._one_at_a_time = asyncio.Lock()

    async def run(self) -> None:
        """Make the daily backup if it is due. Never raises: the next check retries."""
        async with self._one_at_a_time:
            try:
                now = self._clock.now()
                await self._make_if_due(now)
                await asyncio.to_thread(self._let_go, now)
            except (CannotBackUp, BadTombstones, OSError, Unavailable) as error:
                logger.error("no backup: %s", error)
            except Exception:
                logger.exception("no backup")

    async def _make_if_due(self, now: datetime) -> None:
        if not is_due(await asyncio.to_thread(backup.last_daily_at, self._file, now), now, AT):
            return
        if await self._db.read(backup.is_worth_keeping):
            copy = await asyncio.to_thread(backup.daily, self._file, now)
            logger.info("backed up to %s", copy)

    def _let_go(self, now: datetime) -> None:
        """Remove old backups, even when no people are left: that is when it matters most."""
        oldest_at = backup.let_go(self._file, now, self._tombstones.deleted_at())
        self._tombstones.let_go(oldest_at, now)
