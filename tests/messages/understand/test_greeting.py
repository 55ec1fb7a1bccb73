"""Greetings, and messages that say more than a greeting."""

import pytest

from messages.language import LANGUAGES
from messages.understand.greeting import Greeting, load, read
from tests.understand import corpus
from tests.understand.corpus import CODES

EN, DE = (load(LANGUAGES / code / "greetings.toml") for code in ("en", "de"))
FRIENDLY = {
    text: each
    for each in Greeting
    for code in CODES
    for text in corpus.sentences(code, "greeting", each.value)
}


@pytest.mark.parametrize(("text", "greeting"), FRIENDLY.items(), ids=FRIENDLY)
def test_greetings(text: str, greeting: Greeting) -> None:
    assert read(text, (EN, DE)) is greeting


@pytest.mark.parametrize("text", [text for code in CODES for text in corpus.sentences(code, "no_greeting")])
def test_what_says_more_or_nothing(text: str) -> None:
    assert read(text, (EN, DE)) is None


@pytest.mark.parametrize("code", CODES)
def test_no_question_is_a_greeting(code: str) -> None:
    asked = [
        text for text, expected in corpus.questions(code).items() if expected
    ]  # the others have no answer
    assert [each for each in asked if read(each, (EN, DE))] == []
