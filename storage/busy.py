"""When is somebody in meetings? A few spans to come on the person's row: beginning and end, nothing else."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import Connection

from storage import people
from storage.columns import Span
from storage.people import Person

MOST = 20
LONGEST = timedelta(hours=12)
AHEAD = timedelta(days=30)  # a meeting begins within it


class BadSpan(ValueError):
    """Over already, too long, or too far away."""


def add(tx: Connection, chat_id: int, span: Span, now: datetime) -> Person:
    """Quiet while it lasts, too; raises `BadSpan`. What is over is dropped on the way."""
    if not is_kept(span, now):
        raise BadSpan(f"a meeting to come within {AHEAD.days} days, of {LONGEST} at most: {span}")
    person = people.get(tx, chat_id)
    return people.change(tx, chat_id, busy=merged([*person.busy, span], now))


def remove(tx: Connection, chat_id: int, span: Span, now: datetime) -> Person:
    """Open again between the two; a second time it changes nothing."""
    person = people.get(tx, chat_id)
    left = [part for each in person.busy for part in _without(each, span)]
    return people.change(tx, chat_id, busy=merged(left, now))


def is_kept(span: Span, now: datetime) -> bool:
    is_short = span.until_at - span.from_at <= LONGEST
    return is_short and now < span.until_at and span.from_at <= now + AHEAD


def merged(spans: Iterable[Span], now: datetime) -> tuple[Span, ...]:
    """Those that are not over, in order; what touches is one. Of too many the nearest stay."""
    found: list[Span] = []
    for span in sorted(each for each in spans if each.until_at > now):
        if found and span.from_at <= found[-1].until_at:
            found[-1] = Span(found[-1].from_at, max(found[-1].until_at, span.until_at))
        else:
            found.append(span)
    return tuple(found[:MOST])


def _without(span: Span, gone: Span) -> list[Span]:
    if gone.until_at <= span.from_at or span.until_at <= gone.from_at:
        return [span]
    before = [Span(span.from_at, gone.from_at)] if span.from_at < gone.from_at else []
    return before + ([Span(gone.until_at, span.until_at)] if gone.until_at < span.until_at else [])
