"""Moves told in passing are counted as they were made, or asked about with these values; nothing else is."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.explaining import situation_of
from messages.language import everything_said
from messages.understand.interpretation import Confidence, Interpretation, MoveLog
from messages.understand.move_log.log_reader import Log
from messages.understand.move_log.told_in_passing import MOST_READINGS, read_in_passing
from messages.understand.ranking import interpret
from tests.lexicons import lexicon_of
from tests.understand import corpus
from tests.understand.corpus import CODES, Row
from tests.understand.slots import told_row

pytestmark = pytest.mark.promise("nothing-false")

KIND = "logs_in_stories"
KINDS = ("around", "behind", "short", "instead", "rounds", "ours", "others", "counts_else", "more")
NOW = datetime(2024, 3, 6, 15, tzinfo=ZoneInfo("UTC"))  # a Wednesday, 16:00 in Berlin
SITUATIONS = {code: situation_of(code, "Europe/Berlin", NOW) for code in CODES}
TOLD = [
    (code, text, rows)
    for code in CODES
    for kind in KINDS
    for text, rows in corpus.rows(code, KIND, kind).items()
]
NOTHING = [(code, text) for code in CODES for text in corpus.sentences(code, KIND, "nothing")]
WORDS = lexicon_of(everything_said()[1]["en"]).log_words


def readings(found: Interpretation, code: str) -> list[tuple[Row, ...]]:
    """What is counted, or else what one tap would count."""
    match found.meaning:
        case MoveLog(Log(parts, others=others)):
            now = SITUATIONS[code].now
            return [tuple(told_row(part, now) for part in each) for each in (parts, *others)]
    return []


@pytest.mark.parametrize(("code", "text", "rows"), TOLD, ids=[text for _, text, _ in TOLD])
def test_a_move_in_a_story_is_counted_or_offered_with_its_amounts(
    code: str, text: str, rows: tuple[Row, ...]
) -> None:
    found = interpret(text, SITUATIONS[code])
    offered = readings(found, code)
    assert rows in offered
    assert len(offered) == 1 or found.confidence is Confidence.LIKELY


@pytest.mark.parametrize(("code", "text"), NOTHING, ids=[text for _, text in NOTHING])
def test_a_story_without_a_move_is_neither_counted_nor_asked_about(code: str, text: str) -> None:
    assert not isinstance(interpret(text, SITUATIONS[code]).meaning, MoveLog)


def bits(value: int | None) -> Iterator[int]:
    """The powers of two that a number is the sum of."""
    return (1 << n for n in range((value or 0).bit_length()) if (value or 0) >> n & 1)


MOVES = ("walked", "squats", "yoga", "ran", "push ups", "a plank", "swam", "danced round the kitchen")
UNITS = ("min", "km", "times", "reps", "", "minutes", "lengths")
TALK = (
    "my boss was late",
    "wanted to go out",
    "so i",
    "and then",
    "but",
    "the film took",
    "it rained",
    "for",
    "-",
)
NUMBERS = st.permutations([2, 4, 8, 16, 32, 64])  # each told from its share in a sum
PIECES = st.lists(
    st.tuples(
        st.sampled_from(TALK), st.sampled_from(MOVES), st.sampled_from(UNITS), st.booleans(), st.booleans()
    ),
    min_size=1,
    max_size=4,
)


@given(PIECES, NUMBERS)
def test_each_amount_is_in_the_text_and_none_is_used_twice(
    pieces: list[tuple[str, str, str, bool, bool]], numbers: list[int]
) -> None:
    said = []
    for (talk, move, unit, is_first, has_comma), number in zip(pieces, numbers, strict=False):
        amount = f"{number} {unit}"
        said += [talk, f"{amount} {move}" if is_first else f"{move}{',' * has_comma} {amount}"]
    found = read_in_passing(" ".join(said), SITUATIONS["en"].now, WORDS)
    assert len(found) <= MOST_READINGS
    for log in found:
        used = [
            bit
            for part in log.parts
            for value in (part.minutes, part.count, None if part.metres is None else part.metres // 1000)
            for bit in bits(value)
        ]
        assert len(used) == len(set(used)), said
        assert set(used) <= set(numbers[: len(pieces)]), said


@pytest.mark.parametrize(
    "text", ["walked 20 min?", "20 min yoga and my back hurts", "she walked 20 min", "if i walk 20 min", ""]
)
def test_a_question_a_pain_another_person_and_a_condition_give_no_reading(text: str) -> None:
    assert read_in_passing(text, SITUATIONS["en"].now, WORDS) == ()
