"""Chart data: one consistent read per picture, bounded in time."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, func, or_, select

from storage import people
from storage.engine.counting import how_many
from storage.history import day_totals, moves, suggestions
from storage.history.day_totals import Marked
from storage.person import Person
from storage.tables import Answer, AnswerRow, MoveRow, NudgeKind, NudgeRow, NudgeState, SuggestionKind
from storage.values import DayTotals, LoggedMove

WEEK_DAYS = 7
CURVE_DAYS = 90
MONTH_DAYS = 30
GOAL_DAYS = 14  # considered before a higher goal is suggested

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Year:
    """Every day of twelve months, today last."""

    person: Person
    day: DayTotals
    days: list[Marked]


@dataclass(frozen=True)
class Week:
    """Seven days, today last, with their moves and the figures behind the week's suggestion."""

    person: Person
    day: DayTotals
    days: list[Marked]
    moves: list[LoggedMove]
    moves_before: int  # in the seven days before these
    goal_days: int  # of the last fourteen
    reminders: int  # sent in these seven days
    done: int  # of these, answered with Done or followed by a move
    resting: Collection[SuggestionKind] = ()  # recent suggestions that were not accepted
    remarks: Collection[str] = ()  # recent ones, by name

    @property
    def total(self) -> int:
        return sum(each.moves for each in self.days)


@dataclass(frozen=True)
class Curve:
    """Strength (0 to 1) day by day, today last."""

    person: Person
    first: date
    scores: list[float]


@dataclass(frozen=True)
class Variety:
    """A month's moves by movement; the empty name stands for anything outside our catalogue."""

    person: Person
    movement_ids: list[str]


def year(tx: Connection, chat_id: int, now: datetime) -> Year:
    """A year of days, from the first of the month eleven months ago. Raises `Stranger`."""
    person, today = _today(tx, chat_id, now)
    months = today.year * 12 + today.month - 12
    first = date(months // 12, months % 12 + 1, 1)
    return Year(person, day_totals.at(tx, person, today), day_totals.marked(tx, person, first, today))


def week(tx: Connection, chat_id: int, now: datetime) -> Week:
    """Raises `Stranger`."""
    person, today = _today(tx, chat_id, now)
    both = day_totals.marked(tx, person, today - (2 * WEEK_DAYS - 1) * ONE_DAY, today)
    before, these = both[:-WEEK_DAYS], both[-WEEK_DAYS:]
    return Week(
        person,
        day_totals.at(tx, person, today),
        these,
        _moved(tx, chat_id, these[0].on, today),
        sum(each.moves for each in before),
        sum(each.moves >= each.goal for each in both[-GOAL_DAYS:] if each.moves),
        *_reminders(tx, chat_id, now - timedelta(days=WEEK_DAYS)),
        suggestions.resting(tx, person, now),
        suggestions.remarks_made(tx, person, now),
    )


def curve(tx: Connection, chat_id: int, now: datetime) -> Curve:
    """Raises `Stranger`."""
    person, today = _today(tx, chat_id, now)
    first = today - (CURVE_DAYS - 1) * ONE_DAY
    return Curve(person, first, day_totals.strengths(tx, person, first, today))


def variety(tx: Connection, chat_id: int, now: datetime) -> Variety:
    """Raises `Stranger`."""
    person, today = _today(tx, chat_id, now)
    found = _moved(tx, chat_id, today - (MONTH_DAYS - 1) * ONE_DAY, today)
    return Variety(person, [each.movement_id or "" for each in found])


def _today(tx: Connection, chat_id: int, now: datetime) -> tuple[Person, date]:
    person = people.get(tx, chat_id)
    return person, person.local_day(now)


def _moved(tx: Connection, chat_id: int, first: date, last: date) -> list[LoggedMove]:
    of_days = *moves.standing(chat_id), MoveRow.moved_on.between(first, last)
    rows = tx.execute(select(*moves.COLUMNS).where(*of_days).order_by(MoveRow.moved_at, MoveRow.id))
    return [LoggedMove(**row._mapping) for row in rows]


def _reminders(tx: Connection, chat_id: int, since: datetime) -> tuple[int, int]:
    """Reminders sent, and how many of them were done or followed by a move logged in words."""
    sent = (NudgeRow.chat_id == chat_id, NudgeRow.due_at >= since, NudgeRow.state == NudgeState.SENT)
    is_done = or_(AnswerRow.answer == Answer.DONE, NudgeRow.followed)
    row = tx.execute(
        select(func.count(), how_many(is_done))
        .select_from(NudgeRow)
        .outerjoin(AnswerRow)
        .where(*sent, NudgeRow.kind == NudgeKind.REMINDER)
    ).one()
    return int(row[0]), int(row[1])
