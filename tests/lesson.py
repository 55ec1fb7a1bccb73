"""Learns the search's lessons and its two decisions, and keeps them: `python -m tests.lesson`.

With `OPENBLAS_NUM_THREADS=1` it takes half a minute, else several. To be called whenever a way to ask, a text
in `outside.toml` or the encoder has changed. The two heads learn from our own texts, each left out in turn,
and from every other question of `tests/understand/*/question.toml`; the other half and
`tests/understand/held_out` judge.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from messages.content import movements
from messages.language import LANGUAGES, Language
from messages.understand.question import lesson, sentence_encoder, signs
from messages.understand.question.question_index import QuestionIndex, texts_of, verbatim
from messages.understand.question.signs import NAMES, Head
from messages.understand.question.slips import Slips
from messages.understand.question.word_grams import WordGrams
from tests.lexicons import lexicon_of
from tests.understand import corpus

ASKED_WEIGHT = 6.0  # of a question that somebody else wrote, against one of our own texts
OUTSIDE_SILENT = 0.90  # share of our outside texts, each left out, that are silent: of fresh ones it is more
WRONG_AND_SURE = 0.03  # share of the questions, each left out of nothing, that may be answered wrongly
SHRINKING = 1.0  # how much large weights cost
STEPS = 30  # of Newton's method

Floats = npt.NDArray[np.float32]
Many = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Examples:
    """Signs of texts, whether each is ours, whether its best tip is right, and how much it counts."""

    signs: Many
    ours: Many
    right: Many
    weights: Many


def main() -> None:
    learned = [_of_language(code) for code in corpus.CODES]
    own, asked = [each[0] for each in learned], [each[1] for each in learned]
    heads = _heads(_joined(own), _joined(asked))
    signs.FILE.write_text(_written(heads), encoding="utf-8")
    sys.stdout.write(_written(heads))


def own_texts(code: str) -> list[str]:
    """Everything written down for the search of a language."""
    say = Language(LANGUAGES / code, movements.load())
    ways = [text for tip in say.tips.values() for text in (tip.question, *tip.also, tip.answer)]
    return [*ways, *lesson.outside(LANGUAGES / code / "outside.toml")]


def _of_language(code: str) -> tuple[Examples, Examples]:
    say = Language(LANGUAGES / code, movements.load())
    lexicon = lexicon_of(say)
    texts, encoder = texts_of(say.tips, lexicon.outside), sentence_encoder.load()
    grams = WordGrams(code, lexicon.spelling)
    learned = lesson.learn(texts, grams, encoder)
    lesson.keep(code, texts, learned.lesson)
    none = Head(dict.fromkeys(NAMES, 0.0), 0.0, 0.0)
    index = QuestionIndex(
        say.tips, verbatim(say.tips, lexicon.spelling), learned.lesson, (grams, encoder, lexicon.spelling),
        Slips(code, [*texts.ways, *texts.outside], lexicon.spelling), {"ours": none, "right": none},
    )  # fmt: skip
    asked = list(corpus.questions(code).items())[::2]
    return _own(texts, learned), _asked(index, asked)


def _own(texts: lesson.Texts, learned: lesson.Learned) -> Examples:
    """Our own texts, each judged by what was learned from the others."""
    near = learned.lesson.meanings @ learned.lesson.meanings.T
    np.fill_diagonal(near, 0)
    places = np.array(texts.places)
    every = [*texts.ways, *texts.outside]
    told = [signs.of(learned.left_out[n], near[n], places, text) for n, text in enumerate(every)]
    ours = np.arange(len(every)) < len(places)
    best = learned.left_out[:, :-1].argmax(axis=1)
    right = [n < len(places) and best[n] == places[n] for n in range(len(every))]
    weights = np.where(ours, 1.0, len(places) / len(texts.outside))
    return Examples(np.array(told, float), ours.astype(float), np.array(right, float), weights)


def _asked(index: QuestionIndex, asked: Sequence[tuple[str, tuple[str, ...]]]) -> Examples:
    told = np.array([index.measured(text)[1] for text, _ in asked], float)
    ours = np.array([bool(tips) for _, tips in asked], float)
    right = np.array([index.ranked(text)[0].id in tips for text, tips in asked], float)
    return Examples(told, ours, right, np.full(len(asked), ASKED_WEIGHT))


def _joined(some: Sequence[Examples]) -> Examples:
    names = Examples.__annotations__
    return Examples(*(np.concatenate([getattr(each, name) for each in some]) for name in names))


def _heads(own: Examples, asked: Examples) -> dict[str, Head]:
    every = _joined([own, asked])
    weights, bias = _fitted(every.signs, every.ours, every.weights)
    outside = own.signs[own.ours == 0] @ weights + bias
    ours = Head(_named(weights), bias, float(np.quantile(outside, OUTSIDE_SILENT)))
    is_ours = every.ours == 1
    weights, bias = _fitted(every.signs[is_ours], every.right[is_ours], every.weights[is_ours])
    return {"ours": ours, "right": Head(_named(weights), bias, _sure(asked, ours, weights, bias))}


def _sure(asked: Examples, ours: Head, weights: Many, bias: float) -> float:
    """The lowest threshold at which few enough questions have a wrong answer."""
    shown = np.array([ours.says(each.astype(np.float32)) >= 0 for each in asked.signs]) & (asked.ours == 1)
    surest = asked.signs @ weights + bias
    wrong = np.sort(surest[shown & (asked.right == 0)])[::-1]
    allowed = int(WRONG_AND_SURE * asked.ours.sum())
    return float(wrong[allowed]) + 1e-6 if len(wrong) > allowed else 0.0


def _fitted(features: Many, is_so: Many, counts: Many) -> tuple[Many, float]:
    """Logistic regression on standardised features, as weights and bias of the plain ones."""
    mean, deviation = features.mean(axis=0), features.std(axis=0) + 1e-9
    standard = np.column_stack([(features - mean) / deviation, np.ones(len(features))])
    found = np.zeros(standard.shape[1])
    shrink = SHRINKING * np.append(np.ones(features.shape[1]), 0)
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-standard @ found))
        slope = standard.T @ (counts * (chance - is_so)) + shrink * found
        bend = (standard * (counts * chance * (1 - chance))[:, None]).T @ standard + np.diag(shrink + 1e-9)
        found -= np.linalg.solve(bend, slope)
    weights = found[:-1] / deviation
    return weights, float(found[-1] - weights @ mean)


def _named(weights: Many) -> dict[str, float]:
    return {name: round(float(weight), 4) for name, weight in zip(NAMES, weights, strict=True)}


def _written(heads: dict[str, Head]) -> str:
    lines = [
        "# Two decisions of the search, by `python -m tests.lesson`: log-odds = weights · signs + bias.",
        f"# Signs, in this order: {', '.join(NAMES)}.",
    ]
    for name, head in heads.items():
        weights = ", ".join(str(each) for each in head.weights.values())
        lines += ["", f"[{name}]", f"weights = [{weights}]"]
        lines += [f"bias_and_threshold = [{head.bias:.4f}, {head.threshold:.4f}]"]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
