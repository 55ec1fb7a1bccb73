"""Canvas: capsules, hulls and boxes in space on a large picture that is reduced later."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import cos, pi, sin

from PIL import Image, ImageDraw

from messages.figures.drawing.camera import BIG, Camera
from messages.figures.drawing.looks import ROOM, Colour, mixed
from messages.figures.drawing.solids import Box, Pad, Rod, Solid, Wheel
from messages.figures.drawing.vectors import BodyFrame, V

Point = tuple[float, float]
RIM = 0.7  # cm of darker rim around each part, as around a sticker
ROUND = [(cos(n * pi / 12), sin(n * pi / 12)) for n in range(24)]


def rim_of(colour: Colour) -> Colour:
    """The darker line around a colour."""
    return mixed(colour, ROOM["ink"], 0.34 if sum(colour) > 420 else 0.5)


def hull(points: Iterable[Point]) -> list[Point]:
    """The convex outline of points."""
    ordered = sorted(set(points))
    if len(ordered) < 3:
        return ordered
    halves = []
    for run in (ordered, ordered[::-1]):
        half: list[Point] = []
        for p in run:
            while len(half) > 1 and _turn(half[-2], half[-1], p) <= 0:
                half.pop()
            half.append(p)
        halves.append(half[:-1])
    return halves[0] + halves[1]


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


class Canvas:
    """A picture to paint on; with `flat`, everything becomes one silhouette."""

    def __init__(self, image: Image.Image, cam: Camera, flat: bool = False) -> None:
        self.image, self.cam, self.flat = image, cam, flat
        self.draw = ImageDraw.Draw(image) if flat else ImageDraw.Draw(image, "RGBA")

    def _fill(self, colour: Colour) -> Colour | int:
        return 255 if self.flat else colour

    def capsule(self, a: V, b: V, ra: float, rb: float, colour: Colour) -> None:
        """Two balls and the space between them."""
        (ax, ay), (bx, by) = self.cam.see(a), self.cam.see(b)
        ra, rb, fill = ra * self.cam.k, rb * self.cam.k, self._fill(colour)
        dx, dy = bx - ax, by - ay
        d = (dx * dx + dy * dy) ** 0.5
        if d > 1:
            nx, ny = -dy / d, dx / d
            corners = [(ax + nx * ra, ay + ny * ra), (bx + nx * rb, by + ny * rb)]
            corners += [(bx - nx * rb, by - ny * rb), (ax - nx * ra, ay - ny * ra)]
            self.draw.polygon(corners, fill=fill)
            self.draw.ellipse((bx - rb, by - rb, bx + rb, by + rb), fill=fill)
        self.draw.ellipse((ax - ra, ay - ra, ax + ra, ay + ra), fill=fill)

    def ball(self, p: V, r: float, colour: Colour) -> None:
        self.capsule(p, p, r, r, colour)

    def sections(
        self, ovals: Sequence[tuple[V, BodyFrame, float, float]], colour: Colour, wider: float = 0.0
    ) -> None:
        """A body of oval cross-sections (centre, frame, half width, half depth), hulled pair by pair."""
        outlines = []
        for centre, frame, w, d in ovals:
            outlines.append(
                [self.cam.see(frame.at(centre, (d + wider) * s, (w + wider) * c)) for c, s in ROUND]
            )
        for one, two in pairwise(outlines):
            self.draw.polygon(hull([*one, *two]), fill=self._fill(colour))

    def dot(self, p: V, r: float, colour: Colour, tall: float = 1.0) -> None:
        x, y = self.cam.see(p)
        r *= self.cam.k
        self.draw.ellipse((x - r, y - r * tall, x + r, y + r * tall), fill=self._fill(colour))

    def line(self, places: Sequence[V], thick: float, colour: Colour) -> None:
        points = [self.cam.see(p) for p in places]
        self.draw.line(
            points, fill=self._fill(colour), width=max(1, round(thick * self.cam.k)), joint="curve"
        )

    def solid(self, solid: Solid) -> None:
        """A solid in the room, lit from above."""
        colour = ROOM[solid.tone]
        if isinstance(solid, Box):
            self._box(solid, colour)
        elif isinstance(solid, Rod):
            self.capsule(solid.start, solid.end, solid.r + RIM * 0.7, solid.r + RIM * 0.7, rim_of(colour))
            self.capsule(solid.start, solid.end, solid.r, solid.r, colour)
        elif isinstance(solid, Pad):
            for grown, tone in ((RIM, rim_of(colour)), (0.0, colour)):
                self._pad(solid, solid.r + grown, tone)
        else:
            self._wheel(solid, colour)

    def _box(self, box: Box, colour: Colour) -> None:
        (x0, y0, z0), (x1, y1, z1) = box.low, box.high
        front = x1 if self.cam.toward[0] >= 0 else x0
        faces = (
            (((x0, y0, z1), (x1, y0, z1), (x1, y1, z1), (x0, y1, z1)), mixed(colour, (255, 255, 255), 0.32)),
            (((x0, y0, z0), (x1, y0, z0), (x1, y0, z1), (x0, y0, z1)), colour),
            (
                ((front, y0, z0), (front, y1, z0), (front, y1, z1), (front, y0, z1)),
                mixed(colour, ROOM["ink"], 0.16),
            ),
        )
        for corners, tone in faces:
            self.draw.polygon([self.cam.see(c) for c in corners], fill=self._fill(tone))

    def _pad(self, pad: Pad, r: float, colour: Colour) -> None:
        outline: list[Point] = []
        for x, y in (self.cam.see(p) for p in (*pad.near, *pad.far)):
            outline += [(x + r * self.cam.k * c, y + r * self.cam.k * s) for c, s in ROUND]
        self.draw.polygon(hull(outline), fill=self._fill(colour))

    def _wheel(self, wheel: Wheel, colour: Colour) -> None:
        x, y = self.cam.see(wheel.centre)
        tall, thick = wheel.r * self.cam.k, wheel.thick * self.cam.k
        wide = tall * self.cam.right[0] + thick / 2
        tall += thick / 2
        self.draw.ellipse((x - wide, y - tall, x + wide, y + tall), outline=colour, width=round(thick))
        if wheel.thick > 1.5:
            self.ball(wheel.centre, wheel.thick, colour)


def blank(cam: Camera, disc: Colour) -> Image.Image:
    """The empty room: card, a soft disc behind the person, and a floor that runs to the edges."""
    image = Image.new("RGB", (cam.width, cam.height), ROOM["card"])
    draw = ImageDraw.Draw(image)
    x, y, r = cam.width / 2, cam.height * 0.5, cam.height * 0.43
    draw.ellipse((x - r, y - r, x + r, y + r), fill=disc)
    far = cam.see((cam.toward[0] * -70, cam.toward[1] * -70, 0.0))[1]
    draw.rectangle((0, far, cam.width, cam.height), fill=ROOM["floor"])
    draw.rectangle((0, far, cam.width, far + 1.3 * BIG), fill=ROOM["edge"])
    return image
