"""Picture: one frame, the whole loop, and the still of a movement."""

from collections.abc import Iterator

from PIL import Image, ImageDraw, ImageOps

from messages.figures.drawing.body import HEAD, PosedBody
from messages.figures.drawing.camera import BIG, Camera
from messages.figures.drawing.feeling import felt_at
from messages.figures.drawing.keys import Figure
from messages.figures.drawing.looks import DISC, LOOKS, ROOM, mixed
from messages.figures.drawing.order import PaintedPart, in_order
from messages.figures.drawing.props import carried, passing, standing, support
from messages.figures.drawing.skeleton import partner_at, solve
from messages.figures.drawing.solids import Solid
from messages.figures.drawing.timeline import Pose, partner_line, props_of, rounds, timeline_of
from messages.figures.drawing.vectors import V, add, norm, sub
from messages.figures.painting import signs
from messages.figures.painting.canvas import Canvas, blank
from messages.figures.painting.person import Dress, parts_of

FPS = 20
DISSOLVE = 8  # frames of the cross-fade from one side to the other
SOFT = {"mat", "bed"}  # shoes stay off there
GHOST = 0.55  # how clearly the start is seen behind the end


class Painter:
    """One movement ready to be painted; fixed things are painted once."""

    def __init__(self, figure: Figure) -> None:
        self.figure, self.look = figure, LOOKS[figure.look]
        self.cam, self.line = Camera(figure.view), timeline_of(figure)
        self.other = partner_line(figure) if figure.partner else None
        self.solids = standing(figure.props)
        self.barefoot = any(prop["kind"] in SOFT for prop in figure.props)
        self.room = blank(self.cam, DISC.get(figure.category, ROOM["card"]))
        canvas = Canvas(self.room, self.cam)
        for part in in_order([self._solid(canvas, each) for each in self.solids], self.cam):
            part.paint()

    @staticmethod
    def _solid(canvas: Canvas, solid: Solid) -> PaintedPart:
        return PaintedPart(lambda: canvas.solid(solid), solid=solid)

    def frame(self, t: float, second: bool = False, ghost: Pose | None = None) -> Image.Image:
        """The large picture at `t` seconds; mirrored for the second side of a mirrored movement."""
        image, pose = self.room.copy(), self.line.pose(t)
        if self.figure.floor:
            self._floor(image, t)
            self._passing(image, t)
        body = solve(pose)
        self._shadow(image, body)
        if ghost:
            self._ghost(image, ghost)
        self._people(image, body, pose, t)
        for feel, strength in pose.feels:
            if feel:
                signs.glow(image, self.cam, felt_at(feel, body), strength)
        mouth = body.head.at(body.at["head"], front=HEAD, up=-4.5)
        signs.air(image, self.cam, mouth, body.head.front, pose.number("air"), t)
        return ImageOps.mirror(image) if second else image

    def signed(self, image: Image.Image, t: float, second: bool = False) -> Image.Image:
        """The picture at its real size, with signs that are never mirrored."""
        if self.figure.breath == "square":
            signs.square(image, self.line.pose(t).number("breath"), t % self.line.seconds / self.line.seconds)
        elif self.figure.breath:
            signs.breath(image, self.line.pose(t).number("breath"))
        if self.figure.sides == "mirror":
            signs.side_dots(image, second)
        elif self.figure.sides in ("tween", "directions"):
            signs.side_dots(image, self._later_half(t))
        return image.reduce(BIG)

    def _later_half(self, t: float) -> bool:
        half = len(self.line.keys) // 2
        begins = self.line.starts[half] - self.line.keys[half].takes / 2
        ends = self.line.seconds - self.line.keys[0].takes / 2
        return begins <= t % self.line.seconds < ends

    def _people(self, image: Image.Image, body: PosedBody, pose: Pose, t: float) -> None:
        """The person, the partner and what they carry, among the fixed things."""
        canvas = Canvas(image, self.cam)
        dress = Dress(self.look, self.barefoot, bool(self.figure.breath), pose.number("breath"))
        parts = parts_of(canvas, body, dress)
        parts += [self._solid(canvas, each) for each in self.solids]
        things = carried(props_of(self.figure, t), body, t / self.line.seconds)
        if self.other:
            second = partner_at(self.figure, self.other, t)
            self._shadow(image, second)
            parts += parts_of(canvas, second, dress._replace(look=LOOKS[self.figure.partner["look"]]))
            things += carried(props_of(self.figure, t, partner=True), second)
        moving = [self._solid(canvas, each) for each in things]
        ordered = in_order([*parts, *moving], self.cam)
        fixed = {id(part) for part in parts if part.solid}
        begun = False
        for part in ordered:
            begun = begun or id(part) not in fixed
            if begun:
                part.paint()

    def _ghost(self, image: Image.Image, pose: Pose) -> None:
        mask = Image.new("L", image.size)
        body = solve(pose)
        for part in parts_of(
            Canvas(mask, self.cam, flat=True), body, Dress(self.look, self.barefoot, True, 0.0)
        ):
            part.paint()
        tone = mixed(DISC.get(self.figure.category, ROOM["card"]), ROOM["ink"], 0.22)
        image.paste(tone, (0, 0), mask.point([round(v * GHOST) for v in range(256)]))

    def _shadow(self, image: Image.Image, body: PosedBody) -> None:
        """Soft shadows where the body is near its support."""
        draw = ImageDraw.Draw(image, "RGBA")
        for one, two in (("heel_l", "toe_l"), ("heel_r", "toe_r"), ("knee_l", "knee_l"), ("knee_r", "knee_r"),
                         ("pelvis", "chest"), ("hand_l", "hand_l"), ("hand_r", "hand_r")):  # fmt: skip
            a, b = body.at[one], body.at[two]
            ground = min(support(self.solids, a), support(self.solids, b))
            high = min(a[2], b[2]) - ground
            if high < 22:
                self._spot(
                    draw, (a[0], a[1], ground), (b[0], b[1], ground), 6.5 - high * 0.15, round(34 - high)
                )

    def _spot(self, draw: ImageDraw.ImageDraw, a: V, b: V, r: float, alpha: int) -> None:
        (ax, ay), (bx, by) = self.cam.see(a), self.cam.see(b)
        wide, flat = r * self.cam.k, max(1.6, r * 0.42) * self.cam.k
        y0, y1 = min(ay, by), max(ay, by)
        draw.ellipse(
            (min(ax, bx) - wide, y0 - flat, max(ax, bx) + wide, y1 + flat), fill=(*ROOM["ink"], alpha)
        )

    def _floor(self, image: Image.Image, t: float) -> None:
        """Floor marks that pass by on a walk; their spacing divides the distance of a loop."""
        draw = ImageDraw.Draw(image)
        way = self.figure.floor * self.line.seconds
        gap = way / max(1, round(way / 44))
        shift = (self.figure.floor * t) % gap
        for row, y in ((0.0, 34.0), (0.5, -30.0)):
            for n in range(-5, 7):
                x = (n + row) * gap - shift
                ends = [self.cam.see((x, y, 0)), self.cam.see((x + 15, y, 0))]
                draw.line(ends, fill=ROOM["edge"], width=round(2.0 * self.cam.k))

    def _passing(self, image: Image.Image, t: float) -> None:
        """Things along the path, behind the walking person."""
        canvas, floor = Canvas(image, self.cam), self.figure.floor
        solids = passing(self.figure.props, floor * t, floor * self.line.seconds)
        for part in in_order([self._solid(canvas, each) for each in solids], self.cam):
            part.paint()


