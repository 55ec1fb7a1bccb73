"""Follow-alongs in progress, at most one per person; a restart resumes them from here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from sqlalchemy import Connection, delete, select, true, update

from storage import people
from storage.bots import process_of, speaking
from storage.engine.upsert import insert
from storage.sent import answers, nudges, offers
from storage.sent.nudges import Nudge
from storage.sharing.bells import Bell
from storage.sharing.bells import ring as ring_bell
from storage.sharing.processes import is_orphan
from storage.tables import Answer, FollowingRow, NudgeRow, NudgeState

REACHED = (NudgeState.SENT, NudgeState.CLAIMED)


@dataclass(frozen=True)
class LeftBehind:
    """A follow-along that the last process began, with its person's language and conditions."""

    chat_id: int
    message_id: int
    nudge_id: int
    movement_id: str
    started_at: datetime
    topic_id: int | None
    rang: bool  # the end message was sent, or may have been
    language: str
    conditions: tuple[str, ...]
    may_be_done: bool  # its nudge is still unanswered


@dataclass(frozen=True)
class FollowAlongEnd:
    """How a follow-along ends."""

    rings: bool  # with a new message; else as an edit of its own
    is_silent: bool  # the new message makes no sound


class FollowAlongOver(Enum):
    """How another process has ended a follow-along."""

    REPLACED = "by a new nudge or follow-along"
    ANSWERED = "by an answer, which its message shows by now"


def may_follow(nudge: Nudge) -> bool:
    """True if the nudge was neither done nor declined; one that was put off may be done now."""
    return nudge.intention is None and nudge.answer not in (Answer.DONE, Answer.NOT_NOW)


def latest(tx: Connection, chat_id: int, before: int | None = None) -> Nudge | None:
    """The newest nudge that reached them (`before` another); a quick tap may be here before it is noted."""
    newest = (
        select(NudgeRow.id)
        .where(NudgeRow.chat_id == chat_id, NudgeRow.state.in_(REACHED))
        .where(true() if before is None else NudgeRow.id < before)
        .order_by(NudgeRow.id.desc())
        .limit(1)
    )
    nudge_id = tx.execute(newest).scalar_one_or_none()
    return None if nudge_id is None else nudges.find(tx, chat_id, nudge_id)


def begin(
    tx: Connection,
    chat_id: int,
    message_id: int,
    nudge_id: int,
    now: datetime,
    topic_id: int | None = None,
    has_media: bool | None = None,
) -> Nudge | None:
    """Begin a follow-along in this message, of a kind that may be known (`has_media`).

    Returns the nudge as it was, or None if it cannot be followed.
    """
    nudge = nudges.find(tx, chat_id, nudge_id)
    if nudge is None or not may_follow(nudge):
        return None
    row = {
        "bot": speaking(tx),
        "message_id": message_id,
        "nudge_id": nudge_id,
        "movement_id": nudge.movement_id,
        "started_at": now,
        "topic_id": topic_id,
        "rang": False,
        "process": process_of(tx) or None,
    }
    following = insert(FollowingRow).values(chat_id=chat_id, **row)
    tx.execute(following.on_conflict_do_update(set_=row))
    ring_bell(tx, Bell.GUIDE, chat_id)
    offers.stands_in(tx, chat_id, nudge_id, message_id, has_media=has_media)
    answers.here(tx, chat_id, now)
    return nudge


def running(tx: Connection, chat_id: int) -> Nudge | None:
    """The nudge that is being followed along."""
    found = select(FollowingRow.nudge_id).where(FollowingRow.chat_id == chat_id)
    nudge_id = tx.execute(found.where(FollowingRow.bot == speaking(tx))).scalar_one_or_none()
    return None if nudge_id is None else nudges.find(tx, chat_id, nudge_id)


def ring(tx: Connection, chat_id: int, nudge_id: int) -> FollowAlongEnd | None:
    """How it ends, recorded before the end is sent so that it rings once; None if it is already over."""
    which = FollowingRow.chat_id == chat_id, FollowingRow.nudge_id == nudge_id
    rang = tx.execute(select(FollowingRow.rang).where(*which)).scalar_one_or_none()
    person = people.find(tx, chat_id)
    if rang is None or person is None:
        return None
    tx.execute(update(FollowingRow).where(*which).values(rang=True))
    return FollowAlongEnd(person.showing.rings and not rang, person.settings.sound == "silent")


def rang(tx: Connection, chat_id: int, nudge_id: int, message_id: int) -> None:
    """Record the message it ended with, which now shows its nudge."""
    offers.stands_in(tx, chat_id, nudge_id, message_id)
    own = NudgeRow.id == nudge_id, NudgeRow.chat_id == chat_id
    tx.execute(update(NudgeRow).where(*own).values(has_media=False))
    end(tx, chat_id, nudge_id)


def end(tx: Connection, chat_id: int, nudge_id: int) -> None:
    """Delete a follow-along that is over."""
    tx.execute(delete(FollowingRow).where(FollowingRow.chat_id == chat_id, FollowingRow.nudge_id == nudge_id))


def end_elsewhere(tx: Connection, chat_id: int, nudge_id: int | None = None) -> None:
    """Delete a follow-along that another process leads (of this nudge, if named), and tell that process."""
    which = FollowingRow.chat_id == chat_id, true() if nudge_id is None else FollowingRow.nudge_id == nudge_id
    if tx.execute(delete(FollowingRow).where(*which)).rowcount:
        ring_bell(tx, Bell.GUIDE, chat_id)


def over(tx: Connection, chat_id: int, nudge_id: int) -> FollowAlongOver | None:
    """How another process has ended the follow-along that this one leads; None while it goes on."""
    which = FollowingRow.chat_id == chat_id, FollowingRow.nudge_id == nudge_id
    if tx.scalar(select(FollowingRow.process).where(*which)) == process_of(tx):
        return None
    nudge = nudges.find(tx, chat_id, nudge_id)
    is_open = nudge is not None and may_follow(nudge)
    return FollowAlongOver.REPLACED if is_open else FollowAlongOver.ANSWERED


def adopt(tx: Connection) -> Sequence[LeftBehind]:
    """Follow-alongs that nobody leads, from now on led by this process."""
    left = left_behind(tx)
    if process := process_of(tx):
        theirs = FollowingRow.chat_id.in_([each.chat_id for each in left])
        tx.execute(update(FollowingRow).where(theirs).values(process=process))
    return left


def left_behind(tx: Connection) -> Sequence[LeftBehind]:
    """Follow-alongs the last process left unfinished, in messages of this bot."""
    which = FollowingRow.bot == speaking(tx), is_orphan(tx, FollowingRow.process)
    rows = tx.execute(select(FollowingRow.__table__).where(*which)).all()
    found = []
    for row in rows:
        nudge, person = nudges.find(tx, row.chat_id, row.nudge_id), people.get(tx, row.chat_id)
        found.append(
            LeftBehind(
                row.chat_id,
                row.message_id,
                row.nudge_id,
                row.movement_id,
                row.started_at,
                row.topic_id,
                row.rang,
                person.settings.language,
                person.conditions_at(row.started_at),
                nudge is not None and may_follow(nudge),
            )
        )
    return found
