"""Claim decisions: the row stored for each kind of nudge, and the person afterwards.

The table `KINDS` at the end has a line for each kind that the claim sends.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from jobs.choose import self_check
from jobs.choose.bites import next_bite, told_after
from jobs.choose.freshness import STRICT
from jobs.choose.lines import (
    COMEBACK_MOVEMENTS,
    NO_WORDING,
    comeback_line,
    comebacks_suiting,
    line_for,
)
from jobs.choose.loops import pictured_after
from jobs.choose.pick import Pick, pick_for
from jobs.choose.recent_offers import offered_after
from jobs.choose.suitability import Fit, may_be_offered
from jobs.programme import phases
from jobs.schedule import evening_plan, half_way, nudge_decision, nudge_plan, unanswered, weekly_bite
from jobs.schedule.active_hours import ActiveHours
from jobs.schedule.nudge_decision import A_BREAK, Held, Reason, SendNudge
from jobs.workers.claim_round import ClaimRound, Decision
from messages.content import self_checks
from messages.content.learning import bites
from messages.content.learning.bites import Bite
from messages.content.movements import Movement
from messages.replies.moving.evening import LINES
from storage import people, safety_pause
from storage.history import day_totals
from storage.pauses import Pause
from storage.person import Person
from storage.sent import nudges
from storage.sent.nudges import Shown
from storage.tables import NudgeKind, NudgeState

LOOK_AGAIN = timedelta(minutes=1)  # a plan moves ahead at least this much
GOOD_FOR = timedelta(minutes=15)  # of what comes at its minute
FILLED = 0.9  # of the rate, by those who are planned anew: others become due meanwhile
AT_RISK_DAYS = 3  # the shortest streak the evening line mentions


@dataclass(frozen=True)
class NudgeRule:
    """Rule for one kind of nudge: how long it is valid, and how it is decided."""

    valid_until: Callable[[Person, NudgeKind, datetime], datetime]
    decide: Callable[[Person, ClaimRound, SendNudge], Decision]


def ahead(at: datetime | None, now: datetime) -> datetime | None:
    """The next instant of a plan, never in the past."""
    return None if at is None else max(at, now + LOOK_AGAIN)


def hold_reminder(person: Person, this: ClaimRound, held: Held) -> Decision:
    after = person.changed(**safety_pause.LIFTED) if safety_pause.is_over(person, this.now) else person
    return Decision(_held(person, this, NudgeKind.REMINDER, held), after, held=held)


def hold_evening(person: Person, this: ClaimRound, held: Held) -> Decision:
    """Hold the evening message: nothing more is sent this evening."""
    row = _held(person, this, NudgeKind.EVENING, held)
    return Decision(row, person.changed(evening_at=this.now), held=held)


def is_late(person: Person, now: datetime) -> bool:
    """True if their plan was due longer ago than a reminder is good for."""
    due_at = person.plan.next_nudge_at
    return due_at is not None and due_at + GOOD_FOR <= now


def hold_late(person: Person, this: ClaimRound, takes: timedelta) -> Decision:
    """Hold a reminder that is late because of a crowd, and plan it anew: each has a time of their own."""
    share = nudge_plan.spread(person.chat_id, person.local(this.now)) / nudge_plan.SPREAD
    soonest = this.now + LOOK_AGAIN + share * takes / FILLED
    held = Held(Reason.LATE, nudge_plan.next_nudge_at(person, this.now, soonest))
    return hold_reminder(person, this, held)


def _offer(person: Person, this: ClaimRound, send: SendNudge) -> Decision:
    """Offer a movement, put off or drawn from those that fit; once a week tell a bite instead."""
    if (bite := _bite_instead(person, this, send)) is not None:
        return _bite(person, this, bite)
    if send.kind is NudgeKind.COMEBACK:
        return _come_back(person, this, send)
    put_off = this.put_off(person, send)
    picked = _again(put_off, person, this) or pick_for(person, this.catalogue, this.now, this.random)
    if picked is None:  # silent for a pace: a line without a movement would still say "move"
        still_at = nudge_plan.asked_still(person, this.now)
        person = person.changed(later_until_at=still_at, later_nudge_id=None)
        return hold_reminder(person, this, nudge_decision.held_a_pace(person, this.now, Reason.NOTHING_FITS))
    asks = send.kind is NudgeKind.REMINDER and nudge_decision.asks_yesterday(person, this.now)
    offered = {"movement_id": picked.movement.id, "probability": picked.probability, "asks_yesterday": asks}
    line = None if put_off is None or put_off.movement_id != picked.movement.id else put_off.line
    return _nudge(person, this, send, offered, picked.movement, line)


def _come_back(person: Person, this: ClaimRound, send: SendNudge) -> Decision:
    """A come-back line, with the movement it names or one drawn from those that fit."""
    fit = Fit.of(person, this.now)
    lately = {each.number for each in person.sent.offered[-STRICT.others :]}
    allowed = [
        name
        for name in COMEBACK_MOVEMENTS.values()
        if may_be_offered(this.catalogue, name, fit) and this.catalogue[name].number not in lately
    ]
    suiting = comebacks_suiting(allowed, stands=person.stands_at(this.now))
    last = nudges.last_comeback_line(this.tx, person.chat_id)
    which = comeback_line(person.chat_id, last, suiting)
    named = COMEBACK_MOVEMENTS.get(which)
    if named:
        picked: Pick | None = Pick(this.catalogue[named], 1.0)
    else:
        picked = pick_for(person, this.catalogue, this.now, this.random)
    if picked is None:
        return hold_reminder(person, this, nudge_decision.held_a_pace(person, this.now, Reason.NOTHING_FITS))
    offered = {"movement_id": picked.movement.id, "probability": picked.probability, "line": which}
    return _nudge(person, this, send, offered, picked.movement)


def _bite_instead(person: Person, this: ClaimRound, send: SendNudge) -> Bite | None:
    """The learning bite that this reminder becomes, if it does."""
    if send.kind is not NudgeKind.REMINDER or not weekly_bite.is_due(person, this.now):
        return None
    return next_bite(person.path, Fit.of(person, this.now), this.catalogue, bites.load())


def _bite(person: Person, this: ClaimRound, bite: Bite) -> Decision:
    """Tell a bite: it offers no movement, so leaving it unanswered ignores nothing."""
    send = nudge_decision.send(person, NudgeKind.BITE, is_soft=True)
    told = _nudge(person, this, send, {}, None)
    after = told.after.changed(bites=told_after(person.path, bite), bitten_on=person.local_day(this.now))
    return replace(told, after=after)


def _again(put_off: Shown | None, person: Person, this: ClaimRound) -> Pick | None:
    """The movement that was put off, if it may still be offered; not drawn, so without a probability."""
    movement_id = None if put_off is None else put_off.movement_id
    if not movement_id or not may_be_offered(this.catalogue, movement_id, Fit.of(person, this.now)):
        return None
    return Pick(this.catalogue[movement_id], 1.0)


def _say_back(person: Person, this: ClaimRound, send: SendNudge) -> Decision:
    """Repeat the if-then plan that is due or was put off; a movement if there is none."""
    if send.kind is NudgeKind.LATER:
        put_off = this.put_off(person, send)
        number = None if put_off is None else put_off.intention
    else:
        at = nudge_plan.intention_due(person, this.now)
        number = None if at is None else this.intended.get((person.chat_id, at))
    if number is None:
        return _offer(person, this, send)
    return _nudge(person, this, send, {"intention": number}, None)


def _nudge(
    person: Person,
    this: ClaimRound,
    send: SendNudge,
    offered: dict[str, Any],
    movement: Movement | None,
    line: int | None = None,
) -> Decision:
    """Replace the previous nudge, which lapses; one that was put off keeps its `line`."""
    today, is_new = person.local_day(this.now), line is None
    if movement is not None and "line" not in offered:
        line = line_for(movement.number, person.sent.offered, today) if line is None else line
        offered |= {"line": line}
    put_off, pause = this.put_off(person, send), Pause.of(person)
    last = put_off or this.open(person)
    row = _claimed(person, this, send) | {
        # An ended pause stays in the row until a nudge announcing it has arrived.
        "ends_pause": pause is not None and pause.is_over(this.now),
        "later_step": put_off.later_step + 1 if put_off else 0,
        "replaces_message_id": last.message_id if last else None,
    }
    row |= offered | {"has_media": this.is_pictured(person, movement)}
    after = _nudged(person, this, send, movement)
    if pause is not None and pause.is_over(this.now) and pause.days(person, this.now) >= A_BREAK.days:
        after = after.changed(back_at=pause.until_at)  # the first week is gentle
    if movement is not None and is_new:
        after = after.changed(
            offered=offered_after(person, movement, NO_WORDING if line is None else line, today)
        )
    return Decision(row, after, person.sent.open_nudge_id)


def _ask_to_change(person: Person, this: ClaimRound, send: SendNudge) -> Decision:
    """Desk up, or sit down: in place of a reminder, and without a movement."""
    return _nudge(person, this, send, {}, None)


def _lower(person: Person, this: ClaimRound, send: SendNudge) -> Decision:
    """Say "down again", once; it was asked for, so it takes nothing from the budget, and puts nothing off."""
    last = this.open(person)
    row = _claimed(person, this, send) | {"replaces_message_id": last.message_id if last else None}
    after = person.changed(
        nudged_at=this.now,
        ignored_in_row=unanswered.ignored_in_row(person),
        ignored_since_at=unanswered.ignored_since_at(person),
        open_nudge_id=None,
    )
    return Decision(row, after, person.sent.open_nudge_id)


def _ask_back(person: Person, this: ClaimRound, send: SendNudge) -> Decision:
    """Ask the question without a movement, once; nothing else about the person changes."""
    return Decision(_claimed(person, this, send), person.changed(check_back_at=None))


def _remind(person: Person, this: ClaimRound, send: SendNudge) -> Decision:
    """Remind them of the unfinished setup, once."""
    people.change(this.tx, person.chat_id, reminded_at=this.now)
    return Decision(_claimed(person, this, send), person.changed(reminded_at=this.now))


def _look_back(person: Person, this: ClaimRound, send: SendNudge) -> Decision:
    """Send the weekly review: no movement, but it counts as one of the day's messages."""
    counted = nudge_decision.nudged_today(person, this.now) + 1
    today = person.local_day(this.now)
    after = person.changed(looked_back_at=this.now, nudged_on=today, nudged_today=counted)
    row = _claimed(person, this, send) | {"due_at": evening_plan.week_due_at(person, this.now)}
    return Decision(row, after)


