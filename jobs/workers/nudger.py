"""Nudger: every few seconds claims who is due, chooses the words, delivers, and records the outcome."""

import asyncio
import logging
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from random import Random

from jobs.clock import Clock
from jobs.schedule.active_hours import ActiveHours
from jobs.schedule.meetings import is_busy
from jobs.workers import coming
from jobs.workers.claim import PLANS, DuePlan, claim
from jobs.workers.events import Dropped, Tell, Tried
from jobs.workers.nudge_words import NudgeWords
from jobs.workers.ports import Deliver, Delivered, Delivery, Outgoing
from messages.content.movements import Catalogue
from messages.language import Language
from storage import people
from storage.engine.database import Database
from storage.engine.unavailable import Unavailable
from storage.sent import nudges
from storage.sent.nudges import Unsent
from storage.tables import NudgeKind, NudgeState

logger = logging.getLogger(__name__)

BATCH = 500  # claimed at a time, so a crash repeats few and memory stays flat
DOUBTS = 2  # sends with unknown outcome before a nudge counts as arrived


class Nudger:
    """Sends due nudges, one tick at a time; first finishes what a crash or a failed send left behind."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        languages: Mapping[str, Language],
        catalogue: Catalogue,
        deliver: Deliver,
        random: Random,
        tell: Tell = lambda _: None,
        loops: Collection[str] = (),
    ) -> None:
        self._db = db
        self._clock = clock
        self._catalogue = catalogue
        self._words = NudgeWords(db, languages, catalogue, loops)
        self._deliver = deliver
        self.random = random
        self._tell = tell
        self._loops = loops  # movements that have a loop
        self._one_at_a_time = asyncio.Lock()
        self._unnoted: dict[tuple[int, int], Delivered] = {}  # delivered, not yet recorded

    async def run(self) -> None:
        """Nudge everyone who is due now. Never raises: the next tick retries."""
        async with self._one_at_a_time:
            try:
                if await self._db.read(coming.is_due, self._clock.now()):
                    await self._db.write(coming.take_effect, self._clock.now())
                await self._send_claimed()
                while await self._claim_first():
                    await self._send_claimed()
            except Unavailable as error:
                logger.error("tick waits for the database: %s", error)
            except Exception:
                logger.exception("tick failed")

    async def finish(self) -> None:
        """Wait for the current tick."""
        async with self._one_at_a_time:
            return

    async def _claim_first(self) -> bool:
        """Claim a batch of the first plan with anyone due; False if nobody is due."""
        for plan in PLANS:
            if await self._claim(plan):
                return True
        return False

    async def _claim(self, plan: DuePlan) -> bool:
        """Claim a batch; True if anyone was due."""
        claimed = await self._db.write(
            claim, self._clock.now(), BATCH, self._catalogue, self.random, plan, self._loops
        )
        self._tell(claimed)
        if claimed.due:
            held = " ".join(f"{reason.name.lower()}={n}" for reason, n in sorted(claimed.held.items()))
            logger.info(
                "claimed due=%d nudged=%d held=%d %s", claimed.due, claimed.nudged, claimed.held.total(), held
            )
        return claimed.due > 0

    async def _send_claimed(self) -> None:
        """Send claimed nudges batch by batch, trying every nudge once per tick."""
        after = 0
        while batch := await self._db.read(nudges.unsent, after, BATCH):
            after = batch[-1].id
            outcomes = await self._send_all(batch)
            counts = {state: outcomes.count(state) for state in set(outcomes)}
            logger.info("nudged %s", " ".join(f"{state}={n}" for state, n in sorted(counts.items())))

    async def _send_all(self, batch: Sequence[Unsent]) -> list[str]:
        """Send a batch concurrently, to its end, so the next tick does not send the same nudges."""
        sending = []
        for unsent in batch:
            sending.append(asyncio.create_task(self._send(unsent)))
            await asyncio.sleep(0)  # building all texts in one go would delay everyone's answers
        await asyncio.wait(sending)
        return [each.result() for each in sending]

    async def _send(self, unsent: Unsent) -> str:
        """Send one nudge and record the outcome; returns its new state."""
        which = unsent.chat_id, unsent.id  # after a deletion, the id alone may belong to someone else's nudge
        if which not in self._unnoted:
            now = self._clock.now()
            if now >= unsent.valid_until_at:
                self._tell(Dropped(unsent.kind))
                return await self._note(unsent, NudgeState.STALE, now)
            if _waits(unsent, now):
                return NudgeState.CLAIMED
            try:
                delivered = self._unnoted[which] = await self._deliver(await self._outgoing(unsent, now))
            except Unavailable:
                raise  # it is no fault of the row: the next tick tries again
            except Exception:
                # One broken row must neither stop the others nor be retried for ever.
                logger.exception("nudge %d cannot be put into words", unsent.id)
                return await self._note(unsent, NudgeState.REFUSED, now)
            self._tell(Tried(unsent.kind, delivered.delivery, self._clock.now() - unsent.due_at))
        # While the database is unavailable, deliveries are remembered so nothing is sent twice.
        state = await self._settle(unsent, self._unnoted[which], self._clock.now())
        del self._unnoted[which]
        return state

    async def _settle(self, unsent: Unsent, delivered: Delivered, now: datetime) -> str:
        match delivered.delivery:
            case Delivery.SENT:
                return await self._note(unsent, NudgeState.SENT, now, delivered)
            case Delivery.GONE:
                await self._db.write(people.unreachable, unsent.chat_id, now)
                return await self._note(unsent, NudgeState.GONE, now)
            case Delivery.REFUSED:
                return await self._note(unsent, NudgeState.REFUSED, now)
            case Delivery.DOUBTFUL if unsent.doubtful + 1 >= DOUBTS:
                return await self._note(unsent, NudgeState.SENT, now)
            case Delivery.DOUBTFUL:
                await self._db.write(nudges.doubt, unsent.chat_id, unsent.id)
        return NudgeState.CLAIMED

    async def _note(
        self, unsent: Unsent, state: NudgeState, now: datetime, sent: Delivered | None = None
    ) -> str:
        message_id, has_media = (None, False) if sent is None else (sent.message_id, sent.has_media)
        await self._db.write(
            nudges.note,
            unsent.chat_id,
            unsent.id,
            state,
            now,
            message_id,
            has_media=has_media,
            opens_week_on=unsent.opens_week_on,
        )
        return state

    async def _outgoing(self, unsent: Unsent, now: datetime) -> Outgoing:
        return Outgoing(
            unsent.chat_id,
            await self._words.of(unsent, now),
            unsent.silent,
            unsent.replaces_message_id,
            good_for=unsent.valid_until_at - now,
        )


def _waits(unsent: Unsent, now: datetime) -> bool:
    """True if sending has to wait: for the end of a meeting, or of the night for a weekly review."""
    if is_busy(unsent.busy, now):
        return True
    hours = ActiveHours(unsent.zone, 0, (), unsent.quiet_from, unsent.quiet_until)
    return unsent.kind is NudgeKind.WEEK and hours.is_quiet(now)
