"""The path: where somebody is, a rung up or down, and off or on it again. One transaction each."""

from datetime import datetime, timedelta

from sqlalchemy import Connection

from jobs.choose.suitability import Fit, suiting
from jobs.programme import phases, rungs
from jobs.programme.whereabouts import Whereabouts
from jobs.programme.whereabouts import whereabouts as found
from messages.content.movements import Catalogue
from storage import people, settings_undo
from storage.history import moved_days
from storage.person import Person
from storage.sent import nudges
from storage.values import holding

LOOKED_BACK = timedelta(days=56)  # for what was done on a rung
STAYS = timedelta(days=28)  # after "stay here" nobody is asked about that ladder
LATELY = timedelta(minutes=30)  # words after a movement are about that one


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


def rung_below(
    tx: Connection, chat_id: int, ladder: str, movement_id: str, now: datetime, catalogue: Catalogue
) -> str | None:
    """The rung that this one was reached from."""
    row, allowed = catalogue.ladders.named(ladder), _allowed(people.get(tx, chat_id), now, catalogue)
    if row is None or movement_id not in row.rungs:
        return None
    return next((each for each in row.rungs[: row.height(movement_id)][::-1] if each in allowed), None)


def back_down(
    tx: Connection, chat_id: int, ladder: str, movement_id: str, now: datetime, catalogue: Catalogue
) -> bool:
    """Take a notch back, to this lower rung; False if it is none of theirs."""
    person, row = people.get(tx, chat_id), catalogue.ladders.named(ladder)
    allowed = _allowed(person, now, catalogue)
    if row is None or movement_id not in row.rungs or movement_id not in allowed:
        return False
    on = rungs.present(row, person.path.rungs, person.path.easy_rungs, allowed)
    if on is None or row.height(movement_id) > row.height(on):
        return False
    if on != movement_id:
        entries = rungs.moved_to(person.path.rungs, ladder, movement_id, person.local_day(now))
        people.change(tx, chat_id, rungs=entries)
    return True


def stay(
    tx: Connection,
    chat_id: int,
    ladder: str,
    now: datetime,
    catalogue: Catalogue,
    after: timedelta = timedelta(),
) -> str | None:
    """Leave them on their rung, which is returned; what they do on it counts again `after` so long."""
    person, row = people.get(tx, chat_id), catalogue.ladders.named(ladder)
    if row is None:
        return None
    path = person.path
    on = rungs.present(row, path.rungs, path.easy_rungs, _allowed(person, now, catalogue))
    if on is not None:
        counts_on = person.local_day(now) + after
        people.change(tx, chat_id, rungs=rungs.moved_to(path.rungs, ladder, on, counts_on))
    return on


def too_hard(tx: Connection, chat_id: int, movement_id: str, now: datetime, catalogue: Catalogue) -> None:
    """One rung down on the ladders of this movement, without a word."""
    person = people.get(tx, chat_id)
    people.change(tx, chat_id, rungs=_lowered(person, movement_id, now, catalogue))


def hurts(tx: Connection, chat_id: int, movement_id: str, now: datetime, catalogue: Catalogue) -> None:
    """Let this movement rest for seven days; it comes back one rung lower."""
    person = people.get(tx, chat_id)
    resting = rungs.resting_after(person.for_now.resting, movement_id, person.local_day(now))
    people.change(tx, chat_id, resting=resting, rungs=_lowered(person, movement_id, now, catalogue))


def too_hard_in_words(
    tx: Connection, chat_id: int, message_id: int, movement_id: str, now: datetime, catalogue: Catalogue
) -> bool:
    """The same for a message that says so, once; True if it can be taken back like a setting."""
    kept = settings_undo.find(tx, chat_id, message_id)
    if kept is not None:
        return kept.can_be_undone
    before = people.get(tx, chat_id)
    too_hard(tx, chat_id, movement_id, now, catalogue)
    after = people.get(tx, chat_id)
    names = ["rungs"] if after.path.rungs != before.path.rungs else []
    settings_undo.keep(tx, message_id, before, after, names, now)
    return bool(names)


def hurts_lately(tx: Connection, chat_id: int, now: datetime, catalogue: Catalogue) -> str | None:
    """Let rest what they have just done or were just shown, once a day; None if that is nothing of ours."""
    person = people.get(tx, chat_id)
    shown = moved_days.last_done(tx, chat_id, now - LATELY)
    open_id, nudged_at = person.sent.open_nudge_id, person.sent.nudged_at
    if open_id is not None and nudged_at is not None and now - nudged_at <= LATELY:
        nudge = nudges.find(tx, chat_id, open_id)
        shown = (nudge.movement_id if nudge is not None else None) or shown
    if shown is None or shown not in catalogue:
        return None
    if shown not in holding(person.for_now.resting, person.local_day(now)):
        hurts(tx, chat_id, shown, now, catalogue)
    return shown


def _lowered(person: Person, movement_id: str, now: datetime, catalogue: Catalogue) -> tuple[str, ...]:
    path, allowed = person.path, _allowed(person, now, catalogue)
    today = person.local_day(now)
    return rungs.lowered(catalogue.ladders, path.rungs, path.easy_rungs, allowed, movement_id, today)


def _allowed(person: Person, now: datetime, catalogue: Catalogue) -> frozenset[str]:
    return frozenset(each.id for each in suiting(catalogue, Fit.of(person, now).anywhere()))