def _offer_check(person: Person, this: ClaimRound, send: SendNudge) -> Decision:
    """Offer the self-check, once in a week of the path; nothing where no question of it suits them."""
    today = person.local_day(this.now)
    if not _may_check(person, this):
        return Decision(None, person.changed(evening_at=this.now))
    after = person.changed(
        evening_at=this.now,
        check_offered_on=today,
        nudged_on=today,
        nudged_today=nudge_decision.nudged_today(person, this.now) + 1,
    )
    return Decision(_claimed(person, this, send), after)


def _may_check(person: Person, this: ClaimRound) -> bool:
    programme = this.catalogue.programme
    if not phases.is_on_programme(person.path, person.conditions_at(this.now), programme):
        return False
    checks = self_checks.known(this.catalogue)
    return not person.is_minding(this.now) and bool(
        self_check.questions(person, checks, this.catalogue, this.now)
    )


def _tell(person: Person, this: ClaimRound, send: SendNudge) -> Decision:
    """Send the evening line, with a movement unless a rest pass is offered."""
    today = day_totals.at(this.tx, person, person.local_day(this.now))
    if today.moves or today.streak.days < AT_RISK_DAYS:
        return hold_evening(person, this, Held(Reason.NO_RISK, None))
    fit = Fit.of(person, this.now)
    offers: list[str | None] = [name for name in LINES if may_be_offered(this.catalogue, name, fit)]
    offers += [None] if today.streak.passes_left(today.on) else []
    if not offers:
        return hold_evening(person, this, Held(Reason.NOTHING_FITS, None))
    name, last = this.random.choice(offers), this.open(person)
    offered = {"movement_id": name, "probability": 1 / len(offers)}
    movement = this.catalogue[name] if name else None
    row = _claimed(person, this, send) | offered | {"replaces_message_id": last.message_id if last else None}
    row["has_media"] = this.is_pictured(person, movement)
    after = _nudged(person, this, send, movement)
    if movement is not None:
        on = person.local_day(this.now)
        after = after.changed(offered=offered_after(person, movement, NO_WORDING, on))
    after = after.changed(evening_at=this.now)
    next_at = ahead(nudge_plan.next_nudge_at(after, this.now), this.now)
    return Decision(row, after.changed(next_nudge_at=next_at), person.sent.open_nudge_id)


