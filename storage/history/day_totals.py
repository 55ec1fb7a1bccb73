"""Day totals: what counts on a day, and what it does to streak and strength."""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Date, bindparam, case, delete, func, select, update

from storage.engine.upsert import insert
from storage.history import strength
from storage.history.streak import ONE_DAY, carried
from storage.person import Person
from storage.tables import DayRow, PauseRow, WeekRow
from storage.values import DayState, DayTotals, Streak


@dataclass(frozen=True)
class Marked:
    """One day in a sequence, and its state."""

    on: date
    state: DayState
    moves: int
    goal: int


@dataclass(frozen=True)
class Chain:
    """Streak and strength carried from one day to the next."""

    streak: Streak = field(default_factory=Streak)
    strength: float = 0.0
    total_moves: int = 0

    def carried(self, until: date, is_neutral: Callable[[date], bool]) -> "Chain":
        """The chain as of the beginning of `until`."""
        if self.streak.moved_on is None:
            return self
        faded = strength.faded(self.strength, self.streak.moved_on + ONE_DAY, until, is_neutral)
        return Chain(carried(self.streak, until, is_neutral), faded, self.total_moves)

    def moved(self, on: date, moves: int, goal: int, is_neutral: Callable[[date], bool]) -> "Chain":
        """The chain at the end of a day with moves."""
        score = strength.moved(self.strength, moves, goal, lambda: is_neutral(on))
        return Chain(self.streak.moved(on), score, self.total_moves + moves)

    def unfinished(self, before: "Chain") -> "Chain":
        """The chain in the middle of that day: moves so far can only have raised the strength."""
        return replace(self, strength=max(self.strength, before.strength))

    def day(self, on: date, moves: int, goal: int) -> DayTotals:
        return DayTotals(on, moves, goal, self.streak, self.strength, self.total_moves)


_ADD = insert(DayRow).values(streak_days=0, best_days=0, strength=0.0, total_moves=0)
_ADD_MOVES = _ADD.on_conflict_do_update(set_={"moves": DayRow.moves + _ADD.excluded.moves}).returning(
    DayRow.moves, DayRow.goal
)
_DAY_BEFORE = (
    select(func.max(DayRow.on))
    .where(DayRow.chat_id == bindparam("whose"), DayRow.on < bindparam("day"))
    .correlate(None)
    .scalar_subquery()
)
# From the last day with moves before `day` on: one statement instead of one for each question about them.
_SINCE = (
    select(DayRow.__table__)
    .where(
        DayRow.chat_id == bindparam("whose"),
        DayRow.on >= case((_DAY_BEFORE.is_(None), bindparam("day", type_=Date())), else_=_DAY_BEFORE),
        DayRow.on <= bindparam("last"),
    )
    .order_by(DayRow.on)
)
_CHAIN = (
    update(DayRow)
    .where(DayRow.chat_id == bindparam("whose"), DayRow.on == bindparam("day"))
    .values(
        {
            name: bindparam(f"new_{name}")
            for name in ("streak_days", "best_days", "strength", "total_moves", "pass_on", "earlier_pass_on")
        }
    )
)


_WEEKS = (
    select(WeekRow.since_on, WeekRow.weekdays)
    .where(WeekRow.chat_id == bindparam("whose"))
    .order_by(WeekRow.since_on)
)
_PAUSES = select(PauseRow.from_on, PauseRow.until_on).where(
    PauseRow.chat_id == bindparam("whose"),
    PauseRow.until_on.is_(None) | (PauseRow.until_on > bindparam("day")),
)


def add(tx: Connection, person: Person, on: date, moves: int) -> DayTotals:
    """Add moves to a day (negative: take back) and recompute the chain from there; returns the day.

    Reads the day before and the days after, never the whole history, so a tap costs the same
    after ten years.
    """
    row = {"chat_id": person.chat_id, "on": on, "moves": moves, "goal": person.settings.goal}
    stands = tx.execute(_ADD_MOVES, row).one()
    if stands.moves <= 0:
        tx.execute(delete(DayRow).where(DayRow.chat_id == person.chat_id, DayRow.on == on))
    chains = _carry_on(tx, person.chat_id, on)
    if on not in chains:
        return at(tx, person, on)
    return chains[on].day(on, stands.moves, stands.goal)


def at(tx: Connection, person: Person, on: date) -> DayTotals:
    """Totals of a day; an unfinished day breaks no streak."""
    return _at(tx, person, on, _Days.of(tx, person.chat_id, on, on))


def _at(tx: Connection, person: Person, on: date, days: "_Days") -> DayTotals:
    before, is_neutral = days.chain_before(tx, on)
    row = days.rows.get(on)
    if row is None:
        return before.day(on, 0, person.settings.goal)
    end = before.moved(on, row.moves, row.goal, is_neutral)
    return end.unfinished(before).day(on, row.moves, row.goal)


def last_week(tx: Connection, person: Person, today: date) -> list[DayState]:
    """The last seven days, today last."""
    return [each.state for each in marked(tx, person, today - timedelta(days=6), today)]


def marked(tx: Connection, person: Person, first: date, today: date) -> list[Marked]:
    """Every day from `first` to today with its state."""
    return _marked(tx, person, first, today, _Days.of(tx, person.chat_id, first, today))


