"""Daily backup: after 04:10 UTC, once, and made up for if missed."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from jobs.workers.backups import AT, Backups
from jobs.workers.daily import is_due
from storage import people
from storage.engine.database import Database
from storage.engine.tombstones import Tombstones
from tests import databases
from tests.clock import SteppingClock

pytestmark = [pytest.mark.promise("copies", "backup-daily"), databases.only_on_a_file]

MONDAY = datetime(2024, 3, 4, 4, 9, 59, tzinfo=UTC)


@pytest.fixture
def clock() -> SteppingClock:
    return SteppingClock(MONDAY)


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    url = f"sqlite:///{tmp_path}/psoas.db"
    databases.migrate(url, MONDAY)
    database = Database(url)
    yield database
    database.close()


@pytest.fixture
def backups(db: Database, tmp_path: Path, clock: SteppingClock) -> Backups:
    file = tmp_path / "psoas.db"
    return Backups(db, file, Tombstones.beside(file), clock)


def made(folder: Path) -> list[str]:
    return sorted(copy.name for copy in (folder / "backups").glob("*"))


async def welcome_somebody(db: Database) -> None:
    await db.write(people.welcome, 7, "en", "Etc/UTC", MONDAY)


@pytest.mark.parametrize(
    ("last_at", "now", "due"),
    [
        (None, "2024-03-04T12:00", True),
        ("2024-03-03T04:10", "2024-03-04T04:09", False),
        ("2024-03-03T04:10", "2024-03-04T04:10", True),
        ("2024-03-03T23:00", "2024-03-04T04:10", True),
        ("2024-03-04T04:10", "2024-03-04T23:59", False),
        ("2024-03-04T04:10", "2024-03-05T04:09", False),
        ("2024-03-01T04:10", "2024-03-04T00:00", True),
    ],
)
def test_it_is_due_when_none_was_made_since_the_last_slot(last_at: str | None, now: str, due: bool) -> None:
    last = datetime.fromisoformat(last_at).replace(tzinfo=UTC) if last_at else None
    assert is_due(last, datetime.fromisoformat(now).replace(tzinfo=UTC), AT) is due


async def test_there_is_one_a_day_however_often_it_is_looked(
    backups: Backups, db: Database, clock: SteppingClock, tmp_path: Path
) -> None:
    await welcome_somebody(db)
    for n in range(1, 3 * 24 * 6 + 1):
        clock.set(MONDAY + n * timedelta(minutes=10))
        await backups.run()
    assert made(tmp_path) == [f"psoas-daily-2024030{day}T041959Z.db.gz" for day in (4, 5, 6)]


async def test_what_was_missed_is_made_up_for_at_the_next_look(
    backups: Backups, db: Database, clock: SteppingClock, tmp_path: Path
) -> None:
    await welcome_somebody(db)
    await backups.run()
    clock.advance(timedelta(days=5))  # off, asleep, or a clock that jumped
    await backups.run()
    await backups.run()
    assert made(tmp_path) == [f"psoas-daily-202403{day}T040959Z.db.gz" for day in ("04", "09")]


async def test_before_the_first_person_there_is_nothing_to_keep(backups: Backups, tmp_path: Path) -> None:
    await backups.run()
    assert made(tmp_path) == []


async def test_a_copy_that_cannot_be_made_is_told_and_tried_again(
    backups: Backups, db: Database, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    await welcome_somebody(db)
    (tmp_path / "backups").write_text("a file where the folder should be")
    await backups.run()
    assert "no backup: " in caplog.text
    (tmp_path / "backups").unlink()
    await backups.run()
    assert len(made(tmp_path)) == 1


async def test_when_nobody_is_left_to_copy_the_old_copies_go_all_the_same(
    backups: Backups, db: Database, clock: SteppingClock, tmp_path: Path
) -> None:
    await welcome_somebody(db)
    await backups.run()
    clock.advance(timedelta(days=1))
    tombstones = Tombstones.beside(tmp_path / "psoas.db")
    tombstones.add([(7, MONDAY)], clock.now())
    await db.write(people.forget, 7)
    clock.advance(timedelta(days=29, minutes=-1))
    await backups.run()
    assert len(made(tmp_path)) == 1
    assert tombstones.found_among([(7, MONDAY)]) == [7]
    clock.advance(timedelta(minutes=10))
    await backups.run()
    assert made(tmp_path) == []
    assert tombstones.found_among([(7, MONDAY)]) == [7]  # deleted less than thirty days ago
    clock.advance(timedelta(days=2))
    await backups.run()
    assert tombstones.deleted_at() == []


async def test_beside_a_server_only_old_tombstones_go(
    db: Database, tmp_path: Path, clock: SteppingClock
) -> None:
    await welcome_somebody(db)
    tombstones = Tombstones.beside(tmp_path / "psoas.db")
    tombstones.add([(7, MONDAY)], MONDAY - timedelta(days=31))
    tombstones.add([(8, MONDAY)], MONDAY - timedelta(days=29))
    await Backups(db, None, tombstones, clock).run()
    assert tombstones.found_among([(7, MONDAY), (8, MONDAY)]) == [8]
    assert made(tmp_path) == []
