"""Database files in today's shape: the steps of all versions run once a process, every test gets a copy."""

from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from storage.engine import schema
from storage.engine.place import file_of

MONDAY = datetime(2024, 3, 4, 8, 0, tzinfo=UTC)  # in names of backups alone, and a new file has none


def migrate(url: str, now: datetime) -> None:
    """What every start does; where there is no file yet, a copy at a hundredth of the cost."""
    file = file_of(url)
    if file.exists():
        schema.migrate(url, now)
        return
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    file.touch(mode=0o600)
    file.write_bytes(_new_file())


@cache
def _new_file() -> bytes:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "psoas.db"
        schema.migrate(f"sqlite:///{file}", MONDAY)
        return file.read_bytes()
