"""Remarks on the moves of a week: what there was much of, and what there was none of. Pure."""

from collections.abc import Iterator
from datetime import time

from jobs.review.feats import kinds_of
from jobs.review.sundays import Remark, Sunday
from jobs.schedule.active_hours import without
from messages.content.vocabulary import Category, Position
from storage.history.suggestions import Suggestion
from storage.tables import SuggestionKind
from storage.values import Window

ENOUGH = 4  # moves or nudges: fewer prove nothing
MOST = 0.8  # of the reminders, done
GOALS = 5  # days
NOON, QUIET_FROM = time(12), time(15)
FEWER, CALM = 4, 2  # nudges a day


def most_done(looked: Sunday) -> bool:
    week = looked.week
    return week.reminders >= ENOUGH and week.done >= MOST * week.reminders


def goal_met(looked: Sunday) -> bool:
    return sum(each.moves >= each.goal > 0 for each in looked.week.days) >= GOALS


def all_planes(looked: Sunday) -> bool:
    return _planes(looked) >= kinds_of(looked.catalogue).all_planes


def no_sideways(looked: Sunday) -> bool:
    return _lacks(looked, "F")


def no_turn(looked: Sunday) -> bool:
    return _lacks(looked, "T")


def only_walks(looked: Sunday) -> bool:
    names, catalogue = [*_names(looked)], looked.catalogue
    if not _known(looked) or looked.person.body.wheelchair:
        return False
    return all(name in catalogue and Position.WALKING in catalogue[name].positions for name in names)


def many_hips(looked: Sunday) -> bool:
    hips = sum(name in kinds_of(looked.catalogue).hips for name in _names(looked))
    return hips >= ENOUGH and 2 * hips >= len(looked.week.moves)


def no_strength(looked: Sunday) -> Remark | None:
    """Not for those whose body asks for little of it; offers two strength days a week."""
    may = [each for each in looked.allowed.values() if each.category is Category.STRENGTHEN]
    if not _known(looked) or not may or looked.strength_waits or looked.person.body.walks_only:
        return None
    catalogue = looked.catalogue
    names = [name for name in _names(looked) if name in catalogue]
    if any(catalogue[name].category is Category.STRENGTHEN for name in names):
        return None
    wants = looked.person.body.wants_strength
    return Remark("no-strength", (), None if wants else Suggestion(SuggestionKind.STRENGTH))


def mornings(looked: Sunday) -> bool:
    early = sum(each < NOON for each in _walls(looked))
    return len(looked.week.moves) >= ENOUGH and 3 * early >= 2 * len(looked.week.moves)


def quiet_afternoons(looked: Sunday) -> Remark | None:
    """Nudges may come after three, but nobody moved then; offers to leave these hours out."""
    windows = looked.person.settings.windows
    late = max(each.closes_until for each in windows)
    is_true = late > QUIET_FROM and len(looked.week.moves) >= ENOUGH
    if not is_true or any(each >= QUIET_FROM for each in _walls(looked)):
        return None
    until = late.hour + (late.minute > 0)
    return Remark("quiet-afternoons", (), leaving_out(windows, QUIET_FROM.hour, until))


def one_day(looked: Sunday) -> Remark | None:
    """Offers fewer nudges where there are many."""
    if sum(each.moves > 0 for each in looked.week.days) != 1:
        return None
    fewer = next((each for each in (FEWER, CALM) if each < looked.person.settings.budget), None)
    return Remark("one-day", (), None if fewer is None else Suggestion(SuggestionKind.BUDGET, fewer))


def nothing(looked: Sunday) -> bool:
    return looked.week.total == 0


def leaving_out(windows: tuple[Window, ...], hour: int, until: int) -> Suggestion | None:
    """To leave these hours out of the active ones; None if that would change nothing."""
    if not hour < until < HOURS or without(windows, Window(time(hour), time(until))) == windows:
        return None
    return Suggestion(SuggestionKind.LEAVE_OUT, HUNDRED * hour + until)


HOURS, HUNDRED = 24, 100  # two hours are kept as one number: 1112 is 11 to 12


def _names(looked: Sunday) -> Iterator[str]:
    return (each.movement_id or "" for each in looked.week.moves)


def _planes(looked: Sunday) -> set[str]:
    planes = kinds_of(looked.catalogue).planes
    return {plane for name in _names(looked) for plane in planes.get(name, ())}


def _lacks(looked: Sunday, plane: str) -> bool:
    """True if none of the moves went there although something that their body allows does."""
    may = any(plane in {each.value for each in movement.planes} for movement in looked.allowed.values())
    return may and _known(looked) and plane not in _planes(looked)


def _known(looked: Sunday) -> bool:
    """True if enough of the moves are ours, so that what is missing means something."""
    return sum(name in looked.catalogue for name in _names(looked)) >= ENOUGH


def _walls(looked: Sunday) -> list[time]:
    return [looked.person.local(each.moved_at).time() for each in looked.week.moves]
