"""Backups: consistent during writes, private, and deleted after thirty days."""

import asyncio
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection

from storage import people
from storage.engine import backup
from storage.engine.backup import CannotBackUp
from storage.engine.database import Database
from tests import databases

pytestmark = [pytest.mark.promise("copies", "backup-whole", "files"), databases.only_on_a_file]

NOW = datetime(2024, 3, 4, 8, 0, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "data" / "psoas.db"
    databases.migrate(f"sqlite:///{file}", NOW)
    return file


def begin(tx: Connection, chat_id: int) -> int:
    """A person and their week, in one transaction."""
    people.welcome(tx, chat_id, "en", "Etc/UTC", NOW)
    people.begin(tx, chat_id, NOW)
    return chat_id


def ids(file: Path, table: str) -> set[int]:
    with closing(sqlite3.connect(file)) as db:
        return {chat_id for (chat_id,) in db.execute(f"SELECT chat_id FROM {table}")}


def mode(path: Path) -> str:
    return oct(path.stat().st_mode)[-3:]


async def test_a_copy_made_among_two_hundred_writes_is_whole_and_holds_nobody_up(file: Path) -> None:
    db = Database(f"sqlite:///{file}")
    written: set[int] = set()

    async def write(n: int) -> None:
        await asyncio.sleep(n * 0.003)
        written.add(await db.write(begin, n))

    writing = asyncio.gather(*(write(n) for n in range(200)))
    copies = []
    for n in range(5):
        await asyncio.sleep(0.1)
        before = set(written)
        copy = await asyncio.to_thread(backup.back_up, file, file.with_name(f"copy-{n}.db"))
        copies.append((before, copy))
    await asyncio.wait_for(writing, 10)
    assert await db.read(backup.is_worth_keeping)
    db.close()
    assert written == set(range(200))
    assert any(0 < len(before) < 200 for before, _ in copies)
    for before, copy in copies:
        assert before <= ids(copy, "people") <= set(range(200))
        assert ids(copy, "people") == ids(copy, "weeks")  # no transaction is in it by half
        assert backup.damage_of(copy) == ""
        assert mode(copy) == "600"


async def test_writers_go_on_while_a_large_copy_is_made(file: Path) -> None:
    with closing(sqlite3.connect(file)) as big:
        numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 60000)"
        big.execute(f"CREATE TABLE big AS {numbers} SELECT hex(randomblob(1000)) FROM n")
        big.commit()
    db = Database(f"sqlite:///{file}")
    copying = asyncio.create_task(asyncio.to_thread(backup.back_up, file, file.with_name("copy.db")))
    meanwhile, slowest = 0, 0.0
    while not copying.done():
        started = asyncio.get_running_loop().time()
        await db.write(begin, meanwhile)
        slowest = max(slowest, asyncio.get_running_loop().time() - started)
        meanwhile += not copying.done()
    await copying
    db.close()
    assert meanwhile > 3
    assert slowest < 1.0


def test_a_copy_lies_in_a_private_folder_and_nothing_unfinished_beside_it(file: Path) -> None:
    copy = backup.daily(file, NOW)
    assert copy == file.parent / "backups" / "psoas-daily-20240304T080000Z.db.gz"
    assert (mode(copy), mode(copy.parent)) == ("600", "700")
    assert [each.name for each in copy.parent.iterdir()] == [copy.name]


def left(file: Path) -> set[Path]:
    return set((file.parent / "backups").iterdir())


def test_what_is_older_than_thirty_days_goes_of_either_kind_and_nothing_else(file: Path) -> None:
    before = backup.before_migration(file, "0001", NOW - timedelta(hours=1))
    made = [backup.daily(file, NOW + timedelta(weeks=n)) for n in range(4)]
    mine = before.with_name("psoas-daily-before-my-holiday.db")
    mine.touch()
    last = backup.daily(file, NOW + timedelta(days=30))
    oldest_at = backup.let_go(file, NOW + timedelta(days=30), [])
    assert left(file) == {*made, mine, last}  # to the second thirty days old is not older
    assert oldest_at == NOW
    backup.let_go(file, NOW + timedelta(days=30, seconds=1), [])
    assert left(file) == {*made[1:], mine, last}
    assert backup.newest(file) == last


