"""Claim of everyone who is due: plans move and decisions are stored before anything is sent.

A person has two plans, reminders and evenings, which are claimed alike; `decisions.py` decides each kind
of nudge.
"""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from sqlalchemy import Connection

from jobs.schedule import evening_plan, nudge_decision, nudge_plan
from jobs.schedule.nudge_decision import Held, Reason, SendNudge
from jobs.workers import path_weeks
from jobs.workers.claim_round import ClaimRound, Decision
from jobs.workers.decisions import (
    KINDS,
    MAY_BE_LATE,
    ahead,
    hold_evening,
    hold_late,
    hold_reminder,
    is_late,
)
from messages.content.movements import Catalogue
from storage.changes import Changes
from storage.history import standing
from storage.person import Person
from storage.sent import claims, due_nudges, nudges
from storage.sent.nudges import Unsent
from storage.tables import NudgeState

A_SECOND = 27  # nudges that are sent, as SEND_RATE says by default
CROWD = timedelta(minutes=1)  # what takes longer to send is a crowd: who is late in it is planned anew


@dataclass
class Claimed:
    """Counts of one round: how many were due, how many are nudged, why the others are not."""

    due: int = 0
    nudged: int = 0
    held: Counter[Reason] = field(default_factory=Counter)
    unsent: Sequence[Unsent] = ()  # the nudges that are to be sent now


@dataclass(frozen=True)
class DuePlan:
    """One of a person's two plans: its column, who is due, how to decide, and when it is due next."""

    column: str  # of `people`
    due: Callable[[Connection, datetime, int], list[Person]]  # the longest due first
    decide: Callable[[Person, datetime], SendNudge | Held | None]
    hold: Callable[[Person, ClaimRound, Held], Decision]
    next_at: Callable[[Decision, datetime], datetime | None]
    moved: Callable[[datetime | None], Changes]


def claim(
    tx: Connection,
    now: datetime,
    limit: int,
    catalogue: Catalogue,
    random: Random,
    plan: DuePlan,
    loops: Collection[str] = (),
    a_second: int = A_SECOND,
) -> Claimed:
    """Decide about up to `limit` people whose plan is due, once per due time.

    `loops` are the movements that have a loop; `a_second` is how many nudges are sent.
    """
    people = [standing.ended_if_over(tx, person, now) for person in plan.due(tx, now, limit)]
    if not people:
        return Claimed()
    before, people = people, path_weeks.advanced(tx, people, now, catalogue)
    crowd = _crowd(tx, people, now, limit, a_second)
    this = ClaimRound.of(tx, people, now, catalogue, random, loops, crowd)
    decisions = [_decide(person, this, plan) for person in people]
    decided = zip(decisions, people, strict=True)
    rows = [{"due_at": getattr(p.plan, plan.column)} | d.row for d, p in decided if d.row is not None]
    newest = nudges.newest(tx)
    claims.decide(tx, rows)
    after = [_moved(decision, plan, now) for decision in decisions]
    claims.move_plans(tx, [(new, claims.changed(old, new)) for old, new in zip(before, after, strict=True)])
    nudges.lapse(tx, [d.lapsed_nudge_id for d in decisions if d.lapsed_nudge_id is not None], now)
    held = Counter(decision.held.reason for decision in decisions if decision.held is not None)
    is_any = any(row["state"] is NudgeState.CLAIMED for row in rows)
    unsent = nudges.unsent(tx, newest, len(rows)) if is_any else ()
    return Claimed(len(people), len(rows) - held.total(), held, unsent)


def claim_first(
    tx: Connection,
    now: datetime,
    limit: int,
    catalogue: Catalogue,
    random: Random,
    plans: Sequence[DuePlan],
    loops: Collection[str] = (),
    a_second: int = A_SECOND,
) -> Claimed:
    """Claim of the first of these plans with anyone due."""
    for plan in plans:
        claimed = claim(tx, now, limit, catalogue, random, plan, loops, a_second)
        if claimed.due:
            return claimed
    return Claimed()


def _crowd(
    tx: Connection, people: Sequence[Person], now: datetime, limit: int, a_second: int
) -> timedelta | None:
    """How long it takes to send to all who are due, where that is long and somebody is late; else None."""
    if len(people) < limit or not any(is_late(each, now) for each in people):
        return None
    takes = timedelta(seconds=due_nudges.planned(tx, now) / a_second)
    return takes if takes > CROWD else None


def _decide(person: Person, this: ClaimRound, plan: DuePlan) -> Decision:
    match plan.decide(person, this.now):
        case SendNudge(kind) if this.crowd and kind in MAY_BE_LATE and is_late(person, this.now):
            return hold_late(person, this, this.crowd)
        case SendNudge() as send:
            return KINDS[send.kind].decide(person, this, send)
        case Held() as held:
            return plan.hold(person, this, held)
    return Decision(None, person)


def _moved(decision: Decision, plan: DuePlan, now: datetime) -> Person:
    """The person afterwards; the plan moves whatever the decision."""
    return decision.after.changed(**plan.moved(ahead(plan.next_at(decision, now), now)))


def _nudge_moved(at: datetime | None) -> Changes:
    return {"next_nudge_at": at}


def _evening_moved(at: datetime | None) -> Changes:
    return {"next_evening_at": at}


def _next_nudge_at(decision: Decision, now: datetime) -> datetime | None:
    if decision.held is None:
        return nudge_plan.next_nudge_at(decision.after, now)
    held_until_at = nudge_plan.or_intention(decision.after, now, decision.held.until_at)
    return nudge_plan.or_desk_down(decision.after, now, held_until_at)


def _next_evening_at(decision: Decision, now: datetime) -> datetime | None:
    return evening_plan.next_evening_at(decision.after, now)


ASKED = DuePlan(
    "next_nudge_at", claims.due_as_asked, nudge_decision.decide, hold_reminder, _next_nudge_at, _nudge_moved
)
REMINDERS = DuePlan(
    "next_nudge_at", claims.due, nudge_decision.decide, hold_reminder, _next_nudge_at, _nudge_moved
)
EVENINGS = DuePlan(
    "next_evening_at",
    claims.due_this_evening,
    evening_plan.decide,
    hold_evening,
    _next_evening_at,
    _evening_moved,
)
PLANS = (ASKED, REMINDERS, EVENINGS)  # in the order in which they are claimed
EVENINGS_FIRST = (ASKED, EVENINGS, REMINDERS)  # and from time to time, as evenings have a share of their own
