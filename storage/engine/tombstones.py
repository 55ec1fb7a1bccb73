"""Tombstones: a file beside the database that keeps deleted people deleted after a restore."""

import os
import secrets
import threading
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from pathlib import Path

from filelock import FileLock

KEPT = timedelta(days=30)  # as long as backups are
KEY_BYTES = 32
LOCK_SECONDS = 5


class BadTombstones(Exception):
    """The file is damaged; the message says in one line what to do."""


class Tombstones:
    """Deleted people: a keyed hash of chat id and joining time each, and when they were deleted.

    The joining time (`joined_at`, to the microsecond) has two effects: someone who comes back is a
    different person here and is kept, and trying every chat id reveals no one.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._one_at_a_time = threading.Lock()

    @classmethod
    def beside(cls, database: Path) -> "Tombstones":
        return cls(cls.file_beside(database))

    @staticmethod
    def file_beside(database: Path) -> Path:
        return database.with_name(f"{database.stem}-deleted.txt")

    def add(self, gone: Iterable[tuple[int, datetime]], now: datetime) -> None:
        """Record people by chat id and joining time; durable when this returns."""
        with self._one_at_a_time, self._one_process():
            key, marks = self._read()
            self._write(key, marks | {_mark(key, chat_id, joined_at): now for chat_id, joined_at in gone})

    def found_among(self, people: Iterable[tuple[int, datetime]]) -> list[int]:
        """The chat ids among these that were deleted."""
        key, marks = self._read()
        if not marks:
            return []
        return [chat_id for chat_id, joined_at in people if _mark(key, chat_id, joined_at) in marks]

    def deleted_at(self) -> list[datetime]:
        """Deletion times, earliest first."""
        return sorted(self._read()[1].values())

    def let_go(self, oldest_copy_at: datetime | None, now: datetime) -> None:
        """Drop tombstones of people who are in no backup any more."""
        with self._one_at_a_time, self._one_process():
            key, marks = self._read()
            over = min(now - KEPT, oldest_copy_at or now)
            left = {mark: at for mark, at in marks.items() if at >= over}
            if left != marks:
                self._write(key, left)

    def take_over(self, others: "Tombstones") -> None:
        """Begin with what others have, unless there is something here already."""
        if others._file.exists() and not self._file.exists():
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._write(*others._read())

    def _one_process(self) -> FileLock:
        """Several processes may share the folder. Raises `OSError` if one of them keeps the lock."""
        lock = self._file.with_name(f".{self._file.name}.lock")
        return FileLock(lock, timeout=LOCK_SECONDS, mode=0o600)

    def _read(self) -> tuple[bytes, dict[str, datetime]]:
        try:
            key, *lines = self._file.read_text(encoding="ascii").splitlines()
            marks = dict(line.split(" ") for line in lines)
            return bytes.fromhex(key), {mark: datetime.fromisoformat(at) for mark, at in marks.items()}
        except FileNotFoundError:
            return secrets.token_bytes(KEY_BYTES), {}
        except ValueError:
            hint = "put it right, or move it away: copies put back then hold people who are deleted"
            raise BadTombstones(f"{self._file} cannot be read; {hint}") from None

    def _write(self, key: bytes, marks: dict[str, datetime]) -> None:
        """Replace the file atomically."""
        new = self._file.with_name(f".{self._file.name}.part")
        new.unlink(missing_ok=True)
        lines = [key.hex(), *(f"{mark} {at.isoformat()}" for mark, at in marks.items())]
        with open(new, "x", encoding="ascii", opener=_private) as out:
            out.write("".join(f"{line}\n" for line in lines))
            out.flush()
            os.fsync(out.fileno())
        new.replace(self._file)
        _settle(self._file.parent)


def _mark(key: bytes, chat_id: int, joined_at: datetime) -> str:
    who = f"{chat_id} {joined_at.astimezone(UTC).isoformat()}"
    return blake2b(who.encode(), key=key, digest_size=16).hexdigest()


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _settle(folder: Path) -> None:
    """Sync the folder, so the new name survives a power cut too."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
