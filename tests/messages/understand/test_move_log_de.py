"""Deutsch: what people say they did is a log; what is planned, asked, denied, quoted or of others is not."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages.content.vocabulary import Activity
from messages.language import everything_said
from messages.understand.move_log.log_reader import Beyond, Heard, Log, Ticked, read
from tests.lexicons import lexicon_of
from tests.understand import corpus
from tests.understand.corpus import Row
from tests.understand.slots import told_row

CATALOGUE, LANGUAGES = everything_said()
DE = LANGUAGES["de"]
NOW = datetime(2024, 3, 6, 16, 0, tzinfo=ZoneInfo("Europe/Berlin"))  # a Wednesday afternoon, as in English

LOGS = corpus.rows("de", "move_log", "logged")
NO_LOGS = corpus.sentences("de", "no_move_log")
TICKS = corpus.rows("de", "done", "done")
WITHIN = corpus.sentences("de", "log_bounds", "within")
BEYOND = corpus.words("de", "log_bounds", "beyond")


def heard(text: str, now: datetime = NOW) -> Heard | None:
    return read(text, now, lexicon_of(DE).log_words)


@pytest.mark.parametrize(("text", "expected"), LOGS.items(), ids=LOGS)
def test_what_was_done_is_a_log(text: str, expected: tuple[Row, ...]) -> None:
    log = heard(text)
    assert isinstance(log, Log)
    assert tuple(told_row(part, NOW) for part in log.parts) == expected


@pytest.mark.parametrize("text", NO_LOGS)
def test_what_was_not_done_is_none(text: str) -> None:
    assert heard(text) is None


@pytest.mark.parametrize(("text", "amounts"), TICKS.items(), ids=TICKS)
def test_done_and_nothing_more_is_a_tick(text: str, amounts: tuple[Row, ...]) -> None:
    (said,) = amounts
    assert heard(text) == Ticked(**said)


@pytest.mark.parametrize(("text", "what"), BEYOND.items(), ids=BEYOND)
def test_beyond_ten_hours_and_a_thousand_it_asks(text: str, what: str) -> None:
    assert heard(text) is Beyond(what)


@pytest.mark.parametrize("text", WITHIN)
def test_up_to_ten_hours_and_a_thousand_it_is_a_log(text: str) -> None:
    assert isinstance(heard(text), Log)


def test_questions_are_no_logs() -> None:
    asked = corpus.questions("de")
    assert len(asked) >= 60
    assert [text for text in asked if heard(text) is not None] == []


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("20 Liegestuetze", "20 Liegestütze"),
        ("Rasen gemaeht", "Rasen gemäht"),
        ("war draussen mit dem Hund", "war draußen mit dem Hund"),
        ("HEUTE FRÜH GELAUFEN", "heute frueh gelaufen"),
    ],
)
def test_a_foreign_keyboard_writes_the_same_words(text: str, plain: str) -> None:
    assert heard(plain) is not None
    assert heard(text) == heard(plain)


@given(
    st.sampled_from(sorted(LOGS)),
    st.sampled_from(["werde ", "soll ich ", "ich will "]) | st.just(""),
    st.sampled_from([" nicht", " wollte ich", " mein Bruder?"]) | st.just(""),
)
def test_no_log_survives_a_plan_or_a_denial_around_it(text: str, before: str, after: str) -> None:
    is_one_thought = "," not in text and "." not in text.replace("10.000", "").replace("8.432", "")
    if (before or after) and is_one_thought and "!" not in text and " statt " not in text:
        assert heard(f"{before}{text}{after}") is None


def test_every_kind_can_be_said_and_every_movement_too() -> None:
    meant = {meaning.does for meaning in lexicon_of(DE).log_words.phrases.values() if meaning.does}
    assert {each.kind for each in meant if each.kind} == set(Activity)
    said = {each.movement_id for each in meant if each.movement_id}
    assert {each.id for each in CATALOGUE} - said == {"walk-1", "walk-2", "walk-5", "walk-10"}  # just walks
