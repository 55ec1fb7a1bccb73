"""Weights of the second ear: one file a language, made by `python -m tests.second_ear`."""

import json
import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from math import exp, sqrt
from pathlib import Path

from messages.content.toml_fields import BadData

FOLDER = Path(__file__).parent / "weights"
CLASSES = ("none", "A", "B", "C", "E", "P")
STEP = 1 / 16  # one unit of a stored weight
NUMBER_BYTES = 4


@dataclass(frozen=True)
class Weights:
    """For each known feature, one weight a class."""

    known: "array[int]"  # in ascending order
    weights: "array[int]"  # one row of len(CLASSES) a feature, in units of STEP
    bias: tuple[float, ...]

    def chances(self, features: Iterable[int]) -> Mapping[str, float]:
        """The probability of each class; they add up to 1."""
        rows = [n for each in features if (n := self._place(each)) is not None]
        scores = list(self.bias)
        if rows:
            scale, width = STEP / sqrt(len(rows)), len(CLASSES)
            for n in range(width):
                scores[n] += scale * sum(self.weights[row * width + n] for row in rows)
        highest = max(scores)
        parts = [exp(each - highest) for each in scores]
        return {name: part / sum(parts) for name, part in zip(CLASSES, parts, strict=True)}

    def _place(self, feature: int) -> int | None:
        n = bisect_left(self.known, feature)
        return n if n < len(self.known) and self.known[n] == feature else None


@cache
def load(folder: Path = FOLDER) -> dict[str, Weights]:
    """Weights by language code; raises `BadData` for a file that is not one."""
    return {file.stem: read(file.read_bytes(), file.name) for file in sorted(folder.glob("*.bin"))}


def written(known: list[int], weights: list[int], bias: list[float]) -> bytes:
    """The bytes of a file: a line of JSON, the features, their weights."""
    head = json.dumps({"classes": CLASSES, "features": len(known), "bias": bias}).encode()
    return head + b"\n" + _turned(array("I", known)).tobytes() + array("b", weights).tobytes()


def read(written_bytes: bytes, name: str) -> Weights:
    """The weights in the bytes of a file; `name` is for the complaint."""
    try:
        head, _, rest = written_bytes.partition(b"\n")
        told = json.loads(head)
        size, bias = int(told["features"]), tuple(map(float, told["bias"]))
        known, weights = array("I"), array("b")
        known.frombytes(rest[: size * NUMBER_BYTES])
        weights.frombytes(rest[size * NUMBER_BYTES :])
    except (ValueError, KeyError, TypeError) as error:
        raise BadData(f"{name}: no weights of the second ear: {error}") from error
    if tuple(told["classes"]) != CLASSES or len(known) != size or len(weights) != size * len(CLASSES):
        raise BadData(f"{name}: its length is not that of its features and classes")
    return Weights(_turned(known), weights, bias)


def _turned(numbers: "array[int]") -> "array[int]":
    """Files are little-endian."""
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
