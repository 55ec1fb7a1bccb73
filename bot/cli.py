"""Command line for operators: run, check, migrate, back up, restore, and more; a failure is one line."""

import logging
import os
import signal
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from bot.commands import arguments
from bot.commands.arguments import WITH_ARGUMENT
from bot.commands.exits import Exit, NotNow, WrongUse
from bot.ops import log_setup, private
from bot.ops.redaction import Redaction
from bot.ops.shutdown import Stop
from bot.settings import BadSetting, Settings, environment, refuse_bad_database
from storage.engine.single_instance import AnotherInstance, only_one

# Everything else is imported where it is needed, so a second instance exits before loading half a library.

logger = logging.getLogger(__name__)


def main(words: Sequence[str]) -> int:
    """Run one command; returns the exit code."""
    reader = arguments.parser()
    asked = reader.parse_intermixed_args(words)
    if asked.command in WITH_ARGUMENT and asked.argument is None:
        reader.error(WITH_ARGUMENT[asked.command])
    if asked.command in COMMANDS and asked.argument is not None:
        reader.error(f"{asked.command} takes nothing after it")
    if asked.source is not None and asked.command != "migrate":
        reader.error("--from belongs to migrate")
    if asked.command == "completion":
        return ending_of(lambda: _tell(arguments.completion(asked.argument)))
    return ending_of(partial(_carry_out, asked.command, asked.argument or asked.source, asked.language))


def _carry_out(command: str, argument: str | None, language: str) -> None:
    settings = Settings.from_env(environment(os.environ, Path(".env").absolute()))
    log_setup.set_up(settings.log_level, settings.token, settings.log_format)
    match command, argument:
        case "backup", str(file):
            backup(settings, Path(file))
        case "restore", str(file):
            restore(settings, Path(file))
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
    except (AnotherInstance, NotNow) as error:
        return _fail(Exit.TEMPORARY, str(error))
    except KeyboardInterrupt:
        return _fail(Exit.INTERRUPTED, "interrupted; nothing is left half done")
    except Exception as error:
        return _ending_with(error)
    return Exit.OK


def _ending_with(error: Exception) -> Exit:
    """Handle errors whose classes come from modules that are only loaded by now."""
    from bot.incoming.webhook.receiver import CannotListen
    from bot.ops.watchdog import Lost
    from bot.outgoing.telegram_errors import TokenRefused
    from messages.content.toml_fields import BadData
    from storage.engine.backup import CannotBackUp
    from storage.engine.moving_over import CannotMoveOver
    from storage.engine.restore import CannotRestore
    from storage.engine.schema import CannotMigrate
    from storage.engine.tombstones import BadTombstones
    from storage.engine.unavailable import Unavailable
    from storage.sharing.processes import Replaced

    if isinstance(error, CannotMigrate | CannotMoveOver | BadData | BadTombstones):
        return _fail(Exit.CONFIGURATION, str(error))
    if isinstance(error, CannotRestore):
        return _fail(Exit.USAGE, str(error))
    if isinstance(error, TokenRefused):
        return _fail(Exit.CONFIGURATION, "BOT_TOKEN: Telegram knows no bot with this token")
    if isinstance(error, CannotListen):
        return _fail(Exit.CONFIGURATION, str(error))
    if isinstance(error, CannotBackUp | Lost | Replaced | Unavailable):
        return _fail(Exit.TEMPORARY, str(error))
    if isinstance(error, OSError) and error.filename is not None:
        return _fail(Exit.CONFIGURATION, f"{error.strerror}: {error.filename}")
    logger.debug("unexpected", exc_info=error)
    return _fail(Exit.TEMPORARY, f"unexpected: {type(error).__name__}; LOG_LEVEL=DEBUG shows where")


def run(settings: Settings) -> None:
    """Run the bot until SIGTERM or SIGINT."""
    stop = Stop()
    with only_one(settings.database_url, may_share=settings.may_share):
        migrate(settings)
        from bot.running import serve

        serve(settings, stop)


def check(settings: Settings) -> None:
    """Check everything `run` needs, one line each; changes nothing, and ends even without a network."""
    from bot.commands.check import Verdict, checked

    found = checked(settings)
    _tell("\n".join(map(str, found)))
    if any(each.verdict is Verdict.CONFIGURATION for each in found):
        raise BadSetting("check: something has to be changed first")
    if any(each.verdict is Verdict.TEMPORARY for each in found):
        raise NotNow("check: not everything works right now")


def health(settings: Settings) -> None:
    """Ask the running bot whether it is alive."""
    from bot.commands.health import ask

    ask(settings)
    _tell("alive")


def migrate(settings: Settings) -> None:
    """Upgrade the database to the current schema; re-apply deletions if a backup was restored."""
    from jobs.clock import Clock
    from storage.engine import restored, schema

    private.make_private(settings.home)
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
    from bot.commands.progress import line, progress
    from jobs.clock import Clock
    from storage.engine import moving_over
    from storage.engine.tombstones import Tombstones

    # Both are locked: while a bot writes into either, what was compared would not be all.
    with only_one(source), only_one(target), progress("moving over") as step:
        rows = moving_over.move_over(source, target, Clock().now(), line, step)
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
    from bot.commands.progress import progress
    from storage.engine.backup import back_up

    _interrupted_by_sigterm_too()
    with progress("copying") as tell:
        kept = back_up(file, copy, tell)
    _tell(f"kept in {kept}")


def restore(settings: Settings, copy: Path) -> None:
    """Put a backup in the place of the database, which is kept; refuses while a bot runs."""
    from bot.commands.restore import restore as put_back

    file = settings.file
    if file is None:
        raise WrongUse("PostgreSQL has backups of its own: see docs/how-to/use-postgres.md")
    _interrupted_by_sigterm_too()
    with only_one(settings.database_url):
        _tell(put_back(copy, file))
        migrate(settings)


def _interrupted_by_sigterm_too() -> None:
    signal.signal(signal.SIGTERM, signal.default_int_handler)


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


COMMANDS: dict[str, Callable[[Settings], None]] = {
    "run": run,
    "check": check,
    "health": health,
    "migrate": migrate,
    "sandbox": sandbox,
}