def week(tx: Connection, person: Person, today: date) -> tuple[DayTotals, list[DayState]]:
    """Today's totals, and the last seven days, today last."""
    first = today - timedelta(days=6)
    days = _Days.of(tx, person.chat_id, first, today)
    return _at(tx, person, today, days), [each.state for each in _marked(tx, person, first, today, days)]


def _marked(tx: Connection, person: Person, first: date, today: date, days: "_Days") -> list[Marked]:
    rows = {on: row for on, row in days.rows.items() if on >= first}
    before, _ = days.chain_before(tx, today)
    passes = {
        *before.streak.passes,
        *(on for row in rows.values() for on in (row.pass_on, row.earlier_pass_on)),
    }
    is_neutral = neutral(tx, person.chat_id, first)
    began_at = person.presence.onboarded_at
    began = None if began_at is None else person.local_day(began_at)

    def state(on: date) -> DayState:
        if on in rows:
            return DayState.MOVED
        if on == today:
            return DayState.OPEN
        if on in passes:
            return DayState.PASS
        return DayState.NEUTRAL if began is None or on < began or is_neutral(on) else DayState.MISSED

    def day(on: date) -> Marked:
        row = rows.get(on)
        return Marked(on, state(on), row.moves if row else 0, row.goal if row else person.settings.goal)

    return [day(first + n * ONE_DAY) for n in range((today - first).days + 1)]


def strengths(tx: Connection, person: Person, first: date, today: date) -> list[float]:
    """Strength (0 to 1) at the end of every day from `first` on, and today's so far."""
    days = _Days.of(tx, person.chat_id, first, today)
    rows = days.rows
    chain, is_neutral = days.chain_before(tx, first)
    is_neutral = neutral(tx, person.chat_id, chain.streak.moved_on or first)
    found, score = [], chain.strength
    for n in range((today - first).days):
        on = first + n * ONE_DAY
        score = rows[on].strength if on in rows else strength.faded(score, on, on + ONE_DAY, is_neutral)
        found.append(score)
    return [*found, at(tx, person, today).strength]


def neutral(tx: Connection, chat_id: int, since: date) -> Callable[[date], bool]:
    """A predicate for days from `since` on: True for off days and pauses, which cannot be missed.

    Queries the database on its first call.
    """

    @cache
    def weeks() -> list[tuple[date, int]]:
        rows = tx.execute(_WEEKS, {"whose": chat_id})
        return [(row.since_on, row.weekdays) for row in rows]

    @cache
    def pauses() -> list[tuple[date, date | None]]:
        rows = tx.execute(_PAUSES, {"whose": chat_id, "day": since})
        return [(row.from_on, row.until_on) for row in rows]

    def is_neutral(on: date) -> bool:
        in_force = bisect_right(weeks(), on, key=itemgetter(0))
        off = in_force > 0 and not weeks()[in_force - 1][1] >> on.weekday() & 1
        return off or any(begin <= on and (end is None or on < end) for begin, end in pauses())

    return is_neutral


@dataclass(frozen=True)
class _Days:
    """Rows of days in their order, from the last one with moves before the first day on."""

    chat_id: int
    rows: dict[date, Any]

    @classmethod
    def of(cls, tx: Connection, chat_id: int, first: date, last: date) -> "_Days":
        rows = tx.execute(_SINCE, {"whose": chat_id, "day": first, "last": last})
        return cls(chat_id, {row.on: row for row in rows})

    def last_before(self, on: date) -> Chain:
        """The chain at the end of the last day with moves before `on`."""
        row = next((self.rows[each] for each in reversed(self.rows) if each < on), None)
        if row is None:
            return Chain()
        passes = tuple(spent for spent in (row.earlier_pass_on, row.pass_on) if spent is not None)
        return Chain(Streak(row.streak_days, row.best_days, row.on, passes), row.strength, row.total_moves)

    def chain_before(self, tx: Connection, on: date) -> tuple[Chain, Callable[[date], bool]]:
        """The chain as of the beginning of `on`, and the test for neutral days."""
        chain = self.last_before(on)
        is_neutral = neutral(tx, self.chat_id, chain.streak.moved_on or on)
        return chain.carried(on, is_neutral), is_neutral


def _carry_on(tx: Connection, chat_id: int, on: date) -> dict[date, Chain]:
    """Rewrite the chain on this day and every later day with a row; returns the chains by day."""
    days = _Days.of(tx, chat_id, on, date.max)
    rows = [row for each, row in days.rows.items() if each >= on]
    if not rows:
        return {}
    chain = days.last_before(on)
    is_neutral = neutral(tx, chat_id, chain.streak.moved_on or on)
    chains = {}
    for row in rows:
        before = chain.carried(row.on, is_neutral)
        chain = before.moved(row.on, row.moves, row.goal, is_neutral)
        tx.execute(_CHAIN, {"whose": chat_id, "day": row.on, **_columns_of(chain)})
        chains[row.on] = chain.unfinished(before)
    return chains


def _columns_of(chain: Chain) -> dict[str, Any]:
    earlier, last = (None, None, *chain.streak.passes)[-2:]
    return {
        "new_streak_days": chain.streak.days,
        "new_best_days": chain.streak.best,
        "new_strength": chain.strength,
        "new_total_moves": chain.total_moves,
        "new_pass_on": last,
        "new_earlier_pass_on": earlier,
    }
