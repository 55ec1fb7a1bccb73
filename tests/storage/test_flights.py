"""Flights: no day counts twice and no streak breaks, over the date line and back."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, func, select

from jobs.actions.settings import choose
from storage import people
from storage.engine.database import engine_for
from storage.history import day_totals
from storage.tables import DayRow
from storage.values import DayTotals
from tests import databases

pytestmark = pytest.mark.promise("milestones")

ANN = 7
NOON = datetime(2024, 3, 4, 12, 0, tzinfo=UTC)  # a Monday
# From the first to reach a day to the last, both sides of the date line among them.
ZONES = (
    "Pacific/Kiritimati Pacific/Auckland Asia/Tokyo Europe/Berlin America/New_York Pacific/Honolulu".split()
)

# After each stay of so many hours they fly on, and on every stay they move, day by day.
flights = st.lists(st.tuples(st.sampled_from(ZONES), st.integers(0, 80)), max_size=8)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    folder: Path = tmp_path_factory.mktemp("flights")
    engine = engine_for(databases.new(folder))
    yield engine
    engine.dispose()


def begin(tx: Connection, zone: str) -> None:
    people.welcome(tx, ANN, "en", zone, NOON)
    people.set_weekdays(tx, ANN, 0b1111111, NOON)
    people.begin(tx, ANN, NOON)


def move(tx: Connection, now: datetime) -> DayTotals:
    person = people.get(tx, ANN)
    return day_totals.add(tx, person, person.local_day(now), 1)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(ZONES), flights)
def test_moving_every_few_hours_the_streak_survives_every_flight(
    engine: Engine, first: str, route: list[tuple[str, int]]
) -> None:
    with engine.connect() as tx, tx.begin() as transaction:
        begin(tx, first)
        now, moved, on = NOON, 0, set()
        for zone, hours in [*route, (first, 30)]:
            for _ in range(hours // 10 + 1):
                day = move(tx, now)
                moved += 1
                on.add(day.on)
                now += timedelta(hours=10)
            choose(tx, ANN, now, zone=zone)
        day = move(tx, now)
        on.add(day.on)
        kept = tx.execute(select(func.count(), func.sum(DayRow.moves)).where(DayRow.chat_id == ANN)).one()
        assert tuple(kept) == (len(on), moved + 1)  # each day once, each move once
        last = day_totals.at(tx, people.get(tx, ANN), max(on))
        assert last.streak.days == len(on)  # and none was missed in between
        assert last.streak.passes == ()
        assert last.total_moves == moved + 1
        transaction.rollback()


def test_a_date_that_a_flight_leaves_out_costs_no_rest_pass(engine: Engine) -> None:
    with engine.connect() as tx, tx.begin() as transaction:
        begin(tx, "Pacific/Honolulu")
        evening = NOON + timedelta(hours=20)  # Monday 22:00 there, Tuesday 22:00 on the other side
        assert move(tx, evening).on.day == 4
        choose(tx, ANN, evening, zone="Pacific/Kiritimati")
        day = move(tx, evening + timedelta(hours=12))  # Wednesday
        assert (day.on.day, day.streak.days, day.streak.passes) == (6, 2, ())
        transaction.rollback()


def test_a_day_lived_twice_counts_once(engine: Engine) -> None:
    with engine.connect() as tx, tx.begin() as transaction:
        begin(tx, "Pacific/Kiritimati")
        move(tx, NOON)  # Tuesday 02:00 there, which is still Monday
        move(tx, NOON + timedelta(hours=8))  # Tuesday
        choose(tx, ANN, NOON + timedelta(hours=9), zone="Pacific/Honolulu")  # Monday again
        again = move(tx, NOON + timedelta(hours=10))
        assert again.on.day == 4
        tuesday = move(tx, NOON + timedelta(hours=34))
        assert (tuesday.on.day, tuesday.moves, tuesday.streak.days) == (5, 2, 2)
        transaction.rollback()
