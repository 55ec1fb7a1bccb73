"""Settings: the environment and `.env`, read once; a bad value is refused by name."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from bot import env_file
from bot.env_file import BadLine
from bot.ops.redaction import TOKEN
from jobs.schedule.time_zones import canonical
from messages.content.limits import LONGEST_WORDS
from messages.replies.reply import units
from messages.understand.text.cleaning import clean_text
from storage.engine.place import file_of, is_on_server
from storage.values import Operator

SERVER = "postgresql+psycopg://"
DRIVER = "install 'psycopg[binary]' beside the bot, as docs/how-to/use-postgres.md says"
TELEGRAM = "https://api.telegram.org"
TELEGRAMS_PORTS = (443, 80, 88, 8443)
FORMATS = ("text", "json")
OFF = "off"
OTHERS_MAY = 0o066  # readable or writable by group or others
GROUP_MAY_READ = 0o040
LONGEST_LEGAL_FILE = 16_384  # bytes; more than may be shown
LONGEST_TOKEN_FILE = 4096  # bytes; a longer file holds no token
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
MOST_SEND_RATE = 1000  # messages a second, for bots with a raised limit
LARGEST_ID = 2**52  # Telegram's own limit
TOKENS = ("BOT_TOKEN", "BOT_TOKEN_FILE")
NAMES = frozenset(
    {
        *TOKENS,
        "BOT_API_URL",
        "DATABASE_URL",
        "DATA_DIR",
        "ADMIN_IDS",
        "DEFAULT_ZONE",
        "SEND_RATE",
        "SANDBOX_LISTEN",
        "STATUS_LISTEN",
        "WEBHOOK_URL",
        "WEBHOOK_LISTEN",
        "LOG_LEVEL",
        "LOG_FORMAT",
        "OPERATOR_NAME",
        "OPERATOR_CONTACT",
        "LEGAL_TEXT",
        "LEGAL_TEXT_FILE",
    }
)


class BadSetting(Exception):
    """An unusable setting; the message names it and never contains a token."""


@dataclass(frozen=True)
class Settings:
    """All settings, checked."""

    token: str | None = field(repr=False)  # None: talk to the sandbox instead of Telegram
    api_url: str
    database_url: str = field(repr=False)  # may hold a password
    data_dir: Path  # for what is kept beside a database on a server
    admin_ids: frozenset[int]  # who may see /admin
    default_zone: str
    send_rate: int  # messages a second
    sandbox_host: str
    sandbox_port: int
    status_listen: tuple[str, int] | None  # None: no health or metrics server
    webhook_url: str | None  # None: updates are polled
    webhook_listen: tuple[str, int]
    log_level: str
    log_format: str
    operator: Operator  # what it says wins over what an admin entered

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> "Settings":
        """Read and check everything; raises `BadSetting` for the first mistake."""
        host, port = _address(env, "SANDBOX_LISTEN", "127.0.0.1:8090")
        return cls(
            token=_token(env),
            api_url=_url(env, "BOT_API_URL", TELEGRAM),
            database_url=_database(env),
            data_dir=Path(env.get("DATA_DIR", "data")),
            admin_ids=_ids(env, "ADMIN_IDS"),
            default_zone=_zone(env, "DEFAULT_ZONE", "Etc/UTC"),
            send_rate=_whole(env, "SEND_RATE", "27", 1, MOST_SEND_RATE),
            sandbox_host=host,
            sandbox_port=port,
            status_listen=_address_or_off(env, "STATUS_LISTEN", "127.0.0.1:8081"),
            webhook_url=_webhook(env),
            webhook_listen=_address(env, "WEBHOOK_LISTEN", "127.0.0.1:8082"),
            log_level=_one_of(env, "LOG_LEVEL", "INFO", LEVELS),
            log_format=_one_of(env, "LOG_FORMAT", "text", FORMATS),
            operator=Operator(
                _words(env, "OPERATOR_NAME", LONGEST_WORDS["name"]),
                _words(env, "OPERATOR_CONTACT", LONGEST_WORDS["contact"]),
                _legal(env),
            ),
        )

    @property
    def file(self) -> Path | None:
        """The database file; None if the database is on a server."""
        return None if is_on_server(self.database_url) else file_of(self.database_url)

    @property
    def may_share(self) -> bool:
        """True if other processes may work on the same database: on a server, with a webhook."""
        return self.webhook_url is not None and self.file is None

    @property
    def home(self) -> Path:
        """What is kept beside the database goes by this name: the file's, or one in the data folder."""
        return self.file or self.data_dir / "psoas.db"


