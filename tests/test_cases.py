"""A test of many cases is as strict as many tests: it tries all and tells each that fails."""

import pytest

from messages.language import everything_said
from tests.cases import for_each

CATALOGUE, LANGUAGES = everything_said()
tried: list[object] = []


def is_small(number: int, most: int) -> None:
    """Not more than is allowed."""
    tried.append(number)
    if number < 0:
        raise ValueError("below nothing")
    assert number <= most


def test_every_case_is_tried_and_each_that_fails_is_told() -> None:
    tried.clear()
    with pytest.raises(AssertionError) as failed:
        for_each([(1, 2), (3, 2), (-1, 2), (2, 2), (5, 4)])(is_small)()
    assert tried == [1, 3, -1, 2, 5]
    told = str(failed.value)
    assert told.startswith("3 of 5 cases:\n3, 2: AssertionError: assert 3 <= 2\n")
    assert "\n-1, 2: ValueError: below nothing\n5, 4: AssertionError" in told


def test_what_holds_in_every_case_passes() -> None:
    for_each([(1, 2), (2, 2)])(is_small)()


def test_no_case_is_a_failure() -> None:
    with pytest.raises(AssertionError, match="there is no case"):
        for_each([])(is_small)()


def test_one_argument_needs_no_tuple_and_what_has_a_name_is_told_by_it() -> None:
    def fails(case: object) -> None:
        pytest.fail(f"{type(case).__name__}")

    with pytest.raises(AssertionError) as failed:
        for_each([CATALOGUE["walk-1"], LANGUAGES["de"], "walk"])(fails)()
    told = str(failed.value)
    assert "walk-1: Failed: Movement\nde: Failed: Language\n'walk': Failed: str" in told


def test_it_keeps_its_name_and_what_it_says() -> None:
    test = for_each([(1, 2)])(is_small)
    assert (test.__name__, test.__doc__) == ("is_small", is_small.__doc__)


@for_each(range(3))
def test_a_test_can_be_one(number: int) -> None:
    assert number < 3
