"""Pauses: begun by request or for safety, and ended."""

from datetime import datetime, timedelta

from sqlalchemy import Connection

from jobs.actions.replan import replan
from jobs.schedule import nudge_plan
from jobs.schedule.nudge_decision import A_BREAK
from storage import pauses, people, safety_pause
from storage.pauses import Length, Pause
from storage.person import Person
from storage.sent import answers


def pause(tx: Connection, chat_id: int, until_at: Length, now: datetime) -> Person:
    """Pause until an instant, for a duration or days, or (None) open-ended; raises `BadPause`."""
    person = answers.here(tx, chat_id, now)
    asked = Pause.lasting(person, until_at, now)
    if person.is_safety_paused:
        # A shorter pause must not end the safety pause, which lasts until they resume.
        person = safety_pause.pause(tx, chat_id, None, person.pause.check_back_at, now)
    elif asked.from_at == now:
        person = pauses.pause(tx, chat_id, asked.until_at, now)
    return replan(tx, person, now, nudge_plan.after_a_change)


def pause_for_safety(
    tx: Connection, chat_id: int, length: timedelta | None, check_back: timedelta | None, now: datetime
) -> Person:
    """Safety pause, for a duration or open-ended (None); one question follows after `check_back`."""
    answers.here(tx, chat_id, now)
    until_at = None if length is None else now + length
    person = safety_pause.pause(tx, chat_id, until_at, None if check_back is None else now + check_back, now)
    return replan(tx, person, now, nudge_plan.after_a_change)


def resume(tx: Connection, chat_id: int, now: datetime) -> Person:
    """End any pause and plan nudges again, gently after a long one."""
    before = answers.here(tx, chat_id, now)
    pause, person = Pause.of(before), pauses.resume(tx, chat_id, now)
    if pause is not None and pause.days(before, now) >= A_BREAK.days:
        person = people.change(tx, chat_id, back_at=now)
    return replan(tx, person, now, nudge_plan.after_a_change)
