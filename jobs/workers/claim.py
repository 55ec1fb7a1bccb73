"""Who is nudged now, and with what? One transaction: the plan moves before anything is sent."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from random import Random
from typing import Any

from sqlalchemy import Connection

from jobs.choose.pick import Pick, pick
from jobs.choose.recent_offers import Memory
from jobs.choose.suitability import Fit, may_be_offered
from jobs.schedule import nudge_plan
from jobs.schedule.active_hours import ActiveHours
from jobs.schedule.nudge_plan import Held, Reason, Send
from messages.content.movements import Catalogue, Movement
from storage import if_then_plans, safety_pause
from storage.pauses import Pause
from storage.people import Person
from storage.sent import nudges
from storage.sent.nudges import Shown
from storage.tables import NudgeKind, NudgeState

VALID = {
    NudgeKind.REMINDER: timedelta(minutes=15),
    NudgeKind.LATER: timedelta(minutes=15),
    NudgeKind.INTENTION: timedelta(minutes=15),
    NudgeKind.COMEBACK: timedelta(hours=2),
    NudgeKind.CHECK_BACK: timedelta(hours=12),
    NudgeKind.WEEK: timedelta(hours=24),
    NudgeKind.EVENING: timedelta(hours=9),
}
LOOK_AGAIN = timedelta(minutes=1)


@dataclass
class Claimed:
    """What one round decided: how many were due, how many are nudged, why the others are not."""

    due: int = 0
    nudged: int = 0
    held: Counter[Reason] = field(default_factory=Counter)


@dataclass(frozen=True)
class Decision:
    """One person's decision: the row that keeps it, and the person and their plan afterwards."""

    row: dict[str, Any]
    after: Person
    next_at: datetime | None
    lapsed_nudge_id: int | None = None
    held: Reason | None = None


def claim(tx: Connection, now: datetime, limit: int, catalogue: Catalogue, random: Random) -> Claimed:
    """Decide about up to `limit` people who are due; their plans move and the decisions are kept."""
    people = nudges.due(tx, now, limit)
    if not people:
        return Claimed()
    earlier = [n for p in people for n in (p.open_nudge_id, p.later_nudge_id) if n is not None]
    shown = nudges.shown(tx, earlier)
    intended = if_then_plans.numbers(tx, [person.chat_id for person in people if person.intentions_from])
    decisions = [_decide(person, now, catalogue, random, shown, intended) for person in people]
    nudges.decide(tx, [decision.row for decision in decisions])
    nudges.move_plans(tx, [_moved(decision, now) for decision in decisions])
    nudges.lapse(tx, [d.lapsed_nudge_id for d in decisions if d.lapsed_nudge_id is not None], now)
    held = Counter(decision.held for decision in decisions if decision.held is not None)
    return Claimed(len(people), len(people) - held.total(), held)


def _moved(decision: Decision, now: datetime) -> dict[str, Any]:
    """The columns to write: the plan is never left in the past, whatever the facts are."""
    at = decision.next_at
    next_at = None if at is None else max(at, now + LOOK_AGAIN)
    return nudges.plan_of(decision.after) | {"next_nudge_at": next_at}


def _decide(
    person: Person,
    now: datetime,
    catalogue: Catalogue,
    random: Random,
    shown: Mapping[int, Shown],
    intended: Mapping[tuple[int, time], int],
) -> Decision:
    decision = nudge_plan.decide(person, now)
    if isinstance(decision, Held):
        return _held(person, now, decision)
    if decision.kind is NudgeKind.CHECK_BACK:
        return _ask_back(person, now)
    number = _intention(person, now, decision, shown, intended)
    if number is not None:
        return _say_back(person, now, decision, shown, number)
    return _send(person, now, decision, catalogue, random, shown)


def _held(person: Person, now: datetime, held: Held) -> Decision:
    row = row_of(person, now, NudgeKind.REMINDER, NudgeState.HELD) | {"reason": held.reason.value}
    after = replace(person, **safety_pause.LIFTED) if safety_pause.is_over(person, now) else person
    return Decision(row, after, nudge_plan.or_intention(after, now, held.until_at), held=held.reason)


def _ask_back(person: Person, now: datetime) -> Decision:
    """A question and no movement: nothing else about the person changes, and it is asked once."""
    after = replace(person, check_back_at=None)
    row = row_of(person, now, NudgeKind.CHECK_BACK, NudgeState.CLAIMED)
    return Decision(row, after, nudge_plan.next_nudge_at(after, now))


