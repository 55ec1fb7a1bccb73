"""Taken update: in progress, or waiting to be confirmed."""

import asyncio
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from bot.outgoing.outbox import Outbox
from bot.outgoing.parcel import Parcel

HELD_REPLY_SECONDS = 2  # a reply that waits longer is stored, and continues in the background
TRACELESS_SECONDS = 60  # an update whose reply is never stored stays with Telegram this long
LOOK_SECONDS = 0.05  # between polls for other updates while these are in progress


@dataclass
class TakenUpdate:
    """One update in progress: its facts, then its replies."""

    facts: asyncio.Future[Parcel]  # done: facts committed, or update abandoned
    replies: asyncio.Future[Any]
    is_held: bool  # behind an earlier reply to the same person, so at least a second away
    at: float  # monotonic seconds
    again: Callable[[], "TakenUpdate"] | None = None
    person: int = 0
    can_wait: bool = False  # over the limit: read when there is time

    @classmethod
    def with_nothing_to_do(cls, parcel: Parcel, person: int = 0) -> "TakenUpdate":
        """A settled update: unreadable, over a limit, or already answered."""
        loop = asyncio.get_running_loop()
        facts: asyncio.Future[Parcel] = loop.create_future()
        replies: asyncio.Future[None] = loop.create_future()
        facts.set_result(parcel)
        replies.set_result(None)
        return cls(facts, replies, is_held=False, at=loop.time(), person=person)

    @property
    def parcel(self) -> Parcel | None:
        """The effects; None if the facts are not committed."""
        stands = self.facts.done() and not self.facts.cancelled() and self.facts.exception() is None
        return self.facts.result() if stands else None

    @property
    def failure(self) -> BaseException | None:
        """The error that kept its facts from being committed, once known."""
        return failure_of_facts(self.facts)

    def is_old(self, now: float) -> bool:
        """True if in progress for longer than usual."""
        return now >= self.at + HELD_REPLY_SECONDS

    def is_late(self, now: float) -> bool:
        """True if the facts are committed but the reply waits for longer than usual."""
        return self.facts.done() and not self.replies.done() and self.is_old(now)

    def is_settled(self, now: float, crowded: bool) -> bool:
        """True if the facts are committed and the reply is sent, stored, or never stored and overdue."""
        parcel = self.parcel
        if parcel is None:
            return False
        has_waited = parcel.leaves_no_trace and (crowded or now >= self.at + TRACELESS_SECONDS)
        return self.replies.done() or parcel.is_settled or has_waited

    def head(self) -> list[asyncio.Future[Any]]:
        """Tasks left to be done before the batch can be confirmed."""
        tasks: list[asyncio.Future[Any]] = [self.facts] if self.is_held else [self.facts, self.replies]
        return [task for task in tasks if not task.done()]

    async def keep_if_late(self, outbox: Outbox) -> None:
        """Store late replies of an update that is already confirmed. Raises `Unavailable`."""
        await asyncio.wait([self.replies], timeout=HELD_REPLY_SECONDS)
        if self.parcel is not None and not self.replies.done():
            await outbox.keep([self.parcel])


def failure_of_facts(facts: asyncio.Future[Parcel]) -> BaseException | None:
    return facts.exception() if facts.done() and not facts.cancelled() else None


async def wait_for_heads(fresh: Collection[TakenUpdate], can_wait: Callable[[TakenUpdate], bool]) -> None:
    """Wait briefly for facts and every person's first reply, but not for updates that can wait.

    Later replies to a person are a second away in any case.
    """
    until = time.monotonic() + HELD_REPLY_SECONDS
    while waiting := [task for each in fresh if not can_wait(each) for task in each.head()]:
        if time.monotonic() >= until:
            return
        await asyncio.wait(waiting, timeout=LOOK_SECONDS)


async def wait_a_moment(all_taken: Collection[TakenUpdate]) -> None:
    """Wait a moment for all updates, usually enough for all replies; a hanging handler delays no one."""
    waiting = [task for each in all_taken for task in (each.facts, each.replies)]
    if waiting:
        await asyncio.wait(waiting, timeout=LOOK_SECONDS)
