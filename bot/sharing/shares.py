"""Shares: how several processes split the send rate, so that together they never send more. Pure.

A process takes more only from what nobody holds, and what it gives up is free for others only once its calls
of the last seconds are over. So the sum of what is sent in any second stays within the rate, and no call has
to ask anybody first.
"""

import math
from collections import deque
from collections.abc import Sequence

from storage.sharing.processes import Need, Peer

COOLS_SECONDS = 2.2  # a call counts for Telegram within a second, and may take another one to get there
RECENT_SECONDS = (
    10.0  # how long a need is remembered: shares that follow every tap would always be on their way
)


def wanted(rate: int, own: Need, peers: Sequence[Peer]) -> int:
    """The share that this process should have: answers first, and what they leave to nudges, if any wait.

    Nobody has less than half an even share, so a first burst of answers finds room.
    """
    needs = [own, *(each.need for each in peers)]
    step = max(rate // (2 * len(needs)), 1)
    answers = [step * max(math.ceil(each.answers / step), 1) for each in needs]
    left = rate - sum(answers)
    if left <= 0:
        return max(rate * answers[0] // sum(answers), 1)
    if any(each.has_nudges for each in needs):
        return answers[0] + (left if own.has_nudges else 0)
    return answers[0] + left // len(needs)


class Share:
    """What this process may start a second, and what it tells the others that it may."""

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self.limit = 0
        self._limits: deque[tuple[float, int]] = deque()  # earlier ones, each with when it no longer counts

    def claim(self, wanted: int, peers: Sequence[Peer], now: float) -> int:
        """The share to publish: what is wanted, as far as there is room, and no less than still counts."""
        room = self._rate - sum(each.share for each in peers)
        return max(self._still_counts(now), min(wanted, room))

    def settle(self, wanted: int, published: int, now: float) -> int:
        """The limit from now on, as the others know `published`."""
        limit = min(wanted, published)
        if limit != self.limit:
            self._limits.append((now + COOLS_SECONDS, self.limit))
            self.limit = limit
        return limit

    def _still_counts(self, now: float) -> int:
        """The largest limit of the last seconds."""
        return max(self.limit, *(limit for until, limit in self._limits if until > now), 0)

    def forget(self, now: float) -> None:
        """Drop limits that no longer count."""
        while self._limits and self._limits[0][0] <= now:
            self._limits.popleft()


class Demand:
    """Answers a second that a process needs: the most of the last seconds."""

    def __init__(self) -> None:
        self._seen: deque[tuple[float, int]] = deque()
        self._before: tuple[float, int] | None = None

    def answers(self, begun: int, waiting: int, now: float) -> int:
        """From how many have begun so far, and how many wait."""
        before, self._before = self._before, (now, begun)
        if before is not None and now > before[0]:
            self._seen.append((now, math.ceil((begun - before[1]) / (now - before[0])) + waiting))
        while self._seen and self._seen[0][0] <= now - RECENT_SECONDS:
            self._seen.popleft()
        return max((n for _, n in self._seen), default=waiting)
