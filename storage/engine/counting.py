"""Row counts by condition, as a plain sum over Booleans would read back as True."""

from sqlalchemy import ColumnElement, func


def how_many(condition: ColumnElement[bool]) -> ColumnElement[int]:
    """Number of rows that satisfy `condition`, 0 if none; NULL does not satisfy it."""
    counted: ColumnElement[int] = func.count().filter(condition)
    return counted
