"""Columns of whole numbers as few bytes, and back. Pure.

A column is a byte that says how it is written, and its values: nothing where all are 0, one value where all
are equal, else each of them, in groups of seven bits. None is a value of its own.
"""

from collections.abc import Iterator, Sequence
from enum import IntEnum

Column = list[int | None]


class Way(IntEnum):
    """How a column is written."""

    NONE = 0  # every value is None
    ZERO = 1  # every value is 0
    SAME = 2  # one value for all
    EACH = 3  # each value, and none is None
    SOME = 4  # each value as one more, and 0 for None


def written(column: Sequence[int | None]) -> bytes:
    if all(value is None for value in column):
        return bytes((Way.NONE,))
    first = column[0]
    if first is not None and all(value == first for value in column):
        return bytes((Way.ZERO,)) if first == 0 else bytes((Way.SAME,)) + _varint(_unsigned(first))
    if None not in column:
        return bytes((Way.EACH,)) + b"".join(_varint(_unsigned(value or 0)) for value in column)
    some = (0 if value is None else _unsigned(value) + 1 for value in column)
    return bytes((Way.SOME,)) + b"".join(map(_varint, some))


class Reader:
    """Reads columns, one behind the other."""

    def __init__(self, content: bytes) -> None:
        self._bytes: Iterator[int] = iter(content)

    def number(self) -> int:
        """One number that is not negative."""
        number, shift = 0, 0
        while (byte := next(self._bytes)) & 0x80:
            number |= (byte & 0x7F) << shift
            shift += 7
        return number | byte << shift

    def text(self) -> str:
        return bytes(next(self._bytes) for _ in range(self.number())).decode()

    def column(self, many: int) -> Column:
        match Way(next(self._bytes)):
            case Way.NONE:
                return [None] * many
            case Way.ZERO:
                return [0] * many
            case Way.SAME:
                return [_signed(self.number())] * many
            case Way.EACH:
                return [_signed(self.number()) for _ in range(many)]
            case Way.SOME:
                return [_signed(n - 1) if (n := self.number()) else None for _ in range(many)]


def number(value: int) -> bytes:
    """One number that is not negative."""
    return _varint(value)


def text(value: str) -> bytes:
    content = value.encode()
    return _varint(len(content)) + content


def _varint(value: int) -> bytes:
    groups = bytearray()
    while value > 0x7F:
        groups.append(value & 0x7F | 0x80)
        value >>= 7
    groups.append(value)
    return bytes(groups)


def _unsigned(value: int) -> int:
    """0, -1, 1, -2, 2 … as 0, 1, 2, 3, 4 …, so that what is small stays short."""
    return value * 2 if value >= 0 else -value * 2 - 1


def _signed(value: int) -> int:
    return value >> 1 if not value & 1 else -(value + 1 >> 1)
