"""A log is understood in the language somebody chose, and a sure one in any other that we have."""

import tomllib
from pathlib import Path

import pytest

from messages.understand.move_log.log_reader import Heard, Log
from messages.understand.text.language_guess import hear
from tests.messages import test_reading, test_reading_de
from tests.messages.test_reading import NOW, told
from tests.messages.test_reading_de import LANGUAGES

HERE = Path(__file__).parent
EN, DE = LANGUAGES["en"].reading, LANGUAGES["de"].reading


def heard_by_english(text: str) -> Heard | None:
    return hear(text, NOW, EN, [DE])


def heard_by_german(text: str) -> Heard | None:
    return hear(text, NOW, DE, [EN])


def said(file: str) -> list[str]:
    """Every sentence of a file of sentences."""
    tables = tomllib.loads((HERE / file).read_text(encoding="utf-8"))
    found = [each for values in tables.values() for each in values]
    return [each["text"] if isinstance(each, dict) else each for each in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20 Minuten spazieren gegangen", "walk 20 min"),
        ("hab mich gedehnt", "stretching"),
        ("gestern Abend geschwommen", "swim @ Tue 19:00"),
    ],
)
def test_german_from_somebody_with_an_english_interface(text: str, expected: str) -> None:
    log = heard_by_english(text)
    assert isinstance(log, Log)
    assert "; ".join(map(told, log.parts)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("went for a 20 minute walk", "walk 20 min"),
        ("walked the dog", "dog-walk"),
        ("did 10 squats", "squats x 10"),
    ],
)
def test_english_from_somebody_with_a_german_interface(text: str, expected: str) -> None:
    log = heard_by_german(text)
    assert isinstance(log, Log)
    assert "; ".join(map(told, log.parts)) == expected


@pytest.mark.parametrize(
    "text", ["fertig", "20 Minuten spazieren", "bin heute nicht gelaufen", "Yoga", "war gut"]
)
def test_what_is_not_sure_or_no_log_is_none_in_another_language_either(text: str) -> None:
    assert heard_by_english(text) is None


@pytest.mark.parametrize("file", ["harmless.toml", "overheard.toml", "questions.toml", "questions_de.toml"])
def test_no_other_language_makes_a_log_of_what_is_none(file: str) -> None:
    """Only what somebody says in that very language becomes a log of it."""
    german = {each for each in said(file) if isinstance(heard_by_german(each), Log)}
    for text in said(file):
        own = hear(text, NOW, EN, [])
        assert own is not None or heard_by_english(text) is None or text in german
    assert "questions" not in file or not german


IN_BOTH = {"in 20 Minuten Yoga"}  # every word of it is English, too, and in English it may be a log


@pytest.mark.parametrize("text", sorted({*test_reading.NO_LOGS, *test_reading_de.NO_LOGS} - IN_BOTH))
def test_no_denial_is_a_log_in_another_language(text: str) -> None:
    assert heard_by_english(text) is None
    assert heard_by_german(text) is None


def test_their_own_language_is_read_as_ever() -> None:
    for text in test_reading.LOGS:
        assert heard_by_english(text) == test_reading.heard(text)
    for text in test_reading_de.LOGS:
        assert heard_by_german(text) == test_reading_de.heard(text)
