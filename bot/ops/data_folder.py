"""Data folder: free disk space and the age of the newest backup, for /metrics."""

import asyncio
import shutil
from dataclasses import dataclass
from pathlib import Path

from jobs.clock import Clock
from storage.engine import backup

PATIENCE_SECONDS = 3.0


@dataclass(frozen=True)
class FolderFigures:
    """What a scrape shows; NaN where there is nothing to show."""

    free_bytes: float = float("nan")
    backup_age_seconds: float = float("nan")  # also when the database is on a server


UNSEEN = FolderFigures()


class DataFolder:
    """Looks in a thread: a disk that hangs must not hold the loop."""

    def __init__(self, home: Path, file: Path | None, clock: Clock) -> None:
        self._home = home
        self._file = file
        self._clock = clock

    async def figures(self) -> FolderFigures:
        """The figures of this moment; NaN if the disk does not answer in time."""
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                return await asyncio.to_thread(self._look)
        except (OSError, TimeoutError):
            return UNSEEN

    def _look(self) -> FolderFigures:
        free = float(shutil.disk_usage(self._home.parent).free)
        made_at = None if self._file is None else backup.newest_at(self._file)
        if made_at is None:
            return FolderFigures(free)
        return FolderFigures(free, max((self._clock.now() - made_at).total_seconds(), 0.0))
