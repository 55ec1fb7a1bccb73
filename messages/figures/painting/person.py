"""Person: trunk, limbs and head as parts with their depth."""

from typing import NamedTuple

from messages.figures.drawing.body import PosedBody
from messages.figures.drawing.looks import ROOM, Colour, Look, mixed
from messages.figures.drawing.order import PaintedPart, Segment
from messages.figures.drawing.vectors import BodyFrame, V, add, mix, scale, sub, unit
from messages.figures.painting.canvas import RIM, Canvas, rim_of
from messages.figures.painting.head import paint_head

# Half width and half depth of the trunk at each place of the spine, cm.
TRUNK = ((15.2, 10.2), (14.4, 9.8), (13.2, 9.2), (13.4, 9.4), (14.6, 9.9), (15.4, 9.2), (12.6, 6.6))
FAR = 0.30  # share of the background colour in a limb behind its twin
HIP_R, KNEE_R, ANKLE_R = 9.2, 6.5, 4.3
ARM_R, ELBOW_R, WRIST_R = 5.2, 4.2, 3.1


class Dress(NamedTuple):
    """How a person is painted in this frame."""

    look: Look
    barefoot: bool  # in socks, on a mat or a bed
    eyes_closed: bool
    breath: float


def parts_of(canvas: Canvas, body: PosedBody, dress: Dress) -> list[PaintedPart]:
    """All parts of a person, in no order."""
    parts = [_trunk(canvas, body, dress), _head(canvas, body, dress)]
    for s in "lr":
        parts += [*_leg(canvas, body, dress, s), *_arm(canvas, body, dress, s)]
    return parts


def _faded(canvas: Canvas, body: PosedBody, colour: Colour, joint: str, s: str) -> Colour:
    """A limb behind its twin fades towards the background, gradually rather than abruptly."""
    other = "r" if s == "l" else "l"
    behind = canvas.cam.depth(body.at[f"{joint}_{other}"]) - canvas.cam.depth(body.at[f"{joint}_{s}"])
    return mixed(colour, ROOM["card"], FAR * min(1.0, max(0.0, (behind - 3) / 9)))


def _bone(canvas: Canvas, a: V, b: V, ra: float, rb: float, colour: Colour) -> None:
    canvas.capsule(a, b, ra + RIM, rb + RIM, rim_of(colour))
    canvas.capsule(a, b, ra, rb, colour)


def _weld(canvas: Canvas, joint: V, towards: V, r: float, colour: Colour, length: float = 5.0) -> None:
    """Hide the rim at a joint by filling it again, some way into the other part."""
    canvas.capsule(joint, add(joint, unit(sub(towards, joint)), length), r - 0.05, r - 0.25, colour)


def _leg(canvas: Canvas, body: PosedBody, dress: Dress, s: str) -> list[PaintedPart]:
    look, at = dress.look, body.at
    hip, knee, ankle = at[f"hip_{s}"], at[f"knee_{s}"], at[f"ankle_{s}"]
    cloth, skin = (_faded(canvas, body, tone, "hip", s) for tone in (look.bottom, look.skin))
    h, n, e = HIP_R * look.build, KNEE_R * look.build, ANKLE_R * (1 + look.build) / 2
    shin = skin if look.shorts else cloth
    root = add(hip, unit(sub(knee, hip)), 3.0)  # below the hem of the shirt

    def thigh_part() -> None:
        _bone(canvas, root, knee, h, n, shin)
        if look.shorts:
            canvas.capsule(root, mix(hip, knee, 0.58), h + 0.3, n + (h - n) * 0.4 + 0.9, cloth)
        _weld(canvas, root, hip, h, cloth, 4.0)
        _weld(canvas, knee, ankle, n, shin)

    def shin_part() -> None:
        calf = add(mix(knee, ankle, 0.28), body.legs[s].shin_front, -1.0)
        canvas.capsule(knee, ankle, n + RIM, e + RIM, rim_of(shin))
        canvas.capsule(calf, mix(knee, ankle, 0.85), n - 0.6 + RIM, e + RIM, rim_of(shin))
        canvas.capsule(knee, ankle, n, e, shin)
        canvas.capsule(calf, mix(knee, ankle, 0.85), n - 0.6, e, shin)
        _weld(canvas, knee, hip, n, shin)

    return [
        PaintedPart(thigh_part, [(hip, knee, h, n)]),
        PaintedPart(shin_part, [(mix(knee, ankle, 0.06), ankle, n, e)], near=0.4),
        _foot(canvas, body, dress, s),
    ]