def _nudged(person: Person, this: ClaimRound, send: SendNudge, movement: Movement | None) -> Person:
    """The person once this nudge is on its way."""
    now = this.now
    if movement is not None and this.is_pictured(person, movement):
        person = person.changed(pictured=pictured_after(person.showing, movement.id))
    today = person.local_day(now)
    already = person.sent.nudged_today if person.sent.nudged_on == today else 0
    is_comeback = send.kind is NudgeKind.COMEBACK
    return person.changed(
        nudged_at=now,
        nudged_on=today,
        # A nudge that was put off does not use up the budget.
        nudged_today=already + (send.kind is not NudgeKind.LATER),
        ignored_in_row=unanswered.ignored_in_row(person),
        ignored_since_at=unanswered.ignored_since_at(person),
        comebacks=unanswered.comebacks_by(person, now) if is_comeback else person.unanswered.comebacks,
        open_nudge_id=None,  # the new nudge is open once it is sent
        later_until_at=nudge_plan.asked_still(person, now),
        later_nudge_id=None,
    )


_BLANK = (
    dict.fromkeys(("reason", "movement_id", "probability", "replaces_message_id", "intention", "line"))
    | dict.fromkeys(("later_step", "others", "doubtful"), 0)
    | dict.fromkeys(("followed", "asks_yesterday", "ends_pause", "has_media"), False)
)  # defaults, as all rows of a round have the same columns


