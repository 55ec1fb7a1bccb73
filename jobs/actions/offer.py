"""Movements on request: another one in the same nudge, or one now."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from random import Random

from sqlalchemy import Connection

from jobs.actions.replan import replan
from jobs.choose.lines import line_for
from jobs.choose.loops import pictured_after, shows_loop, shows_when_asked
from jobs.choose.pick import Pick, at_hour, pick_for
from jobs.choose.recent_offers import offered_after
from jobs.choose.suitability import Fit, may_be_offered, suiting
from jobs.schedule import nudge_plan
from messages.content.movements import Catalogue, Movement
from storage import people
from storage.person import Person
from storage.sent import answers, nudges, offers
from storage.sent.answers import Outcome
from storage.sent.nudges import Nudge

CERTAIN = 1.0  # probability of a movement they named


def another(
    tx: Connection,
    chat_id: int,
    nudge_id: int,
    times: int,
    now: datetime,
    catalogue: Catalogue,
    random: Random,
    loops: Collection[str] = (),
    has_media: bool = False,
) -> Outcome | None:
    """Show another movement in the same nudge; `times` is how many were shown before the tap.

    A message with a loop (`has_media`) gets the new movement's loop, as media cannot be removed from it.
    """
    nudge = nudges.find(tx, chat_id, nudge_id)
    if nudge is None:
        return None
    person, picked = people.get(tx, chat_id), None
    if nudge.is_open and nudge.others == times and nudge.intention is None:
        picked = pick_for(person, catalogue, now, random, refused=(nudge.movement_id,))
    if picked is not None:
        nudge = _replaced(tx, person, nudge, picked, now, loops, has_media)
    return answers.outcome(tx, person, nudge, picked is not None, now)


def keep_fitting(
    tx: Connection,
    chat_id: int,
    key: str,
    before: Person,
    now: datetime,
    catalogue: Catalogue,
    random: Random,
    loops: Collection[str] = (),
) -> Outcome | None:
    """Replace the movement of the nudge that is out if it does not fit any more; None if it may stay.

    `before` is the person as they were. A nudge on its way is replaced as well. Where no other movement
    fits, or safety has the word, the nudge is declined. A redelivered update (`key`) finds the same nudge.
    """
    person = people.get(tx, chat_id)
    if (kept := person.did(key, people.KEPT)) is not None:
        again = nudges.find(tx, chat_id, int(kept))
        return None if again is None else answers.outcome(tx, person, again, False, now)
    for waiting in nudges.waiting(tx, chat_id):
        if not _stays(waiting.movement_id, before, person, now, catalogue):
            _another_instead(tx, person, waiting, now, catalogue, random, loops)
    person, open_id = people.get(tx, chat_id), person.sent.open_nudge_id
    nudge = None if open_id is None else nudges.find(tx, chat_id, open_id)
    if nudge is None or not nudge.is_open or _stays(nudge.movement_id, before, person, now, catalogue):
        return None
    person = people.step(tx, chat_id, key, people.KEPT, nudge.id)
    swapped = None
    if not person.is_safety_paused:
        swapped = _another_instead(tx, person, nudge, now, catalogue, random, loops)
    if swapped is None:
        return answers.not_now(tx, chat_id, nudge.id, now)
    return answers.outcome(tx, person, swapped, True, now)


def _stays(movement_id: str, before: Person, person: Person, now: datetime, catalogue: Catalogue) -> bool:
    """True if the body allows it, and it suits the place no less than it did."""
    if not movement_id:
        return True
    local = person.local(now)
    is_allowed = may_be_offered(catalogue, movement_id, Fit.of(person, now))
    suited, suits = (
        any(each.id == movement_id for each in suiting(catalogue, at_hour(Fit.of(who, now), local)))
        for who in (before, person)
    )
    return is_allowed and (suits or not suited)


def _another_instead(
    tx: Connection,
    person: Person,
    nudge: Nudge,
    now: datetime,
    catalogue: Catalogue,
    random: Random,
    loops: Collection[str],
) -> Nudge | None:
    """The nudge with another movement; None if there is none, and one on its way is called off then."""
    picked = pick_for(person, catalogue, now, random, refused=(nudge.movement_id,))
    if picked is not None:
        return _replaced(tx, person, nudge, picked, now, loops, nudge.has_media)
    if nudge.message_id is None:
        nudges.call_off_one(tx, person.chat_id, nudge.id)
    return None


def _replaced(
    tx: Connection,
    person: Person,
    nudge: Nudge,
    picked: Pick,
    now: datetime,
    loops: Collection[str],
    has_media: bool,
) -> Nudge:
    """The nudge with the picked movement in place of its own; records activity and the offer."""
    new, showing = picked.movement.id, person.showing
    is_moving = shows_loop(showing, new, loops) or (has_media and shows_when_asked(showing, new, loops))
    today = person.local_day(now)
    line = line_for(picked.movement.number, person.sent.offered, today)
    nudge = offers.offer_other(tx, nudge, new, picked.probability, line=line, has_media=is_moving)
    answers.here(tx, person.chat_id, now)
    offered = offered_after(person, picked.movement, line, today)
    seen = pictured_after(showing, new) if is_moving else showing.pictured
    people.change(tx, person.chat_id, offered=offered, pictured=seen)
    return nudge


@dataclass(frozen=True)
class Offered:
    """A nudge that was asked for, and the message it replaces."""

    nudge_id: int
    movement_id: str
    replaces_message_id: int | None
    has_media: bool = False  # to be shown with its loop
    line: int | None = None  # the wording it opens with


def one_now(
    tx: Connection,
    chat_id: int,
    key: str,
    now: datetime,
    catalogue: Catalogue,
    random: Random,
    loops: Collection[str] = (),
) -> Offered | None:
    """Offer a movement now, picked as for a nudge; None if none may be offered. Uses no budget.

    A redelivered update (`key`) returns the first offer.
    """
    person = answers.here(tx, chat_id, now)
    if (offered := _offered_before(tx, person, key)) is not None:
        return offered
    picked = pick_for(person, catalogue, now, random)
    if picked is None:
        return None
    before = _lapsed(tx, person, now)
    is_moving = shows_loop(person.showing, picked.movement.id, loops)
    nudge_id = _opened(tx, person, picked.movement, picked.probability, now, is_moving)
    opened = nudges.find(tx, chat_id, nudge_id)
    is_other = before is not None and before.id != nudge_id
    replaced = before.message_id if before is not None and is_other else None
    people.step(tx, chat_id, key, people.OFFERED, f"{nudge_id} {replaced or 0}")
    line = None if opened is None else opened.line
    return Offered(nudge_id, picked.movement.id, replaced, is_moving, line)


def this_now(
    tx: Connection,
    chat_id: int,
    key: str,
    movement: Movement,
    now: datetime,
    loops: Collection[str] = (),
) -> Offered:
    """Open a nudge with the movement they asked for: "done" answers it from now on.

    The previous nudge's message stays, as they asked for that, too. Redelivered (`key`), changes nothing.
    """
    person = answers.here(tx, chat_id, now)
    if (offered := _offered_before(tx, person, key)) is not None:
        return offered
    _lapsed(tx, person, now)
    is_moving = shows_when_asked(person.showing, movement.id, loops)
    nudge_id = _opened(tx, person, movement, CERTAIN, now, is_moving)
    people.step(tx, chat_id, key, people.OFFERED, f"{nudge_id} 0")
    return Offered(nudge_id, movement.id, None, is_moving)


def of_card(
    tx: Connection, chat_id: int, movement: Movement, shown_at: datetime, now: datetime
) -> int | None:
    """The nudge of a library card, opened by the first tap on it; the same card keeps its nudge.

    A card is identified by the instant it was shown; None if another movement was shown then.
    """
    before = offers.due_at(tx, chat_id, shown_at)
    if before is not None:
        return before.id if before.movement_id == movement.id else None
    person = answers.here(tx, chat_id, now)
    _lapsed(tx, person, now)
    return _opened(tx, person, movement, CERTAIN, now, is_moving=False, shown_at=shown_at)


def _lapsed(tx: Connection, person: Person, now: datetime) -> Nudge | None:
    """Lapse the open nudge; returns it."""
    open_id = person.sent.open_nudge_id
    before = None if open_id is None else nudges.find(tx, person.chat_id, open_id)
    nudges.lapse(tx, [] if before is None else [before.id], now)
    return before


def _opened(
    tx: Connection,
    person: Person,
    movement: Movement,
    probability: float,
    now: datetime,
    is_moving: bool,
    shown_at: datetime | None = None,
) -> int:
    """Open a nudge with this movement, shown at `shown_at` (or now), and begin a new pace."""
    today = person.local_day(now)
    line = line_for(movement.number, person.sent.offered, today)
    nudge_id = offers.offer(
        tx, person, movement.id, probability, shown_at or now, line=line, has_media=is_moving
    )
    person = people.change(
        tx,
        person.chat_id,
        open_nudge_id=nudge_id,
        nudged_at=now,
        offered=offered_after(person, movement, line, today),
        pictured=pictured_after(person.showing, movement.id) if is_moving else person.showing.pictured,
    )
    replan(tx, person, now, nudge_plan.next_nudge_at)
    return nudge_id


def _offered_before(tx: Connection, person: Person, key: str) -> Offered | None:
    offered = person.did(key, people.OFFERED)
    if offered is None:
        return None
    nudge_id, replaced = map(int, offered.split())
    nudge = nudges.find(tx, person.chat_id, nudge_id)
    if nudge is None:
        return None
    return Offered(nudge_id, nudge.movement_id, replaced or None, nudge.has_media, nudge.line)
