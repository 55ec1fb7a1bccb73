"""Signs in everyday English: exactly their level, and none for similar harmless sentences."""

import tomllib
from pathlib import Path

import pytest

from messages.understand.red_flags.gate import check
from tests.cases import for_each

TOLD = tomllib.loads((Path(__file__).parent / "signs_en.toml").read_text(encoding="utf-8"))
SAID = [(kind["level"], text) for kind in TOLD["kind"] for text in kind["said"]]
NEIGHBOURS = TOLD["neighbours"]


@for_each(SAID)
def test_an_everyday_wording_has_its_level(level: str, text: str) -> None:
    flag = check(text, "en")
    assert flag is not None
    assert not (flag.is_soft or flag.is_unclear)
    assert flag.level == level.removeprefix("P-")
    assert (flag.template == "P") is level.startswith("P-")


@for_each(NEIGHBOURS["raises_nothing"])
def test_a_harmless_sentence_next_door_raises_nothing(text: str) -> None:
    assert check(text, "en") is None


@for_each(NEIGHBOURS["asked_first"])
def test_what_the_seat_may_have_done_is_asked_first(text: str) -> None:
    flag = check(text, "en")
    assert flag is not None
    assert flag.is_unclear


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("walked the dog and now i limp", "B"),
        ("walked the dog and fainted on the way", "A"),
        ("the bread is in the oven and mum collapsed", "A"),
        ("hip clicks and it hurts, no fever", "C"),
        ("my bum is numb and it stays, even after the call", "A"),
    ],
)
def test_a_person_next_to_a_pet_or_a_thing_is_heard(text: str, level: str) -> None:
    flag = check(text, "en")
    assert flag is not None
    assert (flag.level, flag.is_soft, flag.is_unclear) == (level, False, False)
