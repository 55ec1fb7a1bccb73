"""Migrating: what Alembic does; imported only where there is something to migrate."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection


def revisions(migrations: Path) -> list[str]:
    """Every schema these migrations know, newest first."""
    scripts = ScriptDirectory.from_config(_config(migrations))
    return [script.revision for script in scripts.walk_revisions()]


def upgrade(tx: Connection, migrations: Path) -> None:
    """Bring the database to the newest schema, in this transaction."""
    config = _config(migrations)
    config.attributes["connection"] = tx
    command.upgrade(config, "head")


def _config(migrations: Path) -> Config:
    config = Config()
    config.set_main_option("script_location", str(migrations))
    return config
