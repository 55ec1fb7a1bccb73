"""Day rows in a real file: updated incrementally, they equal the streak of the whole history."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, event, select

from storage import pauses, people
from storage.engine.database import engine_for
from storage.engine.upsert import insert
from storage.history import day_totals
from storage.history.streak import streak_of
from storage.person import Person
from storage.tables import DayRow, WeekRow
from storage.values import DayState, DayTotals
from tests import databases
from tests.storage.test_streak import replayed

ANN = 7
NOON = datetime(2024, 3, 4, 12, 0, tzinfo=UTC)  # a Monday
TODAY = NOON.date()
ONE_DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    folder: Path = tmp_path_factory.mktemp("days")
    url = databases.url(folder)
    databases.migrate(url, NOON)
    engine = engine_for(url)
    yield engine
    engine.dispose()


@pytest.fixture
def tx(engine: Engine) -> Iterator[Connection]:
    with engine.connect() as connection, connection.begin() as transaction:
        yield connection
        transaction.rollback()


def begun(tx: Connection, now: datetime = NOON) -> Person:
    """Ann, begun, with every weekday active."""
    people.welcome(tx, ANN, "en", "Etc/UTC", now)
    people.set_weekdays(tx, ANN, 0b1111111, now)
    return people.begin(tx, ANN, now)


def kept(tx: Connection) -> dict[date, int]:
    return {row.on: row.moves for row in tx.execute(select(DayRow.on, DayRow.moves))}


@dataclass
class Diary:
    """What was done in which order, recorded naively next to the database."""

    now: datetime = NOON
    moves: dict[date, int] = field(default_factory=dict)
    off: set[date] = field(default_factory=set)
    mask: int = 0b1111111
    paused: bool = False
    paused_until: date | None = None

    def sleep(self, nights: int) -> None:
        """A day is neutral when it ends off or paused."""
        for _ in range(nights):
            on = self.now.date()
            if self.paused and self.paused_until is not None and on >= self.paused_until:
                self.paused = False
            if self.paused or not self.mask >> on.weekday() & 1:
                self.off.add(on)
            self.now += ONE_DAY


# An act and the range of its number: days back, nights, or a weekday mask.
ACTS = {"move": 0, "move late": 9, "undo": 50, "sleep": 3, "week": 0b1111110, "pause": 9, "resume": 0}
LIKELY = (12, 6, 4, 14, 1, 1, 1)


def plot(chance: Random) -> list[tuple[str, int]]:
    """A person's actions over some weeks."""
    acts = chance.choices(list(ACTS), LIKELY, k=chance.randrange(3, 45))
    return [(act, chance.randint(0, ACTS[act])) for act in acts]


def perform(tx: Connection, diary: Diary, act: str, number: int) -> None:
    person = people.get(tx, ANN)
    today = diary.now.date()
    if act in ("move", "move late"):
        on = max(TODAY, today - number * ONE_DAY)
        day_totals.add(tx, person, on, 1)
        diary.moves[on] = diary.moves.get(on, 0) + 1
    elif act == "undo" and diary.moves:
        on = sorted(diary.moves)[number % len(diary.moves)]
        day_totals.add(tx, person, on, -1)
        diary.moves[on] -= 1
        diary.moves = {day: moves for day, moves in diary.moves.items() if moves}
    elif act == "sleep":
        diary.sleep(number)
    elif act == "week":
        people.set_weekdays(tx, ANN, number + 1, diary.now)
        diary.mask = number + 1
    elif act == "pause":
        until = None if number == 0 else today + number * ONE_DAY
        at = None if until is None else datetime.combine(until, time(3), UTC)
        pauses.pause(tx, ANN, at, diary.now)
        diary.paused, diary.paused_until = True, until
    elif act == "resume":
        pauses.resume(tx, ANN, diary.now)
        diary.paused = False


