"""Due: what the day and the week still lack, as a narrower choice. Pure.

The rules of a day: one for the hip flexors, early; hips often enough, but never twice running; a short one
first, a tiny one some time; a longer walk after lunch. Of a week: all planes, and strength days.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property

from jobs.choose.freshness import (
    HALF,
    NOT_RUNNING,
    STRICT,
    TURN_URGENT_DAYS,
    Rule,
    has_share_left,
    is_fresh,
    is_overdue,
    rarest,
)
from jobs.choose.menu import IN_TURN, Candidate, Menu
from jobs.choose.recent_offers import WEEK_DAYS, Tally
from jobs.choose.suitability import Fit
from jobs.programme.course import Course
from messages.content.movements import Catalogue
from messages.content.programme import OF, Kind, PhaseKey, Programme
from messages.content.vocabulary import Category, Plane

LUNCH_FROM, LUNCH_UNTIL = time(12), time(15)  # a longer walk is best after a meal
EVENING_FROM, NIGHT_UNTIL = time(17), time(5)
LATE_FROM = time(15)

LONG_SECONDS = 180  # after lunch, only walks are as long as that
FEW = 3  # nudges a day, up to which all that fits comes only if room is made for it
TINY_FROM = 4  # nudges a day from which one is tiny
AHEAD = 0.6  # of a week, by which all its planes have come
KNOWN_DAYS = 25  # with offers from so long ago, four weeks are known: they may have begun with days off
FOUR_WEEKS = 4
WALKS = 0.4  # of all nudges, at least
APART_DAYS = 2  # from one day for the shoulders to the next
WISHED_STRENGTH_DAYS = 2  # for those who want strength days

Candidates = Sequence[Candidate]


@dataclass(frozen=True)
class Day:
    """One draw's circumstances: the menu, what came before, the hour, and what was refused just now."""

    catalogue: Catalogue
    fit: Fit
    course: Course
    menu: Menu
    tally: Tally
    today: date
    local: datetime
    refused: Collection[str]
    strength_days: int  # wanted in a week
    strong_days: int  # of the last seven, with today
    is_strong: bool  # strength came today

    def fresh(self, pool: Candidates, rule: Rule) -> list[Candidate]:
        """The pool without what came too recently or was refused just now."""
        tally, a_week, expected = self.tally, self.course.a_week, self.in_four_weeks
        return [
            each
            for each in pool
            if is_fresh(each, tally, rule, self.today, a_week)
            and has_share_left(each, tally, expected)
            and each.movement.id not in self.refused
        ]

    def rarest(self, pool: Candidates) -> list[Candidate]:
        """Where all have had their share of four weeks: those with least of it, but not what came last."""
        a_week = self.course.a_week
        there = [each for each in pool if is_fresh(each, self.tally, NOT_RUNNING, self.today, a_week)]
        return rarest((each for each in there if each.movement.id not in self.refused), self.tally)

    @cached_property
    def in_four_weeks(self) -> int:
        """Offers of the four weeks up to now, this one included; of the first four weeks, those at least."""
        course, came = self.course, self.tally.many + 1
        if (missing := KNOWN_DAYS - self.tally.known_days) > 0:
            a_week = min(course.a_day, IN_TURN) * course.a_week // course.a_day
            return came + missing * a_week // WEEK_DAYS
        return came if came > FOUR_WEEKS * course.a_week - course.a_day else came * 95 // 100

    @property
    def programme(self) -> Programme:
        return self.catalogue.programme

    @cached_property
    def before(self) -> list[Candidate]:
        """Today's offers, newest first."""
        return [self.menu.of_all[each] for each in self.tally.today if each in self.menu.of_all]

    @cached_property
    def had_daily(self) -> bool:
        """True if today's one for the hip flexors has come, and was not refused just now."""
        rolls = self.fit.wheelchair  # the day's one is a lean, whatever their legs do
        came = (each for each in self.before if each.is_daily or (each.is_flexor and not rolls))
        return any(each.movement.id not in self.refused for each in came)

    @property
    def is_after_lunch(self) -> bool:
        return LUNCH_FROM <= self.local.time() < LUNCH_UNTIL

    @property
    def is_evening(self) -> bool:
        return is_evening(self.local)

    @cached_property
    def was_hip(self) -> bool:
        """True if the last offer was for the hips, today or, at one a day, before."""
        if self.course.a_day == 1 and not self.tally.today:
            last = next((number for number, ago in self.tally.since.items() if ago == 0), None)
            return last is not None and last in self.menu.of_all and self.menu.of_all[last].is_hip
        last_one = next(iter(self.before), None)
        return last_one is not None and last_one.is_hip and last_one.movement.id not in self.refused


