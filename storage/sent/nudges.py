"""Nudges: decisions to send one, and their outcome."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta
from typing import Any, TypeAlias

from sqlalchemy import Connection, Select, bindparam, case, exists, func, or_, select, update

from storage.bots import speaking
from storage.engine.locking import is_writing
from storage.engine.upsert import insert
from storage.history.calendar_day import local_day
from storage.past import bringing_back, past_weeks
from storage.people import BUSY
from storage.tables import IS_CLAIMED, Answer, AnswerRow, NudgeKind, NudgeRow, NudgeState, PersonRow
from storage.values import Span, holding

Past: TypeAlias = Mapping[str, Any]  # a packed nudge, by column


@dataclass(frozen=True)
class Nudge:
    """A nudge, with the columns its answer needs."""

    id: int
    chat_id: int
    kind: NudgeKind
    state: NudgeState
    movement_id: str  # empty: it repeats an if-then plan
    later_step: int
    others: int
    message_id: int | None
    intention: int | None
    has_media: bool  # its message is a loop with a caption
    answer: Answer | None
    line: int | None = None  # the wording it opens with; of a come-back, which come-back line
    praise: int | None = None  # which praise its answer got

    @property
    def wording(self) -> int | None:
        """Which of the movement's wordings it opens with; a come-back has words of its own."""
        return None if self.kind is NudgeKind.COMEBACK else self.line

    @property
    def is_open(self) -> bool:
        """True if unanswered; a lapsed nudge can still be answered."""
        return self.answer in (None, Answer.LAPSED)


@dataclass(frozen=True)
class Shown:
    """An earlier nudge, with the columns the next one needs."""

    id: int
    movement_id: str | None
    later_step: int
    message_id: int | None
    intention: int | None
    line: int | None


@dataclass(frozen=True)
class Unsent:
    """A claimed nudge, with everything needed to send it."""

    id: int
    chat_id: int
    language: str
    comebacks: int
    zone: str
    quiet_from: time
    quiet_until: time
    kind: NudgeKind
    due_at: datetime
    decided_at: datetime
    valid_until_at: datetime
    silent: bool
    movement_id: str | None
    later_step: int
    others: int
    doubtful: int
    replaces_message_id: int | None
    asks_yesterday: bool
    ends_pause: bool
    busy: tuple[Span, ...]
    intention: int | None
    has_media: bool  # to be shown with its loop
    pictures: str
    conditions: tuple[str, ...]
    line: int | None
    passing: tuple[str, ...]
    week_told_on: date | None  # the Monday of the last week whose purpose was told

    @property
    def opens_week_on(self) -> date | None:
        """The Monday of a week whose purpose this nudge tells, being its first reminder; else None.

        It stays the first until it was sent. What was due before an outage belongs to the week it comes in.
        """
        if self.kind is not NudgeKind.REMINDER or self.later_step:
            return None
        today = local_day(self.decided_at, self.zone)
        monday = today - timedelta(days=today.weekday())
        return monday if self.week_told_on is None or self.week_told_on < monday else None

    def conditions_at(self, at: datetime) -> tuple[str, ...]:
        """The not-if codes that hold then, with those that pass by themselves."""
        return tuple(sorted({*self.conditions, *holding(self.passing, local_day(at, self.zone))}))


