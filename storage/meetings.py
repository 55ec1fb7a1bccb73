"""Meetings: their future times, under a hashed id that only the same calendar can match."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Any

from sqlalchemy import Connection, Row, case, delete, select

from storage import people
from storage.engine.upsert import insert
from storage.person import Person
from storage.tables import MeetingRow, SaltRow
from storage.values import Span, merged

MOST = 500  # times kept per person; a full calendar has two to three hundred in 30 days
LONGEST = timedelta(hours=12)
AHEAD = timedelta(days=30)  # a meeting begins within it
NO_NAME = ""  # typed meetings, and those without an id in their file
DIGEST_BYTES = 12


class BadSpan(ValueError):
    """A meeting that is over, too long, or too far ahead."""


@dataclass(frozen=True)
class Meet:
    """Update to one meeting: drops all its times or those at `gone`, and stores `kept`.

    `uid` is its calendar id, stored only as a keyed hash.
    """

    uid: str
    sequence: int
    is_all: bool
    gone: tuple[datetime, ...]
    kept: tuple[tuple[datetime, Span], ...]  # original time in the series, and actual time
    cancelled: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Met:
    """Result of an update: times now quiet, times open again, and what was left out."""

    person: Person
    quiet: tuple[Span, ...] = ()
    opened: tuple[Span, ...] = ()
    full_from: datetime | None = None  # meetings from here on did not fit
    is_older: bool = False  # a newer version of a meeting is already stored
    is_changed: bool = False


def take(tx: Connection, chat_id: int, meetings: Sequence[Meet], now: datetime) -> Met:
    """Apply the meetings of one file in order: updates replace, cancellations remove."""
    before = people.get(tx, chat_id)
    _forget_over(tx, chat_id, now)
    rows = _rows(tx, chat_id)
    salt = tx.execute(select(SaltRow.salt)).scalar_one()
    kept: list[Span] = []
    is_older = False
    for meet in meetings:
        name = _name(salt, chat_id, meet.uid)
        theirs = [row for row in rows if row.name == name]
        if meet.is_all and meet.kept and any(row.sequence > meet.sequence for row in theirs):
            is_older = True
            continue
        if name != NO_NAME:
            _forget(tx, chat_id, name, meet)
        spans = [(of_at, span) for of_at, span in meet.kept if is_kept(span, now)]
        sequence = meet.sequence if meet.is_all else max((row.sequence for row in theirs), default=0)
        _keep(tx, chat_id, name, sequence, spans, now)
        kept += [span for _, span in spans]
        if not theirs and not meet.kept:
            for span in meet.cancelled:
                _cut(tx, chat_id, span, only_unnamed=True)
    full_from = _make_room(tx, chat_id)
    after = people.get(tx, chat_id)
    opened = without(before.agenda.busy, after.agenda.busy)
    quiet = tuple(each for each in merged(kept, now) if full_from is None or each.from_at < full_from)
    opened = tuple(each for each in opened if each.until_at > now)
    is_changed = bool(quiet or opened)
    return Met(after, quiet, opened, full_from, is_older, is_changed)


def add(tx: Connection, chat_id: int, span: Span, now: datetime) -> Person:
    """Add a typed meeting as quiet time; raises `BadSpan`."""
    if not is_kept(span, now):
        raise BadSpan(f"a future meeting within {AHEAD.days} days, of {LONGEST} at most: {span}")
    meet = Meet(NO_NAME, 0, False, (), ((span.from_at, span),))
    return take(tx, chat_id, [meet], now).person


def remove(tx: Connection, chat_id: int, span: Span, now: datetime, only_unnamed: bool = False) -> Person:
    """Remove quiet time between two instants, or only what was typed; idempotent."""
    _forget_over(tx, chat_id, now)
    _cut(tx, chat_id, span, only_unnamed)
    return people.get(tx, chat_id)


def take_back(tx: Connection, chat_id: int, told_at: datetime, now: datetime) -> Met:
    """Remove everything that came with one file."""
    before = people.get(tx, chat_id)
    tx.execute(delete(MeetingRow).where(MeetingRow.chat_id == chat_id, MeetingRow.told_at == told_at))
    _forget_over(tx, chat_id, now)
    after = people.get(tx, chat_id)
    opened = tuple(each for each in without(before.agenda.busy, after.agenda.busy) if each.until_at > now)
    return Met(after, opened=opened, is_changed=bool(opened))


def is_kept(span: Span, now: datetime) -> bool:
    is_short = span.until_at - span.from_at <= LONGEST
    return is_short and now < span.until_at and span.from_at <= now + AHEAD


def without(spans: Iterable[Span], gone: Iterable[Span]) -> tuple[Span, ...]:
    """The spans minus the others."""
    left = list(spans)
    for each in gone:
        left = [part for span in left for part in _without(span, each)]
    return tuple(left)


def _without(span: Span, gone: Span) -> list[Span]:
    if gone.until_at <= span.from_at or span.until_at <= gone.from_at:
        return [span]
    before = [Span(span.from_at, gone.from_at)] if span.from_at < gone.from_at else []
    return before + ([Span(gone.until_at, span.until_at)] if gone.until_at < span.until_at else [])


def _name(salt: str, chat_id: int, uid: str) -> str:
    """Keyed hash of a meeting's name: equal for one person's meeting, meaningless to a reader."""
    if not uid:
        return NO_NAME
    told = f"{chat_id}:{uid}".encode("utf-8", errors="replace")
    return blake2b(told, digest_size=DIGEST_BYTES, key=salt.encode()).hexdigest()


def _rows(tx: Connection, chat_id: int) -> Sequence[Row[Any]]:
    return tx.execute(select(MeetingRow.__table__).where(MeetingRow.chat_id == chat_id)).all()


def _forget_over(tx: Connection, chat_id: int, now: datetime) -> None:
    tx.execute(delete(MeetingRow).where(MeetingRow.chat_id == chat_id, MeetingRow.until_at <= now))


def _forget(tx: Connection, chat_id: int, name: str, meet: Meet) -> None:
    which = delete(MeetingRow).where(MeetingRow.chat_id == chat_id, MeetingRow.name == name)
    if meet.is_all:
        tx.execute(which)
    elif meet.gone:
        tx.execute(which.where(MeetingRow.of_at.in_(meet.gone)))


def _keep(
    tx: Connection,
    chat_id: int,
    name: str,
    sequence: int,
    times: Sequence[tuple[datetime, Span]],
    now: datetime,
) -> None:
    same = {"chat_id": chat_id, "name": name, "sequence": sequence, "told_at": now}
    rows = [same | {"of_at": at, "from_at": span.from_at, "until_at": span.until_at} for at, span in times]
    if rows:
        added = insert(MeetingRow)
        both = MeetingRow.until_at, added.excluded.until_at
        longer = case((both[0] > both[1], both[0]), else_=both[1])
        tx.execute(added.on_conflict_do_update(set_={"until_at": longer, "told_at": now}), rows)


def _cut(tx: Connection, chat_id: int, gone: Span, only_unnamed: bool) -> None:
    """Cut the time between two instants out of the meetings; the rest around it stays."""
    for row in _rows(tx, chat_id):
        span = Span(row.from_at, row.until_at)
        left = _without(span, gone)
        if left == [span] or (only_unnamed and row.name != NO_NAME):
            continue
        which = MeetingRow.chat_id == chat_id, MeetingRow.name == row.name, MeetingRow.of_at == row.of_at
        tx.execute(delete(MeetingRow).where(*which, MeetingRow.from_at == row.from_at))
        _keep(tx, chat_id, row.name, row.sequence, [(row.of_at, each) for each in left], row.told_at)


def _make_room(tx: Connection, chat_id: int) -> datetime | None:
    """Keep only the nearest times if there are too many; returns from when on there was no room."""
    times = tx.execute(
        select(MeetingRow.from_at)
        .where(MeetingRow.chat_id == chat_id)
        .order_by(MeetingRow.from_at)
        .offset(MOST)
        .limit(1)
    )
    full_from: datetime | None = times.scalar_one_or_none()
    if full_from is not None:
        tx.execute(delete(MeetingRow).where(MeetingRow.chat_id == chat_id, MeetingRow.from_at >= full_from))
    return full_from
