"""Skeleton: a pose (angles of the trunk, targets of hands and feet) in, all joints out."""

from math import atan2, degrees, hypot

from messages.figures.drawing.body import (
    BALL,
    FOREARM,
    HEAD,
    HEEL,
    HIP,
    NECK,
    SEGMENTS,
    SHIN,
    SHOULDER,
    SOLE,
    SPINE,
    THIGH,
    UPPER_ARM,
    Leg,
    PosedBody,
)
from messages.figures.drawing.keys import Figure
from messages.figures.drawing.limbs import Limb, ankle_of, foot_frame, hand_place, reach
from messages.figures.drawing.timeline import Pose, PoseTimeline
from messages.figures.drawing.vectors import (
    WORLD,
    BodyFrame,
    V,
    add,
    between,
    cross,
    dot,
    mix,
    norm,
    scale,
    sub,
    swing,
    turn,
    unit,
)

SIDES = (("l", 1.0), ("r", -1.0))


def solve(pose: Pose) -> PosedBody:
    """All joints of a pose: first the trunk, then the limbs."""
    body = PosedBody()
    _trunk(body, pose)
    for s, side in SIDES:
        _leg(body, pose, s, side)
    for s, side in SIDES:
        _arm(body, pose, s, side)
    _measure(body, pose)
    return body


def partner_at(figure: Figure, line: PoseTimeline, t: float) -> PosedBody:
    """The partner at `t` of their line; `lag` seconds late, as people follow each other."""
    return solve(line.pose(t - figure.partner.get("lag", 0.0))).opposite(figure.partner["x"])


def _trunk(body: PosedBody, pose: Pose) -> None:
    """Pelvis, spine of six segments, shoulders and head; `tuck` and `hips` leave the chest where it is."""
    n = pose.number
    frame = (
        WORLD.turned(twist=n("yaw"))
        .turned(lean=n("lean"), bend=n("roll"))
        .turned(lean=-n("tuck"), twist=n("hips"))
    )
    at = pose.place("pelvis")
    body.at["pelvis"], body.spine, body.frames = at, [at], [frame]
    for s, side in SIDES:
        body.at[f"hip_{s}"] = frame.at(at, left=side * HIP)
    for k in range(SEGMENTS):
        curl = n("curl") / SEGMENTS + (n("tuck") / 3 if k < 3 else n("round") / 3)
        twist = n("twist") / SEGMENTS - (n("hips") / 3 if k < 3 else 0.0)
        frame = frame.turned(curl, n("bend") / SEGMENTS, twist)
        at = add(at, frame.up, SPINE / SEGMENTS)
        body.spine.append(at)
        body.frames.append(frame)
    body.at["chest"] = at
    body.head = frame.turned(n("nod"), n("tip"), n("look"))
    for s, side in SIDES:
        body.at[f"shoulder_{s}"] = frame.at(at, left=side * SHOULDER, up=-4.0 + n("shrug"))
    body.at["neck"] = add(at, frame.up, 2.0)
    body.at["head"] = body.head.at(body.at["neck"], front=1.5, up=NECK + HEAD * 0.75)


def _leg(body: PosedBody, pose: Pose, s: str, side: float) -> None:
    """Solve a leg for its foot's target; between two kinds of target, blend both."""
    a, b, k = pose.limbs[f"foot_{s}"]
    root = body.pelvis
    ankle = mix(ankle_of(a, root), ankle_of(b, root), k) if k else ankle_of(a, root)
    ankle = add(ankle, (0.0, 0.0, 1.0), pose.number(f"lift_{s}"))
    pole = swing(_knee_pole(a, root, side), _knee_pole(b, root, side), k)
    hip = body.at[f"hip_{s}"]
    found = reach(hip, ankle, THIGH, SHIN, pole)
    shin, front = unit(sub(found.end, found.middle)), found.front(found.middle, found.end)
    foot = foot_frame(a, root, shin, front)
    if k:
        other = foot_frame(b, root, shin, front)
        ahead, up = unit(swing(foot.front, other.front, k)), unit(swing(foot.up, other.up, k))
        left = unit(cross(up, ahead))
        foot = BodyFrame(ahead, left, cross(ahead, left))
    body.legs[s] = Leg(found.front(hip, found.middle), front, foot)
    body.at[f"knee_{s}"], body.at[f"ankle_{s}"] = found.middle, found.end
    body.at[f"heel_{s}"] = foot.at(found.end, front=-HEEL, up=-SOLE)
    body.at[f"toe_{s}"] = foot.at(found.end, front=BALL, up=-SOLE)
    body.misses[f"foot_{s}"] = found.miss


