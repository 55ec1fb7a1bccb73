"""Watchdog: a bot that cannot work any more ends, and says why in one line."""

import asyncio
import signal
import sys
import time
from asyncio.subprocess import PIPE
from pathlib import Path

import pytest
from sqlalchemy import Connection

from bot.app import App
from bot.ops.watchdog import Lost, Watchdog
from bot.sandbox import Fault, Kind, Sandbox
from bot.service import Ending
from bot.settings import Settings
from bot.timing.heartbeat import Heartbeat
from tests import databases
from tests.bot.process import ROOT
from tests.clock import SteppingClock
from tests.people import until

pytestmark = pytest.mark.promise("says-so")

# The bot as `run` runs it, with less patience.
IMPATIENT = """
import asyncio, sys, time
from bot import cli, running
from bot.app import App
from bot.settings import Settings
from bot.ops.shutdown import Stop
from jobs.clock import Clock

async def work(stop, blocks):
    settings = Settings.from_env(
        {"BOT_TOKEN": sys.argv[1], "BOT_API_URL": sys.argv[2], "STATUS_LISTEN": "off"}
    )
    app = App(settings, settings.token, settings.api_url, Clock(), patience_seconds=2)
    if blocks:
        asyncio.get_running_loop().call_later(1, time.sleep, 60)
    await running.work(app, stop)

cli.migrate(Settings.from_env({}))
stop = Stop()
sys.exit(cli.ending_of(lambda: asyncio.run(work(stop, "blocks" in sys.argv))))
"""

# Watches a heartbeat that never beats, and prints when it trips.
WATCHING = """
import asyncio
from bot.timing.heartbeat import Heartbeat
from bot.ops.watchdog import Lost, Watchdog
from bot.service import Ending

async def work():
    ending = Ending()
    await Watchdog(ending, Heartbeat(), patience_seconds=3).start()
    print("watching", flush=True)
    try:
        await ending.come()
    except Lost as error:
        print(error, flush=True)

asyncio.run(work())
"""


async def test_without_a_good_poll_it_is_lost_and_closes_what_it_opened(
    settings: Settings, sandbox: Sandbox, clock: SteppingClock
) -> None:
    databases.migrate(settings.database_url, clock.now())
    app = App(settings, sandbox.token, sandbox.url, clock, patience_seconds=1)
    sandbox.add_fault(Fault(Kind.HTML, method="getUpdates", times=None))
    with pytest.raises(Lost, match="no good poll for 1 s"):
        await asyncio.wait_for(app.run(asyncio.Event()), 8)
    assert not app.db.is_alive  # closed


async def test_what_was_not_connected_yet_is_not_lost(
    settings: Settings, sandbox: Sandbox, clock: SteppingClock
) -> None:
    databases.migrate(settings.database_url, clock.now())
    sandbox.add_fault(Fault(Kind.HTML, method="getMe", for_seconds=2.5, times=None))
    app = App(settings, sandbox.token, sandbox.url, clock, patience_seconds=1.5)
    stop = asyncio.Event()
    at_work = asyncio.create_task(app.run(stop))
    await until(lambda: any(call.method == "getUpdates" for call in sandbox.calls))
    stop.set()
    await at_work


async def test_a_good_poll_now_and_then_is_enough() -> None:
    polls, ending = Heartbeat(), Ending()
    await Watchdog(ending, polls, patience_seconds=1.5).start()
    lost = asyncio.create_task(ending.come())
    for _ in range(4):
        await asyncio.sleep(0.8)
        polls.beat()
    assert not lost.done()
    stopped_at = time.monotonic()
    with pytest.raises(Lost):
        await asyncio.wait_for(lost, 4)
    assert 1.0 <= time.monotonic() - stopped_at < 3


async def test_a_machine_that_slept_has_not_been_without_polls(tmp_path: Path) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", WATCHING, cwd=ROOT, stdout=PIPE, env={"PYTHONPATH": str(ROOT)}
    )
    assert process.stdout is not None
    assert await process.stdout.readline() == b"watching\n"
    process.send_signal(signal.SIGSTOP)
    await asyncio.sleep(4)
    process.send_signal(signal.SIGCONT)
    woken_at = time.monotonic()
    assert await process.stdout.readline() == b"no good poll for 3 s\n"
    assert time.monotonic() - woken_at > 1.5
    await process.wait()


@pytest.mark.parametrize("how", ["polls fail", "blocks"])
async def test_the_process_ends_with_75_and_a_line_even_when_the_loop_stands_still(
    how: str, tmp_path: Path, sandbox: Sandbox
) -> None:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", IMPATIENT, sandbox.token, sandbox.url, how),
        cwd=tmp_path,
        stderr=PIPE,
        env={"PYTHONPATH": str(ROOT)},
    )
    if how == "polls fail":
        sandbox.add_fault(Fault(Kind.HTML, method="getUpdates", times=None))
    _, said = await asyncio.wait_for(process.communicate(), 25)
    assert process.returncode == 75
    assert "no good poll for 2 s" in said.decode()
    assert "Traceback" not in said.decode()


async def test_a_store_that_has_died_ends_the_bot(
    settings: Settings, sandbox: Sandbox, clock: SteppingClock
) -> None:
    def dies(tx: Connection) -> None:
        raise SystemExit

    databases.migrate(settings.database_url, clock.now())
    app = App(settings, sandbox.token, sandbox.url, clock)
    at_work = asyncio.create_task(app.run(asyncio.Event()))
    await until(lambda: any(call.method == "getUpdates" for call in sandbox.calls))
    dying = asyncio.create_task(app.db.write(dies))
    with pytest.raises(Lost, match="the store's writer has died"):
        await asyncio.wait_for(at_work, 8)
    assert dying.exception() is not None
