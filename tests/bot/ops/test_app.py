"""Start-up: connects and sets the menus, but never fails because of a menu."""

import asyncio

import pytest

from bot.app import App
from bot.outgoing.telegram_errors import TokenRefused
from bot.sandbox import Fault, Kind, Sandbox
from bot.settings import Settings
from messages.replies.common import COMMANDS
from tests import databases
from tests.clock import SteppingClock
from tests.people import until

pytestmark = pytest.mark.promise("says-so")


async def test_the_list_of_services_is_all_that_runs_and_the_store_is_the_last_to_go(app: App) -> None:
    assert app.services.names == [
        "store",
        "calls",
        "status",
        "reading thread",
        "holds",
        "chart worker",
        "backups on request",
        "erasure",
        "farewell",
        "connection",
        "peers",
        "broadcasts",
        "follow-alongs",
        "intake and nudges",
        "timetable",
        "command menus",
        "operator",
        "backup",
        "retention",
        "follow-alongs cut short",
        "watchdog",
    ]


async def test_the_menu_and_the_descriptions_are_set(
    settings: Settings, sandbox: Sandbox, clock: SteppingClock
) -> None:
    databases.migrate(settings.database_url, clock.now())
    app = App(settings, sandbox.token, sandbox.url, clock)
    stop = asyncio.Event()
    running = asyncio.create_task(app.run(stop))
    await until(lambda: len(sandbox.world.descriptions) >= 2 * len(app.languages))
    assert [c["command"] for c in sandbox.world.commands["default:"]] == list(COMMANDS)
    stop.set()
    await running


async def test_refused_decoration_does_not_stop_the_start(
    settings: Settings, sandbox: Sandbox, clock: SteppingClock, caplog: pytest.LogCaptureFixture
) -> None:
    for method in ("setMyCommands", "setMyDescription", "setMyShortDescription"):
        sandbox.add_fault(Fault(Kind.ERROR, method=method, status=400, times=None))
    databases.migrate(settings.database_url, clock.now())
    app = App(settings, sandbox.token, sandbox.url, clock)
    stop = asyncio.Event()
    running = asyncio.create_task(app.run(stop))
    sandbox.write(1001, "/start")
    await until(lambda: any(message.from_bot for message in sandbox.messages(1001)))
    assert "the command menu for en is not set: BadRequest" in caplog.text
    stop.set()
    await running


async def test_a_token_revoked_while_running_ends_the_process(
    settings: Settings, sandbox: Sandbox, clock: SteppingClock
) -> None:
    databases.migrate(settings.database_url, clock.now())
    app = App(settings, sandbox.token, sandbox.url, clock)
    running = asyncio.create_task(app.run(asyncio.Event()))
    await until(lambda: any(call.method == "getUpdates" for call in sandbox.calls))
    sandbox.add_fault(Fault(Kind.ERROR, method="*", status=401, description="Unauthorized", times=None))
    sandbox.write(1001, "/start")
    with pytest.raises(TokenRefused):
        await asyncio.wait_for(running, 8)
