"""Databases in today's shape: the migrations run once a process, every test gets a copy of what they made.

On SQLite; with TEST_DATABASE=postgres in the environment on a PostgreSQL server of the test run's own.
"""

import atexit
import os
from contextlib import closing
from datetime import UTC, datetime
from functools import cache
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import make_url

from storage.engine import schema
from storage.engine.place import file_of, is_on_server
from tests.server import ROLE, NoServer, Server, folder_of_programs

MONDAY = datetime(2024, 3, 4, 8, 0, tzinfo=UTC)  # in names of backups alone, and a new file has none
ON_SERVER = os.environ.get("TEST_DATABASE") == "postgres"
TEMPLATE = "template_psoas"

only_on_a_file = pytest.mark.skipif(ON_SERVER, reason="is about SQLite")

_numbers = count()
_of_folders: dict[Path, list[str]] = {}


def url(folder: Path, name: str = "psoas") -> str:
    """The URL of a database that is not there yet: a file in the folder, or one on the server."""
    if not ON_SERVER:
        return f"sqlite:///{folder}/{name}.db"
    return on_server(folder)


def on_server(folder: Path) -> str:
    """The URL of a database on the server that is not there yet, whatever the others of the run are on."""
    made = f"psoas_{next(_numbers)}"
    _of_folders.setdefault(folder, []).append(made)
    return server().url(made)


def new(folder: Path) -> str:
    """The URL of a new database in today's shape."""
    made = url(folder)
    migrate(made, MONDAY)
    return made


def migrate(url: str, now: datetime) -> None:
    """What every start does; where there is no database yet, a copy at a hundredth of the cost."""
    if is_on_server(url):
        _copy_template(str(make_url(url).database)) or schema.migrate(url, now)
        return
    file = file_of(url)
    if file.exists():
        schema.migrate(url, now)
        return
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    file.touch(mode=0o600)
    file.write_bytes(_new_file())


def create(url: str) -> None:
    """An empty database on the server, without tables."""
    with closing(server().admin()) as admin:
        admin.execute(f"CREATE DATABASE {make_url(url).database} OWNER {ROLE}")


def drop(folder: Path) -> None:
    """Drop what a test has left on the server, as its folder goes, too."""
    if not _of_folders:
        return
    for theirs in [each for each in _of_folders if each.is_relative_to(folder)]:
        with closing(server().admin()) as admin:
            for name in _of_folders.pop(theirs):
                admin.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@cache
def server() -> Server:
    """The server of this test run."""
    try:
        folder_of_programs()
    except NoServer as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(error))
    made = Server()
    atexit.register(made.destroy)
    return made


@cache
def _new_file() -> bytes:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "psoas.db"
        schema.migrate(f"sqlite:///{file}", MONDAY)
        return file.read_bytes()


@cache
def _template() -> str:
    with closing(server().admin()) as admin:
        admin.execute(f"CREATE DATABASE {TEMPLATE} OWNER {ROLE}")
    schema.migrate(server().url(TEMPLATE), MONDAY)
    return TEMPLATE


def _copy_template(name: str) -> bool:
    """False if there is such a database already."""
    template = _template()
    with closing(server().admin()) as admin:
        there = admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if there is None:
            # To copy files takes half of what the log does, by way of which a server copies since version 15.
            how = "STRATEGY file_copy" if admin.info.server_version >= 150000 else ""
            admin.execute(f"CREATE DATABASE {name} OWNER {ROLE} TEMPLATE {template} {how}")
    return there is None
