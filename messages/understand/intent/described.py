"""Described movements: which of ours somebody means who describes it: "the one with your legs on a chair".

Ridge regression from letters, words and meaning of what is written about a movement to that movement. It is
learned beforehand (`python -m tests.intent`) and kept beside the texts' hash; of new texts anew at start.
"""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from messages.content.movement_words import MovementWords
from messages.understand.question.byte_matrix import ByteMatrix
from messages.understand.question.word_grams import WordGrams
from messages.understand.text.spelling import Spelling

FOLDER = Path(__file__).parent / "weights"

CAUTION = 1.5  # ridge
MEANING_WEIGHT = 1.5  # against letters and words, which weigh 1
NAMES = 6  # short names of a movement that are learned
BYTES = 127

Floats = npt.NDArray[np.float32]
Encoder = Callable[[str], Floats]


@dataclass(frozen=True)
class Texts:
    """What is written about our movements: (movement, text)."""

    rows: tuple[tuple[str, str], ...]

    @property
    def movements(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(movement for movement, _ in self.rows))

    @property
    def hash(self) -> str:
        return hashlib.sha256(json.dumps(self.rows, ensure_ascii=False).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Described:
    """A movement that a text may describe; near 1 it is that one, below a quarter it is hardly any."""

    movement: str
    score: float


class Describer:
    """Our movements by what is said of them, in one language."""

    def __init__(self, movements: Sequence[str], grams: WordGrams, matrix: Floats | ByteMatrix) -> None:
        self._movements, self.grams, self.matrix = tuple(movements), grams, matrix

    def __call__(self, text: str, meaning: Floats) -> list[Described]:
        """All movements, the likeliest first."""
        told = _vector(self.grams(text), meaning)
        used = np.flatnonzero(told)
        scores = told[used] @ self.matrix[used]
        order = np.argsort(-scores, kind="stable")
        return [Described(self._movements[n], float(scores[n])) for n in order]


def texts_of(movements: Mapping[str, MovementWords], names: Mapping[str, Sequence[str]]) -> Texts:
    """Name, short names, lines and steps of each movement, the steps whole and in pairs."""
    rows: list[tuple[str, str]] = []
    for movement, words in movements.items():
        steps = [" ".join(words.do[n : n + 2]) for n in range(len(words.do) - 1)]
        about = f"{words.name} {' '.join(words.do[:2])}"
        told = [words.name, " ".join(words.do), about, *words.lines, *names.get(movement, ())[:NAMES], *steps]
        rows += ((movement, text) for text in dict.fromkeys(told))
    return Texts(tuple(rows))


def learned(code: str, texts: Texts, spelling: Spelling, encoder: Encoder) -> Describer:
    """Takes a second or two."""
    every = [text for _, text in texts.rows]
    grams = WordGrams(code, spelling)
    grams.learn(every)
    told = np.array([_vector(grams(text), encoder(text)) for text in every])
    places = {movement: n for n, movement in enumerate(texts.movements)}
    wanted = np.zeros((len(every), len(places)), dtype=np.float32)
    wanted[np.arange(len(every)), [places[movement] for movement, _ in texts.rows]] = 1
    solved = np.linalg.solve(told @ told.T + CAUTION * np.eye(len(every), dtype=np.float32), wanted)
    return Describer(texts.movements, grams, (told.T @ solved).astype(np.float32))


def is_kept(code: str, texts: Texts, folder: Path = FOLDER) -> bool:
    file = folder / f"{code}-movements.npz"
    if not file.exists():
        return False
    with np.load(file, allow_pickle=False) as found:
        return str(found["texts"]) == texts.hash


def made(code: str, texts: Texts, spelling: Spelling, encoder: Encoder, folder: Path = FOLDER) -> Describer:
    """As it was kept from just these texts, or else learned."""
    if not is_kept(code, texts, folder):
        return learned(code, texts, spelling, encoder)
    with np.load(folder / f"{code}-movements.npz", allow_pickle=False) as found:
        grams = WordGrams(code, spelling, found["gram_weights"].astype(np.float32))
        return Describer(texts.movements, grams, ByteMatrix(found["matrix"], found["scale"]))


def keep(code: str, texts: Texts, describer: Describer, folder: Path = FOLDER) -> None:
    """Write it in bytes, with a scale for each movement."""
    folder.mkdir(exist_ok=True)
    matrix = np.asarray(describer.matrix)
    scale = (np.maximum(np.abs(matrix).max(axis=0), 1e-9) / BYTES).astype(np.float32)
    np.savez_compressed(
        folder / f"{code}-movements.npz",
        allow_pickle=False,
        gram_weights=describer.grams.weights.astype(np.float16),
        matrix=np.round(matrix / scale).astype(np.int8),
        scale=scale,
        texts=np.array(texts.hash),
    )


def _vector(grams: Floats, meaning: Floats) -> Floats:
    length = np.float32(np.linalg.norm(grams) or 1)
    return np.concatenate([grams / length, meaning * np.float32(MEANING_WEIGHT)])
