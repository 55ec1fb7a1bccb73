"""Stored logs: whole days or none, what was left out, and edited messages."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, select

from jobs.actions import answer, move_log
from storage import people
from storage.engine.database import engine_for
from storage.history import logged_moves
from storage.history.calendar_day import instant_of, is_loggable, local_day
from storage.tables import DayRow, MoveRow
from storage.values import Move
from tests import databases

ANN, MESSAGE = 7, 40
ZONE = "Europe/Berlin"
NOW = datetime(2024, 3, 6, 17, 40, tzinfo=UTC)  # a Wednesday, 18:40 in Berlin
MONDAY, TUESDAY, WEDNESDAY = date(2024, 3, 4), date(2024, 3, 5), date(2024, 3, 6)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    url = databases.url(tmp_path_factory.mktemp("logs"))
    databases.migrate(url, NOW)
    engine = engine_for(url)
    yield engine
    engine.dispose()


@pytest.fixture
def tx(engine: Engine) -> Iterator[Connection]:
    with engine.connect() as connection, connection.begin() as transaction:
        people.welcome(connection, ANN, "en", ZONE, NOW - timedelta(days=9))
        people.begin(connection, ANN, NOW - timedelta(days=9))
        yield connection
        transaction.rollback()


def at(on: date, hour: int, minute: int = 0) -> datetime:
    return instant_of(on, time(hour, minute), ZONE)


def entry(on: date, hour: int = 12, minutes: int = 20) -> Move:
    return Move(at(on, hour), kind="walk", minutes=minutes)


def counted(tx: Connection) -> dict[date, int]:
    return {row.on: row.moves for row in tx.execute(select(DayRow.on, DayRow.moves)) if row.moves}


def kept(tx: Connection) -> list[tuple[date, int | None]]:
    rows = tx.execute(select(MoveRow.moved_on, MoveRow.minutes).order_by(MoveRow.part))
    return [(row.moved_on, row.minutes) for row in rows]


@pytest.mark.parametrize(
    ("moved_at", "can_be_logged"),
    [
        (at(MONDAY, 3), True),
        (at(MONDAY, 2, 59), False),
        (at(WEDNESDAY, 18, 40), True),
        (at(WEDNESDAY, 18, 41), False),
    ],
)
def test_a_day_can_be_logged_as_a_whole_or_not_at_all(moved_at: datetime, can_be_logged: bool) -> None:
    assert is_loggable(moved_at, NOW, ZONE) is can_be_logged


@given(
    st.datetimes(datetime(2024, 1, 1), datetime(2025, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    st.integers(0, 5 * 24 * 60),
    st.sampled_from([ZONE, "America/St_Johns", "Pacific/Kiritimati", "Etc/UTC"]),
)
def test_two_instants_of_one_day_are_both_loggable_or_neither(now: datetime, minutes: int, zone: str) -> None:
    moved_at = now - timedelta(minutes=minutes)
    noon = datetime.combine(local_day(moved_at, zone), time(12), ZoneInfo(zone)).astimezone(UTC)
    assert is_loggable(moved_at, now, zone) == is_loggable(min(noon, now), now, zone)


def test_what_is_too_long_ago_is_left_out_and_named(tx: Connection) -> None:
    told = [entry(date(2024, 3, 3), minutes=1), entry(MONDAY, minutes=2), entry(WEDNESDAY, minutes=3)]
    logged = move_log.add(tx, ANN, MESSAGE, told, NOW)
    assert [move.minutes for move in logged.moves] == [2, 3]
    assert logged.left_out == (told[0],)
    assert counted(tx) == {MONDAY: 1, WEDNESDAY: 1}


def test_a_message_that_comes_again_is_told_the_same(tx: Connection) -> None:
    told = [entry(date(2024, 3, 3)), entry(MONDAY)]
    first = move_log.add(tx, ANN, MESSAGE, told, NOW)
    again = move_log.add(tx, ANN, MESSAGE, told, NOW + timedelta(minutes=1))
    assert (again.moves, again.left_out) == (first.moves, first.left_out)
    assert counted(tx) == {MONDAY: 1}


def test_nothing_stands_where_all_of_it_is_too_long_ago(tx: Connection) -> None:
    logged = move_log.add(tx, ANN, MESSAGE, [entry(date(2024, 3, 1))], NOW)
    assert (logged.moves, len(logged.left_out), logged.fresh) == ((), 1, False)
    assert counted(tx) == {}


def test_what_could_be_told_when_it_was_typed_counts_although_it_is_read_later(tx: Connection) -> None:
    typed_at = at(WEDNESDAY, 2)  # still Tuesday
    told = [Move(at(date(2024, 3, 3), 12), kind="walk")]
    assert move_log.add(tx, ANN, MESSAGE, told, NOW, typed_at).left_out == ()
    assert move_log.add(tx, ANN, MESSAGE + 1, told, NOW).left_out == (told[0],)


def test_a_changed_message_counts_as_it_reads_now(tx: Connection) -> None:
    move_log.add(tx, ANN, MESSAGE, [entry(WEDNESDAY, minutes=90), entry(TUESDAY)], NOW)
    logged = move_log.revise(tx, ANN, MESSAGE, [entry(WEDNESDAY, minutes=9)], NOW)
    assert [move.minutes for move in logged.moves] == [9]
    assert kept(tx) == [(WEDNESDAY, 9)]
    assert counted(tx) == {WEDNESDAY: 1}
    again = move_log.revise(tx, ANN, MESSAGE, [entry(WEDNESDAY, minutes=9)], NOW)
    assert again.moves == logged.moves  # the same rows


def test_a_message_changed_to_something_else_leaves_nothing_standing(tx: Connection) -> None:
    move_log.add(tx, ANN, MESSAGE, [entry(WEDNESDAY)], NOW)
    assert move_log.revise(tx, ANN, MESSAGE, [], NOW).moves == ()
    assert counted(tx) == {}
    assert people.get(tx, ANN).presence.moved_at is None


def test_a_message_that_logged_nothing_can_be_changed_to_a_log(tx: Connection) -> None:
    assert [move.minutes for move in move_log.revise(tx, ANN, MESSAGE, [entry(TUESDAY)], NOW).moves] == [20]
    assert counted(tx) == {TUESDAY: 1}


def test_what_was_taken_back_counts_again_when_the_message_is_changed(tx: Connection) -> None:
    move_log.add(tx, ANN, MESSAGE, [entry(WEDNESDAY)], NOW)
    move_log.undo(tx, ANN, MESSAGE, NOW)
    assert counted(tx) == {}
    move_log.revise(tx, ANN, MESSAGE, [entry(WEDNESDAY, minutes=5)], NOW)
    assert counted(tx) == {WEDNESDAY: 1}


def test_the_second_of_two_is_corrected_when_the_first_was_left_out(tx: Connection) -> None:
    move_log.add(tx, ANN, MESSAGE, [entry(date(2024, 3, 1)), entry(TUESDAY)], NOW)
    logged = move_log.correct(tx, ANN, MESSAGE, 0, NOW, minutes=45)
    assert [(move.moved_on, move.minutes) for move in logged.moves] == [(TUESDAY, 45)]


def test_no_correction_moves_a_log_out_of_the_days_that_count(tx: Connection) -> None:
    move_log.add(tx, ANN, MESSAGE, [entry(TUESDAY)], NOW)
    move_log.correct(tx, ANN, MESSAGE, 0, NOW, moved_at=at(date(2024, 3, 3), 12))
    assert kept(tx) == [(TUESDAY, 20)]


def test_an_undo_finds_what_was_logged_for_the_day_before_yesterday(tx: Connection) -> None:
    logged_moves.log(tx, people.get(tx, ANN), MESSAGE, [Move(at(MONDAY, 3), kind="walk")], NOW, NOW)
    undone = answer.undo_last(tx, ANN, 41, NOW + timedelta(hours=47))
    assert undone.move is not None