def _claimed(person: Person, this: ClaimRound, send: SendNudge) -> dict[str, Any]:
    """The row of a nudge that is to be sent."""
    return _BLANK | {
        "chat_id": person.chat_id,
        "kind": send.kind,
        "state": NudgeState.CLAIMED,
        "decided_at": this.now,
        "valid_until_at": KINDS[send.kind].valid_until(person, send.kind, this.now),
        "silent": send.silent,
    }


def _held(person: Person, this: ClaimRound, kind: NudgeKind, held: Held) -> dict[str, Any]:
    """The row of a nudge that is not sent, with the reason."""
    row = _claimed(person, this, nudge_decision.send(person, kind))
    return row | {"state": NudgeState.HELD, "reason": held.reason.value}


def _for(**length: float) -> Callable[[Person, NudgeKind, datetime], datetime]:
    """Valid for a duration, but not into quiet hours."""
    return lambda person, _, now: ActiveHours.of(person).until_quiet(now, now + timedelta(**length))


def _from_due(person: Person, _: NudgeKind, now: datetime) -> datetime:
    """Valid for a while after it was due, but not into quiet hours.

    After a long sleep, when it is late before anybody could decide, from the decision.
    """
    due_at = now if is_late(person, now) else person.plan.next_nudge_at or now
    return ActiveHours.of(person).until_quiet(now, due_at + GOOD_FOR)


def _until_taken_as_down(person: Person, kind: NudgeKind, now: datetime) -> datetime:
    """Valid while the desk may be up."""
    return min(_for(minutes=15)(person, kind, now), person.surroundings.over_at or now)


# These follow from sitting, not from a wish: in a crowd they may be planned anew.
MAY_BE_LATE = frozenset({NudgeKind.REMINDER, NudgeKind.DESK_UP, NudgeKind.SIT_DOWN})

KINDS: Mapping[NudgeKind, NudgeRule] = {
    NudgeKind.REMINDER: NudgeRule(_from_due, _offer),
    NudgeKind.BITE: NudgeRule(_from_due, _offer),  # decided as the reminder that it replaces
    NudgeKind.LATER: NudgeRule(_for(minutes=15), _say_back),
    NudgeKind.INTENTION: NudgeRule(_for(minutes=15), _say_back),
    NudgeKind.COMEBACK: NudgeRule(_for(hours=2), _offer),
    NudgeKind.CHECK_BACK: NudgeRule(_for(hours=12), _ask_back),
    NudgeKind.SETTING_UP: NudgeRule(lambda person, _, now: half_way.good_until(person, now), _remind),
    NudgeKind.DESK_UP: NudgeRule(_from_due, _ask_to_change),
    NudgeKind.SIT_DOWN: NudgeRule(_from_due, _ask_to_change),
    NudgeKind.DESK_DOWN: NudgeRule(_until_taken_as_down, _lower),
    NudgeKind.WEEK: NudgeRule(evening_plan.valid_until, _look_back),
    NudgeKind.CHECK: NudgeRule(evening_plan.valid_until, _offer_check),
    NudgeKind.EVENING: NudgeRule(evening_plan.valid_until, _tell),
}
