"""Admin report: figures from the database and the counters, for /admin."""

import asyncio
import platform
from datetime import datetime, timedelta
from pathlib import Path

import telegram

from bot.ops.metrics import Metrics
from bot.ops.version import version
from messages.replies.admin import Report
from storage import admin_stats
from storage.engine import backup
from storage.engine.database import Database
from storage.house import door as doors
from storage.house import house
from storage.house.door import Door
from storage.values import Operator


class Reporter:
    """Collects the report; reads whole tables, so ask rarely."""

    def __init__(
        self, db: Database, file: Path | None, metrics: Metrics, door: Door, configured: Operator
    ) -> None:
        self._db = db
        self._file = file
        self._metrics = metrics
        self._door = door
        self._configured = configured

    async def report(self, now: datetime) -> Report:
        figures = await self._db.read(admin_stats.figures, now)
        copied_at = None if self._file is None else await asyncio.to_thread(backup.newest_at, self._file)
        return Report(
            figures=figures,
            sends=self._metrics.sends(),
            held=self._metrics.held(),
            errors=self._metrics.errors(),
            is_on_server=self._file is None,
            backup_age=None if copied_at is None else max(now - copied_at, timedelta()),
            bot=version(),
            python=platform.python_version(),
            ptb=telegram.__version__,
            database=await self._db.read(admin_stats.software),
            at=now,
            joining=self._door.joining(await self._db.read(house.find)),
            lacks_operator=await self._db.read(doors.lacks_operator, self._door, self._configured),
        )
