"""Unavailable: the one error of a database that refuses, whatever SQLAlchemy or SQLite call it."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError


class Unavailable(Exception):
    """The database refused a read or write; nothing of the transaction was committed."""


@contextmanager
def translated() -> Iterator[None]:
    """Turn database failures into `Unavailable`, without statements or values in the message."""
    try:
        yield
    except IntegrityError:
        raise  # a schema constraint was violated: our bug, not the disk's
    except DBAPIError as error:
        raise Unavailable(f"{type(error.orig).__name__}: {error.orig}") from None
    except SQLAlchemyError as error:
        raise Unavailable(type(error).__name__) from None
