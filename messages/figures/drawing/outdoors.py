"""Outdoor things: trees, a street lamp and a bench along a walk, and a dog on a lead."""

from math import cos, pi, sin

from messages.figures.drawing.furniture import Entry
from messages.figures.drawing.solids import Rod, Solid
from messages.figures.drawing.vectors import V, add, mix

COAT, DARK = "pot", "book"
DOG_HIP, DOG_FOOT = 34.0, 3.0  # cm over the floor


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


def dog(e: Entry, hand: V, share: float) -> list[Solid]:
    """A dog at x, y on a lead from `hand`; `trots` strides a loop, of which `share` is over."""
    x, y = e.get("x", 74.0), e.get("y", -8.0)
    phase = 2 * pi * e.get("trots", 6) * share
    bob = 0.8 * cos(2 * phase)

    def at(ahead: float, left: float, up: float) -> V:
        return (x + ahead, y + left, up + bob)

    collar, wag = at(13, 0, 54), 6 * sin(phase * 2)
    slack = add(mix(hand, collar, 0.55), (0.0, 0.0, -7.0))
    return [
        *(
            _leg(at(along, side, DOG_HIP), phase + turn)
            for along, side, turn in ((-22, 5, 0.0), (6, 5, pi), (-22, -5, pi), (6, -5, 0.0))
        ),
        Rod(at(-28, 0, 45), at(-38, wag, 62), 2.6, COAT),
        Rod(at(-23, 0, 41), at(5, 0, 42), 9, COAT),
        Rod(at(8, 0, 47), at(17, 0, 61), 6, COAT),
        Rod(at(10, 0, 55), at(16, 0, 52), 5.4, "ball"),
        Rod(at(22, 0, 63), at(34, 0, 60), 4.6, COAT),
        Rod(at(20, 0, 66), at(20, 0, 66), 8, COAT),
        Rod(at(38, 0, 62), at(38, 0, 62), 2, "screen"),
        Rod(at(24, -8.5, 67), at(24, -8.5, 67), 1.1, "screen"),
        Rod(at(15, -7, 69), at(11, -8, 59), 3.4, DARK),
        Rod(hand, slack, 0.6, DARK),
        Rod(slack, collar, 0.6, DARK),
    ]


def _leg(hip: V, phase: float) -> Rod:
    """A leg that swings from the hip, lifted on its way forward."""
    lift = max(0.0, sin(phase)) * 5
    return Rod(hip, (hip[0] + 14 * -cos(phase), hip[1], DOG_FOOT + lift), 3.4, COAT)
