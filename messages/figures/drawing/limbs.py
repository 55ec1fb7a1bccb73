"""Limbs: two bones that reach for a target, and the targets of hands and feet."""

from collections.abc import Mapping
from math import sqrt
from typing import NamedTuple

from messages.figures.drawing.body import (
    BALL,
    FOREARM,
    HEAD,
    HEEL,
    SOLE,
    UPPER_ARM,
    PosedBody,
)
from messages.figures.drawing.vectors import (
    UP,
    BodyFrame,
    V,
    across,
    add,
    cross,
    mix,
    norm,
    scale,
    sub,
    turn,
    unit,
)


class Limb(NamedTuple):
    """A target as the key frames give it: its kind ("ball", "at", "on thigh"), and its numbers."""

    kind: str
    values: Mapping[str, float]

    def get(self, name: str, default: float = 0.0) -> float:
        return self.values.get(name, default)

    def place(self, name: str = "") -> V:
        return (self.get(f"{name}x"), self.get(f"{name}y"), self.get(f"{name}z"))


class Reach(NamedTuple):
    """Two bones solved: middle joint, end, cm that the target is too far, and the hinge's axis."""

    middle: V
    end: V
    miss: float
    axis: V

    def front(self, start: V, end: V) -> V:
        """The side of the bone from `start` to `end` that the middle joint points to."""
        return unit(cross(self.axis, unit(sub(end, start))))


def reach(root: V, target: V, upper: float, lower: float, pole: V) -> Reach:
    """Bend two bones so that they end at `target`, the middle joint towards `pole`."""
    way = sub(target, root)
    most, least = (upper + lower) * 0.9995, abs(upper - lower) + 0.5
    far = norm(way)
    length = min(max(far, least), most)
    along = unit(way) if far > 1e-6 else (0.0, 0.0, -1.0)
    a = (upper**2 - lower**2 + length**2) / (2 * length)
    side = across(pole, along)
    if norm(side) < 1e-3:
        side = across((0.3, 0.1, 1.0), along)
    side = unit(side)
    middle = add(add(root, along, a), side, sqrt(max(0.0, upper**2 - a**2)))
    return Reach(middle, add(root, along, length), max(0.0, far - most), cross(along, side))


def sole_frame(foot: Limb, root: BodyFrame) -> BodyFrame:
    """How a foot on the floor stands: `toe` turns it, `pitch` lifts the heel, `roll` its edge."""
    if "points.x" in foot.values:
        ahead = unit(foot.place("points."))
        sole = foot.place("sole.") if "sole.x" in foot.values else (0.0, 0.0, -1.0)
        up = unit(scale(across(sole, ahead), -1.0))
        return BodyFrame(ahead, cross(up, ahead), up)
    ahead = turn(_ahead(root), UP, foot.get("toe"))
    left = cross(UP, ahead)
    ahead, up = turn(ahead, left, foot.get("pitch")), turn(UP, left, foot.get("pitch"))
    return BodyFrame(ahead, turn(left, ahead, foot.get("roll")), turn(up, ahead, foot.get("roll")))


def _ahead(root: BodyFrame) -> V:
    """The forward direction on the floor, however the pelvis leans."""
    left = (root.left[0], root.left[1], 0.0)
    if norm(left) > 0.3:
        return unit(cross(left, UP))
    front = (root.front[0], root.front[1], 0.0)
    return unit(front) if norm(front) > 0.2 else (1.0, 0.0, 0.0)


def ankle_of(foot: Limb, root: BodyFrame) -> V:
    """The ankle over a foot whose `ball`, `heel` or `ankle` is given."""
    if foot.kind == "ankle":
        return foot.place()
    stand = sole_frame(foot, root)
    return stand.at(foot.place(), front=-BALL if foot.kind == "ball" else HEEL, up=SOLE)


