"""Silence report: shows active holds in the log, /readyz and the metrics, and keeps them across restarts."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from enum import Enum

from bot.outgoing.holds import Hold
from jobs.clock import Clock
from storage.engine.database import Database
from storage.engine.unavailable import Unavailable
from storage.sent import holds
from storage.sent.holds import KeptHold

logger = logging.getLogger(__name__)

KEPT_SECONDS = 10.0  # a shorter hold is over before a restart is


class Scope(Enum):
    """What is held, without naming a chat."""

    ALL = "everything"
    CHATS = "some chats"
    METHODS = "some methods"


class Silence:
    """Tracks active holds; chat ids are never shown."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        count: Callable[[], None] = lambda: None,
        *,
        kept_seconds: float = KEPT_SECONDS,
    ) -> None:
        self._db = db
        self._clock = clock
        self._count = count  # every refusal for sending too much
        self._kept_seconds = kept_seconds
        self._on: dict[tuple[int | str | None, str | None], tuple[Hold, datetime]] = {}  # ends (UTC)
        self._keeping: set[asyncio.Task[None]] = set()

    def begin(self, hold: Hold) -> None:
        """Record a new hold, or a longer one; a shorter one changes nothing."""
        self._count()
        before = self._on.get((hold.chat_id, hold.method))
        if before is not None and before[0].until >= hold.until:
            return
        until_at = self._clock.now() + timedelta(seconds=round(hold.seconds))
        self._on[hold.chat_id, hold.method] = hold, until_at
        if hold.is_long:
            logger.warning("Telegram asks for silence until %s: %s", _said(until_at), _what(hold))
        if hold.seconds > self._kept_seconds:
            task = asyncio.create_task(self._keep(hold, until_at))
            self._keeping.add(task)
            task.add_done_callback(self._keeping.discard)

    async def restore(self) -> list[Hold]:
        """Holds in force that this process does not know: from before its start, or of other processes."""
        now, loop = self._clock.now(), asyncio.get_running_loop()
        try:
            found = await self._db.read(holds.standing, now)
        except Unavailable:
            return []  # not migrated or unavailable: reported elsewhere
        restored = []
        for kept in found:
            seconds = (kept.until_at - now).total_seconds()
            hold = Hold(seconds, loop.time() + seconds, kept.chat_id, kept.method)
            known = self._on.get((hold.chat_id, hold.method))
            if known is not None and known[1] >= kept.until_at:
                continue
            self._on[hold.chat_id, hold.method] = hold, kept.until_at
            restored.append(hold)
            logger.warning("Telegram still asks for silence until %s: %s", _said(kept.until_at), _what(hold))
        return restored

    async def finish(self) -> None:
        """Wait until all new holds are stored."""
        await asyncio.gather(*self._keeping, return_exceptions=True)

    def trouble(self) -> str:
        """The problem for /readyz while everything is held; empty otherwise."""
        ends = [until_at for hold, until_at in self._long() if _scope(hold) is Scope.ALL]
        return f"Telegram asks for silence until {_said(ends[0])}: everything is held" if ends else ""

    def notes(self) -> list[str]:
        """Partial holds, as notes for /readyz: for all others the bot works."""
        chats = [until_at for hold, until_at in self._long() if _scope(hold) is Scope.CHATS]
        methods = [(hold.method, at) for hold, at in self._long() if _scope(hold) is Scope.METHODS]
        found = [f"held until {_said(max(chats))}: chats={len(chats)}"] if chats else []
        return found + [f"held until {_said(until_at)}: {method}" for method, until_at in methods]

    def until(self, scope: Scope) -> float:
        """End of the last hold of this scope (unix time); 0 if there is none."""
        ends = [until_at.timestamp() for hold, until_at in self._standing() if _scope(hold) is scope]
        return max(ends, default=0.0)

    def _long(self) -> list[tuple[Hold, datetime]]:
        return [(hold, until_at) for hold, until_at in self._standing() if hold.is_long]

    def _standing(self) -> list[tuple[Hold, datetime]]:
        now = asyncio.get_running_loop().time()
        self._on = {what: held for what, held in self._on.items() if held[0].until > now}
        return list(self._on.values())

    async def _keep(self, hold: Hold, until_at: datetime) -> None:
        chat_id = hold.chat_id if isinstance(hold.chat_id, int) else None
        if hold.chat_id is not None and chat_id is None:
            return  # a channel by name, not one of our people
        try:
            await self._db.write(holds.keep, KeptHold(chat_id, hold.method, until_at), self._clock.now())
        except Unavailable:
            logger.warning("hold not stored; it ends with this process")


def _scope(hold: Hold) -> Scope:
    return Scope.CHATS if hold.chat_id is not None else Scope.METHODS if hold.method else Scope.ALL


def _what(hold: Hold) -> str:
    return "one chat is held" if hold.chat_id is not None else f"{hold.method or 'everything'} is held"


def _said(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M:%S} UTC"
