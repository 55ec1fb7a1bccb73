"""Milestones: reached once, kept for ever, with the nudge that led to them."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, select, update

from storage.engine.upsert import insert
from storage.history import feats
from storage.history.feats import NO_KINDS, MoveKinds
from storage.tables import MilestoneRow
from storage.values import DayTotals

STREAKS_DAYS = (3, 7, 14, 30, 40, 50, 60, 66, 75, 90, 100, 200, 365)
TOTALS_MOVES = (10, 25, 50, 100, 150, 250, 500, 1000)
_OF_THE_PATH = feats.of_the_path(feats.PHASE_WEEKS[-1])

_KEEP = insert(MilestoneRow).on_conflict_do_nothing().returning(MilestoneRow.name)
_KEPT = select(MilestoneRow.name).where(MilestoneRow.chat_id == bindparam("whose"))
_OF_NUDGE = select(MilestoneRow.name).where(
    MilestoneRow.chat_id == bindparam("whose"), MilestoneRow.nudge_id == bindparam("which")
)


def reached(day: DayTotals) -> list[str]:
    """Milestones the day's newest move may have reached, best last.

    Only the first move of a day extends a streak, and exactly one move reaches a total.
    """
    streaks = [f"streak-{days}" for days in STREAKS_DAYS if day.moves == 1 and days <= day.streak.days]
    return streaks + [f"moves-{moves}" for moves in TOTALS_MOVES if moves == day.total_moves]


def keep(
    tx: Connection,
    chat_id: int,
    day: DayTotals,
    nudge_id: int | None,
    now: datetime,
    kinds: MoveKinds = NO_KINDS,
) -> str | None:
    """Record reached milestones; returns the best new one, or None.

    `kinds` tells hip movements and planes from others; without it nothing of them is reached.
    """
    kept = {*tx.scalars(_KEPT, {"whose": chat_id})}
    names = [*reached(day), *feats.reached(tx, chat_id, day, kinds, kept)]
    new = _new(tx, chat_id, [each for each in names if each not in kept], now)
    if new is not None and nudge_id is not None:
        _tie(tx, chat_id, new, nudge_id)
    return new


def keep_path(tx: Connection, chat_id: int, path_weeks: int, now: datetime) -> str | None:
    """Record what the weeks of the path have reached; returns the best new milestone, or None."""
    return _new(tx, chat_id, feats.of_the_path(path_weeks), now)


def of_the_path(tx: Connection, chat_id: int, since: datetime | None) -> str | None:
    """The best milestone of the path reached since then; None: none was."""
    reached_at = MilestoneRow.reached_at
    mine = MilestoneRow.chat_id == chat_id, MilestoneRow.name.in_(_OF_THE_PATH)
    lately = () if since is None else (reached_at >= since,)
    names = {*tx.scalars(select(MilestoneRow.name).where(*mine, *lately))}
    return next((each for each in reversed(_OF_THE_PATH) if each in names), None)


def of_nudge(tx: Connection, chat_id: int, nudge_id: int) -> str | None:
    """The milestone reached by answering this nudge; a redelivered tap shows it again."""
    return tx.scalar(_OF_NUDGE, {"whose": chat_id, "which": nudge_id})


def untie(tx: Connection, chat_id: int, nudge_id: int) -> None:
    """Detach a milestone from an undone move; it cannot be reached a second time."""
    mine = (MilestoneRow.chat_id == chat_id) & (MilestoneRow.nudge_id == nudge_id)
    tx.execute(update(MilestoneRow).where(mine).values(nudge_id=None))


def _new(tx: Connection, chat_id: int, names: list[str], now: datetime) -> str | None:
    """Record these; returns the last one that was new."""
    new = None
    for name in names:
        row = {"chat_id": chat_id, "name": name, "reached_at": now, "nudge_id": None}
        new = tx.scalar(_KEEP, row) or new
    return new


def _tie(tx: Connection, chat_id: int, name: str, nudge_id: int) -> None:
    mine = (MilestoneRow.chat_id == chat_id) & (MilestoneRow.name == name)
    tx.execute(update(MilestoneRow).where(mine).values(nudge_id=nudge_id))
