"""Tick events for metrics; jobs do not know what counts them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from jobs.workers.claim import Claimed
from jobs.workers.ports import Delivery
from storage.tables import NudgeKind


@dataclass(frozen=True)
class Tried:
    """One attempt to send a nudge, and how long after its due time it ended."""

    kind: NudgeKind
    outcome: Delivery
    after_due: timedelta


@dataclass(frozen=True)
class Dropped:
    """A nudge that could not be sent in time."""

    kind: NudgeKind


Event = Claimed | Tried | Dropped  # every tick ends with an empty claim
Tell = Callable[[Event], None]
