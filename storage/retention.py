"""Retention: old rows, deleted a few at a time."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Connection, and_, delete, exists, func, or_, select, tuple_
from sqlalchemy.orm import aliased

from storage.house import deeds, invites, questions, removed
from storage.past import past_weeks
from storage.tables import (
    BroadcastRow,
    ChangeRow,
    DayRow,
    MeetingRow,
    MoveRow,
    NudgeRow,
    PauseRow,
    PersonRow,
    SelfCheckRow,
    SuggestionRow,
)


def people_after(tx: Connection, after: int | None, limit: int) -> list[int]:
    """The next chat ids in ascending order; None starts from the first."""
    where = () if after is None else (PersonRow.chat_id > after,)
    found = tx.execute(select(PersonRow.chat_id).where(*where).order_by(PersonRow.chat_id).limit(limit))
    return list(found.scalars())


def prune(tx: Connection, chat_ids: Sequence[int], before_at: datetime, before_on: date, limit: int) -> int:
    """Delete up to a limit of a person's old rows of every kind; returns how many.

    The newest day always stays: it holds the streak, best, strength and total.
    """
    return (
        _remove(tx, MoveRow, limit, *_moves(chat_ids, before_at))
        + _remove(tx, NudgeRow, limit, *_nudges(chat_ids, before_at))
        + _remove(tx, ChangeRow, limit, ChangeRow.chat_id.in_(chat_ids), ChangeRow.changed_at < before_at)
        + _remove_suggestions(tx, chat_ids, before_at)
        + _remove_self_checks(tx, chat_ids, before_on)
        + _remove_days(tx, chat_ids, before_on, limit)
        + _remove_pauses(tx, chat_ids, before_on)
        + past_weeks.prune(tx, chat_ids, before_on, limit)
    )


def drop_meetings(tx: Connection, chat_ids: Sequence[int], now: datetime) -> None:
    """Delete a person's past meetings; their times are no longer needed."""
    tx.execute(delete(MeetingRow).where(MeetingRow.chat_id.in_(chat_ids), MeetingRow.until_at <= now))


def drop_broadcasts(tx: Connection, before_at: datetime, drafts_before_at: datetime) -> None:
    """Delete old broadcasts and those never confirmed."""
    is_draft = BroadcastRow.begun_at.is_(None)
    is_old_draft = and_(is_draft, BroadcastRow.asked_at < drafts_before_at)
    tx.execute(delete(BroadcastRow).where(or_(is_old_draft, BroadcastRow.asked_at < before_at)))


def prune_house(tx: Connection, before_at: datetime, questions_before_at: datetime) -> None:
    """Delete what the house kept of long ago; answered questions go sooner, with the texts they replaced."""
    deeds.prune(tx, before_at)
    invites.prune(tx, before_at)
    removed.prune(tx, before_at)
    questions.prune(tx, questions_before_at)


def over(
    tx: Connection, not_seen_since: datetime, unreachable_since: datetime, limit: int
) -> list[tuple[int, datetime]]:
    """Chat id and joining time of people whose retention period is over."""
    seen_at = func.coalesce(PersonRow.here_at, PersonRow.joined_at)
    is_out_of_reach = and_(PersonRow.reachable.is_(False), PersonRow.unreachable_at < unreachable_since)
    found = tx.execute(
        select(PersonRow.chat_id, PersonRow.joined_at)
        .where(or_(seen_at < not_seen_since, is_out_of_reach))
        .limit(limit)
    )
    return [(row.chat_id, row.joined_at) for row in found]


def _moves(chat_ids: Sequence[int], before_at: datetime) -> tuple[ColumnElement[bool], ...]:
    """Old moves; by their day as well, so that the index finds them."""
    day = before_at.date() + timedelta(days=1)
    return MoveRow.chat_id.in_(chat_ids), MoveRow.moved_on <= day, MoveRow.moved_at < before_at


def _nudges(chat_ids: Sequence[int], before_at: datetime) -> tuple[ColumnElement[bool], ...]:
    """Old nudges; one answered late stays as long as its move, unless they are packed."""
    has_move = exists().where(MoveRow.nudge_id == NudgeRow.id)
    return NudgeRow.chat_id.in_(chat_ids), NudgeRow.due_at < before_at, ~has_move


def _remove(
    tx: Connection, row: type[MoveRow | NudgeRow | ChangeRow], limit: int, *where: ColumnElement[bool]
) -> int:
    return tx.execute(delete(row).where(row.id.in_(select(row.id).where(*where).limit(limit)))).rowcount


def _remove_suggestions(tx: Connection, chat_ids: Sequence[int], before_at: datetime) -> int:
    """Old suggestions; at most one a week is made, so no limit is needed."""
    old = SuggestionRow.chat_id.in_(chat_ids), SuggestionRow.made_at < before_at
    return tx.execute(delete(SuggestionRow).where(*old)).rowcount


def _remove_self_checks(tx: Connection, chat_ids: Sequence[int], before_on: date) -> int:
    """Old answers; a handful every four weeks at most, so no limit is needed."""
    old = SelfCheckRow.chat_id.in_(chat_ids), SelfCheckRow.checked_on < before_on
    return tx.execute(delete(SelfCheckRow).where(*old)).rowcount


def _remove_days(tx: Connection, chat_ids: Sequence[int], before_on: date, limit: int) -> int:
    later = aliased(DayRow)
    has_later = exists().where(later.chat_id == DayRow.chat_id, later.on > DayRow.on)
    old = (
        select(DayRow.chat_id, DayRow.on)
        .where(DayRow.chat_id.in_(chat_ids), DayRow.on < before_on, has_later)
        .limit(limit)
    )
    return tx.execute(delete(DayRow).where(tuple_(DayRow.chat_id, DayRow.on).in_(old))).rowcount


def _remove_pauses(tx: Connection, chat_ids: Sequence[int], before_on: date) -> int:
    """Pauses that ended before the last day with moves, so no streak depends on them."""
    counts_after = exists().where(DayRow.chat_id == PauseRow.chat_id, DayRow.on >= PauseRow.until_on)
    old = PauseRow.chat_id.in_(chat_ids), PauseRow.until_on < before_on, counts_after
    return tx.execute(delete(PauseRow).where(*old)).rowcount
