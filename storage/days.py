"""What counts on a day, and what does it do to the streak?"""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select, update
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


_ADD = insert(DayRow).values(streak_days=0, best_days=0)
_ADD_MOVES = _ADD.on_conflict_do_update(set_={"moves": DayRow.moves + _ADD.excluded.moves}).returning(
    DayRow.moves, DayRow.goal
)
_DAY = select(DayRow.moves, DayRow.goal).where(
    DayRow.chat_id == bindparam("whose"), DayRow.on == bindparam("day")
)
_FROM = (
    select(DayRow.on)
    .where(DayRow.chat_id == bindparam("whose"), DayRow.on >= bindparam("day"))
    .order_by(DayRow.on)
)
_LAST_BEFORE = (
    select(DayRow.__table__)
    .where(DayRow.chat_id == bindparam("whose"), DayRow.on < bindparam("day"))
    .order_by(DayRow.on.desc())
    .limit(1)
)
_STREAK = (
    update(DayRow)
    .where(DayRow.chat_id == bindparam("whose"), DayRow.on == bindparam("day"))
    .values(
        {
            name: bindparam(f"new_{name}")
            for name in ("streak_days", "best_days", "pass_on", "earlier_pass_on")
        }
    )
)


def add(tx: Connection, person: Person, on: date, moves: int) -> Day:
    """Add moves to a day (or take back: negative), carry the streak on from there; the day as it stands.

    Reads the day before and those after it, never the whole history: today's tap costs the same
    after ten years.
    """
    row = {"chat_id": person.chat_id, "on": on, "moves": moves, "goal": person.goal}
    stands = tx.execute(_ADD_MOVES, row).one()
    if stands.moves <= 0:
        tx.execute(delete(DayRow).where(DayRow.chat_id == person.chat_id, DayRow.on == on))
    streaks = _carry_on(tx, person.chat_id, on)
    if on not in streaks:
        return at(tx, person, on)
    return Day(on, stands.moves, stands.goal, streaks[on])


def at(tx: Connection, person: Person, on: date) -> Day:
    """The day as it stands; unfinished, it breaks nothing."""
    row = tx.execute(_DAY, {"whose": person.chat_id, "day": on}).one_or_none()
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
    row = tx.execute(_LAST_BEFORE, {"whose": chat_id, "day": on}).one_or_none()
    if row is None:
        return Streak()
    passes = tuple(spent for spent in (row.earlier_pass_on, row.pass_on) if spent is not None)
    return Streak(row.streak_days, row.best_days, row.on, passes)


def _carry_on(tx: Connection, chat_id: int, on: date) -> dict[date, Streak]:
    """Write the streak anew on this day and every later one that has a row; the streaks by day."""
    rows = tx.execute(_FROM, {"whose": chat_id, "day": on}).all()
    if not rows:
        return {}
    streak = _last_before(tx, chat_id, on)
    is_neutral = neutral(tx, chat_id, streak.moved_on or on)
    streaks = {}
    for row in rows:
        streak = streaks[row.on] = carried(streak, row.on, is_neutral).moved(row.on)
        tx.execute(_STREAK, {"whose": chat_id, "day": row.on, **_columns_of(streak)})
    return streaks


def _columns_of(streak: Streak) -> dict[str, Any]:
    earlier, last = (None, None, *streak.passes)[-2:]
    return {
        "new_streak_days": streak.days,
        "new_best_days": streak.best,
        "new_pass_on": last,
        "new_earlier_pass_on": earlier,
    }
