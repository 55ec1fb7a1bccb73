"""Did somebody say that they moved? Text and local time in; what was done, how much and when out. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum

from messages.marks import Amount, Clause, Mark, clauses
from messages.moments import ToCome, TooOld, moment, today_of
from messages.reading_words import Does, Part, ReadingWords
from messages.vocabulary import Activity

MOST_MINUTES = 600
MOST_COUNT = 1000
MOST_STEPS = 100_000
MOST_METRES = 300_000
MOST_PARTS = 10  # movements in one message
_STRANGE_WORDS = 3  # that a log may hold; with more it is a story


class Beyond(Enum):
    """Why a log was not taken as it stands."""

    MINUTES = "minutes"
    COUNT = "count"
    METRES = "metres"
    OLD = "old"


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


@dataclass(frozen=True)
class Ticked:
    """ "Done", and nothing about what."""

    minutes: int | None = None
    count: int | None = None


Heard = Log | Ticked | Beyond


@dataclass(frozen=True)
class _Item:
    does: Does
    amounts: tuple[Mark, ...] = ()
    times: tuple[Mark, ...] = ()
    is_sure: bool = False


def read(text: str, now: datetime, words: ReadingWords) -> Heard | None:
    """The log in a text; None when there is none. `now` is local and aware."""
    said = clauses(text, words)
    if any(mark.part is Part.HURTS for clause in said for mark in clause.marks):
        return None
    if (ticked := _ticked(said, now)) is not None:
        return ticked
    items = _items(said)
    if not items or len(items) > MOST_PARTS:
        return None
    times = tuple(mark for clause in said for mark in clause.marks if mark.is_time)
    try:
        parts = tuple(_told(each, each.times or times, now) for each in items)
    except ToCome:
        return None
    except TooOld:
        return Beyond.OLD if any(each.is_sure for each in items) else None
    if not any(each.is_sure for each in items) and _is_rather_to_come(parts, times, now):
        return None
    if any(0 in (each.minutes, each.count, each.metres) for each in parts):
        return None
    beyond = next(filter(None, map(_beyond, parts)), None)
    return beyond or Log(parts, any(each.is_sure for each in items))


def _is_rather_to_come(parts: Sequence[Told], times: Sequence[Mark], now: datetime) -> bool:
    """ "Yoga at 18:00" in the afternoon: nobody said that it was yesterday."""
    says_day = any(each.when and (each.when.days, each.when.weekday) != (None, None) for each in times)
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
    item = _Item(Does(Activity.MOVED), tuple(mark for mark in marks if mark.amount is not None))
    try:
        told = _told(item, times, now)
    except (ToCome, TooOld) as error:
        return Beyond.OLD if isinstance(error, TooOld) else None
    if (beyond := _beyond(told)) is not None:
        return beyond
    if told.at is not None and told.at.date() != now.date():
        return Log((told,), is_sure=True)
    return Ticked(told.minutes, told.count)


def _items(said: Sequence[Clause]) -> list[_Item]:
    """What was done, thought by thought; a thought with an amount alone goes on with the one before."""
    items: list[_Item] = []
    shadow: int | None = (
        None  # the sentence that denies, plans or asks: what is not clearly done there was not
    )
    for clause in said:
        if clause.is_fresh:
            shadow = None
        found = _done_in(clause, is_shadowed=shadow == clause.sentence)
        if found is None:
            shadow = clause.sentence
        elif found:
            items = _merged(items, found)
        elif items and _is_only_amounts(clause) and shadow != clause.sentence:
            items[-1] = _with(items[-1], clause.marks)
    return items


def _done_in(clause: Clause, is_shadowed: bool) -> list[_Item] | None:
    """What was done in this thought; None when it denies, plans, asks, or speaks of somebody else."""
    marks = clause.marks
    if clause.is_asked or marks[0].begins_asking or any(mark.part is Part.STOPS for mark in marks):
        return None
    if (denied := _first(marks, Part.DENIES)) is not None:
        marks = marks[:denied]
        if not any(mark.does for mark in marks):
            return None
    if _is_somebody_else(marks):
        return None
    found = [item for segment in _segments(marks) for item in _in_segment(segment)]
    sure = _surely_done(marks)
    found = [replace(each, is_sure=each.does in sure) for each in found]
    strange = sum(mark.is_unknown and not mark.is_me for mark in marks)
    if strange > (_STRANGE_WORDS if sure else 1):
        return []
    return [each for each in found if each.is_sure or (not is_shadowed and _has_amount(marks, each))]


def _first(marks: Sequence[Mark], part: Part) -> int | None:
    return next((n for n, mark in enumerate(marks) if mark.part is part), None)


def _has_amount(marks: Sequence[Mark], item: _Item) -> bool:
    """A movement that is only named needs something beside it to be a log."""
    return bool(item.amounts) or any(mark.is_time for mark in marks)


def _is_somebody_else(marks: Sequence[Mark]) -> bool:
    """ "My dog walked": another stands before the movement, and no "I" with them, nor "with"."""
    first = next((n for n, mark in enumerate(marks) if mark.does), len(marks))
    before = marks[:first]
    if any(mark.is_me for mark in before) and any(m.is_me for m in before if m.part is not Part.OTHERS):
        return False
    other = _first(before, Part.OTHERS)
    return other is not None and not any(mark.part is Part.TOLD for mark in before[:other])


def _surely_done(marks: Sequence[Mark]) -> set[Does]:
    """ "Walked", "yoga done", "went for a long walk": somebody says that it was done."""
    sure = set()
    is_told = any(each.part in (Part.DONE, Part.MADE) for each in marks)
    for n, mark in enumerate(marks):
        before = [m for m in marks[:n] if m.is_unknown or m.part in (Part.TOLD, Part.OTHERS)]
        if mark.does and (mark.was_done or is_told or (before and before[-1].part is Part.TOLD)):
            sure.add(mark.does)
    return sure


def _is_only_amounts(clause: Clause) -> bool:
    if clause.is_asked or clause.marks[0].begins_asking:
        return False
    said = {mark.part for mark in clause.marks if mark.amount is None and not mark.is_time}
    return said <= {Part.FILLS, Part.DONE, Part.TICK, Part.JOINS}


def _segments(marks: Sequence[Mark]) -> list[list[Mark]]:
    """Parts between "and"; one that holds no movement stays with the one before."""
    parts: list[list[Mark]] = [[]]
    for mark in marks:
        if mark.part is Part.JOINS:
            parts.append([])
        else:
            parts[-1].append(mark)
    joined: list[list[Mark]] = []
    for part in parts:
        if joined and (not any(m.does for m in part) or not any(m.does for m in joined[-1])):
            joined[-1] += part
        else:
            joined.append(part)
    return joined


def _in_segment(marks: Sequence[Mark]) -> list[_Item]:
    """Amounts belong to the movement that follows, or to the one before where the movement comes first."""
    relevant = [mark for mark in marks if mark.does or mark.amount is not None]
    places = [n for n, mark in enumerate(relevant) if mark.does]
    if not places:
        return []
    times = tuple(mark for mark in marks if mark.is_time)
    items = [_Item(does, times=times) for n in places if (does := relevant[n].does) is not None]
    comes_first = places[0] == 0
    for n, mark in enumerate(relevant):
        if mark.amount is None:
            continue
        is_for_counted = mark.amount is Amount.BARE and mark.is_spelt  # "one stretch" lasts no minute
        after = next((k for k, place in enumerate(places) if place > n), None)
        before = next((k for k in reversed(range(len(places))) if places[k] < n), None)
        k = before if after is None or (comes_first and before is not None) else after
        if k is not None and (items[k].does.is_counted or not is_for_counted):
            items[k] = _with(items[k], (mark,))
    return _merged([], items)


def _with(item: _Item, marks: Sequence[Mark]) -> _Item:
    amounts = tuple(mark for mark in marks if mark.amount is not None)
    times = tuple(mark for mark in marks if mark.is_time)
    return replace(item, amounts=item.amounts + amounts, times=item.times + times)


def _merged(items: list[_Item], more: list[_Item]) -> list[_Item]:
    """ "Went for a walk, walked 20 min" is one walk."""
    items = list(items)
    for each in more:
        last = items[-1] if items else None
        if last is not None and last.does == each.does and not (last.amounts and each.amounts):
            times = last.times + tuple(mark for mark in each.times if mark not in last.times)
            items[-1] = _Item(last.does, last.amounts + each.amounts, times, last.is_sure or each.is_sure)
        else:
            items.append(each)
    return items


def _told(item: _Item, times: Sequence[Mark], now: datetime) -> Told:
    seconds = _sum(item, Amount.SECONDS)
    count, metres, bare = (_first_of(item, each) for each in (Amount.COUNT, Amount.METRES, Amount.BARE))
    minutes = None if seconds is None else max(round(seconds / 60 + 1e-9), 1 if seconds > 0 else 0)
    if bare is not None and item.does.is_counted and count is None:
        count = bare
    elif bare is not None and not item.does.is_counted and minutes is None and metres is None:
        minutes = round(bare)
    kind, movement_id = item.does.kind, item.does.movement_id
    return Told(kind, movement_id, minutes, _whole(count), _whole(metres), moment(times, now))


def _sum(item: _Item, amount: Amount) -> float | None:
    values = [mark.value for mark in item.amounts if mark.amount is amount]
    return sum(values) if values else None


def _first_of(item: _Item, amount: Amount) -> float | None:
    return next((mark.value for mark in item.amounts if mark.amount is amount), None)


def _whole(value: float | None) -> int | None:
    return None if value is None else round(value)


def _beyond(told: Told) -> Beyond | None:
    if (told.minutes or 0) > MOST_MINUTES:
        return Beyond.MINUTES
    if (told.count or 0) > (MOST_STEPS if told.kind is Activity.STEPS else MOST_COUNT):
        return Beyond.COUNT
    return Beyond.METRES if (told.metres or 0) > MOST_METRES else None
