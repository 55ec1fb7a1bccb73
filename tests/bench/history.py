"""History benchmark: the cost of a tap and a log with 30,000 moves and with none, alternating."""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert

from jobs.actions import answer, move_log
from storage import people
from storage.engine import schema
from storage.engine.database import engine_for
from storage.engine.file.store import BEGIN
from storage.tables import DayRow, MoveRow, NudgeKind, NudgeRow, NudgeState
from storage.values import Move

NEW, OLD = 1, 2
MOVES, YEARS = 30_000, 10
TURNS = 400
NOW = datetime(2024, 3, 4, 8, 0, tzinfo=UTC)


def prepare(tx: Connection) -> None:
    """Two people, one of whom began long ago."""
    for chat_id in (NEW, OLD):
        people.welcome(tx, chat_id, "en", "Etc/UTC", NOW)
        people.begin(tx, chat_id, NOW)
    step = timedelta(days=365 * YEARS) / MOVES
    ats = [NOW - timedelta(hours=1) - step * n for n in range(MOVES)]
    told = {"chat_id": OLD, "kind": "walk", "part": 0}
    rows = [
        told | {"moved_at": at, "logged_at": at, "moved_on": at.date(), "message_id": n + 1}
        for n, at in enumerate(ats)
    ]
    tx.execute(insert(MoveRow), rows)
    days = [
        {"chat_id": OLD, "on": on, "moves": 8, "goal": 4, "streak_days": 9, "best_days": 9}
        for on in {at.date() for at in ats}
    ]
    tx.execute(insert(DayRow), days)


def offer(tx: Connection, chat_id: int, at: datetime) -> int:
    row: dict[str, Any] = {"later_step": 0, "others": 0, "doubtful": 0}
    row |= {"chat_id": chat_id, "due_at": at, "decided_at": at, "valid_until_at": at, "sent_at": at}
    row |= {"kind": NudgeKind.REMINDER, "state": NudgeState.SENT, "silent": False, "followed": False}
    found = tx.execute(insert(NudgeRow).values(row | {"movement_id": "walk-1"}).returning(NudgeRow.id))
    return int(found.scalar_one())


def timed(tx: Connection, step: Callable[[], object]) -> float:
    began = time.perf_counter()
    step()
    return time.perf_counter() - began


def measure() -> dict[str, tuple[float, float]]:
    """Median milliseconds of a tap and a log, by who has none and by who has a history."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'data' / 'psoas.db'}"
        schema.migrate(url, NOW)
        engine = engine_for(url)
        spent: dict[tuple[str, int], list[float]] = {}
        with engine.connect().execution_options(**{BEGIN: "BEGIN IMMEDIATE"}) as tx, tx.begin():
            prepare(tx)
            for turn in range(TURNS):
                at = NOW + timedelta(seconds=turn)
                for who in (NEW, OLD) if turn % 2 else (OLD, NEW):
                    nudge_id = offer(tx, who, at)
                    spent.setdefault(("tap", who), []).append(
                        timed(tx, lambda: answer.done(tx, who, nudge_id, at))  # noqa: B023 (run at once)
                    )
                    entry = Move(at, kind="walk", minutes=20)
                    spent.setdefault(("log", who), []).append(
                        timed(tx, lambda: move_log.add(tx, who, 10**6 + turn, [entry], at))  # noqa: B023
                    )
        engine.dispose()
    return {
        what: tuple(statistics.median(spent[what, who][20:]) * 1000 for who in (NEW, OLD))  # type: ignore[misc]
        for what in ("tap", "log")
    }


def main() -> None:
    """Median milliseconds of both, and the ratio."""
    for what, (new, old) in measure().items():
        sys.stdout.write(
            f"{what}: new {new:.2f} ms, after {YEARS} years and {MOVES:,} moves {old:.2f} ms,"
            f" ratio {old / new:.2f}\n"
        )


if __name__ == "__main__":
    main()
