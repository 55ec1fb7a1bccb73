"""Vectors: x forward, y to the person's left, z up, in centimetres; and frames of three unit vectors."""

from math import acos, cos, degrees, radians, sin, sqrt
from typing import NamedTuple

V = tuple[float, float, float]

UP: V = (0.0, 0.0, 1.0)


def add(a: V, b: V, k: float = 1.0) -> V:
    """`a` plus `k` times `b`."""
    return (a[0] + k * b[0], a[1] + k * b[1], a[2] + k * b[2])


def sub(a: V, b: V) -> V:
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def scale(a: V, k: float) -> V:
    return (a[0] * k, a[1] * k, a[2] * k)


def dot(a: V, b: V) -> float:
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: V, b: V) -> V:
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def norm(a: V) -> float:
    return sqrt(a[0] * a[0] + a[1] * a[1] + a[2] * a[2])


def unit(a: V) -> V:
    """`a` scaled to length 1; the null vector stays."""
    return scale(a, 1 / (norm(a) or 1.0))


def mix(a: V, b: V, k: float) -> V:
    """From `a` (0) to `b` (1) along the straight line."""
    return (a[0] + (b[0] - a[0]) * k, a[1] + (b[1] - a[1]) * k, a[2] + (b[2] - a[2]) * k)


def across(a: V, direction: V) -> V:
    """The part of `a` at right angles to a unit vector."""
    return add(a, direction, -dot(a, direction))


def between(a: V, b: V) -> float:
    """The angle between two vectors, degrees."""
    return degrees(acos(max(-1.0, min(1.0, dot(unit(a), unit(b))))))


def turn(v: V, axis: V, angle: float) -> V:
    """`v` turned about a unit axis by `angle` degrees, right-handed."""
    if not angle:
        return v
    c, s = cos(radians(angle)), sin(radians(angle))
    x, d = cross(axis, v), dot(axis, v) * (1 - c)
    return (
        v[0] * c + x[0] * s + axis[0] * d,
        v[1] * c + x[1] * s + axis[1] * d,
        v[2] * c + x[2] * s + axis[2] * d,
    )


def swing(a: V, b: V, k: float) -> V:
    """From `a` (0) to `b` (1) along an arc about the origin; the length changes evenly."""
    angle, axis = between(a, b), cross(a, b)
    if angle < 1 or norm(axis) < 1e-6:
        return mix(a, b, k)
    return scale(turn(unit(a), unit(axis), angle * k), norm(a) + (norm(b) - norm(a)) * k)


class BodyFrame(NamedTuple):
    """Front, left and up of a part of the body."""

    front: V
    left: V
    up: V

    def turned(self, lean: float = 0.0, bend: float = 0.0, twist: float = 0.0) -> "BodyFrame":
        """Leaned forward, bent to the left, twisted to the left (degrees), each about its own axis."""
        f, l, u = self  # noqa: E741
        f, u = turn(f, l, lean), turn(u, l, lean)
        l, u = turn(l, f, -bend), turn(u, f, -bend)  # noqa: E741
        return BodyFrame(turn(f, u, twist), turn(l, u, twist), u)

    def at(self, origin: V, front: float = 0.0, left: float = 0.0, up: float = 0.0) -> V:
        """A place so many centimetres from `origin`."""
        return add(add(add(origin, self.front, front), self.left, left), self.up, up)


WORLD = BodyFrame((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), UP)
