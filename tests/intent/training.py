"""Training of the intent ear: softmax regression over all sentences at once, the same result each time."""

import hashlib
import json
import zlib
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from bot.content import read_content
from messages.language import LANGUAGES
from messages.understand.intent import features
from messages.understand.intent.ear import Weights
from messages.understand.intent.sentence import signs_in
from messages.understand.intent.topics import TOPICS
from messages.understand.question.word_grams import WordGrams
from tests.intent.rows import Row

NOW = datetime(2024, 3, 6, 14, 30, tzinfo=ZoneInfo("Europe/Berlin"))
# How much a sentence counts: those of strangers most, those that our own lists made least.
COUNTS = {
    "heard": 2.0,
    "corpus": 1.5,
    "written": 1.0,
    "two": 0.5,
    "outside": 0.7,
    "tips": 0.4,
    "templates": 0.3,
}
OWN = ("heard", "written", "two")  # sources that are for the ear alone
SHRINK = 5e-5
STEPS = 130  # of accelerated descent
RATE = 6.0
LEAST = 3  # sentences with a sign, or it is left out

Floats = npt.NDArray[np.float32]


class Sheet:
    """The sentences of a language as numbers."""

    def __init__(self, code: str, rows: Sequence[Row]) -> None:
        lexicon = read_content(LANGUAGES).lexicons[code]
        grams = WordGrams(code, lexicon.spelling)
        grams.learn([each.text for each in rows])
        found = [signs_in(each.text, NOW, lexicon) for each in rows]
        counted = Counter(sign for signs in found for sign in signs)
        self.signs = tuple(sorted(each for each in counted if counted[each] >= LEAST))
        known = {name: n for n, name in enumerate(self.signs)}
        self.gram_weights = grams.weights
        meaning_of = lexicon.question_index.meaning_of
        self.told: Floats = np.array(
            [
                features.vector(grams(each.text), signs, known, meaning_of(each.text))
                for each, signs in zip(rows, found, strict=True)
            ]
        )
        self.wanted: Floats = np.array([_shares(each.topics) for each in rows], dtype=np.float32)
        self.counts: Floats = np.array([COUNTS[each.source] for each in rows], dtype=np.float32)

    def learned(self, some: npt.NDArray[np.bool_] | None = None) -> tuple[Floats, Floats]:
        """Matrix and bias from all rows, or from `some`."""
        if some is None:
            return _fitted(self.told, self.wanted, self.counts)
        return _fitted(self.told[some], self.wanted[some], self.counts[some])


def weights_of(rows: Sequence[Row], sheet: Sheet) -> Weights:
    matrix, bias = sheet.learned()
    return Weights(sheet.gram_weights, sheet.signs, matrix, bias, hash_of(rows))


def hash_of(rows: Sequence[Row]) -> str:
    """Another one for other sentences of its own, or topics; a new tip or a line in a corpus is no reason."""
    own = [[each.text, each.topics] for each in rows if each.source in OWN]
    told = json.dumps([TOPICS, own], ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def left_out(rows: Sequence[Row], sheet: Sheet, folds: int) -> Floats:
    """The chances of each row by what was learned without it and all of its line."""
    fold = np.array([zlib.crc32(each.line.encode()) % folds for each in rows])
    found = np.zeros_like(sheet.wanted)
    for n in range(folds):
        matrix, bias = sheet.learned(fold != n)
        found[fold == n] = chances(sheet.told[fold == n] @ matrix + bias)
    return found


def chances(scores: Floats) -> Floats:
    parts = np.exp(scores - scores.max(axis=1, keepdims=True))
    found: Floats = parts / parts.sum(axis=1, keepdims=True)
    return found


def _shares(topics: Sequence[str]) -> list[float]:
    return [(each in topics) / len(topics) for each in TOPICS]


def _fitted(told: Floats, wanted: Floats, counts: Floats) -> tuple[Floats, Floats]:
    """Nesterov's descent on the mean loss."""
    matrix = np.zeros((told.shape[1], wanted.shape[1]), np.float32)
    bias = np.zeros(wanted.shape[1], np.float32)
    ahead, bias_ahead = matrix, bias
    share = (counts / counts.sum())[:, None]
    for step in range(STEPS):
        error = (chances(told @ ahead + bias_ahead) - wanted) * share
        last, last_bias = matrix, bias
        matrix = ahead - np.float32(RATE) * (told.T @ error + np.float32(SHRINK) * ahead)
        bias = bias_ahead - np.float32(RATE) * error.sum(axis=0)
        speed = np.float32(step / (step + 3))
        ahead, bias_ahead = matrix + speed * (matrix - last), bias + speed * (bias - last_bias)
    return matrix, bias
