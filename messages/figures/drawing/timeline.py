"""Timeline: the pose at each moment between key frames; it ends where it began."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from messages.figures.drawing.keys import LIMBS, Figure, Key, swapped
from messages.figures.drawing.limbs import Limb
from messages.figures.drawing.vectors import V

LEAST_SECONDS = 3.0  # of a loop; shorter ones are shown again


@dataclass(frozen=True)
class Pose:
    """The trunk's numbers; for each limb the two targets it is between, and how far along it is."""

    numbers: Mapping[str, float]
    limbs: Mapping[str, tuple[Limb, Limb, float]]
    feels: Sequence[tuple[str, float]] = ()  # where it glows, how much
    step: int = 1

    def number(self, name: str) -> float:
        return self.numbers.get(name, 0.0)

    def place(self, name: str) -> V:
        return (self.numbers[f"{name}.x"], self.numbers[f"{name}.y"], self.numbers[f"{name}.z"])


@dataclass(frozen=True)
class Stretch:
    """Two neighbouring keys, how far (0 to 1) between them, and the seconds of the way."""

    before: int
    after: int
    k: float
    seconds: float


@dataclass
class PoseTimeline:
    """Keys over time; `starts` and `ends` are when a key's hold begins and ends."""

    keys: Sequence[Key]
    smooth: bool = False
    starts: list[float] = field(default_factory=list)
    ends: list[float] = field(default_factory=list)
    seconds: float = 0.0

    def __post_init__(self) -> None:
        t = 0.0
        for n, key in enumerate(self.keys):
            t += key.takes if n else 0.0
            self.starts.append(t)
            t += key.holds
            self.ends.append(t)
        self.seconds = t + self.keys[0].takes

    @property
    def cuts(self) -> bool:
        """True if the loop does not move back to its first key; it fades there."""
        return not self.keys[0].takes

    def pose(self, t: float) -> Pose:
        """The pose at `t` seconds; after the last key it returns to the first."""
        where = self._where(t % self.seconds)
        a, b = self.keys[where.before], self.keys[where.after]
        names = a.numbers.keys() | b.numbers.keys()
        numbers = {
            name: self._blend(where, [key.numbers.get(name, 0.0) for key in self._four(where)])
            for name in names
        }
        limbs = {}
        for name in LIMBS:
            limbs[name] = self._limb(where, name)
            if name.startswith("foot"):
                lift = b.limbs[name].get("lift") * 4 * where.k * (1 - where.k)
                numbers[f"lift_{name[-1]}"] = lift
        ease = smoothstep(where.k)
        feels = _feels(a, b, ease)
        return Pose(numbers, limbs, feels, b.step if where.k else a.step)

    def _where(self, t: float) -> Stretch:
        last = len(self.keys) - 1
        for n, (start, end) in enumerate(zip(self.starts, self.ends, strict=True)):
            if start <= t <= end:
                return Stretch(n, n, 0.0, 1.0)
            if t < start:
                way = start - self.ends[n - 1]
                return Stretch(n - 1, n, (t - self.ends[n - 1]) / way, way)
        way = self.seconds - self.ends[last]
        return Stretch(last, 0, (t - self.ends[last]) / way, way)

    def _four(self, where: Stretch) -> tuple[Key, Key, Key, Key]:
        """The two keys of this stretch and their neighbours."""
        n = len(self.keys)
        return (
            self.keys[(where.before - 1) % n],
            self.keys[where.before],
            self.keys[where.after],
            self.keys[(where.after + 1) % n],
        )

    def _blend(self, where: Stretch, values: Sequence[float]) -> float:
        """Cubic interpolation between two keys: at rest at a stop, in motion at a key passed through."""
        p, a, b, q = values
        k = where.k
        if a == b and p == q == a:
            return a
        mine, after = self._tangent(where.before, p, b, where), self._tangent(where.after, a, q, where)
        k2, k3 = k * k, k * k * k
        return (
            (2 * k3 - 3 * k2 + 1) * a + (k3 - 2 * k2 + k) * mine + (3 * k2 - 2 * k3) * b + (k3 - k2) * after
        )

    def _tangent(self, n: int, before: float, after: float, where: Stretch) -> float:
        key = self.keys[n]
        if not (self.smooth or key.through) or key.holds or where.before == where.after:
            return 0.0
        following = self.keys[(n + 1) % len(self.keys)]
        return (after - before) * where.seconds / (key.takes + following.takes)

    def _limb(self, where: Stretch, name: str) -> tuple[Limb, Limb, float]:
        p, a, b, q = (key.limbs[name] for key in self._four(where))
        if a.kind != b.kind or _vectors(a) != _vectors(b):
            return a, b, smoothstep(where.k)
        if a == b == p == q:
            return a, a, 0.0
        p, q = (p if p.kind == a.kind else a), (q if q.kind == b.kind else b)
        values = {}
        for each in a.values.keys() | b.values.keys():
            default = DEFAULTS.get(each, 0.0)
            values[each] = self._blend(where, [limb.get(each, default) for limb in (p, a, b, q)])
        limb = Limb(a.kind, values)
        return limb, limb, 0.0


