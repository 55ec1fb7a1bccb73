"""What do an answer or a new setting do to the plan? Fact and plan move in one transaction."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import wraps
from random import Random
from typing import TypeVar, Unpack

from sqlalchemy import Connection

from jobs.choose.pick import pick
from jobs.choose.recent_offers import Memory
from jobs.choose.suitability import Fit
from jobs.schedule import evening_plan, nudge_plan
from jobs.schedule.active_hours import changed
from messages.content.movements import Catalogue
from storage import if_then_plans, meetings, pauses, people, safety_pause
from storage.changes import Chosen, NightTapsChanges
from storage.history import day_totals, logged_moves, suggestions
from storage.history.logged_moves import Correction, Logged
from storage.meetings import Meet, Met
from storage.pauses import Length, Pause
from storage.people import Person
from storage.sent import answers, nudges
from storage.sent.answers import Outcome, Undone
from storage.tables import SuggestionKind
from storage.values import DayTotals, Intention, Move, Span, Window

LONG_AWAY = timedelta(days=30)
SIGN_NOTED = timedelta(days=1)  # a sign of life is noted once a day: who reads only is here, too

T = TypeVar("T", Outcome | None, Undone)
Planner = Callable[[Person, datetime], datetime | None]


def _replan(tx: Connection, person: Person, now: datetime, planner: Planner) -> Person:
    next_nudge_at, next_evening_at = planner(person, now), evening_plan.next_evening_at(person, now)
    if (next_nudge_at, next_evening_at) == (person.plan.next_nudge_at, person.plan.next_evening_at):
        return person
    return people.change(tx, person.chat_id, next_nudge_at=next_nudge_at, next_evening_at=next_evening_at)


def _and_replan(
    step: Callable[[Connection, int, int, datetime], T], planner: Planner
) -> Callable[[Connection, int, int, datetime], T]:
    @wraps(step)
    def both(tx: Connection, chat_id: int, subject_id: int, now: datetime) -> T:
        outcome = step(tx, chat_id, subject_id, now)
        if outcome is None:
            people.get(tx, chat_id)  # whoever never said hello is told so
            return outcome
        return replace(outcome, person=_replan(tx, outcome.person, now, planner))

    return both


done = _and_replan(answers.done, nudge_plan.next_nudge_at)
later = _and_replan(answers.later, nudge_plan.next_nudge_at)
not_now = _and_replan(answers.not_now, nudge_plan.next_nudge_at)
undo = _and_replan(answers.undo, nudge_plan.after_a_change)
undo_last: Callable[[Connection, int, int, datetime], Undone]
undo_last = _and_replan(answers.undo_last, nudge_plan.after_a_change)


def in_words(
    step: Callable[[Connection, int, int, datetime], Outcome | None], key: str, what: str
) -> Callable[[Connection, int, int, datetime], Outcome | None]:
    """The same for an update with words, which name no nudge: a second delivery finds which one it was."""

    def noted(tx: Connection, chat_id: int, nudge_id: int, now: datetime) -> Outcome | None:
        outcome = step(tx, chat_id, nudge_id, now)
        if outcome is not None:
            people.step(tx, chat_id, key, what, nudge_id)
        return outcome

    return noted


def other(
    tx: Connection,
    chat_id: int,
    nudge_id: int,
    times: int,
    now: datetime,
    catalogue: Catalogue,
    random: Random,
) -> Outcome | None:
    """Another movement in the same nudge; `times` is how many others were shown before the tap."""
    nudge = nudges.find(tx, chat_id, nudge_id)
    if nudge is None:
        return None
    person = people.get(tx, chat_id)
    fresh = False
    if nudge.is_open and nudge.others == times and nudge.intention is None:
        memory, refused = Memory.of(person), (nudge.movement_id,)
        picked = pick(catalogue, Fit.of(person), memory, person.local(now), random, refused)
        if picked is not None:
            nudge = nudges.offer_other(tx, nudge, picked.movement.id, picked.probability)
            answers.here(tx, chat_id, now)
            memory = memory.after(picked.movement, person.local_day(now))
            people.change(tx, chat_id, recent=memory.recent, week=memory.week)
            fresh = True
    return answers.outcome(tx, person, nudge, fresh, now)


@dataclass(frozen=True)
class Back:
    """Somebody is there after a month or more without a sign, and how they stand."""

    person: Person
    today: DayTotals


def is_news(tx: Connection, chat_id: int, now: datetime, key: str) -> bool:
    """That they are there changes something: nudges went unanswered, a safety pause has ended
    meanwhile, they could not be reached, or nobody has noted a sign of them since yesterday; or it did
    so when this update (`key`) came for the first time."""
    person = people.find(tx, chat_id)
    if person is None:
        return False
    is_changed = (
        nudge_plan.ignored_in_row(person) > 0
        or safety_pause.is_over(person, now)
        or not person.presence.reachable
    )
    is_changed = is_changed or person.did(key, people.BACK) is not None
    return is_changed or person.presence.here_at is None or now - person.presence.here_at >= SIGN_NOTED


def here(tx: Connection, chat_id: int, now: datetime, key: str) -> Back | None:
    """They write or tap: whoever had gone quiet is planned for again, and gently after a month or more."""
    person = people.get(tx, chat_id)
    was_away = is_long_away(person, now) or person.did(key, people.BACK) is not None
    was_ignoring = nudge_plan.ignored_in_row(person) > 0
    is_changed = (
        was_away or was_ignoring or safety_pause.is_over(person, now) or not person.presence.reachable
    )
    person = safety_pause.lift_if_over(tx, answers.here(tx, chat_id, now), now)
    if not is_changed:
        return None
    back_at = now if was_away else person.presence.back_at
    if was_away:
        people.step(tx, chat_id, key, people.BACK)
    person = people.change(tx, chat_id, reachable=True, unreachable_at=None, back_at=back_at)
    person = _replan(tx, person, now, nudge_plan.after_a_change)
    return Back(person, day_totals.at(tx, person, person.local_day(now))) if was_away else None


def is_long_away(person: Person, now: datetime) -> bool:
    """They had begun, and have given no sign for a month or more."""
    return person.has_begun and now - (person.presence.here_at or person.presence.joined_at) >= LONG_AWAY


def unblocked(tx: Connection, chat_id: int, now: datetime) -> None:
    """They let us write again: not at once, but from the next window on, or when they write."""
    person = people.find(tx, chat_id)
    if person is None or person.presence.reachable:
        return
    # What went unanswered while they were away is no reason to stay silent, and none to come back for.
    back_at = now if is_long_away(person, now) else person.presence.back_at
    person = people.change(
        tx, chat_id, reachable=True, unreachable_at=None, **answers.HERE, open_nudge_id=None, back_at=back_at
    )
    next_at = nudge_plan.from_the_next_window(person, now)
    evening_at = evening_plan.next_evening_at(person, next_at or now)  # nothing else comes before that either
    people.change(tx, chat_id, next_nudge_at=next_at, next_evening_at=evening_at)


def welcome(tx: Connection, chat_id: int, language: str, zone: str, now: datetime) -> Person:
    """Take somebody in, or welcome them back: reachable again, nothing lost."""
    known = people.find(tx, chat_id)
    people.welcome(tx, chat_id, language, zone, now)
    person = answers.here(tx, chat_id, now)
    if known is not None and known.plan.next_nudge_at is not None:
        return person  # said hello again in the middle of a day: the plan stands
    return _replan(tx, person, now, nudge_plan.after_a_change)


def begin(tx: Connection, chat_id: int, now: datetime) -> Person:
    """The habit begins; beginning twice changes nothing."""
    person = people.begin(tx, chat_id, now)
    return person if person.plan.next_nudge_at else _replan(tx, person, now, nudge_plan.after_a_change)


def choose(tx: Connection, /, chat_id: int, now: datetime, **chosen: Unpack[Chosen]) -> Person:
    """New settings, in force from the next nudge on."""
    person = people.get(tx, chat_id)
    answers.here(tx, chat_id, now)
    counted: NightTapsChanges = {}
    if "zone" in chosen:
        pauses.bridge(tx, person, chosen["zone"], now)
        counted = {"odd_on": None, "odd_days": 0}  # by the clock that was
    if "weekdays" in chosen:
        people.set_weekdays(tx, chat_id, chosen["weekdays"], now)
    return _replan(tx, people.change(tx, chat_id, **chosen, **counted), now, nudge_plan.after_a_change)


def take_up(
    tx: Connection, /, chat_id: int, kind: SuggestionKind, now: datetime, **chosen: Unpack[Chosen]
) -> Person:
    """A suggestion of the look back is taken, and its setting with it."""
    person = choose(tx, chat_id, now, **chosen) if chosen else answers.here(tx, chat_id, now)
    suggestions.take(tx, chat_id, kind, now)
    return person


def choose_zone(tx: Connection, chat_id: int, zone: str, key: str, now: datetime) -> Person:
    """Another zone; whatever they were asked is answered by it, and by this update (`key`)."""
    people.settle(tx, chat_id, key)
    return choose(tx, chat_id, now, zone=zone)


def intend(tx: Connection, chat_id: int, told: Intention, now: datetime) -> Person:
    """Keep a "when X, then Y"; its number is given, and free or to be replaced."""
    answers.here(tx, chat_id, now)
    return _replan(tx, if_then_plans.put(tx, chat_id, told), now, nudge_plan.after_a_change)


def let_go(tx: Connection, chat_id: int, number: int, now: datetime) -> Person:
    """One of them goes, and so does its nudge that was put off."""
    person = if_then_plans.drop(tx, chat_id, number)
    put_off = (
        None if person.plan.later_nudge_id is None else nudges.find(tx, chat_id, person.plan.later_nudge_id)
    )
    if put_off is not None and put_off.intention == number:
        people.change(tx, chat_id, later_until_at=None, later_nudge_id=None)
    return _replan(tx, answers.here(tx, chat_id, now), now, nudge_plan.after_a_change)


def choose_window(tx: Connection, chat_id: int, begins: str, window: Window | None, now: datetime) -> Person:
    """Change, add or remove (None) the stretch of active hours that begins at `begins` ("0900")."""
    person = people.get(tx, chat_id)
    return choose(tx, chat_id, now, windows=changed(person.settings.windows, begins, window))


def pause(tx: Connection, chat_id: int, until_at: Length, now: datetime) -> Person:
    """Quiet until then, for a time, for so many days, or (None) until they say; raises `BadPause`."""
    person = answers.here(tx, chat_id, now)
    asked = Pause.lasting(person, until_at, now)
    if person.is_safety_paused:
        # A shorter pause must not end it: it stays until they resume.
        person = safety_pause.pause(tx, chat_id, None, person.pause.check_back_at, now)
    elif asked.from_at == now:
        person = pauses.pause(tx, chat_id, asked.until_at, now)
    return _replan(tx, person, now, nudge_plan.after_a_change)


def pause_for_safety(
    tx: Connection, chat_id: int, length: timedelta | None, check_back: timedelta | None, now: datetime
) -> Person:
    """Quiet for their safety, for so long or until they say (None); one question comes after `check_back`."""
    answers.here(tx, chat_id, now)
    until_at = None if length is None else now + length
    person = safety_pause.pause(tx, chat_id, until_at, None if check_back is None else now + check_back, now)
    return _replan(tx, person, now, nudge_plan.after_a_change)


def resume(tx: Connection, chat_id: int, now: datetime) -> Person:
    """Back to nudging."""
    answers.here(tx, chat_id, now)
    return _replan(tx, pauses.resume(tx, chat_id, now), now, nudge_plan.after_a_change)


def meet(
    tx: Connection, chat_id: int, spans: Sequence[Span], cancelled: Sequence[Span], now: datetime
) -> Person:
    """Quiet while these last, and no more while those would have lasted; raises `BadSpan`."""
    person = answers.here(tx, chat_id, now)
    for span in spans:
        person = meetings.add(tx, chat_id, span, now)
    for span in cancelled:
        person = meetings.remove(tx, chat_id, span, now)
    return _replan(tx, person, now, nudge_plan.after_a_change)


def invite(tx: Connection, chat_id: int, met: Sequence[Meet], now: datetime) -> Met:
    """The meetings of a calendar file, each as its file has it now."""
    answers.here(tx, chat_id, now)
    kept = meetings.take(tx, chat_id, met, now)
    return replace(kept, person=_replan(tx, kept.person, now, nudge_plan.after_a_change))


def uninvite(tx: Connection, chat_id: int, told_at: datetime, now: datetime) -> Met:
    """All that one file has brought goes again."""
    answers.here(tx, chat_id, now)
    met = meetings.take_back(tx, chat_id, told_at, now)
    return replace(met, person=_replan(tx, met.person, now, nudge_plan.after_a_change))


def unmeet(tx: Connection, chat_id: int, spans: Sequence[Span], now: datetime) -> Person:
    """What was typed is open again; what a calendar keeps quiet stays so."""
    person = people.get(tx, chat_id)
    for span in spans:
        person = meetings.remove(tx, chat_id, span, now, only_unnamed=True)
    return _replan(tx, person, now, nudge_plan.after_a_change)


def log(
    tx: Connection,
    chat_id: int,
    message_id: int,
    told: Sequence[Move],
    now: datetime,
    told_at: datetime | None = None,
) -> Logged:
    """What they told (at `told_at`, or now) or tapped; one made within a pace restarts the sitting clock."""
    pace = timedelta(minutes=people.get(tx, chat_id).settings.pace_minutes)
    logged = logged_moves.log(tx, chat_id, message_id, told, now - pace, now, told_at)
    return _logged(tx, logged, now, nudge_plan.next_nudge_at)


def log_again(
    tx: Connection,
    chat_id: int,
    message_id: int,
    told: Sequence[Move],
    now: datetime,
    told_at: datetime | None = None,
) -> Logged:
    """They changed the message: what it tells now counts instead of what it told before."""
    pace = timedelta(minutes=people.get(tx, chat_id).settings.pace_minutes)
    logged = logged_moves.log_again(tx, chat_id, message_id, told, now - pace, now, told_at)
    return _logged(tx, logged, now, nudge_plan.after_a_change)


def log_done(tx: Connection, chat_id: int, message_id: int, move: Move, now: datetime) -> Logged | None:
    """ "Done" in words; None when no nudge waits for it."""
    logged = logged_moves.done(tx, chat_id, message_id, move, now)
    return None if logged is None else _logged(tx, logged, now, nudge_plan.next_nudge_at)


def log_undo(tx: Connection, chat_id: int, message_id: int, now: datetime) -> Logged:
    return _logged(tx, logged_moves.undo(tx, chat_id, message_id, now), now, nudge_plan.after_a_change)


def log_redo(tx: Connection, chat_id: int, message_id: int, now: datetime) -> Logged:
    return _logged(tx, logged_moves.redo(tx, chat_id, message_id, now), now, nudge_plan.after_a_change)


def log_fix(
    tx: Connection, /, chat_id: int, message_id: int, part: int, now: datetime, **columns: Unpack[Correction]
) -> Logged:
    logged = logged_moves.fix(tx, chat_id, message_id, part, now, **columns)
    return _logged(tx, logged, now, nudge_plan.after_a_change)


def _logged(tx: Connection, logged: Logged, now: datetime, planner: Planner) -> Logged:
    return replace(logged, person=_replan(tx, logged.person, now, planner))


@dataclass(frozen=True)
class Asked:
    """The nudge that somebody asked for, and the message it takes the place of."""

    nudge_id: int
    movement_id: str
    replaces_message_id: int | None


def ask(
    tx: Connection, chat_id: int, key: str, now: datetime, catalogue: Catalogue, random: Random
) -> Asked | None:
    """One movement now, picked as a nudge would be; None when nothing may be offered. It uses no budget.

    An update (`key`) that is delivered twice asks once.
    """
    person = answers.here(tx, chat_id, now)
    if (asked := _asked_before(tx, person, key)) is not None:
        return asked
    memory = Memory.of(person)
    picked = pick(catalogue, Fit.of(person), memory, person.local(now), random)
    if picked is None:
        return None
    before = (
        None if person.sent.open_nudge_id is None else nudges.find(tx, chat_id, person.sent.open_nudge_id)
    )
    nudges.lapse(tx, [] if before is None else [before.id], now)
    nudge_id = nudges.offer(tx, person, picked.movement.id, picked.probability, now)
    memory = memory.after(picked.movement, person.local_day(now))
    person = people.change(
        tx, chat_id, open_nudge_id=nudge_id, nudged_at=now, recent=memory.recent, week=memory.week
    )
    _replan(tx, person, now, nudge_plan.next_nudge_at)
    is_other = before is not None and before.id != nudge_id
    replaced = before.message_id if before is not None and is_other else None
    people.step(tx, chat_id, key, people.OFFERED, f"{nudge_id} {replaced or 0}")
    return Asked(nudge_id, picked.movement.id, replaced)


def _asked_before(tx: Connection, person: Person, key: str) -> Asked | None:
    offered = person.did(key, people.OFFERED)
    if offered is None:
        return None
    nudge_id, replaced = map(int, offered.split())
    nudge = nudges.find(tx, person.chat_id, nudge_id)
    return None if nudge is None else Asked(nudge_id, nudge.movement_id, replaced or None)
