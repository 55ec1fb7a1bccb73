"""The path: where somebody is, a rung up or down, and off or on it again. One transaction each."""

from datetime import datetime, timedelta

from sqlalchemy import Connection

from jobs.choose.suitability import Fit, suiting
from jobs.programme import phases, rungs
from jobs.programme.whereabouts import Whereabouts
from jobs.programme.whereabouts import whereabouts as found
from messages.content.movements import Catalogue
from storage import people
from storage.history import moved_days
from storage.person import Person

LOOKED_BACK = timedelta(days=56)  # for what was done on a rung


def whereabouts(tx: Connection, chat_id: int, now: datetime, catalogue: Catalogue) -> Whereabouts:
    """Where they are on the path, with this week's days and the rungs they may be asked about."""
    person = _turned(tx, people.get(tx, chat_id), now, catalogue)
    today = person.local_day(now)
    monday = phases.monday_of(today)
    days = moved_days.in_weeks(tx, {chat_id: monday}).get(chat_id, 0)
    done = moved_days.done(tx, chat_id, today - LOOKED_BACK)
    return found(person, catalogue, _allowed(person, now, catalogue), days, done, today)


def _turned(tx: Connection, person: Person, now: datetime, catalogue: Catalogue) -> Person:
    """The person in the week that is running, even if no claim has turned it yet; nothing is written."""
    today, begun_on = person.local_day(now), person.path.path_week_on
    if begun_on is None or not phases.is_over(person.path, today):
        return person
    moved = moved_days.in_weeks(tx, {person.chat_id: begun_on}).get(person.chat_id, 0)
    return person.changed(**phases.advanced(person, moved, today, catalogue.programme, catalogue.ladders))


def a_notch_more(
    tx: Connection, chat_id: int, ladder: str, movement_id: str, now: datetime, catalogue: Catalogue
) -> bool:
    """Move them up to this movement, as they agreed; False if it is not their next rung any more.

    The same tap again changes nothing.
    """
    person, row = people.get(tx, chat_id), catalogue.ladders.named(ladder)
    if row is None:
        return False
    path, allowed = person.path, _allowed(person, now, catalogue)
    if rungs.present(row, path.rungs, path.easy_rungs, allowed) == movement_id:
        return True
    if rungs.next_up(row, path.rungs, path.easy_rungs, allowed) != movement_id:
        return False
    entries = rungs.moved_to(path.rungs, ladder, movement_id, person.local_day(now))
    people.change(tx, chat_id, rungs=entries)
    return True


def stay(tx: Connection, chat_id: int, ladder: str, now: datetime, catalogue: Catalogue) -> None:
    """Leave them on their rung; they are asked again after as many more."""
    person, row = people.get(tx, chat_id), catalogue.ladders.named(ladder)
    if row is None:
        return
    path = person.path
    on = rungs.present(row, path.rungs, path.easy_rungs, _allowed(person, now, catalogue))
    if on is not None:
        people.change(tx, chat_id, rungs=rungs.moved_to(path.rungs, ladder, on, person.local_day(now)))


def too_hard(tx: Connection, chat_id: int, movement_id: str, now: datetime, catalogue: Catalogue) -> None:
    """One rung down on the ladders of this movement, without a word."""
    person = people.get(tx, chat_id)
    people.change(tx, chat_id, rungs=_lowered(person, movement_id, now, catalogue))


def hurts(tx: Connection, chat_id: int, movement_id: str, now: datetime, catalogue: Catalogue) -> None:
    """Let this movement rest for seven days; it comes back one rung lower."""
    person = people.get(tx, chat_id)
    resting = rungs.resting_after(person.for_now.resting, movement_id, person.local_day(now))
    people.change(tx, chat_id, resting=resting, rungs=_lowered(person, movement_id, now, catalogue))


def _lowered(person: Person, movement_id: str, now: datetime, catalogue: Catalogue) -> tuple[str, ...]:
    path, allowed = person.path, _allowed(person, now, catalogue)
    today = person.local_day(now)
    return rungs.lowered(catalogue.ladders, path.rungs, path.easy_rungs, allowed, movement_id, today)


def _allowed(person: Person, now: datetime, catalogue: Catalogue) -> frozenset[str]:
    return frozenset(each.id for each in suiting(catalogue, Fit.of(person, now).anywhere()))
