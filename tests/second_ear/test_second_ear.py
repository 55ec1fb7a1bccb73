"""The second ear: what it hears on hands it was not taught, that it only adds caution, and what it costs."""

from time import process_time

import pytest

from messages.content.toml_fields import BadData
from messages.understand.red_flags import gate, rules
from messages.understand.red_flags.rules import RANK
from messages.understand.red_flags.second_ear import hearing, weights
from messages.understand.red_flags.second_ear.features import features
from tests.second_ear import school, training
from tests.second_ear.sentences import HELD_OUT, NONE, Sentence, from_patterns, in_hands
from tests.second_ear.training import Lesson

AT_LEVEL, MORE_THAN_RULES, FALSE = 0.78, 0.05, 0.02
every_language = pytest.mark.parametrize("code", sorted(HELD_OUT))


@every_language
def test_hands_it_was_not_taught_are_heard_better_than_by_the_rules_alone(code: str) -> None:
    learnt = weights.load()[code]
    held = next(school.judged(code, learnt))
    assert held.alarming >= 150
    assert held.harmless >= 100
    assert held.at_level >= AT_LEVEL
    assert held.at_level >= held.at_level_by_rules + MORE_THAN_RULES
    assert held.false <= FALSE


@every_language
def test_it_never_takes_caution_away(code: str) -> None:
    """The rules' answer stays or is raised, never lowered: for every sentence in every hand."""
    for each in in_hands(code):
        by_rules = gate.by_rules(each.text, code)
        if by_rules is None:
            continue
        flag = gate.check(each.text, code)
        assert flag is not None
        assert RANK.index(flag.level) >= RANK.index(by_rules.level)
        assert flag.pauses or not by_rules.pauses
        assert flag.is_soft is by_rules.is_soft


def test_what_is_denied_is_not_heard_again() -> None:
    flag = gate.check("no numbness between my legs and no fever", "en")
    assert flag is None or flag.is_soft


def test_nothing_is_guessed_where_that_is_not_wanted() -> None:
    text = "bladders full but i just cant get started, been trying all morning"
    heard = gate.check(text, "en")
    assert heard is not None
    assert (heard.level, heard.is_hunch, heard.is_soft) == ("A", True, False)
    assert gate.check(text, "en", may_mistype=False) is None


@pytest.mark.parametrize("text", ["", "ok", "neue Hüfte", "bladder full"])
def test_short_texts_are_for_the_rules_alone(text: str) -> None:
    words = text.split()
    assert len(words) < hearing.LEAST_WORDS
    assert hearing.hunch(words, frozenset(), "en") is None


def test_a_language_it_has_not_learnt_is_for_the_rules_alone() -> None:
    assert gate.check("tengo la vejiga llena pero no consigo empezar", "es") == gate.by_rules(
        "tengo la vejiga llena pero no consigo empezar", "es"
    )


def test_it_is_small_and_quick() -> None:
    files = list(weights.FOLDER.glob("*.bin"))
    assert sum(len(each.read_bytes()) for each in files) < 2_000_000
    weights.load.cache_clear()
    started = process_time()
    weights.load()
    assert process_time() - started < 0.1


def test_its_work_is_bounded_for_any_text() -> None:
    every_sign = sorted({name for rule in rules.load().rules for name in rule.names})
    words = [f"word{n}" * 100 for n in range(5000)]
    assert len(features(words, every_sign)) < 5000


def test_the_same_lessons_make_the_same_weights() -> None:
    some = [*from_patterns("en")][:200]
    lessons = [Lesson(features(each.text.split(), ()), each.level) for each in some]
    assert training.learnt(lessons) == training.learnt(lessons)


def test_what_is_learnt_is_what_was_taught() -> None:
    taught = {"my chest hurts": "A", "walked to the shop": NONE, "i want to die": "E"}
    lessons = [Lesson(features(text.split(), ()), level) for text, level in taught.items() for _ in range(40)]
    learnt = weights.read(training.learnt(lessons), "few")
    for text, level in taught.items():
        chances = learnt.chances(features(text.split(), ()))
        assert max(chances, key=lambda each: chances[each]) == level
        assert sum(chances.values()) == pytest.approx(1)


def test_nobody_held_out_is_taught() -> None:
    code = "en"
    held = {each.text for each in in_hands(code) if each.hand in HELD_OUT[code]}
    assert held
    assert all(
        isinstance(each, Sentence) and each.hand not in HELD_OUT[code] for each, _ in school.lessons(code)
    )


@pytest.mark.parametrize("broken", [b"", b"{}\n", b"\x00\x01", weights.written([1], [0] * 5, [0.0] * 6)])
def test_a_broken_file_is_refused_by_name(broken: bytes) -> None:
    with pytest.raises(BadData, match=r"odd\.bin"):
        weights.read(broken, "odd.bin")
