"""Flood limits: Telegram's rates per bot, chat and group, answered with 429 when exceeded."""

import math
from collections import deque
from collections.abc import Hashable
from dataclasses import dataclass, field

from bot.sandbox.api.refusal import too_many_requests


@dataclass(frozen=True)
class Limits:
    """Messages per second or minute before a 429; `Limits(enabled=False)` lets everything through."""

    per_bot_a_second: int = 30
    paid_per_bot_a_second: int = 1000  # for calls with allow_paid_broadcast
    per_chat_burst: int = 3
    per_chat_a_second: float = 1.0
    per_group_a_minute: int = 20
    enabled: bool = True


@dataclass
class _Window:
    """Sliding window over `seconds`."""

    seconds: float
    taken: deque[float] = field(default_factory=deque)

    def wait(self, at: float, most: int) -> float:
        while self.taken and self.taken[0] <= at - self.seconds:
            self.taken.popleft()
        return 0.0 if len(self.taken) < most else self.taken[-most] + self.seconds - at


@dataclass
class _Bucket:
    """Token bucket: a message takes one token; tokens return over time."""

    tokens: float
    since: float

    def refill(self, at: float, limits: Limits) -> float:
        """Refill; returns the seconds until a token is available."""
        gained = (at - self.since) * limits.per_chat_a_second
        self.tokens, self.since = min(float(limits.per_chat_burst), self.tokens + gained), at
        return max(0.0, (1 - self.tokens) / limits.per_chat_a_second)


class RateLimiter:
    """Admits calls or refuses them with 429; `too_early` counts calls made before their retry_after ended."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.too_early = 0
        self._bot = _Window(1.0)
        self._buckets: dict[int, _Bucket] = {}
        self._groups: dict[int, _Window] = {}
        self._closed_until: dict[Hashable, float] = {}

    def hold_back(self, scope: Hashable, at: float, retry_after: int) -> None:
        """Refuse everything in `scope` for `retry_after` seconds from `at`."""
        self._closed_until[scope] = at + retry_after

    def check_granted_waits(self, scopes: tuple[Hashable, ...], at: float) -> None:
        if not self._closed_until:
            return
        until = max(self._closed_until.get(scope, 0.0) for scope in scopes)
        if until <= at:
            for scope in scopes:
                self._closed_until.pop(scope, None)
        else:
            self.too_early += 1
            raise too_many_requests(math.ceil(until - at))

    def admit_send(self, chat_id: int, is_group: bool, is_paid: bool, at: float) -> None:
        """Count a new message, or refuse it."""
        if not self.limits.enabled:
            return
        bucket = self._buckets.get(chat_id)
        if bucket is None:
            bucket = self._buckets[chat_id] = _Bucket(self.limits.per_chat_burst, at)
        self._refuse_for(("chat", chat_id), at, bucket.refill(at, self.limits))
        if is_group:
            group = self._groups.setdefault(chat_id, _Window(60.0))
            self._refuse_for(("chat", chat_id), at, group.wait(at, self.limits.per_group_a_minute))
        self.admit_edit(is_paid, at)
        bucket.tokens -= 1
        if is_group:
            self._groups[chat_id].taken.append(at)

    def admit_edit(self, is_paid: bool, at: float) -> None:
        """Count an edit against the bot's limit, not the chat's."""
        if not self.limits.enabled:
            return
        most = self.limits.paid_per_bot_a_second if is_paid else self.limits.per_bot_a_second
        self._refuse_for("bot", at, self._bot.wait(at, most))
        self._bot.taken.append(at)

    def _refuse_for(self, scope: Hashable, at: float, wait: float) -> None:
        if wait > 1e-6:
            retry_after = max(1, math.ceil(wait))
            self.hold_back(scope, at, retry_after)
            raise too_many_requests(retry_after)