def environment(env: Mapping[str, str], file: Path) -> dict[str, str]:
    """The variables of `file`, if it exists, overridden by the process's own; empty means not set.

    Every line of the file must be a known setting. A token named there but left empty is refused: it was
    forgotten, and the sandbox would start instead of Telegram.
    """
    try:
        from_file = env_file.read(file, NAMES)
    except BadLine as error:
        raise BadSetting(str(error)) from None
    if from_file.get("BOT_TOKEN"):
        _refuse_if_not_private(file, f"{file.name} holds BOT_TOKEN and")
    if _has_password(from_file.get("DATABASE_URL", "")):
        _refuse_if_not_private(file, f"{file.name} holds the database's password and")
    both = {**from_file, **{name: value for name, value in env.items() if value}}
    for name in TOKENS:
        if name in from_file and not any(both.get(token) for token in TOKENS):
            raise BadSetting(f"{file.name}: {name} is empty; without that line the sandbox would start")
    return {name: value for name, value in both.items() if value}


def _token(env: Mapping[str, str]) -> str | None:
    token, file = env.get("BOT_TOKEN"), env.get("BOT_TOKEN_FILE")
    name = "BOT_TOKEN"
    if file is not None:
        name = "BOT_TOKEN_FILE"
        if token is not None:
            raise BadSetting("BOT_TOKEN_FILE and BOT_TOKEN are both set; one of them is enough")
        token = _token_in(Path(file))
    if token is not None and not TOKEN.fullmatch(token):
        raise BadSetting(f"{name} does not look like a token (123456789:letters and digits)")
    return token


def _token_in(file: Path) -> str:
    """The file's content, stripped; error messages never quote it."""
    try:
        with file.open("rb") as opened:
            token = opened.read(LONGEST_TOKEN_FILE).decode("utf-8", "replace").strip()
        if not _is_mounted_secret(file):
            _refuse_if_not_private(file, f"BOT_TOKEN_FILE ({file})")
    except OSError as error:
        raise BadSetting(f"BOT_TOKEN_FILE cannot be read: {error.strerror}") from None
    except ValueError:  # a NUL in the path
        raise BadSetting("BOT_TOKEN_FILE is not a path") from None
    if not token:
        raise BadSetting("BOT_TOKEN_FILE is empty")
    return token


def _refuse_if_not_private(file: Path, what: str) -> None:
    if file.stat().st_mode & OTHERS_MAY:
        raise BadSetting(f"{what} can be read by others; chmod 600 {file}")


def _is_mounted_secret(file: Path) -> bool:
    """True for a secret as platforms mount it: read-only, or readable by a group of this process."""
    if os.statvfs(file).f_flag & os.ST_RDONLY:
        return True
    found = file.stat()
    is_own_group = found.st_gid in {os.getegid(), *os.getgroups()}
    return is_own_group and not found.st_mode & OTHERS_MAY & ~GROUP_MAY_READ


def _url(env: Mapping[str, str], name: str, default: str) -> str:
    url = env.get(name, default).rstrip("/")
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:  # an unclosed bracket or a non-numeric port
        usable = False
    if not usable or parts.username or parts.query or parts.fragment:
        raise BadSetting(f"{name} must be the root of a Bot API server, like {TELEGRAM}")
    return url


def _webhook(env: Mapping[str, str]) -> str | None:
    """Address that Telegram posts to, without its secret end; http only for a server of one's own."""
    if (raw := env.get("WEBHOOK_URL")) is None:
        return None
    url = raw.rstrip("/")
    try:
        parts = urlsplit(url)
        usable = (
            bool(parts.hostname) and parts.port != 0 and not (parts.query or parts.fragment or parts.username)
        )
    except ValueError:
        usable = False
    is_telegram = env.get("BOT_API_URL", TELEGRAM).rstrip("/") == TELEGRAM
    if not usable or parts.scheme not in (("https",) if is_telegram else ("https", "http")):
        raise BadSetting(
            "WEBHOOK_URL must be the address Telegram posts to, like https://bot.example.org/telegram"
        )
    if is_telegram and (parts.port or 443) not in TELEGRAMS_PORTS:
        raise BadSetting("WEBHOOK_URL: Telegram posts to the ports 443, 80, 88 and 8443 only")
    return url


def _database(env: Mapping[str, str]) -> str:
    url = env.get("DATABASE_URL", "sqlite:///data/psoas.db")
    refuse_bad_database(url, "DATABASE_URL")
    return url


