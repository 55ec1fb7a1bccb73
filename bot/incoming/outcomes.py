"""How can the work on an update end, and how a reply that does not come?"""

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


class Undelivered(Enum):
    """Why a reply did not come; one of `FULL` is only not kept, and comes unless the process ends."""

    STALE = "stale"
    REFUSED = "refused"  # or nobody is there any more
    FULL = "full"
    UNREADABLE = "unreadable"  # a row of another version
