"""Lessons: what is learned from a handful of texts, by new tips as by old ones, and how it is kept."""

from pathlib import Path

import numpy as np
import pytest

from messages.content.toml_fields import BadData
from messages.understand.question import lesson, sentence_encoder, signs
from messages.understand.question.lesson import Texts
from messages.understand.question.sentence_encoder import PIECES_READ
from messages.understand.question.word_grams import WordGrams
from messages.understand.text.spelling import PLAIN

WAYS = ("where is the purple chair", "purple chairs", "how tall are green stairs", "stairs in green")
TEXTS = Texts(WAYS, (0, 0, 1, 1), ("it rains", "who won the match"))


@pytest.fixture(scope="module")
def learned() -> lesson.Learned:
    return lesson.learn(TEXTS, WordGrams("en", PLAIN), sentence_encoder.load())


def scores(what: lesson.Lesson, text: str) -> list[float]:
    grams = WordGrams("en", PLAIN, what.gram_weights)(text)
    told = grams @ what.by_gram + (sentence_encoder.load()(text) @ what.axes) @ what.by_meaning
    return [float(each) for each in told]


@pytest.mark.parametrize(("text", "best"), [("a purpel chair", 0), ("climbing stairs", 1), ("rain", 2)])
def test_a_text_is_nearest_to_the_class_of_its_words(learned: lesson.Learned, text: str, best: int) -> None:
    assert int(np.argmax(scores(learned.lesson, text))) == best


def test_a_lesson_is_kept_for_its_own_texts_alone(learned: lesson.Learned, tmp_path: Path) -> None:
    lesson.keep("en", TEXTS, learned.lesson, tmp_path)
    again = lesson.kept("en", TEXTS, tmp_path)
    assert again is not None
    assert scores(again, WAYS[0]) == pytest.approx(scores(learned.lesson, WAYS[0]), abs=0.05)
    assert lesson.kept("en", Texts(WAYS, (0, 0, 1, 1), ("it snows",)), tmp_path) is None
    assert lesson.kept("de", TEXTS, tmp_path) is None


def test_what_is_said_of_a_text_that_is_left_out_was_not_learned_from_it(learned: lesson.Learned) -> None:
    """By hand: the same without that text."""
    rest = Texts(WAYS[:3], (0, 0, 1), TEXTS.outside)
    axes = learned.lesson.axes
    without = lesson.learn(rest, WordGrams("en", PLAIN), sentence_encoder.load()).lesson
    assert axes.shape[0] == without.axes.shape[0]
    assert learned.left_out[3].argmax() == np.argmax(scores(without, WAYS[3]))


def test_a_text_that_stands_twice_is_told(tmp_path: Path) -> None:
    file = tmp_path / "outside.toml"
    file.write_text('[a]\nsays = ["it rains"]\n[b]\nsays = ["it rains"]\n', encoding="utf-8")
    with pytest.raises(BadData, match=r"outside.toml: 'it rains' stands there twice"):
        lesson.outside(file)
    file.write_text('[a]\nsaid = ["it rains"]\n', encoding="utf-8")
    with pytest.raises(BadData, match=r"outside.toml: \[a\] says is missing"):
        lesson.outside(file)


def test_a_head_says_how_far_above_its_threshold_it_is() -> None:
    head = signs.Head(dict.fromkeys(signs.NAMES, 0.5), 1.0, 2.0)
    assert head.says(np.ones(len(signs.NAMES), dtype=np.float32)) == pytest.approx(len(signs.NAMES) / 2 - 1)


def test_both_heads_are_there() -> None:
    assert set(signs.load()) == {"ours", "right"}


@pytest.mark.parametrize("text", ["", " ", "🙂", "\x00", "߷" * 400, "psoas " * 200])
def test_a_sentence_vector_has_length_one_and_the_longest_text_an_end(text: str) -> None:
    encoder = sentence_encoder.load()
    assert len(encoder.pieces(text)) <= PIECES_READ + 2
    assert float(np.linalg.norm(encoder(text))) == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize(
    ("one", "other", "third"),
    [
        ("how do I sit", "what is the right way to sit", "who won the match"),
        ("mein Rücken schmerzt", "my back hurts", "I bought a chair"),
    ],
)
def test_what_means_the_same_is_nearer(one: str, other: str, third: str) -> None:
    first, second, last = map(sentence_encoder.load(), (one, other, third))
    assert first @ second > first @ last + 0.2
