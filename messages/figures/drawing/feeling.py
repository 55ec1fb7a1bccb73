"""Feeling: the place on the body where a movement is felt, and glows."""

from messages.figures.drawing.body import PosedBody
from messages.figures.drawing.vectors import V, add, mix

WHERE = frozenset(
    "hip_front hip_side buttock thigh_front thigh_back thigh_inner calf shin ankle foot side shoulder"
    " seat chest belly pelvic_floor lower_back mid_back upper_back neck jaw whole".split()
)


def felt_at(feel: str, body: PosedBody) -> V:
    """The place for a name in `WHERE`; names with two sides end in _l or _r."""
    name, s = (feel[:-2], feel[-1]) if feel.endswith(("_l", "_r")) else (feel, "l")
    return _on_limb(name, s, body) or _on_trunk(name, body)


def _on_limb(name: str, s: str, body: PosedBody) -> V | None:
    """On a leg, a hip or a side."""
    side, at, leg, pelvis = (1.0 if s == "l" else -1.0), body.at, body.legs[s], body.pelvis
    hip, knee, ankle = at[f"hip_{s}"], at[f"knee_{s}"], at[f"ankle_{s}"]
    front = mix(
        pelvis.at(hip, front=6.5, up=3.5, left=side * 2), add(mix(hip, knee, 0.2), leg.thigh_front, 6.0), 0.5
    )
    places = {
        "hip_front": front,
        "hip_side": pelvis.at(hip, left=8.0 * side, up=2.0),
        "buttock": pelvis.at(hip, front=-8.0, up=1.0, left=2.5 * side),
        "thigh_front": add(mix(hip, knee, 0.5), leg.thigh_front, 5.0),
        "thigh_back": add(mix(hip, knee, 0.55), leg.thigh_front, -5.0),
        "thigh_inner": pelvis.at(mix(hip, knee, 0.4), left=-5.0 * side),
        "calf": add(mix(knee, ankle, 0.35), leg.shin_front, -4.0),
        "shin": add(mix(knee, ankle, 0.45), leg.shin_front, 3.0),
        "ankle": ankle,
        "foot": leg.foot.at(ankle, front=6.0, up=-4.0),
        "side": body.frames[3].at(body.spine[3], left=11.0 * side),
        "shoulder": at[f"shoulder_{s}"],
    }
    return places.get(name)


def _on_trunk(name: str, body: PosedBody) -> V:
    """In the middle of the body."""
    frames, spine = body.frames, body.spine
    places = {
        "chest": frames[5].at(spine[5], front=8.0, up=-3.0),
        "belly": frames[2].at(spine[2], front=8.0),
        "seat": frames[0].at(spine[0], front=-9.0, up=1.0),
        "pelvic_floor": frames[0].at(spine[0], up=-8.0),
        "lower_back": frames[1].at(spine[1], front=-7.0, up=3.0),
        "mid_back": frames[4].at(spine[3], front=-7.0, up=4.0),
        "upper_back": frames[5].at(spine[5], front=-7.0),
        "neck": body.at["neck"],
        "jaw": body.head.at(body.at["head"], front=5.0, up=-7.0),
        "whole": frames[4].at(spine[4], front=3.0),
    }
    return places[name]
