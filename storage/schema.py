"""Is the file in today's shape? Migrations, applied at start, with a backup of the file first."""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from storage.database import BEGIN, engine_for, file_of

MIGRATIONS = Path(__file__).parent / "migrations"


class CannotMigrate(Exception):
    """The file is not ours to change: its text says in one line why."""


def migrate(url: str, now: datetime, migrations: Path = MIGRATIONS) -> Path | None:
    """Bring the file into today's shape; returns the backup made of the old one, if there was one.

    All steps run in one transaction: killed half-way, the file is as it was. A file that is no
    database, or newer than this program, raises `CannotMigrate` and stays untouched.
    """
    engine = engine_for(url)
    try:
        with engine.connect().execution_options(**{BEGIN: "BEGIN IMMEDIATE"}) as tx, tx.begin():
            return _upgrade(tx, file_of(url), now, migrations)
    except DatabaseError as error:
        raise CannotMigrate(f"{file_of(url)} cannot be used as a database: {error.orig}") from None
    finally:
        engine.dispose()


def _upgrade(tx: Connection, file: Path, now: datetime, migrations: Path) -> Path | None:
    config = Config()
    config.set_main_option("script_location", str(migrations))
    config.attributes["connection"] = tx
    scripts = ScriptDirectory.from_config(config)
    current = MigrationContext.configure(tx).get_current_revision()
    if current == scripts.get_current_head():
        return None
    if current is not None and current not in {script.revision for script in scripts.walk_revisions()}:
        raise CannotMigrate(f"{file} was written by a newer version of this program ({current})")
    kept = None if current is None else back_up(file, backup_name(file, current, now))
    command.upgrade(config, "head")
    return kept


def backup_name(file: Path, revision: str, now: datetime) -> Path:
    return file.parent / "backups" / f"{file.stem}-{revision}-{now:%Y%m%dT%H%M%SZ}.db"


def back_up(file: Path, copy: Path) -> Path:
    """A whole, consistent copy (0600), there under its name only when it is complete."""
    copy.parent.mkdir(mode=0o700, exist_ok=True)
    unfinished = copy.with_suffix(".part")
    unfinished.unlink(missing_ok=True)
    unfinished.touch(mode=0o600)
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(unfinished)) as target:
        source.backup(target)
    return unfinished.replace(copy)
