"""Looks: the people in the pictures, of various ages, shapes and skin tones, and the room's colours."""

from dataclasses import dataclass

Colour = tuple[int, int, int]


@dataclass(frozen=True)
class Look:
    """One person: colours, hair ("bun", "short", "curls", "long", "grey bob", "bald", "scarf") and build."""

    skin: Colour
    hair: Colour
    style: str
    top: Colour
    bottom: Colour
    shoe: Colour
    build: float = 1.0  # thickness of the limbs and trunk
    belly: float = 0.0  # cm added in front of the waist
    bust: float = 0.0
    shorts: bool = False
    sleeves: float = 0.42  # of the upper arm; above 1 they reach down the forearm
    beard: bool = False
    glasses: bool = False


LOOKS = {
    "ana": Look(
        (222, 158, 120), (66, 44, 40), "bun", (236, 106, 84), (52, 70, 104), (250, 250, 248), bust=1.6
    ),
    "kofi": Look((122, 80, 56), (34, 28, 28), "short", (244, 183, 64), (58, 92, 88), (246, 240, 230), 1.04),
    "ingrid": Look(
        (240, 196, 168),
        (186, 186, 190),
        "grey bob",
        (112, 104, 176),
        (74, 74, 92),
        (238, 232, 240),
        build=1.03,
        belly=2.0,
        bust=1.8,
        sleeves=1.6,
        glasses=True,
    ),
    "samira": Look(
        (206, 150, 110),
        (34, 122, 120),
        "scarf",
        (84, 168, 158),
        (60, 58, 82),
        (250, 246, 238),
        bust=1.2,
        sleeves=1.75,
    ),
    "tom": Look(
        (236, 186, 154),
        (150, 84, 48),
        "bald",
        (88, 136, 190),
        (92, 78, 66),
        (60, 60, 70),
        build=1.12,
        belly=4.5,
        beard=True,
    ),
    "mei": Look(
        (238, 200, 160), (30, 28, 36), "long", (120, 178, 128), (56, 60, 86), (244, 120, 110), 0.94, bust=1.2
    ),
    "zuri": Look(
        (92, 60, 44), (36, 28, 30), "curls", (232, 122, 140), (70, 66, 110), (250, 250, 250), 1.06, 2.0, 2.4
    ),
    "ravi": Look(
        (176, 120, 84),
        (40, 34, 36),
        "short",
        (216, 92, 70),
        (66, 80, 74),
        (240, 240, 236),
        build=0.97,
        shorts=True,
        glasses=True,
    ),
}

ROOM: dict[str, Colour] = {
    "card": (250, 245, 237),
    "floor": (240, 229, 213),
    "edge": (226, 211, 191),
    "ink": (62, 50, 48),
    "wood": (206, 172, 132),
    "wall": (236, 222, 202),
    "stone": (214, 204, 192),
    "mat": (150, 198, 190),
    "linen": (232, 236, 246),
    "cushion": (240, 206, 140),
    "book": (176, 92, 88),
    "ball": (238, 120, 92),
    "band": (216, 80, 110),
    "metal": (150, 156, 166),
    "tyre": (70, 72, 80),
    "cloth": (84, 96, 120),
    "screen": (78, 80, 92),
    "sky": (196, 224, 238),
    "leaf": (126, 176, 128),
    "pot": (204, 132, 100),
    "cup": (250, 250, 250),
    "arrow": (24, 128, 120),
    "glow": (255, 188, 48),
    "breath": (110, 170, 210),
    "dim": (206, 194, 178),
}

# A soft disc behind the person, by step of the programme.
DISC: dict[str, Colour] = {
    "release": (226, 238, 232),
    "breathe": (224, 236, 244),
    "retrain": (246, 234, 206),
    "strengthen": (250, 226, 212),
    "move": (236, 230, 246),
    "learn": (244, 230, 232),
}


def mixed(a: Colour, b: Colour, k: float) -> Colour:
    """From `a` (0) to `b` (1)."""
    return (round(a[0] + (b[0] - a[0]) * k), round(a[1] + (b[1] - a[1]) * k), round(a[2] + (b[2] - a[2]) * k))
