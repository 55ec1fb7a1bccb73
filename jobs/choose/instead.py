"""Instead: what the programme changes for a condition, for age and for beginners. Pure."""

from collections.abc import Mapping, Sequence

from jobs.choose.suitability import Fit
from jobs.programme import phases
from jobs.programme.course import Course
from messages.content.movements import Movement
from messages.content.programme import OLDER, Instead, PhaseKey, Programme
from messages.content.vocabulary import Category

Changes = Mapping[str, Instead]


def changes(fit: Fit, course: Course, programme: Programme) -> Changes:
    """What changes with their conditions, by condition."""
    names = phases.names_of(fit.conditions, programme)
    names += [OLDER] if course.is_older and OLDER in programme.instead else []
    return {each: programme.instead[each] for each in names}


def left(
    movements: Sequence[Movement], changes: Changes, course: Course, programme: Programme
) -> list[Movement]:
    """The movements that these changes leave; strength that would be all there is stays."""
    remaining = only(movements, changes)
    strong = [each for each in remaining if each.category is Category.STRENGTHEN]
    kept = {each.id for each in _strength(strong, changes, course)}
    found = [each for each in remaining if each.category is not Category.STRENGTHEN or each.id in kept]
    if course.is_easy and course.phase is PhaseKey.LET_GO:
        found = [each for each in found if each.seconds <= programme.first_seconds] or found
    return found or remaining


def only(movements: Sequence[Movement], changes: Changes) -> list[Movement]:
    """Where a condition names all that there is: these, and what is "careful" with it."""
    found = [*movements]
    for name, change in changes.items():
        if change.only:
            found = [each for each in found if each.id in change.only or name in each.careful_if]
    return found


def _strength(strong: list[Movement], changes: Changes, course: Course) -> list[Movement]:
    for change in changes.values():
        if change.no_strength:
            return []
        if change.seated_strength:
            strong = [each for each in strong if each.can_be_seated]
        if change.strengthen and course.phase is PhaseKey.LET_IT_WORK:
            strong = [each for each in strong if each.id in change.strengthen]
    return strong