# A held nudge was never shown, and a question offers nothing.
_OFFERS = or_(NudgeRow.movement_id.is_not(None), NudgeRow.intention.is_not(None))
_OURS = NudgeRow.bot == bindparam("bot")  # message ids of another bot mean nothing to this one
_MESSAGE_ID = case((_OURS, NudgeRow.message_id)).label("message_id")
_ANY = (
    select(
        NudgeRow.id,
        NudgeRow.chat_id,
        NudgeRow.kind,
        NudgeRow.state,
        func.coalesce(NudgeRow.movement_id, "").label("movement_id"),
        NudgeRow.later_step,
        NudgeRow.others,
        _MESSAGE_ID,
        NudgeRow.intention,
        NudgeRow.has_media,
        AnswerRow.answer,
        NudgeRow.line,
        AnswerRow.praise,
    )
    .outerjoin_from(NudgeRow, AnswerRow)
    .where(NudgeRow.id == bindparam("which"), NudgeRow.chat_id == bindparam("whose"))
)
_FIND = _ANY.where(_OFFERS)
_SHOWN = select(
    NudgeRow.id, NudgeRow.movement_id, NudgeRow.later_step, _MESSAGE_ID, NudgeRow.intention, NudgeRow.line
)
_UNSENT = (
    select(
        PersonRow.language,
        PersonRow.comebacks,
        PersonRow.zone,
        PersonRow.quiet_from,
        PersonRow.quiet_until,
        PersonRow.pictures,
        PersonRow.conditions,
        PersonRow.passing,
        PersonRow.week_told_on,
        BUSY,
        NudgeRow.id,
        NudgeRow.chat_id,
        NudgeRow.kind,
        NudgeRow.due_at,
        NudgeRow.decided_at,
        NudgeRow.valid_until_at,
        NudgeRow.silent,
        NudgeRow.movement_id,
        NudgeRow.later_step,
        NudgeRow.others,
        NudgeRow.doubtful,
        case((_OURS, NudgeRow.replaces_message_id)).label("replaces_message_id"),
        NudgeRow.asks_yesterday,
        NudgeRow.ends_pause,
        NudgeRow.intention,
        NudgeRow.has_media,
        NudgeRow.line,
    )
    .join_from(NudgeRow, PersonRow)
    .where(IS_CLAIMED, NudgeRow.id > bindparam("after"))
    .order_by(NudgeRow.id)
    .limit(bindparam("most"))
)
_NEWEST = select(func.max(NudgeRow.id))


def find(tx: Connection, chat_id: int, nudge_id: int) -> Nudge | None:
    """The nudge, if it is this person's and offered something; held ones were never shown."""
    return _one(tx, _FIND, chat_id, nudge_id, _is_offer)


def find_of(tx: Connection, chat_id: int, nudge_id: int, kinds: Collection[NudgeKind]) -> Nudge | None:
    """The nudge of one of these kinds, if it is this person's; these offer no movement."""
    return _one(tx, _ANY.where(NudgeRow.kind.in_(kinds)), chat_id, nudge_id, lambda row: row["kind"] in kinds)


def _one(
    tx: Connection, wanted: Select[Any], chat_id: int, nudge_id: int, is_wanted: Callable[[Past], bool]
) -> Nudge | None:
    """The nudge, also when it is packed by now; who may answer it gets it back as a row."""
    which = {"which": nudge_id, "whose": chat_id, "bot": speaking(tx)}
    row = tx.execute(wanted, which).one_or_none()
    if row is None and is_writing(tx) and nudge_id and bringing_back.nudge(tx, chat_id, nudge_id):
        row = tx.execute(wanted, which).one_or_none()
    if row is not None:
        return Nudge(**row._mapping)
    past = past_weeks.nudge(tx, chat_id, nudge_id) if nudge_id and not is_writing(tx) else None
    return _of_past(tx, past) if past is not None and is_wanted(past) else None


def _is_offer(past: Past) -> bool:
    return past["movement_id"] is not None or past["intention"] is not None


def _of_past(tx: Connection, past: Past) -> Nudge:
    is_ours = past["bot"] == speaking(tx)
    shown = {"movement_id": past["movement_id"] or "", "message_id": past["message_id"] if is_ours else None}
    return Nudge(**{each.name: past[each.name] for each in fields(Nudge)} | shown)


def newest_of(tx: Connection, chat_id: int, kinds: Collection[NudgeKind], since: datetime) -> Nudge | None:
    """The newest nudge that reached them, if it is of one of these kinds and was sent since then."""
    reached = NudgeRow.chat_id == chat_id, NudgeRow.state == NudgeState.SENT
    newest = select(NudgeRow.id, NudgeRow.sent_at).where(*reached).order_by(NudgeRow.id.desc()).limit(1)
    row = tx.execute(newest).one_or_none()
    if row is None or row.sent_at is None or row.sent_at < since:
        return None
    return find_of(tx, chat_id, row.id, kinds)