def _send(
    person: Person,
    now: datetime,
    send: Send,
    catalogue: Catalogue,
    random: Random,
    shown: Mapping[int, Shown],
) -> Decision:
    put_off = shown.get(person.later_nudge_id or 0) if send.kind is NudgeKind.LATER else None
    fit = Fit.of(person)
    picked = _again(put_off, catalogue, fit) or pick(
        catalogue, fit, Memory.of(person), person.local(now), random
    )
    if picked is None:
        return _nothing_fits(person, now)
    last = put_off or shown.get(person.open_nudge_id or 0)
    row = row_of(person, now, send.kind, NudgeState.CLAIMED) | {
        "silent": send.silent,
        "movement_id": picked.movement.id,
        "probability": picked.probability,
        "later_step": put_off.later_step + 1 if put_off else 0,
        "replaces_message_id": last.message_id if last else None,
        "asks_yesterday": nudge_plan.asks_yesterday(person, now) and send.kind is NudgeKind.REMINDER,
        "ends_pause": _ends_pause(person, now),
    }
    after = nudged(person, now, send, picked.movement)
    return Decision(row, after, nudge_plan.next_nudge_at(after, now), person.open_nudge_id)


def _ends_pause(person: Person, now: datetime) -> bool:
    """A pause has ended by itself; it stays with the person until a nudge that says so has arrived."""
    last = Pause.of(person)
    return last is not None and last.is_over(now)


def _intention(
    person: Person,
    now: datetime,
    send: Send,
    shown: Mapping[int, Shown],
    intended: Mapping[tuple[int, time], int],
) -> int | None:
    """Which intention this nudge says back: the one that is due, or the one that was put off."""
    if send.kind is NudgeKind.LATER:
        put_off = shown.get(person.later_nudge_id or 0)
        return None if put_off is None else put_off.intention
    at = nudge_plan.intention_due(person, now)
    return intended.get((person.chat_id, at)) if send.kind is NudgeKind.INTENTION and at else None


def _say_back(person: Person, now: datetime, send: Send, shown: Mapping[int, Shown], number: int) -> Decision:
    """Their own words instead of a movement of ours."""
    put_off = shown.get(person.later_nudge_id or 0) if send.kind is NudgeKind.LATER else None
    last = put_off or shown.get(person.open_nudge_id or 0)
    row = row_of(person, now, send.kind, NudgeState.CLAIMED) | {
        "silent": send.silent,
        "intention": number,
        "ends_pause": _ends_pause(person, now),
        "later_step": put_off.later_step + 1 if put_off else 0,
        "replaces_message_id": last.message_id if last else None,
    }
    after = nudged(person, now, send, None)
    return Decision(row, after, nudge_plan.next_nudge_at(after, now), person.open_nudge_id)


def _nothing_fits(person: Person, now: datetime) -> Decision:
    """Silence, until a pace later: a line without a movement would still say "move"."""
    nothing_asked_for = replace(person, later_until_at=None, later_nudge_id=None)
    return _held(nothing_asked_for, now, nudge_plan.held_a_pace(nothing_asked_for, now, Reason.NOTHING_FITS))


def _again(put_off: Shown | None, catalogue: Catalogue, fit: Fit) -> Pick | None:
    """The movement that was put off, if it may still be offered; it was not chosen by chance this time."""
    if put_off is None or not may_be_offered(catalogue, put_off.movement_id or "", fit):
        return None
    return Pick(catalogue[put_off.movement_id or ""], 1.0)


def nudged(person: Person, now: datetime, send: Send, movement: Movement | None) -> Person:
    """The person's facts once this nudge is on its way."""
    today = person.local_day(now)
    memory = Memory.of(person) if movement is None else Memory.of(person).after(movement, today)
    already = person.nudged_today if person.nudged_on == today else 0
    return replace(
        person,
        nudged_at=now,
        nudged_on=today,
        # What somebody asked for ("later") does not use up the budget.
        nudged_today=already + (send.kind is not NudgeKind.LATER),
        ignored_in_row=nudge_plan.ignored_in_row(person),
        ignored_since_at=nudge_plan.ignored_since_at(person),
        comebacks=nudge_plan.comebacks_by(person, now)
        if send.kind is NudgeKind.COMEBACK
        else person.comebacks,
        recent=memory.recent,
        week=memory.week,
        open_nudge_id=None,  # the new one is open once it is sent
        later_until_at=None,
        later_nudge_id=None,
    )


def row_of(person: Person, now: datetime, kind: NudgeKind, state: NudgeState) -> dict[str, Any]:
    """A decision as it is kept; what does not fit every kind is blank."""
    return {
        "chat_id": person.chat_id,
        "due_at": person.next_nudge_at,
        "kind": kind,
        "state": state,
        "reason": None,
        "decided_at": now,
        # Nothing that waits to be sent is sent in quiet hours.
        "valid_until_at": ActiveHours.of(person).until_quiet(now, now + VALID[kind]),
        "silent": nudge_plan.send(person, kind).silent,
        "movement_id": None,
        "probability": None,
        "later_step": 0,
        "others": 0,
        "doubtful": 0,
        "replaces_message_id": None,
        "followed": False,
        "asks_yesterday": False,
        "ends_pause": False,
        "intention": None,
    }