def test_daily_copies_older_than_a_week_are_thinned_to_the_first_of_each_week(file: Path) -> None:
    """NOW is a Monday. Those before a migration are left alone."""
    days = [backup.daily(file, NOW + timedelta(days=n)) for n in range(31)]
    before = backup.before_migration(file, "0001", NOW + timedelta(days=2))
    at = NOW + timedelta(days=30)
    backup.let_go(file, at, [])
    assert left(file) == {before, *days[23:], days[0], days[7], days[14], days[21]}
    backup.let_go(file, at, [])
    assert len(left(file)) == 13


def test_thinned_every_day_it_is_the_same(file: Path) -> None:
    """Whatever goes today is not missed by the thinning of tomorrow."""
    for n in range(31):
        last = backup.daily(file, NOW + timedelta(days=n))
        backup.let_go(file, NOW + timedelta(days=n), [])
    kept = sorted(backup_day(each) for each in left(file))
    assert kept == [0, 7, 14, 21, *range(23, 31)]
    assert backup.newest(file) == last


def backup_day(copy: Path) -> int:
    """How many days after NOW it was made."""
    at = datetime.strptime(copy.name.split("-")[2].split(".")[0], backup.STAMP).replace(tzinfo=UTC)
    return (at - NOW).days


def test_a_process_killed_while_it_compresses_leaves_a_copy_that_counts(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = OSError(28, "No space left on device")
    monkeypatch.setattr("pathlib.Path.replace", raising(full, Path.replace))
    with pytest.raises(OSError, match="No space left"):
        backup.daily(file, NOW)
    assert [each.name for each in left(file)] == ["psoas-daily-20240304T080000Z.db"]
    assert backup.last_daily_at(file, NOW) == NOW


def raising(error: OSError, instead: Callable[[Path, Path], Path]) -> Callable[[Path, Path], Path]:
    """A rename that fails for compressed files alone, as a disk does that fills up meanwhile."""

    def rename(self: Path, target: Path) -> Path:
        if target.suffix == ".gz":
            raise error
        return instead(self, target)

    return rename


def test_after_a_long_time_off_the_newest_copies_stay(file: Path) -> None:
    made = [backup.daily(file, NOW + timedelta(days=n)) for n in range(4)]
    backup.let_go(file, NOW + timedelta(days=400), [])
    assert left(file) == set(made[1:])


def test_of_old_copies_none_stays_that_may_hold_somebody_deleted(file: Path) -> None:
    made = [backup.daily(file, NOW + timedelta(days=n)) for n in range(4)]
    between = NOW + timedelta(days=2, hours=1)
    backup.let_go(file, NOW + timedelta(days=29), [between])
    assert left(file) == set(made)
    backup.let_go(file, NOW + timedelta(days=400), [NOW - timedelta(days=1), between])
    assert left(file) == {made[3]}


def test_a_copy_from_the_future_holds_nobody_deleted_for_long(file: Path) -> None:
    future, now = backup.daily(file, NOW + timedelta(days=400)), backup.daily(file, NOW)
    assert backup.let_go(file, NOW, []) == NOW
    assert left(file) == {future, now}
    backup.let_go(file, NOW, [NOW - timedelta(minutes=1)])
    assert left(file) == {now}


def test_what_a_killed_process_has_begun_to_copy_goes_too(file: Path) -> None:
    copy = backup.daily(file, NOW)
    part = copy.with_name(f".{copy.name}.123.part")
    part.touch()
    backup.let_go(file, NOW + timedelta(hours=24), [])
    assert left(file) == {copy, part}
    backup.let_go(file, NOW + timedelta(hours=25), [])
    assert left(file) == {copy}


def test_a_copy_from_the_future_is_not_the_last_one(file: Path) -> None:
    assert backup.last_daily_at(file, NOW) is None
    backup.daily(file, NOW)
    backup.daily(file, NOW + timedelta(days=400))  # the clock was wrong for a while
    assert backup.last_daily_at(file, NOW + timedelta(hours=1)) == NOW


def test_a_damaged_file_gives_no_copy(file: Path) -> None:
    noise = os.urandom(file.stat().st_size - 4096)
    with file.open("r+b") as damaged:
        damaged.seek(4096)
        damaged.write(noise)
    with pytest.raises(CannotBackUp, match="cannot be copied"):
        backup.daily(file, NOW)
    assert list((file.parent / "backups").iterdir()) == []


def test_there_is_no_copy_of_nothing(tmp_path: Path) -> None:
    with pytest.raises(CannotBackUp):
        backup.back_up(tmp_path / "nothing.db", tmp_path / "copy.db")
    assert list(tmp_path.iterdir()) == []