@settings(max_examples=70, deadline=None, derandomize=True)
@given(st.integers(0, 2**32))
def test_carried_on_row_by_row_it_is_the_streak_of_the_whole_history(engine: Engine, seed: int) -> None:
    with engine.connect() as tx, tx.begin() as transaction:
        diary = Diary()
        begun(tx)
        for act, number in plot(Random(seed)):
            perform(tx, diary, act, number)
        person = people.get(tx, ANN)
        assert kept(tx) == diary.moves
        for ahead in (0, 1, 4):
            diary.sleep(ahead)
            today = diary.now.date()
            day = day_totals.at(tx, person, today)
            told = replayed(set(diary.moves), today, diary.off)
            whole = streak_of(diary.moves, today, day_totals.neutral(tx, ANN, TODAY))
            assert day.streak == whole
            assert (day.streak.days, day.streak.best) == (told.days, told.best)
            assert list(day.streak.passes) == told.passes[-2:]
            assert day.moves == diary.moves.get(today, 0)
        transaction.rollback()


def test_a_move_makes_a_day_and_taking_it_back_leaves_no_trace(tx: Connection) -> None:
    ann = begun(tx)
    assert day_totals.at(tx, ann, TODAY) == DayTotals(TODAY, 0, 4, streak_of((), TODAY, lambda on: False))
    day_totals.add(tx, ann, TODAY, 1)
    day_totals.add(tx, ann, TODAY, 1)
    day = day_totals.at(tx, ann, TODAY)
    assert (day.moves, day.streak.days, day.streak.best) == (2, 1, 1)
    day_totals.add(tx, ann, TODAY, -2)
    assert kept(tx) == {}
    assert day_totals.at(tx, ann, TODAY).streak.days == 0


def test_a_move_taken_back_that_was_never_there_makes_no_day(tx: Connection) -> None:
    ann = begun(tx)
    day_totals.add(tx, ann, TODAY, -1)
    assert kept(tx) == {}


def test_yesterday_logged_today_joins_the_days_around_it(tx: Connection) -> None:
    ann = begun(tx)
    for n in (0, 1, 2, 6):
        day_totals.add(tx, ann, TODAY + n * ONE_DAY, 1)
    assert day_totals.at(tx, ann, TODAY + 6 * ONE_DAY).streak.days == 1  # three days were missed
    day_totals.add(tx, ann, TODAY + 5 * ONE_DAY, 1)
    assert day_totals.at(tx, ann, TODAY + 6 * ONE_DAY).streak.days == 5
    day_totals.add(tx, ann, TODAY + 5 * ONE_DAY, -1)
    day = day_totals.at(tx, ann, TODAY + 6 * ONE_DAY)
    assert (day.streak.days, day.streak.best) == (1, 3)


def test_other_peoples_days_are_not_touched(tx: Connection) -> None:
    ann = begun(tx)
    people.welcome(tx, 8, "en", "Etc/UTC", NOON)
    bob = people.begin(tx, 8, NOON)
    day_totals.add(tx, bob, TODAY, 1)
    day_totals.add(tx, ann, TODAY, 1)
    day_totals.add(tx, ann, TODAY, -1)
    assert day_totals.at(tx, bob, TODAY).streak.days == 1
    assert day_totals.at(tx, ann, TODAY).streak.days == 0


def test_the_goal_of_a_day_stays_what_it_was_on_that_day(tx: Connection) -> None:
    ann = begun(tx)
    day_totals.add(tx, ann, TODAY, 1)
    ann = people.change(tx, ANN, goal=9)
    day_totals.add(tx, ann, TODAY, 1)
    day_totals.add(tx, ann, TODAY + ONE_DAY, 1)
    assert day_totals.at(tx, ann, TODAY).goal == 4
    assert day_totals.at(tx, ann, TODAY + ONE_DAY).goal == 9
    assert day_totals.at(tx, ann, TODAY + 2 * ONE_DAY).goal == 9  # nothing yet: as it is now


