"""Schema: migrations, applied at start, with a backup of the file first."""

from datetime import datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from storage.engine import backup, shape
from storage.engine.database import engine_for
from storage.engine.file_store import BEGIN
from storage.engine.place import file_of
from storage.tables import Base

MIGRATIONS = Path(__file__).parents[1] / "migrations"


class CannotMigrate(Exception):
    """The file cannot be migrated and stays as it is; the message gives the reason in one line."""


def migrate(url: str, now: datetime, migrations: Path = MIGRATIONS) -> Path | None:
    """Migrate the file to the current schema; returns the backup made before, if any.

    All steps run in one transaction: killed half-way, the file is unchanged. A file that is not a
    database, is damaged, is newer than this program or has an unexpected schema raises
    `CannotMigrate` and stays untouched.
    """
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


def _unusable(file: Path, damage: str) -> str:
    return f"{file} cannot be used as a database: {damage}; {_way_back(file)}"


def _way_back(file: Path) -> str:
    copy = backup.newest(file)
    return "there is no backup" if copy is None else f"the newest backup is {copy}"


def _refuse_another_shape(tx: Connection, file: Path) -> None:
    if (what := shape.difference(tx, Base.metadata)) is not None:
        raise CannotMigrate(
            f"{file} does not have the schema that this program expects: {what}; {_way_back(file)}"
        )


def upgrade(tx: Connection, file: Path, now: datetime, migrations: Path) -> Path | None:
    """Run only the migrations of a folder; returns the backup made before, if any."""
    config = Config()
    config.set_main_option("script_location", str(migrations))
    config.attributes["connection"] = tx
    scripts = ScriptDirectory.from_config(config)
    current = MigrationContext.configure(tx).get_current_revision()
    head = scripts.get_current_head()
    if current == head:
        return None
    if current is not None and current not in {script.revision for script in scripts.walk_revisions()}:
        newer = f"{file} was written by a newer version of this program ({current}; this one knows {head})"
        raise CannotMigrate(f"{newer}; install that version again, or go back: {_way_back(file)}")
    kept = None if current is None else backup.before_migration(file, current, now)
    command.upgrade(config, "head")
    return kept
