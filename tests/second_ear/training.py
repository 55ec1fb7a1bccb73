"""Training of the second ear: a logistic regression on sparse features, always the same result."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from messages.understand.red_flags.second_ear.weights import CLASSES, STEP, written

TIMES = 40  # passes over all sentences
BATCH = 256
RATE = 0.1  # of a step, divided by the root of the squared gradients so far
GENTLE = 10.0  # gradients are means over a batch of rare features; this makes up for it
SHRINK = 1e-4  # of each weight at each step
LEAST = 2  # sentences with a feature, or it is left out
MOST = 127  # units of a stored weight, which fits into a byte


@dataclass(frozen=True)
class Lesson:
    """One sentence to learn: its features, its class, and how much it counts."""

    features: Sequence[int]
    level: str
    weight: float = 1.0


def learnt(lessons: Sequence[Lesson]) -> bytes:
    """The file of weights that fits the lessons."""
    counted = Counter(each for lesson in lessons for each in lesson.features)
    known = sorted(each for each, times in counted.items() if times >= LEAST)
    places = {each: n for n, each in enumerate(known)}
    rows = [np.array([places[each] for each in lesson.features if each in places]) for lesson in lessons]
    kept = [n for n, row in enumerate(rows) if len(row)]
    weights, bias = _fit(
        [rows[n] for n in kept],
        np.array([CLASSES.index(lessons[n].level) for n in kept]),
        np.array([lessons[n].weight for n in kept], np.float32),
        len(known),
    )
    units = np.clip(np.rint(weights / STEP), -MOST, MOST).astype(int)
    heard = units.any(axis=1)
    return written(
        [each for each, is_heard in zip(known, heard, strict=True) if is_heard],
        units[heard].ravel().tolist(),
        [round(float(each), 4) for each in bias],
    )


def _fit(
    rows: Sequence[NDArray[np.int64]], levels: NDArray[np.int64], counts: NDArray[np.float32], size: int
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Weights and bias by adaptive gradient descent; `random` is seeded, so they are the same each time."""
    random, width = np.random.default_rng(0), len(CLASSES)
    weights = np.zeros((size, width), np.float32)
    squares = np.full((size, width), 1e-2, np.float32)
    bias = np.zeros(width, np.float32)
    wanted = np.eye(width, dtype=np.float32)[levels]
    for _ in range(TIMES):
        order = random.permutation(len(rows))
        for begin in range(0, len(rows), BATCH):
            some = order[begin : begin + BATCH]
            chosen = [rows[n] for n in some]
            scale = np.array([1 / np.sqrt(len(row)) for row in chosen], np.float32)[:, None]
            error = (_chances(weights, bias, chosen, scale) - wanted[some]) * counts[some, None]
            bias -= 0.5 * error.mean(0)
            touched, gradient = _gradient(chosen, (error * scale * GENTLE / len(some)).astype(np.float32))
            gradient += SHRINK * weights[touched]
            squares[touched] += gradient**2
            weights[touched] -= RATE * gradient / np.sqrt(squares[touched])
    return weights, bias


def _chances(
    weights: NDArray[np.float32],
    bias: NDArray[np.float32],
    rows: Sequence[NDArray[np.int64]],
    scale: NDArray[np.float32],
) -> NDArray[np.float32]:
    begins = np.concatenate([[0], np.cumsum([len(row) for row in rows])[:-1]])
    scores = np.add.reduceat(weights[np.concatenate(rows)], begins) * scale + bias
    parts = np.exp(scores - scores.max(1, keepdims=True))
    chances: NDArray[np.float32] = parts / parts.sum(1, keepdims=True)
    return chances


def _gradient(
    rows: Sequence[NDArray[np.int64]], errors: NDArray[np.float32]
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """The features of these rows, and the sum of the errors of the rows with each."""
    of_row = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    touched, places = np.unique(np.concatenate(rows), return_inverse=True)
    columns = [np.bincount(places, column[of_row], len(touched)) for column in errors.T]
    return touched, np.stack(columns, axis=1).astype(np.float32)
