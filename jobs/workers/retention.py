"""Retention: old rows and inactive people are removed and old weeks packed once a day.

In steps too small to delay answers.
"""

import asyncio
import logging
from datetime import datetime, time, timedelta

from jobs.clock import Clock
from jobs.workers.daily import is_due
from jobs.workers.erasure import Eraser
from storage import people, retention, talks
from storage.engine.database import Database
from storage.engine.tombstones import BadTombstones
from storage.engine.unavailable import Unavailable
from storage.past import putting_away

logger = logging.getLogger(__name__)

AT = time(3, 40)  # UTC: before the daily backup, which is then smaller
KEPT = timedelta(days=731)  # 24 months, one of them with a leap day
NOT_SEEN = KEPT
OUT_OF_REACH = timedelta(days=180)
DRAFTS_KEPT = timedelta(days=1)
PEOPLE = 50  # checked in one transaction
ROWS = 200  # per kind, removed in one transaction; answers wait for it
LOOKS = 6  # one hour of checks: by then a wrong clock has been corrected
JUMP_SECONDS = 20
EVER_AFTER = timedelta(days=3)  # local days and instants of today lie before that


class Retention:
    """Daily removal of people past their retention period, then of old rows; repeated if interrupted."""

    def __init__(self, db: Database, forgetting: Eraser, clock: Clock) -> None:
        self._db = db
        self._forgetting = forgetting
        self._clock = clock
        self._last_at: datetime | None = None
        self._drift_seconds = clock.drift_seconds()
        self._looks = 0
        self._one_at_a_time = asyncio.Lock()

    async def run(self) -> None:
        """Run if due. Never raises: the next check retries."""
        async with self._one_at_a_time:
            now = self._clock.now()
            await self._end_talks(now)
            if not self._is_clock_even() or not is_due(self._last_at, now, AT):
                return
            try:
                gone = await self._let_go(now)
                rows = await self._prune(now)
                packed = await self._put_away(now)
                self._last_at = now
            except (Unavailable, BadTombstones) as error:
                logger.error("retention waits for the database: %s", error)
            except Exception:
                logger.exception("retention failed")
            else:
                logger.info("retention rows=%d people=%d packed=%d", rows, gone, packed)

    async def _end_talks(self, now: datetime) -> None:
        """Drop talks older than half an hour, at every check."""
        try:
            await self._db.write(talks.drop, now - talks.KEPT)
        except Unavailable as error:
            logger.error("the end of talks waits for the database: %s", error)

    def _is_clock_even(self) -> bool:
        """True if the clock was not set for an hour: one set two years ahead must not delete everyone."""
        drift_seconds = self._clock.drift_seconds()
        if abs(drift_seconds - self._drift_seconds) > JUMP_SECONDS:
            self._drift_seconds, self._looks = drift_seconds, 0
        self._looks += 1
        return self._looks >= LOOKS

    async def _let_go(self, now: datetime) -> int:
        """Delete people not seen for 24 months or unreachable for 180 days; returns how many."""
        gone = 0
        while found := await self._db.read(retention.over, now - NOT_SEEN, now - OUT_OF_REACH, PEOPLE):
            await self._forgetting.bury(found, now)
            for chat_id, _ in found:
                await self._remove([chat_id], now + EVER_AFTER)
                await self._db.write(people.forget, chat_id, now)
            gone += len(found)
        if gone:
            await self._forgetting.empty_log()
        return gone

    async def _prune(self, now: datetime) -> int:
        rows, after = 0, None
        while chat_ids := await self._db.read(retention.people_after, after, PEOPLE):
            rows += await self._remove(chat_ids, now - KEPT)
            await self._db.write(retention.drop_meetings, chat_ids, now)
            after = chat_ids[-1]
        await self._db.write(retention.drop_broadcasts, now - KEPT, now - DRAFTS_KEPT)
        await self._db.write(retention.prune_house, now - KEPT, now - DRAFTS_KEPT)
        return rows

    async def _put_away(self, now: datetime) -> int:
        """Pack what no rule reads any more, a few rows in a transaction; returns how many.

        Killed in the middle, what is not packed is packed the next night.
        """
        rows, after = 0, None
        while chat_ids := await self._db.read(retention.people_after, after, PEOPLE):
            for chat_id in await self._db.read(putting_away.with_old_rows, chat_ids, now):
                while packed := await self._db.write(putting_away.put_away, chat_id, now, ROWS):
                    rows += packed
            after = chat_ids[-1]
        return rows

    async def _remove(self, chat_ids: list[int], before_at: datetime) -> int:
        """Remove rows in small transactions, so answers can come in between; returns how many."""
        rows = 0
        while removed := await self._db.write(retention.prune, chat_ids, before_at, before_at.date(), ROWS):
            rows += removed
        return rows
