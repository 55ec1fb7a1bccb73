"""Intent ear: how likely each topic is for a sentence, learned from sentences; it sets nothing.

Learned by `python -m tests.intent`, kept as bytes beside a hash of the sentences that it was learned from.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from messages.understand.intent import features
from messages.understand.intent.topics import TOPICS
from messages.understand.question.byte_matrix import ByteMatrix
from messages.understand.question.word_grams import WordGrams
from messages.understand.text.spelling import Spelling

FOLDER = Path(__file__).parent / "weights"
BYTES = 127

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Weights:
    """What was learned of one language: a row for each feature, a column for each topic."""

    gram_weights: Floats  # 2 × buckets: the rarer, the heavier
    signs: tuple[str, ...]
    matrix: Floats | ByteMatrix
    bias: Floats
    texts: str  # hash of the sentences


@dataclass(frozen=True)
class Guess:
    """The chance of each topic; together 1."""

    chances: Mapping[str, float]

    def of(self, topics: Sequence[str]) -> float:
        return sum(self.chances[each] for each in topics)

    def best(self, least: float) -> list[str]:
        """The topics of at least this chance, likeliest first."""
        found = [each for each in self.chances if self.chances[each] >= least]
        return sorted(found, key=lambda each: -self.chances[each])


class Ear:
    """The ear for one language; a sentence takes about half a millisecond, beside its meaning and marks."""

    def __init__(self, code: str, spelling: Spelling, weights: Weights) -> None:
        self._grams = WordGrams(code, spelling, weights.gram_weights)
        self._known = {name: n for n, name in enumerate(weights.signs)}
        self._weights = weights

    def __call__(self, text: str, signs: Sequence[str], meaning: Floats) -> Guess:
        """The chances of a sentence, by its letters, the signs in it and its meaning."""
        told = features.vector(self._grams(text), signs, self._known, meaning)
        used = np.flatnonzero(told)
        scores = told[used] @ self._weights.matrix[used] + self._weights.bias
        parts = np.exp(scores - scores.max())
        chances = (parts / parts.sum()).tolist()
        return Guess(dict(zip(TOPICS, chances, strict=True)))


@cache
def load(code: str, folder: Path = FOLDER) -> Weights | None:
    """The weights of a language; None where it has none."""
    file = folder / f"{code}.npz"
    if not file.exists():
        return None
    with np.load(file, allow_pickle=False) as found:
        if tuple(found["topics"]) != TOPICS:
            return None  # of another version: rather no ear than a wrong one
        return Weights(
            found["gram_weights"].astype(np.float32),
            tuple(map(str, found["signs"])),
            ByteMatrix(found["matrix"], found["scale"]),
            found["bias"],
            str(found["texts"]),
        )


def keep(code: str, weights: Weights, folder: Path = FOLDER) -> None:
    """Write the weights in bytes, with a scale for each topic."""
    folder.mkdir(exist_ok=True)
    matrix = np.asarray(weights.matrix)
    scale = (np.maximum(np.abs(matrix).max(axis=0), 1e-9) / BYTES).astype(np.float32)
    np.savez_compressed(
        folder / f"{code}.npz",
        allow_pickle=False,
        topics=np.array(TOPICS),
        signs=np.array(weights.signs),
        gram_weights=weights.gram_weights.astype(np.float16),
        matrix=np.round(matrix / scale).astype(np.int8),
        scale=scale,
        bias=weights.bias.astype(np.float32),
        texts=np.array(weights.texts),
    )
