"""First minute: one movement, how many a day, the time zone, where they sit; then nudges begin.

Each step is one transaction and may be repeated; no step returns to a question already answered.
"""

from datetime import datetime

from sqlalchemy import Connection

from jobs.actions import offer, presence, settings
from jobs.actions.offer import Offered
from jobs.choose.suitability import Fit, first_of_all
from messages.content.limits import WHEELCHAIR
from messages.content.movements import Catalogue
from storage import people
from storage.changes import Chosen
from storage.person import FirstMinute, Person
from storage.sent import answers, nudges

ON_REQUEST = 0  # a budget until they begin, then an open-ended pause


def meet(tx: Connection, chat_id: int, key: str, catalogue: Catalogue, now: datetime) -> Offered | None:
    """The first movement: the open one, or a new one opened now; None if none may be offered."""
    person = answers.here(tx, chat_id, now)
    open_id = person.sent.open_nudge_id
    stands = None if open_id is None else nudges.find(tx, chat_id, open_id)
    is_new = person.did(key, people.OFFERED) is None  # a redelivered update shows the same one
    if is_new and stands is not None and stands.is_open and stands.movement_id in catalogue.first:
        people.step(tx, chat_id, key, people.OFFERED, f"{stands.id} {stands.message_id or 0}")
        return Offered(stands.id, stands.movement_id, stands.message_id)
    movement = first_of_all(catalogue, Fit.of(person, now))
    return None if movement is None else offer.this_now(tx, chat_id, key, movement, now)


def reach(tx: Connection, chat_id: int, question: FirstMinute, now: datetime) -> Person:
    """Open this question, unless they are past it."""
    person = answers.here(tx, chat_id, now)
    order, stands = list(FirstMinute), person.first_minute
    if stands is None or order.index(stands) >= order.index(question):
        return person
    return people.change(tx, chat_id, setting_up=question.value)


def want(tx: Connection, chat_id: int, nudges_a_day: int, now: datetime) -> Person:
    """Set nudges a day, or (0) only on request; the time is asked next."""
    settings.choose(tx, chat_id, now, budget=nudges_a_day)
    return reach(tx, chat_id, FirstMinute.CLOCK, now)


def sit(tx: Connection, chat_id: int, where: str, now: datetime) -> Person:
    """Set where they sit, the last answer, and begin."""
    is_rolling = where == WHEELCHAIR
    chosen: Chosen = {"wheelchair": is_rolling, "chair_only": is_rolling}
    if not is_rolling:
        chosen["place"] = where
    settings.choose(tx, chat_id, now, **chosen)
    return presence.begin(tx, chat_id, now)
