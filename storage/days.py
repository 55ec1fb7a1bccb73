"""What counts on a day, and what does it do to the streak?"""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from operator import itemgetter

from sqlalchemy import Connection, delete, select, update
from sqlalchemy.dialects.sqlite import insert

from storage.people import Person
from storage.streak import Streak, carried
from storage.tables import DayRow, PauseRow, WeekRow


class Mark(StrEnum):
    """What one day was, for the eye."""

    MOVED = "moved"
    PASS = "rest pass"  # noqa: S105  (forgiven, no password)
    MISSED = "missed"
    NEUTRAL = "neutral"  # an off day, a pause, or before they came
    OPEN = "open"  # today, and nothing yet


@dataclass(frozen=True)
class Day:
    """One local day: moves made and aimed at, and the streak as it stands."""

    on: date
    moves: int
    goal: int
    streak: Streak


def add(tx: Connection, person: Person, on: date, moves: int) -> None:
    """Add moves to a day (or take back: negative) and carry the streak on from there.

    Reads the day before and those after it, never the whole history: today's tap costs the same
    after ten years.
    """
    day = insert(DayRow).values(
        chat_id=person.chat_id, on=on, moves=moves, goal=person.goal, streak_days=0, best_days=0
    )
    added = day.on_conflict_do_update(set_={"moves": DayRow.moves + moves}).returning(DayRow.moves)
    if tx.execute(added).scalar_one() <= 0:
        tx.execute(delete(DayRow).where(DayRow.chat_id == person.chat_id, DayRow.on == on))
    _carry_on(tx, person.chat_id, on)


def at(tx: Connection, person: Person, on: date) -> Day:
    """The day as it stands; unfinished, it breaks nothing."""
    row = tx.execute(
        select(DayRow.moves, DayRow.goal).where(DayRow.chat_id == person.chat_id, DayRow.on == on)
    ).one_or_none()
    streak = _streak_before(tx, person.chat_id, on)
    if row is None:
        return Day(on, 0, person.goal, streak)
    return Day(on, row.moves, row.goal, streak.moved(on))


def last_week(tx: Connection, person: Person, today: date) -> list[Mark]:
    """The last seven days, today last."""
    first = today - timedelta(days=6)
    rows = tx.execute(
        select(DayRow.on).where(DayRow.chat_id == person.chat_id, DayRow.on.between(first, today))
    )
    moved = {row.on for row in rows}
    passes = _streak_before(tx, person.chat_id, today).passes
    is_neutral = neutral(tx, person.chat_id, first)
    began = None if person.onboarded_at is None else person.local_day(person.onboarded_at)

    def mark(on: date) -> Mark:
        if on in moved:
            return Mark.MOVED
        if on == today:
            return Mark.OPEN
        if on in passes:
            return Mark.PASS
        return Mark.NEUTRAL if began is None or on < began or is_neutral(on) else Mark.MISSED

    return [mark(first + timedelta(days=n)) for n in range(7)]


def neutral(tx: Connection, chat_id: int, since: date) -> Callable[[date], bool]:
    """Tells of each day from `since` on whether it was an off day or a pause, and so cannot be missed.

    The database is asked at the first such question: whoever moved yesterday has none.
    """

    @cache
    def weeks() -> list[tuple[date, int]]:
        rows = tx.execute(
            select(WeekRow.since_on, WeekRow.weekdays)
            .where(WeekRow.chat_id == chat_id)
            .order_by(WeekRow.since_on)
        )
        return [(row.since_on, row.weekdays) for row in rows]

    @cache
    def pauses() -> list[tuple[date, date | None]]:
        overlaps = PauseRow.until_on.is_(None) | (PauseRow.until_on > since)
        rows = tx.execute(
            select(PauseRow.from_on, PauseRow.until_on).where(PauseRow.chat_id == chat_id, overlaps)
        )
        return [(row.from_on, row.until_on) for row in rows]

    def is_neutral(on: date) -> bool:
        in_force = bisect_right(weeks(), on, key=itemgetter(0))
        off = in_force > 0 and not weeks()[in_force - 1][1] >> on.weekday() & 1
        return off or any(begin <= on and (end is None or on < end) for begin, end in pauses())

    return is_neutral


def _streak_before(tx: Connection, chat_id: int, on: date) -> Streak:
    """The streak as `on` begins."""
    streak = _last_before(tx, chat_id, on)
    if streak.moved_on is None:
        return streak
    return carried(streak, on, neutral(tx, chat_id, streak.moved_on))


def _last_before(tx: Connection, chat_id: int, on: date) -> Streak:
    """The streak as it stood at the end of the last day before `on` that counted."""
    row = tx.execute(
        select(DayRow.__table__)
        .where(DayRow.chat_id == chat_id, DayRow.on < on)
        .order_by(DayRow.on.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        return Streak()
    passes = tuple(spent for spent in (row.earlier_pass_on, row.pass_on) if spent is not None)
    return Streak(row.streak_days, row.best_days, row.on, passes)


def _carry_on(tx: Connection, chat_id: int, on: date) -> None:
    """Write the streak anew on this day and every later one that has a row."""
    rows = tx.execute(
        select(DayRow.on).where(DayRow.chat_id == chat_id, DayRow.on >= on).order_by(DayRow.on)
    ).all()
    if not rows:
        return
    streak = _last_before(tx, chat_id, on)
    is_neutral = neutral(tx, chat_id, streak.moved_on or on)
    for row in rows:
        streak = carried(streak, row.on, is_neutral).moved(row.on)
        earlier, last = (None, None, *streak.passes)[-2:]
        tx.execute(
            update(DayRow)
            .where(DayRow.chat_id == chat_id, DayRow.on == row.on)
            .values(streak_days=streak.days, best_days=streak.best, pass_on=last, earlier_pass_on=earlier)
        )
