"""Outcomes: how work on an update ends, and why a reply was not delivered."""

from enum import Enum


class UpdateOutcome(Enum):
    """How an update ended; only `AGAIN` is fetched again."""

    HANDLED = "handled"
    LIMITED = "limited"  # over the person's limit of messages or taps per minute
    COLLAPSED = "collapsed"  # repeats a tap that was still being handled
    UNREADABLE = "unreadable"
    FAILED = "failed"  # the handler failed; the person got an apology
    TIMED_OUT = "timed out"
    AGAIN = "again"  # the database was unavailable


class Undelivered(Enum):
    """Why a reply was not delivered. A `FULL` one is not stored, but still sent unless the process ends."""

    STALE = "stale"
    REFUSED = "refused"  # or the person is unreachable
    FULL = "full"
    UNREADABLE = "unreadable"  # a row written by another version
