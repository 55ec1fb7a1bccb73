"""Due: what the day and the week still lack, as a narrower choice. Pure.

The rules of a day: one for the hip flexors, early; hips often enough, but never twice running; a short one
first, a tiny one some time; a longer walk after lunch. Of a week: all planes, and strength days.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property

from jobs.choose.bits import how_many
from jobs.choose.freshness import (
    ANY,
    HALF,
    NOT_RUNNING,
    STRICT,
    TURN_DUE_DAYS,
    TURN_URGENT_DAYS,
    Rule,
    overdue,
    stale,
)
from jobs.choose.menu import IN_TURN, Menu
from jobs.choose.recent_offers import Tally
from jobs.choose.suitability import Fit
from jobs.programme.course import Course
from messages.content.movements import Catalogue
from messages.content.programme import OF, Kind, Programme
from messages.content.vocabulary import Plane

LUNCH_FROM, LUNCH_UNTIL = time(12), time(15)  # a longer walk is best after a meal
EVENING_FROM, NIGHT_UNTIL = time(17), time(5)
LATE_FROM = time(15)

LONG_SECONDS = 180  # after lunch, only walks are as long as that
TINY_FROM = 4  # nudges a day from which one is tiny
AHEAD = 0.6  # of a week, by which all its planes have come
WALKS = 0.4  # of all nudges, at least
WISHED_STRENGTH_DAYS = 2  # for those who want strength days


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
    refused: int  # as bits
    strength_days: int  # wanted in a week
    strong_days: int  # of the last seven, with today
    is_strong: bool  # strength came today

    def fresh(self, pool: int, rule: Rule) -> int:
        """The pool without what came too recently or was refused just now; sets of movements are bits."""
        return pool & ~self._stale(rule) & ~self.refused

    def _stale(self, rule: Rule) -> int:
        if rule not in self._stale_by:
            self._stale_by[rule] = stale(self.menu, self.tally, rule, self.course.a_week)
        return self._stale_by[rule]

    @cached_property
    def _stale_by(self) -> dict[Rule, int]:
        return {}

    @property
    def programme(self) -> Programme:
        return self.catalogue.programme

    @cached_property
    def before(self) -> list[int]:
        """Today's offers, newest first."""
        return [each for each in self.tally.today if self.menu.known >> each & 1]

    @cached_property
    def this_week(self) -> list[int]:
        """Offers since Monday, newest first."""
        return [each for each in self.tally.week if self.menu.known >> each & 1]

    @cached_property
    def had_daily(self) -> bool:
        """True if today's one for the hip flexors has come, and was not refused just now."""
        return bool(self.tally.came_today & (self.menu.daily | self.menu.flexors) & ~self.refused)

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
            return bool(self.tally.numbers) and bool(self.menu.hips >> self.tally.numbers[-1] & 1)
        return bool(self.before) and bool((self.menu.hips & ~self.refused) >> self.before[0] & 1)

    def overdue(self, days: int = TURN_DUE_DAYS) -> int:
        return overdue(self.tally, self.today, days)


def is_evening(local: datetime) -> bool:
    return local.time() >= EVENING_FROM or local.time() < NIGHT_UNTIL


def may_come_now(day: Day, pool: int) -> int:
    """Without what would be the second for the hips running, or for the hips before the day's one."""
    menu = day.menu
    if day.was_hip:
        return pool & ~menu.hips
    if day.had_daily or not menu.is_daily_known:
        return pool
    return pool & (~menu.hips | menu.daily | menu.flexors)


def due(day: Day, fresh: int) -> int:
    """What the day or the week still lacks, of what is fresh; all of it if they lack nothing."""
    menu, before = day.menu, day.before
    nth = len(before) + 1
    if day.was_hip:
        if day.course.a_day <= IN_TURN:
            fresh = fresh & menu.of_kind[Kind.WALK] or fresh
    elif _wants_daily(day, nth):
        fresh = _daily(day) or fresh
    elif how_many(before, menu.hips) < (nth + 1) // 3:  # of the first two one, of five two, of eight three
        fresh = fresh & menu.hips or day.fresh(menu.here & menu.hips, HALF) or fresh
    if not before:
        fresh = fresh & menu.up_to(day.programme.first_seconds) or fresh
    if day.is_after_lunch:
        fresh = _after_lunch(day, fresh)
    fresh = fresh & day.overdue(TURN_URGENT_DAYS) or fresh
    for wanted in _of_the_week(day):
        fresh = fresh & wanted or fresh
    if _wants_a_tiny_one(day, nth):
        fresh = fresh & menu.up_to(day.programme.tiny_seconds) or fresh
    return fresh & day.overdue() or fresh


def _wants_daily(day: Day, nth: int) -> bool:
    """True if the one for the hip flexors is due: second at the latest, or in turn at one a day."""
    return not day.had_daily and (nth >= 2 or day.course.a_day == 1)


def _daily(day: Day) -> int:
    """The freshest of the day's movements; where all came lately, another one for the hip flexors."""
    menu = day.menu
    own = menu.here
    if not day.tally.today:
        own = own & menu.up_to(day.programme.first_seconds) or own
    daily, flexors = own & menu.daily, own & menu.flexors
    for pool, rule in ((daily, STRICT), (flexors, STRICT), (daily, HALF), (daily, NOT_RUNNING), (daily, ANY)):
        if fresh := day.fresh(pool, rule):
            return fresh
    return 0


def _after_lunch(day: Day, fresh: int) -> int:
    """A walk of three minutes or more, if none came today; nothing else that is as long."""
    menu = day.menu
    short = menu.up_to(LONG_SECONDS - 1)
    long = menu.walks & ~short
    fresh = fresh & (menu.walks | short) or fresh
    if day.tally.came_today & long or not fresh & ~menu.hips:
        return fresh
    return (fresh | day.fresh(menu.outside, STRICT)) & long or fresh


def _wants_a_tiny_one(day: Day, nth: int) -> bool:
    a_day, tiny = day.course.a_day, day.menu.up_to(day.programme.tiny_seconds)
    return a_day >= TINY_FROM and nth >= a_day - 2 and not day.tally.came_today & tiny


def _of_the_week(day: Day) -> Iterator[int]:
    menu, came = day.menu, day.this_week
    if day.strong_days < day.strength_days and not day.is_strong:
        yield menu.strength
    phase = day.programme.phases.get(day.course.phase)
    if phase is None:
        return
    for plane, least in ((Plane.FRONTAL, phase.frontal), (Plane.TRANSVERSE, phase.transverse)):
        wanted = max(1.0, least * day.course.a_week / OF)
        due_by_now = int(wanted * (len(came) + 1) / (AHEAD * day.course.a_week) + 1e-9)
        if how_many(came, menu.in_plane[plane]) < min(due_by_now, round(wanted)):
            yield menu.in_plane[plane]
    if how_many(came, menu.of_kind[Kind.WALK]) < int(WALKS * (len(came) + 2)):
        yield menu.of_kind[Kind.WALK]
