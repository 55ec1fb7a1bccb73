"""Where are the copies? Made while the bot works, whole or not at all, and let go of in time."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, exists, select

from storage.tables import PersonRow

KEPT = timedelta(days=30)  # daily copies; those made before a migration stay
LEAST_KEPT = 3  # whatever their age: a clock that jumps a year must not cost every copy
STAMP = "%Y%m%dT%H%M%SZ"


class CannotBackUp(Exception):
    """There is no copy; the text says in one line why."""


def back_up(file: Path, copy: Path) -> Path:
    """A whole, consistent, readable copy (0600), there under its name only when it is complete.

    Blocks until it is done, and nobody who writes meanwhile. Raises `CannotBackUp` or `OSError`.
    """
    copy.parent.mkdir(mode=0o700, exist_ok=True)
    unfinished = copy.with_name(f".{copy.name}.{os.getpid()}.part")
    unfinished.unlink(missing_ok=True)
    unfinished.touch(mode=0o600)
    try:
        with closing(_opened(file, "rw")) as source, closing(sqlite3.connect(unfinished)) as target:
            # In one step: it would begin anew with every write that comes between two of them.
            source.backup(target)
            _refuse(_damage(target))
        return unfinished.replace(copy)
    except sqlite3.Error as error:
        raise CannotBackUp(f"{file} cannot be copied to {copy}: {error}") from None
    finally:
        unfinished.unlink(missing_ok=True)


def before_migration(file: Path, revision: str, now: datetime) -> Path:
    return back_up(file, _folder(file) / f"{file.stem}-{revision}-{now:{STAMP}}.db")


def daily(file: Path, now: datetime) -> Path:
    """Make the copy of the day, then remove those whose time is over."""
    copy = back_up(file, _folder(file) / f"{file.stem}-daily-{now:{STAMP}}.db")
    by_age = sorted(_copies(file, "daily-"), key=lambda each: each[1])
    for old, made_at in by_age[:-LEAST_KEPT]:
        if made_at < now - KEPT:
            old.unlink(missing_ok=True)
    return copy


def last_daily_at(file: Path, now: datetime) -> datetime | None:
    """When the newest daily copy was made; one from the future (the clock was wrong) does not count."""
    return max((at for _, at in _copies(file, "daily-") if at <= now), default=None)


def newest(file: Path) -> Path | None:
    """The copy to go back to, of whichever kind."""
    return max(_copies(file), key=lambda copy: copy[1], default=(None, None))[0]


def is_worth_keeping(tx: Connection) -> bool:
    """Before the first person there is nothing to lose."""
    return bool(tx.execute(select(exists().select_from(PersonRow))).scalar())


def damage_of(file: Path) -> str:
    """What is wrong with the file, in a few words; empty when nothing is, or when it cannot be told.

    Reads all of it (a gigabyte takes seconds) and changes nothing.
    """
    try:
        with closing(_opened(file, "ro")) as db:
            return _damage(db)
    except sqlite3.OperationalError:
        return ""  # locked, or not ours to read: whoever opens it next meets that too
    except sqlite3.DatabaseError as error:
        return str(error)


def _damage(db: sqlite3.Connection) -> str:
    (verdict,) = db.execute("PRAGMA quick_check(1)").fetchone()
    return "" if verdict == "ok" else str(verdict).strip().splitlines()[-1]


def _refuse(damage: str) -> None:
    if damage:
        raise sqlite3.DatabaseError(damage)


def _opened(file: Path, mode: str) -> sqlite3.Connection:
    """Unlike a plain path, this makes no file where there is none."""
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode={mode}", uri=True)


def _folder(file: Path) -> Path:
    return file.parent / "backups"


def _copies(file: Path, kind: str = "") -> Iterator[tuple[Path, datetime]]:
    """Our copies of the file and when they were made; other files in the folder are let be."""
    for copy in _folder(file).glob(f"{file.stem}-{kind}*.db"):
        with suppress(ValueError):
            yield copy, datetime.strptime(copy.stem.rpartition("-")[2], STAMP).replace(tzinfo=UTC)
