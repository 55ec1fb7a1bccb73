"""If-then plans: stored and deleted, with the nudge plan that follows."""

from datetime import datetime

from sqlalchemy import Connection

from jobs.actions.replan import replan
from jobs.schedule import nudge_plan
from storage import if_then_plans, people
from storage.person import Person
from storage.sent import answers, nudges
from storage.values import Intention


def keep(tx: Connection, chat_id: int, told: Intention, now: datetime) -> Person:
    """Store an if-then plan under its number, replacing the plan there."""
    answers.here(tx, chat_id, now)
    return replan(tx, if_then_plans.put(tx, chat_id, told), now, nudge_plan.after_a_change)


def drop(tx: Connection, chat_id: int, number: int, now: datetime) -> Person:
    """Delete a plan, and its nudge if that was put off."""
    person = if_then_plans.drop(tx, chat_id, number)
    put_off = (
        None if person.plan.later_nudge_id is None else nudges.find(tx, chat_id, person.plan.later_nudge_id)
    )
    if put_off is not None and put_off.intention == number:
        people.change(tx, chat_id, later_until_at=None, later_nudge_id=None)
    return replan(tx, answers.here(tx, chat_id, now), now, nudge_plan.after_a_change)