def refuse_bad_database(url: str, name: str) -> None:
    """Raise `BadSetting` unless the URL names a SQLite file or a PostgreSQL database; it is never quoted."""
    if url.startswith(SERVER):
        try:
            is_whole = bool(make_url(url).database)
        except (ArgumentError, ValueError):  # ValueError: a port that is no number
            is_whole = False
        if not is_whole:
            raise BadSetting(f"{name} must name a database, like {SERVER}user:password@host/psoas")
        if find_spec("psycopg") is None:
            raise BadSetting(f"{name}: PostgreSQL needs psycopg, which is not installed; {DRIVER}")
    elif not url.startswith("sqlite:///") or url in ("sqlite:///", "sqlite:///:memory:"):
        raise BadSetting(f"{name} must be a file, like sqlite:///data/psoas.db, or {SERVER}…")


def _has_password(url: str) -> bool:
    try:
        return url.startswith(SERVER) and bool(make_url(url).password)
    except (ArgumentError, ValueError):
        return False  # it is refused later, by name


def _ids(env: Mapping[str, str], name: str) -> frozenset[int]:
    """Comma-separated chat ids."""
    found = [each.strip() for each in env.get(name, "").split(",") if each.strip()]
    for each in found:
        if not (each.isascii() and each.isdecimal() and len(each) <= 16 and 0 < int(each) < LARGEST_ID):
            raise BadSetting(f"{name} must be chat ids like 12345,67890, not {each!r}")
    return frozenset(map(int, found))


def _zone(env: Mapping[str, str], name: str, default: str) -> str:
    zone = env.get(name, default)
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise BadSetting(f"{name} must be a time zone like Europe/Berlin, not {zone!r}") from None
    if zone != default and zone not in canonical():
        raise BadSetting(f"{name} must be a place like Europe/Berlin, not the alias {zone!r}")
    return zone


def _whole(env: Mapping[str, str], name: str, default: str, least: int, most: int) -> int:
    raw = env.get(name, default)
    if not (raw.isascii() and raw.isdecimal() and len(raw) < 10 and least <= int(raw) <= most):
        raise BadSetting(f"{name} must be a whole number from {least} to {most}, not {raw!r}")
    return int(raw)


def _words(env: Mapping[str, str], name: str, most: int) -> str:
    """A text shown to people, of so many UTF-16 units at most."""
    text = env.get(name, "").strip()
    if units(text) > most:
        raise BadSetting(f"{name} must be {most} characters or fewer, not {units(text)}")
    return text


def _legal(env: Mapping[str, str]) -> str:
    """The legal text, from the setting or from a file of UTF-8."""
    text, file = _words(env, "LEGAL_TEXT", LONGEST_WORDS["legal"]), env.get("LEGAL_TEXT_FILE")
    if file is None:
        return text
    if text:
        raise BadSetting("LEGAL_TEXT_FILE and LEGAL_TEXT are both set; one of them is enough")
    try:
        with Path(file).open("rb") as opened:
            read = opened.read(LONGEST_LEGAL_FILE).decode("utf-8-sig")
    except OSError as error:
        raise BadSetting(f"LEGAL_TEXT_FILE cannot be read: {error.strerror}") from None
    except ValueError:  # a NUL in the path, or bytes that are no UTF-8
        raise BadSetting("LEGAL_TEXT_FILE is not the path of a text in UTF-8") from None
    read = clean_text(read, LONGEST_LEGAL_FILE)
    return _words({"LEGAL_TEXT_FILE": read}, "LEGAL_TEXT_FILE", LONGEST_WORDS["legal"])


def _address(env: Mapping[str, str], name: str, default: str) -> tuple[str, int]:
    raw = env.get(name, default)
    host, _, port = raw.rpartition(":")
    if not host or not port.isdecimal() or int(port) > 65535:
        raise BadSetting(f"{name} must be an address like {default}, not {raw!r}")
    return host.strip("[]"), int(port)


def _address_or_off(env: Mapping[str, str], name: str, default: str) -> tuple[str, int] | None:
    return None if env.get(name, default).lower() == OFF else _address(env, name, default)


def _one_of(env: Mapping[str, str], name: str, default: str, allowed: tuple[str, ...]) -> str:
    value = env.get(name, default)
    for each in allowed:
        if value.upper() == each.upper():
            return each
    raise BadSetting(f"{name} must be one of {', '.join(allowed)}, not {value!r}")
