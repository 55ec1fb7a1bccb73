"""Schema: migrations, applied at start, with a backup of a file first; a server keeps its own backups."""

import re
from collections.abc import Collection
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, func, inspect, select, text
from sqlalchemy.exc import DatabaseError, OperationalError

from storage.engine import backup, shape
from storage.engine.database import engine_for
from storage.engine.file.store import BEGIN
from storage.engine.place import file_of, is_on_server
from storage.engine.unavailable import translated
from storage.tables import Base

MIGRATIONS = Path(__file__).parents[1] / "migrations"


_STEP = re.compile(
    r'^revision\b[^=\n]*= *"(\w+)"$.*?^down_revision\b[^=\n]*= *(?:"(\w+)"|None)$', re.M | re.S
)

MIGRATING = 7_105_001  # advisory lock on a server: of processes that start together, one migrates


class CannotMigrate(Exception):
    """The database cannot be migrated and stays as it is; the message gives the reason in one line."""


def migrate(url: str, now: datetime, migrations: Path = MIGRATIONS) -> Path | None:
    """Migrate the database to the current schema; returns the backup made before, if any.

    All steps run in one transaction: killed half-way, the database is unchanged. One that is not a
    database, is damaged, is newer than this program or has an unexpected schema raises
    `CannotMigrate` and stays untouched; a server that does not answer raises `Unavailable`.
    """
    if is_on_server(url):
        _migrate_server(url, now, migrations)
        return None
    file = file_of(url)
    if file.exists() and (damage := backup.damage_of(file)):
        raise CannotMigrate(_unusable(file, damage))
    engine = engine_for(url)
    try:
        with engine.connect().execution_options(**{BEGIN: "BEGIN IMMEDIATE"}) as tx, tx.begin():
            kept = upgrade(tx, file, now, migrations)
            _refuse_another_shape(tx, file)
            return kept
    except DatabaseError as error:
        raise CannotMigrate(_unusable(file, str(error.orig))) from None
    finally:
        engine.dispose()


def revisions(migrations: Path = MIGRATIONS) -> list[str]:
    """Every schema this program knows, newest first."""
    from storage.engine import migrating

    return migrating.revisions(migrations)


def _migrate_server(url: str, now: datetime, migrations: Path) -> None:
    # Read committed, so that who has waited for the lock sees what the first one did.
    engine = engine_for(url, is_patient=True).execution_options(isolation_level="READ COMMITTED")
    try:
        with translated(), engine.connect() as tx, tx.begin():
            tx.execute(select(func.pg_advisory_xact_lock(MIGRATING)))
            _run_on_server(tx, now, migrations)
    finally:
        engine.dispose()


def _run_on_server(tx: Connection, now: datetime, migrations: Path) -> None:
    try:
        upgrade(tx, None, now, migrations)
        _refuse_another_shape(tx, None)
    except OperationalError:
        raise  # gone in the middle: the next start tries again
    except DatabaseError as error:
        first_line, _, _ = str(error.orig).partition("\n")
        raise CannotMigrate(_unusable(None, first_line)) from None


def _unusable(file: Path | None, damage: str) -> str:
    return f"{_named(file)} cannot be used as a database: {damage}; {_way_back(file)}"


def _named(file: Path | None) -> str:
    return "DATABASE_URL" if file is None else str(file)


def _way_back(file: Path | None) -> str:
    if file is None:
        return "its backups are the server's"
    copy = backup.newest(file)
    return "there is no backup" if copy is None else f"the newest backup is {copy}"


def _way_back_to(file: Path | None, known: Collection[str]) -> str:
    """Copies made after the migration are of no use to this version."""
    if file is None:
        return _way_back(None)
    copy = backup.newest_of(file, known)
    return "there is no backup that this one can read" if copy is None else f"psoas restore {copy}"


def _refuse_another_shape(tx: Connection, file: Path | None) -> None:
    if (what := shape.difference(tx, Base.metadata)) is not None:
        expected = f"{_named(file)} does not have the schema that this program expects"
        raise CannotMigrate(f"{expected}: {what}; {_way_back(file)}")


def upgrade(tx: Connection, file: Path | None, now: datetime, migrations: Path) -> Path | None:
    """Run only the migrations of a folder; returns the backup made of a file before, if any."""
    current, head = _current(tx), newest(migrations)
    if current == head:
        return None
    # Only where there is something to migrate: Alembic takes 10 MB and a tenth of a second of every start.
    from storage.engine import migrating

    if current is not None and current not in (known := migrating.revisions(migrations)):
        newer = f"{_named(file)} was written by a newer version of this program"
        which = f"({current}; this one knows {head})"
        back = _way_back_to(file, known)
        raise CannotMigrate(f"{newer} {which}; install that version again, or go back: {back}")
    kept = None if current is None or file is None else backup.before_migration(file, current, now)
    migrating.upgrade(tx, migrations)
    return kept


def newest(migrations: Path = MIGRATIONS) -> str | None:
    """The schema that no migration follows, read from their files; None where there is none, or several."""
    texts = [file.read_text(encoding="utf-8") for file in sorted((migrations / "versions").glob("[0-9]*.py"))]
    steps = {found[1]: found[2] for each in texts if (found := _STEP.search(each)) is not None}
    last = steps.keys() - set(steps.values())
    return last.pop() if len(last) == 1 and len(steps) == len(texts) else None


def _current(tx: Connection) -> str | None:
    """The schema of the database; None if it is new."""
    if not inspect(tx).has_table(shape.ALEMBICS):
        return None
    found = tx.scalars(text(f"SELECT version_num FROM {shape.ALEMBICS}")).all()  # noqa: S608 - a name of ours
    return str(found[0]) if len(found) == 1 else None
