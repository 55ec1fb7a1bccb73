"""Feats: each milestone beyond counts at its edge, once, and not again after an undo."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection

from jobs.actions import answer, move_log, offer
from jobs.review.feats import kinds_of
from messages.language import everything_said
from messages.replies.common import milestone_line
from storage import people
from storage.engine.database import engine_for
from storage.history import milestones
from storage.history.feats import PHASE_WEEKS
from storage.history.logged_moves import Logged
from storage.history.milestones import STREAKS_DAYS, TOTALS_MOVES
from storage.values import Move
from tests import databases
from tests.cases import for_each

pytestmark = pytest.mark.promise("milestones")

ANN, DAY = 7, timedelta(days=1)
MONDAY = datetime(2024, 3, 4, 9, 0, tzinfo=UTC)
CATALOGUE, LANGUAGES = everything_said()
KINDS = kinds_of(CATALOGUE)


@pytest.fixture
def tx(tmp_path: Path) -> Iterator[Connection]:
    engine = engine_for(databases.new(tmp_path))
    with engine.begin() as tx:
        people.welcome(tx, ANN, "en", "Etc/UTC", MONDAY - 60 * DAY)
        people.set_weekdays(tx, ANN, 0b1111111, MONDAY - 60 * DAY)
        people.begin(tx, ANN, MONDAY - 60 * DAY)
        yield tx
    engine.dispose()


def logs(tx: Connection, message_id: int, at: datetime, *names: str) -> Logged:
    moves = [Move(at, movement_id=name) for name in names]
    return move_log.add(tx, ANN, message_id, moves, at, None, KINDS)


def test_twenty_different_ones_are_told_once(tx: Connection) -> None:
    names = [each.id for each in CATALOGUE if "T" not in KINDS.planes[each.id]][:21]
    for n, name in enumerate(names[:19]):
        logs(tx, n, MONDAY, name)
    assert logs(tx, 100, MONDAY, names[0]).milestone is None  # one of them again
    assert logs(tx, 101, MONDAY, names[19]).milestone == "different-20"
    move_log.undo(tx, ANN, 101, MONDAY)
    assert logs(tx, 102, MONDAY, names[20]).milestone is None


def test_all_three_directions_count_within_one_week_from_monday(tx: Connection) -> None:
    front, side, turn = "walk-1", "weight-shift", "seated-twist"
    assert {*KINDS.planes[front], *KINDS.planes[side], *KINDS.planes[turn]} == {"S", "F", "T"}
    logs(tx, 1, MONDAY - DAY, front, side)  # the Sunday before
    assert logs(tx, 2, MONDAY, turn, front).milestone is None
    assert logs(tx, 3, MONDAY + DAY, side).milestone == "planes-1"
    assert logs(tx, 4, MONDAY + 8 * DAY, front, side, turn).milestone is None


def test_a_hundred_for_the_hips_leaves_the_others_out(tx: Connection) -> None:
    hip, other = "seated-march", "shoulder-drop"
    assert hip in KINDS.hips
    assert other not in KINDS.hips
    for n in range(11):
        logs(tx, n, MONDAY, *[hip] * 9)
    logs(tx, 50, MONDAY, *[other] * 5)
    assert logs(tx, 51, MONDAY, hip).milestone == "hips-100"
    assert logs(tx, 52, MONDAY, hip).milestone is None


def test_the_tenth_come_back_is_told_and_the_first_start_is_none(tx: Connection) -> None:
    told = [logs(tx, n, MONDAY + 5 * n * DAY, "shoulder-drop").milestone for n in range(12)]
    assert told[9] == "moves-10"
    assert told[10] == "comebacks-10"
    assert told[11] is None


def test_the_path_is_told_step_by_step_and_its_end_above_the_last_step(tx: Connection) -> None:
    told = [milestones.keep_path(tx, ANN, week, MONDAY) for week in range(13)]
    steps = {weeks: f"phase-{n}" for n, weeks in enumerate(PHASE_WEEKS, 1)} | {12: "week-12"}
    assert told == [steps.get(week) for week in range(13)]
    assert milestones.keep_path(tx, ANN, 12, MONDAY) is None


def test_one_answer_that_reaches_it_shows_it_again_until_it_is_undone(tx: Connection) -> None:
    for n in range(9):
        logs(tx, n, MONDAY, "shoulder-drop")
    nudge_id = opened(tx, MONDAY)
    for _ in range(2):
        outcome = answer.done(tx, ANN, nudge_id, MONDAY, KINDS)
        assert outcome is not None
        assert outcome.milestone == "moves-10"
    answer.undo(tx, ANN, nudge_id, MONDAY)
    again = answer.done(tx, ANN, nudge_id, MONDAY, KINDS)
    assert again is not None
    assert again.milestone is None


def opened(tx: Connection, at: datetime) -> int:
    return offer.this_now(tx, ANN, "key", CATALOGUE["shoulder-drop"], at).nudge_id


NAMES = [
    *(f"streak-{n}" for n in STREAKS_DAYS),
    *(f"moves-{n}" for n in TOTALS_MOVES),
    *(f"phase-{n}" for n in range(1, 6)),
    *("different-20", "planes-1", "week-12", "comebacks-10", "hips-100"),
]


@for_each(["en", "de"])
def test_every_milestone_has_words_of_its_own(code: str) -> None:
    told = [milestone_line(LANGUAGES[code], name) for name in NAMES]
    assert all(each.startswith("🎉 ") for each in told)
    assert len({*told}) == len(told)


@pytest.mark.parametrize("days", [40, 50, 60, 75, 90])
def test_there_are_days_to_celebrate_between_a_month_and_a_hundred(days: int) -> None:
    words = {milestone_line(LANGUAGES[code], f"streak-{days}") for code in LANGUAGES}
    assert len(words) == len(LANGUAGES)
    assert not any("in a row" in each or "am Stück" in each for each in words)
    assert days in STREAKS_DAYS
