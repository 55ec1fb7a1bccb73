"""Log reader: what was done, how much and when, from text and local time. Pure.

A number or time that cannot be interpreted is asked about, never dropped.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum

from messages.content.vocabulary import Activity
from messages.understand.move_log.lexer import clauses
from messages.understand.move_log.log_words import Does, LogWords, Part
from messages.understand.move_log.mark import Amount, Clause, Mark, Open
from messages.understand.move_log.told_moves import Done, Item, done_in
from messages.understand.values.past_instants import ToCome, are_one, may_be_a_week_before, moment, today_of

MOST_MINUTES = 600
MOST_COUNT = 1000
MOST_STEPS = 100_000
MOST_METRES = 300_000
MOST_PARTS = 10  # moves per message
_MOST_BARE_MINUTES = 180  # a larger bare number is hardly minutes
# A bare number is not minutes here: "ran 5" may be kilometres, "plank 60" seconds.
_NEVER_BARE = frozenset(
    {
        Activity.RUN,
        Activity.BIKE,
        Activity.SWIM,
        Activity.HIKE,
        Activity.ROWING,
        Activity.SKATING,
        Activity.PLANK,
    }
)


class Beyond(Enum):
    """Why a log was refused."""

    MINUTES = "minutes"
    COUNT = "count"
    METRES = "metres"
    OLD = "old"


class Doubt(Enum):
    """What has to be clarified before anything is counted."""

    WHO = "who"  # an unknown name or thing is in the place of "I"
    HOW_MUCH = "how-much"
    WHEN = "when"


@dataclass(frozen=True)
class ToldMove:
    """One move: an activity or one of our movements, its amount, and when (local; None: now)."""

    kind: Activity | None = None
    movement_id: str | None = None
    minutes: int | None = None
    count: int | None = None
    metres: int | None = None
    at: datetime | None = None


@dataclass(frozen=True)
class Log:
    """Moves in text order; `is_sure` is False if the text may just as well be a movement request."""

    parts: tuple[ToldMove, ...]
    is_sure: bool
    unused: tuple[int, ...] = ()  # numbers that count something else
    is_whole: bool = True  # no amount stands in a clause that says something else
    is_plain: bool = True  # no unknown word stands within what is not surely told
    others: tuple[tuple[ToldMove, ...], ...] = ()  # what may be meant instead, where it is asked about


@dataclass(frozen=True)
class Unclear:
    """A log that was not fully understood; `parts` hold what was."""

    parts: tuple[ToldMove, ...]
    is_sure: bool
    doubt: Doubt


@dataclass(frozen=True)
class Ticked:
    """ "Done", without saying what."""

    minutes: int | None = None
    count: int | None = None


Heard = Log | Unclear | Ticked | Beyond


def read(text: str, now: datetime, words: LogWords) -> Heard | None:
    """The log in a text; None if there is none. `now` is local and aware."""
    return read_clauses(clauses(text, words), now)


def read_clauses(said: Sequence[Clause], now: datetime) -> Heard | None:
    if any(mark.part is Part.HURTS for clause in said for mark in clause.marks):
        return None
    if (ticked := _ticked(said, now)) is not None:
        return ticked
    return _as_log(done_in(said), now)


def read_beside_pain(text: str, now: datetime, words: LogWords) -> Log | None:
    """What was certainly done, in a text that also mentions pain and is answered about that.

    Unclear parts are dropped: this is no time for questions.
    """
    done = done_in(clauses(text, words))
    log = _as_log(replace(done, items=tuple(each for each in done.items if each.is_sure)), now)
    return log if isinstance(log, Log) else None


def told_of(does: Does, amounts: Sequence[Mark], times: Sequence[Mark], now: datetime) -> Heard | None:
    """What is said of a movement that is known from before: "20 min", "yesterday"."""
    item = Item(does, tuple(amounts), is_sure=True)
    return _log(Done((item,), (*amounts, *times), tuple(times)), now)


def _as_log(done: Done, now: datetime) -> Heard | None:
    if not done.items or len(done.items) > MOST_PARTS:
        return None
    return _log(done, now)


def _log(done: Done, now: datetime) -> Heard | None:
    is_sure = any(each.is_sure for each in done.items)
    times = [each.times or done.times for each in done.items]
    used = [mark for each in times for mark in each] + [mark for each in done.items for mark in each.amounts]
    left = _leftovers(done, used)
    doubts = {_doubt(mark) for mark in left if not _is_harmless(mark, done.items)}
    doubts |= {Doubt.WHEN for each in times if not are_one(each) or may_be_a_week_before(each, now)}
    doubts |= {Doubt.HOW_MUCH for each in done.items if not _is_one_amount(each)}
    doubts |= {Doubt.HOW_MUCH for each in done.items if _is_in_rounds(each, done.items)}
    doubts |= {Doubt.WHO for each in done.items if each.is_by_somebody}
    try:
        parts = tuple(_told(each, at, now) for each, at in zip(done.items, times, strict=True))
    except ToCome:
        if not is_sure:
            return None
        doubts |= {Doubt.WHEN}
        parts = tuple(_told(each, (), now) for each in done.items)
    if not is_sure and _is_rather_to_come(parts, done.times, now):
        return None
    if any(0 in (each.minutes, each.count, each.metres) for each in parts):
        return None
    if (beyond := next(filter(None, map(_beyond, parts)), None)) is not None:
        return beyond
    if doubts:
        return Unclear(parts, is_sure, min(doubts, key=list(Doubt).index))
    unused = tuple(round(mark.value) for mark in left if mark.leaves_open is Open.NUMBER)
    return Log(parts, is_sure, unused, done.is_whole, all(each.is_plain for each in done.items))


def _leftovers(done: Done, used: Sequence[Mark]) -> tuple[Mark, ...]:
    """Times and amounts in the text that no reading has used."""
    places = {mark.place for mark in used}
    return tuple(mark for mark in done.marks if mark.place not in places and mark.leaves_open is not None)


def _is_in_rounds(item: Item, items: Sequence[Item]) -> bool:
    """ "3 rounds of 10 push-ups and 20 squats": how many squats is not said."""
    return len(items) > 1 and any(mark.rounds > 1 for mark in item.amounts)


def _is_harmless(mark: Mark, items: Sequence[Item]) -> bool:
    """True if ignoring the mark counts nothing wrongly, because it counts something else."""
    if mark.leaves_open is Open.REPEATED:
        return not any(each.amounts for each in items)
    return mark.leaves_open is Open.NUMBER


def _doubt(mark: Mark) -> Doubt:
    return Doubt.WHEN if mark.leaves_open is Open.WHEN else Doubt.HOW_MUCH


def _is_rather_to_come(parts: Sequence[ToldMove], times: Sequence[Mark], now: datetime) -> bool:
    """True for "yoga at 18:00" said in the afternoon: nothing says that it was yesterday."""
    says_day = any(each.when and each.when.says_day for each in times)
    today = today_of(now)
    return not says_day and any(each.at is not None and today_of(each.at) != today for each in parts)


def _ticked(said: Sequence[Clause], now: datetime) -> Heard | None:
    """Read a text that only says "done"; with a past day it is a log of an unnamed move."""
    marks = [mark for clause in said for mark in clause.marks]
    parts = {mark.part for mark in marks}
    times = [mark for mark in marks if mark.is_time]
    if any(each.is_asked for each in said) or any(each.begins_asking for each in marks):
        return None
    if parts and parts <= {Part.TICK, Part.DONE} and not times:
        return Ticked()
    rest = [mark for mark in marks if mark.part not in (Part.DONE, Part.TICK, Part.FILLS) and not mark.is_me]
    if Part.DONE not in parts or any(mark.amount is None and not mark.is_time for mark in rest):
        return None
    item = Item(Does(Activity.MOVED), tuple(mark for mark in marks if mark.amount is not None), is_sure=True)
    found = _log(Done((item,), tuple(marks), tuple(times)), now)
    if not isinstance(found, Log):
        return found
    told = found.parts[0]
    if told.at is not None and told.at.date() != now.date():
        return found
    return Ticked(told.minutes, told.count)


def _is_one_amount(item: Item) -> bool:
    """True if the amounts fit together; "20 min, 30 min" do not, "20 min and 10 min" do."""
    counted = [mark for mark in item.amounts if mark.amount in (Amount.COUNT, Amount.BARE)]
    seconds, metres = (
        [m for m in item.amounts if m.amount is what] for what in (Amount.SECONDS, Amount.METRES)
    )
    if any(not mark.is_added for each in (counted, seconds, metres) for mark in each[1:]):
        return False
    if item.does.kind is Activity.SWIM and any(mark.may_be_metres for mark in seconds):
        return False
    if item.is_counted or not counted:
        return True
    is_bare_only = all(mark.amount is Amount.BARE for mark in counted)
    if seconds or metres:
        return False
    return not is_bare_only or _is_minutes(sum(mark.value for mark in counted), item)


def _is_minutes(value: float, item: Item) -> bool:
    return value == round(value) and value <= _MOST_BARE_MINUTES and item.does.kind not in _NEVER_BARE


def _told(item: Item, times: Sequence[Mark], now: datetime) -> ToldMove:
    seconds, metres, count, bare = (
        _sum(item, each) for each in (Amount.SECONDS, Amount.METRES, Amount.COUNT, Amount.BARE)
    )
    minutes = None if seconds is None else _in_minutes(seconds)
    if bare is not None and item.is_counted:
        count = (count or 0) + bare
    elif bare is not None and minutes is None and metres is None:
        minutes = round(bare)
    kind, movement_id = item.does.kind, item.does.movement_id
    return ToldMove(kind, movement_id, minutes, _whole(count), _whole(metres), moment(times, now))


def _in_minutes(seconds: float) -> int | None:
    """Whole minutes; None for less than half a minute. An explicit 0 stays 0, which is no move."""
    return None if 0 < seconds < 30 else round(seconds / 60 + 1e-9)


def _sum(item: Item, amount: Amount) -> float | None:
    values = [mark.value for mark in item.amounts if mark.amount is amount]
    return sum(values) if values else None


def _whole(value: float | None) -> int | None:
    return None if value is None else round(value)


def _beyond(told: ToldMove) -> Beyond | None:
    if (told.minutes or 0) > MOST_MINUTES:
        return Beyond.MINUTES
    if (told.count or 0) > (MOST_STEPS if told.kind is Activity.STEPS else MOST_COUNT):
        return Beyond.COUNT
    return Beyond.METRES if (told.metres or 0) > MOST_METRES else None