def shown(tx: Connection, nudge_ids: Sequence[int]) -> dict[int, Shown]:
    """Nudges as they were shown, by id."""
    rows = tx.execute(_SHOWN.where(NudgeRow.id.in_(nudge_ids)), {"bot": speaking(tx)})
    return {row.id: Shown(**row._mapping) for row in rows}


def last_comeback_line(tx: Connection, chat_id: int) -> int | None:
    """The come-back line they got last; None: none yet."""
    mine = NudgeRow.chat_id == chat_id, NudgeRow.kind == NudgeKind.COMEBACK, NudgeRow.line.is_not(None)
    return tx.scalar(select(NudgeRow.line).where(*mine).order_by(NudgeRow.due_at.desc()).limit(1))


def lapse(tx: Connection, nudge_ids: Sequence[int], now: datetime) -> None:
    """Mark unanswered nudges as lapsed."""
    if not nudge_ids:
        return
    lapsed = [{"nudge_id": nudge_id, "answer": Answer.LAPSED, "answered_at": now} for nudge_id in nudge_ids]
    tx.execute(insert(AnswerRow).on_conflict_do_nothing(), lapsed)


def unsent(tx: Connection, after: int, limit: int) -> list[Unsent]:
    """Claimed nudges without an outcome, oldest first, with ids above `after`."""
    rows = tx.execute(_UNSENT, {"after": after, "most": limit, "bot": speaking(tx)})
    return [Unsent(**row._mapping) for row in rows]


def newest(tx: Connection) -> int:
    """The highest number given so far: what is claimed next gets a higher one."""
    return int(tx.scalar(_NEWEST) or 0)


_NOTE = (
    update(NudgeRow)
    .where(NudgeRow.id == bindparam("which"), NudgeRow.chat_id == bindparam("whose"))
    .where(NudgeRow.state == NudgeState.CLAIMED)
    .values(state=bindparam("new_state"), message_id=bindparam("new_id"), sent_at=bindparam("new_at"))
    .values(bot=bindparam("new_bot"), has_media=bindparam("new_media"))
)
# Open from now on, unless a quick tap came first; a question that offers nothing is never open.
_OPEN = (
    update(PersonRow)
    .where(
        PersonRow.chat_id
        == select(NudgeRow.chat_id)
        .where(NudgeRow.id == bindparam("which"), NudgeRow.chat_id == bindparam("whose"), _OFFERS)
        .where(NudgeRow.state == NudgeState.SENT, NudgeRow.sent_at == bindparam("new_at"))
        .where(~exists().where(AnswerRow.nudge_id == bindparam("which")))
        .scalar_subquery()
    )
    .values(open_nudge_id=bindparam("which"))
)
# The end of the pause was announced, which happens once; a newer pause is not affected.
_WELCOME_BACK = (
    update(PersonRow)
    .where(
        PersonRow.chat_id == NudgeRow.chat_id,
        NudgeRow.id == bindparam("which"),
        NudgeRow.chat_id == bindparam("whose"),
        NudgeRow.state == NudgeState.SENT,
        NudgeRow.sent_at == bindparam("new_at"),
        NudgeRow.ends_pause,
        PersonRow.paused_until_at <= NudgeRow.decided_at,
    )
    .values(paused_from_at=None, paused_until_at=None)
)
_TOLD = (
    update(PersonRow)
    .where(
        PersonRow.chat_id
        == select(NudgeRow.chat_id)
        .where(NudgeRow.id == bindparam("which"), NudgeRow.chat_id == bindparam("whose"))
        .where(NudgeRow.state == NudgeState.SENT, NudgeRow.sent_at == bindparam("new_at"))
        .scalar_subquery()
    )
    .values(week_told_on=bindparam("monday"))
)


