"""Signs in everyday words: heard at their level, while similar harmless sentences are not."""

import tomllib
from pathlib import Path

import pytest

from messages.understand.red_flags.gate import Flag, check
from messages.understand.red_flags.rules import Level
from tests.cases import for_each

SIGNS = tomllib.loads((Path(__file__).parent / "signs.toml").read_text(encoding="utf-8"))
TOPICS = ("S", "L", "F", "K")
RANK = ("none", "C", "B", "A", "E")
SAID = [
    (row["level"], code, text)
    for row in SIGNS["row"]
    for code in ("en", "de", "es", "fr", "ru")
    for text in row.get(code, ())
]


def heard(flag: Flag | None) -> str:
    return "none" if flag is None or flag.is_soft else flag.level.value


@for_each(SAID)
def test_a_sign_in_everyday_words_has_its_level(expected: str, code: str, text: str) -> None:
    flag = check(text, code)
    if expected in TOPICS:
        assert flag is not None
        assert (flag.template, flag.level, flag.pauses) == (expected, Level.LOOK, False)
    else:
        assert RANK.index(heard(flag)) >= RANK.index(expected.removeprefix("P-"))
        assert (expected == "E") is (heard(flag) == "E")


def test_every_kind_is_told_in_ten_ways_in_english_and_german_and_four_in_the_others() -> None:
    rows = [row for row in SIGNS["row"] if not row["sign"].startswith("more of")]
    assert len(rows) >= 25
    for row in rows:
        assert min(len(row["en"]), len(row["de"])) >= 10, row["sign"]
        assert min(len(row["es"]), len(row["fr"]), len(row["ru"])) >= 4, row["sign"]


@for_each((code, text) for code, texts in SIGNS["neighbours"].items() for text in texts)
def test_the_same_words_in_a_harmless_sentence_raise_nothing(code: str, text: str) -> None:
    assert check(text, code) is None


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("stress incontinence", "L"),
        ("hip op 3 weeks ago, can i do lunges", "S"),
        ("i fall a lot", "F"),
        ("I had a blood clot", "K"),
    ],
)
def test_what_is_no_emergency_keeps_the_nudges(text: str, topic: str) -> None:
    flag = check(text, "en")
    assert flag is not None
    assert flag.template == topic
    assert not flag.pauses


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("incontinence, all of a sudden", "A"),
        ("incontinence and my back hurts", "A"),
        ("incontinent and numb between my legs", "A"),
        ("I had a blood clot and my calf is swollen again", "B"),
        ("hip op 3 weeks ago, the wound is red, can i do lunges", "B"),
        ("i fall a lot and today i hit my head and threw up", "A"),
    ],
)
def test_a_topic_gives_way_to_what_is_urgent(text: str, level: str) -> None:
    assert heard(check(text, "en")) == level


@pytest.mark.parametrize("text", ["does walking lower the risk of blood clots", "clots from flying"])
def test_a_clot_is_no_pregnancy(text: str) -> None:
    assert check(text, "en") is None


@pytest.mark.parametrize("text", ["I lost my new earbuds", "lost my keys lol", "back from a lost weekend"])
def test_what_was_lost_is_not_always_control(text: str) -> None:
    assert check(text, "en") is None
