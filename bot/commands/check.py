"""Check: everything `run` needs, one line each; changes nothing and always ends."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from enum import Enum
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, text
from sqlalchemy.exc import DatabaseError

from bot.commands.reach import Reached, reached, webhook_known
from bot.ops import private
from bot.ops.door import complaint, complaint_at_first, door_of
from bot.settings import Settings
from jobs.clock import Clock
from storage.engine import backup
from storage.engine.database import engine_for
from storage.engine.schema import revisions
from storage.engine.unavailable import Unavailable, translated

FREE_BYTES = 200 * 2**20  # less than this is soon too little for a copy a day
CLOCK_SECONDS = 60  # nudges are planned by the minute


class Verdict(Enum):
    """How it stands: fine, worth a look, something to wait for, or something to change."""

    FINE = "ok"
    NOTE = "note"
    TEMPORARY = "not now"
    CONFIGURATION = "wrong"


@dataclass(frozen=True)
class Finding:
    """One line of the report."""

    subject: str
    verdict: Verdict
    words: str

    def __str__(self) -> str:
        return f"{self.subject:<9}{self.verdict.value:<8}{self.words}"


def checked(settings: Settings) -> list[Finding]:
    """All findings, in the order in which they stand in each other's way."""
    file = settings.home
    return [
        Finding("settings", Verdict.FINE, "every value can be used"),
        _folder(file),
        _disk(file),
        _database(file) if settings.file else _server(settings.database_url),
        *_telegram(settings),
        *_operator(settings),
    ]


def _folder(file: Path) -> Finding:
    there = _existing(file.parent)
    if not there.is_dir():
        return Finding("folder", Verdict.CONFIGURATION, f"{there} is not a folder")
    if not os.access(there, os.W_OK | os.X_OK):
        return Finding("folder", Verdict.CONFIGURATION, f"{there} cannot be written by this user")
    if why := private.refusal(file):
        return Finding("folder", Verdict.CONFIGURATION, why)
    if what := private.opening(file):
        return Finding("folder", Verdict.NOTE, f"{what}; `run` closes it, or says why it cannot")
    made = "" if there == file.parent else "; `run` makes it"
    return Finding("folder", Verdict.FINE, f"{file.parent}{made}")


def _disk(file: Path) -> Finding:
    free = shutil.disk_usage(_existing(file.parent)).free
    if free < FREE_BYTES:
        words = f"{free // 2**20} MiB free; with less than {FREE_BYTES // 2**20} MiB a copy a day soon fails"
        return Finding("disk", Verdict.TEMPORARY, words)
    return Finding("disk", Verdict.FINE, f"{free / 2**30:.1f} GiB free")


def _database(file: Path) -> Finding:
    if not _is_there(file):
        return Finding("database", Verdict.FINE, f"none at {file} yet; `run` makes it")
    if not os.access(file, os.R_OK | os.W_OK):
        return Finding("database", Verdict.CONFIGURATION, f"{file} cannot be read and written by this user")
    if file.stat().st_size == 0:
        return Finding("database", Verdict.FINE, f"{file} is empty yet; `run` fills it")
    if damage := backup.damage_of(file):
        return Finding("database", Verdict.CONFIGURATION, f"{file} is damaged: {damage}")
    try:
        with closing(backup.opened(file, "ro")) as db:
            (found,) = db.execute("SELECT version_num FROM alembic_version").fetchone()
    except (sqlite3.Error, TypeError):
        return Finding("database", Verdict.CONFIGURATION, f"{file} is not a database of this program")
    newest = revisions()[0]
    words = f"{file}, schema {found}" + ("" if found == newest else f"; `run` migrates it to {newest}")
    return Finding("database", Verdict.FINE, words)


