"""Key frames: read from `messages/figures/*.toml`; a key lists only what changes."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from messages.figures.drawing.limbs import Limb

FOLDER = Path(__file__).parents[1]
LIMBS = ("foot_l", "foot_r", "hand_l", "hand_r")
NUMBERS = (
    "lean roll yaw tuck hips curl round bend twist shrug nod tip look breath air glow".split()
)  # degrees; breath, air and glow 0 to 1
MIRRORED = {"roll", "yaw", "hips", "bend", "twist", "tip", "look"}
FOOT_KINDS, HAND_KINDS = ("ball", "heel", "ankle"), ("at", "reach", "on")
BREATHS: Mapping[bool | str, str] = {False: "", True: "ring", "square": "square"}
SIDES = ("none", "alternating", "directions", "tween", "mirror")
_VECTORS = {"pole", "points", "sole", "off", "fingers"}
_OPTIONS = {
    "view": {"yaw", "pitch", "centre", "tall", "wide"},
    "key": {"step", "takes", "holds", "through", "feel", "pelvis", *LIMBS, *NUMBERS},
    "movement": {
        "look",
        "view",
        "props",
        "partner",
        "sides",
        "smooth",
        "times",
        "floor",
        "breath",
        "still",
        "arrow",
        "keys",
    },
}


class BadKeys(Exception):
    """A mistake in the key frames; the message names movement and key."""


@dataclass(frozen=True)
class Key:
    """A moment: seconds on the way to it and there, the step of the words, numbers and targets."""

    step: int  # 1-based, of the movement's `do`
    takes: float
    holds: float
    through: bool  # passed without stopping
    feel: str  # where it glows
    numbers: Mapping[str, float]
    limbs: Mapping[str, Limb]


@dataclass(frozen=True)
class View:
    """The camera: from the person's right, turned to their front by `yaw`, raised by `pitch` (degrees)."""

    yaw: float
    pitch: float
    centre: tuple[float, float, float]
    tall: float  # cm that the picture shows from top to bottom
    wide: bool  # a wide picture, for lying down


@dataclass(frozen=True)
class Figure:
    """Everything drawn of one movement."""

    id: str
    category: str
    look: str
    view: View
    props: Sequence[Mapping[str, Any]]
    partner: Mapping[str, Any]  # a second person, if any: look, x of the mirror, lag
    sides: str
    smooth: bool
    times: int  # repetitions a side
    floor: float  # speed of the passing floor, cm/s
    breath: str  # how it is shown: "ring", "square" (with holds), or not at all
    still: int  # the key (1-based) of the still; 0: the one that glows most
    arrow: Mapping[str, Any]
    keys: Sequence[Key]
    source: Mapping[str, Any]  # as in the file, for the lock


def load(folder: Path = FOLDER) -> dict[str, Figure]:
    """All figures by movement id."""
    found: dict[str, Figure] = {}
    for file in sorted(folder.glob("*.toml")):
        for name, entry in tomllib.loads(file.read_text(encoding="utf-8")).items():
            if name in found:
                raise BadKeys(f"{name} is there twice")
            found[name] = figure_of(name, file.stem, entry)
    return found


def figure_of(name: str, category: str, entry: Mapping[str, Any]) -> Figure:
    _known(name, entry, "movement")
    view = entry.get("view", {})
    _known(f"{name} view", view, "view")
    sides = entry.get("sides", "none")
    if sides not in SIDES:
        raise BadKeys(f"{name}: sides is not one of {', '.join(SIDES)}")
    if entry.get("breath", False) not in BREATHS:
        raise BadKeys(f'{name}: breath is true or "square"')
    return Figure(
        name,
        category,
        entry["look"],
        _view(view),
        entry.get("props", []),
        entry.get("partner", {}),
        sides,
        entry.get("smooth", False),
        entry.get("times", 1),
        float(entry.get("floor", 0)),
        BREATHS[entry.get("breath", False)],
        entry.get("still", 0),
        entry.get("arrow", {}),
        _keys(name, entry["keys"]),
        entry,
    )


