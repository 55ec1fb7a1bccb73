"""File identity: whether the open database file is still at its path."""

from pathlib import Path
from typing import TypeAlias

GONE = "the file of the database is gone or was replaced"
BESIDE = ("-wal", "-shm")  # SQLite's files next to it

Identity: TypeAlias = tuple[int, int]


class OwnFile:
    """Identity of the file a path referred to, so that we notice when it is replaced or removed."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._opened = _identity(file)
        self._beside: dict[str, Identity | None] = {}

    def is_there(self) -> bool:
        if _identity(self._file) != self._opened:
            return False
        for suffix in BESIDE:
            self._beside[suffix] = _identity(self._path(suffix))
        return True

    def clear_up(self) -> None:
        """Remove the log of the vanished file: SQLite would replay it into its replacement."""
        for suffix, which in self._beside.items():
            if which is not None and _identity(self._path(suffix)) == which:
                self._path(suffix).unlink()

    def _path(self, suffix: str) -> Path:
        # SQLite follows symbolic links and keeps its side files next to the target.
        file = self._file.resolve()
        return file.with_name(file.name + suffix)


def _identity(file: Path) -> Identity | None:
    try:
        found = file.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return found.st_dev, found.st_ino
