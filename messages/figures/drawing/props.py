"""Props: furniture and small things, by the entries of `props` in the key frames."""

from collections.abc import Callable, Sequence

from messages.figures.drawing import furniture, outdoors, travel
from messages.figures.drawing.body import PosedBody
from messages.figures.drawing.furniture import Entry
from messages.figures.drawing.solids import Box, Pad, Rod, Solid, Wheel
from messages.figures.drawing.vectors import V, add

# The entry of a movement's `needs` that a prop stands for; None: no entry needed.
THING_OF: dict[str, str | None] = {
    "chair": "chair",
    "wheelchair": "chair",
    "desk": "desk",
    "wall": "wall",
    "window": None,
    "stairs": "stairs",
    "step": "step",
    "rail": None,
    "mat": "mat",
    "bed": "bed",
    "cushion": "cushion",
    "book": "cushion",
    "ball": "ball",
    "band": "band",
    "plant": None,
    "door": None,
    "speaker": "music",
    "cup": None,
    "tap": None,
    "tree": None,
    "fir": None,
    "lamp": None,
    "bush": None,
    "bench": None,
    "sun": None,
    "bag": None,
    "paper": None,
    "dog": None,
    "note": "music",
    "clock": None,
    "level": None,
    **travel.THINGS,
}


def mat(e: Entry) -> list[Solid]:
    y, w = e.get("y", 0.0), e.get("wide", 34.0)
    return [Box((e.get("from", -90.0), y - w, 0), (e.get("to", 90.0), y + w, 1.6), "mat")]


def cushion(e: Entry) -> list[Solid]:
    """From `at` to `to` [x, y, z], `wide` cm to each side, `r` thick."""
    a, b, r, w = _place(e["at"]), _place(e["to"]), e.get("r", 4.0), e.get("wide", 12.0)
    near, far = (((a[0], a[1] + y, a[2]), (b[0], b[1] + y, b[2])) for y in (-w, w))
    return [Pad(near, far, r, e.get("tone", "cushion"))]


def plant(e: Entry) -> list[Solid]:
    x, y = e.get("x", 60.0), e.get("y", 40.0)
    leaves = ((-14, 62), (12, 66), (-4, 80), (-22, 44), (20, 48))
    return [
        *(Rod((x, y, 26), (x + dx, y, z), 4.5, "leaf") for dx, z in leaves),
        Rod((x, y, 6), (x, y, 24), 10, "pot"),
    ]


def speaker(e: Entry) -> list[Solid]:
    """A small loudspeaker for music, on the floor or at height z."""
    x, y, z = e.get("x", 50.0), e.get("y", 40.0), e.get("z", 0.0)
    return [
        Box((x - 9, y - 8, z), (x + 9, y + 8, z + 34), "screen"),
        Rod((x, y - 8.5, z + 11), (x, y - 8.5, z + 11), 5.5, "metal"),
        Rod((x, y - 8.5, z + 24), (x, y - 8.5, z + 24), 3.2, "metal"),
    ]


def book(e: Entry) -> list[Solid]:
    x, y, z = _place(e["at"])
    return [Box((x - 9, y - 11, z), (x + 9, y + 11, z + e.get("thick", 3.0)), "book", hard=False)]


def cup(e: Entry) -> list[Solid]:
    """A mug standing at `at`."""
    x, y, z = _place(e["at"])
    tone = e.get("tone", "book")
    return [
        Wheel((x - 5, y, z + 5.5), 3.2, 1.3, tone),
        Box((x - 4, y - 4, z), (x + 4, y + 4, z + 10), tone, hard=False),
    ]


def sun(e: Entry) -> list[Solid]:
    at = _place(e["at"])
    return [Rod(at, at, e.get("r", 12.0), "cushion")]


def note(e: Entry) -> list[Solid]:
    """A musical note in the air, its head at `at`."""
    x, y, z = _place(e["at"])
    across = e.get("turned", 0.0)  # share of y in the direction of its flag
    return [
        Rod((x, y, z), (x + (1 - across) * 2, y + across * 2, z + 0.8), 4.0, "arrow"),
        Rod(
            (x + (1 - across) * 5, y + across * 5, z + 1),
            (x + (1 - across) * 5, y + across * 5, z + 20),
            0.9,
            "arrow",
        ),
        Rod(
            (x + (1 - across) * 5, y + across * 5, z + 20),
            (x + (1 - across) * 13, y + across * 13, z + 14),
            1.5,
            "arrow",
        ),
    ]


def level(e: Entry) -> list[Solid]:
    """A dashed line at height z, for comparison."""
    x0, x1, y, z = e.get("from", 0.0), e.get("to", 60.0), e.get("y", 40.0), e.get("z", 50.0)
    count = max(1, round((x1 - x0) / 9))
    run = (x1 - x0) / count
    return [Rod((x0 + n * run, y, z), (x0 + n * run + run / 2, y, z), 0.7, "arrow") for n in range(count)]


MOVES = {"with", "between", "passes"}

