"""Menu: what may be offered to somebody in a place, with what the quotas need to know of each movement."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from jobs.choose import instead
from jobs.choose.bits import bits_of
from jobs.choose.suitability import (
    AMONG_OTHERS,
    HOME,
    ON_THE_FLOOR,
    PUBLIC,
    Fit,
    is_long_walk,
    suiting,
)
from jobs.programme import rungs
from jobs.programme.course import Course
from messages.content.movements import Catalogue, Movement
from messages.content.programme import Kind, Programme
from messages.content.vocabulary import Category, Plane, Position

HIP_KINDS = frozenset({Category.RELEASE, Category.RETRAIN, Category.STRENGTHEN})
IN_TURN = 2  # nudges a day up to which walks and hips take turns, and any for the hip flexors will do
ENOUGH = 2  # with fewer of the day's movements, other hip movements count as well

# Weights within a kind.
RUNG, SUGGESTED = 1.5, 3.0


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A movement, and what rules and quotas ask about it for one person."""

    movement: Movement
    number: int
    kind: Kind
    is_hip: bool
    is_flexor: bool  # for the hip flexors
    is_daily: bool  # meets the day's promise: one for the hip flexors that fits the place
    is_walk: bool  # or what stands for a walk: may come more often
    is_rung: bool
    weight: float  # within its kind


@dataclass(frozen=True, eq=False)
class Menu:
    """All movements by number, and sets of them as bits: what may come where they are, and what it is for."""

    of_all: Mapping[int, Candidate]
    own: tuple[Candidate, ...]
    after_lunch: tuple[Candidate, ...]  # longer walks, for which one leaves the place

    @property
    def is_daily_known(self) -> bool:
        """False: no movement there meets the day's promise."""
        return bool(self.here & self.daily)

    @cached_property
    def here(self) -> int:
        return bits_of(each.number for each in self.own)

    @cached_property
    def outside(self) -> int:
        return bits_of(each.number for each in self.after_lunch)

    @cached_property
    def known(self) -> int:
        return bits_of(self.of_all)

    @cached_property
    def hips(self) -> int:
        return self._where(lambda each: each.is_hip)

    @cached_property
    def daily(self) -> int:
        return self._where(lambda each: each.is_daily)

    @cached_property
    def flexors(self) -> int:
        return self._where(lambda each: each.is_flexor)

    @cached_property
    def walks(self) -> int:
        return self._where(lambda each: each.is_walk)

    @cached_property
    def rungs(self) -> int:
        return self._where(lambda each: each.is_rung)

    @cached_property
    def strength(self) -> int:
        return self._where(lambda each: each.movement.category is Category.STRENGTHEN)

    @cached_property
    def of_kind(self) -> Mapping[Kind, int]:
        return {kind: self._where(lambda each, kind=kind: each.kind is kind) for kind in Kind}  # type: ignore[misc]

    @cached_property
    def in_plane(self) -> Mapping[Plane, int]:
        return {
            plane: self._where(lambda each, plane=plane: plane in each.movement.planes)  # type: ignore[misc]
            for plane in Plane
        }

    def up_to(self, seconds: int) -> int:
        """What takes no longer than that."""
        if seconds not in self._up_to:
            self._up_to[seconds] = self._where(lambda each: each.movement.seconds <= seconds)
        return self._up_to[seconds]

    @cached_property
    def _up_to(self) -> dict[int, int]:
        return {}

    def _where(self, holds: Callable[[Candidate], bool]) -> int:
        return bits_of(number for number, each in self.of_all.items() if holds(each))


@dataclass(frozen=True)
class _Facts:
    """What the quotas ask about a movement, whoever it is for."""

    kind: Kind  # by category alone
    is_hip: bool
    is_flexor: bool
    is_walking: bool


@lru_cache(maxsize=1024)  # many people share few combinations
def menu(catalogue: Catalogue, fit: Fit, course: Course) -> Menu:
    """The menu of everyone with these requirements and this course."""
    programme = catalogue.programme
    changes = instead.changes(fit, course, programme)
    outside = _long_walks(catalogue, fit)  # with a time of day of their own
    own = _within(catalogue, fit, course, [each for each in suiting(catalogue, fit) if each not in outside])
    daily = _daily(own, fit, course, catalogue)
    planes = programme.planes if _has_planes(course, programme) else frozenset()
    stands, is_seated = _stands_for_walks(fit, programme), fit.chair_only or fit.wheelchair
    first = {each for change in changes.values() for each in change.first}
    now_on = _reach(catalogue, fit, course).on

    def candidate(each: Movement) -> Candidate:
        name, facts = each.id, _facts(catalogue)[each.id]
        kind = Kind.WALK if name in stands else Kind.PLANES if name in planes else facts.kind
        is_walk = facts.is_walking or (is_seated and name in stands)
        return _candidate(catalogue, name, kind, name in daily, is_walk, name in now_on, name in first)

    of_all = {each.number: candidate(each) for each in catalogue}
    walks = _within(catalogue, fit, course, outside)
    return Menu(
        of_all,
        tuple(of_all[each.number] for each in own),
        tuple(of_all[each.number] for each in walks),
    )


