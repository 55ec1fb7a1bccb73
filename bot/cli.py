"""Command line for operators: run, check, migrate, back up, sandbox, understand; a failure is one line."""

import logging
import os
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import IntEnum
from functools import partial
from pathlib import Path
from typing import NoReturn

from bot.ops import log_setup
from bot.ops.redaction import Redaction
from bot.ops.shutdown import Stop
from bot.settings import BadSetting, Settings, environment, refuse_bad_database
from storage.engine.single_instance import AnotherInstance, only_one

# Everything else is imported where it is needed, so a second instance exits before loading half a library.

logger = logging.getLogger(__name__)


class Exit(IntEnum):
    """Exit codes (sysexits.h)."""

    OK = 0
    USAGE = 64
    TEMPORARY = 75  # try again: another instance runs, Telegram is unreachable, or an unexpected error
    CONFIGURATION = 78  # a setting has to be changed first


class WrongUse(Exception):
    """Unusable arguments; the message says why in one line."""


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
        choices=sorted([*COMMANDS, *WITH_ARGUMENT]),
        help="run (the default), check the settings, migrate or backup the database, the sandbox alone, "
        "or understand a sentence",
    )
    parser.add_argument("argument", nargs="?", help="where the backup goes, or the sentence")
    parser.add_argument("--from", dest="source", metavar="URL", help="migrate: move over what is in there")
    parser.add_argument("--language", default="en", help="of the sentence; en unless given")
    asked = parser.parse_intermixed_args(arguments)
    if asked.command in WITH_ARGUMENT and asked.argument is None:
        parser.error(WITH_ARGUMENT[asked.command])
    if asked.command in COMMANDS and asked.argument is not None:
        parser.error(f"{asked.command} takes nothing after it")
    if asked.source is not None and asked.command != "migrate":
        parser.error("--from belongs to migrate")
    return ending_of(partial(_carry_out, asked.command, asked.argument or asked.source, asked.language))


def _carry_out(command: str, argument: str | None, language: str) -> None:
    settings = Settings.from_env(environment(os.environ, Path(".env").absolute()))
    log_setup.set_up(settings.log_level, settings.token, settings.log_format)
    match command, argument:
        case "backup", str(file):
            backup(settings, Path(file))
        case "migrate", str(source):
            move_over(settings, source)
        case "understand", str(text):
            understand(settings, text, language)
        case _:
            COMMANDS[command](settings)


def ending_of(work: Callable[[], None]) -> Exit:
    """Run `work`; an error becomes one line on stderr and an exit code."""
    try:
        work()
    except BadSetting as error:
        return _fail(Exit.CONFIGURATION, str(error))
    except WrongUse as error:
        return _fail(Exit.USAGE, str(error))
    except AnotherInstance as error:
        return _fail(Exit.TEMPORARY, str(error))
    except KeyboardInterrupt:
        return _fail(Exit.TEMPORARY, "stopped before the end; nothing was changed")
    except Exception as error:
        return _ending_with(error)
    return Exit.OK


def _ending_with(error: Exception) -> Exit:
    """Handle errors whose classes come from modules that are only loaded by now."""
    from bot.ops.watchdog import Lost
    from bot.outgoing.telegram_errors import TokenRefused
    from messages.content.toml_fields import BadData
    from storage.engine.backup import CannotBackUp
    from storage.engine.moving_over import CannotMoveOver
    from storage.engine.schema import CannotMigrate
    from storage.engine.tombstones import BadTombstones
    from storage.engine.unavailable import Unavailable

    if isinstance(error, CannotMigrate | CannotMoveOver | BadData | BadTombstones):
        return _fail(Exit.CONFIGURATION, str(error))
    if isinstance(error, TokenRefused):
        return _fail(Exit.CONFIGURATION, "BOT_TOKEN: Telegram knows no bot with this token")
    if isinstance(error, CannotBackUp | Lost | Unavailable):
        return _fail(Exit.TEMPORARY, str(error))
    if isinstance(error, OSError) and error.filename is not None:
        return _fail(Exit.CONFIGURATION, f"{error.strerror}: {error.filename}")
    logger.debug("unexpected", exc_info=error)
    return _fail(Exit.TEMPORARY, f"unexpected: {type(error).__name__}; LOG_LEVEL=DEBUG shows where")


