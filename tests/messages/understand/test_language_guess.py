"""Language of a log: understood in the person's language, and if sure, in any other of ours."""

import tomllib
from pathlib import Path

import pytest

from messages.understand.move_log.language_guess import hear
from messages.understand.move_log.log_reader import Heard, Log
from tests.lexicons import lexicon_of
from tests.messages.understand import test_move_log, test_move_log_de
from tests.messages.understand.test_move_log import NOW
from tests.messages.understand.test_move_log_de import LANGUAGES
from tests.understand import corpus
from tests.understand.corpus import Row
from tests.understand.slots import told_row

HERE = Path(__file__).parents[1] / "red_flags"
EN, DE = lexicon_of(LANGUAGES["en"]).log_words, lexicon_of(LANGUAGES["de"]).log_words
ELSEWHERE = {code: corpus.rows(code, "move_log", "elsewhere") for code in corpus.CODES}


def heard_by_english(text: str) -> Heard | None:
    return hear(text, NOW, EN, [DE])


def heard_by_german(text: str) -> Heard | None:
    return hear(text, NOW, DE, [EN])


def said(file: str) -> list[str]:
    """Every sentence of a file of sentences, or of the questions of a language."""
    if file in corpus.CODES:
        return list(corpus.questions(file))
    tables = tomllib.loads((HERE / file).read_text(encoding="utf-8"))
    return [each for values in tables.values() for each in values]


@pytest.mark.parametrize(("text", "expected"), ELSEWHERE["de"].items(), ids=ELSEWHERE["de"])
def test_german_from_somebody_with_an_english_interface(text: str, expected: tuple[Row, ...]) -> None:
    log = heard_by_english(text)
    assert isinstance(log, Log)
    assert tuple(told_row(part, NOW) for part in log.parts) == expected


@pytest.mark.parametrize(("text", "expected"), ELSEWHERE["en"].items(), ids=ELSEWHERE["en"])
def test_english_from_somebody_with_a_german_interface(text: str, expected: tuple[Row, ...]) -> None:
    log = heard_by_german(text)
    assert isinstance(log, Log)
    assert tuple(told_row(part, NOW) for part in log.parts) == expected


@pytest.mark.parametrize("text", corpus.sentences("de", "no_move_log", "elsewhere"))
def test_what_is_not_sure_or_no_log_is_none_in_another_language_either(text: str) -> None:
    assert heard_by_english(text) is None


@pytest.mark.parametrize("file", ["harmless.toml", "overheard.toml", *corpus.CODES])
def test_no_other_language_makes_a_log_of_what_is_none(file: str) -> None:
    """Only what is said in that very language becomes a log in it."""
    german = {each for each in said(file) if isinstance(heard_by_german(each), Log)}
    for text in said(file):
        own = hear(text, NOW, EN, [])
        assert own is not None or heard_by_english(text) is None or text in german
    assert file not in corpus.CODES or not german


IN_BOTH = {"in 20 Minuten Yoga"}  # every word of it is English, too, and in English it may be a log


@pytest.mark.parametrize("text", sorted({*test_move_log.NO_LOGS, *test_move_log_de.NO_LOGS} - IN_BOTH))
def test_no_denial_is_a_log_in_another_language(text: str) -> None:
    assert heard_by_english(text) is None
    assert heard_by_german(text) is None


def test_their_own_language_is_read_as_ever() -> None:
    for text in test_move_log.LOGS:
        assert heard_by_english(text) == test_move_log.heard(text)
    for text in test_move_log_de.LOGS:
        assert heard_by_german(text) == test_move_log_de.heard(text)
