"""Backups: copies made while the bot runs, complete or not at all, thinned and deleted when they are old.

The copy of the day is compressed; those before a migration or a restore are ready to be used as they are.
"""

import os
import sqlite3
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, exists, select

from storage.engine.file.compressed import SUFFIX, pack
from storage.engine.file.own_file import BESIDE
from storage.tables import PersonRow

KEPT = timedelta(days=30)
EACH_DAY = timedelta(days=7)  # older ones of every day are thinned to one a week
LEAST_KEPT = 3  # of any age, unless someone was deleted since: a clock that jumps must not cost every copy
STAMP = "%Y%m%dT%H%M%SZ"
PAGES_AT_ONCE = 1024  # 4 MB; between two such steps it tells how far it is, and can be interrupted
DAILY = "daily"
UNFINISHED_FOR = timedelta(days=1)  # after that the process making it has died


class CannotBackUp(Exception):
    """No copy was made; the message gives the reason in one line."""


def back_up(file: Path, copy: Path, tell: Callable[[int, int], None] = lambda done, total: None) -> Path:
    """Make a complete, consistent copy (0600); it gets its name only once complete.

    Blocks the caller, but no writer. `tell` hears how many pages are copied, and of how many; whatever
    it raises ends the copy without a trace. Raises `CannotBackUp` or `OSError`.
    """
    copy.parent.mkdir(mode=0o700, exist_ok=True)
    unfinished = _unfinished_of(copy)
    unfinished.unlink(missing_ok=True)
    unfinished.touch(mode=0o600)
    try:
        with closing(opened(file, "rw")) as source, closing(sqlite3.connect(unfinished)) as target:
            # One snapshot for all steps: otherwise any write between two of them would restart the copy.
            source.execute("BEGIN")
            source.execute("SELECT 1 FROM sqlite_master").fetchone()
            source.backup(
                target, pages=PAGES_AT_ONCE, progress=lambda _, left, total: tell(total - left, total)
            )
            _refuse(_damage(target))
        return unfinished.replace(copy)
    except sqlite3.Error as error:
        raise CannotBackUp(f"{file} cannot be copied to {copy}: {error}") from None
    finally:
        unfinished.unlink(missing_ok=True)


def before_migration(file: Path, revision: str, now: datetime) -> Path:
    return back_up(file, named(file, revision, now))


def daily(file: Path, now: datetime) -> Path:
    """Make the copy of the day, compressed once it is whole."""
    plain = back_up(file, named(file, DAILY, now))
    packed = plain.with_name(plain.name + SUFFIX)
    unfinished = _unfinished_of(packed)
    try:
        pack(plain, unfinished)
        unfinished.replace(packed)
    finally:
        unfinished.unlink(missing_ok=True)
    plain.unlink()
    return packed


def on_request(file: Path, now: datetime) -> Path:
    """Make a copy between those of the days."""
    return back_up(file, named(file, "admin", now))


def sizes(file: Path, most: int) -> list[tuple[datetime, int]]:
    """The newest copies, newest first: when each was made, and its size in bytes."""
    by_age = sorted(_copies(file), key=lambda each: each[1], reverse=True)
    return [(at, copy.stat().st_size) for copy, at in by_age[:most]]


def let_go(file: Path, now: datetime, deleted_at: Sequence[datetime]) -> datetime | None:
    """Remove copies of every kind older than 30 days; returns when the oldest one left was made.

    Of the daily ones older than seven days the first of each week stays.
    The newest three stay at any age, but only if they hold none of the people deleted since
    (`deleted_at`). A copy dated in the future (the clock was wrong) counts as too old.
    """
    last_deleted_at = max(deleted_at, default=None)
    by_age = sorted(_copies(file), key=lambda each: each[1])
    newest_ones = {copy for copy, _ in by_age[-LEAST_KEPT:]}
    for copy, made_at in by_age:
        is_too_old = not now - KEPT <= made_at <= now
        may_hold_somebody = last_deleted_at is not None and (made_at <= last_deleted_at or made_at > now)
        if is_too_old and (copy not in newest_ones or may_hold_somebody):
            _remove(copy)
    for copy in _one_too_many(file, now):
        if copy not in newest_ones:
            _remove(copy)
    for unfinished, begun_at in _unfinished(file):
        if not now - UNFINISHED_FOR <= begun_at <= now:
            unfinished.unlink(missing_ok=True)
    return min((at for _, at in _copies(file)), default=None)


