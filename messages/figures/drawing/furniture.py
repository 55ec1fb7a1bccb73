"""Furniture: chairs, desk, walls, stairs and bed as solids."""

from collections.abc import Mapping
from typing import Any

from messages.figures.drawing.solids import Box, Rod, Solid, Wheel

Entry = Mapping[str, Any]


def chair(e: Entry) -> list[Solid]:
    """Seat centre at x, y; `back` is where the backrest is: behind, front, left, right or none."""
    x, y, top, back = e.get("x", 0.0), e.get("y", 0.0), e.get("seat", 45.0), e.get("back", "behind")
    parts: list[Solid] = [
        Box((x + lx - 1.8, y + ly - 1.8, 0), (x + lx + 1.8, y + ly + 1.8, top - 4), "wood")
        for lx in (-19, 19)
        for ly in (18, -18)
    ]
    parts.append(Box((x - 22, y - 21, top - 4), (x + 22, y + 21, top), "wood"))
    posts = {"behind": (-20, None), "front": (20, None), "left": (None, 19), "right": (None, -19)}
    if back == "none":
        return parts
    bx, by = posts[back]
    for side in (-18, 18):
        px, py = x + (side if bx is None else bx), y + (side if by is None else by)
        parts.append(Box((px - 1.8, py - 1.8, top), (px + 1.8, py + 1.8, top + 44), "wood"))
    for low, high in ((14, 26), (32, 43)):
        if bx is not None:
            parts.append(Box((x + bx - 1.4, y - 18, top + low), (x + bx + 1.4, y + 18, top + high), "wood"))
        elif by is not None:
            parts.append(Box((x - 18, y + by - 1.4, top + low), (x + 18, y + by + 1.4, top + high), "wood"))
    return parts


def wheelchair(e: Entry) -> list[Solid]:
    """Seat centre at x; the large wheels are on both sides."""
    x, y = e.get("x", 0.0), e.get("y", 0.0)
    parts: list[Solid] = []
    for side in (1, -1):
        w = y + side * 25
        parts += [
            Wheel((x - 8, w, 30), 30, 2.2, "tyre"),
            Wheel((x - 8, w, 30), 25, 0.9, "metal"),
            Wheel((x + 30, y + side * 17, 8), 8, 2.0, "tyre"),
            Rod((x - 22, y + side * 20, 50), (x - 27, y + side * 20, 88), 1.5, "metal"),
            Rod((x - 27, y + side * 20, 88), (x - 36, y + side * 20, 89), 1.9, "tyre"),
            Rod((x + 21, y + side * 20, 44), (x + 40, y + side * 18, 12), 1.5, "metal"),
        ]
    parts.append(Box((x - 22, y - 20, 40), (x + 22, y + 20, 45), "cloth"))
    parts.append(Box((x - 26, y - 19, 50), (x - 23, y + 19, 84), "cloth", hard=False))
    parts.append(Box((x + 34, y - 17, 6), (x + 56, y + 17, 8), "metal"))
    return parts


def desk(e: Entry) -> list[Solid]:
    """A table from x on, with a screen unless `screen = false`."""
    x, y, w, z, deep = (
        e.get("x", 30.0),
        e.get("y", 0.0),
        e.get("wide", 34.0),
        e.get("z", 75.0),
        e.get("deep", 46.0),
    )
    parts: list[Solid] = [
        Box((x + lx - 2, y + ly - 2, 0), (x + lx + 2, y + ly + 2, z - 4), "wood")
        for lx in (6, deep - 5)
        for ly in (w - 4, 4 - w)
    ]
    parts.append(Box((x, y - w, z - 4), (x + deep, y + w, z), "wood"))
    if e.get("screen", True):
        parts.append(Box((x + deep - 16, y - 12, z), (x + deep - 5, y + 8, z + 1.5), "screen"))
        parts.append(Box((x + deep - 11, y - 20, z + 5), (x + deep - 9, y + 16, z + 32), "screen"))
    return parts


def wall(e: Entry) -> list[Solid]:
    """A wall with its face at x, `near` cm towards the camera; `behind = true`: at the back."""
    x, near, far = e.get("x", 40.0), e.get("near", 20.0), e.get("far", 60.0)
    low, high = (x - 8, x) if e.get("behind", False) else (x, x + 8)
    return [Box((low, -near, 0), (high, far, e.get("z", 186.0)), "wall")]


def window(e: Entry) -> list[Solid]:
    """A window in the far wall, at x, from z on."""
    x, y, z, w, h = (
        e.get("x", 40.0),
        e.get("y", 70.0),
        e.get("z", 90.0),
        e.get("wide", 50.0),
        e.get("high", 70.0),
    )
    return [
        Box((x - w / 2 - 3, y, z - 3), (x + w / 2 + 3, y + 1, z + h + 3), "wood", hard=False),
        Box((x - w / 2, y - 1, z), (x - 1, y, z + h), "sky", hard=False),
        Box((x + 1, y - 1, z), (x + w / 2, y, z + h), "sky", hard=False),
    ]


def door(e: Entry) -> list[Solid]:
    """A door in the far wall."""
    x, y = e.get("x", 60.0), e.get("y", 70.0)
    return [
        Box((x - 38, y, 0), (x + 38, y + 1, 204), "wood", hard=False),
        Box((x - 34, y - 1, 0), (x + 34, y, 200), "wall", hard=False),
        Rod((x - 27, y - 2, 100), (x - 22, y - 2, 100), 1.4, "metal"),
    ]


def stairs(e: Entry) -> list[Solid]:
    """Steps that go up from x on."""
    x, rise, run, w = e.get("x", 20.0), e.get("rise", 16.0), e.get("run", 29.0), e.get("wide", 36.0)
    count = int(e.get("steps", 3))
    return [Box((x + n * run, -w, 0), (x + (n + 1) * run, w, (n + 1) * rise), "stone") for n in range(count)]


def step(e: Entry) -> list[Solid]:
    x, w, deep, z = e.get("x", 0.0), e.get("wide", 30.0), e.get("deep", 34.0), e.get("z", 15.0)
    return [Box((x, -w, 0), (x + deep, w, z), "stone")]


def rail(e: Entry) -> list[Solid]:
    """A handrail `z` high along x, on the far side unless y says otherwise; `climbs`: cm it rises."""
    x0, x1, y, z, up = (
        e.get("from", 0.0),
        e.get("to", 60.0),
        e.get("y", 30.0),
        e.get("z", 92.0),
        e.get("climbs", 0.0),
    )
    ground = e.get("ground", 0.0)
    return [
        Rod((x0 + 4, y, ground), (x0 + 4, y, z), 1.6, "metal"),
        Rod((x1 - 4, y, ground + up), (x1 - 4, y, z + up), 1.6, "metal"),
        Rod((x0, y, z), (x1, y, z + up), 2.4, "wood"),
    ]


def bed(e: Entry) -> list[Solid]:
    """A mattress with its frame, the top at z."""
    x0, x1, w, z = e.get("from", -110.0), e.get("to", 60.0), e.get("wide", 42.0), e.get("z", 48.0)
    legs: list[Solid] = [
        Box((x - 3, y - 3, 0), (x + 3, y + 3, z - 24), "wood")
        for x in (x0 + 6, x1 - 6)
        for y in (w - 6, 6 - w)
    ]
    return [*legs, Box((x0, -w, z - 24), (x1, w, z - 16), "wood"), Box((x0, -w, z - 16), (x1, w, z), "linen")]
