"""Counting rows for which something holds: a sum over Booleans reads back as True."""

from sqlalchemy import ColumnElement, func


def how_many(condition: ColumnElement[bool]) -> ColumnElement[int]:
    """Number of rows that satisfy `condition`, 0 if none; NULL does not satisfy it."""
    counted: ColumnElement[int] = func.count().filter(condition)
    return counted
