"""Kept replies: rows for what waits, and notes of updates that need no other answer, until both are over."""

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
from storage.engine.database import Database, Unavailable
from storage.sent import outbox
from storage.sent.outbox import KeptReply, Waiting

logger = logging.getLogger(__name__)

MOST_OF_A_CHAT = 60  # kept replies; two minutes of somebody who writes as fast as is answered
MOST = 20_000  # kept replies of everybody


class KeptReplies:
    """Rows and notes that this process has written or taken over."""

    def __init__(self, db: Database, clock: Clock, on_dropped: Callable[[Undelivered], None]) -> None:
        self._db = db
        self._clock = clock
        self._on_dropped = on_dropped
        self._kept: Counter[int] = Counter()  # rows, by chat
        self._settled: set[int] = set()  # updates that the process before this one has dealt with
        self._over: set[int] = set()  # rows that are to go with the next transaction
        self._confirmed: set[int] = set()  # and notes of updates
        self._writing: set[asyncio.Task[None]] = set()
        self._once_a_minute = OncePer(60)

    @property
    def size(self) -> int:
        """How many replies are kept."""
        return self._kept.total()

    def is_settled(self, update_id: int) -> bool:
        """Whether the last process has answered this update, which was not confirmed in time."""
        return update_id in self._settled

    async def take_over(self, remake: Remake) -> dict[int, Parcel]:
        """What the last process left, by chat, to be delivered before anything else. Raises `Unavailable`."""
        now = self._clock.now()
        left = await self._db.write(outbox.left, now)
        for _ in range(left.stale):
            self._on_dropped(Undelivered.STALE)
        self._settled = set(left.settled)
        parcels: dict[int, Parcel] = {}
        for kept in left.kept:
            parcel = parcels.setdefault(kept.chat_id, Parcel(None, {}, now, is_settled=True, remake=remake))
            self._take(parcel, kept)
        if left.kept or left.stale:
            logger.info("replies taken over: %d, stale: %d", len(left.kept), left.stale)
        return parcels

    def _take(self, parcel: Parcel, kept: KeptReply) -> None:
        try:
            parcel.waiting[kept.id] = keeping.read(kept.kind, kept.content)
        except ValueError as error:
            logger.error("a reply cannot be read: %s", error)
            self._over.add(kept.id)
            self._on_dropped(Undelivered.UNREADABLE)
            return
        parcel.rows[kept.id] = kept.id
        parcel.valid_until[kept.id] = kept.valid_until_at
        self._kept[kept.chat_id] += 1

    async def keep(self, parcels: Sequence[Parcel]) -> None:
        """Write down what of them is not out, and that their updates need no other answer.

        In one transaction; what leaves no trace is left out. Raises `Unavailable`: then nothing is kept.
        """
        for under_way in {each.keeping for each in parcels if each.keeping is not None}:
            await asyncio.shield(under_way)  # others wait for it, too
        fresh = [each for each in parcels if not each.is_settled and not each.leaves_no_trace]
        if fresh:
            task = asyncio.create_task(self._keep(fresh))
            self._writing.add(task)
            task.add_done_callback(self._writing.discard)
            await asyncio.shield(task)  # a transaction stands, whether or not somebody still waits for it

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
        """Takes the place; beyond the bounds a reply is only in memory, which is counted and said."""
        chat_id = keeping.chat_of(effect) or 0
        if self._kept[chat_id] < MOST_OF_A_CHAT and self.size < MOST:
            self._kept[chat_id] += 1
            return True
        self._on_dropped(Undelivered.FULL)
        if self._once_a_minute("full"):
            logger.warning("the outbox is full: a reply is not kept, and lost if the process ends now")
        return False

    def confirm(self, parcels: Sequence[Parcel]) -> None:
        """Telegram will not give these updates again."""
        for parcel in parcels:
            parcel.is_confirmed = True
            if parcel.is_settled and parcel.update_id is not None:
                self._settled.discard(parcel.update_id)
                self._confirmed.add(parcel.update_id)

    def note_out(self, parcel: Parcel, n: int, effect: Effect) -> bool:
        """Count one as out, or as never to be; True when it had a row, which the next `tidy` takes away."""
        row_id = parcel.rows.pop(n, None)
        if row_id is not None:
            self._kept[keeping.chat_of(effect) or 0] -= 1
            self._over.add(row_id)
        return row_id is not None

    async def tidy(self) -> None:
        """Take away rows of what is out, and notes of what is confirmed; failed, it goes with the next."""
        over, confirmed = set(self._over), set(self._confirmed)
        if not over and not confirmed:
            return
        try:
            await self._db.write(outbox.tidy, over, confirmed)
        except Unavailable as error:
            logger.warning("a reply that is out is still in the outbox: %s", error)
        else:
            self._over -= over
            self._confirmed -= confirmed

    async def finish(self) -> None:
        """Wait for the transactions that are under way."""
        await asyncio.gather(*self._writing, return_exceptions=True)

    def forget(self, chat_id: int, parcel: Parcel) -> None:
        """The person is deleted, and their rows with them: count those that `parcel` had no longer."""
        for n in [n for n in parcel.rows if n not in parcel.waiting]:
            self._kept[chat_id] -= 1
            del parcel.rows[n]
