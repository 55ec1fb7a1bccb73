"""Due: what the day and the week still lack, as a narrower choice. Pure.

The rules of a day: one for the hip flexors, early; hips often enough, but never twice running; a short one
first, a tiny one some time; a longer walk after lunch. Of a week: all planes, and strength days.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property

from jobs.choose.bits import bits_of, how_many
from jobs.choose.freshness import (
    HALF,
    NOT_RUNNING,
    STRICT,
    TURN_DUE_DAYS,
    TURN_URGENT_DAYS,
    Rule,
    had_share,
    overdue,
    rarest,
    stale,
)
from jobs.choose.menu import IN_TURN, Menu
from jobs.choose.recent_offers import WEEK_DAYS, Tally
from jobs.choose.suitability import Fit
from jobs.programme.course import Course
from messages.content.movements import Catalogue
from messages.content.programme import OF, Kind, PhaseKey, Programme
from messages.content.vocabulary import Plane

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
        """The pool without what came too recently or too often, or was refused just now; sets are bits."""
        return pool & ~self._stale(rule) & ~self._had_share & ~self.refused

    def rarest(self, pool: int) -> int:
        """Where all have had their share of four weeks: those with least of it, but not what came last."""
        return rarest(self.menu, self.tally, pool & ~self._stale(NOT_RUNNING) & ~self.refused)

    def _stale(self, rule: Rule) -> int:
        if rule not in self._stale_by:
            self._stale_by[rule] = stale(self.menu, self.tally, rule, self.course.a_week)
        return self._stale_by[rule]

    @cached_property
    def _stale_by(self) -> dict[Rule, int]:
        return {}

    @cached_property
    def _had_share(self) -> int:
        return had_share(self.menu, self.tally, self.in_four_weeks)

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
        return bool(self.tally.came_today & _of_the_day(self) & ~self.refused)

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

    @cached_property
    def owed(self) -> int:
        """What has not come for four weeks though its turn is ending, as bits."""
        return overdue(self.tally, self.today, TURN_DUE_DAYS)


def is_evening(local: datetime) -> bool:
    return local.time() >= EVENING_FROM or local.time() < NIGHT_UNTIL


def may_come_now(day: Day, pool: int) -> int:
    """Without the second for the hips running, what is for the hips before the day's one, a second lean."""
    menu = day.menu
    if day.fit.wheelchair and day.had_daily:
        pool &= ~(menu.daily | _for_shoulders(day))
    if day.was_hip:
        return pool & ~menu.hips
    if day.had_daily or not menu.is_daily_known:
        return pool
    return pool & (~menu.hips | _of_the_day(day))


def due(day: Day, fresh: int) -> int:
    """What the day or the week still lacks, of what is fresh; all of it if they lack nothing."""
    menu, before = day.menu, day.before
    nth = len(before) + 1
    if day.was_hip:
        if day.course.a_day <= IN_TURN:
            fresh = fresh & (menu.of_kind[Kind.WALK] | day.owed) or fresh
    elif _wants_daily(day, nth):
        fresh = _daily(day) or day.rarest(_for_the_day(day)) or fresh
    elif _makes_room(day):
        fresh = _daily(day) or fresh
    elif how_many(before, menu.hips) < (nth + 1) // 3:  # of the first two one, of five two, of eight three
        hips = may_come_now(day, menu.here & menu.hips)
        rest = hips & ~menu.daily or hips  # the day's have a place of their own
        fresh = fresh & menu.hips or day.fresh(hips, HALF) or day.rarest(rest) or fresh
    if shoulders := _shoulders(day):
        return shoulders
    if not before:
        fresh = fresh & menu.up_to(day.programme.first_seconds) or fresh
    if day.is_after_lunch:
        fresh = _after_lunch(day, fresh)
    fresh = fresh & overdue(day.tally, day.today, TURN_URGENT_DAYS) or fresh
    for wanted in _of_the_week(day):
        fresh = fresh & wanted or fresh
    if _wants_a_tiny_one(day, nth):
        fresh = fresh & menu.up_to(day.programme.tiny_seconds) or fresh
    return fresh & day.owed or fresh


def _of_the_day(day: Day) -> int:
    """What counts as the day's one for the hip flexors; who rolls has a lean, whatever their legs do."""
    return day.menu.daily | (0 if day.fit.wheelchair else day.menu.flexors)


def _for_shoulders(day: Day) -> int:
    """The one that has its own days."""
    own = day.programme.shoulders
    if own is None or day.course.phase is PhaseKey.JUST_NUDGES:
        return 0
    return bits_of([day.catalogue[own.movement].number])


def _shoulders(day: Day) -> int:
    """What keeps the shoulders of who rolls strong, where the week lacks it; never on two days running."""
    wanted, tally = day.programme.shoulders, day.tally
    if wanted is None or not day.fit.wheelchair or not (it := _for_shoulders(day)):
        return 0
    begins = not day.before and day.course.a_day <= IN_TURN  # of two, the lean is the other one
    if not (day.had_daily or begins) or day.is_after_lunch or it & day.refused:
        return 0
    number, days = day.catalogue[wanted.movement].number, min(wanted.days, day.course.a_day - 1)
    if tally.week.count(number) >= days or it & tally.came_within(APART_DAYS):
        return 0
    return day.menu.here & it


def _wants_daily(day: Day, nth: int) -> bool:
    """True if the one for the hip flexors is due: second at the latest, or in turn at one a day."""
    return not day.had_daily and (nth >= 2 or day.course.a_day == 1)


def _makes_room(day: Day) -> bool:
    """True if, of few nudges, today's one for the hip flexors begins the day.

    So something that is owed to them, and is no beginning itself, can follow.
    """
    menu, a_day = day.menu, day.course.a_day
    if day.before or not 1 < a_day <= FEW:
        return False
    follows = ~menu.hips & ~menu.up_to(day.programme.first_seconds)
    if a_day > IN_TURN:  # there is a third
        follows |= menu.hips
    return bool((menu.here | menu.outside) & follows & day.owed & ~menu.flexors)


def _daily(day: Day) -> int:
    """The freshest of the day's movements; where all came lately, another one for the hip flexors."""
    own = _for_the_day(day)
    daily, flexors = own & day.menu.daily, own & day.menu.flexors
    first = ((flexors & day.owed, STRICT), (daily, STRICT), (flexors, STRICT))
    for pool, rule in (*first, (daily, HALF), (daily, NOT_RUNNING), (flexors, NOT_RUNNING)):
        if fresh := day.fresh(pool, rule):
            return fresh
    return 0


def _for_the_day(day: Day) -> int:
    menu = day.menu
    own = menu.here
    if not day.tally.today:
        own = own & menu.up_to(day.programme.first_seconds) or own
    return own & _of_the_day(day)


def _after_lunch(day: Day, fresh: int) -> int:
    """A walk of three minutes or more, if none came today; nothing else that is as long."""
    menu = day.menu
    short = menu.up_to(LONG_SECONDS - 1)
    long = menu.walks & ~short
    fresh = fresh & (menu.walks | short) or fresh
    if day.tally.came_today & long or not fresh & ~menu.hips:
        return fresh
    if day.course.a_day <= FEW and fresh & day.owed:
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
    if how_many(came, menu.of_kind[Kind.WALK]) < int(WALKS * (len(came) + 3)) * bool(came):
        yield menu.of_kind[Kind.WALK]
