"""Signs without words: glow, arrow, a ring that fills with the breath, and two side dots."""

from collections.abc import Sequence
from functools import cache
from math import atan2, cos, sin

from PIL import Image, ImageDraw

from messages.figures.drawing.camera import BIG, Camera
from messages.figures.drawing.looks import ROOM, mixed
from messages.figures.drawing.vectors import V, add
from messages.figures.painting.canvas import Point

GLOW_CM = 11.0
AIR_CM, PUFFS = 40.0, 7  # how far a breath is seen, and in how many puffs


@cache
def _spot(radius: int) -> Image.Image:
    """A soft round light, brightest in the middle."""
    small = 64
    spot = Image.new("L", (small, small))
    for x in range(small):
        for y in range(small):
            d = (((x - 31.5) / 31.5) ** 2 + ((y - 31.5) / 31.5) ** 2) ** 0.5
            value = 0.95 if d < 0.36 else max(0.0, 1 - (d - 0.36) / 0.6) ** 1.5 * 0.72
            spot.putpixel((x, y), round(255 * value))
    return spot.resize((2 * radius, 2 * radius), Image.Resampling.BICUBIC)


def glow(image: Image.Image, cam: Camera, place: V, strength: float) -> None:
    """The glow where a movement is felt."""
    if strength < 0.02:
        return
    radius = round(GLOW_CM * cam.k)
    mask = _spot(radius).point([round(v * strength) for v in range(256)])
    x, y = cam.see(place)
    colour = Image.new("RGB", mask.size, ROOM["glow"])
    image.paste(colour, (round(x) - radius, round(y) - radius), mask)
    draw = ImageDraw.Draw(image, "RGBA")
    r = GLOW_CM * 0.16 * cam.k
    draw.ellipse((x - r, y - r, x + r, y + r), fill=(255, 246, 214, round(230 * strength)))


def arrow(image: Image.Image, cam: Camera, path: Sequence[V], thick: float = 2.1) -> None:
    """A curved arrow along a path in space."""
    points = _smooth([cam.see(p) for p in path])
    if len(points) < 3:
        return
    draw, head = ImageDraw.Draw(image), 6.4 * cam.k
    x1, y1 = points[-1]
    x0, y0 = next((p for p in reversed(points) if _far(p, points[-1]) > head * 0.8), points[0])
    angle = atan2(y1 - y0, x1 - x0)
    shaft = [p for p in points[:-1] if _far(p, points[-1]) > head * 0.8] or points[:1]
    shaft.append((x1 - cos(angle) * head * 0.7, y1 - sin(angle) * head * 0.7))
    for rim, colour in ((1.0, (255, 255, 255)), (0.0, ROOM["arrow"])):
        grown = rim * cam.k
        width = thick * cam.k + 2 * grown
        draw.line(shaft, fill=colour, width=round(width), joint="curve")
        x, y = shaft[0]
        draw.ellipse((x - width / 2, y - width / 2, x + width / 2, y + width / 2), fill=colour)
        tip = (x1 + cos(angle) * grown * 1.6, y1 + sin(angle) * grown * 1.6)
        size = head + grown * 2.4
        wings = [(tip[0] - cos(angle + w) * size, tip[1] - sin(angle + w) * size) for w in (-0.52, 0.52)]
        draw.polygon([tip, *wings], fill=colour)


def _far(p: Point, q: Point) -> float:
    return float(((p[0] - q[0]) ** 2 + (p[1] - q[1]) ** 2) ** 0.5)


def _smooth(points: Sequence[Point]) -> list[Point]:
    """Points some pixels apart, corners rounded."""
    kept = [points[0]]
    kept += [p for n, p in enumerate(points[1:], 1) if _far(p, points[n - 1]) > 0.5]
    for _ in range(6):
        inner = [
            ((a[0] + 2 * b[0] + c[0]) / 4, (a[1] + 2 * b[1] + c[1]) / 4)
            for a, b, c in zip(kept, kept[1:], kept[2:], strict=False)
        ]
        kept = [kept[0], *inner, kept[-1]]
    return kept


def breath(image: Image.Image, share: float) -> None:
    """A ring that fills as the chest does."""
    draw, r, x = ImageDraw.Draw(image), 22.0 * BIG, 36 * BIG
    draw.ellipse(
        (x - r, x - r, x + r, x + r), fill=ROOM["card"], outline=ROOM["breath"], width=round(2.2 * BIG)
    )
    r = (5 + 13.5 * max(0.0, min(1.0, share))) * BIG
    draw.ellipse((x - r, x - r, x + r, x + r), fill=mixed(ROOM["breath"], (255, 255, 255), 0.25))


def square(image: Image.Image, share: float, turn: float) -> None:
    """The breath with holds: a square that fills, and a dot that moves along one side per phase."""
    draw, r, x = ImageDraw.Draw(image), 20.0 * BIG, 38 * BIG
    draw.rounded_rectangle(
        (x - r, x - r, x + r, x + r), 4 * BIG, ROOM["card"], ROOM["breath"], round(2.2 * BIG)
    )
    half = (4 + 11.0 * max(0.0, min(1.0, share))) * BIG
    tone = mixed(ROOM["breath"], (255, 255, 255), 0.25)
    draw.rounded_rectangle((x - half, x - half, x + half, x + half), 3 * BIG, tone)
    corners = ((-1, 1), (-1, -1), (1, -1), (1, 1), (-1, 1))
    side, k = int(turn * 4) % 4, turn * 4 % 1
    (ax, ay), (bx, by) = corners[side], corners[side + 1]
    px, py, dot = x + r * (ax + (bx - ax) * k), x + r * (ay + (by - ay) * k), 5.5 * BIG
    draw.ellipse(
        (px - dot, py - dot, px + dot, py + dot), fill=ROOM["arrow"], outline=(255, 255, 255), width=BIG
    )


def air(image: Image.Image, cam: Camera, mouth: V, ahead: V, strength: float, t: float) -> None:
    """Breath from the mouth: puffs that grow and fade as they move."""
    if strength < 0.02:
        return
    draw = ImageDraw.Draw(image, "RGBA")
    for n in range(PUFFS):
        k = (t * 0.55 + n / PUFFS) % 1
        way = AIR_CM * k * (0.5 + 0.5 * strength)
        x, y = cam.see(add(add(mouth, ahead, 3 + way), (0.0, 0.0, 1.0), 2.5 * k * (1 if n % 2 else -1)))
        r = (1.3 + 2.4 * k) * cam.k
        draw.ellipse((x - r, y - r, x + r, y + r), fill=(*ROOM["breath"], round(190 * strength * (1 - k))))


def side_dots(image: Image.Image, second: bool) -> None:
    """Two dots at the bottom; the filled one is the current side."""
    draw, y = ImageDraw.Draw(image), image.height - 18 * BIG
    for n, x in enumerate((image.width / 2 - 11 * BIG, image.width / 2 + 11 * BIG)):
        on = second == bool(n)
        r = (5.5 if on else 4.5) * BIG
        draw.ellipse((x - r, y - r, x + r, y + r), fill=ROOM["arrow"] if on else ROOM["dim"])
