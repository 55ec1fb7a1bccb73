"""Nothing forbidden is ever offered: the short form of `python -m tests.bench.filter`."""

from dataclasses import replace
from itertools import combinations

import pytest

from jobs.choose.suitability import Fit, suiting
from messages.content import movements
from messages.content.limits import PLACES
from messages.content.movements import Catalogue
from messages.content.vocabulary import CONDITIONS
from tests.bench import filter as run
from tests.bench.filter import WITH_HIP_OP, facts_of_all, is_forbidden, picks

pytestmark = pytest.mark.promise("filter")

CATALOGUE = movements.load()


def test_twenty_thousand_picks_offer_nothing_that_is_forbidden() -> None:
    tally = picks(20_000, CATALOGUE, seed=1)
    assert tally.violations == 0
    assert tally.offered + tally.held == 20_000
    assert tally.offered > 10_000
    assert tally.held > 0


def test_the_judge_sees_a_filter_that_lets_everything_through() -> None:
    forgetful = Catalogue({each.id: replace(each, never_if=()) for each in CATALOGUE})
    assert picks(2_000, forgetful, seed=1).violations > 100


def test_the_judge_knows_each_condition_and_a_veto() -> None:
    facts = facts_of_all()
    for code in CONDITIONS:
        for name, entry in facts.items():
            assert is_forbidden(entry, name, Fit((code,))) is (
                code in entry["never_if"] or (code == "HIP-OP" and name not in WITH_HIP_OP)
            )
    name = next(iter(facts))
    assert is_forbidden(facts[name], name, Fit(vetoes=(name,)))
    assert not is_forbidden(facts[name], name, replace(Fit(), vetoes=("another",)))
    assert run.PICKS == 1_000_000


@pytest.mark.parametrize("place", PLACES)
def test_with_any_two_conditions_something_is_left_in_every_place(place: str) -> None:
    for codes in combinations(sorted(CONDITIONS), 2):
        assert len(suiting(CATALOGUE, Fit(codes, place=place))) >= 2, codes
