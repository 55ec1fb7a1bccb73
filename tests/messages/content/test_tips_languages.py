"""Tips in every language: equally careful and short, and every wording leads to a tip."""

import re
from collections import defaultdict

import pytest

from messages.content.learning.tips import Tip
from messages.content.locales import FALLBACK
from messages.language import Language, everything_said
from messages.understand.question.word_grams import words_of

_, SAYING = everything_said()
ENGLISH = SAYING[FALLBACK].tips
every_language = pytest.mark.parametrize("say", SAYING.values(), ids=SAYING.keys())

WAYS_TO_ASK = 10
LONGER = 1.35  # than the English one, at most
EMERGENCY_NUMBERS = {112, 116, 117}  # a language may name those of its countries

# Words no answer may use; a new language adds its own.
PROMISES = {
    "en": r"cures?|cured|heals?|healed|fixes|repairs?|guarantee[ds]?|miracles?|works for everyone",
    "de": r"heilt|heilen|geheilt|kuriert|repariert|behebt|garantier\w*|Wunder\w*|hilft (?:immer|allen)",
}


def sentences(text: str) -> int:
    return len(re.findall(r"[.!?](?=[”“\")]?(?:\s|$))", text))


def figures(text: str) -> set[int]:
    """Every number in it; full hours lose their zeros, which languages write differently."""
    return {int(each) for each in re.findall(r"\d+", text)} - EMERGENCY_NUMBERS - {0}


def commands(text: str) -> set[str]:
    return set(re.findall(r"(?<![\w/])/[a-z]+", text))


def translated(say: Language) -> list[Tip]:
    """The tips that differ from the English ones."""
    return [tip for number, tip in say.tips.items() if tip.answer != ENGLISH[number].answer]


@every_language
def test_each_way_to_ask_belongs_to_one_tip(say: Language) -> None:
    asked = defaultdict(list)
    for tip in say.tips.values():
        assert len(tip.also) >= WAYS_TO_ASK, tip.id
        for way in (tip.question, *tip.also):
            asked[" ".join(words_of(way))].append(tip.id)  # as the search compares them
    assert {way: ids for way, ids in asked.items() if len(ids) > 1} == {}


@every_language
def test_answers_are_a_few_sentences_and_promise_nothing(say: Language) -> None:
    for tip in say.tips.values():
        assert 2 <= sentences(tip.answer) <= 5, tip.id
        assert not re.search(rf"\b(?:{PROMISES[say.code]})\b", tip.answer, re.IGNORECASE), tip.id


@every_language
def test_an_answer_is_about_as_long_as_the_english_one(say: Language) -> None:
    for tip in say.tips.values():
        assert len(tip.answer) <= LONGER * len(ENGLISH[tip.number].answer), tip.id


@every_language
def test_an_answer_keeps_every_figure_and_adds_none(say: Language) -> None:
    for tip in say.tips.values():
        told, english = figures(tip.answer), figures(ENGLISH[tip.number].answer)
        # "2 to 5" may be an afternoon: 14 to 17.
        lost = {each for each in english if not {each, each + 12} & told}
        added = {each for each in told if not {each, each - 12} & english}
        assert (lost, added) == (set(), set()), tip.id


@every_language
def test_an_answer_leads_at_least_where_the_english_one_does(say: Language) -> None:
    for tip in say.tips.values():
        assert commands(tip.answer) >= commands(ENGLISH[tip.number].answer), tip.id


def test_german_is_set_and_said_as_german_is() -> None:
    for tip in translated(SAYING["de"]):
        text = " ".join((tip.question, *tip.also, tip.answer))
        assert not re.search(r"[—\"”]", text), tip.id  # – and „…“
        assert text.count("„") == text.count("“"), tip.id
        assert not re.search(r"\w[*:_/]in(?:nen)?\b", text), tip.id
        assert not re.search(r"\d\.\d(?!\d\d)|\d%", text), tip.id  # 1,5 and 29 %
        assert not re.search(r"(?<=[a-zäöüß,] )(?:Sie|Ihnen|Ihre?[nmrs]?)\b", tip.answer), tip.id  # du
