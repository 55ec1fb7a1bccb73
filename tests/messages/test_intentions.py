"""Is "when X, then Y" taken apart as it was meant, in both languages?"""

import tomllib
from collections.abc import Iterator
from datetime import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages.content.toml_fields import BadMovement
from messages.language import LANGUAGES, Language
from messages.understand.if_then_plan import Told, load, read, read_unasked
from tests.messages.test_catalogue import CATALOGUE

EN, DE = (load(LANGUAGES / code / "intentions.toml") for code in ("en", "de"))


@pytest.mark.parametrize(
    ("text", "cue", "action", "at"),
    [
        ("when I make coffee, then 10 calf raises at 10:30", "when I make coffee", "10 calf raises", "10:30"),
        ("at 10:30 when I make coffee then calf raises", "when I make coffee", "calf raises", "10:30"),
        ("10:30, whenever the kettle's on: squats.", "whenever the kettle's on", "squats", "10:30"),
        ("After lunch, a walk", "After lunch", "a walk", None),
        ("when the 10:30 call ends, I'll stretch", "when the 10:30 call ends", "stretch", None),
        ("when I sit -> I stand at 3:30", "when I sit", "I stand", "15:30"),
        ("when I sit\nthen I stand @ 3 pm", "when I sit", "I stand", "15:00"),
        (
            "wenn ich Kaffee mache, dann 10 Wadenheber um 10:30",
            "wenn ich Kaffee mache",
            "10 Wadenheber",
            "10:30",
        ),
        (
            "Um 15 Uhr, sobald das Telefon klingelt, dann aufstehen",
            "sobald das Telefon klingelt",
            "aufstehen",
            "15:00",
        ),
    ],
)
def test_a_plan(text: str, cue: str, action: str, at: str | None) -> None:
    told = read(text, (EN, DE))
    assert told == Told(cue, action, None if at is None else time.fromisoformat(at))


@pytest.mark.parametrize(
    "text",
    ["", "when", "when, then", "when I sit then", "I sit", "whenabouts, then x", "then x", "walk at 10:30"],
)
def test_no_plan(text: str) -> None:
    assert read(text, (EN, DE)) is None


def test_eighty_characters_are_not_too_long_and_one_more_is() -> None:
    action = "👩‍👩‍👧" * 80
    told, longer = (read(f"when I sit, then {each}", (EN,)) for each in (action, action + "x"))
    assert told is not None
    assert longer is not None
    assert (told.is_too_long, longer.is_too_long) == (False, True)


@given(st.text(max_size=200))
def test_whatever_is_typed_both_halves_say_something(text: str) -> None:
    told = read(text, (EN, DE))
    assert told is None or (told.cue.strip() and told.action.strip())


def test_a_mistake_names_file_entry_and_field(tmp_path: Path) -> None:
    file = tmp_path / "intentions.toml"
    file.write_text('[words]\nwhen = ["when"]\nthen = ["then"]\n', encoding="utf-8")
    with pytest.raises(BadMovement, match=r"intentions.toml: \[words\] at is missing"):
        load(file)


LANGUAGES_OF_OURS = [Language(LANGUAGES / code, CATALOGUE) for code in ("en", "de")]
WORDS = [(each.intending, each.reading) for each in LANGUAGES_OF_OURS]


@pytest.mark.parametrize(
    "text",
    [
        "when I make coffee, then 10 calf raises at 10:30",
        "Wenn ich Kaffee hole, dann mache ich 10 Kniebeugen um 10:30",
        "whenever the kettle's on, then squats",
        "nach dem Essen, dann 10 min spazieren",
        "when I make coffee, calf raises at 10:30",
    ],
)
def test_a_plan_that_nobody_asked_for(text: str) -> None:
    assert read_unasked(text, WORDS) == read(text, (EN, DE))
    assert read_unasked(text, WORDS) is not None


@pytest.mark.parametrize(
    "text",
    [
        "what do I do when my hip clicks, then 10 squats?",
        "when should I stretch, then 10 squats",
        "when I sit down, then what is best at 10:30",
        "wenn ich aufstehe, dann knackt die Hüfte",
        "when I sit, my hip clicks",
        "when I do squats, then my knee hurts",
        "wenn ich sitze, dann was für 10 Minuten",
        "when I'm in a meeting, then don't write at 10:30",
    ],
)
def test_no_plan_unless_asked(text: str) -> None:
    assert read_unasked(text, WORDS) is None


@pytest.mark.parametrize("name", ["questions", "questions_de", "harmless", "harmless_de", "overheard"])
def test_none_of_what_people_say_is_a_plan(name: str) -> None:
    file = Path(__file__).parent / f"{name}.toml"
    said = [*_texts(tomllib.loads(file.read_text(encoding="utf-8")))]
    assert len(said) > 50
    assert [each for each in said if read_unasked(each, WORDS)] == []


def _texts(values: Any) -> Iterator[str]:
    if isinstance(values, str):
        yield values
    elif isinstance(values, dict | list):
        for each in values.values() if isinstance(values, dict) else values:
            yield from _texts(each)
