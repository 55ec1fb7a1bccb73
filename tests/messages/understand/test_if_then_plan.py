"""If-then plans: "when X, then Y" is split as meant, in both languages."""

import tomllib
from collections.abc import Iterator
from datetime import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content import read_content
from messages.content.toml_fields import BadData
from messages.language import LANGUAGES, Language
from messages.understand.if_then_plan import ToldPlan, load, read, read_unasked
from tests.lexicons import lexicon_of
from tests.messages.replies.test_catalogue import CATALOGUE
from tests.understand import corpus
from tests.understand.corpus import CODES, Row

LEXICONS = read_content(LANGUAGES).lexicons
EN, DE = (LEXICONS[code].plan_words for code in ("en", "de"))


PLANS = {text: row for code in CODES for text, (row,) in corpus.rows(code, "if_then_plan", "asked").items()}


@pytest.mark.parametrize(("text", "plan"), PLANS.items(), ids=PLANS)
def test_a_plan(text: str, plan: Row) -> None:
    at = time.fromisoformat(plan["at"]) if "at" in plan else None
    assert read(text, (EN, DE)) == ToldPlan(plan["cue"], plan["action"], at)


@pytest.mark.parametrize("text", corpus.sentences("en", "no_if_then_plan", "asked"))
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
    with pytest.raises(BadData, match=r"intentions.toml: \[words\] at is missing"):
        load(file, LEXICONS["en"].values)


LANGUAGES_OF_OURS = [Language(LANGUAGES / code, CATALOGUE) for code in ("en", "de")]
WORDS = [(lexicon_of(each).plan_words, lexicon_of(each).log_words) for each in LANGUAGES_OF_OURS]


def unasked(kind: str) -> list[str]:
    return [text for code in CODES for text in corpus.sentences(code, kind, "unasked")]


@pytest.mark.parametrize("text", unasked("if_then_plan"))
def test_a_plan_that_nobody_asked_for(text: str) -> None:
    assert read_unasked(text, WORDS) == read(text, (EN, DE))
    assert read_unasked(text, WORDS) is not None


@pytest.mark.parametrize("text", unasked("no_if_then_plan"))
def test_no_plan_unless_asked(text: str) -> None:
    assert read_unasked(text, WORDS) is None


@pytest.mark.parametrize("name", [*CODES, "harmless", "harmless_de", "overheard"])
def test_none_of_what_people_say_is_a_plan(name: str) -> None:
    """Their questions, by language, and what they say of other things."""
    file = Path(__file__).parents[1] / "red_flags" / f"{name}.toml"
    said = (
        corpus.questions(name)
        if name in CODES
        else [*_texts(tomllib.loads(file.read_text(encoding="utf-8")))]
    )
    assert len(said) > 50
    assert [each for each in said if read_unasked(each, WORDS)] == []


def _texts(values: Any) -> Iterator[str]:
    if isinstance(values, str):
        yield values
    elif isinstance(values, dict | list):
        for each in values.values() if isinstance(values, dict) else values:
            yield from _texts(each)
