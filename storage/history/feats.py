"""Feats: milestones beyond counts and streaks, from what was moved and how often somebody came back."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import Connection, distinct, func, select

from storage.history.moves import standing
from storage.tables import DayRow, MoveRow
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
    if f"different-{DIFFERENT}" not in kept and _different(tx, chat_id) >= DIFFERENT:
        yield f"different-{DIFFERENT}"
    if (
        FULL_WEEK not in kept
        and kinds.planes
        and _planes_of_week(tx, chat_id, day, kinds) >= kinds.all_planes
    ):
        yield FULL_WEEK
    is_back = day.moves == 1 and day.streak.days == 1
    if is_back and f"comebacks-{COMEBACKS}" not in kept and _comebacks(tx, chat_id) >= COMEBACKS:
        yield f"comebacks-{COMEBACKS}"
    if f"hips-{HIPS}" not in kept and kinds.hips and _of_the_hips(tx, chat_id, kinds) >= HIPS:
        yield f"hips-{HIPS}"


def of_the_path(weeks: int) -> list[str]:
    """Milestones of the path after so many weeks that counted, best last."""
    steps = [f"phase-{n}" for n, last in enumerate(PHASE_WEEKS, 1) if last <= weeks]
    return steps + ([f"week-{PHASE_WEEKS[-1]}"] if weeks >= PHASE_WEEKS[-1] else [])


def _different(tx: Connection, chat_id: int) -> int:
    return tx.scalar(select(func.count(distinct(MoveRow.movement_id))).where(*standing(chat_id))) or 0


def _planes_of_week(tx: Connection, chat_id: int, day: DayTotals, kinds: MoveKinds) -> set[str]:
    """Planes of the movements made since Monday."""
    monday = day.on - timedelta(days=day.on.weekday())
    since = MoveRow.moved_on.between(monday, monday + timedelta(days=6))
    names = tx.scalars(select(MoveRow.movement_id).distinct().where(*standing(chat_id), since))
    return {plane for name in names for plane in kinds.planes.get(name or "", ())}


def _comebacks(tx: Connection, chat_id: int) -> int:
    """How often a streak began anew, the first one left out."""
    began = DayRow.chat_id == chat_id, DayRow.streak_days == 1
    return (tx.scalar(select(func.count()).select_from(DayRow).where(*began)) or 0) - 1


def _of_the_hips(tx: Connection, chat_id: int, kinds: MoveKinds) -> int:
    mine = *standing(chat_id), MoveRow.movement_id.in_(sorted(kinds.hips))
    return tx.scalar(select(func.count()).select_from(MoveRow).where(*mine)) or 0
