"""Fence: whoever writes unasked work holds the lease in the same transaction, or writes nothing."""

from sqlalchemy import Connection, select

from storage.bots import process_of
from storage.engine.unavailable import Unavailable
from storage.sharing.processes import DISPATCH
from storage.tables import LeaseRow


class NotLeading(Unavailable):
    """Another process dispatches; nothing was written."""


def guard(tx: Connection) -> None:
    """Raise `NotLeading` unless this process holds the lease, and keep others from taking it meanwhile.

    A process that has the database to itself always does.
    """
    if not (process := process_of(tx)):
        return
    held = select(LeaseRow.process).where(LeaseRow.name == DISPATCH).with_for_update(read=True)
    if tx.execute(held).scalar_one_or_none() != process:
        raise NotLeading("another process dispatches")
