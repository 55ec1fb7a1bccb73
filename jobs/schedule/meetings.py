"""Meetings: whether one is on, and the next moment without one (UTC). Nothing is due during a meeting."""

from collections.abc import Collection
from datetime import datetime, timedelta
from operator import attrgetter

from storage.values import Span

GRACE = timedelta(minutes=2)  # goodbyes take a moment, and people get up anyway


def free_from(busy: Collection[Span], at: datetime) -> datetime:
    """`at` itself, or shortly after the end of the consecutive meetings it falls into."""
    if not busy:
        return at
    for span in sorted(busy, key=attrgetter("from_at")):
        if span.from_at <= at < span.until_at + GRACE:
            at = span.until_at + GRACE
    return at


def is_busy(busy: Collection[Span], at: datetime) -> bool:
    return free_from(busy, at) != at
