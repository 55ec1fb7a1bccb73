"""Claim of everyone who is due: plans move and decisions are stored before anything is sent.

A person has two plans, reminders and evenings, which are claimed alike; `decisions.py` decides each kind
of nudge.
"""

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import Any

from sqlalchemy import Connection

from jobs.schedule import evening_plan, nudge_decision, nudge_plan
from jobs.schedule.nudge_decision import Held, Reason, SendNudge
from jobs.workers import path_weeks
from jobs.workers.claim_round import ClaimRound, Decision
from jobs.workers.decisions import KINDS, ahead, hold_evening, hold_reminder
from messages.content.movements import Catalogue
from storage.history import standing
from storage.person import Person
from storage.sent import claims, nudges


@dataclass
class Claimed:
    """Counts of one round: how many were due, how many are nudged, why the others are not."""

    due: int = 0
    nudged: int = 0
    held: Counter[Reason] = field(default_factory=Counter)


@dataclass(frozen=True)
class DuePlan:
    """One of a person's two plans: its column, who is due, how to decide, and when it is due next."""

    column: str  # of `people`
    due: Callable[[Connection, datetime, int], list[Person]]  # the longest due first
    decide: Callable[[Person, datetime], SendNudge | Held | None]
    hold: Callable[[Person, ClaimRound, Held], Decision]
    next_at: Callable[[Decision, datetime], datetime | None]


def claim(
    tx: Connection,
    now: datetime,
    limit: int,
    catalogue: Catalogue,
    random: Random,
    plan: DuePlan,
    loops: Collection[str] = (),
) -> Claimed:
    """Decide about up to `limit` people whose plan is due, once per due time.

    `loops` are the movements that have a loop.
    """
    people = [standing.ended_if_over(tx, person, now) for person in plan.due(tx, now, limit)]
    if not people:
        return Claimed()
    people = path_weeks.advanced(tx, people, now, catalogue)
    this = ClaimRound.of(tx, people, now, catalogue, random, loops)
    decisions = [_decide(person, this, plan) for person in people]
    decided = zip(decisions, people, strict=True)
    rows = [{"due_at": claims.plan_of(p)[plan.column]} | d.row for d, p in decided if d.row is not None]
    claims.decide(tx, rows)
    claims.move_plans(tx, [_moved(decision, plan, now) for decision in decisions])
    nudges.lapse(tx, [d.lapsed_nudge_id for d in decisions if d.lapsed_nudge_id is not None], now)
    held = Counter(decision.held.reason for decision in decisions if decision.held is not None)
    return Claimed(len(people), len(rows) - held.total(), held)


def _decide(person: Person, this: ClaimRound, plan: DuePlan) -> Decision:
    match plan.decide(person, this.now):
        case SendNudge() as send:
            return KINDS[send.kind].decide(person, this, send)
        case Held() as held:
            return plan.hold(person, this, held)
    return Decision(None, person)


def _moved(decision: Decision, plan: DuePlan, now: datetime) -> dict[str, Any]:
    """Columns to write; the plan moves whatever the decision."""
    return claims.plan_of(decision.after) | {plan.column: ahead(plan.next_at(decision, now), now)}


def _next_nudge_at(decision: Decision, now: datetime) -> datetime | None:
    if decision.held is None:
        return nudge_plan.next_nudge_at(decision.after, now)
    held_until_at = nudge_plan.or_intention(decision.after, now, decision.held.until_at)
    return nudge_plan.or_desk_down(decision.after, now, held_until_at)


def _next_evening_at(decision: Decision, now: datetime) -> datetime | None:
    return evening_plan.next_evening_at(decision.after, now)


REMINDERS = DuePlan("next_nudge_at", claims.due, nudge_decision.decide, hold_reminder, _next_nudge_at)
EVENINGS = DuePlan(
    "next_evening_at", claims.due_this_evening, evening_plan.decide, hold_evening, _next_evening_at
)
PLANS = (REMINDERS, EVENINGS)  # in the order in which they are claimed
