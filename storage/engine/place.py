"""Place: where the database is, in a file or on a server."""

from pathlib import Path

from sqlalchemy import make_url


def is_on_server(url: str) -> bool:
    """True for PostgreSQL, False for a SQLite file."""
    return make_url(url).get_backend_name() == "postgresql"


def file_of(url: str) -> Path:
    """Path of the file in a SQLite URL."""
    name = make_url(url).database
    if is_on_server(url) or not name:
        raise ValueError("the database URL names no file")
    return Path(name)


def called(url: str) -> str:
    """The database in words for a log: its file, or its name and host, never a user or password."""
    if not is_on_server(url):
        return str(file_of(url))
    parsed = make_url(url)
    return f"the database {parsed.database} on {parsed.host or 'this machine'}"
