"""Outdoor things: trees, a street lamp and a bench along a walk."""

from messages.figures.drawing.furniture import Entry
from messages.figures.drawing.solids import Rod, Solid


def tree(e: Entry) -> list[Solid]:
    """A broad tree beside the path."""
    x, y = e.get("x", 0.0), e.get("y", 90.0)
    crown = ((-22, 118, 25), (22, 122, 26), (0, 148, 28), (0, 112, 24))
    return [
        Rod((x, y, 4), (x, y, 100), 6, "wood"),
        *(Rod((x + dx, y + 8, z), (x + dx, y + 8, z), r, "leaf") for dx, z, r in crown),
    ]


def fir(e: Entry) -> list[Solid]:
    """A slender tree, narrower towards its top."""
    x, y, high = e.get("x", 0.0), e.get("y", 90.0), e.get("high", 1.0)
    tiers = ((44, 27), (74, 23), (104, 18), (130, 12), (150, 7))
    return [
        Rod((x, y, 3), (x, y, 40), 5, "wood"),
        *(Rod((x, y - n, z * high), (x, y - n, z * high), r, "leaf") for n, (z, r) in enumerate(tiers)),
    ]


def bush(e: Entry) -> list[Solid]:
    x, y = e.get("x", 0.0), e.get("y", 70.0)
    return [Rod((x + dx, y, r), (x + dx, y, r), r, "leaf") for dx, r in ((-22, 15), (22, 16), (0, 21))]


def lamp(e: Entry) -> list[Solid]:
    """A street lamp."""
    x, y = e.get("x", 0.0), e.get("y", 80.0)
    return [
        Rod((x, y, 2), (x, y, 176), 2.4, "screen"),
        Rod((x, y, 176), (x + 20, y, 184), 1.8, "screen"),
        Rod((x + 20, y, 180), (x + 26, y, 180), 4.5, "cushion"),
    ]


def bench(e: Entry) -> list[Solid]:
    """A park bench that faces the path."""
    x, y = e.get("x", 0.0), e.get("y", 70.0)
    legs: list[Solid] = [Rod((x + dx, y, 1), (x + dx, y, 42), 2.0, "screen") for dx in (-34, 34)]
    return [
        *(Rod((x - 42, y + 8, z), (x + 42, y + 8, z), 3.2, "wood") for z in (62, 74)),
        *legs,
        Rod((x - 44, y, 44), (x + 44, y, 44), 3.8, "wood"),
    ]
