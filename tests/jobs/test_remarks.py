"""Remarks of a Sunday: each when it is true and not when it is not, and none twice within four weeks."""

from datetime import timedelta
from typing import Any

import pytest

from jobs.review.remarks import REMARKS, remark
from messages.language import everything_said
from storage.history.chart_data import Week
from storage.history.day_totals import Marked
from storage.values import DayState, DayTotals, LoggedMove, Streak
from tests.jobs.test_plan import MONDAY, person

CATALOGUE, LANGUAGES = everything_said()
FRONT, SIDE, TURN, STRONG = "walk-1", "weight-shift", "seated-twist", "seat-squeeze"


def week(
    *names: str, hour: int = 10, days: int = 1, each_day: int = 0, reminders: int = 0, done: int = 0
) -> Week:
    """A week with these moves at this hour, and as many `days` that had `each_day` of them."""
    on = MONDAY.date()
    marked = [
        Marked(on + timedelta(days=n), DayState.MOVED, (each_day or len(names)) if n < days else 0, 4)
        for n in range(7)
    ]
    at = MONDAY.replace(hour=hour)
    blank: dict[str, Any] = dict.fromkeys(LoggedMove.__dataclass_fields__)
    moves = [LoggedMove(**blank | {"moved_at": at, "movement_id": name}) for name in names]
    total = DayTotals(on, len(names), 4, Streak(), 0.0, len(names))
    return Week(person(windows=WINDOWS), total, marked, moves, 0, 0, reminders, done)


WINDOWS: Any = person().settings.windows


@pytest.mark.parametrize(
    ("name", "true", "false"),
    [
        ("most-done", week(reminders=10, done=8), week(reminders=10, done=7)),
        ("most-done", week(reminders=4, done=4), week(reminders=3, done=3)),
        ("goal-met", week(days=5, each_day=4), week(days=4, each_day=4)),
        ("goal-met", week(days=6, each_day=5), week(days=7, each_day=3)),
        ("all-planes", week(FRONT, SIDE, TURN), week(FRONT, SIDE)),
        ("only-walks", week(*[FRONT] * 4), week(*[FRONT] * 4, TURN)),
        ("only-walks", week("walk-2", *[FRONT] * 3), week(*[FRONT] * 3)),
        ("no-sideways", week(*[FRONT] * 4), week(*[FRONT] * 4, SIDE)),
        ("no-turn", week(*[FRONT] * 4), week(*[FRONT] * 4, TURN)),
        ("no-turn", week(*[FRONT] * 4), week(*[FRONT] * 3)),
        ("hips", week(*[STRONG] * 4), week(*[STRONG] * 3)),
        ("hips", week(*[STRONG] * 4, *[FRONT] * 4), week(*[STRONG] * 4, *[FRONT] * 5)),
        ("no-strength", week(*[FRONT] * 4), week(*[FRONT] * 4, STRONG)),
        ("mornings", week(*[FRONT] * 4, hour=11), week(*[FRONT] * 4, hour=12)),
        ("quiet-afternoons", week(*[FRONT] * 4, hour=14), week(*[FRONT] * 4, hour=15)),
        ("one-day", week(FRONT), week(FRONT, days=2)),
        ("nothing", week(), week(FRONT)),
    ],
)
def test_a_remark_is_made_when_it_is_true_and_only_then(name: str, true: Week, false: Week) -> None:
    others = [each for each in REMARKS if each != name]
    assert remark(true, CATALOGUE, others) == name
    assert remark(false, CATALOGUE, others) is None


def test_every_remark_has_its_case_and_the_first_that_was_not_said_comes() -> None:
    same = week(*[FRONT] * 4)
    said: list[str] = []
    while (name := remark(same, CATALOGUE, said)) is not None:
        said.append(name)
    assert said == [each for each in REMARKS if each in said]  # in the order of the table


@pytest.mark.parametrize("code", ["en", "de"])
def test_every_remark_has_words_and_asks_nothing(code: str) -> None:
    told = [LANGUAGES[code]("week-remark", remark=name) for name in REMARKS]
    assert len({*told}) == len(REMARKS)
    assert not any("?" in each for each in told)