def _knee_pole(foot: Limb, root: BodyFrame, side: float) -> V:
    if "pole.x" in foot.values:
        return unit(foot.place("pole."))
    return unit(add(turn(root.front, root.up, foot.get("knee_out", 6.0) * side), root.up, 0.35))


def _arm(body: PosedBody, pose: Pose, s: str, side: float) -> None:
    """A hand goes on an arc about its shoulder; the shoulder follows a little when it reaches up or ahead."""
    a, b, k = pose.limbs[f"hand_{s}"]
    shoulder = body.at[f"shoulder_{s}"]
    target = hand_place(a, s, body)
    if k:
        target = add(shoulder, swing(sub(target, shoulder), sub(hand_place(b, s, body), shoulder), k))
    chest = body.chest
    way = unit(sub(target, shoulder))
    follow = 5.5 * max(0.0, dot(way, chest.up))
    shoulder = chest.at(
        shoulder, up=follow, front=3.0 * max(0.0, dot(way, chest.front)), left=-side * follow * 0.3
    )
    carried = (1 - k) * _from_shoulder(a) + k * _from_shoulder(b)
    target = add(target, sub(shoulder, body.at[f"shoulder_{s}"]), carried)
    body.at[f"shoulder_{s}"] = shoulder
    pole = swing(_elbow_pole(a, chest, side), _elbow_pole(b, chest, side), k)
    found = reach(shoulder, target, UPPER_ARM, FOREARM, pole)
    body.at[f"elbow_{s}"], body.at[f"hand_{s}"] = found.middle, found.end
    body.misses[f"hand_{s}"] = found.miss
    along = unit(sub(found.end, found.middle))
    body.fingers[s] = unit(swing(_fingers(a, along), _fingers(b, along), k))


def _from_shoulder(hand: Limb) -> float:
    """1 for a target that goes with the shoulder, 0 for one that keeps its place."""
    return 1.0 if hand.kind in ("reach", "swing") else 0.0


def _fingers(hand: Limb, along: V) -> V:
    """Fingers continue the forearm unless they have a direction of their own."""
    return unit(hand.place("fingers.")) if "fingers.x" in hand.values else along


def _elbow_pole(hand: Limb, chest: BodyFrame, side: float) -> V:
    if "pole.x" in hand.values:
        return unit(hand.place("pole."))
    return unit(add(add(scale(chest.front, -0.8), chest.left, 0.55 * side), chest.up, -0.5))


def _measure(body: PosedBody, pose: Pose) -> None:
    """Angles of all joints in degrees, for the limits."""
    root, n = body.pelvis, pose.number
    for s, side in SIDES:
        hip, knee, ankle = body.at[f"hip_{s}"], body.at[f"knee_{s}"], body.at[f"ankle_{s}"]
        thigh, shin = unit(sub(knee, hip)), sub(ankle, knee)
        ahead, down, out = dot(thigh, root.front), -dot(thigh, root.up), dot(thigh, root.left) * side
        if hypot(ahead, down) > 0.35:  # a thigh straight out to the side has no meaningful flexion
            body.angles[f"hip_{s}"] = degrees(atan2(ahead, down))
        body.angles[f"hip_out_{s}"] = degrees(atan2(out, hypot(ahead, down)))
        body.angles[f"knee_{s}"] = between(thigh, shin)
        leg = body.legs[s]
        body.angles[f"ankle_{s}"] = between(scale(shin, -1.0), leg.foot.front) - 90
        hinge = cross(unit(shin), leg.shin_front)
        body.angles[f"ankle_side_{s}"] = 90 - between(leg.foot.up, hinge) if norm(hinge) > 0.1 else 0.0
        arm = sub(body.at[f"elbow_{s}"], body.at[f"shoulder_{s}"])
        body.angles[f"elbow_{s}"] = between(arm, sub(body.at[f"hand_{s}"], body.at[f"elbow_{s}"]))
    body.angles |= {name: n(name) for name in ("bend", "twist", "nod", "look")}
    body.angles["curl"] = n("curl") + n("tuck") + n("round")
