"""Own file: whether the file under the open database is still the one that was opened."""

from pathlib import Path
from typing import TypeAlias

GONE = "the file of the database is gone or was replaced"
BESIDE = ("-wal", "-shm")  # what SQLite keeps beside it

Identity: TypeAlias = tuple[int, int]


class OwnFile:
    """Remembers which file a path meant. To go on writing into one that nobody finds loses everything."""

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
        """Take away the log of the file that is gone: it would be read into the one that took its place."""
        for suffix, which in self._beside.items():
            if which is not None and _identity(self._path(suffix)) == which:
                self._path(suffix).unlink()

    def _path(self, suffix: str) -> Path:
        # SQLite follows links to the file, and keeps what belongs to it there.
        file = self._file.resolve()
        return file.with_name(file.name + suffix)


def _identity(file: Path) -> Identity | None:
    try:
        found = file.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return found.st_dev, found.st_ino
