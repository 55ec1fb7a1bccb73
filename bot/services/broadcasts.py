"""Broadcasts: a message to everyone, batch by batch behind all answers, resumed after a restart."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count

from bot.outgoing.delivery import Courier
from bot.outgoing.effects import Edit
from bot.sharing.peers import Alone, Peers
from bot.timing.once_per import OncePer
from bot.timing.retries import wait_seconds
from jobs.clock import Clock
from jobs.schedule.active_hours import ActiveHours
from jobs.workers.ports import Delivery, Outgoing
from messages.language import Language
from messages.replies.house import broadcast as replies
from storage import people
from storage.engine.database import Database
from storage.engine.unavailable import Unavailable
from storage.person import Person
from storage.sent import broadcasts
from storage.sent.broadcasts import Broadcast
from storage.sharing.bells import Bell

logger = logging.getLogger(__name__)

BATCH = 20  # people per batch; a crash may repeat at most one batch
EDIT_SECONDS = 3.0  # between edits of the progress message
LOG_SECONDS = 60  # between lines about it in the log
GOOD_FOR = timedelta(minutes=10)  # one attempt, including a long queue before it
DOUBTS = 2  # ambiguous sends until it counts as delivered


@dataclass
class Batch:
    """Recipients still waiting, and the tally for the rest."""

    waiting: list[int]
    doubts: dict[int, int] = field(default_factory=dict)
    reached: int = 0
    gone: int = 0


class Broadcasts:
    """At most one runs at a time; it ends when all people were written to or an admin stops it."""

    name = "broadcasts"

    def __init__(
        self,
        db: Database,
        clock: Clock,
        say: Callable[[str], Language],
        courier: Courier,
        peers: Alone | Peers,
    ) -> None:
        self._db = db
        self._clock = clock
        self._say = say
        self._courier = courier
        self._peers = peers
        self._telling: asyncio.Task[None] | None = None
        self._once_a_minute = OncePer(LOG_SECONDS)
        self._sending: asyncio.Task[None] | None = None
        self._one_at_a_time = asyncio.Lock()

    async def start(self) -> None:
        """Resume a broadcast that a killed process left unfinished."""
        self.begin()

    def begin(self) -> None:
        """Have confirmed, unfinished broadcasts sent, here or where nudges are; safe to call twice."""
        if not self._peers.leads:
            self._telling = asyncio.create_task(self._peers.tell(Bell.ANNOUNCE))
        elif self._sending is None or self._sending.done():
            self._sending = asyncio.create_task(self._send_all())

    async def finish(self) -> None:
        """Wait for attempts in flight, so everything read before this call has been dealt with."""
        async with self._one_at_a_time:
            return

    async def stop(self) -> None:
        """Stop sending; the next process resumes here."""
        if self._sending is not None:
            self._sending.cancel()
            await asyncio.gather(self._sending, return_exceptions=True)

    async def _send_all(self) -> None:
        for attempt in count():
            try:
                while self._peers.leads and (running := await self._db.read(broadcasts.running)):
                    await self._send(running[0])
                return
            except Unavailable as error:
                logger.error("broadcast waits for the database: %s", error)
            except Exception:
                logger.exception("broadcast failed; retrying")
            await asyncio.sleep(wait_seconds(attempt))

    async def _send(self, broadcast: Broadcast) -> None:
        say = await self._language_of(broadcast.by_chat_id)
        shown_at = -EDIT_SECONDS
        while True:
            now = await self._db.read(broadcasts.find, broadcast.id)
            if now is None:  # its admin was deleted
                return
            batch = await self._db.read(broadcasts.next_people, now.after_chat_id, BATCH)
            if now.ended_at is not None or not batch:
                break
            at = asyncio.get_running_loop().time()
            if at - shown_at >= EDIT_SECONDS:
                shown_at = at
                await self._show(now, say)
            if self._once_a_minute("progress"):
                logger.info("broadcasting people=%d reached=%d gone=%d", now.people, now.reached, now.gone)
            await self._send_batch(now, [person.chat_id for person in batch])
        await self._end(now, say)

    async def _send_batch(self, broadcast: Broadcast, chat_ids: Sequence[int]) -> None:
        """Retry until every recipient has it or is gone; waits while Telegram is down."""
        batch = Batch(list(chat_ids))
        for attempt in count():
            await self._try_all(broadcast, batch)
            if not batch.waiting or not await self._goes_on(broadcast.id):
                break
            await asyncio.sleep(wait_seconds(attempt))
        await self._db.write(broadcasts.advance, broadcast.id, chat_ids[-1], batch.reached, batch.gone)

    async def _try_all(self, broadcast: Broadcast, batch: Batch) -> None:
        """Try every waiting recipient once; deleted ones are dropped, and those there is no text for."""
        async with self._one_at_a_time:
            found = await self._db.read(broadcasts.still_there, batch.waiting)
            texts = {each.chat_id: broadcast.text_for(each.language) for each in found}
            told = [each for each in found if texts[each.chat_id]]
            await asyncio.gather(*(self._try(texts[each.chat_id], each, batch) for each in told))
            there = {person.chat_id for person in told}
            batch.waiting = [chat_id for chat_id in batch.waiting if chat_id in there]

    async def _goes_on(self, broadcast_id: int) -> bool:
        """False if an admin stopped it, or its sender is deleted."""
        stands = await self._db.read(broadcasts.find, broadcast_id)
        return stands is not None and stands.ended_at is None

    async def _try(self, text: str, person: Person, batch: Batch) -> None:
        """One attempt, in the nudge lane: answers go first."""
        chat_id = person.chat_id
        reply = replies.message(self._say(person.language), text, person.language)
        sent = await self._courier.deliver(Outgoing(chat_id, reply, self._is_silent(person), None, GOOD_FOR))
        if sent.delivery is Delivery.DOUBTFUL:
            batch.doubts[chat_id] = batch.doubts.get(chat_id, 0) + 1
        if sent.delivery is Delivery.SENT or batch.doubts.get(chat_id, 0) >= DOUBTS:
            batch.reached += 1
            batch.waiting.remove(chat_id)
        elif sent.delivery is Delivery.GONE:
            await self._db.write(people.unreachable, chat_id, self._clock.now())
            batch.gone += 1
            batch.waiting.remove(chat_id)
        elif sent.delivery is Delivery.REFUSED:
            batch.waiting.remove(chat_id)

    def _is_silent(self, person: Person) -> bool:
        now = self._clock.now()
        is_resting = person.is_paused(now) or person.is_safety_paused
        return is_resting or person.settings.sound == "silent" or ActiveHours.of(person).is_quiet(now)

    async def _show(self, broadcast: Broadcast, say: Language) -> None:
        """Show the progress in one self-editing message; a failed edit is skipped."""
        reply = replies.progress(say, broadcast.id, broadcast.people, broadcast.reached, broadcast.gone)
        if broadcast.message_id is not None:
            await self._courier.once(Edit(broadcast.by_chat_id, broadcast.message_id, reply))
            return
        message_id = await self._courier.put(broadcast.by_chat_id, None, reply)
        if message_id is not None:
            await self._db.write(broadcasts.shown_in, broadcast.id, message_id)

    async def _end(self, broadcast: Broadcast, say: Language) -> None:
        was_stopped = broadcast.ended_at is not None
        await self._db.write(broadcasts.end, broadcast.id, broadcast.ended_at or self._clock.now())
        reply = replies.ended(say, broadcast.reached, broadcast.gone, was_stopped=was_stopped)
        logger.info("broadcast reached=%d gone=%d", broadcast.reached, broadcast.gone)
        await self._courier.put(broadcast.by_chat_id, broadcast.message_id, reply)

    async def _language_of(self, chat_id: int) -> Language:
        person = await self._db.read(people.find, chat_id)
        return self._say("" if person is None else person.language)
