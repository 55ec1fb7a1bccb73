"""Where do replies wait? In memory, and on disk as soon as it takes longer: a stop or a kill loses none.

The promise: of what was answered nothing is lost, and a kill repeats at most one message a person: the one
that was on its way, or that stood on the screen a moment before this could be noted. Before a message goes to
somebody, the one before it is confirmed, noted as sent, or gone from its row. Two things are no part of it: a
`Toast`, which nobody can see later, and a reply that `leaves_no_trace`, whose update waits with Telegram.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from bot.incoming.outcomes import Undelivered
from bot.ops.once_per import OncePer
from bot.outgoing import keeping
from bot.outgoing.effects import Edit, Effect, Effects, Offer, Send
from bot.outgoing.parcel import Parcel
from bot.outgoing.telegram_errors import Failure
from jobs.clock import Clock
from messages.replies.reply import Again, Reply
from storage.engine.database import Database, Unavailable
from storage.sent import outbox
from storage.sent.outbox import Kept, Waiting

logger = logging.getLogger(__name__)

MOST_OF_A_CHAT = 60  # kept replies; two minutes of somebody who writes as fast as is answered
MOST = 20_000  # kept replies of everybody
UNKEPT_SECONDS = 600  # what is only in memory is given up then
CLOSE_SECONDS = 2  # to keep what waits when the process ends; else its updates come again
DOUBTLESS = (None, Failure.UNCHANGED, Failure.AMBIGUOUS)  # out, as far as anybody can know

Carry = Callable[[Effect, float], Awaitable[Failure | None]]
Remake = Callable[[int, Again], Awaitable[Reply | None]]


class Outbox:
    """Brings parcels to their people, and keeps what waits until it is out."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        carry: Carry,
        remake: Remake,
        on_close: Callable[[], None],
        on_dropped: Callable[[Undelivered], None] = lambda _: None,
    ) -> None:
        self._db = db
        self._clock = clock
        self._carry = carry
        self._remake = remake
        self._on_close = on_close  # calls that have not begun are turned away
        self._on_dropped = on_dropped  # counts, by why
        self._open: set[Parcel] = set()
        self._kept: Counter[int] = Counter()  # rows, by chat
        self._settled: set[int] = set()  # updates that the process before this one has dealt with
        self._over: set[int] = set()  # rows that are to go with the next transaction
        self._confirmed: set[int] = set()  # and notes of updates
        self._writing: set[asyncio.Task[None]] = set()
        self._once_a_minute = OncePer(60)
        self.is_closed = False

    @property
    def size(self) -> int:
        """How many replies are kept."""
        return self._kept.total()

    def open(self, update_id: int | None, effects: Effects) -> Parcel:
        """What an update (None: none that is noted) is answered with, from now on in our care."""
        return Parcel.of(update_id, effects, self._clock.now())

    def settled(self, update_id: int) -> Parcel | None:
        """An update that has its answer already, and comes again only because nobody confirmed it."""
        if update_id not in self._settled:
            return None
        return Parcel(update_id, {}, self._clock.now(), is_settled=True)

    async def take_over(self) -> dict[int, Parcel]:
        """What the last process left, by chat, to be delivered before anything else. Raises `Unavailable`."""
        now = self._clock.now()
        left = await self._db.write(outbox.left, now)
        for _ in range(left.stale):
            self._on_dropped(Undelivered.STALE)
        self._settled = set(left.settled)
        parcels: dict[int, Parcel] = {}
        for kept in left.kept:
            parcel = parcels.setdefault(kept.chat_id, Parcel(None, {}, now, is_settled=True))
            self._take(parcel, kept)
        if left.kept or left.stale:
            logger.info("replies taken over: %d, stale: %d", len(left.kept), left.stale)
        return parcels

    def _take(self, parcel: Parcel, kept: Kept) -> None:
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

    async def deliver(self, parcel: Parcel, before: Parcel | None = None) -> None:
        """Everything in it; messages in their order, and after what was sent in `before` is safe."""
        self._open.add(parcel)
        try:
            passing = [self._bring(parcel, n) for n in parcel.in_passing()]
            await asyncio.gather(*passing, self._in_order(parcel, before))
        finally:
            self._open.discard(parcel)

    async def _in_order(self, parcel: Parcel, before: Parcel | None) -> None:
        for n in parcel.in_order():
            effect = parcel.waiting.get(n)
            if effect is not None and keeping.is_message(effect):
                await self._make_safe(parcel if parcel.has_sent else before)
                parcel.has_sent = True
            if self.is_closed:
                return
            await self._bring(parcel, n)

    async def _make_safe(self, sent: Parcel | None) -> None:
        """What was sent must not be sent again: note it, unless Telegram is past that update anyway."""
        if sent is None or sent.is_safe:
            return
        try:
            await self.keep([sent])
        except Unavailable:
            logger.warning("that a reply is out could not be noted; a kill now would repeat it")

    async def _bring(self, parcel: Parcel, n: int) -> None:
        if n not in parcel.waiting:
            return  # dropped meanwhile
        effect = parcel.waiting[n]
        failure = await self._carried(parcel, n, effect)
        if self.is_closed and failure is Failure.NOT_SENT:
            return  # the next process sends it
        if failure not in DOUBTLESS:
            self._on_dropped(Undelivered.STALE if failure is Failure.NOT_SENT else Undelivered.REFUSED)
        parcel.waiting.pop(n, None)
        if parcel.keeping is not None:
            await parcel.keeping
        if (row_id := parcel.rows.pop(n, None)) is not None:
            self._kept[keeping.chat_of(effect) or 0] -= 1
            self._over.add(row_id)
            await self.tidy()

    async def _carried(self, parcel: Parcel, n: int, effect: Effect) -> Failure | None:
        """One effect, made anew if it must be; what fails by our mistake is logged, and over."""
        try:
            made = await self._made(effect)
            if made is None:
                return Failure.PERMANENT
            while True:
                is_kept = n in parcel.rows
                failure = await self._attempt(parcel, n, made, None if is_kept else UNKEPT_SECONDS)
                if failure is not Failure.NOT_SENT or is_kept or n not in parcel.rows or self.is_closed:
                    return failure
        except Exception:
            logger.exception("a reply failed")  # the facts stand all the same
            return Failure.PERMANENT

    async def _attempt(self, parcel: Parcel, n: int, effect: Effect, most: float | None) -> Failure | None:
        seconds = (parcel.valid_until_at(n) - self._clock.now()).total_seconds()
        if seconds <= 0:
            return Failure.NOT_SENT
        carrying = asyncio.ensure_future(self._carry(effect, min(seconds, most or seconds)))
        parcel.carrying[n] = carrying
        try:
            await asyncio.wait([carrying])
            return Failure.PERMANENT if carrying.cancelled() else carrying.result()
        finally:
            del parcel.carrying[n]
            carrying.cancel()  # where it is we who are cancelled

    async def _made(self, effect: Effect) -> Effect | None:
        """With its words: those of a row may have to be made anew; None: there is nothing to say any more."""
        if not isinstance(effect, Send | Edit | Offer) or effect.reply.again is None or effect.reply.text:
            return effect
        reply = await self._remake(effect.chat_id, effect.reply.again)
        return None if reply is None else replace(effect, reply=reply)

    async def keep(self, parcels: Sequence[Parcel]) -> None:
        """Write down what of them is not out, and that their updates need no other answer.

        In one transaction; what leaves no trace is left out. Raises `Unavailable`: then nothing is kept.
        """
        for under_way in {each.keeping for each in parcels if each.keeping is not None}:
            await under_way
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

    async def drop(self, chat_id: int) -> None:
        """They are about to be deleted: what waits for them is not sent. Their rows go with them."""
        for parcel in self._open:
            parcel.drop(lambda effect: keeping.chat_of(effect) == chat_id)
        await asyncio.gather(*self._writing, return_exceptions=True)
        for parcel in self._open:
            for n in [n for n in parcel.rows if n not in parcel.waiting]:
                self._kept[chat_id] -= 1
                del parcel.rows[n]

    async def close(self, parcels: Sequence[Parcel]) -> None:
        """The process ends: nothing more of them begins, and what waits is kept for the next."""
        self.is_closed = True
        self._on_close()
        async with asyncio.timeout(CLOSE_SECONDS):
            await asyncio.gather(*self._writing, return_exceptions=True)
            await self.keep(parcels)
            await self.tidy()
