"""Presence: people write or tap, start, begin, or unblock the bot."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from jobs.actions import pausing
from jobs.actions.replan import replan
from jobs.schedule import evening_plan, nudge_plan, unanswered
from jobs.schedule.nudge_decision import A_BREAK
from storage import people, safety_pause
from storage.history import day_totals
from storage.person import Person
from storage.sent import answers, nudges
from storage.values import DayTotals

LONG_AWAY = timedelta(days=30)  # a welcome
_LONG = "long"  # the detail of such a return
SIGN_NOTED = timedelta(days=1)  # activity is recorded once a day, so people who only read count too


@dataclass(frozen=True)
class Back:
    """A return after a fortnight or more without activity, with the person and today's totals."""

    person: Person
    today: DayTotals
    is_long: bool  # a month or more


def is_news(person: Person, now: datetime, key: str) -> bool:
    """True if their activity changes something: nudges went unanswered, a safety pause has expired,
    they were unreachable, or no activity was recorded since yesterday; also if this update (`key`)
    is a redelivery that changed something the first time."""
    is_changed = (
        unanswered.ignored_in_row(person) > 0
        or safety_pause.is_over(person, now)
        or not person.presence.reachable
    )
    is_changed = is_changed or person.did(key, people.BACK) is not None
    return is_changed or person.presence.here_at is None or now - person.presence.here_at >= SIGN_NOTED


def here(tx: Connection, chat_id: int, now: datetime, key: str) -> Back | None:
    """Record activity and resume nudges after a silence, gently after a fortnight or more."""
    person = people.get(tx, chat_id)
    again = person.did(key, people.BACK)
    was_away = is_away(person, now) or again is not None
    is_long = is_away(person, now, LONG_AWAY) or again == _LONG
    was_ignoring = unanswered.ignored_in_row(person) > 0
    is_changed = (
        was_away or was_ignoring or safety_pause.is_over(person, now) or not person.presence.reachable
    )
    person = safety_pause.lift_if_over(tx, answers.here(tx, chat_id, now), now)
    if not is_changed:
        return None
    back_at = now if was_away else person.presence.back_at
    if was_away:
        people.step(tx, chat_id, key, people.BACK, _LONG if is_long else "")
    person = people.change(tx, chat_id, reachable=True, unreachable_at=None, back_at=back_at)
    person = replan(tx, person, now, nudge_plan.after_a_change)
    return Back(person, day_totals.at(tx, person, person.local_day(now)), is_long) if was_away else None


def is_away(person: Person, now: datetime, at_least: timedelta = A_BREAK) -> bool:
    """True if they had started and showed no activity for so long."""
    return person.has_begun and now - (person.presence.here_at or person.presence.joined_at) >= at_least


def unblocked(tx: Connection, chat_id: int, now: datetime) -> None:
    """Record an unblock: nudges resume from the next window on, or when they write."""
    person = people.find(tx, chat_id)
    if person is None or person.presence.reachable:
        return
    # Unanswered nudges from before must neither silence us nor cause a come-back line.
    back_at = now if is_away(person, now) else person.presence.back_at
    person = people.change(
        tx, chat_id, reachable=True, unreachable_at=None, **answers.HERE, open_nudge_id=None, back_at=back_at
    )
    next_at = nudge_plan.from_the_next_window(person, now)
    evening_at = evening_plan.next_evening_at(person, next_at or now)  # nothing comes before that
    people.change(tx, chat_id, next_nudge_at=next_at, next_evening_at=evening_at)


def welcome(tx: Connection, chat_id: int, language: str, zone: str, now: datetime) -> Person:
    """Create a person or welcome them back: reachable again, nothing lost."""
    known = people.find(tx, chat_id)
    people.welcome(tx, chat_id, language, zone, now)
    person = answers.here(tx, chat_id, now)
    if known is not None and known.plan.next_nudge_at is not None:
        return person  # /start again in the middle of a day: keep the plan
    return replan(tx, person, now, nudge_plan.after_a_change)


def begin(tx: Connection, chat_id: int, now: datetime) -> Person:
    """Start counting days, with all they have done today; does nothing the second time."""
    if people.get(tx, chat_id).has_begun:
        return people.get(tx, chat_id)
    nudges.hold_back(tx, chat_id)  # a reminder of what is done now
    person = people.begin(tx, chat_id, now)
    is_on_request = person.settings.budget == 0
    budget = people.DEFAULTS["budget"] if is_on_request else person.settings.budget
    person = people.change(tx, chat_id, setting_up=None, budget=budget)
    if is_on_request and not person.is_paused(now):
        return pausing.pause(tx, chat_id, None, now)
    return replan(tx, person, now, nudge_plan.after_a_change)