def _view(view: Mapping[str, Any]) -> View:
    return View(
        float(view.get("yaw", 24)),
        float(view.get("pitch", 7)),
        _three(view.get("centre", (0, 0, 84))),
        float(view.get("tall", 200)),
        bool(view.get("wide", False)),
    )


def _known(where: str, entry: Mapping[str, Any], kind: str) -> None:
    if unknown := sorted(set(entry) - _OPTIONS[kind]):
        raise BadKeys(f"{where} has no field {', '.join(unknown)}")


def _keys(name: str, entries: Iterable[Mapping[str, Any]]) -> list[Key]:
    """Keys, each completed from the one before."""
    keys: list[Key] = []
    numbers: dict[str, float] = {}
    limbs: dict[str, Limb] = {hand: Limb("swing", {}) for hand in ("hand_l", "hand_r")}
    step, feel = 1, ""
    for n, entry in enumerate(entries, 1):
        where = f"{name} key {n}"
        _known(where, entry, "key")
        numbers |= {each: float(entry[each]) for each in NUMBERS if each in entry}
        if "pelvis" in entry:
            numbers |= dict(zip(("pelvis.x", "pelvis.y", "pelvis.z"), _three(entry["pelvis"]), strict=True))
        limbs |= {each: _limb(where, each, entry[each], limbs.get(each)) for each in LIMBS if each in entry}
        step, feel = entry.get("step", step), entry.get("feel", feel)
        if missing := [each for each in LIMBS if each not in limbs] or "pelvis.x" not in numbers:
            raise BadKeys(f"{where} must say where pelvis and feet are: {missing}")
        keys.append(
            Key(
                step,
                float(entry.get("takes", 1)),
                float(entry.get("holds", 0)),
                entry.get("through", False),
                feel,
                dict(numbers),
                dict(limbs),
            )
        )
    return keys


def _limb(where: str, name: str, entry: Mapping[str, Any], before: Limb | None) -> Limb:
    """A target; one of the same kind as before lists only what changes."""
    kinds = FOOT_KINDS if name.startswith("foot") else HAND_KINDS
    kind = next((each for each in kinds if each in entry), "")
    values: dict[str, float] = {}
    for field, value in entry.items():
        if field == "on":
            kind = f"on {value}"
        elif field in kinds or field in _VECTORS:
            prefix = "" if field in kinds else f"{field}."
            values |= dict(zip((f"{prefix}x", f"{prefix}y", f"{prefix}z"), _three(value), strict=True))
        else:
            values[field] = float(value)
    if not kind:
        same = {"swing", "out", "bent"} >= set(values) and name.startswith("hand")
        kind = "swing" if same and (before is None or "swing" in values) else before.kind if before else ""
    if not kind:
        raise BadKeys(f"{where}: {name} has no target")
    if before and before.kind == kind:
        values = {**before.values, "lift": 0.0, **values}
    return Limb(kind, values)


def _three(value: Sequence[float]) -> tuple[float, float, float]:
    x, y, z = value
    return (float(x), float(y), float(z))


def swapped(key: Key) -> Key:
    """The same moment on the other side."""
    numbers = {
        name: -value if name in MIRRORED or name == "pelvis.y" else value
        for name, value in key.numbers.items()
    }
    limbs = {
        f"{part}_{mine}": _mirrored(key.limbs[f"{part}_{other}"])
        for part in ("foot", "hand")
        for mine, other in (("l", "r"), ("r", "l"))
    }
    feel = key.feel
    if feel.endswith(("_l", "_r")):
        feel = feel[:-1] + ("r" if feel.endswith("l") else "l")
    return Key(key.step, key.takes, key.holds, key.through, feel, numbers, limbs)


def _mirrored(limb: Limb) -> Limb:
    turned = {"y", "toe", "roll", *(f"{name}.y" for name in _VECTORS)}
    if limb.kind == "reach":  # its y points outwards on both sides
        turned.remove("y")
    return Limb(limb.kind, {name: -value if name in turned else value for name, value in limb.values.items()})
