"""Restore: a backup takes the place of the database; killed at any moment, one of the two stands whole."""

import os
import signal
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from storage.engine import backup
from storage.engine.backup import CannotBackUp
from storage.engine.file.compressed import Damaged, is_packed, unpack
from storage.engine.schema import revisions

SIGNALS = (signal.SIGINT, signal.SIGTERM)


class CannotRestore(Exception):
    """The backup is of no use, and nothing was changed; the message gives the reason in one line."""


def restore(
    copy: Path, file: Path, now: datetime, tell: Callable[[int, int], None] = lambda done, total: None
) -> Path | None:
    """Put `copy` in the place of `file`, which no one may have open; returns where the old one is kept.

    A compressed copy is unpacked first. Raises `CannotRestore`, `CannotBackUp` or `OSError`; then the old one
    stands.
    """
    _refuse_what_is_none(copy, file)
    if not is_packed(copy):
        return _restore(copy, file, now, tell)
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Among the backups: if this process is killed, it goes when it is too old.
    plain = backup.named(file.resolve(), "unpacked", now)
    plain.parent.mkdir(mode=0o700, exist_ok=True)
    try:
        unpack(copy, plain)
        return _restore(plain, file, now, tell)
    except Damaged as error:
        raise CannotRestore(f"{copy} cannot be unpacked: {error}") from None
    except CannotRestore as error:
        raise CannotRestore(str(error).replace(str(plain), str(copy))) from None
    finally:
        plain.unlink(missing_ok=True)


def _restore(copy: Path, file: Path, now: datetime, tell: Callable[[int, int], None]) -> Path | None:
    _check(copy)
    file = file.resolve()  # a symbolic link stays one
    # Among the backups: if this process is killed, its copy goes when it is too old.
    new = backup.back_up(copy, backup.named(file, "restored", now), tell)
    try:
        kept = _keep(file, now) if file.exists() else None
        with _undisturbed():
            for each in backup.beside(file):  # SQLite would replay the old one's log into the new one
                each.unlink(missing_ok=True)
            new.replace(file)
            _settle(file.parent)
    finally:
        new.unlink(missing_ok=True)
    return kept


def _refuse_what_is_none(copy: Path, file: Path) -> None:
    if not copy.is_file():
        raise CannotRestore(f"there is no file {copy}")
    if file.exists() and copy.samefile(file):
        raise CannotRestore(f"{copy} is the database itself")


def _check(copy: Path) -> None:
    """Refuse what is damaged, or not written by this program or an earlier version of it."""
    if damage := backup.damage_of(copy):
        raise CannotRestore(f"{copy} cannot be used as a database: {damage}")
    found = _revision(copy)
    if found is None:
        raise CannotRestore(f"{copy} is not a database of this program")
    if found not in revisions():
        raise CannotRestore(f"{copy} was written by a newer version of this program ({found})")


def _revision(copy: Path) -> str | None:
    with suppress(sqlite3.Error), closing(backup.opened(copy, "ro")) as db:
        found = db.execute("SELECT version_num FROM alembic_version").fetchone()
        return None if found is None else str(found[0])
    return None


def _keep(file: Path, now: datetime) -> Path:
    """Keep the database among the backups, where it goes when it is too old; a damaged one as it is."""
    kept = backup.named(file, "replaced", now)
    try:
        return backup.back_up(file, kept)
    except CannotBackUp:
        for each, name in zip((file, *backup.beside(file)), (kept, *backup.beside(kept)), strict=True):
            if each.exists():
                os.link(each, name)
        return kept


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let a signal wait until the files are in their places."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _settle(folder: Path) -> None:
    """Sync the folder, so the new name survives a power cut too."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