@lru_cache(maxsize=256)  # rarely needed
def relaxed(catalogue: Catalogue, fit: Fit, course: Course) -> tuple[int, ...]:
    """Wider pools as bits, in this order: without regard to things at hand, to the place, then to rungs.

    The body is heard in all of them, and nobody is sent to the floor unasked.
    """
    anywhere = [each for each in suiting(catalogue, fit.anywhere()) if _no_floor_unasked(each, fit)]
    pools = (
        _within(catalogue, fit, course, suiting(catalogue, fit.with_everything())),
        _within(catalogue, fit, course, anywhere),
        instead.only(anywhere, instead.changes(fit, course, catalogue.programme)),
    )
    return tuple(bits_of(each.number for each in pool) for pool in pools)


def _within(catalogue: Catalogue, fit: Fit, course: Course, movements: Iterable[Movement]) -> list[Movement]:
    """Those of the movements that are within their reach and that their conditions leave."""
    reach, programme = _reach(catalogue, fit, course).up_to, catalogue.programme
    reached = [each for each in movements if each.id in reach]
    return instead.left(reached, instead.changes(fit, course, programme), course, programme)


@lru_cache(maxsize=1024)
def _reach(catalogue: Catalogue, fit: Fit, course: Course) -> rungs.Reach:
    allowed = frozenset(each.id for each in suiting(catalogue, fit.anywhere()))
    return rungs.reach(catalogue.ladders, course.rungs, course.is_easy, allowed)


@lru_cache(maxsize=8)
def _facts(catalogue: Catalogue) -> Mapping[str, _Facts]:
    programme = catalogue.programme
    return {
        each.id: _Facts(
            kind_of(each),
            is_for_hips(each, programme),
            is_for_hip_flexors(each, programme),
            Position.WALKING in each.positions,
        )
        for each in catalogue
    }


@lru_cache(maxsize=1 << 13)  # the same few for everyone, so menus cost little memory
def _candidate(
    catalogue: Catalogue,
    movement_id: str,
    kind: Kind,
    is_daily: bool,
    is_walk: bool,
    is_rung: bool,
    is_suggested: bool,
) -> Candidate:
    movement, facts = catalogue[movement_id], _facts(catalogue)[movement_id]
    return Candidate(
        movement,
        movement.number,
        kind,
        facts.is_hip,
        facts.is_flexor,
        is_daily,
        is_walk,
        is_rung,
        weight=(RUNG if is_rung else 1.0) * (SUGGESTED if is_suggested else 1.0),
    )


def kind_of(movement: Movement) -> Kind:
    """The kind by category alone, as in phases without a quota for planes."""
    return Kind.WALK if movement.category is Category.MOVE else Kind(movement.category.value)


def is_for_hips(movement: Movement, programme: Programme) -> bool:
    """True if it lets go, re-trains or strengthens something about the hips."""
    return movement.category in HIP_KINDS and not programme.hips.isdisjoint(movement.areas)


def is_for_hip_flexors(movement: Movement, programme: Programme) -> bool:
    return movement.category in HIP_KINDS and not programme.hip_flexors.isdisjoint(movement.areas)


def strength_days(fit: Fit, course: Course, programme: Programme, wished: int) -> int:
    """Days a week with strength, at least: what they wish, or what their condition asks for."""
    days = max((each.strength_days for each in instead.changes(fit, course, programme).values()), default=0)
    return max(days, wished if fit.wants_strength else 0)


def _has_planes(course: Course, programme: Programme) -> bool:
    return course.phase in programme.phases and Kind.PLANES in programme.phases[course.phase].shares


def _setting(fit: Fit) -> str:
    """The name under which the programme lists what is for them."""
    if fit.wheelchair:
        return "wheelchair"
    return "chair-only" if fit.chair_only else fit.place.replace(" ", "-")


def _stands_for_walks(fit: Fit, programme: Programme) -> Sequence[str]:
    return programme.walks.get(_setting(fit), ())


def _daily(own: Sequence[Movement], fit: Fit, course: Course, catalogue: Catalogue) -> frozenset[str]:
    """The movements of which one comes every day; where hardly any is left, others for the hips count."""
    listed, facts = catalogue.programme.daily.get(_setting(fit)), _facts(catalogue)
    there = {each.id for each in own if listed is not None and each.id in listed}
    if fit.wheelchair:
        return frozenset(there)
    if listed is None or course.is_easy or course.a_day <= IN_TURN or len(there) < ENOUGH:
        there |= {each.id for each in own if facts[each.id].is_flexor}
    if len(there) < ENOUGH:
        there |= {each.id for each in own if facts[each.id].is_hip}
    return frozenset(there)


def _long_walks(catalogue: Catalogue, fit: Fit) -> list[Movement]:
    """Walks of five minutes and more, for which people leave the place where they sit or stand."""
    if fit.place not in AMONG_OTHERS or fit.is_anywhere:
        return []
    outside = suiting(catalogue, replace(fit, place=PUBLIC))
    return [each for each in outside if is_long_walk(each) and Position.WALKING in each.positions]


def _no_floor_unasked(movement: Movement, fit: Fit) -> bool:
    """True unless it is for floor or bed alone and they did not say that these are welcome."""
    return (fit.place == HOME and fit.floor_fine) or not movement.fits <= ON_THE_FLOOR
