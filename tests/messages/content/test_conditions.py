"""Conditions: each one is enforced and mentioned, and leaves every person enough movements."""

import tomllib
from itertools import product
from pathlib import Path

import pytest

from messages.content.movements import Movement
from messages.content.vocabulary import CONDITIONS, Position
from messages.language import Language, everything_said
from messages.replies.moving import nudge
from tests.cases import for_each

TABLE = tomllib.loads((Path(__file__).parent / "conditions.toml").read_text(encoding="utf-8"))
CATALOGUE, SAYING = everything_said()

every_language = pytest.mark.parametrize("say", SAYING.values(), ids=SAYING.keys())

# Movements left per condition, of the first sixty-five and of the forty-two that came with the programme.
LEFT = {
    "ANKLE": (57, 38), "BAL": (53, 32), "BP": (63, 40), "DISC": (47, 35), "DRA": (62, 42), "EXT": (54, 35),
    "FAI": (60, 42), "HEAD": (61, 41), "HEART": (47, 34), "HERNIA": (54, 41), "HIP-OP": (6, 5),
    "KNEE": (54, 41), "LEAK": (60, 42), "OSTEO": (61, 40), "PANIC": (62, 41), "PGP": (42, 24),
    "PN-EARLY": (45, 37), "PREG-BAL": (59, 42), "PREG-HOLD": (64, 42), "PREG-SUP": (52, 42), "RESP": (52, 39),
    "SHO": (61, 41), "VERT": (28, 28), "WRIST": (63, 42),
}  # fmt: skip
FIRST = 65  # movements that were there before the programme

# The way up from lying flat; the march with a band may be done lying down, but is told standing.
WAY_UP = {"en": "roll to your side to get up", "de": "zum Aufstehen auf die Seite"}
TOLD_STANDING = {"band-march"}


def test_the_table_is_the_whole_specification() -> None:
    assert {each.id: each.number for each in CATALOGUE} == {
        name: row["number"] for name, row in TABLE.items()
    }
    corrected = [row for row in TABLE.values() if row["number"] <= FIRST]
    never, careful, moved = (
        sum(len(row[column]) for row in corrected) for column in ("never", "careful", "was_careful")
    )
    assert (never, moved, careful, never + careful) == (119, 14, 254, 373)


@for_each(CATALOGUE)
def test_every_added_condition_is_in_force(which: Movement) -> None:
    row = TABLE[which.id]
    assert {*row["never"]} <= {*which.never_if}
    assert {*row["careful"]} <= {*which.careful_if}
    assert {*row["was_careful"]} <= {*row["never"]} - {*which.careful_if}


@for_each(sorted(CONDITIONS))
def test_a_condition_leaves_as_many_as_it_should(code: str) -> None:
    left = [each.number <= FIRST for each in CATALOGUE.offered_to([code])]
    assert (sum(left), len(left) - sum(left)) == LEFT[code]


@for_each(product(SAYING.values(), sorted(CONDITIONS)))
def test_what_is_offered_with_a_condition_says_how_to_take_care(say: Language, code: str) -> None:
    for each in CATALOGUE.offered_to([code]):
        if code in each.careful_if:
            caution = say(
                "how-careful",
                condition=nudge.condition(say, code),
                remark=say.movements[each.id].careful[code],
            )
            shown = nudge.nudge(say, each, 1, others=0, may_put_off=True, conditions=[code])
            assert caution in shown.text
            assert caution in nudge.how(say, each, [code])
            assert caution in nudge.how(say, each)  # where nobody knows what was told


@every_language
def test_who_lies_flat_is_told_how_to_get_up(say: Language) -> None:
    flat = [each for each in CATALOGUE if Position.SUPINE in each.positions and each.id not in TOLD_STANDING]
    assert len(flat) == 15
    for each in flat:
        told = say.movements[each.id]
        last = told.do[-1] if set(each.positions) == {Position.SUPINE} else f"{told.do[-1]} {told.easier}"
        assert WAY_UP[say.code].casefold() in last.casefold(), each.id


@every_language
@pytest.mark.parametrize("number", [21, 23])
def test_acute_pain_is_a_condition_and_no_remark_for_everybody(say: Language, number: int) -> None:
    which = next(each for each in CATALOGUE if each.number == number)
    assert say.movements[which.id].remark == ""
    assert "DISC" in which.never_if
