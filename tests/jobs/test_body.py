"""Body answers become not-if codes, and can be withdrawn."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.actions.body import QUESTIONS

names = st.sampled_from(sorted(QUESTIONS))


@pytest.mark.parametrize(
    ("answers", "codes"),
    [
        ([("pregnant", True)], {"PREG-SUP", "PREG-BAL", "PREG-HOLD"}),
        ([("pregnant-early", True)], {"PREG-BAL", "PREG-HOLD"}),
        ([("pregnant-early", True), ("pregnant", True)], {"PREG-SUP", "PREG-BAL", "PREG-HOLD"}),
        ([("pregnant", True), ("pregnant-early", True)], {"PREG-BAL", "PREG-HOLD"}),
        ([("pregnant", True), ("pregnant-early", False)], {"PREG-SUP", "PREG-BAL", "PREG-HOLD"}),
        ([("pregnant-early", True), ("pregnant", False)], {"PREG-BAL", "PREG-HOLD"}),
        ([("pregnant", True), ("pregnant", False)], set()),
        ([("pregnant-early", True), ("pregnant-early", False)], set()),
        ([("knee", True), ("pregnant", True), ("pregnant", False)], {"KNEE"}),
    ],
)
def test_a_pregnancy_is_early_or_late_and_late_when_not_sure(
    answers: list[tuple[str, bool]], codes: set[str]
) -> None:
    conditions: tuple[str, ...] = ()
    for name, yes in answers:
        conditions = QUESTIONS[name].told(conditions, yes)
    assert set(conditions) == codes


@given(st.lists(st.tuples(names, st.booleans())), names, st.booleans())
def test_an_answer_is_kept_and_given_twice_it_changes_nothing(
    earlier: list[tuple[str, bool]], name: str, yes: bool
) -> None:
    conditions: tuple[str, ...] = ()
    for which, said in earlier:
        conditions = QUESTIONS[which].told(conditions, said)
    once = QUESTIONS[name].told(conditions, yes)
    assert QUESTIONS[name].is_yes(once) is yes
    assert QUESTIONS[name].told(once, yes) == once
    others = {question for question in QUESTIONS if not question.startswith("pregnant")} - {name}
    for other in others:
        assert QUESTIONS[other].is_yes(once) is QUESTIONS[other].is_yes(conditions)
