"""Who hears of their week or their streak this evening? Claimed like the nudges: the plan moves first."""

from collections import Counter
from dataclasses import replace
from datetime import datetime
from random import Random

from sqlalchemy import Connection

from jobs.choose.suitability import Fit, may_be_offered
from jobs.schedule import evening_plan, nudge_plan
from jobs.schedule.nudge_plan import Held, Reason, Send
from jobs.workers.claim import LOOK_AGAIN, Claimed, Decision, nudged, row_of
from messages.content.movements import Catalogue
from messages.replies.moving.evening import LINES
from storage.history import day_totals
from storage.people import Person
from storage.sent import nudges
from storage.tables import NudgeKind, NudgeState

AT_RISK_DAYS = 3  # a streak from which on the evening line comes


def claim(tx: Connection, now: datetime, limit: int, catalogue: Catalogue, random: Random) -> Claimed:
    """Decide about up to `limit` people whose evening has come."""
    people = nudges.due_this_evening(tx, now, limit)
    if not people:
        return Claimed()
    decisions = [_decide(tx, person, now, catalogue, random) for person in people]
    made = [decision for decision in decisions if decision is not None]
    nudges.decide(tx, [decision.row for decision in made])
    after = [d.after if d else p for d, p in zip(decisions, people, strict=True)]
    nudges.move_plans(tx, [nudges.plan_of(_planned(person, now)) for person in after])
    nudges.lapse(tx, [d.lapsed_nudge_id for d in made if d.lapsed_nudge_id is not None], now)
    held = Counter(decision.held for decision in made if decision.held is not None)
    return Claimed(len(people), len(made) - held.total(), held)


def _planned(person: Person, now: datetime) -> Person:
    """The plan is never left in the past."""
    at = evening_plan.next_evening_at(person, now)
    return replace(person, next_evening_at=None if at is None else max(at, now + LOOK_AGAIN))


def _decide(
    tx: Connection, person: Person, now: datetime, catalogue: Catalogue, random: Random
) -> Decision | None:
    decision = evening_plan.decide(person, now)
    match decision:
        case None:
            return None
        case Held():
            return _held(person, now, decision.reason)
        case Send(kind=NudgeKind.WEEK):
            return _look_back(person, now)
    return _tell(tx, person, now, decision, catalogue, random)


def _held(person: Person, now: datetime, reason: Reason) -> Decision:
    row = row_of(person, now, NudgeKind.EVENING, NudgeState.HELD) | {
        "due_at": person.next_evening_at,
        "reason": reason.value,
    }
    return Decision(row, replace(person, evening_at=now), person.next_nudge_at, held=reason)


def _look_back(person: Person, now: datetime) -> Decision:
    """It offers no movement, but it is one of the day's messages."""
    row = row_of(person, now, NudgeKind.WEEK, NudgeState.CLAIMED) | {
        "due_at": person.next_evening_at,
        "valid_until_at": evening_plan.valid_until(person, NudgeKind.WEEK, now),
    }
    counted = nudge_plan.nudged_today(person, now) + 1
    today = person.local_day(now)
    after = replace(person, looked_back_at=now, nudged_on=today, nudged_today=counted)
    return Decision(row, after, person.next_nudge_at)


def _tell(
    tx: Connection, person: Person, now: datetime, send: Send, catalogue: Catalogue, random: Random
) -> Decision:
    """One movement of the evening lines, or none where a rest pass will do as well."""
    today = day_totals.at(tx, person, person.local_day(now))
    if today.moves or today.streak.days < AT_RISK_DAYS:
        return _held(person, now, Reason.NO_RISK)
    fit = Fit.of(person)
    offers: list[str | None] = [name for name in LINES if may_be_offered(catalogue, name, fit)]
    offers += [None] if today.streak.passes_left(today.on) else []
    if not offers:
        return _held(person, now, Reason.NOTHING_FITS)
    name = random.choice(offers)
    after = replace(nudged(person, now, send, catalogue[name] if name else None), evening_at=now)
    next_at = nudge_plan.next_nudge_at(after, now)
    last = nudges.shown(tx, [person.open_nudge_id or 0]).get(person.open_nudge_id or 0)
    row = row_of(person, now, NudgeKind.EVENING, NudgeState.CLAIMED) | {
        "due_at": person.next_evening_at,
        "valid_until_at": evening_plan.valid_until(person, NudgeKind.EVENING, now),
        "movement_id": name,
        "probability": 1 / len(offers),
        "replaces_message_id": last.message_id if last else None,
    }
    after = replace(after, next_nudge_at=None if next_at is None else max(next_at, now + LOOK_AGAIN))
    return Decision(row, after, after.next_nudge_at, person.open_nudge_id)
