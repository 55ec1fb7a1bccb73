"""Bites: which learning bite is told next. Pure; when one is told is up to `schedule/weekly_bite.py`."""

from collections.abc import Sequence

from jobs.choose.suitability import Fit, may_be_offered
from messages.content.learning.bites import LAST_WEEKS, Bite, weeks_of
from messages.content.movements import Catalogue
from storage.person import Path

_WEEKS = list(LAST_WEEKS)


def next_bite(path: Path, fit: Fit, catalogue: Catalogue, bites: Sequence[Bite]) -> Bite | None:
    """The next bite that suits them, none again until all are told; None if none suits.

    Those of the present weeks come first, then what earlier ones left, then those for the time after the
    path, and last those of weeks to come.
    """
    suiting = [each for each in bites if not each.tries or may_be_offered(catalogue, each.tries, fit)]
    told = path.bites_told
    left = [each for each in suiting if each.id not in told]
    again = [each for each in suiting if each.id != told[-1]] if told else []
    now = _WEEKS.index(weeks_of(path.path_weeks + 1))
    return min(left or again or suiting, key=lambda each: _turn(_WEEKS.index(each.weeks), now), default=None)


def told_after(path: Path, bite: Bite) -> tuple[str, ...]:
    """Bites told once this one is; a new round begins with one that was told before."""
    return (bite.id,) if bite.id in path.bites_told else (*path.bites_told, bite.id)


def _turn(weeks: int, now: int) -> int:
    """When bites of these weeks come, the present ones being `now`: the lower, the sooner."""
    if weeks == now:
        return 0
    return 1 if weeks < now else 2 if weeks == len(_WEEKS) - 1 else 3
