"""Places: the databases of a run, on a file and on a server, and many people in them at once."""

import os
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from storage.engine import schema
from storage.engine.database import engine_for
from storage.engine.file.store import BEGIN
from storage.engine.place import is_on_server
from storage.tables import PersonRow
from tests.bench.claim import person
from tests.chaos.town import ALL_DAY
from tests.server import ROLE

SQLITE, POSTGRES = "SQLite", "PostgreSQL"
PORT = "BENCH_SERVER_PORT"  # in the environment of a part: where the server of this run listens
FEW = 512  # rows that are written one by one; all others are copies, made by the database


@dataclass(frozen=True)
class Place:
    """Where databases of a run can be made."""

    name: str
    folder: Path
    port: int = 0

    def url(self, database: str) -> str:
        """The URL of a database of this name; on a server it is made if it is not there."""
        if self.name == SQLITE:
            return f"sqlite:///{self.folder}/{database}/psoas.db"
        import psycopg

        where: dict[str, Any] = {"host": "127.0.0.1", "port": self.port, "user": "postgres"}
        with closing(psycopg.connect(**where, autocommit=True)) as admin:
            if not admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone():
                admin.execute(f"CREATE DATABASE {database} OWNER {ROLE}".encode())
        return f"postgresql+psycopg://{ROLE}@127.0.0.1:{self.port}/{database}"


def places(folder: Path) -> list[Place]:
    """A folder, and the server whose port is in the environment."""
    port = int(os.environ.get(PORT) or 0)
    return [Place(SQLITE, folder)] + ([Place(POSTGRES, folder, port)] if port else [])


def writing(url: str) -> Iterator[Connection]:
    """One connection for whoever looks after its own transactions."""
    engine = engine_for(url, is_patient=True) if is_on_server(url) else engine_for(url)
    try:
        with engine.connect().execution_options(**{BEGIN: "BEGIN IMMEDIATE"}) as connection:
            yield connection
    finally:
        engine.dispose()


def settle(url: str, people: int, now: datetime) -> None:
    """Let so many people move in who may be nudged at any hour, and are not due yet; does nothing twice."""
    schema.migrate(url, now)
    for connection in writing(url):
        with connection.begin():
            have = connection.execute(select(func.max(PersonRow.chat_id))).scalar() or 0
            if not have:
                have = min(people, FEW)
                connection.execute(insert(PersonRow), [_resident(n, now) for n in range(have)])
            while have < people:
                have += _copied(connection, have, min(have, people - have))
        if is_on_server(url):
            connection.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql("ANALYZE people")


def _copied(tx: Connection, have: int, more: int) -> int:
    columns = [each for each in PersonRow.__table__.c if each.name != "chat_id"]
    rows = select(PersonRow.chat_id + have, *columns).where(PersonRow.chat_id <= more)
    tx.execute(insert(PersonRow).from_select(["chat_id", *(each.name for each in columns)], rows))
    return more


def _resident(n: int, now: datetime) -> dict[str, Any]:
    """In the middle of a day; no picture, because uploads would be measured with the first ones."""
    times = {
        "joined_at": now - timedelta(days=30),
        "onboarded_at": now - timedelta(days=30),
        "here_at": now - timedelta(hours=1),
        "moved_at": now - timedelta(hours=2),
        "nudged_on": now.date(),
        "bitten_on": now.date() if n % 30 else None,
        "next_nudge_at": now + timedelta(days=2, minutes=n),
    }
    return person(n) | times | ALL_DAY | {"pictures": "never"}


def make_due(url: str, chats: range, now: datetime) -> None:
    """Plan a nudge of each of them for now, from outside the process that will send it."""
    mine = PersonRow.chat_id.between(chats.start, chats.stop - 1)
    for connection in writing(url):
        with connection.begin():
            connection.execute(update(PersonRow).where(mine).values(next_nudge_at=now))
