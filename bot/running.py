"""Running: the process once it holds the database lock, with Telegram or with its sandbox."""

import asyncio
import gc
import sys
from collections.abc import Coroutine
from functools import partial
from typing import Any

from bot.app import App
from bot.ops.shutdown import Stop
from bot.ops.uncaught import in_the_loop
from bot.sandbox import Sandbox
from bot.settings import BadSetting, Settings
from bot.time_machine import TimeMachine
from jobs.clock import Clock

LOST = 75  # exit code when the bot can no longer work: try again


def serve(settings: Settings, stop: Stop) -> None:
    """Run the bot until a signal comes."""
    complete(_serve(settings, stop))


def serve_sandbox(settings: Settings, stop: Stop) -> None:
    """Run the sandbox alone until a signal comes."""
    complete(_sandbox(settings, stop))


async def _serve(settings: Settings, stop: Stop) -> None:
    if settings.token is None:
        await _serve_in_sandbox(settings, stop)
    else:
        app = _made(settings, settings.token, settings.api_url, Clock())
        await app.listen()
        await work(app, stop)


def _made(settings: Settings, token: str, api_url: str, clock: Clock) -> App:
    app = App(settings, token, api_url, clock)
    _everything_is_read()
    return app


def _everything_is_read() -> None:
    """Exempt loaded data from garbage collection, which took 40 % of the start."""
    gc.freeze()
    gc.enable()


async def work(app: App, stop: Stop) -> None:
    """Run `app` until a signal comes or it is lost; then the process ends, even if something hangs."""
    await app.run(stop.event(), on_lost=partial(stop.must_end, LOST))


async def _serve_in_sandbox(settings: Settings, stop: Stop) -> None:
    """Run without a token: with a local Telegram, a chat page, and a clock that can be moved."""
    state_file = settings.home.with_name("sandbox.json")
    sandbox = Sandbox(state_file=state_file)
    await _start(sandbox, settings)
    try:
        app = _made(settings, sandbox.token, sandbox.url, Clock(sandbox.offset))
        await app.listen()
        sandbox.attach(TimeMachine(app))
        tell(f"No BOT_TOKEN, so this is the sandbox. Chat with the bot: {sandbox.url}/")
        await work(app, stop)
    finally:
        await sandbox.stop()


async def _start(sandbox: Sandbox, settings: Settings) -> None:
    try:
        await sandbox.start(settings.sandbox_host, settings.sandbox_port)
    except OSError as error:
        where = f"{settings.sandbox_host}:{settings.sandbox_port}"
        raise BadSetting(f"SANDBOX_LISTEN: cannot listen on {where}: {error.strerror}") from None


async def _sandbox(settings: Settings, stop: Stop) -> None:
    _everything_is_read()
    alone = Sandbox()
    await _start(alone, settings)
    tell(f"Sandbox: BOT_API_URL={alone.url} BOT_TOKEN={alone.token}")
    await stop.event().wait()
    await alone.stop()


def complete(work: Coroutine[Any, Any, None]) -> None:
    """`asyncio.run`, with errors of unawaited tasks logged our way."""
    with asyncio.Runner() as runner:
        runner.get_loop().set_exception_handler(in_the_loop)
        runner.run(work)


def tell(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
