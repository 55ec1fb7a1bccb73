"""Sender: one claimed nudge, from its words to the note of what became of it."""

import logging
from datetime import datetime

from jobs.clock import Clock
from jobs.schedule.active_hours import ActiveHours
from jobs.schedule.meetings import is_busy
from jobs.workers.events import Dropped, Tell, Tried
from jobs.workers.ports import Deliver, Delivered, Delivery, Outgoing
from jobs.workers.sending.flight import Which
from jobs.workers.sending.notes import Notes
from jobs.workers.sending.nudge_words import NudgeWords
from storage import people
from storage.engine.database import Database
from storage.engine.unavailable import Unavailable
from storage.sent import nudges
from storage.sent.nudges import Noted, Unsent
from storage.tables import NudgeKind, NudgeState

logger = logging.getLogger(__name__)

DOUBTS = 2  # sends with unknown outcome before a nudge counts as arrived


class Sender:
    """Chooses the words, delivers, and notes the outcome, once."""

    def __init__(self, db: Database, clock: Clock, words: NudgeWords, deliver: Deliver, tell: Tell) -> None:
        self._db = db
        self._clock = clock
        self._words = words
        self._deliver = deliver
        self._tell = tell
        self._notes = Notes(db)
        self._unnoted: dict[Which, Delivered] = {}  # delivered, not yet recorded

    async def send(self, unsent: Unsent) -> tuple[NudgeState, Delivery | None]:
        """The state of the nudge now, and the outcome if there was an attempt; raises `Unavailable`."""
        which = unsent.chat_id, unsent.id  # after a deletion, the id alone may belong to someone else's nudge
        if which not in self._unnoted:
            now = self._clock.now()
            if now >= unsent.valid_until_at:
                self._tell(Dropped(unsent.kind))
                return await self._note(unsent, NudgeState.STALE, now), None
            if _waits(unsent, now):
                return NudgeState.CLAIMED, None
            try:
                delivered = self._unnoted[which] = await self._deliver(await self._outgoing(unsent, now))
            except Unavailable:
                raise  # it is no fault of the row: the next tick tries again
            except Exception:
                # One broken row must neither stop the others nor be retried for ever.
                logger.exception("nudge %d cannot be put into words", unsent.id)
                return await self._note(unsent, NudgeState.REFUSED, now), None
            self._tell(Tried(unsent.kind, delivered.delivery, self._clock.now() - unsent.due_at))
        # While the database is unavailable, deliveries are remembered so nothing is sent twice.
        delivered = self._unnoted[which]
        state = await self._settle(unsent, delivered, self._clock.now())
        del self._unnoted[which]
        return state, delivered.delivery

    async def _settle(self, unsent: Unsent, delivered: Delivered, now: datetime) -> NudgeState:
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
    ) -> NudgeState:
        message_id, has_media = (None, False) if sent is None else (sent.message_id, sent.has_media)
        told = unsent.ends_pause, unsent.opens_week_on
        await self._notes.take(Noted(unsent.chat_id, unsent.id, state, now, message_id, has_media, *told))
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
    if unsent.kind is not NudgeKind.WEEK:
        return False
    return ActiveHours(unsent.zone, 0, (), unsent.quiet_from, unsent.quiet_until).is_quiet(now)