DEFAULTS = {"knee_out": 6.0, "bent": 12.0, "out": 7.0, "swing": 4.0, "along": 0.65, "point": 10.0}


def _vectors(limb: Limb) -> set[str]:
    """Directions given by a target; between different ones the limb swings."""
    return {
        name for name in limb.values if name in ("pole.x", "points.x", "sole.x", "fingers.x", "pitch")
    } - ({"pitch"} if limb.kind != "ankle" else set())


def _feels(a: Key, b: Key, k: float) -> list[tuple[str, float]]:
    """The glow fades from one place to the next, or stays."""
    before, after = a.numbers.get("glow", 0.0), b.numbers.get("glow", 0.0)
    if a.feel == b.feel:
        return [(a.feel, before + (after - before) * k)]
    return [(a.feel, before * (1 - k)), (b.feel, after * k)]


def smoothstep(k: float) -> float:
    """Ease in and out, as a body has mass."""
    return k * k * (3 - 2 * k)


def timeline_of(figure: Figure) -> PoseTimeline:
    """The timeline of one loop, or of its first side if the other is mirrored."""
    keys = list(figure.keys)
    if figure.sides == "alternating":
        return PoseTimeline((keys + [swapped(key) for key in keys]) * figure.times, figure.smooth)
    keys = keys * figure.times
    if figure.sides in ("directions", "tween"):
        keys = keys + [swapped(key) for key in keys]
    return PoseTimeline(keys, figure.smooth)


def partner_line(figure: Figure) -> PoseTimeline:
    """The timeline with the sides changed."""
    line = timeline_of(figure)
    return PoseTimeline([swapped(key) for key in line.keys], line.smooth)


def props_of(figure: Figure, t: float, partner: bool = False) -> Sequence[Mapping[str, Any]]:
    """Props that go with the partner or with the first person; `during` two keys, they change hands."""
    return [
        e for e in figure.props if bool(e.get("partner")) == partner and _in_hand(figure, e.get("during"), t)
    ]


def _in_hand(figure: Figure, during: Sequence[int] | None, t: float) -> bool:
    """True from the middle of the first key's hold to that of the second; always without `during`."""
    if not during:
        return True
    line = timeline_of(figure)
    first, last = (line.starts[n - 1] + line.keys[n - 1].holds / 2 for n in during)
    now = t % cycle_seconds(figure)
    return first <= now < last if first < last else not last <= now < first


def cycle_seconds(figure: Figure) -> float:
    """One repetition on one side."""
    return sum(key.takes + key.holds for key in figure.keys)


def loop_seconds(figure: Figure) -> float:
    """The whole loop: both sides, and short loops repeated."""
    once = timeline_of(figure).seconds * (2 if figure.sides == "mirror" else 1)
    return once * rounds(once)


def rounds(seconds: float) -> int:
    """How often a short loop is shown so that it lasts long enough."""
    return max(1, -int(-LEAST_SECONDS // seconds))
