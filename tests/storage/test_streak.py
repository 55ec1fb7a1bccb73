"""The streak, against a model that replays every day naively, and by hand where rules meet."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.history.streak import carried, streak_of
from storage.values import Streak

MONDAY = date(2024, 3, 4)
ONE_DAY = timedelta(days=1)

few = settings(max_examples=100, deadline=None, derandomize=True)
days = st.integers(0, 59).map(lambda n: MONDAY + n * ONE_DAY)
some_days = st.sets(days, max_size=50)


def day(number: int) -> date:
    """Monday 4 March 2024 is day 1."""
    return MONDAY + (number - 1) * ONE_DAY


@dataclass
class Replayed:
    """The streak a person with calendar and pencil would get."""

    days: int = 0
    best: int = 0
    passes: list[date] = field(default_factory=list)


def replayed(moved: set[date], today: date, neutral: set[date]) -> Replayed:
    """Day by day with full memory: the rules as explained to people."""
    told = Replayed()
    moved = {on for on in moved if on <= today}
    missed_in_row = 0
    on = min(moved, default=today)
    while on <= today:
        if on in moved:
            told.days += 1
            told.best = max(told.best, told.days)
            missed_in_row = 0
        elif on != today and on not in neutral and told.days:
            in_seven_days = [spent for spent in told.passes if on - spent < timedelta(days=7)]
            if len(in_seven_days) < 2 and missed_in_row < 2:
                told.passes.append(on)
                missed_in_row += 1
            else:
                told.days = 0
        on += ONE_DAY
    return told


def streak(moved: set[date], today: date, neutral: set[date] | None = None) -> Streak:
    off = neutral or set()
    return streak_of(moved, today, off.__contains__)


@few
@given(some_days, days, some_days)
def test_the_streak_is_what_a_replay_of_every_day_gives(
    moved: set[date], today: date, neutral: set[date]
) -> None:
    found, told = streak(moved, today, neutral), replayed(moved, today, neutral)
    assert (found.days, found.best) == (told.days, told.best)
    assert list(found.passes) == told.passes[-2:]


@few
@given(some_days, days, some_days)
def test_a_move_today_adds_exactly_one(moved: set[date], today: date, neutral: set[date]) -> None:
    before = streak(moved - {today}, today, neutral)
    after = streak(moved | {today}, today, neutral)
    assert after.days == before.days + 1
    assert after.best == max(before.best, after.days)
    assert after.passes == before.passes


@few
@given(st.lists(days, max_size=40), days, st.randoms(use_true_random=False))
def test_neither_order_nor_repetition_of_moves_matters(
    moved: list[date], today: date, chance: Random
) -> None:
    shuffled = chance.sample(moved, len(moved))
    assert streak_of(shuffled + moved, today, lambda on: False) == streak_of(moved, today, lambda on: False)


@few
@given(some_days, days, some_days)
def test_an_unfinished_today_breaks_nothing_and_spends_nothing(
    moved: set[date], today: date, neutral: set[date]
) -> None:
    open_day = streak(moved - {today}, today, neutral)
    assert open_day == streak(moved - {today}, today, neutral | {today})


@few
@given(some_days, days, some_days)
def test_a_neutral_day_without_a_move_changes_nothing(
    moved: set[date], today: date, neutral: set[date]
) -> None:
    moved, neutral = {on for on in moved if on < today}, neutral | {today}
    assert streak(moved, today + ONE_DAY, neutral) == streak(moved, today, neutral)


@few
@given(some_days, days, days, some_days)
def test_a_move_taken_back_and_made_again_changes_nothing(
    moved: set[date], on: date, today: date, neutral: set[date]
) -> None:
    moved = moved | {on}
    before = streak(moved, today, neutral)
    assert streak(moved - {on}, today, neutral).days <= len(moved)
    assert streak((moved - {on}) | {on}, today, neutral) == before


@few
@given(some_days, days, some_days)
def test_a_move_logged_for_yesterday_never_shortens_the_streak(
    moved: set[date], today: date, neutral: set[date]
) -> None:
    # For older days there is no such promise: a chain that began earlier has spent its passes earlier.
    without = moved - {today - ONE_DAY}
    before, after = (
        streak(without, today, neutral),
        streak(without | {today - ONE_DAY}, today, neutral),
    )
    assert after.days >= before.days + 1
    assert after.best >= before.best


@few
@given(some_days, days, days, some_days)
def test_a_move_more_never_shortens_the_best(
    moved: set[date], on: date, today: date, neutral: set[date]
) -> None:
    assert streak(moved | {on}, today, neutral).best >= streak(moved, today, neutral).days


@few
@given(some_days, some_days)
def test_never_more_than_two_passes_in_seven_days_nor_in_a_row(moved: set[date], neutral: set[date]) -> None:
    spent: set[date] = set()
    for n in range(60):
        spent |= set(streak(moved, MONDAY + n * ONE_DAY, neutral).passes)
    for first in spent:
        assert len([on for on in spent if timedelta() <= on - first < timedelta(days=7)]) <= 2
    for on in spent:
        assert on not in moved
        assert on not in neutral


@few
@given(some_days, days, some_days)
def test_best_is_never_below_the_streak_and_only_grows(
    moved: set[date], today: date, neutral: set[date]
) -> None:
    found = streak(moved, today, neutral)
    assert found.best >= found.days
    assert streak(moved, today + 10 * ONE_DAY, neutral).best >= found.best
    assert found.days <= len({on for on in moved if on <= today})


@few
@given(some_days, days, some_days)
def test_carrying_in_two_steps_is_carrying_in_one(moved: set[date], today: date, neutral: set[date]) -> None:
    start = streak(moved, today, neutral)
    far = today + 9 * ONE_DAY
    if start.moved_on is None or start.moved_on >= today:
        return
    # Only a streak that stands at its last counted day is carried; from there any split is the same.
    stand = streak({on for on in moved if on <= start.moved_on}, start.moved_on, neutral)
    assert carried(stand, far, neutral.__contains__) == streak(
        {on for on in moved if on <= start.moved_on}, far, neutral
    )


def test_nobody_who_never_moved_has_a_streak() -> None:
    assert streak(set(), day(5)) == Streak()
    assert streak({day(9)}, day(5)) == Streak()  # what lies ahead does not count yet


@pytest.mark.parametrize(
    ("moved", "today", "days", "passes_left"),
    [
        ({1}, 1, 1, 2),
        ({1}, 2, 1, 2),  # today is not over
        ({1}, 3, 1, 1),  # one missed day, forgiven
        ({1}, 4, 1, 0),  # two
        ({1}, 5, 0, 0),  # the third ends it
        ({1, 4}, 4, 2, 0),
        ({1, 2, 4, 6}, 6, 4, 0),  # 3 and 5 forgiven
        ({1, 2, 4, 6}, 7, 4, 0),
        ({1, 2, 4, 6}, 8, 0, 0),  # 7 is the third within seven days of 3
        ({1, 2, 4, 6, 7, 8, 9}, 9, 7, 0),
        ({1, 2, 4, 6, 7, 8, 9}, 10, 7, 1),  # the pass of day 3 has come back by day 10
        ({1, 2, 4, 6, 7, 8, 9}, 11, 7, 0),  # and is spent on day 10; 5 is still within seven of 11
        ({1, 2, 4, 6, 7, 8, 9, 11}, 11, 8, 0),
        ({1, 2, 4, 6, 7, 8, 9, 11}, 13, 8, 0),  # 5 has come back, and is spent on 12
        ({1, 2, 4, 6, 7, 8, 9, 11}, 14, 0, 0),  # 13: both 10 and 12 are within seven days
    ],
)
def test_two_rest_passes_in_any_seven_days(moved: set[int], today: int, days: int, passes_left: int) -> None:
    found = streak({day(n) for n in moved}, day(today))
    assert found.days == days
    if days:
        assert found.passes_left(day(today)) == passes_left


def test_a_weekend_off_costs_nothing() -> None:
    weekends = {day(n) for n in range(1, 60) if day(n).isoweekday() > 5}
    working = {day(n) for n in range(1, 13)} - weekends
    assert streak(working, day(15), weekends) == Streak(10, 10, day(12), ())
    assert streak(working | {day(6)}, day(15), weekends).days == 11  # a move on a day off counts as well
    assert streak(working, day(16)).days == 0  # without days off even a long weekend is too much


def test_a_pause_of_a_month_costs_nothing_and_gives_nothing() -> None:
    pause = {day(n) for n in range(4, 34)}
    assert streak({day(1), day(2), day(3)}, day(34), pause).days == 3
    assert streak({day(1), day(2), day(3), day(34)}, day(34), pause).days == 4


def test_yesterday_logged_late_heals_the_streak() -> None:
    broken = {day(1), day(2), day(3)}
    assert streak(broken, day(7)).days == 0
    assert streak(broken | {day(6)}, day(7)).days == 4  # 4 and 5 become rest passes
    assert streak(broken | {day(6), day(7)}, day(7)).days == 5


def test_two_active_days_a_week_do_not_keep_a_streak_alive_without_moves() -> None:
    off = {day(n) for n in range(1, 400) if day(n).isoweekday() < 6}
    last = day(7)  # a Sunday
    assert streak({day(6), last}, day(20), off).days == 2  # one weekend missed: two passes
    assert streak({day(6), last}, day(21), off).days == 0  # and no third in a row
    assert streak({day(6), last}, day(380), off) == Streak(0, 2, last, (day(13), day(14)))


def test_one_active_day_a_week_does_not_keep_a_streak_alive_without_moves() -> None:
    off = {day(n) for n in range(1, 400) if day(n).isoweekday() != 7}
    assert streak({day(7)}, day(22), off).days == 1
    assert streak({day(7)}, day(29), off).days == 0


def test_a_broken_streak_begins_again_at_one_and_the_best_stays() -> None:
    found = streak({day(1), day(2), day(3), day(20)}, day(20))
    assert (found.days, found.best) == (1, 3)
