"""Outbox: replies wait in memory, and after a moment on disk; a stop or a kill loses none.

The promise: no reply is lost, and a kill repeats at most one message per person: the one in flight, or one
sent a moment before that could be recorded. Before a message is sent, the previous one is confirmed, recorded
as sent, or deleted from its row. Two things are excluded: a `Toast`, which is invisible later, and a reply
that `leaves_no_trace`, whose update waits with Telegram.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from bot.outgoing import keeping
from bot.outgoing.effects import Edit, Effect, Effects, Offer, Send
from bot.outgoing.kept_replies import KeptReplies
from bot.outgoing.outcomes import Undelivered
from bot.outgoing.parcel import Parcel, Remake
from bot.outgoing.telegram_errors import Failure
from jobs.clock import Clock
from storage.engine.database import Database
from storage.engine.unavailable import Unavailable

logger = logging.getLogger(__name__)

UNKEPT_SECONDS = 600  # a reply only in memory is given up then
CLOSE_SECONDS = 2  # to store waiting replies at the end; else their updates are redelivered
DOUBTLESS = (None, Failure.UNCHANGED, Failure.AMBIGUOUS)  # sent, as far as can be known

Carry = Callable[[Effect, float], Awaitable[Failure | None]]


class Outbox:
    """Delivers parcels, and stores waiting replies until they are sent."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        carry: Carry,
        on_close: Callable[[], None],
        on_dropped: Callable[[Undelivered], None] = lambda _: None,
    ) -> None:
        self._clock = clock
        self._carry = carry
        self._on_close = on_close  # rejects calls that have not begun
        self._on_dropped = on_dropped  # counts, by reason
        self._kept = KeptReplies(db, clock, on_dropped)
        self._open: set[Parcel] = set()
        self.is_closed = False

    @property
    def size(self) -> int:
        """Number of stored replies."""
        return self._kept.size

    def open(self, update_id: int | None, effects: Effects) -> Parcel:
        """Make a parcel of the effects of an update (None: no update to settle)."""
        return Parcel.of(update_id, effects, self._clock.now())

    def settled(self, update_id: int) -> Parcel | None:
        """An empty parcel for an update the last process settled; None for any other."""
        if not self._kept.is_settled(update_id):
            return None
        return Parcel(update_id, {}, self._clock.now(), is_settled=True)

    async def take_over(self, remake: Remake) -> dict[int, Parcel]:
        """Replies left by the last process, by chat, to be delivered first. Raises `Unavailable`."""
        return await self._kept.take_over(remake)

    async def deliver(self, parcel: Parcel, before: Parcel | None = None) -> None:
        """Deliver all effects; messages in order, once those sent from `before` cannot be repeated."""
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
        """Record messages as sent so a kill does not repeat them, unless their update is confirmed."""
        if sent is None or sent.is_safe:
            return
        try:
            await self.keep([sent])
        except Unavailable:
            logger.warning("a sent reply could not be recorded; a kill now would repeat it")

    async def _bring(self, parcel: Parcel, n: int) -> None:
        if n not in parcel.waiting:
            return  # dropped in the meantime
        effect = parcel.waiting[n]
        failure = await self._carried(parcel, n, effect)
        if self.is_closed and failure is Failure.NOT_SENT:
            return  # the next process sends it
        if failure not in DOUBTLESS:
            self._on_dropped(Undelivered.STALE if failure is Failure.NOT_SENT else Undelivered.REFUSED)
        parcel.waiting.pop(n, None)
        if parcel.keeping is not None:
            await asyncio.shield(parcel.keeping)
        if self._kept.note_out(parcel, n, effect):
            await self.tidy()

    async def _carried(self, parcel: Parcel, n: int, effect: Effect) -> Failure | None:
        """Carry out one effect, remade if necessary; a failure of ours is logged and not retried."""
        try:
            made = await self._made(parcel, effect)
            if made is None:
                return Failure.PERMANENT
            while True:
                is_kept = n in parcel.rows
                failure = await self._attempt(parcel, n, made, None if is_kept else UNKEPT_SECONDS)
                if failure is not Failure.NOT_SENT or is_kept or n not in parcel.rows or self.is_closed:
                    return failure
        except Exception:
            logger.exception("a reply failed")  # its facts are committed anyway
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
            carrying.cancel()  # if we are cancelled ourselves

    async def _made(self, parcel: Parcel, effect: Effect) -> Effect | None:
        """The effect with its text, remade for a stored one; None if there is nothing left to say."""
        if parcel.remake is None or not isinstance(effect, Send | Edit | Offer):
            return effect
        if effect.reply.again is None or effect.reply.text:
            return effect
        reply = await parcel.remake(effect.chat_id, effect.reply.again)
        return None if reply is None else replace(effect, reply=reply)

    async def keep(self, parcels: Sequence[Parcel]) -> None:
        """Store the unsent effects of parcels, and mark their updates as settled.

        Raises `Unavailable`: then nothing is stored.
        """
        await self._kept.keep(parcels)

    def confirm(self, parcels: Sequence[Parcel]) -> None:
        """Record that Telegram will not redeliver these updates."""
        self._kept.confirm(parcels)

    async def tidy(self) -> None:
        """Delete rows that are done with and notes of confirmed updates; a failure is retried next time."""
        await self._kept.tidy()

    async def drop(self, chat_id: int) -> None:
        """Drop everything waiting for a person about to be deleted; their rows go with them."""
        for parcel in self._open:
            parcel.drop(lambda effect: keeping.chat_of(effect) == chat_id)
        await self._kept.finish()
        for parcel in self._open:
            self._kept.forget(chat_id, parcel)

    async def close(self, parcels: Sequence[Parcel]) -> None:
        """Shut down: start nothing more, and store what waits for the next process."""
        self.is_closed = True
        self._on_close()
        async with asyncio.timeout(CLOSE_SECONDS):
            await self._kept.finish()
            await self.keep(parcels)
            await self.tidy()
