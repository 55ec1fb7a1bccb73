"""Bells: what one process tells the others with its commit (NOTIFY), so that nobody has to wait for a poll.

A bell may be lost with its connection. Whatever it announces is in the database, too, and is looked for.
"""

from enum import StrEnum

from sqlalchemy import Connection, func, select

from storage.bots import process_of

CHANNEL = "psoas"


class Bell(StrEnum):
    """What happened; the detail after it is a number."""

    DUE = "due"  # somebody's plan, at this unix time
    FREE = "free"  # the lease, or replies and follow-alongs that nobody carries on
    TURN = "turn"  # of this person, for their next update
    HELD = "held"  # Telegram asks for silence
    SHARES = "shares"  # somebody needs more of the send rate
    GUIDE = "guide"  # the follow-along of this chat is another one now, or over
    GONE = "gone"  # this chat is being deleted
    ANNOUNCE = "announce"  # a broadcast was confirmed


def ring(tx: Connection, bell: Bell, detail: int = 0) -> None:
    """Tell the other processes, once this transaction is committed; nobody is told if there are none."""
    if process := process_of(tx):
        tx.execute(select(func.pg_notify(CHANNEL, f"{process} {bell} {detail}")))


def heard(payload: str, process: int) -> tuple[Bell, int] | None:
    """What a payload tells this process; None if it is its own, or of another version."""
    try:
        sender, bell, detail = payload.split(" ")
        return None if int(sender) == process else (Bell(bell), int(detail))
    except ValueError:
        return None