def _foot(canvas: Canvas, body: PosedBody, dress: Dress, s: str) -> PaintedPart:
    foot, ankle = body.legs[s].foot, body.at[f"ankle_{s}"]
    heel, ball = foot.at(ankle, front=-2.6, up=-4.2), foot.at(ankle, front=12.5, up=-5.2)
    tip = foot.at(ankle, front=17.2, up=-5.7)
    shoe = _faded(canvas, body, dress.look.shoe, "hip", s)
    if dress.barefoot:
        shoe = mixed(_faded(canvas, body, dress.look.bottom, "hip", s), (255, 255, 255), 0.72)
    sole = mixed(ROOM["ink"], shoe, 0.55)

    def paint() -> None:
        rim = rim_of(shoe)
        outline = ((ankle, heel, 4.0, 3.8), (heel, ball, 3.8, 2.9), (ball, tip, 2.9, 2.3))
        for a, b, ra, rb in outline:
            canvas.capsule(a, b, ra + RIM, rb + RIM, rim)
        if not dress.barefoot:
            low = [(foot.at(ankle, front=f, up=-6.6), r) for f, r in ((-3.4, 1.7), (18.0, 1.5))]
            canvas.capsule(low[0][0], low[1][0], low[0][1] + RIM, low[1][1] + RIM, rim)
        for a, b, ra, rb in outline:
            canvas.capsule(a, b, ra, rb, shoe)
        if not dress.barefoot:
            canvas.capsule(low[0][0], low[1][0], 1.4, 1.2, sole)

    return PaintedPart(paint, [(heel, tip, 4.0, 2.5)], near=0.8)


def _arm(canvas: Canvas, body: PosedBody, dress: Dress, s: str) -> list[PaintedPart]:
    look, at = dress.look, body.at
    shoulder, elbow, hand = at[f"shoulder_{s}"], at[f"elbow_{s}"], at[f"hand_{s}"]
    sleeve, skin = (_faded(canvas, body, tone, "shoulder", s) for tone in (look.top, look.skin))
    a, e, w = ARM_R * look.build, ELBOW_R * (0.3 + 0.7 * look.build), WRIST_R
    long = look.sleeves > 1
    upper = sleeve if long else skin

    def upper_part() -> None:
        _bone(canvas, shoulder, elbow, a, e, upper)
        if not long:
            hem = mix(shoulder, elbow, look.sleeves)
            canvas.capsule(shoulder, hem, a + 0.5 + RIM, e + 1.3 + RIM, rim_of(sleeve))
            canvas.capsule(shoulder, hem, a + 0.5, e + 1.3, sleeve)
        _weld(canvas, shoulder, body.chest.at(at["chest"], up=-3.0), a + 0.3, sleeve, 6.0)
        _weld(canvas, elbow, hand, e, upper, 3.5)

    def lower_part() -> None:
        _bone(canvas, elbow, hand, e, w, upper if long else skin)
        _weld(canvas, elbow, shoulder, e, upper, 3.5)
        _hand(canvas, body, s, skin)
        if long:
            cuff = mix(elbow, hand, min(0.95, look.sleeves - 0.85))
            _bone(canvas, elbow, cuff, e, w + 0.4, sleeve)
            _weld(canvas, elbow, shoulder, e, sleeve, 3.5)

    bones = [(mix(elbow, hand, 0.1), hand, e, w), (hand, add(hand, body.fingers[s], 6.0), 3.4, 2.6)]
    upper_bone = [(shoulder, elbow, a, e)]
    return [PaintedPart(upper_part, upper_bone, near=0.3), PaintedPart(lower_part, bones, near=0.6)]


