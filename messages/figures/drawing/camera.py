"""Camera: looks from the person's right, a little from ahead and above, without perspective."""

from math import cos, radians, sin

from messages.figures.drawing.keys import View
from messages.figures.drawing.vectors import V, dot

UPRIGHT, WIDE = (480, 480), (600, 420)  # pixels; even, as H.264 wants them
BIG = 3  # drawn this many times larger, then reduced for smooth edges


class Camera:
    """Projection from space to pixels of the large picture."""

    def __init__(self, view: View) -> None:
        self.width, self.height = WIDE if view.wide else UPRIGHT
        self.width, self.height = self.width * BIG, self.height * BIG
        self.k = self.height / view.tall  # pixels a centimetre
        a, b = radians(view.yaw), radians(view.pitch)
        self.toward: V = (sin(a) * cos(b), -cos(a) * cos(b), sin(b))
        self.right: V = (cos(a), sin(a), 0.0)
        self.up: V = (-sin(a) * sin(b), cos(a) * sin(b), cos(b))
        self.middle = (dot(view.centre, self.right), dot(view.centre, self.up))

    def see(self, p: V) -> tuple[float, float]:
        """Pixel of a place, from the left and from the top."""
        x, y = dot(p, self.right) - self.middle[0], dot(p, self.up) - self.middle[1]
        return self.width / 2 + x * self.k, self.height / 2 - y * self.k

    def depth(self, p: V) -> float:
        """Nearness of a place, cm; larger is nearer."""
        return dot(p, self.toward)
