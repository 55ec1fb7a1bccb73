"""Moving over from a file to a server and back: every row, or nothing."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Column, Connection, Enum, insert, select, text

from storage import people
from storage.engine import moving_over
from storage.engine.column_types import Instant, Names, Offers, Windows
from storage.engine.database import Database, engine_for
from storage.engine.moving_over import CannotMoveOver, move_over
from storage.sent import offers
from storage.tables import Base, SaltRow, UploadRow
from storage.values import Window
from tests import databases
from tests.bot.process import bot_process
from tests.rows import Rows, every_row

pytestmark = databases.only_on_a_file  # they use both anyway

NOW = datetime(2024, 3, 4, 8, 0, 0, 123456, tzinfo=UTC)
PEOPLE = 7, 8, 2**31, 2**40, 2**51  # as large as Telegram's ids get
ROWS = len(PEOPLE)
TABLES = [table for table in Base.metadata.sorted_tables if table is not SaltRow.__table__]


def value(column: Column[Any], n: int) -> Any:
    """Something of the column's type that is easily damaged on the way."""
    if column.nullable and n % 3 == 0:
        return None
    if column.name in ("chat_id", "by_chat_id"):
        return PEOPLE[n]
    match column.type:
        case Enum() as kind:
            assert kind.enum_class is not None
            return list(kind.enum_class)[n % 3]
        case Instant():
            return NOW + timedelta(days=n, hours=column.name == "until_at")
        case Windows():
            return (Window(time(9), time(12, 30)),)
        case Names():
            return ("clam", f"knee lift {n}")[: n % 3]
        case Offers():
            return ()
    kinds: dict[type, Any] = {
        bytes: bytes((n, 255, 0, 128)),
        str: f"{'aZ_ß'[n % 4]} – „süß“ 🦵 {n}",
        bool: n % 2 == 0,
        int: n + 1,
        float: 1 / (3 + n),
        date: NOW.date() + timedelta(days=n),
        time: time(7, 30, n, 250),
    }
    return kinds[column.type.python_type]


def fill(tx: Connection) -> None:
    """Rows in every table."""
    for table in TABLES:
        tx.execute(insert(table), [{c.name: value(c, n) for c in table.columns} for n in range(ROWS)])


def done_to(url: str, *statements: str) -> None:
    engine = engine_for(url)
    with engine.begin() as tx:
        for each in statements:
            tx.execute(text(each))
    engine.dispose()


def content(url: str) -> Rows:
    engine = engine_for(url)
    with engine.connect() as tx, tx.begin():
        rows = every_row(tx)
    engine.dispose()
    return rows


def is_empty(url: str) -> bool:
    return not any(rows for name, rows in content(url).items() if name != "salts")


@pytest.fixture
def full(tmp_path: Path) -> str:
    url = databases.new(tmp_path)
    engine = engine_for(url)
    with engine.begin() as tx:
        fill(tx)
    engine.dispose()
    return url


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    url = databases.on_server(tmp_path)
    databases.migrate(url, NOW)
    yield url
    databases.drop(tmp_path)


async def test_there_and_back_every_row_of_every_table_is_as_it_was(
    full: str, server: str, tmp_path: Path
) -> None:
    said: list[str] = []
    back = f"sqlite:///{tmp_path}/back/psoas.db"
    before = content(full)
    assert all(before.values())
    rows = move_over(full, server, NOW, said.append)
    assert rows == sum(map(len, before.values()))
    assert move_over(server, back, NOW, said.append) == rows
    assert content(server) == content(back) == content(full) == before
    assert {f"{table.name}: {len(before[table.name]):,}" for table in TABLES} <= {*said}


def test_how_far_it_is_is_told_in_rows_copied_and_compared(
    full: str, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moving_over, "BATCH", 1)
    told: list[tuple[int, int]] = []
    rows = move_over(full, server, NOW, lambda _: None, lambda done, total: told.append((done, total)))
    assert told == [(done, 2 * rows) for done in range(1, 2 * rows + 1)]


def test_ctrl_c_while_rows_are_compared_leaves_the_target_empty(
    full: str, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moving_over, "BATCH", 1)

    def stop(done: int, total: int) -> None:
        if done == total - 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        move_over(full, server, NOW, lambda _: None, stop)
    assert is_empty(server)


