"""A Bot API that takes everything, in a process of its own: hands out updates, notes what came when.

`python -m tests.bench.bot_api`: prints its port as the first line. `Api` starts it and talks to it.
"""

import asyncio
import json
import re
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

from aiohttp import web

TOKEN = "1000001:" + "a" * 35
ME = {"id": 1000001, "is_bot": True, "first_name": "Psoas", "username": "psoas_bot"}
MESSAGE = {"date": 1, "chat": {"id": 7, "type": "private", "first_name": "Ann"}, "text": "Stand up"}
LONGEST_POLL_SECONDS = 25.0
CHAT = re.compile(rb"""chat_id(?:=|"?:\s*"?|"\r\n(?:[^\r]+\r\n)*\r\n)(-?\d+)""")  # form, JSON, parts


class Updates:
    """Updates in the order they were fed; asking with an offset confirms what is before it."""

    def __init__(self) -> None:
        self._waiting: list[dict[str, Any]] = []
        self._ids = count(1)
        self._news = asyncio.Event()

    def feed(self, updates: list[dict[str, Any]]) -> None:
        self._waiting += [{"update_id": next(self._ids)} | each for each in updates]
        self._news.set()

    async def get(self, offset: int, limit: int, timeout: float) -> list[dict[str, Any]]:
        self._waiting = [each for each in self._waiting if each["update_id"] >= offset]
        if not self._waiting and timeout > 0:
            self._news.clear()
            try:
                async with asyncio.timeout(min(timeout, LONGEST_POLL_SECONDS)):
                    await self._news.wait()
            except TimeoutError:
                pass
        return self._waiting[:limit]


async def serve() -> None:
    seen: Counter[str] = Counter()
    updates, numbers = Updates(), count(1000)
    shown: list[tuple[float, int]] = []

    async def answer(request: web.BaseRequest) -> web.Response:
        method, body = request.path.rsplit("/", 1)[-1], await request.read()
        if method == "feed":
            updates.feed(json.loads(body))
            return web.json_response({})
        if method == "seen":
            return web.json_response(dict(seen))
        if method == "shown":
            return web.json_response(shown)
        seen[method] += 1
        if method.lower() == "getupdates":
            asked = {
                name: str(each) for name, each in (*request.query.items(), *(await request.post()).items())
            }
            offset, limit = int(asked.get("offset") or 0), int(asked.get("limit") or 100)
            found = await updates.get(offset, limit, float(asked.get("timeout") or 0))
            return web.json_response({"ok": True, "result": found})
        result: Any = True
        if method.lower() == "getme":
            result = ME
        elif method.startswith(("send", "edit")):
            result = MESSAGE | {"message_id": next(numbers)}
            if chat := CHAT.search(body):
                shown.append((time.monotonic(), int(chat[1])))
        return web.json_response({"ok": True, "result": result})

    listening = await asyncio.get_running_loop().create_server(
        web.Server(answer, access_log=None), "127.0.0.1", 0, backlog=512
    )
    sys.stdout.write(f"{listening.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await listening.serve_forever()


class Api:
    """The server, seen from a benchmark."""

    def __init__(self, root: str) -> None:
        self.root = root

    def feed(self, updates: list[dict[str, Any]]) -> None:
        """Let the bot have these with its next poll; they are numbered here."""
        self._ask("/feed", json.dumps(updates).encode())

    def seen(self) -> Counter[str]:
        """Calls since the start, by method."""
        return Counter(self._ask("/seen"))

    def shown(self) -> list[tuple[float, int]]:
        """Every message and edit since the start: when it arrived (monotonic seconds), and in which chat."""
        return [(at, chat_id) for at, chat_id in self._ask("/shown")]

    def wait_for(self, calls: int, methods: tuple[str, ...], within_seconds: float = 120) -> None:
        """Wait until there were so many calls of these methods in all."""
        until = time.monotonic() + within_seconds
        while sum((found := self.seen())[each] for each in methods) < calls:
            if time.monotonic() > until:
                raise TimeoutError(f"waited for {calls} of {methods}; there were {dict(found)}")
            time.sleep(0.02)

    def _ask(self, path: str, body: bytes | None = None) -> Any:
        with urllib.request.urlopen(self.root + path, body) as answer:  # noqa: S310 - our own server
            return json.load(answer)


@contextmanager
def bot_api() -> Iterator[Api]:
    """The server in its process, for as long as the block takes."""
    command = [sys.executable, "-m", "tests.bench.bot_api"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            yield Api(f"http://127.0.0.1:{int(server.stdout.readline())}")
        finally:
            server.terminate()


if __name__ == "__main__":
    asyncio.run(serve())
