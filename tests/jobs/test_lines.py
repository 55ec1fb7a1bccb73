"""Lines: no wording of a movement twice within four weeks, over a simulated year; come-backs in turn."""

from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobs.choose.lines import (
    COMEBACK_MOVEMENTS,
    COMEBACKS,
    NO_WORDING,
    STANDING_UP,
    WORDINGS,
    comeback_line,
    comebacks_suiting,
    line_for,
)
from jobs.choose.recent_offers import offered_after
from messages.content.movement_words import LINE_LIMIT
from messages.language import everything_said
from messages.replies.moving import nudge as replies
from messages.replies.moving.openings import FRAMES, opening
from storage.values import Offered
from tests.cases import for_each
from tests.jobs.test_plan import person

CATALOGUE, LANGUAGES = everything_said()
MONDAY, DAY = date(2024, 3, 4), timedelta(days=1)
PREVIEW = 40  # characters of a notification that everybody sees


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sets(st.integers(0, 6), max_size=4), min_size=52, max_size=52))
def test_in_a_year_no_wording_comes_again_within_four_weeks(weeks: list[set[int]]) -> None:
    walk, who = CATALOGUE["walk-1"], person(offered=())
    said: dict[int, list[date]] = defaultdict(list)
    for n, days in enumerate(weeks):
        for on in (MONDAY + (7 * n + day) * DAY for day in sorted(days)):
            line = line_for(walk.number, who.sent.offered, on)
            who = who.changed(offered=offered_after(who, walk, line, on))
            said[line].append(on)
    assert {*said} <= {*range(WORDINGS)}
    for each in said.values():
        assert all(later - earlier >= 28 * DAY for earlier, later in pairwise(each))


def test_what_was_used_rests_for_exactly_four_weeks() -> None:
    used = (Offered(MONDAY, 53, 0),)
    assert line_for(53, used, MONDAY + 27 * DAY) == 1
    assert line_for(53, used, MONDAY + 28 * DAY) == 0
    assert line_for(54, used, MONDAY) == 0  # another movement


def test_when_all_were_used_the_oldest_comes_again() -> None:
    used = tuple(Offered(MONDAY, 53, (n + 3) % WORDINGS) for n in range(WORDINGS))
    assert line_for(53, used, MONDAY) == 3
    assert line_for(53, (*used, Offered(MONDAY, 53, 3)), MONDAY) == 4
    assert line_for(53, (*used, Offered(MONDAY, 53, NO_WORDING)), MONDAY) == 3


def test_offers_older_than_four_weeks_are_forgotten() -> None:
    who = person(offered=(Offered(MONDAY, 1, 0), Offered(MONDAY + DAY, 2, 0)))
    kept = offered_after(who, CATALOGUE["walk-1"], 4, MONDAY + 28 * DAY)
    assert kept == (Offered(MONDAY + DAY, 2, 0), Offered(MONDAY + 28 * DAY, 53, 4))


@for_each([(code, each) for code in LANGUAGES for each in CATALOGUE])
def test_every_movement_has_eighteen_wordings_that_say_at_once_what_to_do(
    code: str, movement: object
) -> None:
    say = LANGUAGES[code]
    which = CATALOGUE[movement.id]  # type: ignore[attr-defined]
    lasts, words = replies.length(say, which.seconds), say.movements[which.id]
    told = [opening(say, which, n, lasts) for n in range(WORDINGS)]
    assert len({*told}) == WORDINGS
    assert told[: len(words.lines)] == [*words.lines]
    assert len(words.lines) + FRAMES >= WORDINGS
    for each in told:
        assert len(each) <= LINE_LIMIT
        assert each in words.lines or words.name in each[:PREVIEW]


@pytest.mark.parametrize("stands", [True, False])
def test_come_back_lines_come_in_turn_and_never_twice_in_a_row(stands: bool) -> None:
    suiting = comebacks_suiting([*COMEBACK_MOVEMENTS.values()], stands=stands)
    last, said = None, []
    for _ in range(len(suiting) * 3):
        last = comeback_line(7, last, suiting)
        said.append(last)
    assert {*said[: len(suiting)]} == {*suiting}
    assert all(a != b for a, b in pairwise(said))
    assert stands or STANDING_UP.isdisjoint(said)


def test_a_line_that_names_a_movement_needs_it_and_the_others_always_suit() -> None:
    assert comebacks_suiting(["shoulder-drop"], stands=True) == [3, 4, 6, 7, 8, 9, 10]
    assert comebacks_suiting([], stands=False) == [3, 6, 7, 10]
    assert all(name in CATALOGUE for name in COMEBACK_MOVEMENTS.values())


@for_each(["en", "de"])
def test_there_are_twelve_come_back_lines_and_the_offer_of_fewer_nudges_has_its_button(code: str) -> None:
    say, walk = LANGUAGES[code], CATALOGUE["walk-1"]
    shown = [replies.comeback(say, walk, 1, n) for n in range(COMEBACKS)]
    assert len({each.text.split("\n")[0] for each in shown}) == COMEBACKS
    asks = [n for n, each in enumerate(shown) if "fewer-nudges" in str(each.rows)]
    assert asks == [replies.ASKS_FOR_FEWER]
