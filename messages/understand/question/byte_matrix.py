"""Byte matrix: weights in a byte each, with a scale for each column; rows become numbers on demand.

A sentence uses a few hundred of thousands of rows, so whole matrices of numbers would mostly lie idle.
"""

from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]


class ByteMatrix:
    """`matrix[rows]` are these rows as numbers; as an array it is all of them."""

    def __init__(self, kept: npt.NDArray[np.int8], scale: Floats) -> None:
        self._kept, self._scale = kept, scale

    def __getitem__(self, rows: npt.NDArray[np.intp]) -> Floats:
        numbers: Floats = self._kept[rows].astype(np.float32) * self._scale
        return numbers

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> npt.NDArray[Any]:
        numbers = self._kept.astype(np.float32) * self._scale
        return numbers if dtype is None else numbers.astype(dtype)
