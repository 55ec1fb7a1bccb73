"""Head: a simple face with hair or a scarf, seen from any direction."""

from messages.figures.drawing.body import HEAD, PosedBody
from messages.figures.drawing.looks import ROOM, Look, mixed
from messages.figures.drawing.vectors import BodyFrame, V, add, dot, scale, sub, unit
from messages.figures.painting.canvas import RIM, Canvas, rim_of

# Balls of hair behind the head: forward, left, up of its middle, and radius.
BEHIND = {
    "bun": ((-9.5, 0.0, 8.0, 4.8),),
    "long": ((-6.0, 0.0, -6.0, 7.2), (-7.0, 0.0, -12.0, 6.0), (-7.0, 0.0, -17.0, 4.4)),
    "grey bob": ((-4.6, 0.0, -5.0, 8.4), (-1.0, 5.0, -5.5, 6.0), (-1.0, -5.0, -5.5, 6.0)),
    "curls": (
        (-9.5, 0.0, 3.0, 6.4),
        (-7.5, 6.0, 6.0, 6.4),
        (-7.5, -6.0, 6.0, 6.4),
        (-2.5, 0.0, 10.0, 6.4),
        (-5.5, 5.0, -3.0, 6.4),
        (-5.5, -5.0, -3.0, 6.4),
        (-10.5, 0.0, -4.0, 6.4),
        (0.5, 5.0, 9.0, 6.4),
        (0.5, -5.0, 9.0, 6.4),
    ),
}


def paint_head(canvas: Canvas, body: PosedBody, look: Look, eyes_closed: bool) -> None:
    """Neck, hair, face, from behind or from the front."""
    middle, frame = body.at["head"], body.head
    facing = dot(frame.front, canvas.cam.toward)
    from_behind = facing < -0.35
    _neck(canvas, body, look)
    if not from_behind:
        _behind(canvas, middle, frame, look)
    _skull(canvas, middle, frame, look, from_behind)
    if from_behind:
        _behind(canvas, middle, frame, look)
    elif not canvas.flat:
        _face(canvas, middle, frame, look, facing, eyes_closed)


def _neck(canvas: Canvas, body: PosedBody, look: Look) -> None:
    base, top = body.at["neck"], body.head.at(body.at["head"], front=-2.0, up=-5.0)
    scarf = look.style == "scarf"
    tone = look.hair if scarf else mixed(look.skin, ROOM["ink"], 0.10)
    wide = 6.6 if scarf else 4.5
    base = body.chest.at(base, up=-2.5)
    canvas.capsule(base, top, wide + RIM + (2 if scarf else 0), wide + RIM, rim_of(tone))
    canvas.capsule(base, top, wide + (2 if scarf else 0), wide, tone)


def _behind(canvas: Canvas, middle: V, frame: BodyFrame, look: Look) -> None:
    balls = BEHIND.get(look.style, ())
    for grown, tone in ((RIM, rim_of(look.hair)), (0.0, look.hair)):
        for front, left, up, r in balls:
            canvas.ball(frame.at(middle, front, left, up), r + grown, tone)


def _skull(canvas: Canvas, middle: V, frame: BodyFrame, look: Look, from_behind: bool) -> None:
    jaw = frame.at(middle, front=2.6, up=-5.6)
    face = frame.at(middle, front=1.4, up=-1.2)
    cap = look.skin if look.style == "bald" else look.hair
    top = frame.at(middle, front=-1.6, up=1.8)
    size = HEAD + (1.0 if look.style == "scarf" else -0.2)
    canvas.ball(top, size + RIM, rim_of(cap))
    canvas.capsule(face, jaw, HEAD - 1.6 + RIM, 7.0 + RIM, rim_of(look.skin))
    canvas.ball(top, size, cap)
    if from_behind:
        canvas.capsule(middle, frame.at(middle, up=-5.0), HEAD - 1.5, 7.5, cap)
    elif look.style == "scarf":
        canvas.capsule(frame.at(middle, front=-1.5, up=-2.0), jaw, HEAD - 0.4, 8.2, cap)
        canvas.capsule(
            frame.at(middle, front=4.4, up=0.6), frame.at(middle, front=4.0, up=-5.0), 7.4, 5.8, look.skin
        )
    else:
        canvas.capsule(frame.at(middle, front=2.2, up=-1.4), jaw, HEAD - 2.2, 7.0, look.skin)


