"""Lanes: each person's updates in order, and people side by side."""

import asyncio
import logging
import math
import time
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from telegram import Update

from bot.incoming.person_limits import Minute
from bot.incoming.port import Port
from bot.incoming.reading_thread import deadline
from bot.incoming.taken import TakenUpdate, failure_of_facts
from bot.outgoing.effects import Effects
from bot.outgoing.outbox import Outbox
from bot.outgoing.outcomes import UpdateOutcome
from bot.outgoing.parcel import Parcel
from bot.timing.once_per import OncePer
from storage.engine.unavailable import Unavailable

logger = logging.getLogger(__name__)

HANDLER_SECONDS = 10  # a handler that takes longer is abandoned
CHAT_SECONDS = 1  # between two messages to one person


@dataclass(slots=True)
class Lane:
    """One person's updates in order: facts one after another, then their replies.

    Everyone active within the last minute or two has one, so it is kept small.
    """

    facts: asyncio.Task[Parcel] | None = None  # of the last update, while it is in progress
    replies: asyncio.Task[None] | None = None
    answered: Parcel | None = None  # last reply sent, until it is confirmed or recorded
    replied_at: float = -math.inf  # monotonic seconds
    pressed: tuple[int, str] | None = None  # the button, while the last update is a tap
    messages: Minute = field(default_factory=Minute)
    taps: Minute = field(default_factory=Minute)

    @property
    def is_busy(self) -> bool:
        return any(task is not None and not task.done() for task in (self.facts, self.replies))

    def is_idle(self, now: float) -> bool:
        return not self.is_busy and self.messages.is_over(now) and self.taps.is_over(now)


class Lanes:
    """Runs the handler of each update, apologises where it fails, and hands the replies to the outbox."""

    def __init__(self, port: Port, outbox: Outbox) -> None:
        self._port = port
        self._outbox = outbox
        self._lanes: dict[int, Lane] = {}
        self._once_a_minute = OncePer(60)

    def of(self, person: int) -> Lane:
        return self._lanes.setdefault(person, Lane())

    @property
    def replying(self) -> list[asyncio.Task[None]]:
        """The last replies of each person, done or not."""
        return [lane.replies for lane in self._lanes.values() if lane.replies is not None]

    def is_busy(self, person: int) -> bool:
        return person in self._lanes and self._lanes[person].is_busy

    async def take_over(self) -> None:
        """Queue replies that another process left in their lanes: first, at a start. Raises `Unavailable`."""
        for chat_id, parcel in (await self._outbox.take_over(self._port.remake)).items():
            lane = self.of(chat_id)
            lane.replies = asyncio.create_task(self._left(parcel, lane.replies))

    async def _left(self, parcel: Parcel, before: asyncio.Task[None] | None) -> None:
        if before is not None:
            await asyncio.wait([before])
        await self._outbox.deliver(parcel)

    def begin(
        self, update: Update, button: tuple[int, str] | None = None, is_too_much: bool = False
    ) -> TakenUpdate:
        """Start working on one update, behind the earlier ones of the same person."""
        person = person_of(update)
        lane = self.of(person)
        before = lane.facts if lane.facts is not None and not lane.facts.done() else None
        is_replying = lane.replies is not None and not lane.replies.done()
        is_held = is_replying or time.monotonic() < lane.replied_at + CHAT_SECONDS
        facts = asyncio.create_task(self._facts(update, before, is_too_much))
        replies = asyncio.create_task(self._replies(facts, lane.replies, lane))
        lane.facts, lane.replies, lane.pressed = facts, replies, button
        again = partial(self.begin, update, button, is_too_much)
        return TakenUpdate(facts, replies, is_held, time.monotonic(), again, person)

    def forget_idle(self) -> None:
        """Drop idle lanes, at most once a minute."""
        if self._once_a_minute("lanes"):
            now = time.monotonic()
            self._lanes = {key: lane for key, lane in self._lanes.items() if not lane.is_idle(now)}

    async def _facts(self, update: Update, before: asyncio.Task[Any] | None, is_too_much: bool) -> Parcel:
        """Run the handler; once the facts are committed, the outbox has the effects."""
        effects = await self._effects(update, before, is_too_much)
        return self._outbox.open(update.update_id, effects)

    async def _effects(self, update: Update, before: asyncio.Task[Any] | None, is_too_much: bool) -> Effects:
        if before is not None:
            await self._after(before)
        if is_too_much:
            return self._port.too_much(update)
        started = time.monotonic()
        try:
            return await self._handled(update)
        except Unavailable:
            self._port.count(UpdateOutcome.AGAIN)
            raise  # Telegram will redeliver it
        except TimeoutError:
            logger.error("update %d took longer than %d s, skipped", update.update_id, HANDLER_SECONDS)
            self._port.count(UpdateOutcome.TIMED_OUT)
        except Exception:
            logger.exception("update %d failed", update.update_id)
            self._port.count(UpdateOutcome.FAILED)
        finally:
            logger.debug("update %d ms=%d", update.update_id, (time.monotonic() - started) * 1000)
        return self._apology(update)

    async def _after(self, before: asyncio.Task[Parcel]) -> None:
        """Wait for the previous update; raises its failure, as updates are handled in order or not at all."""
        await asyncio.wait([before])
        if (error := failure_of_facts(before)) is not None:
            self._port.count(UpdateOutcome.AGAIN)
            raise error

    async def _handled(self, update: Update) -> Effects:
        async with asyncio.timeout(HANDLER_SECONDS) as timeout:
            deadline.set(timeout)
            effects = await self._port.handle(update)
        self._port.count(UpdateOutcome.HANDLED)
        return effects

    def _apology(self, update: Update) -> Effects:
        try:
            return self._port.sorry(update)
        except Exception:
            logger.exception("update %d: the apology failed, too", update.update_id)
            return ()

    async def _replies(
        self, facts: asyncio.Task[Parcel], before: asyncio.Task[None] | None, lane: Lane
    ) -> None:
        """Deliver the effects after the person's earlier replies; an urgent one does not wait for them."""
        await asyncio.wait([facts])
        is_good = not facts.cancelled() and facts.exception() is None
        parcel = facts.result() if is_good else None
        if before is not None and not (parcel is not None and parcel.is_urgent):
            await asyncio.wait([before])
        if parcel is not None and parcel.waiting:
            previous, lane.answered = lane.answered, parcel
            await self._outbox.deliver(parcel, previous)
            lane.replied_at = time.monotonic()
        if before is not None:
            await asyncio.wait([before])  # later replies still wait for all of them
        if lane.facts is facts:
            # A task keeps its frame alive, and lanes stay for a minute.
            lane.facts = lane.replies = None


def person_of(update: Update) -> int:
    """Id of the person, and so of the lane; updates without a person share lane 0."""
    return update.effective_user.id if update.effective_user else 0