@dataclass(frozen=True)
class Noted:
    """The outcome of sending one nudge.

    It names the person too: after a deletion, the number may belong to someone else's nudge.
    """

    chat_id: int
    nudge_id: int
    state: NudgeState
    at: datetime
    message_id: int | None = None
    has_media: bool = False  # it went out with its loop
    ends_pause: bool = False  # it may have announced the end of a pause
    opens_week_on: date | None = None  # the Monday of the week whose purpose it told, if it did

    def columns(self, bot: int) -> dict[str, Any]:
        sent_at = self.at if self.state is NudgeState.SENT else None
        which = {"which": self.nudge_id, "whose": self.chat_id, "new_state": self.state, "new_bot": bot}
        return which | {"new_id": self.message_id, "new_at": sent_at, "new_media": self.has_media}


def note_all(tx: Connection, outcomes: Sequence[Noted]) -> None:
    """Record the outcomes of many nudges in a few statements, each once."""
    bot = speaking(tx)
    tx.execute(_NOTE, [each.columns(bot) for each in outcomes])
    sent = [each for each in outcomes if each.state is NudgeState.SENT]
    if not sent:
        return
    whose = [{"which": each.nudge_id, "whose": each.chat_id, "new_at": each.at} for each in sent]
    tx.execute(_OPEN, whose)
    ending = [one for one, each in zip(whose, sent, strict=True) if each.ends_pause]
    if ending:
        tx.execute(_WELCOME_BACK, ending)
    opening = [one | {"monday": each.opens_week_on} for one, each in zip(whose, sent, strict=True)]
    if telling := [one for one in opening if one["monday"] is not None]:  # once a week for each
        tx.execute(_TOLD, telling)


def note(
    tx: Connection,
    chat_id: int,
    nudge_id: int,
    state: NudgeState,
    now: datetime,
    message_id: int | None = None,
    *,
    has_media: bool = False,
    opens_week_on: date | None = None,
) -> None:
    """Record the outcome of sending one nudge, once, and whether it went out with its loop."""
    told = Noted(chat_id, nudge_id, state, now, message_id, has_media, True, opens_week_on)
    note_all(tx, [told])


def hold_back(tx: Connection, chat_id: int) -> None:
    """Hold back a person's decided but unsent nudges."""
    waiting = (NudgeRow.chat_id == chat_id) & (NudgeRow.state == NudgeState.CLAIMED)
    tx.execute(update(NudgeRow).where(waiting).values(state=NudgeState.HELD, reason="paused"))


def call_off(tx: Connection, chat_id: int) -> None:
    """Cancel decided but unsent nudges, as a move came first."""
    waiting = NudgeRow.chat_id == chat_id, IS_CLAIMED, NudgeRow.kind != NudgeKind.CHECK_BACK
    tx.execute(update(NudgeRow).where(*waiting).values(state=NudgeState.HELD, reason="moved lately"))


def waiting(tx: Connection, chat_id: int) -> list[Nudge]:
    """A person's decided but unsent nudges that offer a movement."""
    own = NudgeRow.chat_id == chat_id, IS_CLAIMED, NudgeRow.movement_id.is_not(None)
    ids = tx.execute(select(NudgeRow.id).where(*own)).scalars().all()
    found = (find(tx, chat_id, each) for each in ids)
    return [each for each in found if each is not None]


def call_off_one(tx: Connection, chat_id: int, nudge_id: int) -> None:
    """Cancel a decided but unsent nudge whose movement fits no more."""
    own = NudgeRow.id == nudge_id, NudgeRow.chat_id == chat_id, IS_CLAIMED
    tx.execute(update(NudgeRow).where(*own).values(state=NudgeState.HELD, reason="nothing fits"))


def doubt(tx: Connection, chat_id: int, nudge_id: int) -> None:
    """Record that a nudge may or may not have arrived; it stays claimed."""
    own = NudgeRow.id == nudge_id, NudgeRow.chat_id == chat_id
    tx.execute(update(NudgeRow).where(*own).values(doubtful=NudgeRow.doubtful + 1))