def _face(canvas: Canvas, middle: V, frame: BodyFrame, look: Look, facing: float, closed: bool) -> None:
    ink = mixed(ROOM["ink"], look.skin, 0.1)
    toward = canvas.cam.toward
    if look.beard:
        for k in (1.0, -1.0):
            jaw = frame.at(middle, front=-0.5, left=5.5 * k, up=-6.4)
            if dot(sub(jaw, middle), toward) > -3:
                canvas.capsule(jaw, frame.at(middle, front=4.6, up=-9.2), 2.6, 4.0, look.hair)
    nose = frame.at(middle, front=HEAD + 0.3, up=-2.0)
    canvas.capsule(
        frame.at(middle, front=HEAD - 2.5, up=0.2), nose, 1.4, 1.7, mixed(look.skin, ROOM["ink"], 0.05)
    )
    if look.style != "scarf" and abs(facing) < 0.8:
        side = frame.left if dot(frame.left, toward) > 0 else scale(frame.left, -1.0)
        ear = add(frame.at(middle, front=-2.2, up=-1.6), side, HEAD * 0.6)
        canvas.ball(ear, 2.5, mixed(look.skin, ROOM["ink"], 0.12))
    for k in (1.0, -1.0):
        _eye(canvas, middle, frame, look, k, closed)
        cheek = unit(add(add(frame.front, frame.left, 0.62 * k), frame.up, -0.34))
        if dot(cheek, toward) > 0.3:
            canvas.dot(add(middle, cheek, HEAD - 1.5), 1.7, mixed(look.skin, (226, 96, 90), 0.28))
    smile = [
        unit(add(add(frame.front, frame.left, 0.3 * k), frame.up, -0.52 + 0.10 * k * k)) for k in _span(4)
    ]
    seen = [add(middle, p, HEAD - 0.9) for p in smile if dot(p, toward) > 0.1]
    if len(seen) > 2:
        lips = (226, 132, 122) if _dark(look) else mixed(ink, (190, 70, 70), 0.3)
        canvas.line(seen, 0.95, lips)


def _dark(look: Look) -> bool:
    return sum(look.skin) < 330


def _eye(canvas: Canvas, middle: V, frame: BodyFrame, look: Look, k: float, closed: bool) -> None:
    """An eye and its brow, if the camera sees them."""
    toward, ink = canvas.cam.toward, ROOM["ink"]
    eye = unit(add(add(frame.front, frame.left, 0.42 * k), frame.up, 0.04))
    if dot(eye, toward) <= 0.06:
        return
    place = add(middle, eye, HEAD - 1.0)
    if closed:
        lid = [
            unit(add(add(frame.front, frame.left, 0.42 * k + 0.13 * n), frame.up, -0.02 + 0.06 * n * n))
            for n in _span(3)
        ]
        canvas.line([add(middle, p, HEAD - 1.0) for p in lid], 0.75, ink)
    else:
        if _dark(look):  # ink alone would not be seen
            canvas.dot(place, 1.7, mixed((246, 240, 232), look.skin, 0.12), 1.1)
        canvas.dot(place, 1.15, ink, 1.2)
    brow = [
        unit(add(add(frame.front, frame.left, 0.42 * k + 0.16 * n), frame.up, 0.36 - 0.03 * n * n))
        for n in _span(2)
    ]
    tone = ROOM["ink"] if look.style in ("bald", "scarf") else mixed(look.hair, ROOM["ink"], 0.3)
    canvas.line([add(middle, p, HEAD - 0.6) for p in brow], 0.8, tone)
    if look.glasses:
        x, y = canvas.cam.see(place)
        r = 2.9 * canvas.cam.k
        wide = r * max(0.5, dot(eye, toward))
        canvas.draw.ellipse(
            (x - wide, y - r, x + wide, y + r), outline=ink, width=max(1, round(0.6 * canvas.cam.k))
        )


def _span(n: int) -> list[float]:
    return [k / n for k in range(-n, n + 1)]
