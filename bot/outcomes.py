"""How can the work on an update end?"""

from enum import Enum


class UpdateOutcome(Enum):
    """Each update ends in one of these; only `AGAIN` is asked for anew."""

    HANDLED = "handled"
    LIMITED = "limited"  # one message or tap too many in a minute
    COLLAPSED = "collapsed"  # a tap like the one before it, which was still being worked on
    UNREADABLE = "unreadable"
    FAILED = "failed"  # the handler did, and was apologised for
    TIMED_OUT = "timed out"
    AGAIN = "again"  # the database was away
