"""Sentence encoder: a text as a vector that is near those of texts that mean the same, in several languages.

A small copy of Google's Universal Sentence Encoder (see `encoder/NOTICE.md`), made by
`python -m tests.encoder`: pieces of words, windows of two, three and five of them, and a few dense layers.
What it says only ranks tips or refuses to show one.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

FOLDER = Path(__file__).parent / "encoder"
FILE = FOLDER / "weights.npz"

PIECES_READ = 40  # of a text; the rest is ignored, so that the longest takes a few milliseconds
LETTERS_READ = 300
LONGEST_PIECE = 16  # letters
ORDERS = ((2, 0), (3, 1), (5, 2))  # size of a window, and how far left of its piece it begins
UNKNOWN, BEGIN, END = 0, 1, 2  # pieces that are no letters
UNKNOWN_SCORE = -25.0  # log-probability of a letter that is no piece
WORD_BEGINS = "▁"
TINY = 1e-12
MOST_IN_HALF = 7  # a number of the table is half a byte: 0 to 14, for -7 to 7

Floats = npt.NDArray[np.float32]
Bytes = npt.NDArray[np.uint8]
Weights = Mapping[str, Floats]

_BLANKS = re.compile(r"\s+")


class SentenceEncoder:
    """The encoder, read once; a sentence takes about a millisecond."""

    def __init__(self, pieces: Mapping[str, int], scores: Floats, table: Bytes, weights: Weights) -> None:
        self._pieces = pieces
        self._table = table  # a row for each piece, two numbers in a byte
        self._scores = scores.tolist()
        self._weights = weights

    def __call__(self, text: str) -> Floats:
        """The vector of the text, of length 1."""
        return self._tower(self._windows(self._embedded(self.pieces(text))))

    def pieces(self, text: str) -> list[int]:
        """The likeliest parting of the text into known pieces (Viterbi)."""
        letters = _normal(text)
        best = [0.0, *[-np.inf] * len(letters)]
        came = [(0, UNKNOWN)] * (len(letters) + 1)
        for begin in range(len(letters)):
            for end in range(begin + 1, min(begin + LONGEST_PIECE, len(letters)) + 1):
                piece = self._pieces.get(letters[begin:end])
                if piece is None and end > begin + 1:
                    continue
                score = best[begin] + (UNKNOWN_SCORE if piece is None else self._scores[piece])
                if score > best[end]:
                    best[end], came[end] = score, (begin, UNKNOWN if piece is None else piece)
        found, at = [END], len(letters)
        while at:
            at, piece = came[at]
            found.append(piece)
        return [BEGIN, *found[:0:-1][:PIECES_READ], END]

    def _embedded(self, pieces: list[int]) -> Floats:
        told = self._weights
        packed = self._table[pieces]
        steps = np.stack([packed >> 4, packed & 15], axis=2).reshape(len(pieces), -1).astype(np.float32)
        rows: Floats = (steps - MOST_IN_HALF) * told["table_scale"][pieces][:, None] + told["table_mean"]
        return rows

    def _windows(self, embedded: Floats) -> Floats:
        """The pieces beside what two layers over their windows make of them, summed up."""
        told = self._weights
        entered = _evened(embedded @ told["enter"] + told["enter_bias"])
        entered = entered * told["enter_gain"] + told["enter_shift"]
        features = [embedded]
        for (size, left), own in zip(ORDERS, np.split(entered, len(ORDERS), axis=1), strict=True):
            for layer in ("first", "second"):
                seen = _in_windows(own, size, left) @ told[f"{layer}{size}"] + told[f"{layer}{size}_bias"]
                own = np.maximum(seen, 0) + own
            features.append(own)
        evened = _evened(np.concatenate(features, axis=1)) * told["leave_gain"] + told["leave_shift"]
        count = np.float32(len(embedded))
        summed: Floats = (evened.sum(axis=0) @ told["leave"] + count * told["leave_bias"]) / np.sqrt(count)
        return summed

    def _tower(self, summed: Floats) -> Floats:
        told = self._weights
        first = np.maximum(summed @ told["skip1"] + np.maximum(summed @ told["deep0"], 0) @ told["deep1"], 0)
        last = np.tanh(first @ told["skip3"] + np.maximum(first @ told["deep2"], 0) @ told["deep3"])
        return unit(last)


@cache
def load(file: Path = FILE) -> SentenceEncoder:
    """The encoder from its file; matrices are kept there in bytes, with a scale for each column."""
    with np.load(file, allow_pickle=False) as kept:
        found = {name: kept[name] for name in kept.files}
    pieces = {piece: n for n, piece in enumerate(found.pop("pieces").tobytes().decode().split("\n"))}
    scores = found.pop("scores").astype(np.float32)
    table = found.pop("table")
    weights = {name: _restored(name, found) for name in found if not name.endswith("/scale")}
    return SentenceEncoder(pieces, scores, table, weights)


def unit(vector: Floats) -> Floats:
    """The vector at length 1; nothing stays nothing."""
    length = float(np.sqrt(vector @ vector))
    return vector / np.float32(length) if length else vector


def _restored(name: str, kept: Mapping[str, npt.NDArray[np.generic]]) -> Floats:
    full, scale = kept[name].astype(np.float32), kept.get(f"{name}/scale")
    return full if scale is None else full * scale.astype(np.float32)


def _normal(text: str) -> str:
    """Small letters in compatibility form, with the mark of a beginning word for each blank."""
    plain = unicodedata.normalize("NFKC", text[:LETTERS_READ].replace("’", "'")).lower().strip()
    return WORD_BEGINS + _BLANKS.sub(WORD_BEGINS, plain) if plain else ""


def _in_windows(rows: Floats, size: int, left: int) -> Floats:
    """Each row with its neighbours beside it; beyond the ends are zeros."""
    count, width = rows.shape
    windows = np.zeros((count, size, width), dtype=np.float32)
    for n in range(size):
        ahead = n - left  # the neighbour's place beside the row
        windows[max(-ahead, 0) : count - max(ahead, 0), n] = rows[max(ahead, 0) : count + min(ahead, 0)]
    return windows.reshape(count, size * width)


def _evened(rows: Floats) -> Floats:
    """Every row with mean 0 and deviation 1."""
    centred = rows - rows.mean(axis=1, keepdims=True)
    evened: Floats = centred / np.sqrt((centred * centred).mean(axis=1, keepdims=True) + np.float32(TINY))
    return evened