def is_evening(local: datetime) -> bool:
    return local.time() >= EVENING_FROM or local.time() < NIGHT_UNTIL


def may_come_now(day: Day, each: Candidate) -> bool:
    """False for the second for the hips running, for the hips before the day's one, for a second lean."""
    if day.fit.wheelchair and day.had_daily and (each.is_daily or _is_for_shoulders(day, each)):
        return False
    if not each.is_hip:
        return True
    if day.was_hip:
        return False
    meets = each.is_daily or (each.is_flexor and not day.fit.wheelchair)
    return day.had_daily or not day.menu.is_daily_known or meets


def due(day: Day, fresh: list[Candidate]) -> list[Candidate]:
    """Candidates that the day or the week still lacks; all of them if it lacks none."""
    before = day.before
    nth, last_hip = len(before) + 1, day.was_hip
    had_daily = day.had_daily
    if last_hip:
        if day.course.a_day <= IN_TURN:
            fresh = _narrowed(fresh, lambda each: each.kind is Kind.WALK or _is_owed(day, each))
    elif _wants_daily(day, nth, had_daily):
        fresh = _daily(day) or day.rarest(_for_the_day(day)) or fresh
    elif _makes_room(day):
        fresh = _daily(day) or fresh
    elif (
        sum(each.is_hip for each in before) < (nth + 1) // 3
    ):  # of the first two one, of five two, of eight three
        hips = [each for each in day.menu.own if each.is_hip and may_come_now(day, each)]
        rest = _narrowed(hips, lambda each: not each.is_daily)  # the day's have a place of their own
        fresh = [each for each in fresh if each.is_hip] or day.fresh(hips, HALF) or day.rarest(rest) or fresh
    if shoulders := _shoulders(day):
        return shoulders
    if not before:
        fresh = _narrowed(fresh, lambda each: each.movement.seconds <= day.programme.first_seconds)
    if day.is_after_lunch:
        fresh = _after_lunch(day, fresh, before)
    fresh = _narrowed(fresh, lambda each: is_overdue(each, day.tally, day.today, TURN_URGENT_DAYS))
    for wanted in _of_the_week(day):
        fresh = _narrowed(fresh, wanted)
    if _wants_a_tiny_one(day, nth, before):
        fresh = _narrowed(fresh, lambda each: each.movement.seconds <= day.programme.tiny_seconds)
    return _narrowed(fresh, lambda each: is_overdue(each, day.tally, day.today))


def _is_for_shoulders(day: Day, each: Candidate) -> bool:
    """True for the one that has its own days."""
    own = day.programme.shoulders
    return (
        own is not None and each.movement.id == own.movement and day.course.phase is not PhaseKey.JUST_NUDGES
    )


def _shoulders(day: Day) -> list[Candidate]:
    """What keeps the shoulders of who rolls strong, where the week lacks it; never on two days running."""
    wanted, tally = day.programme.shoulders, day.tally
    if wanted is None or not day.fit.wheelchair or day.course.phase is PhaseKey.JUST_NUDGES:
        return []
    begins = not day.before and day.course.a_day <= IN_TURN  # of two, the lean is the other one
    if not (day.had_daily or begins) or day.is_after_lunch or wanted.movement in day.refused:
        return []
    number, days = day.catalogue[wanted.movement].number, min(wanted.days, day.course.a_day - 1)
    last_on = tally.last_on.get(number)
    if tally.week.count(number) >= days or (last_on is not None and (day.today - last_on).days < APART_DAYS):
        return []
    return [each for each in day.menu.own if each.number == number]


