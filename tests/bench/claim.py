"""Claim benchmark: CPU for 500 due people, against plain SQL on the same table, and of an idle claim.

Two kinds of plain SQL: the leanest finds the due, moves one column and inserts a bare row; "all columns"
reads the person and writes back what a claim has to keep, four weeks of offers among it. Neither decides
anything, or draws. Exits with 1 if the goal is missed.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import Connection, insert

from jobs.workers.claim import REMINDERS, claim
from messages.content import movements
from storage.engine import schema
from storage.engine.database import engine_for
from storage.engine.file.store import BEGIN
from storage.people import DEFAULTS
from storage.tables import PersonRow
from storage.values import Offered

SIZES = (10_000, 100_000)
DUE = 500
ROUNDS = 9
MOST = 3.0  # times the leanest plain SQL
NOW = datetime(2024, 3, 4, 10, 40, tzinfo=UTC)  # a Monday, inside active hours
CATALOGUE = movements.load()


def main() -> int:
    columns = ("our claim", "plain SQL", "ratio", "all columns", "ratio", "idle")
    sys.stdout.write(f"{'CPU milliseconds for':<24}" + "".join(f"{each:>12}" for each in columns) + "\n")
    ratios = []
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            spent = measure(f"sqlite:///{Path(folder)}/psoas.db", size)
        sys.stdout.write(row(size, spent))
        ratios.append(spent["ours"] / spent["plain"])
    missed = [ratio for ratio in ratios if ratio > MOST]
    sys.stdout.write("".join(f"missed: {ratio:.1f} times plain SQL, goal {MOST:g}\n" for ratio in missed))
    return 1 if missed else 0


def row(size: int, spent: dict[str, float]) -> str:
    ours = spent["ours"]
    figures = f"{ours:>12.1f}{spent['plain']:>12.1f}{ours / spent['plain']:>12.1f}"
    figures += f"{spent['all']:>12.1f}{ours / spent['all']:>12.1f}{spent['idle']:>12.2f}"
    return f"{DUE} of {size:<17,}{figures}\n"


def measure(url: str, size: int) -> dict[str, float]:
    """Medians in milliseconds, all alternating; every transaction is rolled back."""
    schema.migrate(url, NOW)
    engine = engine_for(url)
    ways = {
        "ours": lambda tx: claim(tx, NOW, DUE, CATALOGUE, Random(1), REMINDERS),
        "plain": plain,
        "all": plain_with_all_columns,
        "idle": lambda tx: claim(tx, NOW - timedelta(days=1), DUE, CATALOGUE, Random(1), REMINDERS),
    }
    spent: dict[str, list[float]] = {name: [] for name in ways}
    with engine.connect().execution_options(**{BEGIN: "BEGIN IMMEDIATE"}) as connection:
        with connection.begin():
            connection.execute(insert(PersonRow), [person(n) for n in range(size)])
        for _ in range(ROUNDS):
            for name, way in ways.items():
                spent[name].append(timed(connection, way))
    engine.dispose()
    return {name: statistics.median(times) for name, times in spent.items()}


def timed(connection: Connection, way: Callable[[Connection], object]) -> float:
    transaction = connection.begin()
    started = time.process_time()
    way(connection)
    spent = time.process_time() - started
    transaction.rollback()
    return spent * 1000


def plain(tx: Connection) -> None:
    """Find, move the plan, write the rows: the minimum any claim has to do."""
    at = f"{NOW:%Y-%m-%d %H:%M:%S.%f}"
    found = (
        "SELECT chat_id, next_nudge_at FROM people WHERE next_nudge_at <= ? ORDER BY next_nudge_at LIMIT ?"
    )
    due = tx.exec_driver_sql(found, (at, DUE)).all()
    later = f"{NOW + timedelta(hours=1):%Y-%m-%d %H:%M:%S.%f}"
    tx.exec_driver_sql(
        "UPDATE people SET next_nudge_at = ? WHERE chat_id = ?", [(later, each.chat_id) for each in due]
    )
    tx.exec_driver_sql(
        "INSERT INTO nudges (chat_id, due_at, kind, state, decided_at, valid_until_at, silent, later_step,"
        " others, doubtful, followed) VALUES (?, ?, 'reminder', 'claimed', ?, ?, 0, 0, 0, 0, 0)",
        [(each.chat_id, each.next_nudge_at, at, later) for each in due],
    )


def plain_with_all_columns(tx: Connection) -> None:
    """The same with everything a decision depends on and changes, already as the database keeps it."""
    at, day = f"{NOW:%Y-%m-%d %H:%M:%S.%f}", f"{NOW:%Y-%m-%d}"
    later = f"{NOW + timedelta(hours=1):%Y-%m-%d %H:%M:%S.%f}"
    found = "SELECT * FROM people WHERE next_nudge_at <= ? ORDER BY next_nudge_at LIMIT ?"
    due = tx.exec_driver_sql(found, (at, DUE)).all()
    tx.exec_driver_sql(
        "UPDATE people SET next_nudge_at = ?, nudged_at = ?, nudged_on = ?, nudged_today = ?, offered = ?,"
        " path_week_on = ? WHERE chat_id = ?",
        [(later, at, day, 2, f"{each.offered},7389496b3", day, each.chat_id) for each in due],
    )
    tx.exec_driver_sql(
        "INSERT INTO nudges (chat_id, due_at, kind, state, decided_at, valid_until_at, silent, movement_id,"
        " probability, later_step, others, doubtful, followed, bot, asks_yesterday, ends_pause,"
        " has_media, line)"
        " VALUES (?, ?, 'reminder', 'claimed', ?, ?, 0, 'ten-steps', 0.1, 0, 0, 0, 0, 0, 0, 0, 0, 1)",
        [(each.chat_id, each.next_nudge_at, at, later) for each in due],
    )
    tx.exec_driver_sql("SELECT * FROM nudges WHERE state = 'claimed'").all()


def person(n: int) -> dict[str, Any]:
    """A person in the middle of a day; the first 500 are due, one in thirty of them for a bite."""
    due = n < DUE
    return {
        "chat_id": n + 1,
        "joined_at": NOW - timedelta(days=30),
        "onboarded_at": NOW - timedelta(days=30),
        "reachable": True,
        "language": "en",
        "zone": "Etc/UTC",
        "next_nudge_at": NOW - timedelta(minutes=1) if due else NOW + timedelta(minutes=1 + n % 600),
        "moved_at": NOW - timedelta(hours=1, minutes=5),
        "nudged_today": 1,
        "nudged_on": NOW.date(),
        "bitten_on": NOW.date() if n % 30 else None,
        "ignored_in_row": 0,
        "comebacks": 0,
        # Four weeks of six nudges a day, as somebody has who has been here for a while.
        "offered": tuple(
            Offered(NOW.date() - timedelta(days=28 - each // 5), 1 + (n + 7 * each) % 100)
            for each in range(120)
        ),
        **DEFAULTS,
    }


if __name__ == "__main__":
    sys.exit(main())
