"""Kept replies: rows of replies that wait, and notes of updates that need no further answer."""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Sequence

from bot.outgoing import keeping
from bot.outgoing.effects import Effect
from bot.outgoing.outcomes import Undelivered
from bot.outgoing.parcel import Parcel, Remake
from bot.timing.once_per import OncePer
from jobs.clock import Clock
from storage.engine.database import Database
from storage.engine.unavailable import Unavailable
from storage.sent import outbox
from storage.sent.outbox import KeptReply, Waiting

logger = logging.getLogger(__name__)

MOST_OF_A_CHAT = 60  # stored replies; two minutes of someone writing at the rate of our answers
MOST = 20_000  # stored replies in total


class KeptReplies:
    """Outbox rows and settled-update notes that this process wrote or took over."""

    def __init__(self, db: Database, clock: Clock, on_dropped: Callable[[Undelivered], None]) -> None:
        self._db = db
        self._clock = clock
        self._on_dropped = on_dropped
        self._kept: Counter[int] = Counter()  # rows, by chat
        self._settled: set[int] = set()  # updates that the last process settled
        self._over: set[int] = set()  # rows to delete in the next transaction
        self._confirmed: set[int] = set()  # updates whose notes to delete
        self._writing: set[asyncio.Task[None]] = set()
        self._once_a_minute = OncePer(60)

    @property
    def size(self) -> int:
        """Number of stored replies."""
        return self._kept.total()

    def is_settled(self, update_id: int) -> bool:
        """True if the last process settled this update but could not confirm it in time."""
        return update_id in self._settled

    async def take_over(self, remake: Remake) -> dict[int, Parcel]:
        """Replies left by the last process, by chat, to be delivered first. Raises `Unavailable`."""
        now = self._clock.now()
        left = await self._db.write(outbox.left, now)
        for _ in range(left.stale):
            self._on_dropped(Undelivered.STALE)
        self._settled |= left.settled
        parcels: dict[int, Parcel] = {}
        for kept in left.kept:
            parcel = parcels.setdefault(kept.chat_id, Parcel(None, {}, now, is_settled=True, remake=remake))
            self._take(parcel, kept)
        if left.kept or left.stale:
            logger.info("replies taken over=%d stale=%d", len(left.kept), left.stale)
        return parcels

    def _take(self, parcel: Parcel, kept: KeptReply) -> None:
        try:
            parcel.waiting[kept.id] = keeping.read(kept.kind, kept.content)
        except ValueError as error:
            logger.error("a stored reply cannot be read: %s", error)
            self._over.add(kept.id)
            self._on_dropped(Undelivered.UNREADABLE)
            return
        parcel.rows[kept.id] = kept.id
        parcel.valid_until[kept.id] = kept.valid_until_at
        self._kept[kept.chat_id] += 1

    async def keep(self, parcels: Sequence[Parcel]) -> None:
        """Store the unsent effects of parcels, and mark their updates as settled.

        In one transaction, without effects that leave no trace. Raises `Unavailable`: then nothing is stored.
        """
        for under_way in {each.keeping for each in parcels if each.keeping is not None}:
            await asyncio.shield(under_way)  # other callers wait for it too
        fresh = [each for each in parcels if not each.is_settled and not each.leaves_no_trace]
        if fresh:
            task = asyncio.create_task(self._keep(fresh))
            self._writing.add(task)
            task.add_done_callback(self._writing.discard)
            await asyncio.shield(task)  # the transaction runs on even if its waiter is cancelled

    async def _keep(self, parcels: Sequence[Parcel]) -> None:
        written = asyncio.get_running_loop().create_future()
        for parcel in parcels:
            parcel.keeping = written
        chosen = [(each, n) for each in parcels for n, effect in each.to_keep() if self._has_room(effect)]
        rows = [self._row(parcel, n) for parcel, n in chosen]
        try:
            ids = [each.update_id for each in parcels if each.update_id is not None]
            row_ids = await self._db.write(outbox.keep, rows, ids, self._clock.now())
            for (parcel, n), row_id in zip(chosen, row_ids, strict=True):
                parcel.rows[n] = row_id
            for parcel in parcels:
                parcel.is_settled = True
        except Exception:
            self._kept.subtract(each.chat_id for each in rows)
            raise
        finally:
            for parcel in parcels:
                parcel.keeping = None
            written.set_result(None)

    def _row(self, parcel: Parcel, n: int) -> Waiting:
        effect = parcel.waiting[n]
        kind, content = keeping.written(effect)
        return Waiting(keeping.chat_of(effect) or 0, kind, content, parcel.valid_until_at(n))

    def _has_room(self, effect: Effect) -> bool:
        """Reserve a place; beyond the bounds a reply stays in memory only, which is counted and logged."""
        chat_id = keeping.chat_of(effect) or 0
        if self._kept[chat_id] < MOST_OF_A_CHAT and self.size < MOST:
            self._kept[chat_id] += 1
            return True
        self._on_dropped(Undelivered.FULL)
        if self._once_a_minute("full"):
            logger.warning("the outbox is full: a reply is not stored, and lost if the process ends now")
        return False

    def confirm(self, parcels: Sequence[Parcel]) -> None:
        """Record that Telegram will not redeliver these updates."""
        for parcel in parcels:
            parcel.is_confirmed = True
            if parcel.is_settled and parcel.update_id is not None:
                self._settled.discard(parcel.update_id)
                self._confirmed.add(parcel.update_id)

    def note_out(self, parcel: Parcel, n: int, effect: Effect) -> bool:
        """Record an effect as done with; True if it had a row, which the next `tidy` deletes."""
        row_id = parcel.rows.pop(n, None)
        if row_id is not None:
            self._kept[keeping.chat_of(effect) or 0] -= 1
            self._over.add(row_id)
        return row_id is not None

    async def tidy(self) -> None:
        """Delete rows that are done with and notes of confirmed updates; a failure is retried next time."""
        over, confirmed = set(self._over), set(self._confirmed)
        if not over and not confirmed:
            return
        try:
            await self._db.write(outbox.tidy, over, confirmed)
        except Unavailable as error:
            logger.warning("a sent reply is still in the outbox: %s", error)
        else:
            self._over -= over
            self._confirmed -= confirmed

    async def finish(self) -> None:
        """Wait for current transactions."""
        await asyncio.gather(*self._writing, return_exceptions=True)

    def forget(self, chat_id: int, parcel: Parcel) -> None:
        """The person is deleted with their rows: stop counting the rows of `parcel`."""
        for n in [n for n in parcel.rows if n not in parcel.waiting]:
            self._kept[chat_id] -= 1
            del parcel.rows[n]
