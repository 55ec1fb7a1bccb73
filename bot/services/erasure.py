"""How does somebody go for good? What is on its way to them stops, then nothing of them is kept."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime

from bot.outgoing.outbox import Outbox
from bot.outgoing.rate_limiter import Pacing
from bot.services.follow_along import Following
from jobs.workers.erasure import Forgetting

Finish = Callable[[], Awaitable[None]]


class Farewell:
    """Forgets people on their word. That it is done still reaches them, and nothing else does."""

    def __init__(
        self, pacing: Pacing, following: Following, outbox: Outbox, forgetting: Forgetting, *finish: Finish
    ) -> None:
        self._pacing = pacing
        self._following = following
        self._outbox = outbox
        self._forgetting = forgetting
        self._finish = finish  # each returns when what was read from the database before is dealt with
        self._waiting: set[asyncio.Task[None]] = set()

    async def forget(self, chat_id: int, now: datetime) -> None:
        """Everything, at once; twice is as good as once. Raises `Unavailable`: then all of it stands."""
        self._pacing.hush(chat_id)
        try:
            self._following.drop(chat_id)
            await self._outbox.drop(chat_id)
            await self._forgetting.forget(chat_id, now)
        finally:
            # Should they come back, a nudge of the next tick is theirs again; none of this one is.
            task = asyncio.create_task(self._unhush(chat_id))
            self._waiting.add(task)
            task.add_done_callback(self._waiting.discard)

    async def stop(self) -> None:
        """The process ends; the next one knows nobody who is gone."""
        for task in list(self._waiting):
            task.cancel()
        await asyncio.gather(*self._waiting, return_exceptions=True)

    async def _unhush(self, chat_id: int) -> None:
        for finished in self._finish:
            await finished()
        self._pacing.unhush(chat_id)
