"""Signs: by what a text is known to be ours, and its best tip to be right. Pure; the same for every tip."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from messages.content.toml_fields import Fields, tables_of
from messages.understand.question.lesson import closest

FILE = Path(__file__).parent / "refusal.toml"

Floats = npt.NDArray[np.float32]

NEAREST = 3
NAMES = (
    "best", "margin", "three best", "all tips", "outside", "nearest way", "nearest ways",
    "nearest outside", "nearest outsides", "methods agree", "letters",
)  # fmt: skip


@dataclass(frozen=True)
class Head:
    """Logistic regression over the signs: below the threshold it says no."""

    weights: Mapping[str, float]
    bias: float
    threshold: float  # log-odds

    def says(self, signs: Floats) -> float:
        """Log-odds above the threshold."""
        return float(signs @ np.array([self.weights[name] for name in NAMES])) + self.bias - self.threshold


def of(scores: Floats, near: Floats, places: npt.NDArray[np.int64], text: str) -> Floats:
    """The signs of a text: by its scores for each class, and how near its meaning is to each known text.

    `places` are those of the tips of the first texts; the other texts are outside the subject.
    """
    tips, ways, others = scores[:-1], near[: len(places)], near[len(places) :]
    best = np.sort(tips)[::-1]
    return np.array(
        [
            best[0],
            best[0] - best[1] if len(best) > 1 else best[0],
            best[:NEAREST].sum(),
            tips.sum(),
            scores[-1],
            closest(ways, 1),
            closest(ways, NEAREST),
            closest(others, 1),
            closest(others, NEAREST),
            places[ways.argmax()] == tips.argmax(),
            np.log(1 + len(text)),
        ],
        dtype=np.float32,
    )


def load(file: Path = FILE) -> dict[str, Head]:
    """The two heads by name: whether a text is ours, and whether its best tip is surely right."""
    return {name: _head(Fields(file, name, entry)) for name, entry in tables_of(file).items()}


def _head(fields: Fields) -> Head:
    weights = dict(zip(NAMES, fields.decimals("weights"), strict=True))
    bias, threshold = fields.decimals("bias_and_threshold")
    fields.nothing_left()
    return Head(weights, bias, threshold)
