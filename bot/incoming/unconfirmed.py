"""Unconfirmed updates: redelivered by Telegram until their facts are committed and replies sent or stored."""

import asyncio
import math
import time
from collections import Counter
from contextlib import suppress
from itertools import count
from typing import Any

from bot.incoming.port import Port
from bot.incoming.taken import HELD_REPLY_SECONDS, TRACELESS_SECONDS, TakenUpdate
from bot.outgoing.outbox import Outbox
from bot.outgoing.parcel import Parcel
from bot.timing.retries import wait_seconds
from storage.engine.unavailable import Unavailable

BATCH = 100
FLOOD = BATCH // 2  # this many updates of one person hide everyone else's


class Unconfirmed:
    """Updates taken since `offset`, the first one not confirmed."""

    def __init__(self, outbox: Outbox, port: Port) -> None:
        self._outbox = outbox
        self._port = port
        self._taken: dict[int, TakenUpdate] = {}
        self._flooding: set[int] = set()
        self._let_go: set[asyncio.Future[Any]] = set()  # confirmed before they were done
        self.offset = 0
        self.passed: list[Parcel] = []  # before an offset that Telegram does not know yet

    def __contains__(self, update_id: int) -> bool:
        return update_id in self._taken

    def __bool__(self) -> bool:
        return bool(self._taken)

    @property
    def taken(self) -> list[TakenUpdate]:
        return list(self._taken.values())

    @property
    def parcels(self) -> list[Parcel]:
        """Parcels of updates whose facts are committed."""
        return [each.parcel for each in self._taken.values() if each.parcel is not None]

    @property
    def working(self) -> list[asyncio.Future[Any]]:
        """Tasks of these updates, and of those confirmed early."""
        return [*self._let_go, *(task for each in self.taken for task in (each.facts, each.replies))]

    def add(self, update_id: int, taken: TakenUpdate) -> None:
        self._taken[update_id] = taken

    def look_for_floods(self) -> None:
        """Note people with so many updates that they hide those of others."""
        many = Counter(each.person for each in self._taken.values() if each.person)
        self._flooding = {person for person, n in many.items() if n >= FLOOD}

    def can_wait(self, taken: TakenUpdate) -> bool:
        """True for updates over a limit, and for people who flood or send far more text than others."""
        return taken.can_wait or taken.person in self._flooding or self._port.is_greedy(taken.person)

    async def keep_late(self, crowded: bool) -> None:
        """Store late replies; in a crowd, all unsent ones."""
        now = math.inf if crowded else time.monotonic()
        late = [each.parcel for each in self._taken.values() if each.is_late(now)]
        await self._outbox.keep([parcel for parcel in late if parcel is not None])
        await self._outbox.tidy()

    def move_offset(self, crowded: bool) -> None:
        """Confirm up to the first unsettled update; raises the error that kept facts from being committed."""
        now = time.monotonic()
        failed = {n: error for n, each in self._taken.items() if (error := each.failure)}
        unfinished = [n for n, each in self._taken.items() if not each.is_settled(now, crowded)]
        barrier = min([*failed, *unfinished], default=None)
        for update_id in sorted(self._taken):
            if barrier is not None and update_id >= barrier:
                break
            self.offset = update_id + 1
            if (parcel := self._taken.pop(update_id).parcel) is not None:
                self.passed.append(parcel)
        for update_id in failed:
            del self._taken[update_id]  # redelivered, and then retried
        for error in failed.values():
            raise error

    async def settle(self, update_id: int) -> None:
        """Wait until an update is settled, as it then may be confirmed by itself; its late reply is stored.

        Raises the error that kept its facts from being committed.
        """
        taken = self._taken[update_id]
        try:
            await asyncio.wait([taken.facts], timeout=HELD_REPLY_SECONDS)
            if not taken.facts.done() and self.can_wait(taken):
                self._let_go_of(update_id, taken)
                return
            await asyncio.wait([taken.facts])
            if taken.failure is not None:
                raise taken.failure
            await taken.keep_if_late(self._outbox)
            if not taken.is_settled(time.monotonic(), crowded=False):
                await asyncio.wait([taken.replies], timeout=TRACELESS_SECONDS)
        finally:
            self._taken.pop(update_id, None)

    def _let_go_of(self, update_id: int, taken: TakenUpdate) -> None:
        """Handle an update from memory, as if it were confirmed."""
        task = asyncio.create_task(self._see_through(taken))
        self._let_go.add(task)
        task.add_done_callback(self._let_go.discard)
        nothing = self._outbox.open(update_id, ())
        self._taken[update_id] = TakenUpdate.with_nothing_to_do(nothing, taken.person)

    def let_go_of_what_can_wait(self, crowded: bool) -> None:
        """Confirm a flood early, so it does not hide other people: of updates that can wait, only the newest
        are waited for, and briefly; the rest are handled from memory. A kill in these seconds loses them.
        """
        now, most = time.monotonic(), FLOOD if crowded else BATCH
        for n, update_id in enumerate(sorted(self._taken, reverse=True)):
            taken = self._taken[update_id]
            is_one_too_many = (n >= most and self.can_wait(taken)) or (taken.can_wait and taken.is_old(now))
            if is_one_too_many and not taken.facts.done():
                self._let_go_of(update_id, taken)

    async def _see_through(self, taken: TakenUpdate) -> None:
        """Retry until its facts are committed: it is confirmed, so Telegram will not redeliver it."""
        for failures in count():
            await asyncio.wait([taken.facts])
            if taken.failure is None or taken.again is None:
                with suppress(Unavailable):  # its facts are committed
                    await taken.keep_if_late(self._outbox)
                return
            await asyncio.sleep(wait_seconds(failures))
            taken = taken.again()
