"""Body: measures of a 170 cm person, joint positions, and the range of every joint."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from messages.figures.drawing.vectors import WORLD, BodyFrame, V, mix

# Lengths in cm; head and hands a little large, so that they are seen on a phone.
HIP, SHOULDER = 9.0, 15.6  # half widths
THIGH, SHIN, UPPER_ARM, FOREARM = 43.0, 41.0, 30.0, 30.0
SPINE, NECK, HEAD = 50.0, 8.0, 11.0  # hip centre to shoulder line, to the chin, radius
SOLE, HEEL, BALL, TIP = 8.0, 5.0, 15.0, 20.0  # ankle over the sole; sole from the ankle back and on
SEGMENTS = 6

# Distance from joint to skin, cm: the least height of a joint above the floor.
THICK = {
    "pelvis": 9.0,
    "hip": 9.0,
    "knee": 6.0,
    "ankle": 4.4,
    "heel": 0.0,
    "toe": 0.0,
    "chest": 7.0,
    "shoulder": 6.0,
    "elbow": 4.0,
    "hand": 3.2,
    "neck": 4.5,
    "head": 11.0,
}

# Degrees in healthy adults, with some slack: a picture beyond these looks wrong, and is.
LIMITS = {
    "hip": (-25.0, 132.0),  # flexion +
    "hip_out": (-28.0, 70.0),
    "knee": (0.0, 157.0),
    "elbow": (0.0, 152.0),
    "ankle": (-42.0, 82.0),  # pointing the foot +
    "ankle_side": (-42.0, 42.0),
    "curl": (-60.0, 105.0),  # of the whole spine
    "bend": (-50.0, 50.0),
    "twist": (-70.0, 70.0),
    "nod": (-65.0, 60.0),
    "look": (-80.0, 80.0),
}


def thickness(joint: str) -> float:
    """Distance to the skin (cm) by joint name, with or without its side."""
    return THICK[joint.removesuffix("_l").removesuffix("_r")]


@dataclass
class Leg:
    """Directions of a solved leg: which way the thigh and shin face, and how the foot stands."""

    thigh_front: V
    shin_front: V
    foot: BodyFrame


@dataclass
class PosedBody:
    """A person in space; `misses` says by how many centimetres a target is out of reach."""

    at: dict[str, V] = field(default_factory=dict)
    spine: list[V] = field(default_factory=list)
    frames: list[BodyFrame] = field(default_factory=list)  # of every place in `spine`
    head: BodyFrame = WORLD
    legs: dict[str, Leg] = field(default_factory=dict)
    fingers: dict[str, V] = field(default_factory=dict)  # which way each hand points
    misses: dict[str, float] = field(default_factory=dict)
    angles: dict[str, float] = field(default_factory=dict)

    @property
    def pelvis(self) -> BodyFrame:
        return self.frames[0]

    @property
    def chest(self) -> BodyFrame:
        return self.frames[-1]

    def opposite(self, x: float) -> "PosedBody":
        """The body turned half round about the upright line at x: with its sides changed, a mirror image."""
        return PosedBody(
            {name: _opposite(p, x) for name, p in self.at.items()},
            [_opposite(p, x) for p in self.spine],
            [_half_round(frame) for frame in self.frames],
            _half_round(self.head),
            {
                s: Leg(_opposite(leg.thigh_front), _opposite(leg.shin_front), _half_round(leg.foot))
                for s, leg in self.legs.items()
            },
            {s: _opposite(way) for s, way in self.fingers.items()},
            self.misses,
            self.angles,
        )

    def flesh(self) -> Iterator[tuple[str, V, float]]:
        """Joints and the middles of the bones, with their distance to the skin."""
        for name, place in self.at.items():
            yield name, place, thickness(name)
        for s in "lr":
            for upper, lower in (
                ("hip", "knee"),
                ("knee", "ankle"),
                ("shoulder", "elbow"),
                ("elbow", "hand"),
            ):
                thick = (THICK[upper] + THICK[lower]) / 2
                yield (
                    f"{upper}-{lower}_{s}",
                    mix(self.at[f"{upper}_{s}"], self.at[f"{lower}_{s}"], 0.5),
                    thick,
                )

    def beyond_limits(self) -> Iterator[tuple[str, float]]:
        """Angles no joint has, and by how many degrees."""
        for name, value in self.angles.items():
            low, high = LIMITS[name.removesuffix("_l").removesuffix("_r")]
            if not low <= value <= high:
                yield name, max(low - value, value - high)


def _opposite(p: V, x: float = 0.0) -> V:
    return (2 * x - p[0], -p[1], p[2])


def _half_round(frame: BodyFrame) -> BodyFrame:
    return BodyFrame(_opposite(frame.front), _opposite(frame.left), _opposite(frame.up))
