"""Stretches: ranges of clock times as they were said, as the parts of a day that are meant."""

from collections.abc import Sequence

from messages.content.limits import MOST_STRETCHES
from messages.understand.settings_change.kinds import Hours, Quiet, Setting, Stretch, WhyNot
from messages.understand.values.clock_times import Clock, ClockRange

_NOON = 12
_EVENING = 18
NIGHT_UNTIL = 6  # "2 to 5" is not before this hour


def hours(ranges: Sequence[ClockRange]) -> Setting | WhyNot:
    """Active hours: windows in order, those that touch as one."""
    if any(not each.begins.is_real or not each.ends.is_real for each in ranges):
        return WhyNot.TIME
    stretches = [stretch(each.begins, each.ends) for each in ranges]
    if any(begins >= ends for begins, ends in stretches):
        return WhyNot.ENDS_FIRST
    apart = _apart(sorted(stretches))
    return Hours(apart) if len(apart) <= MOST_STRETCHES else WhyNot.STRETCHES


def stretch(begins: Clock, ends: Clock) -> Stretch:
    """A window: "9 to 5" and "2 to 5" are in the daytime; "5 to 23" and "5 to 8 am" start in the morning."""
    is_told_by_end = not ends.is_vague and (ends.hour >= _NOON) != ends.has_half
    if begins.is_vague and begins.hour < NIGHT_UNTIL and not (begins.is_of_24 or is_told_by_end):
        begins = begins.later
    is_by_halves = begins.hour <= _NOON or begins.has_half
    if ends.is_vague and ends.wall <= begins.wall and is_by_halves:
        ends = ends.later
    return begins.wall, ends.wall


def _apart(stretches: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """Merge touching windows."""
    apart: list[Stretch] = []
    for begins, ends in stretches:
        if apart and begins <= apart[-1][1]:
            apart[-1] = apart[-1][0], max(ends, apart[-1][1])
        else:
            apart.append((begins, ends))
    return tuple(apart)


def quiet(ranges: Sequence[ClockRange]) -> Setting | WhyNot:
    """Quiet hours: "10 to 7" means the night."""
    if len(ranges) > 1:
        return WhyNot.STRETCHES
    begins, ends = ranges[0].begins, ranges[0].ends
    if not begins.is_real or not ends.is_real:
        return WhyNot.TIME
    if begins.is_vague and begins.hour >= NIGHT_UNTIL and ends.wall <= begins.wall:
        begins = begins.later
    if begins.is_vague and begins.hour < NIGHT_UNTIL and ends.has_half:
        begins = begins.later  # "between 1 and 2 pm"
    if not begins.is_vague and _NOON <= begins.hour < _EVENING and ends.is_vague:
        ends = ends.later  # "between 12 and 1"
    return WhyNot.ENDS_FIRST if begins.wall == ends.wall else Quiet(begins.wall, ends.wall)
