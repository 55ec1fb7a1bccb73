"""Lesson: what the search learns from the ways to ask our tips and from texts beside the subject. Pure.

It is learned beforehand (`python -m tests.lesson`) and kept beside the texts' hash; where texts have changed
since, it is learned anew at start, which takes some seconds. No step knows a tip by its name, so new ones do.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from messages.content.toml_fields import BadData, Fields, tables_of
from messages.understand.question.byte_matrix import ByteMatrix
from messages.understand.question.word_grams import WordGrams

FOLDER = Path(__file__).parent / "lessons"

WIDTH = 160  # numbers kept of a sentence vector's 512: its principal axes in our texts
CAUTION = 1.5  # ridge: how much less is believed of a rare feature
BYTES = 127
BY_GRAM = "by_gram"  # the largest matrix, of which a text needs a few rows

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]
Encoder = Callable[[str], Floats]


@dataclass(frozen=True)
class Texts:
    """Ways to ask, with the place of their tip among the tips, and texts that no tip answers."""

    ways: tuple[str, ...]
    places: tuple[int, ...]
    outside: tuple[str, ...]

    @property
    def hash(self) -> str:
        told = json.dumps([self.ways, self.places, self.outside], ensure_ascii=False)
        return hashlib.sha256(told.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Lesson:
    """Matrices of one language. The last class is "outside"; the others are the tips in their order."""

    gram_weights: Floats  # 2 × buckets
    axes: Floats  # sentence vector → principal axes
    by_gram: Floats | ByteMatrix  # buckets → classes
    by_meaning: Floats  # principal axes → classes
    meanings: Floats  # of each text, the ways first; of length 1


@dataclass(frozen=True)
class Learned:
    """A lesson and what it says of each of its own texts when that one is left out."""

    lesson: Lesson
    left_out: Floats  # texts × classes


def learn(texts: Texts, grams: WordGrams, encoder: Encoder) -> Learned:
    """Ridge regression from the features of a text to its class."""
    every = [*texts.ways, *texts.outside]
    grams.learn(every)
    vectors = np.array([encoder(text) for text in every])
    axes = _principal(vectors)
    meanings = vectors @ axes
    features = np.concatenate([np.array([grams(text) for text in every]), meanings], axis=1)
    classes = _classes(texts)
    # In the dual: there are fewer texts than features.
    inverse = np.linalg.inv(features @ features.T + CAUTION * np.eye(len(every), dtype=np.float32))
    solved = inverse @ classes
    left_out = classes - solved / np.diag(inverse)[:, None]
    weights = features.T @ solved
    lengths = np.linalg.norm(meanings, axis=1, keepdims=True)
    split = len(weights) - len(axes.T)
    lesson = Lesson(
        grams.weights, axes, weights[:split], weights[split:], meanings / np.maximum(lengths, 1e-6)
    )
    return Learned(lesson, left_out)


def outside(file: Path) -> tuple[str, ...]:
    """Texts that no tip answers; raises `BadData` for a wrong entry or one that stands twice."""
    found: list[str] = []
    for name, entry in tables_of(file).items():
        fields = Fields(file, name, entry)
        found += fields.several("says")
        fields.nothing_left()
    twice = next((each for n, each in enumerate(found) if each in found[:n]), None)
    if twice is not None:
        raise BadData(f"{file.name}: {twice!r} stands there twice")
    return tuple(found)


def is_kept(code: str, texts: Texts, folder: Path = FOLDER) -> bool:
    """Whether there is a lesson from just these texts; it is not read for that."""
    file = folder / f"{code}.npz"
    if not file.exists():
        return False
    with np.load(file, allow_pickle=False) as found:
        return str(found["texts"]) == texts.hash


def kept(code: str, texts: Texts, folder: Path = FOLDER) -> Lesson | None:
    """The lesson that was learned beforehand from just these texts."""
    if not is_kept(code, texts, folder):
        return None
    with np.load(folder / f"{code}.npz", allow_pickle=False) as found:
        whole = {
            name: _restored(found[name], found[f"{name}/scale"])
            for name in Lesson.__annotations__
            if name != BY_GRAM
        }
        return Lesson(**whole, by_gram=ByteMatrix(found[BY_GRAM], found[f"{BY_GRAM}/scale"]))


def keep(code: str, texts: Texts, lesson: Lesson, folder: Path = FOLDER) -> None:
    """Write the lesson in bytes, with a scale for each column."""
    folder.mkdir(exist_ok=True)
    written: dict[str, npt.NDArray[np.generic]] = {"texts": np.array(texts.hash)}
    for name in Lesson.__annotations__:
        matrix: Floats = np.asarray(getattr(lesson, name))
        scale = np.maximum(np.abs(matrix).max(axis=0), 1e-9) / BYTES
        written |= {name: np.round(matrix / scale).astype(np.int8), f"{name}/scale": scale.astype(np.float32)}
    np.savez_compressed(folder / f"{code}.npz", allow_pickle=False, **written)


def _restored(matrix: npt.NDArray[np.int8], scale: Floats) -> Floats:
    return matrix.astype(np.float32) * scale


def _principal(vectors: Floats) -> Floats:
    centred = vectors - vectors.mean(axis=0)
    _, axes = np.linalg.eigh(centred.T @ centred)
    found: Floats = axes[:, ::-1][:, :WIDTH].astype(np.float32)
    return found


def _classes(texts: Texts) -> Floats:
    tips = max(texts.places, default=-1) + 1
    classes = np.zeros((len(texts.ways) + len(texts.outside), tips + 1), dtype=np.float32)
    classes[np.arange(len(texts.ways)), list(texts.places)] = 1
    classes[len(texts.ways) :, tips] = 1
    return classes


def closest(near: Floats, count: int) -> float:
    """The mean of the `count` nearest."""
    most = min(count, len(near))
    return float(np.partition(near, -most)[-most:].mean()) if most else 0.0
