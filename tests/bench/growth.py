"""Growth benchmark: bytes on disk of a heavy user's year, per table and index, on a file and on a server.

They live it through the code of the bot: claimed, sent, seven of ten done, and every night what is old is put
away. `python -m tests.bench.growth [sqlite] [postgres]`; exit code 1 if a goal is missed.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from sqlalchemy import Connection, func, select, text

from jobs.actions import answer, settings
from jobs.review.feats import kinds_of
from jobs.workers.claim import PLANS, claim
from messages.content import movements
from storage import people, retention
from storage.engine import backup, schema
from storage.engine.database import engine_for
from storage.engine.file.store import BEGIN
from storage.past import putting_away
from storage.sent import nudges
from storage.tables import NudgeState, PersonRow
from tests.server import NoServer, Server

GOAL_KIB = 150  # a person and year
DAYS = 365
PEOPLE = 2 if os.environ.get("QUICK") else 5
ROWS = 200  # put away in one transaction, as by the nightly job
DONE = 0.7
MONDAY = datetime(2024, 3, 4, 5, 0, tzinfo=UTC)
ONE_DAY = timedelta(days=1)
CATALOGUE = movements.load()
KINDS = kinds_of(CATALOGUE)
KIB = 1024

Sizes = dict[str, int]


def main() -> None:
    wanted = [each for each in sys.argv[1:] if each in ("sqlite", "postgres")] or ["sqlite", "postgres"]
    ways = {"sqlite": on_a_file, "postgres": on_a_server}
    missed = [name for name in wanted if not told(name, ways[name]())]
    if missed:
        raise SystemExit(1)


def told(name: str, sizes: Sizes) -> bool:
    """Print what one database holds; True if the goal is met, or there was nothing to measure."""
    if not sizes:
        return True
    whole = sum(sizes.values()) / KIB / PEOPLE
    sys.stdout.write(f"{name}: {whole:.0f} KiB a person and year (goal {GOAL_KIB}), of it\n")
    for part, size in sorted(sizes.items(), key=lambda each: -each[1]):
        if size / KIB / PEOPLE >= 0.5:
            sys.stdout.write(f"  {part:<44}{size / KIB / PEOPLE:>8.1f}\n")
    return whole <= GOAL_KIB


def on_a_file() -> Sizes:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "data" / "psoas.db"
        url = f"sqlite:///{file}"
        schema.migrate(url, MONDAY)
        empty = pages(file)
        live(url)
        found = {name: size - empty.get(name, 0) for name, size in pages(file).items()}
        with closing(backup.opened(file, "rw")) as db:
            unused = db.execute("PRAGMA freelist_count").fetchone()[0] * 4
        copy = backup.daily(file, MONDAY + DAYS * ONE_DAY)
        sys.stdout.write(
            f"file {file.stat().st_size // KIB} KiB, of it unused {unused} KiB;"
            f" daily copy {copy.stat().st_size // KIB} KiB ({copy.name})\n"
        )
        return found


def pages(file: Path) -> Sizes:
    """Bytes on disk by table and index; an empty one has a page."""
    with closing(backup.opened(file, "rw")) as db:
        return dict(db.execute("SELECT name, SUM(pgsize) FROM dbstat GROUP BY name").fetchall())


def on_a_server() -> Sizes:
    try:
        server = Server()
    except NoServer as error:
        sys.stdout.write(f"postgres: skipped, {error}\n")
        return {}
    try:
        with closing(server.admin()) as admin:
            admin.execute("CREATE DATABASE growth OWNER psoas")
        url = server.url("growth")
        live(url)
        engine = engine_for(url, is_patient=True)
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as tx:
            tx.execute(text("VACUUM ANALYZE"))
            return {row.name: row.size for row in tx.execute(text(_ON_SERVER))}
    finally:
        server.destroy()


# Pages that hold something: what is vacuumed is used again, and only a table's last pages are given back.
_ON_SERVER = """
SELECT c.relname AS name,
       pg_relation_size(c.oid) AS size
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname = 'public' AND c.relkind IN ('r', 'i') AND c.relname <> 'alembic_version'
"""


def live(url: str) -> None:
    """A year of everybody, one transaction a day."""
    schema.migrate(url, MONDAY)
    engine, random = engine_for(url, is_patient=True) if "+" in url else engine_for(url), Random(1)
    options = {BEGIN: "BEGIN IMMEDIATE"}
    with engine.connect().execution_options(**options) as connection:
        with connection.begin():
            for chat_id in chats():
                people.welcome(connection, chat_id, "en", "Etc/UTC", MONDAY)
                people.begin(connection, chat_id, MONDAY)
                settings.choose(connection, chat_id, MONDAY, goal=4)
        for day in range(DAYS):
            begins = MONDAY + day * ONE_DAY
            with connection.begin():
                for now in moments(connection, begins, begins + ONE_DAY):
                    live_once(connection, now, random)
            night(connection, begins + ONE_DAY)
    engine.dispose()


def chats() -> range:
    return range(1_000_000_007, 1_000_000_007 + PEOPLE)


def moments(tx: Connection, since: datetime, until: datetime) -> Iterator[datetime]:
    """Every instant at which somebody is due, a few seconds after it."""
    columns = PersonRow.next_nudge_at, PersonRow.next_evening_at
    while True:
        due = [at for column in columns if (at := tx.scalar(select(func.min(column)))) is not None]
        if not due or min(due) >= until:
            return
        yield max(min(due), since) + timedelta(seconds=2.718281)


def live_once(tx: Connection, now: datetime, random: Random) -> None:
    """One tick, and the answers to it some minutes later."""
    for plan in PLANS:
        claim(tx, now, 500, CATALOGUE, random, plan)
    for unsent in nudges.unsent(tx, 0, 500):
        sent_at = now + timedelta(seconds=random.uniform(0.1, 2))
        nudges.note(tx, unsent.chat_id, unsent.id, NudgeState.SENT, sent_at, 10 + 3 * unsent.id)
        if unsent.movement_id is not None and random.random() < DONE:
            done_at = sent_at + timedelta(seconds=random.uniform(5, 900))
            answer.done(tx, unsent.chat_id, unsent.id, done_at, KINDS)


def night(connection: Connection, now: datetime) -> None:
    """What retention does every night."""
    for chat_id in chats():
        packed = 1
        while packed:
            with connection.begin():
                packed = putting_away.put_away(connection, chat_id, now, ROWS)
        with connection.begin():
            retention.prune(connection, [chat_id], now - 731 * ONE_DAY, (now - 731 * ONE_DAY).date(), ROWS)


if __name__ == "__main__":
    main()
