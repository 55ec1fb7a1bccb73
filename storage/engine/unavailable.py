"""Unavailable: the one error of a database that refuses, whatever SQLAlchemy or its driver call it."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, SQLAlchemyError, StatementError


class Unavailable(Exception):
    """The database refused a read or write; nothing of the transaction was committed.

    If the connection to a server broke while it committed, nobody knows: so every fact has a key that makes
    it stand once however often it is written.
    """


@contextmanager
def translated() -> Iterator[None]:
    """Turn database failures into `Unavailable`, without statements or values in the message."""
    try:
        yield
    except (IntegrityError, DataError):
        raise  # a rule of the schema or a type was violated: our bug, not the disk's
    except DBAPIError as error:
        first_line, _, _ = str(error.orig).partition("\n")  # a server adds values in the lines after it
        raise Unavailable(f"{type(error.orig).__name__}: {first_line}") from None
    except StatementError:
        raise  # a value that no column takes never got there
    except SQLAlchemyError as error:
        raise Unavailable(type(error).__name__) from None
