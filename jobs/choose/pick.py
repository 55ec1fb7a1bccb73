"""Pick: the movement to offer. Pure: fit, memory, local time and a random source in, a pick out.

First what fits, then what is due, then chance: draws a kind by its share, then a movement of that kind.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import Enum
from random import Random

from jobs.choose.recent_offers import LONG_RELEASE, STRENGTH, Memory
from jobs.choose.suitability import BOTH, Fit, is_long_release, is_long_walk, needs_no_floor, suiting
from messages.content.movements import Catalogue, Movement
from messages.content.vocabulary import Category, Plane

NOT_AGAIN_WITHIN = 8  # offers, while enough others are left
PLANE_DAYS = 4  # a plane missing in these is due, so a week with a weekend still gets all three
STRENGTH_DAYS = 2  # of seven, if they want strength days
LONG_RELEASE_AFTER = 3  # offers in a day; from then on the longer release is due
# Weight against 1 for others of its kind: noticeable within a week, but never the only one offered. The
# shares decide on the kind, so a favourite stretch takes nothing from walking.
FAVOURITE = 2.5

LUNCH_FROM, LUNCH_UNTIL = time(12), time(15)  # a longer walk is best after a meal
EVENING_FROM, NIGHT_UNTIL = time(17), time(5)


class OfferKind(Enum):
    """Kind of movement in a nudge."""

    SIT_LESS = "sit less"  # on the feet, a minute or two
    LONG_WALK = "long walk"  # five minutes and more
    RELEASE = "release"  # a minute of letting go
    LONG_RELEASE = "long release"  # two minutes and more, mostly on the floor
    BREATHE = "breathe"
    RETRAIN = "retrain"
    STRENGTHEN = "strengthen"
    LEARN = "learn"


# Suggestions to walk made people move, "stop sitting" did not (Klasnja et al. 2019, 44 adults).
SHARES: Mapping[OfferKind, float] = {
    OfferKind.SIT_LESS: 9,
    OfferKind.LONG_WALK: 0.3,
    OfferKind.RELEASE: 1.2,
    OfferKind.LONG_RELEASE: 0.8,
    OfferKind.BREATHE: 0.8,
    OfferKind.RETRAIN: 1,
    OfferKind.STRENGTHEN: 1,
    OfferKind.LEARN: 0.2,
}
AFTER_LUNCH = {**SHARES, OfferKind.LONG_WALK: 6}
EVENING = {
    **SHARES,
    OfferKind.SIT_LESS: 3,
    OfferKind.RELEASE: 4,
    OfferKind.LONG_RELEASE: 3,
    OfferKind.BREATHE: 4,
}


@dataclass(frozen=True)
class Pick:
    """A movement, and the probability with which it was drawn."""

    movement: Movement
    probability: float


def pick(
    catalogue: Catalogue,
    fit: Fit,
    memory: Memory,
    local: datetime,
    random: Random,
    not_these: Sequence[str] = (),
    favourites: Collection[str] = (),
) -> Pick | None:
    """Draw a suitable movement; None if none may be offered.

    `local` is the person's wall time; `not_these` were refused just now; `favourites` come more often.
    """
    for pool, within in _pools(catalogue, fit):
        lately = {*memory.recent[::-1][:within], *not_these}
        fresh = [each for each in pool if each.id not in lately]
        if fresh:
            return _draw(_due(fresh, fit, memory, local), shares_at(local), random, favourites)
    return None


def _pools(catalogue: Catalogue, fit: Fit) -> Iterator[tuple[Sequence[Movement], int]]:
    """Candidates, and how many of the last offers to leave out, from strict to relaxed.

    Conditions, vetoes and "chair only" apply to all of them.
    """
    own = suiting(catalogue, fit)
    for within in (NOT_AGAIN_WITHIN, 4, 1):
        yield own, within
    yield suiting(catalogue, fit.with_everything()), 1
    yield suiting(catalogue, fit.anywhere()), 1
    yield suiting(catalogue, fit.anywhere()), 0


def _due(fresh: list[Movement], fit: Fit, memory: Memory, local: datetime) -> list[Movement]:
    """Candidates that the week or the day still lacks; all of them if it lacks none."""
    today = local.date()
    if fit.place == BOTH and not is_evening(local):
        # They may be in an open office: only the longer release uses the floor.
        fresh = _narrowed(fresh, lambda each: needs_no_floor(each) or is_long_release(each))
    missing = [plane for plane in Plane if not memory.days_with(plane.value, today, PLANE_DAYS)]
    if missing:
        fresh = _narrowed(fresh, lambda each: any(plane in missing for plane in each.planes))
    if fit.wants_strength and _wants_a_strength_day(memory, today):
        fresh = _narrowed(fresh, lambda each: each.category is Category.STRENGTHEN)
    so_far = memory.on(today)
    if LONG_RELEASE in so_far.marks:
        return _narrowed(fresh, lambda each: not is_long_release(each))
    if so_far.offers >= LONG_RELEASE_AFTER:
        # Not after lunch, when a longer walk is best.
        return _narrowed(
            fresh, lambda each: is_long_release(each) or (is_after_lunch(local) and is_long_walk(each))
        )
    return fresh


def _wants_a_strength_day(memory: Memory, today: date) -> bool:
    is_one = STRENGTH in memory.on(today).marks
    return not is_one and memory.days_with(STRENGTH, today, 7) < STRENGTH_DAYS


def _narrowed(movements: list[Movement], wanted: Callable[[Movement], bool]) -> list[Movement]:
    return [each for each in movements if wanted(each)] or movements


def shares_at(local: datetime) -> Mapping[OfferKind, float]:
    """Shares by time of day: longer walks after lunch, release and breathing in the evening."""
    if is_after_lunch(local):
        return AFTER_LUNCH
    return EVENING if is_evening(local) else SHARES


def is_evening(local: datetime) -> bool:
    return local.time() >= EVENING_FROM or local.time() < NIGHT_UNTIL


def is_after_lunch(local: datetime) -> bool:
    return LUNCH_FROM <= local.time() < LUNCH_UNTIL


def kind_of(movement: Movement) -> OfferKind:
    if is_long_walk(movement):
        return OfferKind.LONG_WALK
    if is_long_release(movement):
        return OfferKind.LONG_RELEASE
    return OfferKind.SIT_LESS if movement.category is Category.MOVE else OfferKind(movement.category.value)


def _draw(
    movements: Sequence[Movement],
    shares: Mapping[OfferKind, float],
    random: Random,
    favourites: Collection[str],
) -> Pick:
    by_kind: dict[OfferKind, list[Movement]] = {}
    for each in movements:
        by_kind.setdefault(kind_of(each), []).append(each)
    kinds = list(by_kind)
    weights = [shares[kind] for kind in kinds]
    [kind] = random.choices(kinds, weights)
    return _drawn(by_kind[kind], shares[kind] / sum(weights), random, favourites)


def _drawn(
    alike: Sequence[Movement], probability: float, random: Random, favourites: Collection[str]
) -> Pick:
    """Draw a movement of a kind; `probability` is that of the kind."""
    liked = [FAVOURITE if each.id in favourites else 1.0 for each in alike]
    if FAVOURITE not in liked:
        return Pick(random.choice(alike), probability / len(alike))
    [which] = random.choices(range(len(alike)), liked)
    return Pick(alike[which], probability * liked[which] / sum(liked))
