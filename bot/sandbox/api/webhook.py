"""Webhook: posts updates instead of waiting for getUpdates, as Telegram does: again and again until a 2xx.

Updates of one kind from one person are posted one after another; everything else at the same time, up to
`max_connections`. So a message and a tap of the same person may cross.
"""

import asyncio
import json
import re
import time
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from bot.sandbox.api.refusal import bad_request
from bot.sandbox.api.updates import Updates
from bot.sandbox.clock import SandboxClock
from bot.sandbox.records import Json

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a name
PORTS = (80, 88, 443, 8443)
LONGEST_WAIT_SECONDS = 60.0
POST_SECONDS = 60.0
DEFAULT_CONNECTIONS = 40

_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_LOOPBACK = ("127.0.0.1", "localhost", "::1")

Queue = tuple[str, int]  # kind of update and person


@dataclass
class Set:
    """A webhook that was set."""

    url: str
    secret_token: str = ""
    max_connections: int = DEFAULT_CONNECTIONS
    last_error_date: int = 0
    last_error_message: str = ""


class Webhook:
    """Posts the pending updates while a webhook is set."""

    def __init__(self, updates: Updates, clock: SandboxClock) -> None:
        self._updates = updates
        self._clock = clock
        self._set: Set | None = None
        self._posting: dict[int, asyncio.Task[None]] = {}
        self._busy: set[Queue] = set()
        self._waits: dict[Queue, tuple[float, int]] = {}  # failed: until when (monotonic), and how often
        self._wake = asyncio.Event()
        self._running: asyncio.Task[None] | None = None
        self._session: aiohttp.ClientSession | None = None
        updates.on_push = self._wake.set

    def open(self) -> None:
        """Begin to post; needs a running loop."""
        if self._running is None:
            self._running = asyncio.create_task(self._run())

    async def close(self) -> None:
        tasks = [*filter(None, [self._running]), *self._posting.values()]
        self._running = None
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._session is not None:
            await self._session.close()
            self._session = None

    def set(self, asked: Json) -> bool:
        if not asked.get("url"):
            return self.delete(asked)
        _check(asked["url"], asked.get("secret_token", ""))
        self._updates.allow(asked.get("allowed_updates"))
        if asked.get("drop_pending_updates"):
            self._updates.drop_all()
        most = asked.get("max_connections", DEFAULT_CONNECTIONS)
        self._become(Set(asked["url"], asked.get("secret_token", ""), most))
        return True

    def delete(self, asked: Json) -> bool:
        if asked.get("drop_pending_updates"):
            self._updates.drop_all()
        self._become(None)
        return True

    def about(self) -> Json:
        """What getWebhookInfo says."""
        known: Json = {"has_custom_certificate": False, "pending_update_count": len(self._updates.pending)}
        if self._set is None:
            return known | {"url": ""}
        shown = asdict(self._set)
        del shown["secret_token"]
        if not self._set.last_error_date:
            del shown["last_error_date"], shown["last_error_message"]
        return known | shown | {"allowed_updates": sorted(self._updates.allowed)}

    def to_json(self) -> Json | None:
        return None if self._set is None else asdict(self._set)

    def restore(self, stored: Json | None) -> None:
        self._become(None if stored is None else Set(**stored))

    def _become(self, to: Set | None) -> None:
        self._set = to
        self._updates.has_webhook = to is not None
        self._updates.interrupt()
        self._waits.clear()
        self._updates.changed()
        self._wake.set()

    async def _run(self) -> None:
        while True:
            self._wake.clear()
            at = self._begin(time.monotonic())
            try:
                async with asyncio.timeout(None if at is None else max(at - time.monotonic(), 0.01)):
                    await self._wake.wait()
            except TimeoutError:
                pass

    def _begin(self, now: float) -> float | None:
        """Post whatever may be posted now; returns when the next attempt is due."""
        if self._set is None:
            return None
        blocked = set(self._busy)
        for update_id, text in list(self._updates.pending):
            if len(self._posting) >= self._set.max_connections:
                break
            if update_id in self._posting:
                continue
            queue = _queue_of(text)
            if queue not in blocked and self._waits.get(queue, (0.0, 0))[0] <= now:
                self._busy.add(queue)
                self._posting[update_id] = asyncio.create_task(self._post(self._set, update_id, text, queue))
            blocked.add(queue)
        return min((at for at, _ in self._waits.values() if at > now), default=None)

    async def _post(self, to: Set, update_id: int, text: str, queue: Queue) -> None:
        try:
            wait = await self._posted(to, text)
            if wait is None:
                self._waits.pop(queue, None)
                self._updates.remove(update_id)
            else:
                failures = self._waits.get(queue, (0.0, 0))[1]
                seconds = min(wait or 2.0**failures, LONGEST_WAIT_SECONDS)
                self._waits[queue] = (time.monotonic() + seconds, failures + 1)
        finally:
            del self._posting[update_id]
            self._busy.discard(queue)
            self._wake.set()

    async def _posted(self, to: Set, text: str) -> float | None:
        """None if it was accepted; else the wait that was asked for (seconds), 0 if none was."""
        headers = {"Content-Type": "application/json"}
        if to.secret_token:
            headers[SECRET_HEADER] = to.secret_token
        try:
            async with self._client().post(to.url, data=text.encode(), headers=headers) as answer:
                await answer.read()
                if answer.status // 100 == 2:
                    return None
                self._note(to, f"Wrong response from the webhook: {answer.status} {answer.reason}")
                asked = answer.headers.get("Retry-After", "")
                return float(asked) if asked.isdecimal() else 0.0
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            self._note(to, f"Connection failed: {type(error).__name__}")
            return 0.0

    def _note(self, to: Set, message: str) -> None:
        to.last_error_date, to.last_error_message = int(self._clock.now().timestamp()), message

    def _client(self) -> aiohttp.ClientSession:
        if self._session is None:
            limit = aiohttp.ClientTimeout(total=POST_SECONDS)
            self._session = aiohttp.ClientSession(
                timeout=limit, connector=aiohttp.TCPConnector(limit=0), auto_decompress=False
            )
        return self._session


def _check(url: str, secret: str) -> None:
    """Refuse what Telegram refuses; an address on this machine may do without TLS, and have any port."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or 443
    except ValueError:
        raise bad_request("bad webhook: invalid URL specified") from None
    is_here = host in _LOOPBACK and parts.scheme == "http"
    if not is_here and parts.scheme != "https":
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if not is_here and port not in PORTS:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
    if secret and not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")


def _queue_of(text: str) -> Queue:
    """What must be posted in order; found in the beginning of an update, as its kind comes first."""
    update: dict[str, Any] = json.loads(text)
    [(kind, brought)] = [(name, value) for name, value in update.items() if name != "update_id"]
    sender = brought.get("from") or brought.get("chat") or {} if isinstance(brought, dict) else {}
    return kind, sender.get("id", 0)