def foot_frame(foot: Limb, root: BodyFrame, shin: V, shin_front: V) -> BodyFrame:
    """How a foot stands; with an `ankle` alone it follows the shin, `point` degrees from a right angle."""
    if foot.kind != "ankle" or "points.x" in foot.values or "pitch" in foot.values:
        return sole_frame(foot, root)
    left = unit(cross(shin_front, shin))
    ahead, up = (
        turn(shin_front, left, foot.get("point", 10.0)),
        turn(scale(shin, -1.0), left, foot.get("point", 10.0)),
    )
    ahead, left = turn(ahead, up, foot.get("toe")), turn(left, up, foot.get("toe"))
    return BodyFrame(ahead, left, up)


def hand_place(hand: Limb, s: str, body: PosedBody) -> V:
    """Where a hand goes: a place in the room or on the body, or a way from the shoulder."""
    if hand.kind == "at":
        return hand.place()
    if hand.kind.startswith("on "):
        return add(_on_body(hand, s, body), hand.place("off."))
    side = 1.0 if s == "l" else -1.0
    length = (UPPER_ARM + FOREARM) * (1 - (hand.get("bent", 12.0) / 180) ** 1.6)
    chest, shoulder = body.chest, body.at[f"shoulder_{s}"]
    if hand.kind == "reach":
        ahead, out, up = hand.place()
        way = add(add(scale(chest.front, ahead), chest.left, out * side), chest.up, up)
        return add(shoulder, unit(way), length * 0.985)
    down = turn(scale(chest.up, -1.0), chest.left, -hand.get("swing", 4.0))
    return add(shoulder, turn(down, chest.front, hand.get("out", 7.0) * side), length)


def _on_body(hand: Limb, s: str, body: PosedBody) -> V:
    """A place on the skin; "on other knee" is that of the other side."""
    where = hand.kind.removeprefix("on ")
    side = 1.0 if s == "l" else -1.0
    if where.startswith("other "):
        where, s = where.removeprefix("other "), "r" if s == "l" else "l"
    if where in ("thigh", "under thigh", "knee", "shin", "ankle"):
        return _on_leg(where, s, body, hand)
    sign = 1.0 if s == "l" else -1.0
    chest, pelvis = body.chest, body.pelvis
    places = {
        "hip": lambda: pelvis.at(body.at[f"hip_{s}"], front=3.0, left=sign * 8.5, up=9.0),
        "buttock": lambda: pelvis.at(body.at[f"hip_{s}"], front=-9.0, left=sign * 3.0, up=2.0),
        "back": lambda: body.frames[1].at(body.spine[1], front=-12.0, left=sign * 5.0),
        "belly": lambda: body.frames[2].at(body.spine[2], front=13.5, left=4.0 * side),
        "chest": lambda: chest.at(body.spine[5], front=12.5, left=5.0 * sign),
        "ribs": lambda: body.frames[3].at(body.spine[3], front=6.0, left=15.0 * sign),
        "shoulder": lambda: chest.at(body.at[f"shoulder_{s}"], front=6.0, up=2.0),
        "neck": lambda: chest.at(body.at["neck"], front=-6.0, left=4.0 * side, up=4.0),
        "head": lambda: body.head.at(body.at["head"], front=-HEAD, left=4.0 * side),
    }
    return places[where]()


def _on_leg(where: str, s: str, body: PosedBody, hand: Limb) -> V:
    hip, knee, ankle, leg = body.at[f"hip_{s}"], body.at[f"knee_{s}"], body.at[f"ankle_{s}"], body.legs[s]
    if where == "knee":
        return add(add(knee, leg.thigh_front, 6.0), leg.shin_front, 3.0)
    if where == "shin":
        return add(mix(knee, ankle, hand.get("along", 0.25)), leg.shin_front, 7.5)
    if where == "ankle":
        return add(ankle, leg.shin_front, 5.5)
    out = -9.0 if where == "under thigh" else 8.5
    return add(mix(hip, knee, hand.get("along", 0.65)), leg.thigh_front, out)