def run(settings: Settings) -> None:
    """Run the bot until SIGTERM or SIGINT."""
    stop = Stop()
    with only_one(settings.database_url):
        migrate(settings)
        from bot.running import serve

        serve(settings, stop)


def check(settings: Settings) -> None:
    """Check the settings and, with a token, that Telegram accepts it; raises on the first problem."""
    if settings.token is None:
        _tell("settings are fine; no BOT_TOKEN, so `run` would start the sandbox")
        return
    from bot.running import check_token

    check_token(settings, settings.token)
    _tell("settings are fine, and Telegram knows this bot")


def migrate(settings: Settings) -> None:
    """Upgrade the database to the current schema; re-apply deletions if a backup was restored."""
    from jobs.clock import Clock
    from storage.engine import restored, schema

    kept = schema.migrate(settings.database_url, Clock().now())
    if kept is not None:
        logger.info("migrated; previous database kept=%s", kept)
    if gone := restored.forget_again(settings.database_url, settings.home):
        logger.info("backup restored: deleted again people=%d", gone)


def move_over(settings: Settings, source: str) -> None:
    """Move everything from another database into the one of the settings, which must be empty."""
    refuse_bad_database(source, "--from")
    target = settings.database_url
    if source == target:
        raise WrongUse("--from and DATABASE_URL are the same database")
    before = replace(settings, database_url=source)
    if before.file is not None and not before.file.exists():
        raise WrongUse(f"--from: there is no database at {before.file}")
    from jobs.clock import Clock
    from storage.engine import moving_over
    from storage.engine.tombstones import Tombstones

    # Both are locked: while a bot writes into either, what was compared would not be all.
    with only_one(source), only_one(target):
        rows = moving_over.move_over(source, target, Clock().now(), _tell)
        Tombstones.beside(settings.home).take_over(Tombstones.beside(before.home))
    _tell(f"moved {rows:,} rows; the bot may start")


def backup(settings: Settings, copy: Path) -> None:
    """Copy the database; safe while the bot is running."""
    file = settings.file
    if file is None:
        raise WrongUse("PostgreSQL has backups of its own: see docs/how-to/use-postgres.md")
    if not file.exists():
        raise BadSetting(f"DATABASE_URL: there is no database at {file} yet")
    if copy.exists():
        raise WrongUse(f"{copy} already exists; a backup never overwrites")
    from storage.engine.backup import back_up

    _tell(f"kept in {back_up(file, copy)}")


def understand(settings: Settings, text: str, language: str) -> None:
    """Show how a sentence is understood, and why."""
    from bot.explaining import explained, situation_of
    from jobs.clock import Clock

    situation = situation_of(language, settings.default_zone, Clock().now())
    if situation.own.code != language:
        raise WrongUse(f"--language: there is no lexicon for {language!r}")
    _tell(explained(text, situation))


def sandbox(settings: Settings) -> None:
    """Run the sandbox alone, without the bot."""
    stop = Stop()
    from bot.running import serve_sandbox

    serve_sandbox(settings, stop)


def _tell(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def _fail(code: Exit, why: str) -> Exit:
    sys.stderr.write(f"{Redaction()(why)}\n")
    return code


# Commands that need an argument, and the error if it is missing.
WITH_ARGUMENT = {
    "backup": "backup needs the name of a file to write",
    "understand": 'understand needs a sentence: python -m bot understand "walked 20 min at 7"',
}

COMMANDS: dict[str, Callable[[Settings], None]] = {
    "run": run,
    "check": check,
    "migrate": migrate,
    "sandbox": sandbox,
}
