"""When is somebody in a meeting? Spans in which nobody writes to them."""

from datetime import datetime

from sqlalchemy import Connection

from storage import people
from storage.columns import Span
from storage.people import Person


def add(tx: Connection, chat_id: int, span: Span, now: datetime) -> Person:
    """One more span; those that are over go."""
    to_come = {each for each in people.get(tx, chat_id).busy if each.until_at > now}
    return people.change(tx, chat_id, busy=tuple(sorted(to_come | {span})))
