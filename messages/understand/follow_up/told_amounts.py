"""Amounts that are told of a move that stands: their unit, and whether they fit it. Pure."""

from collections.abc import Sequence
from dataclasses import replace

from messages.content.vocabulary import Activity
from messages.understand.move_log.log_reader import ToldMove
from messages.understand.move_log.log_words import Does
from messages.understand.move_log.mark import Amount, Mark

_KM, _MILE = 1000, 1609
_HOLD_SECONDS = 10  # from here a bare number beside a short hold counts seconds
_HOUR = 60
_MOST_HOURS = 5  # up to here a bare number beside hours is hours


def is_same_kind(does: Does, move: ToldMove) -> bool:
    return (does.kind, does.movement_id) == (move.kind, move.movement_id)


def given(move: ToldMove, right: ToldMove, before: ToldMove) -> ToldMove | None:
    """`move` with what a correction has changed from `before` to `right`; None: that does not fit it."""
    now = right.minutes, right.count, right.metres
    pairs = zip(now, (before.minutes, before.count, before.metres), strict=True)
    places = [n for n, (new, old) in enumerate(pairs) if new != old]
    has = (move.minutes, move.count, move.metres)
    if len(places) != 1:
        return None
    place = places[0]
    if has[place] is None:  # of what is counted the same number: "25" of minutes is 25 squats
        place = {0: 1, 1: 0}.get(place, place)
    if has[place] is None:
        return None
    minutes, count, metres = (now[places[0]] if n == place else each for n, each in enumerate(has))
    return replace(move, at=None, minutes=minutes, count=count, metres=metres)


def in_the_unit_of(mark: Mark, move: ToldMove) -> Mark:
    """A bare number counts what was counted before: "no, 20" after 30 minutes is 20 minutes."""
    if mark.amount is not Amount.BARE:
        return mark
    if move.count is not None:
        return replace(mark, amount=Amount.COUNT)
    if move.minutes is not None:
        return replace(mark, amount=Amount.SECONDS, value=mark.value * _seconds_of(move, mark.value))
    if move.metres is not None:
        return replace(mark, amount=Amount.METRES, value=mark.value * _unit_of(move.metres, mark.value))
    return mark


def _seconds_of(move: ToldMove, number: float) -> int:
    """The unit in which a length was said: seconds of a short hold, hours of a long tour, else minutes."""
    minutes = move.minutes or 0
    if move.kind is Activity.PLANK and minutes <= 2 and number >= _HOLD_SECONDS:
        return 1
    is_in_hours = minutes >= _HOUR and minutes % (_HOUR // 2) == 0 and number <= _MOST_HOURS
    return 3600 if is_in_hours else 60


def _unit_of(metres: int, number: float) -> int:
    """The unit in which a distance was said: metres, miles or kilometres."""
    if number >= 100:
        return 1
    is_in_miles = metres % 100 and abs(metres / _MILE - round(metres / _MILE * 2) / 2) < 0.01
    return _MILE if is_in_miles else _KM


def may_be(move: ToldMove, amounts: Sequence[Mark]) -> bool:
    """The amounts are of the kind that this move has."""
    kinds = {each.amount for each in amounts}
    if Amount.SECONDS in kinds or Amount.METRES in kinds:
        return move.count is None
    return Amount.COUNT not in kinds or move.minutes is move.metres is None


def is_day_only(times: Sequence[Mark]) -> bool:
    return all(
        mark.clock is None and mark.minutes_ago is None and mark.when is not None and mark.when.hour is None
        for mark in times
    )


def fits_beside(move: ToldMove, told: ToldMove) -> bool:
    """What is new says nothing else of an amount that was known."""
    pairs = ((move.minutes, told.minutes), (move.count, told.count), (move.metres, told.metres))
    return all(old is None or old == new for old, new in pairs)
