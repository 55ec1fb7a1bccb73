"""Library cards: what a tap on one does, once per card shown. Each is one transaction."""

from datetime import datetime

from sqlalchemy import Connection

from jobs.actions import answer, body, offer, settings
from messages.content.movements import Movement
from storage import people
from storage.history.feats import NO_KINDS, MoveKinds
from storage.person import Person
from storage.sent import answers, offers
from storage.sent.answers import Outcome


def opened(
    tx: Connection, chat_id: int, movement: Movement, shown_at: datetime, now: datetime
) -> Outcome | None:
    """The card's movement as an open nudge; None if another movement was shown at that instant."""
    nudge_id = offer.of_card(tx, chat_id, movement, shown_at, now)
    return None if nudge_id is None else answers.find(tx, chat_id, nudge_id, now)


def done(
    tx: Connection,
    chat_id: int,
    movement: Movement,
    shown_at: datetime,
    now: datetime,
    kinds: MoveKinds = NO_KINDS,
) -> Outcome | None:
    """Count the card's movement, once for each time the card was shown; None as for `opened`."""
    nudge_id = offer.of_card(tx, chat_id, movement, shown_at, now)
    return None if nudge_id is None else answer.done(tx, chat_id, nudge_id, now, kinds)


def undo(tx: Connection, chat_id: int, shown_at: datetime, now: datetime) -> Outcome | None:
    """Take back the move of the card; None if nothing was done with it."""
    nudge = offers.due_at(tx, chat_id, shown_at)
    return None if nudge is None else answer.undo(tx, chat_id, nudge.id, now)


def leave_out(
    tx: Connection, chat_id: int, movement_id: str, shown_at: datetime, now: datetime
) -> Outcome | None:
    """Exclude the card's movement, and decline its nudge if one was opened, which is returned."""
    nudge = offers.due_at(tx, chat_id, shown_at)
    body.exclude(tx, chat_id, movement_id, now)
    if nudge is None or nudge.movement_id != movement_id:
        return None
    return answer.not_now(tx, chat_id, nudge.id, now)


def star(tx: Connection, chat_id: int, movement_id: str, is_starred: bool, now: datetime) -> Person:
    """Make the movement a favourite, or no longer; idempotent."""
    others = tuple(each for each in people.get(tx, chat_id).body.favourites if each != movement_id)
    favourites = (*others, movement_id) if is_starred else others
    return settings.choose(tx, chat_id, now, favourites=favourites)
