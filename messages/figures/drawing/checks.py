"""Checks: faults of a figure, from the numbers of every frame, without drawing."""

from collections.abc import Iterator, Sequence

from messages.figures.drawing.body import PosedBody, thickness
from messages.figures.drawing.camera import Camera
from messages.figures.drawing.feeling import WHERE
from messages.figures.drawing.keys import Figure, Key
from messages.figures.drawing.limbs import Limb
from messages.figures.drawing.looks import LOOKS
from messages.figures.drawing.props import THING_OF, standing, support
from messages.figures.drawing.skeleton import partner_at, solve
from messages.figures.drawing.solids import Box, Solid
from messages.figures.drawing.timeline import PoseTimeline, loop_seconds, partner_line, timeline_of
from messages.figures.drawing.vectors import V, norm, sub

FPS = 20
EDGE = 0.03  # of the picture, left free on each side
MISS_CM = 1.0  # a hand or foot may miss its target by this much
FASTEST_CM = 16.0  # per frame (3.2 m/s); faster is a cut, not a movement
SINK_CM = 2.2  # flesh gives way
DEEP_CM = 2.5  # the centre of a joint inside a solid
RESTS_CM = 5.0  # within this distance of a support, it rests on it
SHORTEST, LONGEST = 3.0, 15.0  # seconds of a loop


def faults(figure: Figure) -> list[str]:
    """All faults, in words for the illustrator; empty if the picture may be sent."""
    return [*dict.fromkeys(_plan(figure)), *_frames(figure)]


def _plan(figure: Figure) -> Iterator[str]:
    """Faults found without solving a pose."""
    for look in (figure.look, figure.partner.get("look", figure.look)):
        if look not in LOOKS:
            yield f"there is no look {look}"
    for prop in figure.props:
        if prop["kind"] not in THING_OF:
            yield f"there is no prop {prop['kind']}"
    seconds = loop_seconds(figure)
    if not SHORTEST <= seconds <= LONGEST:
        yield f"the loop lasts {seconds:.1f} s"
    for key in figure.keys:
        if key.feel and key.feel.removesuffix("_l").removesuffix("_r") not in WHERE:
            yield f"nothing is felt at {key.feel}"
    if any(key.numbers.get("glow") for key in figure.keys) and not all(key.feel for key in figure.keys):
        yield "it glows nowhere: the first key needs feel"
    if not figure.floor:
        yield from _standing_feet(figure)


def _standing_feet(figure: Figure) -> Iterator[str]:
    """Faults of feet that move between two keys without being lifted."""
    keys, solids = timeline_of(figure).keys, standing(figure.props)
    for n, key in enumerate(keys):
        after = keys[(n + 1) % len(keys)]
        if not after.takes:  # a cut
            continue
        for foot in ("foot_l", "foot_r"):
            a, b = key.limbs[foot], after.limbs[foot]
            if not (_stands(a, solids) and _stands(b, solids) and a.kind == b.kind) or b.get("lift"):
                continue
            if norm(sub(a.place(), b.place())) > MISS_CM:
                yield f"{foot} slides after key {n % len(figure.keys) + 1}"


def _stands(foot: Limb, solids: Sequence[Solid]) -> bool:
    place = foot.place()
    return foot.kind != "ankle" and abs(place[2] - support(solids, place)) < 0.5


def _frames(figure: Figure) -> list[str]:
    """Faults found in the poses, including the step from the last to the first; the worst of each kind."""
    line, cam, solids = timeline_of(figure), Camera(figure.view), standing(figure.props)
    other = partner_line(figure) if figure.partner else None
    count = round(line.seconds * FPS)
    before = solve(line.pose(0.0 if line.cuts else (count - 1) * line.seconds / count))
    worst: dict[tuple[str, int], float] = {}
    for n in range(count):
        t = n * line.seconds / count
        body = solve(line.pose(t))
        key = _key_near(line, t, figure.keys)
        for fault, by in (
            *_joints(body),
            *_places(body, solids),
            *_in_picture(body, cam),
            *(_in_picture(partner_at(figure, other, t), cam) if other else ()),
            *_jumps(before, body),
        ):
            worst[fault, key] = max(by, worst.get((fault, key), 0.0))
        before = body
    return [f"{fault} {by:.0f} (towards key {key})" for (fault, key), by in worst.items()]


Found = Iterator[tuple[str, float]]  # a fault, and by how many degrees or cm


def _key_near(line: PoseTimeline, t: float, keys: Sequence[Key]) -> int:
    after = [n for n, end in enumerate(line.ends) if t <= end + 1e-9]
    return (after[0] % len(keys) if after else 0) + 1


def _joints(body: PosedBody) -> Found:
    for name, by in body.beyond_limits():
        yield f"beyond the joint: {name}", by
    for limb, miss in body.misses.items():
        if miss > MISS_CM:
            yield f"out of reach: {limb}", miss


def _places(body: PosedBody, solids: Sequence[Solid]) -> Found:
    """Faults of support: a joint below its support or inside a solid, or a body resting on nothing."""
    carried = False
    for name, place, thick in body.flesh():
        ground = support(solids, place)
        if place[2] - thick < ground - SINK_CM - (1.5 if name.startswith(("toe", "heel")) else 0.0):
            yield f"sinks in: {name}", ground - place[2] + thick
        carried = carried or place[2] - thick < ground + RESTS_CM
        for solid in solids:
            if isinstance(solid, Box) and _is_inside(place, thick, solid):
                yield f"inside a {solid.tone}: {name}", solid.high[2] - place[2]
    if not carried:
        yield "nothing is on the floor", 0.0


def _is_inside(place: V, thick: float, box: Box) -> bool:
    """True if the centre of a joint is inside a solid, and not just pressed into its top."""
    return box.hard and box.holds(place, min(DEEP_CM, thick)) and place[2] < box.high[2] - SINK_CM


def _in_picture(body: PosedBody, cam: Camera) -> Found:
    for name, place in body.at.items():
        x, y = cam.see(place)
        pad = (thickness(name) + (4 if name.startswith("hand") else 1)) * cam.k
        room = EDGE * cam.height + pad
        if not (room <= x <= cam.width - room and room <= y <= cam.height - room):
            over = max(room - x, room - y, x + room - cam.width, y + room - cam.height)
            yield f"out of the picture: {name}", over / cam.k


def _jumps(before: PosedBody, body: PosedBody) -> Found:
    for name, place in body.at.items():
        way = norm(sub(place, before.at[name]))
        if way > FASTEST_CM:
            yield f"jumps: {name}", way


def things_shown(figure: Figure) -> set[str]:
    """Things of a movement's `needs` that the picture shows."""
    return {thing for prop in figure.props if (thing := THING_OF[prop["kind"]])}
