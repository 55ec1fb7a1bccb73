"""Solids: the boxes, rods and wheels of which props are made."""

from dataclasses import dataclass

from messages.figures.drawing.vectors import V


@dataclass(frozen=True)
class Box:
    """An axis-aligned box in a palette colour; `hard` if no body part may be inside it."""

    low: V
    high: V
    tone: str
    hard: bool = True

    def holds(self, p: V, deep: float = 0.0) -> bool:
        """True if `p` is inside, at least `deep` cm from each face."""
        return all(self.low[n] + deep < p[n] < self.high[n] - deep for n in range(3))


@dataclass(frozen=True)
class Rod:
    """A round bar with round ends; with equal ends a ball."""

    start: V
    end: V
    r: float
    tone: str


@dataclass(frozen=True)
class Wheel:
    """A ring that faces the side."""

    centre: V
    r: float
    thick: float
    tone: str


@dataclass(frozen=True)
class Pad:
    """A soft pad: two edges and everything between them, within `r`."""

    near: tuple[V, V]
    far: tuple[V, V]
    r: float
    tone: str


Solid = Box | Rod | Wheel | Pad


def middle(solid: Solid) -> V:
    """The centre of a solid."""
    if isinstance(solid, Wheel):
        return solid.centre
    if isinstance(solid, Pad):
        return middle(Rod(solid.near[0], solid.far[1], 0.0, ""))
    a, b = (solid.low, solid.high) if isinstance(solid, Box) else (solid.start, solid.end)
    return ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2, (a[2] + b[2]) / 2)
