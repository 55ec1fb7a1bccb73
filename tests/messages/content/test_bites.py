"""Learning bites: short, sourced, in both languages, and never more certain than the tip they come from."""

import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from messages.content.learning import bites
from messages.content.toml_fields import BadData
from messages.language import LANGUAGES, everything_said
from messages.replies import bites as replies

CATALOGUE, SAID = everything_said()
BITES = bites.load()
CODES = ("de", "en")

# Ideas that a study or a doubt stands behind, and the words that keep it small.
CAUTIOUS = {
    "tight-is-not-short": ("in one back-pain study", "in einer Rückenschmerz-Studie"),
    "do-nothing": ("no trial says", "sagt keine Studie"),
    "team": ("still argue", "wird gestritten"),
    "the-lion": ("isn't proven", "ist nicht bewiesen"),
    "two-months": ("96 students", "96 Studierenden"),
    "mixed-research": ("is mixed", "ist uneinig"),
    "no-memories": ("no good evidence", "nicht gut belegt"),
    "one-minute": ("11 people, single days", "11 Menschen, einzelne Tage"),
    "next-position": ("no agreement", "nicht einig"),
    "neighbours": ("nobody has shown", "hat niemand gezeigt"),
    "heels": ("one small study", "eine kleine Studie"),
}


def raw(code: str) -> dict[str, dict[str, Any]]:
    return tomllib.loads((LANGUAGES / code / "bites.toml").read_text(encoding="utf-8"))


def test_every_phase_has_its_bites_and_the_time_after_a_dozen() -> None:
    by_weeks = Counter(each.weeks for each in BITES)
    of_the_path = {"1-2": 2, "3-5": 3, "6-8": 3, "9-10": 2, "11-12": 2}  # one a week at least
    assert all(by_weeks[weeks] >= least for weeks, least in of_the_path.items())
    assert by_weeks["after"] >= 12
    assert len({each.tip for each in BITES}) == len(BITES)


@pytest.mark.parametrize(
    ("week", "weeks"),
    [
        (1, "1-2"),
        (2, "1-2"),
        (3, "3-5"),
        (8, "6-8"),
        (9, "9-10"),
        (12, "11-12"),
        (13, "after"),
        (99, "after"),
    ],
)
def test_the_week_says_which_bites_are_next(week: int, weeks: str) -> None:
    assert bites.weeks_of(week) == weeks


@pytest.mark.parametrize("code", CODES)
def test_a_bite_is_three_short_lines_a_question_and_two_answers_that_fit(code: str) -> None:
    assert list(raw(code)) == [each.id for each in BITES]
    for name, told in raw(code).items():
        both = f"{told['idea']}\n{told['tries']}"
        assert len(both) <= 240, name
        assert both.count("\n") <= 2, name
        assert told["asks"].endswith("?"), name
        assert len(told["answers"]) == len(told["replies"]) == 2, name
        assert all(len(each) <= 20 for each in told["answers"]), name
        assert not any(re.search(r"(?i)\b(wrong|incorrect|falsch)\b", each) for each in told["replies"]), name


@pytest.mark.parametrize("code", CODES)
def test_a_bite_shows_its_sources_as_its_tip_does(code: str) -> None:
    for each in BITES:
        tip, text = SAID[code].bites[each.id].tip, replies.bite(SAID[code], each.id).text
        assert tip.id == each.tip
        assert tip.sources, each.id
        assert all(source in text for source in tip.sources), each.id
        assert text.rstrip().endswith("</i>")


@pytest.mark.parametrize("code", CODES)
def test_a_figure_in_a_bite_stands_in_its_tip_or_its_sources(code: str) -> None:
    for each in BITES:
        told = SAID[code].bites[each.id]
        known = " ".join((told.tip.answer, *told.tip.sources))
        assert set(re.findall(r"\d+", told.idea)) <= set(re.findall(r"\d+", known)), each.id


@pytest.mark.parametrize(("bite_id", "words"), CAUTIOUS.items())
def test_a_doubt_stays_in_the_words(bite_id: str, words: tuple[str, str]) -> None:
    english, german = words
    assert english.lower() in SAID["en"].bites[bite_id].idea.lower()
    assert german.lower() in SAID["de"].bites[bite_id].idea.lower()


def test_what_a_bite_has_people_try_is_guarded_where_it_moves_more_than_the_breath() -> None:
    moving = re.compile(
        r"\b(knees?|toes|heels|walk|up now|steps|turn chest|stretch:|out for six|breath out)\b"
    )
    guarded = {each.id for each in BITES if each.tries}
    for name, told in raw("en").items():
        assert not moving.search(told["tries"].lower()) or name in guarded, name


def test_in_a_wheelchair_no_bite_says_to_stand_walk_or_lift_a_leg() -> None:
    told = [each for each in BITES if not each.tries or each.tries in CATALOGUE.wheelchair]
    assert len(told) >= 12
    for each in told:
        english, german = (SAID[code].bites[each.id] for code in ("en", "de"))
        assert not re.search(r"(?i)\b(walk|stroll|stand up|get up|stairs|knees?)\b", english.tries), each.id
        assert not re.search(r"(?i)\b(geh|gang|aufstehen|treppen?|knie)\b", german.tries), each.id


@pytest.mark.parametrize(
    ("facts", "words", "complaint"),
    [
        ({"tip": "nothing-such"}, {}, "not one of our tips"),
        ({"tries": "nothing-such"}, {}, "not one of our movements"),
        ({"weeks": "13-14"}, {}, "weeks is not one of"),
        ({}, {"idea": "x" * 240}, "too long"),
        ({}, {"idea": "a\nb\nc"}, "too many lines"),
        ({}, {"answers": ["Yes", "No", "Perhaps"]}, "not two each"),
        ({}, {"answers": ["Yes", "n" * 21]}, "answers are too long"),
        ({}, {"source": "somebody"}, "has no field source"),
    ],
)
def test_a_mistake_is_named(
    tmp_path: Path, facts: dict[str, str], words: dict[str, Any], complaint: str
) -> None:
    whole = {"tip": "say-it", "weeks": "1-2", "tries": ""} | facts
    said = {"idea": "An idea.", "tries": "Try it.", "asks": "Well?", "answers": ["Yes", "No"]}
    said |= {"replies": ["Good.", "Fine."]} | words
    (tmp_path / "facts.toml").write_text(_toml("one", whole))
    (tmp_path / "bites.toml").write_text(_toml("one", said))
    with pytest.raises(BadData, match=complaint):
        bites.load_words(tmp_path, SAID["en"].tips, CATALOGUE, bites.load(tmp_path / "facts.toml"))


def test_words_for_no_bite_and_a_bite_without_words_are_mistakes(tmp_path: Path) -> None:
    (tmp_path / "bites.toml").write_text("[stray]\n")
    with pytest.raises(BadData, match="not one of our bites"):
        bites.load_words(tmp_path, SAID["en"].tips, CATALOGUE, ())
    with pytest.raises(BadData, match="has no words"):
        bites.load_words(tmp_path, SAID["en"].tips, CATALOGUE, BITES)


def _toml(name: str, fields: dict[str, Any]) -> str:
    lines = [
        f"{key} = {value if isinstance(value, list) else _quoted(value)}" for key, value in fields.items()
    ]
    return "\n".join((f"[{name}]", *lines))


def _quoted(text: str) -> str:
    return '"' + text.replace("\n", "\\n") + '"'
