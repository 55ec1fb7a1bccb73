"""Counting rows for which something holds: a sum over Booleans reads back as True."""

from sqlalchemy import ColumnElement, func


def how_many(condition: ColumnElement[bool]) -> ColumnElement[int]:
    """The number of rows in which it holds; 0 for none. Where it is unknown (NULL) it does not hold."""
    counted: ColumnElement[int] = func.count().filter(condition)
    return counted