def loop(figure: Figure) -> Iterator[Image.Image]:
    """All frames at real size, one after another."""
    scene = Painter(figure)
    count = round(scene.line.seconds * FPS)
    times = [n * scene.line.seconds / count for n in range(count)]
    mirrored = figure.sides == "mirror"
    fades = mirrored or scene.line.cuts
    again = rounds(scene.line.seconds * (2 if mirrored else 1))
    for _ in range(again):
        for second in (False, True) if mirrored else (False,):
            for n, t in enumerate(times):
                image = scene.frame(t, second)
                left = count - n
                if fades and left <= DISSOLVE:
                    image = Image.blend(
                        image, scene.frame(0.0, second != mirrored), 1 - left / (DISSOLVE + 1)
                    )
                yield scene.signed(image, t, second != (mirrored and left <= DISSOLVE // 2))


def still_key(figure: Figure) -> int:
    """The key (0-based) of the still: the given one, else the one that glows most, else the furthest."""
    if figure.still:
        return figure.still - 1
    line = timeline_of(figure)
    glows = [key.numbers.get("glow", 0.0) for key in figure.keys]
    if max(glows) > min(glows):
        return glows.index(max(glows))
    bodies = [solve(line.pose(line.starts[n])) for n in range(len(figure.keys))]
    far = [sum(norm(sub(body.at[j], bodies[0].at[j])) for j in body.at) for body in bodies]
    return far.index(max(far))


def still(figure: Figure) -> Image.Image:
    """The still: the end of the movement, its start as a ghost, and an arrow between them."""
    scene, n = Painter(figure), still_key(figure)
    line = scene.line
    end = line.starts[n] + min(0.05, line.keys[n].holds)
    start = figure.arrow.get("from", 1) - 1
    begin = line.ends[start] if start < n or not n else line.ends[start] - line.seconds
    ghost = line.pose(begin) if n != start and figure.arrow.get("ghost", True) else None
    image = scene.frame(end, ghost=ghost)
    off: V = tuple(figure.arrow.get("off", (0.0, 0.0, 0.0)))
    for joint in figure.arrow.get("joints", []):
        path = [add(solve(line.pose(begin + (end - begin) * k / 40)).at[joint], off) for k in range(41)]
        signs.arrow(image, scene.cam, path)
    for places in figure.arrow.get("paths", []):
        signs.arrow(image, scene.cam, [(float(x), float(y), float(z)) for x, y, z in places])
    return scene.signed(image, end)
