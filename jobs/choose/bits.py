"""Bits: sets of movements as whole numbers, one bit for the number of each. Joined and cut in no time."""

from collections.abc import Iterable, Iterator

BIT = tuple(1 << number for number in range(512))


def bits_of(numbers: Iterable[int]) -> int:
    found = 0
    for number in numbers:
        found |= BIT[number]
    return found


def numbers_in(bits: int) -> Iterator[int]:
    """The numbers in the set, ascending."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def how_many(numbers: Iterable[int], bits: int) -> int:
    """How many of these numbers are in the set; what comes twice counts twice."""
    return sum(bits >> number & 1 for number in numbers)
