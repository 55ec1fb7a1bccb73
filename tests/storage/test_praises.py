"""Praises: none twice until all are used, nor soon after, and each in both languages."""

from collections.abc import Iterator
from datetime import date

import pytest

from messages.language import everything_said
from messages.replies.moving import nudge as replies
from storage.sent.praises import PRAISES, STANDING_UP, praise_for
from storage.values import DayTotals, Streak
from tests.cases import for_each

CATALOGUE, LANGUAGES = everything_said()
YEAR = 365 * 6


def of_a_year(chat_id: int, *, stands: bool) -> list[int]:
    return [praise_for(chat_id, n, stands=stands) for n in range(YEAR)]


def windows(found: list[int], size: int) -> Iterator[list[int]]:
    return (found[n : n + size] for n in range(len(found) - size + 1))


@pytest.mark.parametrize("chat_id", [7, 8, 10**12])
@pytest.mark.parametrize("stands", [True, False])
def test_in_a_year_none_comes_twice_until_all_are_used_nor_within_ten(chat_id: int, stands: bool) -> None:
    found, many = of_a_year(chat_id, stands=stands), PRAISES - (0 if stands else len(STANDING_UP))
    rounds = [found[n : n + many] for n in range(0, YEAR - many, many)]
    assert all(len({*each}) == many for each in rounds)
    assert all(len({*each}) == 10 for each in windows(found, 10))
    assert len({tuple(each) for each in rounds}) == len(rounds)  # never the same order again


def test_who_does_not_stand_is_never_told_of_a_chair_left_behind() -> None:
    assert STANDING_UP.isdisjoint(of_a_year(7, stands=False))
    assert {*of_a_year(7, stands=True)} == {*range(PRAISES)}


def test_everybody_has_an_order_of_their_own() -> None:
    assert len({tuple(of_a_year(chat_id, stands=True)[:PRAISES]) for chat_id in range(50)}) == 50


@for_each(["en", "de"])
def test_there_are_thirty_in_each_language_and_no_two_alike(code: str) -> None:
    say, walk = LANGUAGES[code], CATALOGUE["walk-1"]
    totals = DayTotals(date(2024, 3, 4), 1, 6, Streak(), 0.0, 1)
    texts = {replies.done(say, walk, 1, totals, praise=n).text for n in range(PRAISES)}
    assert len(texts) == PRAISES
    chair = "Chair 0, you 1." if code == "en" else "Stuhl 0, du 1."
    assert chair in replies.done(say, walk, 1, totals, praise=0).text
