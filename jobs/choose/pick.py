"""Pick: the movement to offer. Pure: fit, course, memory, local time and a random source in, a pick out.

First what fits and is fresh, then what the day and the week lack, then chance: draws a kind by how far its
quota is behind, then a movement of that kind.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from random import Random

from jobs.choose.bits import bits_of, numbers_in
from jobs.choose.due import LATE_FROM, WISHED_STRENGTH_DAYS, Day, due, is_evening, may_come_now
from jobs.choose.freshness import FROM_STRICT, NOT_RUNNING, turns
from jobs.choose.menu import Candidate, menu, relaxed, strength_days
from jobs.choose.recent_offers import Memory, Tally
from jobs.choose.suitability import BOTH, HOME, Fit
from jobs.programme.course import Course
from messages.content.movements import Catalogue, Movement
from messages.content.programme import OF, Kind
from storage.history.calendar_day import DAY_BEGINS
from storage.person import Person

# Weight against 1 for others of its kind: noticeable within a week, but never the only one offered. The
# quotas decide on the kind, so a favourite stretch takes nothing from walking.
FAVOURITE = 2.5
# What came less often in four weeks comes sooner, and what did not come at all soonest.
UNSEEN = 6.0
TURN = 10.0
# The day's one for the hip flexors is rather no strength, and once it has come, the rest of the hips is
# likelier: else a few movements would take all there is for the others.
DAILY_STRENGTH, OTHER_HIPS = 0.3, 4.0
# A kind whose quota is met may still come where nothing else is left.
MET = 0.01

# Times of day shift kinds about, the week's quotas stay.
EARLY: Mapping[Kind, float] = {Kind.BREATHE: 0.03}
LATE: Mapping[Kind, float] = {Kind.BREATHE: 6}
EVENING: Mapping[Kind, float] = {Kind.WALK: 0.4, Kind.STRENGTHEN: 0.5, Kind.RELEASE: 3, Kind.BREATHE: 4}


@dataclass(frozen=True)
class Pick:
    """A movement, and the probability with which it was drawn."""

    movement: Movement
    probability: float


def pick_for(
    person: Person, catalogue: Catalogue, now: datetime, random: Random, refused: Sequence[str] = ()
) -> Pick | None:
    """Draw a movement for this person at `now`; None if none may be offered."""
    course = Course.of(person, person.local_day(now), catalogue.programme)
    fit, memory, local = Fit.of(person, now), Memory.of(person), person.local(now)
    return pick(catalogue, fit, course, memory, local, random, refused, person.body.favourites)


def pick(
    catalogue: Catalogue,
    fit: Fit,
    course: Course,
    memory: Memory,
    local: datetime,
    random: Random,
    refused: Sequence[str] = (),
    favourites: Collection[str] = (),
) -> Pick | None:
    """Draw a suitable movement; None if none may be offered.

    `local` is their wall time; what they `refused` just now does not come; `favourites` come more often.
    """
    day = _day(catalogue, at_hour(fit, local), course, memory, local, refused)
    for fresh in _pools(day):
        if fresh:
            return _drawn(day, due(day, fresh), random, favourites)
    return None


def at_hour(fit: Fit, local: datetime) -> Fit:
    """The requirements at this time: in the evening, those who may be anywhere are taken to be at home."""
    is_home = fit.place == BOTH and is_evening(local)
    return replace(fit, place=HOME, floor_fine=False) if is_home else fit


def _day(
    catalogue: Catalogue, fit: Fit, course: Course, memory: Memory, local: datetime, refused: Sequence[str]
) -> Day:
    today = (local.replace(tzinfo=None) - DAY_BEGINS).date()
    tally, there = Tally.of(memory, today), menu(catalogue, fit, course)
    wanted = strength_days(fit, course, catalogue.programme, WISHED_STRENGTH_DAYS)
    strong_days = tally.days_with(there.strength) if wanted else 0
    is_strong = wanted > 0 and bool(tally.came_today & there.strength)
    return Day(
        catalogue,
        fit,
        course,
        there,
        tally,
        today,
        local,
        bits_of(catalogue[each].number for each in refused if each in catalogue),
        wanted,
        strong_days,
        is_strong,
    )


def _pools(day: Day) -> Iterator[int]:
    """Movements that are fresh enough, as bits, from strict to relaxed; if all had their share, the rarest.

    Conditions, vetoes and "chair only" apply to all of them, and nobody is sent to the floor unasked.
    """
    own = day.menu.here
    now = may_come_now(day, own)
    if not day.tally.today:  # a short one to begin with, even if it came not so long ago
        short = now & day.menu.up_to(day.programme.first_seconds)
        yield from (day.fresh(short, rule) for rule in FROM_STRICT)
        yield day.rarest(short)
    for pool in (now, own):
        yield from (day.fresh(pool, rule) for rule in FROM_STRICT)
        yield day.rarest(pool)
    wider = relaxed(day.catalogue, day.fit, day.course)
    yield from (day.fresh(pool, NOT_RUNNING) for pool in wider)
    yield from (day.rarest(pool) for pool in wider)
    yield wider[-1] & ~day.refused


def _drawn(day: Day, due_now: int, random: Random, favourites: Collection[str]) -> Pick:
    of_all, outside = day.menu.of_all, day.menu.outside
    by_kind: dict[Kind, list[Candidate]] = {}
    for number in (*numbers_in(due_now & ~outside), *numbers_in(due_now & outside)):
        by_kind.setdefault(of_all[number].kind, []).append(of_all[number])
    weights = _weights(day, by_kind)
    if not due_now & ~day.owed:  # whatever the quotas say
        weights = [float(len(each)) for each in by_kind.values()]
    [kind] = random.choices(list(by_kind), weights)
    alike = by_kind[kind]
    rest = OTHER_HIPS if day.had_daily else 1.0
    liking = [
        _liking(each, day, favourites) * (rest if each.is_hip and not each.is_daily else 1.0)
        for each in alike
    ]
    [which] = random.choices(range(len(alike)), liking)
    of_kind = weights[list(by_kind).index(kind)] / sum(weights)
    return Pick(alike[which].movement, of_kind * liking[which] / sum(liking))


def _weights(day: Day, kinds: Collection[Kind]) -> list[float]:
    """How far each kind's quota of this week is behind, by the time of day."""
    phase = day.programme.phases.get(day.course.phase)
    if phase is None:
        return [1.0] * len(kinds)
    came = Counter(day.menu.of_all[number].kind for number in day.this_week)
    many = len(day.this_week) + 1
    hour = _hour(day)
    if not day.had_daily:
        hour = {**hour, Kind.STRENGTHEN: DAILY_STRENGTH * hour.get(Kind.STRENGTHEN, 1.0)}

    def weight(kind: Kind) -> float:
        share = phase.shares.get(kind, MET) / OF
        behind = max(share * many - came[kind], share * MET)
        return behind * behind * hour.get(kind, 1.0)

    return [weight(kind) for kind in kinds]


def _hour(day: Day) -> Mapping[Kind, float]:
    if day.is_evening:
        return EVENING
    return LATE if day.local.time() >= LATE_FROM else EARLY


def _liking(each: Candidate, day: Day, favourites: Collection[str]) -> float:
    came = day.tally.in_four_weeks.get(each.number, 0)
    unseen = UNSEEN * TURN if turns(day.today) >> each.number & 1 else UNSEEN
    rare = 1 / (came * came) if came else unseen
    if each.movement.id in favourites:  # as if it had not come for long, as soon as it may come again
        return each.weight * max(rare, UNSEEN) * FAVOURITE
    return each.weight * rare
