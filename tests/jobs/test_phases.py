"""Phases: which week it is, when it counts, and what a break or a condition changes."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.programme import phases
from jobs.programme.course import Course
from jobs.programme.whereabouts import whereabouts
from messages.content import movements
from messages.content.programme import PhaseKey
from storage.person import Person
from tests.jobs.test_plan import person

CATALOGUE = movements.load()
PROGRAMME, LADDERS = CATALOGUE.programme, CATALOGUE.ladders
MONDAY = date(2024, 3, 4)
ONE_WEEK = timedelta(days=7)


def on_path(**facts: Any) -> Person:
    return person(path_week_on=MONDAY, **facts)


def key(one: Person) -> PhaseKey:
    return phases.phase_of(one.path, one.body.conditions, PROGRAMME).key


def turned(one: Person, moved_days: int, weeks: int = 1, days: int = 0) -> Person:
    """The person some weeks (and days) after the week that was begun."""
    today = MONDAY + weeks * ONE_WEEK + timedelta(days=days)
    return one.changed(**phases.advanced(one, moved_days, today, PROGRAMME, LADDERS))


@pytest.mark.parametrize(
    ("counted", "phase", "easy"),
    [
        (0, PhaseKey.LET_GO, PhaseKey.LET_GO),
        (1, PhaseKey.LET_GO, PhaseKey.LET_GO),
        (2, PhaseKey.FIND_IT, PhaseKey.LET_GO),
        (3, PhaseKey.FIND_IT, PhaseKey.LET_GO),
        (4, PhaseKey.FIND_IT, PhaseKey.FIND_IT),
        (5, PhaseKey.LET_IT_WORK, PhaseKey.FIND_IT),
        (7, PhaseKey.LET_IT_WORK, PhaseKey.LET_IT_WORK),
        (8, PhaseKey.EVERY_DIRECTION, PhaseKey.LET_IT_WORK),
        (10, PhaseKey.YOURS, PhaseKey.EVERY_DIRECTION),
        (11, PhaseKey.YOURS, PhaseKey.EVERY_DIRECTION),
        (12, PhaseKey.KEEP, PhaseKey.YOURS),
        (14, PhaseKey.KEEP, PhaseKey.KEEP),
        (99, PhaseKey.KEEP, PhaseKey.KEEP),
    ],
)
def test_the_weeks_that_counted_decide_on_the_phase(counted: int, phase: PhaseKey, easy: PhaseKey) -> None:
    assert key(on_path(path_weeks=counted)) is phase
    assert key(on_path(path_weeks=counted, easy_rungs=True)) is easy  # weeks 1 and 2 come twice


@pytest.mark.parametrize(
    "facts", [{"on_path": False}, {"conditions": ("HIP-OP",)}, {"conditions": ("KNEE", "PN-EARLY")}]
)
def test_just_nudges_a_new_hip_and_the_weeks_after_a_birth_have_no_phases(facts: dict[str, Any]) -> None:
    one = on_path(path_weeks=4, **facts)
    assert key(one) is PhaseKey.JUST_NUDGES
    assert turned(one, 5).path.path_weeks == 4
    assert turned(one, 5).path.path_week_on == MONDAY + ONE_WEEK


@pytest.mark.parametrize(("moved_days", "counted"), [(0, 1), (2, 1), (3, 2), (7, 2)])
def test_a_week_counts_when_three_of_its_days_had_a_move_else_it_repeats(
    moved_days: int, counted: int
) -> None:
    after = turned(on_path(path_weeks=1), moved_days)
    assert (after.path.path_weeks, after.path.path_week_on) == (counted, MONDAY + ONE_WEEK)


def test_the_first_week_begins_with_the_first_nudge_and_ends_on_sunday() -> None:
    new = person()
    assert phases.is_over(new.path, MONDAY + timedelta(days=3))
    begun = new.changed(**phases.advanced(new, 0, MONDAY + timedelta(days=3), PROGRAMME, LADDERS))
    assert (begun.path.path_week_on, begun.path.path_weeks) == (MONDAY, 0)
    assert not phases.is_over(begun.path, MONDAY + timedelta(days=6))
    assert phases.advanced(begun, 7, MONDAY + timedelta(days=6), PROGRAMME, LADDERS) == {}
    assert phases.is_over(begun.path, MONDAY + ONE_WEEK)


def test_a_week_and_a_half_of_pause_stops_the_clock_and_no_more() -> None:
    after = turned(on_path(path_weeks=6), 3, weeks=2, days=3)
    assert after.path.path_weeks == 7
    assert after.path.path_week_on == MONDAY + 2 * ONE_WEEK


@pytest.mark.parametrize(
    ("counted", "back_to"),
    [(0, 0), (1, 0), (2, 0), (4, 0), (5, 2), (7, 2), (8, 5), (10, 8), (11, 8), (12, 10), (40, 10)],
)
def test_a_break_of_a_fortnight_goes_back_one_phase_and_one_rung(counted: int, back_to: int) -> None:
    agreed = f"walking walk-10 {MONDAY}"
    after = turned(on_path(path_weeks=counted, rungs=(agreed,)), 5, weeks=3)
    assert after.path.path_weeks == back_to
    assert after.path.rungs == (f"walking walk-5 {MONDAY + 3 * ONE_WEEK}",)


def test_beginners_go_back_to_the_phase_before_too() -> None:
    assert turned(on_path(path_weeks=8, easy_rungs=True), 5, weeks=3).path.path_weeks == 4
    assert turned(on_path(path_weeks=5, easy_rungs=True), 5, weeks=3).path.path_weeks == 0


@pytest.mark.parametrize(
    ("still_days", "is_break"), [(6, False), (13, False), (14, True), (20, True), (21, False)]
)
def test_a_fortnight_without_a_move_is_one_break_while_nudges_go_on(still_days: int, is_break: bool) -> None:
    monday = MONDAY + ONE_WEEK
    moved_at = datetime.fromisoformat(f"{monday - timedelta(days=still_days)}T12:00+00:00")
    after = turned(on_path(path_weeks=6, moved_at=moved_at), 0)
    assert after.path.path_weeks == (2 if is_break else 6)


@given(st.integers(0, 60), st.booleans(), st.integers(0, 7), st.integers(1, 30))
def test_a_turn_moves_at_most_one_week_ahead_and_one_phase_back(
    counted: int, is_easy: bool, moved_days: int, weeks: int
) -> None:
    before = on_path(path_weeks=counted, easy_rungs=is_easy)
    after = turned(before, moved_days, weeks)
    assert 0 <= after.path.path_weeks <= counted + 1
    order = [*PhaseKey]
    assert order.index(key(before)) - order.index(key(after)) <= 1
    assert turned(after, moved_days, weeks).path == after.path  # the same turn again changes nothing


def test_whereabouts_tell_phase_week_days_and_the_next_rungs() -> None:
    one = on_path(path_weeks=5)
    allowed = frozenset(CATALOGUE.movements)
    done = [("walk-5", MONDAY + timedelta(days=n)) for n in range(4)]
    found = whereabouts(one, CATALOGUE, allowed, 2, done, MONDAY + timedelta(days=4))
    assert (found.phase, found.week, found.weeks) == (PhaseKey.LET_IT_WORK, 6, 12)
    assert (found.days, found.days_needed) == (2, 3)
    assert [(each.ladder, each.next_id) for each in found.ready] == [("walking", "walk-10")]
    assert found.is_on_programme
    assert not found.is_through
    assert whereabouts(one.changed(older=True), CATALOGUE, allowed, 2, done, MONDAY).ready == ()
    off = whereabouts(one.changed(on_path=False), CATALOGUE, allowed, 2, done, MONDAY)
    assert (off.is_on_programme, off.ready) == (False, ())
    assert whereabouts(on_path(path_weeks=12), CATALOGUE, allowed, 0, [], MONDAY).is_through


def test_a_course_is_alike_for_people_who_agreed_on_different_days() -> None:
    ann, bob = (on_path(rungs=(f"walking walk-10 2024-03-0{n}",)) for n in (1, 2))
    assert Course.of(ann, MONDAY, PROGRAMME) == Course.of(bob, MONDAY, PROGRAMME)
    assert Course.of(ann, MONDAY, PROGRAMME).phase is PhaseKey.LET_GO
    assert Course.of(ann, MONDAY, PROGRAMME).a_week == 30
    off = Course.of(ann.changed(on_path=False), MONDAY, PROGRAMME)
    assert (off.phase, off.rungs) == (PhaseKey.JUST_NUDGES, ())
    assert Course.of(person(budget=0), MONDAY, PROGRAMME).a_day == 6  # on request alone
    soon_better = on_path(passing=(f"HIP-OP {MONDAY}",))
    assert Course.of(soon_better, MONDAY, PROGRAMME).phase is PhaseKey.JUST_NUDGES
