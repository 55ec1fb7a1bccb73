"""Fixtures: the real bot against the sandbox, a real database file, and a stepping clock."""

import asyncio
import gc
import os
import shutil
from collections.abc import AsyncIterator, Generator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import hypothesis
import pytest

from bot.app import App
from bot.outgoing import send_queue
from bot.sandbox import Limits, Sandbox
from bot.settings import Settings
from messages.language import LANGUAGES
from storage import people
from tests import databases
from tests.clock import SteppingClock
from tests.people import Human, at_work

# No deadlines here, as the machine may be busy; speed is measured where it is promised.
hypothesis.settings.register_profile("patient", deadline=None)
hypothesis.settings.load_profile("patient")

MEMORY, ENOUGH_BYTES = Path("/dev/shm"), 2 * 1024**3  # noqa: S108

NO_LOOPS = Path(__file__).parent / "no loops"  # most tests are about words
MONDAY = datetime(2024, 3, 4, 8, 0, tzinfo=UTC)  # an ordinary Monday


def pytest_configure(config: pytest.Config) -> None:
    """Keep test files in memory if there is room; tests that measure waiting use the disk."""
    if config.getoption("markexpr") != "alone" and free_bytes(MEMORY) > ENOUGH_BYTES:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


def free_bytes(folder: Path) -> int:
    return shutil.disk_usage(folder).free if os.access(folder, os.W_OK) else 0


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Do not even import what the run has no use for.

    With `-m alone` that is nearly everything; on a server, rules of the store that ask no database.
    """
    if not collection_path.match("test_*.py"):
        return None
    is_alone, is_of_the_store = config.getoption("markexpr") == "alone", collection_path.match("storage/*")
    if not is_alone and not (databases.ON_SERVER and is_of_the_store):
        return None
    wanted = "mark.alone" if is_alone else "databases"
    return wanted not in collection_path.read_text(encoding="utf-8") or None


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Freeze what is loaded by now, so that the garbage collector skips it."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


@pytest.fixture
def clock() -> SteppingClock:
    return SteppingClock(MONDAY)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    folder = tmp_path / "data"
    url = databases.url(folder)
    return Settings.from_env({"DATABASE_URL": url, "DATA_DIR": str(folder), "STATUS_LISTEN": "off"})


@pytest.fixture(autouse=databases.ON_SERVER)
def dropped(tmp_path: Path) -> Iterator[None]:
    """What a test has made on the server goes when its folder goes."""
    yield
    databases.drop(tmp_path)


@pytest.fixture(autouse=True)
def limits(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Limits:
    """Shorten the gap between messages, for speed; tests about the gap are marked."""
    if request.node.get_closest_marker("telegrams_pace"):
        return Limits()
    monkeypatch.setattr(send_queue, "CHAT_GAP", 0.02)
    monkeypatch.setattr(send_queue, "EDITS_A_SECOND", 100)
    return Limits(per_chat_a_second=100)


@pytest.fixture
async def sandbox(clock: SteppingClock, limits: Limits) -> AsyncIterator[Sandbox]:
    box = Sandbox(now=clock.now, limits=limits)
    await box.start()
    yield box
    await box.stop()


@asynccontextmanager
async def running(
    settings: Settings,
    sandbox: Sandbox,
    clock: SteppingClock,
    languages: Path = LANGUAGES,
    loops: Path = NO_LOOPS,
) -> AsyncIterator[App]:
    """The running bot, with ticks made by hand."""
    databases.migrate(settings.database_url, clock.now())
    app = App(settings, sandbox.token, sandbox.url, clock, languages=languages, loops=loops)
    await app.connect()
    intake = asyncio.create_task(app.intake.run())
    try:
        with at_work(sandbox, app.intake):
            yield app
    finally:
        intake.cancel()
        await app.close()


@pytest.fixture
async def app(settings: Settings, sandbox: Sandbox, clock: SteppingClock) -> AsyncIterator[App]:
    async with running(settings, sandbox, clock) as app:
        yield app


@pytest.fixture
def ann(app: App, sandbox: Sandbox) -> Human:
    return Human(sandbox, 7, "Ann")


@pytest.fixture
def bob(app: App, sandbox: Sandbox) -> Human:
    return Human(sandbox, 8, "Bob")


async def until_next_nudge(app: App, clock: SteppingClock, human: Human) -> None:
    """Move the clock from plan to plan until the person's screen shows a new nudge."""
    seen = len(human.nudges_shown())
    for _ in range(10):
        assert await to_the_next_plan(app, clock, human), "nothing is planned"
        if len(human.nudges_shown()) > seen:
            return
    raise AssertionError("no nudge came")


async def to_the_next_plan(app: App, clock: SteppingClock, human: Human) -> bool:
    """Move the clock to the person's next plan; False if nothing is planned."""
    person = await app.db.read(people.get, human.chat_id)
    if person.plan.next_nudge_at is None:
        return False
    clock.advance(max(person.plan.next_nudge_at - clock.now(), timedelta()))
    await app.tick.run()
    return True
