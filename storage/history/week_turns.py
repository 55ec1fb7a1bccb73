"""Turns of a week: how its nudges were taken, what was new in it, and what came before it; for Sundays."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, bindparam, func, select

from storage.past import totals
from storage.tables import Answer, AnswerRow, MoveRow, NudgeKind, NudgeRow, NudgeState

HOURS_WEEKS = 4  # looked at for the hours of nudges; everything else is about one week
_REFUSED = (Answer.LATER, Answer.NOT_NOW)


@dataclass(frozen=True)
class Taken:
    """How one nudge of the last four weeks was taken."""

    due_at: datetime
    is_reminder: bool
    answer: Answer | None
    others: int  # times another movement was asked for

    @property
    def is_put_off(self) -> bool:
        return self.answer is Answer.LATER

    @property
    def is_refused(self) -> bool:
        return self.answer in _REFUSED


@dataclass(frozen=True)
class Turns:
    """What a remark may be about besides the moves of the week."""

    taken: tuple[Taken, ...] = ()  # of four weeks, oldest first
    first_times: tuple[str, ...] = ()  # movements of the week never done before, the newest last
    moved_before_on: date | None = None  # the last day with a move before the week
    moved_again_on: date | None = None  # the first day with a move in the week


_TAKEN = (
    select(NudgeRow.due_at, NudgeRow.kind, NudgeRow.others, AnswerRow.answer)
    .outerjoin_from(NudgeRow, AnswerRow)
    .where(
        NudgeRow.chat_id == bindparam("whose"),
        NudgeRow.due_at >= bindparam("since"),
        NudgeRow.due_at < bindparam("until"),
        NudgeRow.state == NudgeState.SENT,
        NudgeRow.kind.in_((NudgeKind.REMINDER, NudgeKind.LATER)),
    )
    .order_by(NudgeRow.due_at)
)
_IN_WEEK = MoveRow.moved_on >= bindparam("first")
_MOVED = (
    select(
        MoveRow.movement_id,
        func.min(MoveRow.moved_on).label("began_on"),
        func.max(MoveRow.moved_on).filter(MoveRow.moved_on < bindparam("first")).label("before_on"),
        func.min(MoveRow.moved_on).filter(_IN_WEEK).label("again_on"),
    )
    .where(
        MoveRow.chat_id == bindparam("whose"),
        MoveRow.undone_at.is_(None),
        MoveRow.moved_on <= bindparam("last"),
    )
    .group_by(MoveRow.movement_id)
    .order_by(func.min(MoveRow.moved_on), func.min(MoveRow.id))
)


def of_week(tx: Connection, chat_id: int, first: date, last: date, now: datetime) -> Turns:
    """The seven local days from `first` to `last`, and the nudges of four weeks before `now`."""
    whose = {"whose": chat_id, "since": now - timedelta(weeks=HOURS_WEEKS), "until": now}
    taken = tuple(
        Taken(row.due_at, row.kind is NudgeKind.REMINDER, row.answer, row.others)
        for row in tx.execute(_TAKEN, whose)
    )
    moved = tx.execute(_MOVED, {"whose": chat_id, "first": first, "last": last}).all()
    past = [each for each in totals.of(tx, chat_id) if each.first_on < first]
    known = {each.movement_id for each in past}
    new = (row.movement_id for row in moved if row.movement_id and row.began_on >= first)
    before = [row.before_on for row in moved if row.before_on is not None]
    return Turns(
        taken,
        tuple(name for name in new if name not in known),
        max((*before, *(each.last_on for each in past)), default=None),
        min((row.again_on for row in moved if row.again_on is not None), default=None),
    )