def test_an_hour_off_forgives_nothing_and_a_pause_over_night_forgives_the_day(tx: Connection) -> None:
    begun(tx)
    pauses.pause(tx, ANN, NOON + ONE_DAY, NOON)
    pauses.resume(tx, ANN, NOON + timedelta(hours=1))
    assert not day_totals.neutral(tx, ANN, TODAY)(TODAY)
    pauses.pause(tx, ANN, None, NOON + timedelta(hours=2))
    pauses.resume(tx, ANN, NOON + 3 * ONE_DAY)
    off = [day_totals.neutral(tx, ANN, TODAY)(TODAY + n * ONE_DAY) for n in range(-1, 5)]
    assert off == [False, True, True, True, False, False]


def test_other_weekdays_leave_the_days_before_as_they_were(tx: Connection) -> None:
    begun(tx)
    people.set_weekdays(tx, ANN, 0b0000001, NOON + 7 * ONE_DAY)  # Mondays only, a week later
    is_neutral = day_totals.neutral(tx, ANN, TODAY)
    assert [is_neutral(TODAY + n * ONE_DAY) for n in range(7)] == [False] * 7
    assert [is_neutral(TODAY + n * ONE_DAY) for n in range(7, 14)] == [False] + [True] * 6


def test_the_last_week_shows_what_each_day_was(tx: Connection) -> None:
    ann = begun(tx)  # Monday
    for n in (0, 2, 4):
        day_totals.add(tx, ann, TODAY + n * ONE_DAY, 1)
    saturday = TODAY + 5 * ONE_DAY
    assert day_totals.last_week(tx, ann, saturday) == [
        DayState.NEUTRAL,  # before they came
        DayState.MOVED,
        DayState.PASS,
        DayState.MOVED,
        DayState.PASS,
        DayState.MOVED,
        DayState.OPEN,
    ]
    day_totals.add(tx, ann, saturday, 1)
    assert day_totals.last_week(tx, ann, saturday)[-1] is DayState.MOVED


def test_the_last_week_tells_missed_days_from_days_off(tx: Connection) -> None:
    ann = begun(tx)
    ann = people.set_weekdays(tx, ANN, 0b0011111, NOON)
    day_totals.add(tx, ann, TODAY, 1)
    wednesday_after = TODAY + 9 * ONE_DAY
    assert day_totals.last_week(tx, ann, wednesday_after) == [
        DayState.MISSED,  # Thursday: the third in a row, after two passes
        DayState.MISSED,
        DayState.NEUTRAL,  # the weekend
        DayState.NEUTRAL,
        DayState.MISSED,
        DayState.MISSED,
        DayState.OPEN,
    ]


def test_a_tap_after_ten_years_asks_the_database_no_more_than_on_the_third_day(
    engine: Engine, tx: Connection
) -> None:
    ann = begun(tx, NOON - 3650 * ONE_DAY)
    day_totals.add(tx, ann, TODAY - ONE_DAY, 1)
    new = statements(engine, tx, ann)
    tx.execute(
        insert(DayRow).on_conflict_do_nothing(),
        [
            {"chat_id": ANN, "on": TODAY - n * ONE_DAY, "moves": 2, "goal": 4}
            | {"streak_days": 3650 - n, "best_days": 3650 - n}
            for n in range(1, 3650)
        ],
    )
    tx.execute(
        insert(WeekRow).on_conflict_do_nothing(),
        [{"chat_id": ANN, "since_on": TODAY - n * ONE_DAY, "weekdays": 127} for n in range(100, 3650, 50)],
    )
    old = statements(engine, tx, ann)
    assert old == new
    assert len(old) <= 16


def statements(engine: Engine, tx: Connection, person: Person) -> list[str]:
    """Every statement of a move, a look at the day and an undo."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        day_totals.add(tx, person, TODAY, 1)
        day_totals.at(tx, person, TODAY)
        day_totals.add(tx, person, TODAY, -1)
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return seen
