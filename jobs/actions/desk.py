"""Desk that goes up: up, down, and up by mistake; each is one transaction that also moves the plan."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from jobs.actions import move_log
from jobs.actions.replan import replan
from jobs.schedule import desk, nudge_plan
from messages.content.limits import STANDS_MINUTES
from storage import people
from storage.history import logged_moves, standing
from storage.history.logged_moves import Logged
from storage.person import Person
from storage.sent import answers, nudges
from storage.sent.nudges import Nudge
from storage.tables import Answer, NudgeKind

USUAL_MINUTES = STANDS_MINUTES[1]
OF_DESKS = (NudgeKind.DESK_UP, NudgeKind.DESK_DOWN, NudgeKind.SIT_DOWN)
RAISED = "desk"  # step of an update that raised it
SAID = "desk-said"  # step of an update whose words answered such a nudge
ASKED_FOR = timedelta(hours=1)  # after that, "done" is no longer taken as the answer


@dataclass(frozen=True)
class Lowered:
    """The person with the desk down, and what the spell was logged as; `logged` None: nothing to count."""

    person: Person
    logged: Logged | None
    was_up: bool


def raised(tx: Connection, chat_id: int, key: str, now: datetime) -> Person:
    """The desk is up, as they say; one that is up already stays so, and an update counts once."""
    answers.here(tx, chat_id, now)
    person = standing.ended_if_over(tx, people.get(tx, chat_id), now)
    if not desk.is_at_a_desk(person) or person.did(key, RAISED) is not None or desk.is_up(person, now):
        return person
    people.step(tx, chat_id, key, RAISED, "up")
    nudges.call_off(tx, chat_id)  # who stands needs no reminder that is on its way
    minutes = person.surroundings.stands_minutes or USUAL_MINUTES
    person = people.change(tx, chat_id, desk_up_at=now, stands_minutes=minutes)
    return replan(tx, person, now, nudge_plan.next_nudge_at)


def raised_for(tx: Connection, chat_id: int, nudge_id: int, key: str, now: datetime) -> Person | None:
    """The desk is up because a nudge said so; None if the nudge is not theirs. Counts once a nudge."""
    nudge = nudges.find_of(tx, chat_id, nudge_id, (NudgeKind.DESK_UP,))
    if nudge is None:
        return None
    if not nudge.is_open:
        return people.get(tx, chat_id)
    answers.note(tx, nudge, Answer.DONE, now)
    return raised(tx, chat_id, key, now)


def answered(
    tx: Connection,
    chat_id: int,
    nudge_id: int,
    answer: Answer,
    now: datetime,
    kinds: Collection[NudgeKind] = OF_DESKS,
) -> Person | None:
    """The answer to such a nudge, the first one; None if it is not theirs."""
    nudge = nudges.find_of(tx, chat_id, nudge_id, kinds)
    if nudge is None:
        return None
    if nudge.is_open:
        answers.note(tx, nudge, answer, now)
    return people.get(tx, chat_id)


def asked_last(tx: Connection, chat_id: int, key: str, now: datetime) -> Nudge | None:
    """The nudge of this kind that words without a name answer: the newest of all, and unanswered.

    A redelivered update (`key`) finds the one that it answered.
    """
    if (said := people.get(tx, chat_id).did(key, SAID)) is not None:
        return nudges.find_of(tx, chat_id, int(said), OF_DESKS)
    nudge = nudges.newest_of(tx, chat_id, OF_DESKS, now - ASKED_FOR)
    if nudge is None or not nudge.is_open:
        return None
    people.step(tx, chat_id, key, SAID, nudge.id)
    return nudge


def lowered(tx: Connection, chat_id: int, message_id: int, now: datetime) -> Lowered:
    """The desk is down, as `message_id` says; the spell counts as a log of that message, once."""
    person = answers.here(tx, chat_id, now)
    if logged_moves.of_message(tx, chat_id, message_id):
        return Lowered(person, logged_moves.shown(tx, chat_id, message_id, now), was_up=True)
    move = standing.spell(person, now)
    was_up = person.surroundings.desk_up_at is not None
    if was_up:
        person = people.change(tx, chat_id, desk_up_at=None)
    if move is None:
        return Lowered(replan(tx, person, now, nudge_plan.next_nudge_at), None, was_up)
    logged = move_log.add(tx, chat_id, message_id, [move], now)
    return Lowered(logged.person, logged, was_up)


def never_up(tx: Connection, chat_id: int, now: datetime) -> Person:
    """It was not up after all: nothing counts."""
    answers.here(tx, chat_id, now)
    person = people.change(tx, chat_id, desk_up_at=None)
    return replan(tx, person, now, nudge_plan.after_a_change)
