"""Effort of the safety gate: bounded for any text, counted in steps to be independent of the machine."""

from random import Random

import pytest

from messages.understand.red_flags import gate, meanings, rules
from messages.understand.red_flags.alarm_words import words_of
from messages.understand.red_flags.finding import Finding
from messages.understand.red_flags.gate import MOST_WORDS, check
from messages.understand.red_flags.matcher import MOST_STEPS
from messages.understand.text import frequencies
from messages.understand.text.cleaning import LONGEST_GRAPHEMES, clean_text

pytestmark = pytest.mark.promise("one-pass")

STEPS_A_WORD = 12  # in five languages together
ODD = (
    "№",
    "№ ",
    "ﷺ",
    "ﷺ ",
    "⑸",
    "㏂",
    "½ ",
    "\u200b",
    "no\u200b",
    "no\u200d ",
    "a\u0301\u0302\u0303 ",
    "℀",
    "ﬃ",
    "𝕟𝕠 ",
)


def filled(words: str) -> str:
    """A text of maximum length."""
    return clean_text((words + " ") * LONGEST_GRAPHEMES)


def steps_of(text: str) -> int:
    """Steps of the pass for harmless phrases, the pass for signs, and all rules."""
    known = rules.load()
    words = words_of(text)[:MOST_WORDS]
    said = meanings.meanings(words, "en", known, frequencies.load(), may_mistype=True)
    steps = 0
    for lists in known.languages.values():
        finding = Finding(said, lists.small)
        finding.everything(lists.harmless)
        steps += finding.steps
    for reading, _ in gate.readings(said, "en", known):
        for match in (match for rule in known.rules for match in reading.matches(rule)):
            reading.is_denied(match)
        steps += reading.steps
    return steps


def common_first_words() -> list[str]:
    """The words most entries begin with, in every language."""
    trees = [
        tree.next
        for language in rules.load().languages.values()
        for tree in (language.signs, language.harmless)
    ]
    ranked = sorted(
        ((len(branch.next) + len(branch.entries), word) for tree in trees for word, branch in tree.items())
    )
    return sorted({word.rstrip("*").lstrip("<") for _, word in ranked[-150:]})


@pytest.mark.parametrize("words", [*ODD, "no numb groin or", "cant lift foot", "5 no", "nicht mehr", "no me"])
def test_the_work_grows_with_the_words_and_no_faster(words: str) -> None:
    text = filled(words)
    assert steps_of(text) <= STEPS_A_WORD * MOST_WORDS
    assert steps_of(text) <= 6 * steps_of(clean_text(text[: len(text) // 4])) + 500


def test_a_common_word_does_not_try_all_that_begin_with_it() -> None:
    words = common_first_words()
    assert {"no", "nicht", "не"} <= set(words)
    slow = {word: steps for word in words if (steps := steps_of(filled(word))) > STEPS_A_WORD * MOST_WORDS}
    assert slow == {}


def test_pairs_of_common_words_are_no_worse() -> None:
    random, words = Random(3), common_first_words()
    pairs = [" ".join(random.sample(words, 2)) for _ in range(200)]
    assert [each for each in pairs if steps_of(filled(each)) > STEPS_A_WORD * MOST_WORDS] == []


def test_words_with_typos_are_no_worse() -> None:
    random = Random(4)
    long = sorted(each for each in rules.load().languages["en"].elements if len(each) >= 6 and each.isalpha())
    for _ in range(20):
        text = clean_text(" ".join(word[:2] + word[3:] for word in random.sample(long, 200)))
        assert steps_of(text) <= STEPS_A_WORD * MOST_WORDS


@pytest.mark.parametrize("noise", ["no", "numb", "no numb groin or", "5", "not", "№", "ﷺ", "xyzzy"])
def test_a_sign_at_the_beginning_is_heard_whatever_comes_after(noise: str) -> None:
    flag = check(clean_text(f"my chest hurts. {noise} " + (noise + " ") * 500), "en")
    assert flag is not None
    assert (flag.level, flag.is_soft) == ("A", False)


@pytest.mark.parametrize("noise", ["no ", "the ", "word ", "nicht ", "so tired and ", "5 "])
def test_a_sign_at_the_end_of_the_longest_text_is_heard_too(noise: str) -> None:
    sign = ". my chest hurts"
    text = clean_text((noise * LONGEST_GRAPHEMES)[: LONGEST_GRAPHEMES - len(sign)] + sign)
    flag = check(text, "en")
    assert flag is not None
    assert flag.level == "A"


def test_the_budget_is_far_above_what_people_write() -> None:
    told = (
        "my lower back hurts when i sit, no numbness, no fever, but my left leg tingles and i feel dizzy. "
        * 10
    )
    assert steps_of(clean_text(told)) < MOST_STEPS
