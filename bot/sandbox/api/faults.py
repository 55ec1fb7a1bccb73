"""Fault injection: scheduled faults that hit the bot's calls."""

import time
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from random import Random
from typing import Any


class Kind(StrEnum):
    ERROR = "error"  # refused with status, description, retry_after, migrate_to_chat_id
    HTML = "html"  # a proxy's error page with that status
    RESET_BEFORE = "reset_before"  # nothing is done, connection dropped
    RESET_AFTER = "reset_after"  # done, then connection dropped
    HANG = "hang"  # nothing is done, never answered
    HANG_AFTER = "hang_after"  # done, never answered
    OUTAGE = "outage"  # every connection is dropped for for_seconds
    GARBAGE = "garbage"  # 200 with something that is not JSON
    NOT_OK = "not_ok"  # 200 with ok: false
    DUPLICATE_UPDATES = "duplicate_updates"  # queued twice, with separate ids
    UNREADABLE_UPDATE = "unreadable_update"  # queues `times` messages without chat or date


AFTER = frozenset({Kind.RESET_AFTER, Kind.HANG_AFTER})
_NOT_FOR_CALLS = frozenset({Kind.DUPLICATE_UPDATES, Kind.UNREADABLE_UPDATE, Kind.OUTAGE})
_STATUS = {Kind.ERROR: 500, Kind.HTML: 502, Kind.NOT_OK: 400}


@dataclass(slots=True)
class Fault:
    """Hits `times` calls of `method` with probability `chance`, after `skip` calls, for `for_seconds`."""

    kind: Kind
    method: str = "*"
    times: int | None = 1  # None: unlimited
    skip: int = 0
    chance: float = 1.0
    for_seconds: float | None = None
    status: int = 0
    description: str = ""
    retry_after: int | None = None
    migrate_to_chat_id: int | None = None
    seed: int = 1
    hits: int = 0
    _since: float = field(default_factory=time.monotonic)
    _random: Random = field(default_factory=Random)

    def __post_init__(self) -> None:
        self.kind = Kind(self.kind)
        self.status = self.status or _STATUS.get(self.kind, 200)
        self._random.seed(self.seed)
        if (
            not 0 <= self.chance <= 1
            or self.skip < 0
            or (self.times or 0) < 0
            or not 100 <= self.status <= 599
        ):
            raise ValueError("chance is 0 to 1, skip and times are not negative, status is an HTTP status")
        if self.kind is Kind.OUTAGE and self.for_seconds is None:
            raise ValueError("an outage needs for_seconds")

    def is_over(self, at: float) -> bool:
        if self.times is not None and self.hits >= self.times and self.kind is not Kind.OUTAGE:
            return True
        return self.for_seconds is not None and at >= self._since + self.for_seconds

    def strikes(self) -> bool:
        """True if the fault hits this call; counts down `skip` and counts hits."""
        if self.skip > 0:
            self.skip -= 1
            return False
        struck = self._random.random() < self.chance
        self.hits += struck
        return struck

    def to_json(self) -> dict[str, Any]:
        return {name: value for name, value in asdict(self).items() if not name.startswith("_")}


class Faults:
    """Scheduled faults; the first that matches wins."""

    def __init__(self) -> None:
        self.scheduled: list[Fault] = []

    def add(self, fault: Fault) -> Fault:
        self.scheduled.append(fault)
        return fault

    def clear(self) -> None:
        self.scheduled.clear()

    def draw(self, method: str) -> Fault | None:
        """The fault that hits this call, if any."""
        if not self.scheduled:
            return None
        at = time.monotonic()
        for fault in self.scheduled:
            if fault.kind in _NOT_FOR_CALLS or fault.method not in ("*", method) or fault.is_over(at):
                continue
            if fault.strikes():
                return fault
        return None

    def outage(self) -> Fault | None:
        return self._any(Kind.OUTAGE)

    def copies(self) -> int:
        """How many copies of the next update to queue."""
        fault = self._any(Kind.DUPLICATE_UPDATES)
        return 2 if fault is not None and fault.strikes() else 1

    def _any(self, kind: Kind) -> Fault | None:
        at = time.monotonic()
        return next((f for f in self.scheduled if f.kind is kind and not f.is_over(at)), None)
