"""Backups of a server by its own tools, with the very commands of docs/how-to/use-postgres.md."""

import re
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import make_url

from storage import people
from storage.engine import restored, schema
from storage.engine.database import Database
from storage.engine.tombstones import Tombstones
from tests import databases
from tests.rows import every_row, rows_of
from tests.server import ROLE

pytestmark = [databases.only_on_a_file, pytest.mark.promise("restore")]  # on the server anyway

NOW = datetime(2024, 3, 4, 8, 0, tzinfo=UTC)
ANN, BOB = 7, 8
GUIDE = Path(__file__).parents[2] / "docs" / "how-to" / "use-postgres.md"


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    url = databases.on_server(tmp_path)
    databases.migrate(url, NOW)
    yield url
    databases.drop(tmp_path)


def run_as_written(program: str, database: str) -> None:
    """The guide's command line of this program, on our server and database."""
    [line] = re.findall(rf"^    {program} (.*)$", GUIDE.read_text(encoding="utf-8"), re.MULTILINE)
    server = databases.server()
    where = f"-h 127.0.0.1 -p {server.port} -U {ROLE}".split()
    server.run(program, *where, *re.sub(r"\bpsoas(?!\.dump)\b", database, line).split())


async def test_a_dump_brings_everything_back_but_nobody_who_was_deleted_since(
    url: str, tmp_path: Path
) -> None:
    tombstones = Tombstones.beside(tmp_path / "psoas.db")
    db = Database(url)
    for chat_id in (ANN, BOB):
        ann = await db.write(people.welcome, chat_id, "en", "Etc/UTC", NOW)
    before, bobs = await db.read(every_row), await db.read(rows_of, BOB)
    name = str(make_url(url).database)
    run_as_written("pg_dump", name)
    tombstones.add([(ANN, ann.presence.joined_at)], NOW)
    await db.write(people.forget, ANN)
    db.close()

    with closing(databases.server().admin()) as admin:
        admin.execute(f"DROP DATABASE {name} WITH (FORCE)")
        admin.execute(f"CREATE DATABASE {name} OWNER {ROLE}")
    run_as_written("pg_restore", name)
    schema.migrate(url, NOW)  # today's schema, whole
    db = Database(url)
    assert await db.read(every_row) == before
    assert restored.forget_again(url, tmp_path / "psoas.db") == 1
    assert not any((await db.read(rows_of, ANN)).values())
    assert await db.read(rows_of, BOB) == bobs
    db.close()
