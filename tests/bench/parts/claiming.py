"""Claiming: CPU for 500 due people among few and many, beside plain SQL on the same tables.

On a server its own work counts, too: that of the process that serves the connection.
"""

import statistics
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import Connection, delete, insert

from jobs.workers.claim import REMINDERS, claim
from storage.engine.locking import WRITES
from storage.engine.place import is_on_server
from storage.tables import PersonRow
from tests.bench import claim as one
from tests.bench.figures import Figure
from tests.bench.parts.size import Setting
from tests.bench.places import settle, writing

ELSEWHERE = 100_000_000  # from where the ids of those who are due are counted
AT, LATER = (f"{at:%Y-%m-%d %H:%M:%S.%f}" for at in (one.NOW, one.NOW + timedelta(hours=1)))


def figures(setting: Setting) -> Iterator[Figure]:
    for people in setting.size.claim_people:
        for place in setting.places:
            url = place.url(setting.of_many(people, "claiming"))
            settle(url, people, datetime.now(UTC))  # years after those who are due
            for connection in writing(url):
                spent = measure(
                    connection.execution_options(**{WRITES: True}), url, setting.size.claim_rounds
                )
            ours, peers = spent.pop("ours"), {"plain SQL": spent.pop("plain SQL")}
            idle = spent.pop("idle")
            yield Figure("claim", ours, peers | spent, place.name, people)
            yield Figure("claim-idle", idle, {}, place.name, people)


def measure(connection: Connection, url: str, rounds: int) -> dict[str, float]:
    """Medians in milliseconds, all alternating; every claim is rolled back, and the due move out again."""
    ways: dict[str, Callable[[Connection], object]] = {
        "ours": lambda tx: claim(tx, one.NOW, one.DUE, one.CATALOGUE, Random(1), REMINDERS),
        "plain SQL": partial(plain, "%s" if is_on_server(url) else "?"),
        "idle": lambda tx: claim(
            tx, one.NOW - timedelta(days=1), one.DUE, one.CATALOGUE, Random(1), REMINDERS
        ),
    }
    whole = getattr(one, "plain_with_all_columns", None)
    if whole is not None and not is_on_server(url):
        ways["plain SQL, all columns"] = whole
    spent: dict[str, list[float]] = {name: [] for name in ways}
    with connection.begin():
        connection.execute(insert(PersonRow), [_due(n) for n in range(one.DUE)])
    for _ in range(1 + rounds):
        for name, way in ways.items():
            spent[name].append(_timed(connection, way, url))
    with connection.begin():
        connection.execute(delete(PersonRow).where(PersonRow.chat_id >= ELSEWHERE))
    return {name: statistics.median(times[1:]) for name, times in spent.items()}


def plain(mark: str, tx: Connection) -> None:
    """Find, move the plan, write the rows: the minimum any claim has to do."""
    found = "SELECT chat_id, next_nudge_at FROM people WHERE next_nudge_at <= "
    found += f"{mark} ORDER BY next_nudge_at LIMIT {mark}"
    due = tx.exec_driver_sql(found, (AT, one.DUE)).all()
    moved = f"UPDATE people SET next_nudge_at = {mark} WHERE chat_id = {mark}"
    tx.exec_driver_sql(moved, [(LATER, each.chat_id) for each in due])
    no = "false" if mark == "%s" else "0"
    tx.exec_driver_sql(
        "INSERT INTO nudges (chat_id, due_at, kind, state, decided_at, valid_until_at, silent, later_step,"
        f" others, doubtful, followed) VALUES ({mark}, {mark}, 'reminder', 'claimed',"
        f" {mark}, {mark}, {no}, 0, 0, 0, {no})",
        [(each.chat_id, each.next_nudge_at, AT, LATER) for each in due],
    )


def _due(n: int) -> dict[str, Any]:
    return one.person(n) | {"chat_id": ELSEWHERE + n}


def _timed(connection: Connection, way: Callable[[Connection], object], url: str) -> float:
    transaction = connection.begin()
    server = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one() if is_on_server(url) else None
    began = time.process_time() + _server_seconds(server)
    way(connection)
    spent = time.process_time() + _server_seconds(server) - began
    transaction.rollback()
    return spent * 1000


def _server_seconds(pid: int | None) -> float:
    """CPU of the process that serves us; 0 where the system does not tell."""
    try:
        return 0.0 if pid is None else int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9
    except OSError:
        return 0.0