STANDING: dict[str, Callable[[Entry], list[Solid]]] = {
    "chair": furniture.chair,
    "wheelchair": furniture.wheelchair,
    "desk": furniture.desk,
    "wall": furniture.wall,
    "window": furniture.window,
    "door": furniture.door,
    "stairs": furniture.stairs,
    "step": furniture.step,
    "rail": furniture.rail,
    "mat": mat,
    "bed": furniture.bed,
    "cushion": cushion,
    "plant": plant,
    "speaker": speaker,
    "book": book,
    "cup": cup,
    "tree": outdoors.tree,
    "fir": outdoors.fir,
    "bush": outdoors.bush,
    "lamp": outdoors.lamp,
    "bench": outdoors.bench,
    "sun": sun,
    "note": note,
    "level": level,
    **travel.STANDING,
}


def standing(props: Sequence[Entry]) -> list[Solid]:
    """Solids of all fixed props."""
    return [
        solid
        for e in props
        if e["kind"] in STANDING and not MOVES & e.keys()
        for solid in STANDING[e["kind"]](e)
    ]


def passing(props: Sequence[Entry], shift: float, way: float) -> list[Solid]:
    """Solids that pass by on a walk, moved by `shift` cm; they repeat every `way` cm."""
    return [
        solid
        for e in props
        if e.get("passes")
        for n in (-1, 0, 1)
        for solid in STANDING[e["kind"]]({**e, "x": e.get("x", 0.0) - shift + n * way})
    ]


def clock(e: Entry, body: PosedBody) -> list[Solid]:
    """A clock face on the belly, 12 towards the head, with a ball that rolls as the pelvis tilts."""
    pelvis, r = body.pelvis, e.get("r", 9.5)
    middle = body.frames[1].at(body.spine[1], front=e.get("front", 12.0))
    marks = [
        pelvis.at(middle, 2.0, r * 0.78 * x, r * 0.78 * y) for x, y in ((0, 1), (1, 0), (0, -1), (-1, 0))
    ]
    way = (pelvis.front[0], pelvis.front[1], 0.0)
    ball = add(add(middle, (0.0, -2.6, 7.0)), way, r * e.get("rolls", 2.6))  # in front of the clock face
    return [
        Rod(middle, middle, r, "linen"),
        *(Rod(p, p, 1.5 if n == 0 else 0.9, "screen") for n, p in enumerate(marks)),
        Rod(ball, ball, 2.8, "ball"),
    ]


def carried(props: Sequence[Entry], body: PosedBody, share: float = 0.0) -> list[Solid]:
    """Solids that move with the body: `with` a joint, or `between` two; `share` of the loop is over."""
    found: list[Solid] = []
    for e in props:
        if e["kind"] == "clock":
            found += clock(e, body)
        elif e["kind"] == "dog":
            found += outdoors.dog(e, body.at[e["lead"]], share)
        elif e["kind"] == "paper":
            found.append(_paper(body, e["under"][-1]))
        elif "between" in e:
            a, b = (body.at[joint] for joint in e["between"])
            if e.get("above"):  # on the thighs rather than at the knees
                a, b = (add(p, (0.0, 0.0, 1.0), e["above"]) for p in (a, b))
            found += _held(a, b, e.get("loop", 0.0), e.get("r", 2.2), e.get("tone", e["kind"]))
        elif "with" in e:
            at = add(body.at[e["with"]], _place(e.get("off", (0, 0, 0))))
            to = add(at, _place(e.get("long", (0, 0, 0))))
            found.append(Rod(at, to, e.get("r", 4.0), e.get("tone", e["kind"])))
    return found


def _paper(body: PosedBody, s: str) -> Solid:
    """A sheet on the floor, under a foot that slides."""
    x, y = body.at[f"toe_{s}"][0] - 9, body.at[f"toe_{s}"][1]
    near, far = (((x - 15, y + w, 0.2), (x + 15, y + w, 0.2)) for w in (-11, 11))
    return Pad(near, far, 0.4, "cup")


def _held(a: V, b: V, wide: float, r: float, tone: str) -> list[Solid]:
    """A bar from joint to joint, or a loop around both that is `wide` cm to each side."""
    if not wide:
        return [Rod(a, b, r, tone)]
    (back, front), (back_b, front_b) = ((add(p, (-wide, 0.0, 0.0)), add(p, (wide, 0.0, 1.0))) for p in (a, b))
    edges = ((back, back_b), (front, front_b), (back, front), (back_b, front_b))
    return [Rod(one, two, r, tone) for one, two in edges]


def support(solids: Sequence[Solid], p: V) -> float:
    """Height of the support under a place: the floor, or the highest top not above it."""
    tops = [
        each.high[2]
        for each in solids
        if isinstance(each, Box)
        and each.hard
        and each.low[0] <= p[0] <= each.high[0]
        and each.low[1] <= p[1] <= each.high[1]
        and each.high[2] <= p[2] + 4
    ]
    return max([0.0, *tops])


def _place(values: Sequence[float]) -> V:
    x, y, z = values
    return (float(x), float(y), float(z))
