"""Suggestions made on Sundays, and whether they were taken up."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, select, update

from storage.engine.upsert import insert
from storage.person import Person
from storage.tables import NudgeRow, NudgeState, SuggestionKind, SuggestionRow

_LOOKS = (SuggestionKind.HOURS, SuggestionKind.PLANS)  # once seen, they rest as well
REST_DAYS = 28  # after which a suggestion that was not accepted may be repeated
_LONGEST = timedelta(days=REST_DAYS + 2)  # of rows searched; days are counted in the person's own zone


@dataclass(frozen=True)
class Suggestion:
    """One thing to try; `number` is the new goal or pace, None for a look at the hours."""

    kind: SuggestionKind
    number: int | None = None


@dataclass(frozen=True)
class Said:
    """What a weekly review says of a week: a remark by name, and one suggestion."""

    remark: str | None
    suggestion: Suggestion | None


def make(tx: Connection, chat_id: int, at: datetime, said: Said) -> Said:
    """Record what the weekly review due at `at` says; a retry returns the same."""
    suggestion = said.suggestion or Suggestion(SuggestionKind.NONE)
    row = {"chat_id": chat_id, "made_at": at, "kind": suggestion.kind, "number": suggestion.number}
    row |= {"remark": said.remark}
    tx.execute(insert(SuggestionRow).values(row).on_conflict_do_nothing())
    kept = tx.execute(
        select(SuggestionRow.kind, SuggestionRow.number, SuggestionRow.remark).where(
            SuggestionRow.chat_id == chat_id, SuggestionRow.made_at == at
        )
    ).one()
    is_one = kept.kind is not SuggestionKind.NONE
    return Said(kept.remark, Suggestion(kept.kind, kept.number) if is_one else None)


def take(tx: Connection, chat_id: int, kind: SuggestionKind, now: datetime) -> None:
    """Mark the newest suggestion of a kind as accepted, once."""
    newest = (
        select(SuggestionRow.made_at)
        .where(SuggestionRow.chat_id == chat_id, SuggestionRow.kind == kind)
        .order_by(SuggestionRow.made_at.desc())
        .limit(1)
        .scalar_subquery()
    )
    which = SuggestionRow.chat_id == chat_id, SuggestionRow.made_at == newest
    tx.execute(update(SuggestionRow).where(*which, SuggestionRow.taken_at.is_(None)).values(taken_at=now))


def resting(tx: Connection, person: Person, now: datetime) -> Collection[SuggestionKind]:
    """Kinds suggested in the last four weeks, which should not be repeated yet.

    After acceptance a further step may be suggested, except for the active hours and for plans.
    """
    rows = _lately(tx, person, now)
    return {row.kind for row in rows if row.taken_at is None or row.kind in _LOOKS}


def remarks_made(tx: Connection, person: Person, now: datetime) -> Collection[str]:
    """Remarks of the last four weeks, which should not be repeated yet."""
    return {row.remark for row in _lately(tx, person, now) if row.remark is not None}


def _lately(tx: Connection, person: Person, now: datetime) -> Sequence[Any]:
    """What reviews that arrived said in the last four weeks."""
    rows = tx.execute(
        select(SuggestionRow.kind, SuggestionRow.made_at, SuggestionRow.taken_at, SuggestionRow.remark)
        .join(
            NudgeRow, (NudgeRow.chat_id == SuggestionRow.chat_id) & (NudgeRow.due_at == SuggestionRow.made_at)
        )
        .where(SuggestionRow.chat_id == person.chat_id, NudgeRow.state == NudgeState.SENT)
        .where(SuggestionRow.made_at < now, SuggestionRow.made_at > now - _LONGEST)
    )
    today = person.local_day(now)
    return [row for row in rows if (today - person.local_day(row.made_at)).days < REST_DAYS]
