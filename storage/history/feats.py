"""Feats: milestones beyond counts and streaks, from what was moved and how often somebody came back."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import Connection, bindparam, func, literal, select

from storage.engine.counting import how_many
from storage.tables import DayRow, MoveRow, PastMovesRow
from storage.values import DayTotals

DIFFERENT, HIPS, COMEBACKS = 20, 100, 10
FULL_WEEK = "planes-1"
PHASE_WEEKS = (2, 5, 8, 10, 12)  # of the path: after so many weeks that counted, a step is done


@dataclass(frozen=True)
class MoveKinds:
    """What the catalogue knows of movements and this needs: which serve the hips, and their planes."""

    hips: frozenset[str] = frozenset()
    planes: Mapping[str, Collection[str]] = field(default_factory=dict)

    @property
    def all_planes(self) -> set[str]:
        return {plane for each in self.planes.values() for plane in each}


NO_KINDS = MoveKinds()  # where nobody knows the catalogue


def reached(
    tx: Connection, chat_id: int, day: DayTotals, kinds: MoveKinds, kept: Collection[str]
) -> Iterator[str]:
    """Feats that stand with the day's newest move, best last, less those that are `kept`."""
    different, hips = f"different-{DIFFERENT}", f"hips-{HIPS}"
    known = (each for each, of in ((FULL_WEEK, kinds.planes), (hips, kinds.hips)) if of)
    asked = {different, *known} - {*kept}
    rows = _made(tx, chat_id, day) if asked else []
    if different in asked and len(rows) >= DIFFERENT:
        yield different
    if FULL_WEEK in asked and _planes(rows, kinds) >= kinds.all_planes:
        yield FULL_WEEK
    is_back = day.moves == 1 and day.streak.days == 1
    if is_back and f"comebacks-{COMEBACKS}" not in kept and _comebacks(tx, chat_id) >= COMEBACKS:
        yield f"comebacks-{COMEBACKS}"
    if hips in asked and sum(row.times for row in rows if row.movement_id in kinds.hips) >= HIPS:
        yield hips


def of_the_path(weeks: int) -> list[str]:
    """Milestones of the path after so many weeks that counted, best last."""
    steps = [f"phase-{n}" for n, last in enumerate(PHASE_WEEKS, 1) if last <= weeks]
    return steps + ([f"week-{PHASE_WEEKS[-1]}"] if weeks >= PHASE_WEEKS[-1] else [])


@dataclass(frozen=True)
class Made:
    """How often a movement of ours was made, in all and in one week."""

    movement_id: str
    times: int
    this_week: int


_MADE = (
    select(
        MoveRow.movement_id,
        func.count().label("times"),
        how_many(MoveRow.moved_on.between(bindparam("monday"), bindparam("sunday"))).label("this_week"),
    )
    .where(MoveRow.chat_id == bindparam("whose"), MoveRow.undone_at.is_(None))
    .where(MoveRow.movement_id.is_not(None))
    .group_by(MoveRow.movement_id)
    .union_all(
        select(PastMovesRow.movement_id, PastMovesRow.moves, literal(0)).where(
            PastMovesRow.chat_id == bindparam("whose"), PastMovesRow.movement_id != ""
        )
    )
)


def _made(tx: Connection, chat_id: int, day: DayTotals) -> list[Made]:
    """Each movement of ours that they have made; weeks that are packed are over for long."""
    monday = day.on - timedelta(days=day.on.weekday())
    week = {"monday": monday, "sunday": monday + timedelta(days=6)}
    found: dict[str, Made] = {}
    for row in tx.execute(_MADE, {"whose": chat_id, **week}):
        name = row.movement_id
        before = found.get(name, Made(name, 0, 0))
        found[name] = Made(name, before.times + row.times, before.this_week + row.this_week)
    return [*found.values()]


def _planes(rows: Sequence[Made], kinds: MoveKinds) -> set[str]:
    """Planes of the movements made since Monday."""
    names = (row.movement_id for row in rows if row.this_week)
    return {plane for name in names for plane in kinds.planes.get(name, ())}


def _comebacks(tx: Connection, chat_id: int) -> int:
    """How often a streak began anew, the first one left out."""
    began = DayRow.chat_id == chat_id, DayRow.streak_days == 1
    return (tx.scalar(select(func.count()).select_from(DayRow).where(*began)) or 0) - 1
