"""SIGKILL at any moment: nothing is lost, every tap counts once, at most one duplicate per person."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

import pytest
from sqlalchemy import Connection, func, select

from bot.sandbox import Limits, Sandbox
from jobs.clock import Clock
from storage import people
from storage.engine import schema
from storage.engine.database import Database
from storage.tables import DayRow, MoveRow, NudgeRow, NudgeState
from storage.values import Window
from tests import databases
from tests.bot.process import bot_process
from tests.people import EDITS, NEW_MESSAGES, until

pytestmark = pytest.mark.promise("crash")

TAPPERS = range(1, 51)
NUDGED = range(2001, 2201)
ALL_DAY = (Window(datetime.min.time(), datetime.max.time().replace(microsecond=0)),)


def take_in(tx: Connection, chat_ids: range, now: datetime) -> None:
    """People who can be nudged at any hour and are due."""
    for chat_id in chat_ids:
        people.welcome(tx, chat_id, "en", "Etc/UTC", now - timedelta(hours=3))
        people.begin(tx, chat_id, now - timedelta(hours=3))
        people.change(
            tx,
            chat_id,
            weekdays=0b1111111,
            windows=ALL_DAY,
            quiet_from=datetime.min.time(),
            quiet_until=datetime.min.time(),
            next_nudge_at=now,
        )


def nudges_shown(sandbox: Sandbox) -> Counter[int]:
    """Number of nudges per person, including removed ones."""
    return Counter(
        call.chat_id
        for call in sandbox.calls
        if call.chat_id is not None
        and call.method in NEW_MESSAGES
        and call.status == 200
        and "1:done:" in str(call.parameters)
    )


def what_stands(tx: Connection) -> tuple[list[int], list[tuple[int, int]], int]:
    """The person of every move, moves and streak per day, and the number of unfinished nudges."""
    moved = tx.execute(select(MoveRow.chat_id).order_by(MoveRow.chat_id)).scalars().all()
    days = [(row.moves, row.streak_days) for row in tx.execute(select(DayRow.moves, DayRow.streak_days))]
    left = select(func.count()).where(NudgeRow.state == NudgeState.CLAIMED)
    return list(moved), days, tx.execute(left).scalar_one()


@pytest.fixture
async def quick_sandbox() -> AsyncIterator[Sandbox]:
    """Without Telegram's limits, so the storm is over soon; on the machine's clock."""
    box = Sandbox(limits=Limits(enabled=False))
    await box.start()
    yield box
    await box.stop()


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    databases.migrate(f"sqlite:///{tmp_path}/psoas.db", Clock().now())
    database = Database(f"sqlite:///{tmp_path}/psoas.db")
    yield database
    database.close()


@pytest.mark.parametrize(("methods", "calls"), [(EDITS, 15), (NEW_MESSAGES, 60)], ids=["taps", "nudges"])
async def test_a_kill_among_50_taps_and_200_nudges_loses_nothing(
    tmp_path: Path, quick_sandbox: Sandbox, db: Database, methods: tuple[str, ...], calls: int
) -> None:
    """Killed while answering taps, or while sending nudges."""
    sandbox, now = quick_sandbox, Clock().now()
    for chat_id in (*TAPPERS, *NUDGED):
        sandbox.add_person(chat_id, "Somebody").has_written = True
    env = {
        "BOT_TOKEN": sandbox.token,
        "BOT_API_URL": sandbox.url,
        "DATABASE_URL": f"sqlite:///{tmp_path}/psoas.db",
        "SEND_RATE": "100",
    }

    await db.write(take_in, TAPPERS, now)
    async with bot_process(tmp_path, **env):
        await until(lambda: len(nudges_shown(sandbox)) == len(TAPPERS), 60)

    await db.write(take_in, NUDGED, now)
    for chat_id in TAPPERS:
        nudge = sandbox.messages(chat_id)[-1]
        (done,) = (each for row in nudge.keyboard for each in row if ":done:" in each["callback_data"])
        sandbox.tap(chat_id, nudge.id, done["callback_data"])
    async with bot_process(tmp_path, **env) as bot:
        seen = len(sandbox.calls)
        await until(lambda: sum(c.method in methods for c in islice(sandbox.calls, seen, None)) >= calls)
        bot.kill()
        await bot.ends()
    shown_at_the_kill = nudges_shown(sandbox)

    async with bot_process(tmp_path, **env):
        await until(lambda: len(nudges_shown(sandbox)) == len(TAPPERS) + len(NUDGED), 60)
        await until(lambda: not sandbox.world.updates.pending)
        await asyncio.sleep(1)

    assert len(shown_at_the_kill) < len(TAPPERS) + len(NUDGED), "the kill came too late to tell anything"
    counts = nudges_shown(sandbox)
    assert set(counts) == {*TAPPERS, *NUDGED}
    assert max(counts.values()) <= 2
    moved, days, left = await db.read(what_stands)
    assert moved == list(TAPPERS)
    assert days == [(1, 1)] * len(TAPPERS)
    assert left == 0
    for chat_id in TAPPERS:
        # Not always the newest: a nudge sent but not noted was sent again.
        assert any("Today: 1 of 4. Streak: 1 day." in each.text for each in sandbox.messages(chat_id))


async def test_a_kill_in_the_middle_of_migrating_leaves_a_file_that_starts(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/psoas.db"
    for milliseconds in range(150, 650, 50):
        async with bot_process(tmp_path, "migrate", DATABASE_URL=url) as bot:
            await asyncio.sleep(milliseconds / 1000)
            if bot.process.returncode is None:
                bot.kill()
    schema.migrate(url, datetime.now(UTC))
    db = Database(url)
    person = await db.write(people.welcome, 7, "en", "Etc/UTC", datetime.now(UTC))
    assert person.chat_id == 7
    db.close()
