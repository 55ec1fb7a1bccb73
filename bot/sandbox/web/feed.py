"""Event feed: publishes changes to open chat pages."""

import asyncio
import json
from typing import Any

_MOST_UNREAD = 1000


class Feed:
    """Any number of listeners; one that falls behind is dropped and has to reload."""

    def __init__(self) -> None:
        self._listeners: set[asyncio.Queue[str | None]] = set()

    @property
    def is_watched(self) -> bool:
        return bool(self._listeners)

    def join(self) -> asyncio.Queue[str | None]:
        queue: asyncio.Queue[str | None] = asyncio.Queue(_MOST_UNREAD)
        self._listeners.add(queue)
        return queue

    def leave(self, queue: asyncio.Queue[str | None]) -> None:
        self._listeners.discard(queue)

    def publish(self, kind: str, **what: Any) -> None:
        if not self._listeners:
            return
        line = json.dumps({"kind": kind, **what})
        for queue in list(self._listeners):
            if queue.full():
                self._let_go(queue)
            else:
                queue.put_nowait(line)

    def close(self) -> None:
        for queue in list(self._listeners):
            self._let_go(queue)

    def _let_go(self, queue: asyncio.Queue[str | None]) -> None:
        self._listeners.discard(queue)
        while not queue.empty():
            queue.get_nowait()
        queue.put_nowait(None)
