"""Standing at a desk that goes up: the spell that ends, and what it counts as."""

from datetime import datetime, timedelta

from sqlalchemy import Connection

from storage import people
from storage.history import moves
from storage.person import Person
from storage.values import Move

KIND = "standing"


def spell(person: Person, now: datetime) -> Move | None:
    """The spell as a move, up to `now`; None if the desk is not up, or was for less than a minute.

    Nobody knows how long a desk stayed up that was never said to be down: that counts as the time they chose.
    """
    around = person.surroundings
    if (
        person.body.wheelchair
        or around.desk_up_at is None
        or around.down_at is None
        or around.over_at is None
    ):
        return None
    ends_at = now if now < around.over_at else around.down_at
    minutes = (ends_at - around.desk_up_at) // timedelta(minutes=1)
    return Move(ends_at, kind=KIND, minutes=minutes) if minutes > 0 else None


def ended_if_over(tx: Connection, person: Person, now: datetime) -> Person:
    """The person once a desk that has been up for too long is taken as down; its spell counts."""
    around = person.surroundings
    if around.desk_up_at is None or (around.over_at is not None and now < around.over_at):
        return person
    move = spell(person, now)
    person = people.change(tx, person.chat_id, desk_up_at=None)
    return person if move is None else moves.add_unasked(tx, person, move, now)
