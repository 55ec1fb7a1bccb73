"""Logs in words: what was done, how much and when. Text and local time in; pure.

A number or a time that was said and that nobody can read is asked about, never dropped.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum

from messages.content.vocabulary import Activity
from messages.understand.move_log.lexer import clauses
from messages.understand.move_log.log_words import Does, Part, ReadingWords
from messages.understand.move_log.mark import Amount, Clause, Mark, Open
from messages.understand.move_log.told_moves import Done, Item, done_in
from messages.understand.values.past_instants import ToCome, are_one, moment, today_of

MOST_MINUTES = 600
MOST_COUNT = 1000
MOST_STEPS = 100_000
MOST_METRES = 300_000
MOST_PARTS = 10  # movements in one message
_MOST_BARE_MINUTES = 180  # a number alone that is more than that is hardly minutes
# "Ran 5" may be kilometres as well, "plank 60" seconds.
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
    """Why a log was not taken as it stands."""

    MINUTES = "minutes"
    COUNT = "count"
    METRES = "metres"
    OLD = "old"


class Doubt(Enum):
    """What has to be asked before anything is counted."""

    WHO = "who"  # a name or a thing we do not know stands where "I" would
    HOW_MUCH = "how-much"
    WHEN = "when"


@dataclass(frozen=True)
class Told:
    """One movement that was made: ours or a kind, how much of it, and when (local; None: now)."""

    kind: Activity | None = None
    movement_id: str | None = None
    minutes: int | None = None
    count: int | None = None
    metres: int | None = None
    at: datetime | None = None


@dataclass(frozen=True)
class Log:
    """Movements in the order they were told; `is_sure` is False where it might as well be a wish."""

    parts: tuple[Told, ...]
    is_sure: bool
    unused: tuple[int, ...] = ()  # numbers that count something else


@dataclass(frozen=True)
class Unclear:
    """A log of which something was not understood; `parts` hold what was."""

    parts: tuple[Told, ...]
    is_sure: bool
    doubt: Doubt


@dataclass(frozen=True)
class Ticked:
    """ "Done", and nothing about what."""

    minutes: int | None = None
    count: int | None = None


Heard = Log | Unclear | Ticked | Beyond


def read(text: str, now: datetime, words: ReadingWords) -> Heard | None:
    """The log in a text; None when there is none. `now` is local and aware."""
    said = clauses(text, words)
    if any(mark.part is Part.HURTS for clause in said for mark in clause.marks):
        return None
    if (ticked := _ticked(said, now)) is not None:
        return ticked
    return _as_log(done_in(said), now)


def read_beside_pain(text: str, now: datetime, words: ReadingWords) -> Log | None:
    """What was surely done, in a text that tells of pain as well and is answered about that.

    Nobody is asked about what is unclear: not now.
    """
    done = done_in(clauses(text, words))
    log = _as_log(replace(done, items=tuple(each for each in done.items if each.is_sure)), now)
    return log if isinstance(log, Log) else None


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
    doubts |= {Doubt.WHEN for each in times if not are_one(each)}
    doubts |= {Doubt.HOW_MUCH for each in done.items if not _is_one_amount(each)}
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
    return Log(parts, is_sure, tuple(round(mark.value) for mark in left if mark.leaves_open is Open.NUMBER))


def _leftovers(done: Done, used: Sequence[Mark]) -> tuple[Mark, ...]:
    """What was said of times and amounts, and no reading has used."""
    places = {mark.place for mark in used}
    return tuple(mark for mark in done.marks if mark.place not in places and mark.leaves_open is not None)


def _is_harmless(mark: Mark, items: Sequence[Item]) -> bool:
    """Whether nothing false is counted without it: it counts something else."""
    if mark.leaves_open is Open.REPEATED:
        return not any(each.amounts for each in items)
    return mark.leaves_open is Open.NUMBER


def _doubt(mark: Mark) -> Doubt:
    return Doubt.WHEN if mark.leaves_open is Open.WHEN else Doubt.HOW_MUCH


def _is_rather_to_come(parts: Sequence[Told], times: Sequence[Mark], now: datetime) -> bool:
    """ "Yoga at 18:00" in the afternoon: nobody said that it was yesterday."""
    says_day = any(each.when and each.when.says_day for each in times)
    today = today_of(now)
    return not says_day and any(each.at is not None and today_of(each.at) != today for each in parts)


def _ticked(said: Sequence[Clause], now: datetime) -> Heard | None:
    """The whole text says "done"; with a day that is over it is a log of something."""
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
    """Whether what is said of how much goes together; "20 min, 30 min" does not, "and 10 min" does."""
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


def _told(item: Item, times: Sequence[Mark], now: datetime) -> Told:
    seconds, metres, count, bare = (
        _sum(item, each) for each in (Amount.SECONDS, Amount.METRES, Amount.COUNT, Amount.BARE)
    )
    minutes = None if seconds is None else _in_minutes(seconds)
    if bare is not None and item.is_counted:
        count = (count or 0) + bare
    elif bare is not None and minutes is None and metres is None:
        minutes = round(bare)
    kind, movement_id = item.does.kind, item.does.movement_id
    return Told(kind, movement_id, minutes, _whole(count), _whole(metres), moment(times, now))


def _in_minutes(seconds: float) -> int | None:
    """Whole ones; less than half of one is none to speak of, and 0 is no movement."""
    return None if 0 < seconds < 30 else round(seconds / 60 + 1e-9)


def _sum(item: Item, amount: Amount) -> float | None:
    values = [mark.value for mark in item.amounts if mark.amount is amount]
    return sum(values) if values else None


def _whole(value: float | None) -> int | None:
    return None if value is None else round(value)


def _beyond(told: Told) -> Beyond | None:
    if (told.minutes or 0) > MOST_MINUTES:
        return Beyond.MINUTES
    if (told.count or 0) > (MOST_STEPS if told.kind is Activity.STEPS else MOST_COUNT):
        return Beyond.COUNT
    return Beyond.METRES if (told.metres or 0) > MOST_METRES else None
