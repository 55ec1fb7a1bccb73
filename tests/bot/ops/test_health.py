"""Health and metrics: alive, ready or why not, and figures about no single person."""

import asyncio
import math
import re
import shutil
import sqlite3
import time
import urllib.request
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import timedelta
from urllib.error import HTTPError
from urllib.parse import urlsplit

import aiohttp
import pytest
from aiohttp.test_utils import make_mocked_request
from prometheus_client.parser import text_string_to_metric_families

from bot.app import App
from bot.ops.health import Health
from bot.ops.loop_lag import LoopLag
from bot.ops.version import version
from bot.outgoing.outcomes import Undelivered, UpdateOutcome
from bot.sandbox import Fault, Kind, Sandbox
from bot.sandbox.web.guard import names_this_machine
from bot.settings import Settings
from bot.timing.heartbeat import Heartbeat
from jobs.schedule.nudge_decision import Reason
from jobs.workers.ports import Delivery
from storage import people
from storage.engine.place import file_of
from storage.engine.unavailable import Unavailable
from storage.tables import NudgeKind
from tests import databases
from tests.clock import SteppingClock
from tests.conftest import running, until_next_nudge
from tests.people import Human, until

pytestmark = pytest.mark.promise("says-so", "metrics")

IN_HER_EIGHTIES = 7_007_007_007  # an id no figure could equal by chance