def _server(url: str) -> Finding:
    """The database on a server: reached, and of which schema."""
    engine = engine_for(url)
    try:
        with translated(), engine.connect() as tx:
            found = tx.scalar(text("SELECT version_num FROM alembic_version"))
    except Unavailable as error:
        return Finding("database", Verdict.TEMPORARY, str(error))
    except DatabaseError:
        return Finding("database", Verdict.FINE, "the server answers, without tables yet; `run` makes them")
    finally:
        engine.dispose()
    newest = revisions()[0]
    words = f"the server answers, schema {found}"
    return Finding("database", Verdict.FINE, words if found == newest else f"{words}; `run` migrates it")


def _operator(settings: Settings) -> Iterator[Finding]:
    """Whose bot it is, once others may join; a database without these tables is not asked."""
    if settings.file is None:
        engine = engine_for(settings.database_url)
    elif _is_there(settings.file):
        engine = create_engine("sqlite://", creator=partial(backup.opened, settings.file, "ro"))
    else:
        yield from _noted(complaint_at_first(door_of(settings), settings.operator))
        return
    try:
        with translated(), engine.connect() as tx:
            missing = complaint(tx, door_of(settings), settings.operator)
    except (Unavailable, DatabaseError):  # the line about the database says so
        return
    finally:
        engine.dispose()
    yield from _noted(missing)


def _noted(missing: str) -> Iterator[Finding]:
    if missing:
        yield Finding("operator", Verdict.NOTE, missing)


def _telegram(settings: Settings) -> Iterator[Finding]:
    """Network, token and clock, as one answer of Telegram shows them."""
    if settings.token is None:
        yield Finding("token", Verdict.NOTE, "no BOT_TOKEN, so `run` would start the sandbox")
        return
    answer = reached(settings.api_url, settings.token)
    if answer.trouble:
        yield Finding("network", Verdict.TEMPORARY, answer.trouble)
        return
    yield Finding("network", Verdict.FINE, f"{answer.host} answered{answer.by_way_of}")
    yield _token(answer)
    yield _clock(answer)
    if settings.webhook_url is not None and answer.bot is not None:
        yield _webhook(settings, settings.webhook_url, webhook_known(settings.api_url, settings.token))


def _webhook(settings: Settings, url: str, known: dict[str, Any]) -> Finding:
    """Where Telegram posts to, and how that went; never the secret end of the address."""
    host, port = settings.webhook_listen
    where = f"{url}/…, here on {host}:{port}" + (
        "" if settings.may_share else "; one process, as on any file"
    )
    if not str(known.get("url", "")).startswith(f"{url}/"):
        return Finding("webhook", Verdict.FINE, f"{where}; `run` tells Telegram of it")
    waiting, trouble = known.get("pending_update_count", 0), known.get("last_error_message")
    words = f"{where}; Telegram posts there, waiting updates={waiting}"
    if waiting and trouble:
        return Finding("webhook", Verdict.TEMPORARY, f"{words}, last trouble: {trouble}")
    return Finding("webhook", Verdict.FINE, words)


def _token(answer: Reached) -> Finding:
    if answer.bot is not None:
        return Finding("token", Verdict.FINE, f"Telegram knows this bot: @{answer.bot}")
    if answer.is_refused:
        return Finding("token", Verdict.CONFIGURATION, "BOT_TOKEN: Telegram knows no bot with this token")
    return Finding("token", Verdict.TEMPORARY, f"{answer.host} gave no answer of a Bot API: {answer.status}")


def _clock(answer: Reached) -> Finding:
    if answer.at is None:
        return Finding("clock", Verdict.NOTE, "the answer carries no time to compare with")
    seconds = abs((Clock().now() - answer.at).total_seconds())
    if seconds > CLOCK_SECONDS:
        return Finding(
            "clock", Verdict.TEMPORARY, f"{seconds:.0f} s off; nudges would come at the wrong time"
        )
    return Finding("clock", Verdict.FINE, "agrees with Telegram's")


def _existing(folder: Path) -> Path:
    """The folder, or the nearest one above it that exists."""
    return next(each for each in (folder, *folder.absolute().parents) if _is_there(each))


def _is_there(path: Path) -> bool:
    """True if this user can see it; `exists` would raise in a folder that is closed to us."""
    return os.access(path, os.F_OK)
