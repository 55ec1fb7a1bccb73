"""Update queue: the unconfirmed updates behind getUpdates."""

import asyncio
import json
from collections import deque
from collections.abc import Callable
from typing import Any

from bot.sandbox.api.refusal import Refused, bad_request
from bot.sandbox.api.schema import UPDATE_KINDS

# Telegram sends these only if they are requested by name
_ON_REQUEST = {"chat_member", "message_reaction", "message_reaction_count"}
_LONGEST_POLL_SECONDS = 50
_TERMINATED = (
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
)

_WEBHOOK = (
    "Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)
_SET = "Conflict: terminated by setWebhook request"

encode = json.JSONEncoder(separators=(",", ":")).encode


class Updates:
    """Updates in order, kept as JSON until a higher offset confirms them."""

    def __init__(self, changed: Callable[[], None]) -> None:
        self.next_id = 1
        self.pending: deque[tuple[int, str]] = deque()
        self.allowed = UPDATE_KINDS - _ON_REQUEST
        self.changed = changed
        self.has_webhook = False  # getUpdates is refused meanwhile
        self.on_push: Callable[[], None] = lambda: None
        self._waiter: asyncio.Future[str] | None = None

    def push(self, kind: str, payload: Any, *, copies: int = 1) -> int | None:
        """Queue an update; returns its id, or None if the bot does not subscribe to this kind."""
        if kind not in self.allowed:
            return None
        for _ in range(copies):
            self.pending.append((self.next_id, f'{{"update_id":{self.next_id},"{kind}":{encode(payload)}}}'))
            self.next_id += 1
        self._wake("")
        self.on_push()
        self.changed()
        return self.next_id - 1

    async def get(
        self,
        offset: int = 0,
        limit: int = 100,
        timeout: int = 0,
        allowed_updates: list[str] | None = None,
    ) -> str:
        """Unconfirmed updates as a JSON array; waits up to `timeout` seconds for the first."""
        if self.has_webhook:
            raise Refused(409, _WEBHOOK)
        self._wake("conflict")
        self.allow(allowed_updates)
        self.confirm(offset)
        if not self.pending and timeout > 0:
            await self._wait(min(timeout, _LONGEST_POLL_SECONDS))
            if self.has_webhook:
                raise Refused(409, _SET)
        count = min(limit, len(self.pending))
        return "[" + ",".join(self.pending[index][1] for index in range(count)) + "]"

    def confirm(self, offset: int) -> None:
        """Drop everything before `offset`; a negative offset keeps only that many from the end."""
        if offset < 0 and self.pending:
            offset = self.pending[max(len(self.pending) + offset, 0)][0]
        if self.pending and self.pending[0][0] < offset:
            self.changed()
        while self.pending and self.pending[0][0] < offset:
            self.pending.popleft()

    def remove(self, update_id: int) -> None:
        """Drop one that a webhook has taken."""
        if self.pending and self.pending[0][0] == update_id:
            self.pending.popleft()
        else:
            self.pending = deque(each for each in self.pending if each[0] != update_id)
        self.changed()

    def drop_all(self) -> None:
        self.pending.clear()
        self.changed()

    def interrupt(self) -> None:
        """Make a waiting getUpdates answer now."""
        self._wake("")

    async def _wait(self, timeout: float) -> None:
        self._waiter = waiter = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(timeout):
                if await waiter == "conflict":
                    raise Refused(409, _TERMINATED)
        except TimeoutError:
            pass
        finally:
            if self._waiter is waiter:
                self._waiter = None

    def _wake(self, why: str) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(why)
        self._waiter = None

    def allow(self, kinds: list[str] | None) -> None:
        """Set the subscribed kinds until the next list; an empty list means the defaults."""
        if kinds is None:
            return
        for kind in kinds:
            if kind not in UPDATE_KINDS:
                raise bad_request(f"unknown update {kind!r} in parameter 'allowed_updates'")
        self.allowed = frozenset(kinds) or UPDATE_KINDS - _ON_REQUEST