def _hand(canvas: Canvas, body: PosedBody, s: str, skin: Colour) -> None:
    hand, fingers = body.at[f"hand_{s}"], body.fingers[s]
    inner = scale(body.chest.left, -1.0 if s == "l" else 1.0)
    thumb = add(add(hand, fingers, 3.2), unit(add(inner, body.chest.front, 0.9)), 3.2)
    knuckle, tip = add(hand, fingers, 3.4), add(hand, fingers, 7.4)
    bits = ((hand, knuckle, 3.2, 3.5), (knuckle, tip, 3.4, 2.5), (hand, thumb, 2.0, 1.5))
    for a, b, ra, rb in bits:
        canvas.capsule(a, b, ra + RIM, rb + RIM, rim_of(skin))
    for a, b, ra, rb in bits:
        canvas.capsule(a, b, ra, rb, skin)
    canvas.capsule(mix(body.at[f"elbow_{s}"], hand, 0.85), hand, WRIST_R, WRIST_R, skin)


def _trunk(canvas: Canvas, body: PosedBody, dress: Dress) -> PaintedPart:
    look = dress.look
    shirt = [_section(body, dress, n) for n in range(len(TRUNK))]
    hem = body.pelvis
    shirt[0] = (hem.at(shirt[0][0], up=4.5), *shirt[0][1:])
    pelvis = [(hem.at(body.spine[0], up=up), hem, w * look.build, d * look.build) for up, w, d in HIPS]
    bones = [(a, b, 10.0, 10.0) for a, b in zip(body.spine, body.spine[1:], strict=False)]
    yoke = (body.at["shoulder_l"], body.at["shoulder_r"])

    def paint() -> None:
        for wider, shade in ((RIM, True), (0.0, False)):
            top, bottom = (rim_of(look.top), rim_of(look.bottom)) if shade else (look.top, look.bottom)
            canvas.sections(pelvis, bottom, wider)
            canvas.capsule(body.at["hip_l"], body.at["hip_r"], 8.4 + wider, 8.4 + wider, bottom)
            canvas.sections(shirt, top, wider)
            r = ARM_R * look.build + 0.2 + wider
            canvas.capsule(*yoke, r, r, top)
            canvas.capsule(body.spine[5], body.at["neck"], 8.2 + wider, 4.6 + wider, top)

    return PaintedPart(paint, [*bones, (*yoke, 6.0, 6.0)])


HIPS = ((5.0, 14.6, 9.9), (0.0, 15.8, 10.4), (-6.0, 13.0, 9.2))


def _section(body: PosedBody, dress: Dress, n: int) -> tuple[V, BodyFrame, float, float]:
    """One oval of the trunk: belly, bust and breath move its front."""
    look, frame, (w, d) = dress.look, body.frames[n], TRUNK[n]
    ahead = (0.0, 0.5, 1.0, 0.8, 0.2, 0.0, 0.0)[n] * look.belly + (0.0, 0.0, 0.0, 0.4, 1.0, 0.4, 0.0)[
        n
    ] * look.bust
    ahead += (0.0, 1.4, 2.6, 2.4, 1.9, 1.0, 0.0)[n] * dress.breath
    wide = (0.0, 0.2, 0.6, 0.9, 0.8, 0.3, 0.0)[n] * dress.breath
    centre = frame.at(body.spine[n], front=ahead / 2)
    return centre, frame, w * look.build + wide, d * look.build + ahead / 2


def _head(canvas: Canvas, body: PosedBody, dress: Dress) -> PaintedPart:
    def paint() -> None:
        paint_head(canvas, body, dress.look, dress.eyes_closed)

    head = body.at["head"]
    bones: list[Segment] = [(head, head, 11.0, 11.0)]
    return PaintedPart(paint, bones, near=1.5)
