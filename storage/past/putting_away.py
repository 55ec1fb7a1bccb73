"""Putting away: weeks that no rule reads any more leave their tables for one row each, a person at a time."""

from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection, Select, and_, delete, exists, or_, select
from sqlalchemy.orm import aliased

from storage.engine.locking import locked
from storage.history.calendar_day import local_day
from storage.past import lately, past_weeks, totals
from storage.past.packing import Rows, Week
from storage.past.past_weeks import monday_of
from storage.tables import (
    AnswerRow,
    FollowingRow,
    MilestoneRow,
    MoveRow,
    NudgeKind,
    NudgeRow,
    NudgeState,
    PersonRow,
)

# Who reads how far back is told in docs/decisions/0030-history-that-fits.md.
WHOLE = timedelta(days=31)  # the rules of Sundays look back 30 days
NEWEST = 5  # of each person stay whatever their age: the last nudge can be shown again, ids are not reused
ONE_DAY = timedelta(days=1)

_later_nudge, _later_move = aliased(NudgeRow), aliased(MoveRow)
_FIFTH_NUDGE = (
    select(_later_nudge.due_at)
    .where(_later_nudge.chat_id == NudgeRow.chat_id)
    .where(_later_nudge.state.in_((NudgeState.SENT, NudgeState.CLAIMED)))
    .order_by(_later_nudge.due_at.desc())
    .limit(1)
    .offset(NEWEST - 1)
    .correlate(NudgeRow)
    .scalar_subquery()
)
_FIFTH_MOVE = (
    select(_later_move.moved_on)
    .where(_later_move.chat_id == MoveRow.chat_id)
    .order_by(_later_move.moved_on.desc())
    .limit(1)
    .offset(NEWEST - 1)
    .correlate(MoveRow)
    .scalar_subquery()
)
# Those that something else still points to, or that are looked for without a limit.
_IS_NEEDED = or_(
    NudgeRow.state == NudgeState.CLAIMED,
    NudgeRow.kind == NudgeKind.COMEBACK,
    and_(PersonRow.open_nudge_id.is_not(None), PersonRow.open_nudge_id == NudgeRow.id),
    and_(PersonRow.later_nudge_id.is_not(None), PersonRow.later_nudge_id == NudgeRow.id),
    exists().where(MilestoneRow.nudge_id == NudgeRow.id),
    exists().where(FollowingRow.nudge_id == NudgeRow.id),
)
_NUDGES = (
    select(
        *NudgeRow.__table__.columns, AnswerRow.answer, AnswerRow.answered_at, AnswerRow.praise, PersonRow.zone
    )
    .join_from(NudgeRow, PersonRow)
    .outerjoin(AnswerRow)
    .where(NudgeRow.due_at < _FIFTH_NUDGE, ~_IS_NEEDED)
    .order_by(NudgeRow.due_at, NudgeRow.id)
)
_MOVES = (
    select(*MoveRow.__table__.columns)
    .join_from(MoveRow, PersonRow)
    .where(MoveRow.moved_on < _FIFTH_MOVE)
    .where(PersonRow.onboarded_at.is_not(None))  # until then their days may be dated anew
    .where(~exists().where(NudgeRow.id == MoveRow.nudge_id).correlate(MoveRow))  # they stay together
    .order_by(MoveRow.moved_on, MoveRow.id)
)


def with_old_rows(tx: Connection, chat_ids: Sequence[int], now: datetime) -> list[int]:
    """Who of these may have something to put away."""
    end = _end(now)
    of_nudges = select(NudgeRow.chat_id).where(
        NudgeRow.chat_id.in_(chat_ids), NudgeRow.due_at < _midnight(end - ONE_DAY)
    )
    of_moves = select(MoveRow.chat_id).where(MoveRow.chat_id.in_(chat_ids), MoveRow.moved_on < end)
    return sorted(tx.scalars(of_nudges.union(of_moves)))


def put_away(tx: Connection, chat_id: int, now: datetime, limit: int) -> int:
    """Pack a person's oldest weeks, about `limit` nudges and as many moves; returns how many rows.

    Whatever of a week stays whole now is added to it later.
    """
    tx.execute(locked(select(PersonRow.chat_id).where(PersonRow.chat_id == chat_id))).all()
    end = _end(now)
    nudges = _rows(
        tx, _NUDGES.where(NudgeRow.chat_id == chat_id, NudgeRow.due_at < _midnight(end + ONE_DAY)), limit
    )
    nudges = [row for row in nudges if _day_of(row) < end]
    # A move comes after its nudge, in the same transaction, once the nudge has gone.
    _delete(tx, NudgeRow, nudges)
    moves = _rows(tx, _MOVES.where(MoveRow.chat_id == chat_id, MoveRow.moved_on < end), limit)
    _delete(tx, MoveRow, moves)
    for monday, week in _weeks(nudges, moves):
        past_weeks.keep(tx, chat_id, monday, week)
    standing = [row for row in moves if row["undone_at"] is None]
    totals.add(tx, chat_id, [(row["movement_id"], row["moved_on"]) for row in standing])
    lately.add(tx, chat_id, standing, now.date())
    return len(nudges) + len(moves)


def _end(now: datetime) -> date:
    """The Monday before which all weeks are over for long enough, in every zone."""
    return monday_of((now - WHOLE - ONE_DAY).date())


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _rows(tx: Connection, found: Select[Any], limit: int) -> Rows:
    return [row._asdict() for row in tx.execute(found.limit(limit))]


def _weeks(nudges: Rows, moves: Rows) -> Iterator[tuple[date, Week]]:
    weeks: dict[date, Week] = {}
    for row in nudges:
        weeks.setdefault(monday_of(_day_of(row)), Week([], [])).nudges.append(row)
    for row in moves:
        weeks.setdefault(monday_of(row["moved_on"]), Week([], [])).moves.append(row)
    return iter(sorted(weeks.items()))


def _day_of(nudge: dict[str, Any]) -> date:
    return local_day(nudge["due_at"], nudge["zone"])


def _delete(tx: Connection, row: type[NudgeRow | MoveRow], rows: Collection[dict[str, Any]]) -> None:
    """Answers go with their nudges."""
    if rows:
        tx.execute(delete(row).where(row.id.in_([each["id"] for each in rows])))
