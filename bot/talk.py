"""Talk: what was last talked about, from the store, as the next message refers to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from bot.context import Context
from bot.incoming.updates import Typed
from bot.screens.receipts import told_of
from messages.understand.follow_up import kept_meaning
from messages.understand.interpretation import LogCorrection
from messages.understand.talk import About, Standing, Talk
from storage import people, talks
from storage.history import logged_moves, moved_days
from storage.person import Person
from storage.sent import nudges
from storage.values import TOLD, LoggedMove, Mention, Subject
from storage.values import Talk as Kept

ABOUT = {
    Subject.LOG: About.LOG,
    Subject.SETTING: About.SETTING,
    Subject.MOVEMENT: About.MOVEMENT,
    Subject.TIP: About.TIP,
    Subject.QUESTION: About.QUESTION,
}


@dataclass(frozen=True)
class _Rows:
    """A talk's references, looked up: the moves they mean, and the open nudge."""

    kept: Kept
    moves: tuple[LoggedMove, ...]
    nudge: str | None  # movement of the open nudge
    done: str | None = None  # the movement done last, if nothing was shown since


async def talk_of(typed: Typed, person: Person, context: Context) -> Talk:
    """What was talked about before `typed`, in the last half hour."""
    rows = await context.db.read(_rows, person, typed.message_id, typed.key, context.now())
    return _talk(rows, person)


def _rows(tx: Connection, person: Person, message_id: int, key: str, now: datetime) -> _Rows:
    kept = talks.of(tx, person.chat_id, message_id, now)
    log = kept.last(Subject.LOG)
    refs = () if log is None else log.refs
    moves = [move for ref in refs for move in logged_moves.of_message(tx, person.chat_id, int(ref))]
    nudge = _nudge(tx, person, key, now)
    if nudge is not None:
        nudged_at = person.sent.nudged_at or now
        shown = kept.last(Subject.MOVEMENT)
        if shown is None or shown.at < nudged_at:
            refs = () if shown is None else shown.refs
            kept = _in_order(kept, Mention(Subject.MOVEMENT, nudged_at, (nudge, *refs)))
        else:
            nudge = None
    shown = kept.last(Subject.MOVEMENT)
    since = now - talks.KEPT if shown is None else max(shown.at, now - talks.KEPT)
    return _Rows(kept, tuple(moves), nudge, moved_days.last_done(tx, person.chat_id, since))


def _nudge(tx: Connection, person: Person, key: str, now: datetime) -> str | None:
    """The movement of the nudge that nobody has answered, if it came within half an hour.

    What this very update was given the first time it came is not what its words refer to.
    """
    nudge_id, nudged_at = person.sent.open_nudge_id, person.sent.nudged_at
    if nudge_id is None or nudged_at is None or now - nudged_at > talks.KEPT:
        return None
    own = person.did(key, people.OFFERED)
    if own is not None and int(own.split()[0]) == nudge_id:
        return None
    nudge = nudges.find(tx, person.chat_id, nudge_id)
    return nudge.movement_id if nudge is not None and nudge.movement_id else None


def _in_order(kept: Kept, new: Mention) -> Kept:
    """The talk with a mention that has its place by its time."""
    mentions = (*kept.without(new.subject).mentions, new)
    return Kept(tuple(sorted(mentions, key=lambda each: each.at, reverse=True)))


def _talk(rows: _Rows, person: Person) -> Talk:
    kept = rows.kept
    log, setting, tip = (kept.last(each) for each in (Subject.LOG, Subject.SETTING, Subject.TIP))
    shown, question = kept.last(Subject.MOVEMENT), kept.last(Subject.QUESTION)
    return Talk(
        order=tuple(ABOUT[each.subject] for each in kept.mentions),
        moves=_standing(rows.moves, person),
        logged_id=_first(log),
        corrected=_corrected(log),
        topics=() if setting is None else tuple(filter(None, setting.about.split(","))),
        changed_id=_first(setting),
        movements=() if shown is None else shown.refs,
        is_nudge=rows.nudge is not None,
        done=rows.done,
        tips=() if tip is None else tuple(map(int, tip.refs)),
        has_told=tip is not None and tip.about == TOLD,
        asked=None if question is None else kept_meaning.read(question.about),
    )


def _first(mention: Mention | None) -> int | None:
    return int(mention.refs[0]) if mention is not None and mention.refs else None


def _corrected(log: Mention | None) -> LogCorrection | None:
    """The move as it was before the correction that is the newest thing said of a log."""
    before = kept_meaning.read(log.about) if log is not None and log.about else None
    return before if isinstance(before, LogCorrection) else None


def _standing(moves: Iterable[LoggedMove], person: Person) -> tuple[Standing, ...]:
    """Those that count; `part` is the place among all that the message logged."""
    found: list[Standing] = []
    parts: dict[int, int] = {}
    for move in moves:
        message_id = move.message_id or 0
        part = parts[message_id] = parts.get(message_id, -1) + 1
        if move.undone_at is None:
            found.append(Standing(message_id, part, told_of(move, person)))
    return tuple(found)
