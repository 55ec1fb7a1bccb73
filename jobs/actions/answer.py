"""Answers to a nudge, and their undo: each is one transaction that also moves the plan."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from jobs.actions.replan import Planner, planning, replan
from jobs.schedule import nudge_plan
from storage import people
from storage.history.feats import NO_KINDS, MoveKinds
from storage.sent import answers
from storage.sent.answers import Outcome, Undone

Answering = Callable[[Connection, int, int, datetime], Outcome | None]


def done(
    tx: Connection, chat_id: int, nudge_id: int, now: datetime, kinds: MoveKinds = NO_KINDS
) -> Outcome | None:
    """Count the nudge's movement, once; None if the nudge is not theirs."""
    plan = planning(now, nudge_plan.next_nudge_at)
    outcome = answers.done(tx, chat_id, nudge_id, now, kinds=kinds, plan=plan)
    return _replanned(tx, chat_id, outcome, now, nudge_plan.next_nudge_at)


def later(tx: Connection, chat_id: int, nudge_id: int, now: datetime) -> Outcome | None:
    """Put the nudge off for a while; None if it is not theirs."""
    outcome = answers.later(tx, chat_id, nudge_id, now, planning(now, nudge_plan.next_nudge_at))
    return _replanned(tx, chat_id, outcome, now, nudge_plan.next_nudge_at)


def not_now(tx: Connection, chat_id: int, nudge_id: int, now: datetime) -> Outcome | None:
    """Decline the nudge; None if it is not theirs."""
    outcome = answers.not_now(tx, chat_id, nudge_id, now, planning(now, nudge_plan.next_nudge_at))
    return _replanned(tx, chat_id, outcome, now, nudge_plan.next_nudge_at)


def undo(tx: Connection, chat_id: int, nudge_id: int, now: datetime) -> Outcome | None:
    """Undo the nudge's move; None if it is not theirs."""
    outcome = answers.undo(tx, chat_id, nudge_id, now)
    return _replanned(tx, chat_id, outcome, now, nudge_plan.after_a_change)


def undo_last(tx: Connection, chat_id: int, message_id: int, now: datetime) -> Undone:
    """Undo the newest move of the last 48 hours; a redelivered message does so only once."""
    undone = answers.undo_last(tx, chat_id, message_id, now)
    return replace(undone, person=replan(tx, undone.person, now, nudge_plan.after_a_change))


def _replanned(
    tx: Connection, chat_id: int, outcome: Outcome | None, now: datetime, planner: Planner
) -> Outcome | None:
    if outcome is None:
        people.get(tx, chat_id)  # raises `Stranger`
        return None
    if outcome.fresh and planner is nudge_plan.next_nudge_at:
        return outcome  # written together with the answer
    return replace(outcome, person=replan(tx, outcome.person, now, planner))


def in_words(step: Answering, key: str, what: str) -> Answering:
    """Answer the open nudge by text; a redelivery finds the nudge it answered the first time."""

    def noted(tx: Connection, chat_id: int, nudge_id: int, now: datetime) -> Outcome | None:
        outcome = step(tx, chat_id, nudge_id, now)
        if outcome is not None:
            people.step(tx, chat_id, key, what, nudge_id)
        return outcome

    return noted
