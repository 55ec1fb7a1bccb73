"""Weeks of the house: how many joined, moved and left, never about fewer than five people."""

from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import ColumnElement, Connection, distinct, func, select, union
from sqlalchemy.orm import InstrumentedAttribute

from storage.engine.upsert import insert
from storage.tables import Answer, AnswerRow, HouseWeekRow, MoveRow, NudgeRow, NudgeState
from storage.values import WeekFigures

FEWEST = 5  # people a figure may be about
WEEK = timedelta(days=7)


def count(tx: Connection, now: datetime, joined: int = 0, left: int = 0) -> None:
    """Count somebody who came or went."""
    row = insert(HouseWeekRow).values(from_on=monday_of(now), joined=joined, left=left)
    more = {"joined": HouseWeekRow.joined + joined, "left": HouseWeekRow.left + left}
    tx.execute(row.on_conflict_do_update(set_=more))


def monday_of(now: datetime) -> date:
    on = now.astimezone(UTC).date()
    return on - timedelta(days=on.weekday())


def newest(tx: Connection, now: datetime, weeks: int) -> list[WeekFigures]:
    """Figures of the running week and those before it, newest first; reads many rows, so ask rarely."""
    return [_week(tx, monday_of(now) - n * WEEK) for n in range(weeks)]


def _week(tx: Connection, from_on: date) -> WeekFigures:
    from_at = datetime.combine(from_on, time(), UTC)
    until_at = from_at + WEEK
    moved = MoveRow.moved_at >= from_at, MoveRow.moved_at < until_at, MoveRow.undone_at.is_(None)
    sent = NudgeRow.sent_at >= from_at, NudgeRow.sent_at < until_at, NudgeRow.state == NudgeState.SENT
    counted = tx.execute(select(HouseWeekRow.__table__).where(HouseWeekRow.from_on == from_on)).one_or_none()
    moves, movers = _of(tx, MoveRow.id, MoveRow.chat_id, *moved)
    nudges, nudged = _of(tx, NudgeRow.id, NudgeRow.chat_id, *sent)
    return WeekFigures(
        from_on,
        joined=_enough(counted.joined if counted else 0),
        active=_enough(
            _active(tx, moved, (AnswerRow.answered_at >= from_at, AnswerRow.answered_at < until_at))
        ),
        left=_enough(counted.left if counted else 0),
        nudges=nudges if nudged >= FEWEST else None,
        answered_percent=_answered(tx, sent, nudges) if nudged >= FEWEST else None,
        moves=moves if movers >= FEWEST else None,
    )


def _of(
    tx: Connection,
    row: InstrumentedAttribute[int],
    whose: InstrumentedAttribute[int],
    *where: ColumnElement[bool],
) -> tuple[int, int]:
    """How many rows, and of how many people."""
    rows, people = tx.execute(select(func.count(row), func.count(distinct(whose))).where(*where)).one()
    return rows, people


def _active(
    tx: Connection, moved: tuple[ColumnElement[bool], ...], answered: tuple[ColumnElement[bool], ...]
) -> int:
    """People who moved, or answered a nudge in any way."""
    is_answer = AnswerRow.answer != Answer.LAPSED
    by_tap = (
        select(NudgeRow.chat_id)
        .join_from(AnswerRow, NudgeRow, AnswerRow.nudge_id == NudgeRow.id)
        .where(*answered, is_answer)
    )
    both = union(select(MoveRow.chat_id).where(*moved), by_tap).subquery()
    return tx.scalar(select(func.count()).select_from(both)) or 0


def _answered(tx: Connection, sent: tuple[ColumnElement[bool], ...], nudges: int) -> int:
    """Share of nudges that people answered, in percent."""
    answered = (
        select(func.count())
        .select_from(AnswerRow)
        .join(NudgeRow, AnswerRow.nudge_id == NudgeRow.id)
        .where(*sent, AnswerRow.answer != Answer.LAPSED)
    )
    return round(100 * (tx.scalar(answered) or 0) / nudges)


def _enough(people: int) -> int | None:
    return people if people >= FEWEST else None