async def test_numbers_go_on_behind_those_that_came_along(full: str, server: str) -> None:
    move_over(full, server, NOW, lambda _: None)
    db = Database(server)

    def offer(tx: Connection) -> int:
        return offers.offer(tx, people.get(tx, PEOPLE[1]), "clam", 0.5, NOW + timedelta(days=99))

    assert await db.write(offer) == ROWS + 1
    db.close()


def test_a_target_with_anything_in_it_is_refused(full: str, server: str) -> None:
    engine = engine_for(server)
    row = {"bot": 0, "name": "a", "hash": "b", "file_id": "c", "uploaded_at": NOW}
    with engine.begin() as tx:
        tx.execute(insert(UploadRow), row)
    engine.dispose()
    before = content(server)
    with pytest.raises(CannotMoveOver, match="is not empty: there are uploads in it"):
        move_over(full, server, NOW, lambda _: None)
    assert content(server) == before


def test_stopped_in_the_middle_the_target_is_empty_and_can_be_tried_again(full: str, server: str) -> None:
    def stop(line: str) -> None:
        if line.startswith("moves"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        move_over(full, server, NOW, stop)
    assert is_empty(server)
    move_over(full, server, NOW, lambda _: None)
    assert content(server) == content(full)


LOSES = """CREATE FUNCTION lose() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN NEW.weekdays := 0; RETURN NEW; END $$"""


def test_a_row_that_arrives_otherwise_is_told_and_nothing_stays(full: str, server: str) -> None:
    done_to(server, LOSES, "CREATE TRIGGER lose BEFORE INSERT ON weeks FOR EACH ROW EXECUTE FUNCTION lose()")
    with pytest.raises(CannotMoveOver, match="weeks: row 1 differs in weekdays"):
        move_over(full, server, NOW, lambda _: None)
    assert is_empty(server)


def test_a_row_that_does_not_arrive_is_told(full: str, server: str) -> None:
    skip = LOSES.replace("NEW.weekdays := 0; RETURN NEW", "RETURN NULL")
    done_to(server, skip, "CREATE TRIGGER lose BEFORE INSERT ON weeks FOR EACH ROW EXECUTE FUNCTION lose()")
    with pytest.raises(CannotMoveOver, match="weeks: 0 of 5 rows arrived"):
        move_over(full, server, NOW, lambda _: None)
    assert is_empty(server)


def test_what_a_server_cannot_hold_is_told_without_its_words(full: str, server: str) -> None:
    done_to(full, "UPDATE intentions SET cue = 'tea' || char(0)")
    with pytest.raises(CannotMoveOver, match=r"^intentions: a row does not fit \(DataError\)$"):
        move_over(full, server, NOW, lambda _: None)


def test_an_old_file_is_to_be_migrated_first(full: str, server: str) -> None:
    done_to(full, "ALTER TABLE people DROP COLUMN sound")
    with pytest.raises(CannotMoveOver, match=r"people\.sound is missing; bring it to today's schema first"):
        move_over(full, server, NOW, lambda _: None)


def test_the_salt_comes_along_because_names_were_hashed_with_it(full: str, server: str) -> None:
    move_over(full, server, NOW, lambda _: None)
    engine = engine_for(server)
    with engine.connect() as tx:
        [salt] = tx.execute(select(SaltRow.salt)).scalars()
    engine.dispose()
    assert content(full)["salts"] == [(1, salt)]


async def test_an_operator_moves_over_with_one_command(full: str, server: str, tmp_path: Path) -> None:
    (tmp_path / "psoas-deleted.txt").write_text("00" * 32 + "\n", encoding="ascii")
    command = "migrate", "--from", full
    async with bot_process(tmp_path, *command, DATABASE_URL=server) as moving:
        assert await moving.ends() == 0, moving.said
    assert moving.said.endswith(f"moved {sum(map(len, content(full).values()))} rows; the bot may start\n")
    assert content(server) == content(full)
    assert (tmp_path / "data" / "psoas-deleted.txt").exists()  # who was deleted stays so
    async with bot_process(tmp_path, *command, DATABASE_URL=server) as again:
        assert await again.ends() == 78
    assert "is not empty" in again.said
    async with bot_process(tmp_path, *command, DATABASE_URL=full) as itself:
        assert await itself.ends() == 64