def _wants_daily(day: Day, nth: int, had_daily: bool) -> bool:
    """True if the one for the hip flexors is due: second at the latest, or in turn at one a day."""
    return not had_daily and (nth >= 2 or day.course.a_day == 1)


def _makes_room(day: Day) -> bool:
    """True if, of few nudges, today's one for the hip flexors begins the day.

    So something that is owed to them, and is no beginning itself, can follow.
    """
    if day.before or not 1 < day.course.a_day <= FEW:
        return False
    longest, has_third = day.programme.first_seconds, day.course.a_day > IN_TURN
    there = (*day.menu.own, *day.menu.after_lunch)
    follows = (each for each in there if (has_third if each.is_hip else each.movement.seconds > longest))
    return any(_is_owed(day, each) and not each.is_flexor for each in follows)


def _is_owed(day: Day, each: Candidate) -> bool:
    return is_overdue(each, day.tally, day.today)


def _daily(day: Day) -> list[Candidate]:
    """The freshest of the day's movements; where all came lately, another one for the hip flexors."""
    own = _for_the_day(day)
    daily, flexors = ([each for each in own if each.is_daily], [each for each in own if each.is_flexor])
    owed = [each for each in flexors if _is_owed(day, each)]
    first = ((owed, STRICT), (daily, STRICT), (flexors, STRICT))
    for pool, rule in (*first, (daily, HALF), (daily, NOT_RUNNING), (flexors, NOT_RUNNING)):
        if fresh := day.fresh(pool, rule):
            return fresh
    return []


def _for_the_day(day: Day) -> list[Candidate]:
    own = [*day.menu.own]
    if not day.tally.today:
        own = _narrowed(own, lambda each: each.movement.seconds <= day.programme.first_seconds)
    rolls = day.fit.wheelchair
    return [each for each in own if each.is_daily or (each.is_flexor and not rolls)]


def _after_lunch(day: Day, fresh: list[Candidate], before: Candidates) -> list[Candidate]:
    """A walk of three minutes or more, if none came today; nothing else that is as long."""
    fresh = _narrowed(fresh, lambda each: each.is_walk or each.movement.seconds < LONG_SECONDS)
    if any(_is_long(each) for each in before) or all(each.is_hip for each in fresh):
        return fresh
    if day.course.a_day <= FEW and any(_is_owed(day, each) for each in fresh):
        return fresh
    there = [*fresh, *day.fresh(day.menu.after_lunch, STRICT)]
    return [each for each in there if _is_long(each)] or fresh


def _is_long(each: Candidate) -> bool:
    return each.is_walk and each.movement.seconds >= LONG_SECONDS


def _wants_a_tiny_one(day: Day, nth: int, before: Candidates) -> bool:
    a_day = day.course.a_day
    return (
        a_day >= TINY_FROM
        and nth >= a_day - 2
        and not any(each.movement.seconds <= day.programme.tiny_seconds for each in before)
    )


def _of_the_week(day: Day) -> Iterator[Callable[[Candidate], bool]]:
    if day.strong_days < day.strength_days and not day.is_strong:
        yield lambda each: each.movement.category is Category.STRENGTHEN
    phase = day.programme.phases.get(day.course.phase)
    if phase is None:
        return
    came = [day.menu.of_all[each] for each in day.tally.week if each in day.menu.of_all]
    for plane, least in ((Plane.FRONTAL, phase.frontal), (Plane.TRANSVERSE, phase.transverse)):
        wanted = max(1.0, least * day.course.a_week / OF)
        due_by_now = int(wanted * (len(came) + 1) / (AHEAD * day.course.a_week) + 1e-9)
        if sum(plane in each.movement.planes for each in came) < min(due_by_now, round(wanted)):
            yield lambda each, plane=plane: plane in each.movement.planes  # type: ignore[misc]
    if sum(each.kind is Kind.WALK for each in came) < int(WALKS * (len(came) + 3)) * bool(came):
        yield lambda each: each.kind is Kind.WALK


def _narrowed(fresh: list[Candidate], wanted: Callable[[Candidate], bool]) -> list[Candidate]:
    return [each for each in fresh if wanted(each)] or fresh
