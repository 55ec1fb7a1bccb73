"""Things on the way: a car, a train, its seats, a lift; and the water tap it leads to."""

from collections.abc import Callable

from messages.figures.drawing.furniture import Entry
from messages.figures.drawing.solids import Box, Rod, Solid


def car(e: Entry) -> list[Solid]:
    """A small parked car, seen from its side, its middle at x; the bonnet is ahead."""
    x, y, deep, tone = e.get("x", 0.0), e.get("y", 44.0), e.get("deep", 70.0), e.get("tone", "book")
    return [
        Box((x - 104, y, 22), (x + 104, y + deep, 84), tone),
        Box((x - 84, y + 4, 84), (x + 34, y + deep - 4, 132), tone),
        Box((x - 76, y + 3, 88), (x - 32, y + 4, 124), "sky", hard=False),
        Box((x - 22, y + 3, 88), (x + 26, y + 4, 124), "sky", hard=False),
        Box((x - 26, y - 0.5, 70), (x - 12, y, 73), "metal", hard=False),
        Rod((x + 103, y + 8, 66), (x + 103, y + 8, 66), 6, "cushion"),
        *(Rod((x + dx, y - 2, 21), (x + dx, y - 2, 21), r, tone)
          for dx in (-62, 64) for r, tone in ((20, "tyre"), (9, "metal"))),
    ]  # fmt: skip


def train(e: Entry) -> list[Solid]:
    """The side of a standing train along the whole picture, and the platform before it with its line."""
    y, tone = e.get("y", 76.0), e.get("tone", "linen")
    return [
        Box((-400, y, -20), (400, y + 1, 196), tone, hard=False),
        Box((-400, y - 1, 52), (400, y, 62), "book", hard=False),
        Box((-400, y - 1, -20), (400, y, 13), "tyre", hard=False),
        Box((-400, -112, -40), (400, y - 10, 0), "floor", hard=False),
        Box((-400, y - 30, 0), (400, y - 16, 0.1), "cushion", hard=False),
    ]


def pane(e: Entry) -> list[Solid]:
    """A window of a train, its middle at x; `door = true`: a double door."""
    x, y, wide = e.get("x", 0.0), e.get("y", 75.0), e.get("wide", 60.0)
    if not e.get("door", False):
        return [
            Box((x - wide / 2 - 3, y - 1, 93), (x + wide / 2 + 3, y, 153), "metal", hard=False),
            Box((x - wide / 2, y - 2, 96), (x + wide / 2, y - 1, 150), "sky", hard=False),
        ]
    leaves = ((x - wide / 2, x - 1), (x + 1, x + wide / 2))
    return [
        *(Box((a, y - 1, 15), (b, y, 180), "book", hard=False) for a, b in leaves),
        *(Box((a + 6, y - 2, 92), (b - 6, y - 1, 160), "sky", hard=False) for a, b in leaves),
    ]


def seat(e: Entry) -> list[Solid]:
    """A train seat with a high back and a headrest; the middle of the cushion is at x."""
    x, y, top = e.get("x", 0.0), e.get("y", 0.0), e.get("top", 45.0)
    return [
        Box((x - 16, y - 14, 0), (x + 12, y + 14, top - 12), "metal"),
        Box((x - 22, y - 24, top - 12), (x + 22, y + 24, top), "cloth"),
        Box((x - 30, y - 24, top - 12), (x - 22, y + 24, top + 58), "cloth"),
        Box((x - 30, y - 15, top + 60), (x - 22, y + 15, top + 80), "linen"),
    ]


def lift(e: Entry) -> list[Solid]:
    """A lift in the far wall: two metal doors and the lights for up and down."""
    x, y = e.get("x", 0.0), e.get("y", 70.0)
    return [
        Box((x - 40, y, 0), (x + 40, y + 1, 184), "stone", hard=False),
        *(
            Box((a, y - 1, 0), (b, y, 166), "metal", hard=False)
            for a, b in ((x - 33, x - 1), (x + 1, x + 33))
        ),
        Rod((x - 8, y - 2, 175), (x - 8, y - 2, 175), 3.2, "cushion"),
        Rod((x + 8, y - 2, 175), (x + 8, y - 2, 175), 3.2, "screen"),
    ]


def tap(e: Entry) -> list[Solid]:
    """A tap at x on a worktop at z; its spout reaches back 18 cm; `water`: cm that it runs down."""
    x, y, z, water = e.get("x", 0.0), e.get("y", 0.0), e.get("z", 88.0), e.get("water", 0.0)
    over = z + 30
    parts: list[Solid] = [
        Rod((x, y, z), (x, y, over), 1.9, "metal"),
        Rod((x, y, over), (x - 18, y, over), 1.9, "metal"),
        Rod((x - 18, y, over), (x - 18, y, over - 5), 1.9, "metal"),
        Rod((x, y - 7, z + 6), (x, y + 7, z + 6), 1.4, "metal"),
    ]
    return (
        [*parts, Rod((x - 18, y, over - 7), (x - 18, y, over - 7 - water), 1.3, "breath")] if water else parts
    )


def sink(e: Entry) -> list[Solid]:
    """A washbasin on its foot from x on, with the tap running."""
    x, y, z = e.get("x", 30.0), e.get("y", 0.0), e.get("z", 84.0)
    return [
        Box((x + 16, y - 8, 0), (x + 34, y + 8, z - 18), "linen"),
        Box((x, y - 26, z - 18), (x + 44, y + 26, z), "linen"),
        Box((x + 5, y - 20, z), (x + 32, y + 20, z + 0.2), "metal", hard=False),
        *tap({"x": x + 38, "y": y, "z": z, "water": 22}),
    ]


def waiting(e: Entry) -> list[Solid]:
    """Somebody who stands in the queue at x, looking ahead, without a face."""
    x, y, tone = e.get("x", 60.0), e.get("y", 0.0), e.get("tone", "leaf")
    return [
        *(Rod((x - 1, y + dy, 3.6), (x + 14, y + dy, 3.6), 3.6, "screen") for dy in (8, -8)),
        *(Rod((x, y + dy, 82), (x, y + dy, 11), 7, "cloth") for dy in (8, -8)),
        Rod((x, y, 100), (x, y, 129), 12, tone),
        Rod((x - 3, y + 3, 161), (x - 4, y + 3, 155), 11, "tyre"),
        Rod((x + 1, y, 140), (x + 2, y, 156), 4, "dim"),
        Rod((x + 2, y, 156), (x + 2, y, 157), 10, "dim"),
        Rod((x, y - 15, 131), (x - 1, y - 16, 94), 5, tone),
    ]


def shade(e: Entry) -> list[Solid]:
    """A strip of shade on the ground along the whole picture."""
    near, far = e.get("near", 40.0), e.get("far", 60.0)
    return [Box((-400, -near, 0), (400, far, 0.1), "dim", hard=False)]


# As in `props.THING_OF`; phone and fan are carried.
THINGS: dict[str, str | None] = {
    **dict.fromkeys(("car", "train", "pane", "lift", "tap", "sink", "shade", "waiting", "phone", "fan")),
    "seat": "chair",
}
STANDING: dict[str, Callable[[Entry], list[Solid]]] = {
    "car": car,
    "train": train,
    "pane": pane,
    "seat": seat,
    "lift": lift,
    "tap": tap,
    "sink": sink,
    "shade": shade,
    "waiting": waiting,
}
