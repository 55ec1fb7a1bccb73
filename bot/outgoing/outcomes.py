"""Outcomes: how work on an update ends, why a reply was not delivered, and what a failed call amounts to."""

from enum import Enum

from bot.outgoing.telegram_errors import Failure
from jobs.workers.ports import Delivery


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


OUTCOMES = {
    Failure.NOT_SENT: Delivery.NOT_SENT,
    Failure.HELD: Delivery.NOT_SENT,
    Failure.AMBIGUOUS: Delivery.DOUBTFUL,
    Failure.PERMANENT: Delivery.REFUSED,
    Failure.GONE: Delivery.GONE,
    # Only groups migrate, and we write to people; if it happens, /start in the new chat fixes it.
    Failure.MIGRATED: Delivery.GONE,
    Failure.UNCHANGED: Delivery.SENT,
    Failure.UNFIT: Delivery.REFUSED,
    Failure.NO_TOPIC: Delivery.REFUSED,
    Failure.FATAL: Delivery.NOT_SENT,
}


def outcome_of(failure: Failure | None) -> Delivery:
    """The delivery outcome of a call; None is a success."""
    return Delivery.SENT if failure is None else OUTCOMES[failure]
