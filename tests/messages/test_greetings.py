"""What is only friendly, and what says more than that?"""

import tomllib
from pathlib import Path

import pytest

from messages.language import LANGUAGES
from messages.understand.greeting import Greeting, load, read

HERE = Path(__file__).parent
EN, DE = (load(LANGUAGES / code / "greetings.toml") for code in ("en", "de"))


@pytest.mark.parametrize(
    ("greeting", "texts"),
    [
        (
            Greeting.HELLO,
            ["hi", "Hello!", "hallo", "good morning", "Guten Morgen 🙂", "hi there, bot"],
        ),
        (Greeting.THANKS, ["danke", "thanks", "ok danke", "Okay, thank you!", "vielen Dank"]),
        (
            Greeting.BYE,
            ["bye", "gute nacht", "good night", "ok danke, tschüss", "Mach’s gut!"],
        ),
    ],
)
def test_greetings(greeting: Greeting, texts: list[str]) -> None:
    assert {each: read(each, (EN, DE)) for each in texts} == dict.fromkeys(texts, greeting)


@pytest.mark.parametrize(
    "text",
    ["", "ok", "👋", "hi, is sitting bad?", "thanks but no", "hi 20 squats", "hallo Rücken", "und dann"],
)
def test_what_says_more_or_nothing(text: str) -> None:
    assert read(text, (EN, DE)) is None


@pytest.mark.parametrize("file", ["questions.toml", "questions_de.toml"])
def test_no_question_is_a_greeting(file: str) -> None:
    asked = tomllib.loads((HERE / file).read_text(encoding="utf-8"))["question"]
    asked = [each["text"] for each in asked if each["expects"]]  # the others have no answer
    assert [each for each in asked if read(each, (EN, DE))] == []
