"""Erasure: stops everything on its way to a person, then deletes all their data."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import partial

from bot.outgoing.outbox import Outbox
from bot.outgoing.rate_limiter import Pacing
from bot.services.follow_along import FollowAlongs
from bot.sharing.peers import Alone, Peers
from jobs.workers.erasure import Eraser
from storage.sharing.bells import Bell

Finish = Callable[[], Awaitable[None]]


class Erasure:
    """Deletes people on request. The confirmation still reaches them, and nothing after it."""

    def __init__(
        self,
        pacing: Pacing,
        following: FollowAlongs,
        outbox: Outbox,
        forgetting: Eraser,
        peers: Alone | Peers,
        *finish: Finish,
    ) -> None:
        self._pacing = pacing
        self._following = following
        self._outbox = outbox
        self._forgetting = forgetting
        self._peers = peers
        self._finish = finish  # each returns once everything read before the call has been dealt with
        self._waiting: set[asyncio.Task[None]] = set()

    async def forget(self, chat_id: int, now: datetime) -> None:
        """Delete everything now; safe to call twice. Raises `Unavailable`, and then nothing is deleted."""
        await self._peers.tell(Bell.GONE, chat_id)
        await self._turned_away(chat_id, partial(self._forgetting.forget, chat_id, now))

    async def turn_away(self, chat_id: int) -> None:
        """Another process deletes this person: nothing of ours reaches them any more."""
        await self._turned_away(chat_id)

    async def _turned_away(self, chat_id: int, delete: Callable[[], Awaitable[object]] | None = None) -> None:
        self._pacing.hush(chat_id)
        try:
            self._following.drop(chat_id)
            await self._outbox.drop(chat_id)
            if delete is not None:
                await delete()
        finally:
            # If they come back, nudges of a later tick are theirs again; those of this tick are not.
            task = asyncio.create_task(self._unhush(chat_id))
            self._waiting.add(task)
            task.add_done_callback(self._waiting.discard)

    async def stop(self) -> None:
        """Cancel the pending clean-ups; the next process starts without blocks."""
        for task in list(self._waiting):
            task.cancel()
        await asyncio.gather(*self._waiting, return_exceptions=True)

    async def _unhush(self, chat_id: int) -> None:
        for finished in self._finish:
            await finished()
        self._pacing.unhush(chat_id)