def fetched(url: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(url, timeout=15) as answer:  # noqa: S310
            return answer.status, answer.read().decode()
    except HTTPError as refused:
        with refused:
            return refused.code, refused.read().decode()


class Pages:
    """Reads the three pages over HTTP from another thread, as a probe does."""

    def __init__(self, root: str) -> None:
        self.root = root

    async def get(self, page: str) -> tuple[int, str]:
        return await asyncio.to_thread(fetched, f"{self.root}/{page}")

    async def figures(self) -> dict[str, float]:
        """All non-zero samples, by name and labels."""
        _, text = await self.get("metrics")
        samples = [s for family in text_string_to_metric_families(text) for s in family.samples]
        return {" ".join([s.name, *s.labels.values()]): s.value for s in samples if s.value}


@pytest.fixture
async def pages(app: App) -> AsyncIterator[Pages]:
    yield Pages(await app.watching.status.listen("127.0.0.1", 0))


async def first_poll(app: App, sandbox: Sandbox) -> None:
    """Write a message, so that the long poll is answered."""
    Human(sandbox, IN_HER_EIGHTIES, "Ann")
    sandbox.write(IN_HER_EIGHTIES, "/start")
    await until(lambda: not sandbox.world.updates.pending)


async def test_it_is_ready_once_it_has_polled_and_ticked(app: App, pages: Pages) -> None:
    """The first poll is short, so a quiet start counts as good without any message."""
    before = Health(app.db, app.clock, LoopLag(), Heartbeat(), Heartbeat())
    assert await before.troubles() == ["no good poll yet", "no tick yet"]
    await asyncio.sleep(0.5)
    assert await pages.get("readyz") == (503, "no tick yet\n")
    await app.tick.run()
    assert await pages.get("readyz") == (200, "ready\n")


async def test_a_poll_and_a_tick_that_are_too_long_ago_are_named(app: App) -> None:
    polls, ticks = Heartbeat(), Heartbeat()
    health = Health(app.db, app.clock, LoopLag(), polls, ticks, poll_seconds=0.3, tick_seconds=0.6)
    polls.beat()
    ticks.beat()
    assert await health.troubles() == []
    await asyncio.sleep(0.4)
    assert await health.troubles() == ["the last good poll was 0 s ago"]
    polls.beat()
    await asyncio.sleep(0.25)
    assert await health.troubles() == ["the last tick was 1 s ago"]


async def test_polls_that_fail_are_not_good_ones(app: App, sandbox: Sandbox, pages: Pages) -> None:
    await first_poll(app, sandbox)
    sandbox.add_fault(Fault(Kind.HTML, method="getUpdates", times=None))
    sandbox.write(IN_HER_EIGHTIES, "/today")  # ends the long poll that is under way
    await until(lambda: any(call.status == 502 for call in sandbox.calls))
    before = (await pages.figures())["psoas_last_good_poll_seconds"]
    await asyncio.sleep(1.5)  # one more failed attempt
    assert (await pages.figures())["psoas_last_good_poll_seconds"] > before + 1.4


@pytest.mark.alone
@pytest.mark.xdist_group("idle")
async def test_a_database_that_takes_nothing_is_named_in_time_and_so_is_its_return(
    app: App, sandbox: Sandbox, pages: Pages, settings: Settings
) -> None:
    await first_poll(app, sandbox)
    await app.tick.run()
    with closing(sqlite3.connect(file_of(settings.database_url), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        started = time.monotonic()
        status, text = await pages.get("readyz")
        assert time.monotonic() - started < 4
        assert (status, text) == (503, "the database has accepted no write for 3 s\n")
        status, text = await pages.get("readyz")
        assert (status, text) == (
            503,
            "the database accepts no writes: OperationalError: database is locked\n",
        )
        other.execute("ROLLBACK")
    assert await pages.get("readyz") == (200, "ready\n")


async def test_a_database_that_can_only_be_read_is_not_ready(
    app: App, sandbox: Sandbox, pages: Pages
) -> None:
    await first_poll(app, sandbox)
    await app.tick.run()
    await app.db.write(lambda tx: tx.exec_driver_sql("PRAGMA query_only = ON"))
    status, text = await pages.get("readyz")
    assert status == 503
    assert "readonly" in text


async def test_a_nudge_that_is_due_for_five_minutes_is_named(
    app: App, ann: Human, sandbox: Sandbox, clock: SteppingClock, pages: Pages
) -> None:
    await ann.begins()
    await app.tick.run()
    await app.db.write(people.change, ann.chat_id, next_nudge_at=clock.now() - timedelta(seconds=299))
    assert await pages.get("readyz") == (200, "ready\n")
    clock.advance(timedelta(seconds=1))
    assert await pages.get("readyz") == (503, "the oldest due nudge is 300 s late\n")
    await app.tick.run()
    assert await pages.get("readyz") == (200, "ready\n")


async def test_a_claimed_nudge_that_cannot_be_sent_counts_as_due(
    app: App, ann: Human, sandbox: Sandbox, clock: SteppingClock, pages: Pages
) -> None:
    await ann.begins()
    sandbox.add_fault(Fault(Kind.HTML, method="sendMessage", times=None))
    clock.advance(timedelta(minutes=90))  # 09:30, and the few minutes that depend on the person
    clock.advance(timedelta(minutes=5))
    await app.tick.run()
    clock.advance(timedelta(minutes=5))
    status, text = await pages.get("readyz")
    assert status == 503
    assert re.fullmatch(r"the oldest due nudge is \d+ s late\n", text)
    assert (await pages.figures())["psoas_due_nudges claimed"] == 1


async def test_a_loop_that_stood_still_is_told_while_it_matters(pages: Pages) -> None:
    assert (await pages.get("livez"))[0] == 200
    await asyncio.sleep(0.1)
    asking = asyncio.create_task(pages.get("livez"))
    await asyncio.sleep(0)
    time.sleep(6)  # noqa: ASYNC251 - what a handler must never do
    status, text = await asking
    assert status == 503
    assert 5 < float(text.split()[2]) < 7
    await asyncio.sleep(0.6)
    status, text = await pages.get("livez")
    assert status == 200
    assert float(text.split()[2]) < 1


async def test_the_lag_is_known_before_the_sleeper_that_measures_it_wakes() -> None:
    lag = LoopLag()
    lag.start()
    await asyncio.sleep(0)
    time.sleep(1.5)  # noqa: ASYNC251
    assert 0.9 < lag.seconds() < 3
    lag.stop()


async def test_a_database_whose_file_is_gone_is_named_and_takes_nothing(
    app: App, sandbox: Sandbox, pages: Pages, settings: Settings
) -> None:
    await first_poll(app, sandbox)
    await app.tick.run()
    file = file_of(settings.database_url)
    file.rename(file.with_name("elsewhere.db"))
    gone = "the file of the database is gone or was replaced"
    assert await pages.get("readyz") == (503, f"{gone}\n")
    with pytest.raises(Unavailable, match=gone):
        await app.db.write(people.change, IN_HER_EIGHTIES, goal=5)
    sandbox.write(IN_HER_EIGHTIES, "/today")
    await asyncio.sleep(1.5)
    assert len(sandbox.world.updates.pending) == 1
    file.with_name("elsewhere.db").rename(file)  # it was a slip
    assert (await pages.get("readyz"))[0] == 200
    assert (await app.db.read(people.get, IN_HER_EIGHTIES)).settings.goal == 4
    await until(lambda: not sandbox.world.updates.pending)


async def test_what_happened_is_counted(
    app: App, ann: Human, sandbox: Sandbox, clock: SteppingClock, pages: Pages
) -> None:
    await ann.begins()
    sandbox.add_fault(Fault(Kind.UNREADABLE_UPDATE))
    await until_next_nudge(app, clock, ann)
    await ann.taps("✅ Done")
    figures = await pages.figures()
    assert figures["psoas_updates_total handled"] == 4
    assert figures["psoas_updates_total unreadable"] == 1
    assert figures["psoas_sends_total reminder sent"] == 1
    assert figures["psoas_sends_total answer sent"] >= 4
    assert figures["psoas_sends_total toast sent"] == 3
    assert figures["psoas_sent_after_due_seconds_count"] == 1
    assert "psoas_stale_total" not in figures
    assert "psoas_too_many_requests_total" not in figures


async def test_what_was_held_back_dropped_or_doubtful_is_counted(
    app: App, ann: Human, sandbox: Sandbox, clock: SteppingClock, pages: Pages
) -> None:
    await ann.begins()
    await app.db.write(people.change, ann.chat_id, next_nudge_at=clock.now() - timedelta(hours=3))
    await app.tick.run()  # 08:00 is outside active hours
    sandbox.add_fault(Fault(Kind.RESET_BEFORE, method="sendMessage"))
    clock.advance(timedelta(minutes=95))
    await app.tick.run()
    clock.advance(timedelta(minutes=15))
    await app.tick.run()
    figures = await pages.figures()
    assert figures["psoas_held_total outside hours"] == 1
    assert figures["psoas_sends_total reminder doubtful"] == 1
    assert figures["psoas_duplicates_suspected_total"] == 1
    assert figures["psoas_stale_total"] == 1


async def test_being_asked_for_silence_is_counted_whoever_is_asked(
    app: App, ann: Human, sandbox: Sandbox, pages: Pages
) -> None:
    sandbox.add_fault(Fault(Kind.ERROR, method="sendMessage", status=429, retry_after=1))
    await ann.types("/start")
    assert (await pages.figures())["psoas_too_many_requests_total"] == 1
    sandbox.add_fault(Fault(Kind.ERROR, method="getUpdates", status=429, retry_after=1))
    await ann.types("/today")
    assert (await pages.figures())["psoas_too_many_requests_total"] == 2


@pytest.mark.telegrams_pace
async def test_calls_that_wait_for_their_turn_are_counted(
    app: App, ann: Human, sandbox: Sandbox, pages: Pages
) -> None:
    await ann.begins()
    sandbox.add_fault(Fault(Kind.HANG, method="*", times=1, skip=0))
    for _ in range(3):
        sandbox.write(ann.chat_id, "/today")
    await until(lambda: len(sandbox.world.updates.pending) == 3)
    for _ in range(100):
        if (await pages.figures()).get("psoas_waiting_calls answer"):
            return
    raise AssertionError("nobody was seen waiting")


async def test_a_failing_handler_and_too_many_messages_are_counted(
    app: App, ann: Human, sandbox: Sandbox, pages: Pages
) -> None:
    await ann.begins()
    for _ in range(32):
        sandbox.write(ann.chat_id, "/today")
    await ann.until_dealt_with()
    figures = await pages.figures()
    assert figures["psoas_updates_total limited"] == 3  # /start was the first of thirty


async def test_the_metrics_are_about_nobody(
    app: App, sandbox: Sandbox, clock: SteppingClock, pages: Pages
) -> None:
    """Labels contain only our own words, whatever people type."""
    ann = Human(sandbox, IN_HER_EIGHTIES, "Canarina")
    await ann.begins()
    await until_next_nudge(app, clock, ann)
    await ann.taps("✅ Done")
    await ann.types("canary canary")
    _, text = await pages.get("metrics")
    assert str(IN_HER_EIGHTIES) not in text
    assert "canar" not in text.lower()
    ours = [f for f in text_string_to_metric_families(text) if f.name.startswith("psoas_")]
    words = {value for f in ours for s in f.samples for name, value in s.labels.items() if name != "le"}
    enums = (UpdateOutcome, Undelivered, Delivery, Reason, NudgeKind)
    allowed = {member.value for enum in enums for member in enum}
    assert words <= allowed | {"answer", "toast", "nudge", "planned", "claimed", version()}
    assert len(ours) >= 12


async def test_the_data_folder_is_on_the_page(
    app: App, ann: Human, clock: SteppingClock, pages: Pages
) -> None:
    await ann.begins()
    figures = await pages.figures()
    assert math.isnan(figures["psoas_newest_backup_seconds"])
    assert figures["psoas_free_disk_bytes"] > 1e6
    await app.workers.backups.run()
    clock.advance(timedelta(hours=37))
    age = (await pages.figures())["psoas_newest_backup_seconds"]
    if databases.ON_SERVER:  # its own tools make backups
        assert math.isnan(age)
    else:
        assert 37 * 3600 <= age < 37 * 3600 + 60


async def test_a_disk_that_is_gone_leaves_the_other_figures(
    app: App, pages: Pages, settings: Settings
) -> None:
    await asyncio.to_thread(shutil.rmtree, settings.home.parent)
    status, text = await pages.get("metrics")
    assert status == 200
    assert "psoas_free_disk_bytes NaN" in text


async def test_when_the_database_says_nothing_the_metrics_still_come(
    app: App, pages: Pages, settings: Settings
) -> None:
    await app.db.write(lambda tx: tx.exec_driver_sql("DROP TABLE answers"))
    await app.db.write(lambda tx: tx.exec_driver_sql("ALTER TABLE nudges RENAME TO gone"))
    status, text = await pages.get("metrics")
    assert status == 200
    assert "psoas_oldest_due_seconds NaN" in text


async def test_two_bots_in_one_process_count_for_themselves(
    app: App, ann: Human, pages: Pages, settings: Settings, clock: SteppingClock
) -> None:
    await ann.types("/start")
    elsewhere = Settings.from_env({"DATABASE_URL": settings.database_url.replace("psoas.db", "other.db")})
    box = Sandbox(now=clock.now)
    await box.start()
    async with running(elsewhere, box, clock) as other:
        others = Pages(await other.watching.status.listen("127.0.0.1", 0))
        assert "psoas_updates_total handled" not in await others.figures()
    await box.stop()
    assert (await pages.figures())["psoas_updates_total handled"] == 1


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8081", 200),
        ("LOCALHOST:1", 200),
        ("[::1]:8081", 200),
        ("10.1.2.3:8081", 403),
        ("evil.example", 403),
        ("127.0.0.1.evil.example:8081", 403),
        ("localhost.evil.example", 403),
    ],
)
async def test_the_pages_answer_to_this_machine_s_names_only(app: App, host: str, status: int) -> None:
    root = await app.watching.status.listen("127.0.0.1", 0)
    async with aiohttp.ClientSession() as session:
        for page in ("livez", "metrics"):
            async with session.get(f"{root}/{page}", headers={"Host": host}) as answer:
                assert answer.status == status
                assert ("psoas" in await answer.text()) is (status == 200 and page == "metrics")


@pytest.mark.parametrize(
    ("bound_to", "host", "is_ours"),
    [
        ("0.0.0.0", "10.1.2.3:8081", True),
        ("::", "[fd00::7]:8081", True),
        ("::", "localhost:8081", True),
        ("0.0.0.0", "psoas:8081", False),
        ("psoas", "psoas:8081", True),  # a container is bound to the name it is asked by
        ("psoas", "evil.example:8081", False),
    ],
)
def test_bound_to_every_address_any_of_them_is_a_name(bound_to: str, host: str, is_ours: bool) -> None:
    request = make_mocked_request("GET", "/livez", headers={"Host": host})
    assert names_this_machine(request, bound_to) is is_ours


async def test_a_probe_of_old_that_names_nothing_is_answered(app: App) -> None:
    port = urlsplit(await app.watching.status.listen("127.0.0.1", 0)).port
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"GET /livez HTTP/1.0\r\n\r\n")
    assert (await reader.read()).startswith(b"HTTP/1.0 200")
    writer.close()
