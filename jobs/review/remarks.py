"""Remarks on a week: what was true of it, and not said within four weeks. Pure."""

from collections.abc import Callable, Collection, Mapping
from datetime import time

from jobs.review.feats import kinds_of
from messages.content.movements import Catalogue
from messages.content.vocabulary import Category, Position
from storage.history.chart_data import Week

ENOUGH = 4  # moves or nudges: fewer prove nothing
MOST = 0.8  # of the reminders, done
NOON, QUIET_FROM = time(12), time(15)


def remark(looked: Week, catalogue: Catalogue, said: Collection[str]) -> str | None:
    """The name of the first remark that is true and not among those lately `said`."""
    return next((name for name in REMARKS if name not in said and REMARKS[name](looked, catalogue)), None)


def _planes(looked: Week, catalogue: Catalogue) -> set[str]:
    planes = kinds_of(catalogue).planes
    return {plane for each in looked.moves for plane in planes.get(each.movement_id or "", ())}


def _lacks(plane: str) -> Callable[[Week, Catalogue], bool]:
    return lambda looked, catalogue: _known(looked, catalogue) and plane not in _planes(looked, catalogue)


def _known(looked: Week, catalogue: Catalogue) -> bool:
    """True if enough of the moves are ours, so that what is missing means something."""
    return sum((each.movement_id or "") in catalogue for each in looked.moves) >= ENOUGH


def _only_walks(looked: Week, catalogue: Catalogue) -> bool:
    if not _known(looked, catalogue):
        return False
    names = [each.movement_id or "" for each in looked.moves]
    return all(name in catalogue and Position.WALKING in catalogue[name].positions for name in names)


def _many_hips(looked: Week, catalogue: Catalogue) -> bool:
    hips = sum((each.movement_id or "") in kinds_of(catalogue).hips for each in looked.moves)
    return hips >= ENOUGH and 2 * hips >= len(looked.moves)


def _no_strength(looked: Week, catalogue: Catalogue) -> bool:
    names = [each.movement_id or "" for each in looked.moves]
    strong = any(name in catalogue and catalogue[name].category is Category.STRENGTHEN for name in names)
    return _known(looked, catalogue) and not strong


def _walls(looked: Week) -> list[time]:
    return [looked.person.local(each.moved_at).time() for each in looked.moves]


def _mornings(looked: Week, catalogue: Catalogue) -> bool:
    early = sum(each < NOON for each in _walls(looked))
    return len(looked.moves) >= ENOUGH and 3 * early >= 2 * len(looked.moves)


def _quiet_afternoons(looked: Week, catalogue: Catalogue) -> bool:
    """Nudges may come after three, but nobody moved then."""
    is_open = any(each.closes_until > QUIET_FROM for each in looked.person.settings.windows)
    return is_open and len(looked.moves) >= ENOUGH and all(each < QUIET_FROM for each in _walls(looked))


def _one_day(looked: Week, catalogue: Catalogue) -> bool:
    return sum(each.moves > 0 for each in looked.days) == 1


REMARKS: Mapping[str, Callable[[Week, Catalogue], bool]] = {
    "most-done": lambda looked, _: looked.reminders >= ENOUGH and looked.done >= MOST * looked.reminders,
    "goal-met": lambda looked, _: sum(each.moves >= each.goal > 0 for each in looked.days) >= 5,
    "all-planes": lambda looked, catalogue: _planes(looked, catalogue) >= kinds_of(catalogue).all_planes,
    "only-walks": _only_walks,
    "no-sideways": _lacks("F"),
    "no-turn": _lacks("T"),
    "hips": _many_hips,
    "no-strength": _no_strength,
    "mornings": _mornings,
    "quiet-afternoons": _quiet_afternoons,
    "one-day": _one_day,
    "nothing": lambda looked, _: looked.total == 0,
}
