"""PostgreSQL: transactions at the same time, two processes, and a server that stops, restarts or freezes."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import Connection, func, select, text

from bot.sandbox import Sandbox
from jobs.actions import answer
from storage import people
from storage.engine import schema
from storage.engine.database import Database, engine_for
from storage.engine.locking import WRITES
from storage.engine.schema import CannotMigrate
from storage.engine.server.store import PATIENCE_SECONDS
from storage.engine.single_instance import AnotherInstance, only_one
from storage.engine.unavailable import Unavailable
from storage.history import day_totals
from storage.sent import claims, due_nudges, offers
from storage.tables import MoveRow
from tests import databases
from tests.bot.process import bot_process
from tests.server import ROLE, Server

pytestmark = databases.only_on_a_file  # they are about the server anyway

NOW = datetime(2024, 3, 4, 8, 0, tzinfo=UTC)
ANN = 7
HANDLER_SECONDS = 10


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    url = databases.on_server(tmp_path)
    databases.migrate(url, NOW)
    yield url
    databases.drop(tmp_path)


@pytest.fixture
async def two(url: str) -> AsyncIterator[tuple[Database, Database]]:
    """Two processes on one database."""
    both = Database(url), Database(url)
    await both[0].write(take_in, ANN)
    yield both
    for each in both:
        each.close()


@pytest.fixture(scope="module")
def own() -> Iterator[Server]:
    """A server that may be stopped."""
    databases.server()  # skips where there is none
    server = Server()
    with closing(server.admin()) as admin:
        admin.execute(f"CREATE DATABASE psoas OWNER {ROLE}")
    schema.migrate(server.url("psoas"), NOW)
    yield server
    server.destroy()


@pytest.fixture
async def db(own: Server) -> AsyncIterator[Database]:
    database = Database(own.url("psoas"))
    await database.write(take_in, ANN)
    yield database
    database.close()


def take_in(tx: Connection, chat_id: int) -> None:
    people.welcome(tx, chat_id, "en", "Etc/UTC", NOW)
    people.begin(tx, chat_id, NOW)


def one_more(tx: Connection) -> None:
    """Read, think, write: lost if another one does the same meanwhile."""
    goal = people.get(tx, ANN).settings.goal
    time.sleep(0.002)
    people.change(tx, ANN, goal=goal + 1)


def goal(tx: Connection) -> int:
    return people.get(tx, ANN).settings.goal


def offer(tx: Connection, n: int) -> int:
    return offers.offer(tx, people.get(tx, ANN), "clam", 0.5, NOW + timedelta(minutes=n))


async def test_no_change_of_one_person_is_lost_among_two_processes(two: tuple[Database, Database]) -> None:
    before = await two[0].read(goal)
    await asyncio.gather(*(two[n % 2].write(one_more) for n in range(40)))
    assert await two[0].read(goal) == before + 40


async def test_a_tap_that_reaches_two_processes_at_once_counts_once(two: tuple[Database, Database]) -> None:
    for n in range(20):
        nudge_id = await two[0].write(offer, n)
        outcomes = await asyncio.gather(*(db.write(answer.done, ANN, nudge_id, NOW) for db in two * 2))
        assert sorted(each.fresh for each in outcomes if each) == [False, False, False, True]
    moves = await two[0].read(lambda tx: tx.scalar(select(func.count()).select_from(MoveRow)))
    today = await two[0].read(lambda tx: day_totals.at(tx, people.get(tx, ANN), NOW.date()))
    assert moves == today.moves == today.total_moves == 20


def test_two_claims_share_nobody_and_do_not_wait_for_each_other(url: str) -> None:
    engine = engine_for(url, threads=2)
    with engine.begin() as tx:
        for chat_id in range(1, 11):
            take_in(tx, chat_id)
            people.change(tx, chat_id, next_nudge_at=NOW + timedelta(minutes=chat_id))
    later = NOW + timedelta(hours=1)
    with engine.connect() as one, one.begin(), engine.connect() as other, other.begin():
        first = [each.chat_id for each in claims.due(one, later, 6)]
        assert first == [1, 2, 3, 4, 5, 6]
        assert [each.chat_id for each in claims.due(other, later, 6)] == [7, 8, 9, 10]
    engine.dispose()


def test_who_is_read_to_be_changed_can_still_get_a_nudge_meanwhile(url: str) -> None:
    engine = engine_for(url, threads=2)
    with engine.begin() as tx:
        take_in(tx, ANN)
    writing = engine.execution_options(**{WRITES: True})
    with writing.connect() as one, one.begin(), engine.connect() as other, other.begin():
        people.get(one, ANN)
        other.execute(text("SET LOCAL lock_timeout = 200"))
        ann = people.get(other, ANN)  # a plain read waits for nobody
        assert offers.offer(other, ann, "clam", 0.5, NOW)
    engine.dispose()


async def test_bots_that_introduce_themselves_at_once_have_two_numbers(
    two: tuple[Database, Database], url: str
) -> None:
    await asyncio.gather(two[0].speak_as(101), two[1].speak_as(102), two[0].speak_as(101))
    engine = engine_for(url)
    with engine.connect() as tx:
        assert sorted(tx.execute(text("SELECT number FROM bots")).scalars()) == [0, 1]
    engine.dispose()


async def test_the_proof_really_writes_and_changes_nothing(two: tuple[Database, Database], url: str) -> None:
    def written(tx: Connection) -> str:
        return str(tx.scalar(text("SELECT pg_current_wal_flush_lsn()")))

    before = await two[0].read(written)
    await two[0].write(due_nudges.prove_writable)
    assert await two[0].read(written) != before


async def test_a_reader_cannot_write(two: tuple[Database, Database]) -> None:
    with pytest.raises(Unavailable, match="read-only transaction"):
        await two[0].read(one_more)


async def test_what_a_server_cannot_hold_is_our_mistake_and_no_outage(two: tuple[Database, Database]) -> None:
    """An outage would be tried again for ever."""
    from sqlalchemy.exc import DataError

    with pytest.raises(DataError):
        await two[0].write(people.change, ANN, language="e\0n")


def test_two_that_start_together_migrate_once(tmp_path: Path) -> None:
    url = databases.on_server(tmp_path)
    with closing(databases.server().admin()) as admin:
        name = url.rpartition("/")[2]
        admin.execute(f"CREATE DATABASE {name} OWNER {ROLE}")

    async def both() -> None:
        await asyncio.gather(*(asyncio.to_thread(schema.migrate, url, NOW) for _ in range(2)))

    asyncio.run(both())
    assert schema.migrate(url, NOW) is None
    databases.drop(tmp_path)


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("DROP TABLE weeks", "table weeks is missing"),
        ("ALTER TABLE people DROP COLUMN budget", "people.budget is missing"),
        ("ALTER TABLE weeks ALTER weekdays TYPE integer", "weeks.weekdays is INTEGER NOT NULL, and should"),
        (
            "ALTER TABLE weeks ALTER weekdays DROP NOT NULL",
            "weeks.weekdays is BIGINT, and should be BIGINT NOT",
        ),
        ("DROP INDEX ix_nudges_claimed", "index ix_nudges_claimed is missing"),
        (
            "DROP INDEX ix_nudges_claimed; CREATE INDEX ix_nudges_claimed ON nudges (id)",
            "index ix_nudges_claimed is (id), and should be (id) where state = 'claimed'",
        ),
    ],
)
def test_a_schema_that_differs_is_refused_by_name(url: str, statement: str, words: str) -> None:
    engine = engine_for(url)
    with engine.begin() as tx:
        tx.execute(text(statement))
    engine.dispose()
    with pytest.raises(CannotMigrate) as refused:
        schema.migrate(url, NOW)
    assert words in str(refused.value)
    assert "127.0.0.1" not in str(refused.value)


def test_a_second_process_is_turned_away_and_told_without_a_password(url: str) -> None:
    with only_one(url), pytest.raises(AnotherInstance) as refused:
        only_one(url.replace("psoas@", "psoas:secret@")).__enter__()
    assert str(refused.value).startswith("another instance is already using the database psoas_")
    assert "secret" not in str(refused.value)
    with only_one(url):
        pass  # it was let go


async def test_a_start_without_a_server_ends_with_75_and_one_line_without_a_password(tmp_path: Path) -> None:
    url = "postgresql+psycopg://psoas:secret@127.0.0.1:1/psoas"
    async with bot_process(tmp_path, DATABASE_URL=url, SANDBOX_LISTEN="127.0.0.1:0") as bot:
        assert await bot.ends() == 75
    assert bot.said.count("\n") == 1
    assert "connection refused" in bot.said.lower()
    assert "secret" not in bot.said


async def test_the_lock_of_a_killed_process_is_gone_with_it(
    url: str, tmp_path: Path, sandbox: Sandbox
) -> None:
    env = {"BOT_TOKEN": sandbox.token, "BOT_API_URL": sandbox.url, "DATABASE_URL": url}
    async with bot_process(tmp_path, **env) as first:
        await first.says("connected", 120)
        async with bot_process(tmp_path, **env) as second:
            assert await second.ends() == 75
        assert "another instance" in second.said
        first.kill()
        await first.ends()
    async with bot_process(tmp_path, **env) as third:
        await third.says("connected", 120)


def test_the_lock_is_held_again_after_a_restart(own: Server) -> None:
    url = own.url("psoas")
    with only_one(url):
        own.stop()
        with pytest.raises(Unavailable):
            only_one(url).__enter__()
        own.start()
        deadline = time.monotonic() + 20
        while not is_taken(url):
            assert time.monotonic() < deadline
            time.sleep(0.2)


def is_taken(url: str) -> bool:
    try:
        with only_one(url):
            return False
    except AnotherInstance:
        return True


async def test_a_server_that_is_down_is_unavailable_at_once_and_used_again_when_it_is_back(
    own: Server, db: Database
) -> None:
    before = await db.read(goal)
    own.stop()
    began = time.monotonic()
    outcomes = await asyncio.gather(*(db.write(one_more) for _ in range(20)), return_exceptions=True)
    assert {type(each) for each in outcomes} == {Unavailable}
    assert time.monotonic() - began < HANDLER_SECONDS
    own.start()
    await db.write(one_more)
    assert await db.read(goal) == before + 1


async def test_a_frozen_server_keeps_nobody_longer_than_a_handler_has(own: Server, db: Database) -> None:
    """Its kernel still takes what we send: only our own patience ends."""
    await asyncio.gather(*(db.write(one_more) for _ in range(4)))
    before = await db.read(goal)
    own.freeze()
    try:
        began = time.monotonic()
        waits = [asyncio.create_task(timed(db)) for _ in range(20)]  # more than there are threads
        seconds = await asyncio.gather(*waits)
        assert time.monotonic() - began > PATIENCE_SECONDS / 2
        assert max(seconds) < HANDLER_SECONDS
    finally:
        own.thaw()
    began = time.monotonic()
    await db.write(one_more)
    assert time.monotonic() - began < 2
    assert await db.read(goal) == before + 1


async def timed(db: Database) -> float:
    began = time.monotonic()
    with pytest.raises(Unavailable):
        await db.write(one_more)
    return time.monotonic() - began


async def test_a_restart_in_the_middle_of_everything_loses_nothing_that_was_promised(
    own: Server, db: Database
) -> None:
    before, kept = await db.read(goal), 0

    async def counts(random: Random) -> int:
        done = 0
        for _ in range(30):
            await asyncio.sleep(random.random() / 20)
            try:
                await db.write(one_more)
            except Unavailable:
                continue
            done += 1
        return done

    working = [asyncio.create_task(counts(Random(n))) for n in range(4)]
    await asyncio.sleep(0.4)
    await asyncio.to_thread(own.stop)
    await asyncio.to_thread(own.start)
    kept = sum(await asyncio.gather(*working))
    # Whoever was cut off while it committed may have been counted without hearing so.
    assert kept <= await db.read(goal) - before <= kept + 8
