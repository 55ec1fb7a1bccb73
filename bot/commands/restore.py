"""Restore command: a backup takes the place of the database while no bot runs."""

from pathlib import Path

from bot.commands.progress import progress
from jobs.clock import Clock
from storage.engine import restore as engine


def restore(copy: Path, file: Path) -> str:
    """Put `copy` in the place of `file`; returns what to tell the operator."""
    with progress("restoring") as tell:
        kept = engine.restore(copy, file, Clock().now(), tell)
    return f"restored from {copy}" + (f"; what was there is kept in {kept}" if kept else "")