def _one_too_many(file: Path, now: datetime) -> Iterator[Path]:
    """Daily copies older than seven days that have an older one of the same week (from Monday, UTC)."""
    weeks = set[tuple[int, int]]()
    for copy, made_at in sorted(_copies(file, f"{DAILY}-"), key=lambda each: each[1]):
        week = made_at.isocalendar()[:2]
        if made_at < now - EACH_DAY and week in weeks:
            yield copy
        weeks.add(week)


def _remove(copy: Path) -> None:
    for each in (copy, *beside(copy)):
        each.unlink(missing_ok=True)


def last_daily_at(file: Path, now: datetime) -> datetime | None:
    """When the newest daily copy was made; copies dated in the future (the clock was wrong) are ignored."""
    return max((at for _, at in _copies(file, f"{DAILY}-") if at <= now), default=None)


def newest(file: Path) -> Path | None:
    """The newest copy of any kind, the one to restore."""
    return max(_copies(file), key=lambda copy: copy[1], default=(None, None))[0]


def newest_of(file: Path, schemas: Collection[str]) -> Path | None:
    """The newest copy with one of these schemas: the one to restore with an older version of the program."""
    copies = sorted(_copies(file), key=lambda copy: copy[1], reverse=True)
    return next((copy for copy, _ in copies if _schema_of(copy) in schemas), None)


def _schema_of(copy: Path) -> str | None:
    """None if it cannot be read."""
    try:
        with closing(opened(copy, "ro")) as db:
            found = db.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.Error:
        return None
    return None if found is None else str(found[0])


def newest_at(file: Path) -> datetime | None:
    """When the newest copy was made."""
    return max((at for _, at in _copies(file)), default=None)


def named(file: Path, kind: str, now: datetime) -> Path:
    """The name for a copy of some kind, by which it is found when it is too old."""
    return _folder(file) / f"{file.stem}-{kind}-{now:{STAMP}}.db"


def beside(file: Path) -> tuple[Path, ...]:
    """SQLite's own files next to a database, whether they exist or not."""
    return tuple(file.with_name(file.name + suffix) for suffix in BESIDE)


def is_worth_keeping(tx: Connection) -> bool:
    """False until the first person joins: there is nothing to lose yet."""
    return bool(tx.execute(select(exists().select_from(PersonRow))).scalar())


def damage_of(file: Path) -> str:
    """Damage to the file, in a few words; empty if there is none or it cannot be determined.

    Reads the whole file (seconds per gigabyte) and changes nothing.
    """
    try:
        with closing(opened(file, "ro")) as db:
            return _damage(db)
    except sqlite3.OperationalError:
        return ""  # locked or unreadable: the next one to open it will fail and say so
    except sqlite3.DatabaseError as error:
        return str(error)


def _damage(db: sqlite3.Connection) -> str:
    (verdict,) = db.execute("PRAGMA quick_check(1)").fetchone()
    return "" if verdict == "ok" else str(verdict).strip().splitlines()[-1]


def _refuse(damage: str) -> None:
    if damage:
        raise sqlite3.DatabaseError(damage)


def opened(file: Path, mode: str) -> sqlite3.Connection:
    """Open a database, "rw" or "ro"; never creates the file nor, read-only, any beside it."""
    is_at_rest = mode == "ro" and not any(each.exists() for each in beside(file))
    how = f"mode={mode}{'&immutable=1' if is_at_rest else ''}"
    return sqlite3.connect(f"{file.absolute().as_uri()}?{how}", uri=True)


def _folder(file: Path) -> Path:
    return file.parent / "backups"


def _copies(file: Path, kind: str = "") -> Iterator[tuple[Path, datetime]]:
    """Our copies of the file and when they were made; other files in the folder are ignored."""
    for suffix in ("", SUFFIX):
        for copy in list(_folder(file).glob(f"{file.stem}-{kind}*.db{suffix}")):
            with suppress(ValueError):
                yield copy, _stamped(copy.name.partition(".db")[0])


def _unfinished_of(copy: Path) -> Path:
    """Where a copy is made before it gets its name."""
    return copy.with_name(f".{copy.name}.{os.getpid()}.part")


def _unfinished(file: Path) -> Iterator[tuple[Path, datetime]]:
    """Partial copies: in progress, or left by a process that died."""
    for part in list(_folder(file).glob(f".{file.stem}-*.db.*.part")):
        with suppress(ValueError):
            yield part, _stamped(part.name.partition(".db.")[0])


def _stamped(name: str) -> datetime:
    return datetime.strptime(name.rpartition("-")[2], STAMP).replace(tzinfo=UTC)
