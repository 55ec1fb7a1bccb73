"""Painting order: far parts first, decided where two parts cross in the picture."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from messages.figures.drawing.camera import Camera
from messages.figures.drawing.solids import Box, Pad, Rod, Solid, Wheel, middle
from messages.figures.drawing.vectors import V, mix

Segment = tuple[V, V, float, float]


@dataclass(frozen=True)
class PaintedPart:
    """Something painted at once: its bones (segments with radii) or its solid, and how to paint it."""

    paint: Callable[[], Any]
    segments: Sequence[Segment] = ()
    solid: Solid | None = None
    near: float = 0.0  # cm to count it nearer than its bones

    def bones(self) -> Sequence[Segment]:
        if isinstance(self.solid, Rod):
            return [(self.solid.start, self.solid.end, self.solid.r, self.solid.r)]
        if isinstance(self.solid, Wheel):
            return [(self.solid.centre, self.solid.centre, self.solid.r, self.solid.r)]
        if isinstance(self.solid, Pad):
            edges = (self.solid.near, self.solid.far)
            return [(a, b, self.solid.r, self.solid.r) for a, b in (*edges, (edges[0][0], edges[1][1]))]
        return self.segments


def in_order(parts: Sequence[PaintedPart], cam: Camera) -> list[PaintedPart]:
    """Parts in painting order; solids as early as possible."""
    flat = [[_flat(cam, seg, part.near) for seg in part.bones()] for part in parts]
    after: list[set[int]] = [set() for _ in parts]  # indices of parts that must wait for this one
    waits = [0] * len(parts)
    for i in range(len(parts)):
        for j in range(i):
            nearer = _nearer(parts[i], parts[j], flat[i], flat[j], cam)
            if nearer:
                far, near = (j, i) if nearer > 0 else (i, j)
                after[far].add(near)
                waits[near] += 1
    depth = [_depth(part, cam) for part in parts]
    left, done = set(range(len(parts))), []
    while left:
        free = [n for n in left if not waits[n]] or list(left)
        first = min(free, key=lambda n: (parts[n].solid is None, depth[n], n))
        left.remove(first)
        done.append(parts[first])
        for n in after[first]:
            waits[n] -= 1
    return done


def _depth(part: PaintedPart, cam: Camera) -> float:
    if isinstance(part.solid, Box):
        return cam.depth(middle(part.solid))
    bones = part.bones()
    return sum(cam.depth(mix(a, b, 0.5)) for a, b, _, _ in bones) / len(bones) + part.near


Flat = tuple[float, float, float, float, float, float, float]


def _flat(cam: Camera, seg: Segment, near: float) -> Flat:
    """Both ends in pixels, the depth of both, the larger radius in pixels."""
    a, b, ra, rb = seg
    return (*cam.see(a), *cam.see(b), cam.depth(a) + near, cam.depth(b) + near, max(ra, rb) * cam.k)


def _nearer(
    one: PaintedPart, two: PaintedPart, flat: Sequence[Flat], other: Sequence[Flat], cam: Camera
) -> float:
    """Above 0: `one` covers `two`; below 0: it is covered; 0: they do not cross."""
    if isinstance(one.solid, Box):
        if isinstance(two.solid, Box):
            return _boxes(one.solid, two.solid, cam)
        return -_against_box(two, one.solid, cam)
    if isinstance(two.solid, Box):
        return _against_box(one, two.solid, cam)
    crossings = [_crossing(a, b) for a in flat for b in other]
    return max(crossings, key=abs, default=0.0)


def _crossing(a: Flat, b: Flat) -> float:
    """Difference of depth where two segments come nearest in the picture; 0 if they keep apart."""
    room = a[6] + b[6]
    if (
        min(a[0], a[2]) - max(b[0], b[2]) > room
        or min(b[0], b[2]) - max(a[0], a[2]) > room
        or min(a[1], a[3]) - max(b[1], b[3]) > room
        or min(b[1], b[3]) - max(a[1], a[3]) > room
    ):
        return 0.0
    best, s, t = min(_nearest(a, b))
    if best > room * room:
        return 0.0
    return (a[4] + (a[5] - a[4]) * s) - (b[4] + (b[5] - b[4]) * t) or 1e-9


def _nearest(a: Flat, b: Flat) -> list[tuple[float, float, float]]:
    """Squared distance and the two shares, for the inner crossing and for each end."""
    ax, ay, bx, by = a[2] - a[0], a[3] - a[1], b[2] - b[0], b[3] - b[1]
    cx, cy = b[0] - a[0], b[1] - a[1]
    found = []
    cut = ax * by - ay * bx
    if abs(cut) > 1e-6:
        s, t = (cx * by - cy * bx) / cut, (cx * ay - cy * ax) / cut
        if 0 <= s <= 1 and 0 <= t <= 1:
            return [(0.0, s, t)]
    la, lb = ax * ax + ay * ay or 1.0, bx * bx + by * by or 1.0
    for s in (0.0, 1.0):
        x, y = a[0] + ax * s - b[0], a[1] + ay * s - b[1]
        t = max(0.0, min(1.0, (x * bx + y * by) / lb))
        found.append(((x - bx * t) ** 2 + (y - by * t) ** 2, s, t))
    for t in (0.0, 1.0):
        x, y = cx + bx * t, cy + by * t
        s = max(0.0, min(1.0, (x * ax + y * ay) / la))
        found.append(((x - ax * s) ** 2 + (y - ay * s) ** 2, s, t))
    return found


def _against_box(part: PaintedPart, box: Box, cam: Camera) -> float:
    """Follow the line of sight through points of the part: is the box before or behind them?"""
    found = 0.0
    for a, b, ra, rb in part.bones():
        for k in (0.0, 0.25, 0.5, 0.75, 1.0):
            found += _sight(mix(a, b, k), (ra + (rb - ra) * k) * 0.6, box, cam.toward)
    return found


def _sight(p: V, r: float, box: Box, toward: V) -> float:
    first, last = -1e9, 1e9
    for n in range(3):
        if abs(toward[n]) < 1e-9:
            if not box.low[n] - r < p[n] < box.high[n] + r:
                return 0.0
            continue
        u, v = (box.low[n] - r - p[n]) / toward[n], (box.high[n] + r - p[n]) / toward[n]
        first, last = max(first, min(u, v)), min(last, max(u, v))
    if first >= last:
        return 0.0
    return -1.0 if first + last > 0 else 1.0


def _boxes(one: Box, two: Box, cam: Camera) -> float:
    """Two boxes are parted along some axis; the one further along it towards the camera covers the other."""
    best, found = -0.1, 0.0
    for n in range(3):
        for gap, sign in ((one.low[n] - two.high[n], 1), (two.low[n] - one.high[n], -1)):
            if gap * abs(cam.toward[n]) > best and gap > -0.1:
                best, found = gap * abs(cam.toward[n]), sign * cam.toward[n]
    return found
