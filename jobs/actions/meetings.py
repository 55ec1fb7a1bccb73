"""Meetings: added as quiet time and removed again, whether typed or from a calendar file."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from jobs.actions.replan import replan
from jobs.schedule import nudge_plan
from storage import meetings, people
from storage.meetings import Meet, Met
from storage.person import Person
from storage.sent import answers
from storage.values import Span


def meet(
    tx: Connection, chat_id: int, spans: Sequence[Span], cancelled: Sequence[Span], now: datetime
) -> Person:
    """Add typed meetings and remove others; raises `BadSpan`."""
    person = answers.here(tx, chat_id, now)
    for span in spans:
        person = meetings.add(tx, chat_id, span, now)
    for span in cancelled:
        person = meetings.remove(tx, chat_id, span, now)
    return replan(tx, person, now, nudge_plan.after_a_change)


def unmeet(tx: Connection, chat_id: int, spans: Sequence[Span], now: datetime) -> Person:
    """Remove typed meetings; those from a calendar stay."""
    person = people.get(tx, chat_id)
    for span in spans:
        person = meetings.remove(tx, chat_id, span, now, only_unnamed=True)
    return replan(tx, person, now, nudge_plan.after_a_change)


def take_file(tx: Connection, chat_id: int, met: Sequence[Meet], now: datetime) -> Met:
    """Take in the meetings of a calendar file."""
    answers.here(tx, chat_id, now)
    kept = meetings.take(tx, chat_id, met, now)
    return replace(kept, person=replan(tx, kept.person, now, nudge_plan.after_a_change))


def take_file_back(tx: Connection, chat_id: int, told_at: datetime, now: datetime) -> Met:
    """Remove everything that came with one file."""
    answers.here(tx, chat_id, now)
    met = meetings.take_back(tx, chat_id, told_at, now)
    return replace(met, person=replan(tx, met.person, now, nudge_plan.after_a_change))
