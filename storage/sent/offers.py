"""Offers: nudges sent on request, and changes to the movement or message of a nudge."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select, update

from storage.bots import speaking
from storage.engine.upsert import insert
from storage.past import bringing_back
from storage.person import Person
from storage.sent.nudges import Nudge, find
from storage.tables import NudgeKind, NudgeRow, NudgeState

_ASKED_FOR: dict[str, Any] = {
    "kind": NudgeKind.ASKED,
    "state": NudgeState.SENT,
    "silent": False,
    "followed": False,
    "later_step": 0,
    "others": 0,
    "doubtful": 0,
}


def due_at(tx: Connection, chat_id: int, at: datetime) -> Nudge | None:
    """The person's nudge that was due at exactly this instant; only for who may change it."""
    own = NudgeRow.chat_id == chat_id, NudgeRow.due_at == at
    found = select(NudgeRow.id).where(*own)
    nudge_id = tx.execute(found).scalar_one_or_none()
    if nudge_id is None and bringing_back.nudge_due_at(tx, chat_id, at):
        nudge_id = tx.execute(found).scalar_one_or_none()
    return None if nudge_id is None else find(tx, chat_id, nudge_id)


def offer(
    tx: Connection,
    person: Person,
    movement_id: str,
    probability: float,
    now: datetime,
    *,
    line: int | None = None,
    has_media: bool = False,
) -> int:
    """Insert a nudge that goes out as the answer to a request; returns its id. At most one per instant."""
    shown = {"movement_id": movement_id, "probability": probability, "line": line, "has_media": has_media}
    times = dict.fromkeys(("due_at", "decided_at", "valid_until_at", "sent_at"), now)
    added = (
        insert(NudgeRow)
        .values(chat_id=person.chat_id, bot=speaking(tx), **_ASKED_FOR, **times, **shown)
        .on_conflict_do_update(
            index_elements=[NudgeRow.chat_id, NudgeRow.due_at], set_=shown | {"message_id": None}
        )
    )
    return int(tx.execute(added.returning(NudgeRow.id)).scalar_one())


def offer_other(
    tx: Connection, nudge: Nudge, movement_id: str, probability: float, *, line: int, has_media: bool
) -> Nudge:
    """Replace the movement of a nudge."""
    others = nudge.others + 1
    tx.execute(
        update(NudgeRow)
        .where(NudgeRow.id == nudge.id)
        .values(movement_id=movement_id, probability=probability, others=others)
        .values(line=line, has_media=has_media)
    )
    return replace(nudge, movement_id=movement_id, others=others, line=line, has_media=has_media)


def stands_in(
    tx: Connection, chat_id: int, nudge_id: int, message_id: int, *, has_media: bool | None = None
) -> None:
    """Record which message shows a nudge from now on, and whether it has media if known."""
    own = NudgeRow.id == nudge_id, NudgeRow.chat_id == chat_id
    kind = {} if has_media is None else {"has_media": has_media}
    tx.execute(update(NudgeRow).where(*own).values(bot=speaking(tx), message_id=message_id, **kind))
