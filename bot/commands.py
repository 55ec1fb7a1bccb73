"""What can an operator ask for? `run`, `check`, `migrate`, `backup` and `sandbox`; a failure is one line."""

import asyncio
import logging
import os
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Coroutine, Sequence
from enum import IntEnum
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

from bot import logs
from bot.app import App
from bot.failures import TokenRefused
from bot.hooks import in_the_loop
from bot.sandbox import Sandbox
from bot.secrecy import Redaction
from bot.settings import BadSetting, Settings, environment
from bot.stop import Stop
from bot.time_machine import TimeMachine
from bot.watch import Lost
from jobs.clock import Clock
from messages.movement import BadMovement
from storage import schema
from storage.backup import CannotBackUp, back_up
from storage.database import file_of
from storage.instance import AnotherInstance, only_one
from storage.schema import CannotMigrate

logger = logging.getLogger(__name__)


class Exit(IntEnum):
    """How the process ends (sysexits.h)."""

    OK = 0
    USAGE = 64
    TEMPORARY = 75  # try again: another instance is at work, Telegram out of reach, or the unexpected
    CONFIGURATION = 78  # somebody has to change a setting first


class WrongUse(Exception):
    """The command line makes no sense; the text says in one line why."""


class Parser(ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(Exit.USAGE, f"{self.prog}: {Redaction()(message)}\n")


def main(arguments: Sequence[str]) -> int:
    """Run one command; returns the exit code."""
    parser = Parser(prog="python -m bot", description="Save Our Psoas, a Telegram bot.")
    parser.add_argument(
        "command",
        nargs="?",
        default="run",
        choices=sorted([*COMMANDS, "backup"]),
        help="run (the default), check the settings, migrate or backup the database, the sandbox alone",
    )
    parser.add_argument("file", nargs="?", type=Path, help="where the backup goes")
    asked = parser.parse_args(arguments)
    if (asked.command == "backup") is (asked.file is None):
        parser.error("backup needs the name of a file to write, and nothing else does")
    return ending_of(partial(_carry_out, asked.command, asked.file))


def _carry_out(command: str, file: Path | None) -> None:
    settings = Settings.from_env(environment(os.environ, Path(".env").absolute()))
    logs.set_up(settings.log_level, settings.token, settings.log_format)
    if file is None:
        COMMANDS[command](settings)
    else:
        backup(settings, file)


def ending_of(work: Callable[[], None]) -> Exit:
    """Do it; what goes wrong becomes one line and a code."""
    try:
        work()
    except (BadSetting, CannotMigrate, BadMovement) as error:
        return _fail(Exit.CONFIGURATION, str(error))
    except TokenRefused:
        return _fail(Exit.CONFIGURATION, "BOT_TOKEN: Telegram knows no bot with this token")
    except WrongUse as error:
        return _fail(Exit.USAGE, str(error))
    except (AnotherInstance, CannotBackUp, Lost) as error:
        return _fail(Exit.TEMPORARY, str(error))
    except Exception as error:
        if isinstance(error, OSError) and error.filename is not None:
            return _fail(Exit.CONFIGURATION, f"{error.strerror}: {error.filename}")
        logger.debug("unexpected", exc_info=error)
        return _fail(Exit.TEMPORARY, f"unexpected: {type(error).__name__}; LOG_LEVEL=DEBUG shows where")
    return Exit.OK


def run(settings: Settings) -> None:
    """The bot, until a signal comes."""
    stop = Stop()
    with only_one(settings.database_url):
        migrate(settings)
        _complete(_run(settings, stop))


async def _run(settings: Settings, stop: Stop) -> None:
    if settings.token is None:
        await _run_in_sandbox(settings, stop)
    else:
        app = App(settings, settings.token, settings.api_url, Clock())
        await app.listen()
        await work(app, stop)


async def work(app: App, stop: Stop) -> None:
    """Until a signal comes or the bot is lost; whatever hangs then, the process ends."""
    await app.run(stop.event(), on_lost=partial(stop.must_end, Exit.TEMPORARY))


async def _run_in_sandbox(settings: Settings, stop: Stop) -> None:
    """No token: a Telegram of our own, a page to chat on, and a clock that can be moved."""
    state_file = file_of(settings.database_url).with_name("sandbox.json")
    sandbox = Sandbox(state_file=state_file)
    await _start(sandbox, settings)
    try:
        app = App(settings, sandbox.token, sandbox.url, Clock(sandbox.offset))
        await app.listen()
        sandbox.attach(TimeMachine(app))
        _tell(f"No BOT_TOKEN, so this is the sandbox. Chat with the bot: {sandbox.url}/")
        await work(app, stop)
    finally:
        await sandbox.stop()


async def _start(sandbox: Sandbox, settings: Settings) -> None:
    try:
        await sandbox.start(settings.sandbox_host, settings.sandbox_port)
    except OSError as error:
        where = f"{settings.sandbox_host}:{settings.sandbox_port}"
        raise BadSetting(f"SANDBOX_LISTEN: cannot listen on {where}: {error.strerror}") from None


def check(settings: Settings) -> None:
    """Are the settings usable, is the database, is the token? Says so, or why not."""
    if settings.token is None:
        _tell("settings are fine; no BOT_TOKEN, so `run` would start the sandbox")
        return
    _complete(_check_token(settings, settings.token))
    _tell("settings are fine, and Telegram knows this bot")


async def _check_token(settings: Settings, token: str) -> None:
    app = App(settings, token, settings.api_url, Clock())
    try:
        await app.connect()
    finally:
        await app.close()


def migrate(settings: Settings) -> None:
    """Bring the database into today's shape."""
    kept = schema.migrate(settings.database_url, Clock().now())
    if kept is not None:
        logger.info("migrated; the database as it was is kept in %s", kept)


def backup(settings: Settings, copy: Path) -> None:
    """Copy the database, also while the bot works with it."""
    file = file_of(settings.database_url)
    if not file.exists():
        raise BadSetting(f"DATABASE_URL: there is no database at {file} yet")
    if copy.exists():
        raise WrongUse(f"{copy} is already there; a backup replaces nothing")
    _tell(f"kept in {back_up(file, copy)}")


def sandbox(settings: Settings) -> None:
    """A Telegram of one's own, without the bot."""
    stop = Stop()
    _complete(_sandbox(settings, stop))


async def _sandbox(settings: Settings, stop: Stop) -> None:
    alone = Sandbox()
    await _start(alone, settings)
    _tell(f"Sandbox: BOT_API_URL={alone.url} BOT_TOKEN={alone.token}")
    await stop.event().wait()
    await alone.stop()


def _complete(work: Coroutine[Any, Any, None]) -> None:
    """`asyncio.run`, with what nobody waited for told in our way."""
    with asyncio.Runner() as runner:
        runner.get_loop().set_exception_handler(in_the_loop)
        runner.run(work)


def _tell(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def _fail(code: Exit, why: str) -> Exit:
    sys.stderr.write(f"{Redaction()(why)}\n")
    return code


COMMANDS: dict[str, Callable[[Settings], None]] = {
    "run": run,
    "check": check,
    "migrate": migrate,
    "sandbox": sandbox,
}
