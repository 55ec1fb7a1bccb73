"""Twelve weeks by the bot's own claims: the figures of `python -m tests.programme` and their promise."""

import pytest

from tests.jobs.lives import is_for_hip_flexors, is_for_hips
from tests.programme import PEOPLE, Lived, lived, told

pytestmark = pytest.mark.promise("programme")


@pytest.fixture(scope="module", params=PEOPLE)
def life(request: pytest.FixtureRequest) -> Lived:
    return lived(PEOPLE[request.param])


def test_twelve_weeks_keep_their_promise_however_somebody_takes_them(life: Lived) -> None:
    offered, share = life.offered, 1 / len(life.offered)
    assert len(offered) > 200
    assert all(any(map(is_for_hip_flexors, day)) for day in life.days.values() if len(day) > 1)
    assert not any("needs-floor" in each.places for each in offered)
    assert life.never() == []
    assert share * sum(map(is_for_hips, offered)) >= 1 / 3
    assert 0.38 <= share * sum(each.category == "move" for each in offered) <= 0.48
    # Weeks without nudges leave fewer than there would be in four weeks, so there one more is let pass.
    assert life.over(more=int(life.was_away)) == {}


def test_the_figures_are_told_a_line_each(life: Lived) -> None:
    lines = told("Ann", life).splitlines()
    assert len(lines) == 6
    assert "never came: none of 41" in lines[4]
