"""Size: how much a run measures, and what a part is given."""

import sys
from dataclasses import dataclass
from pathlib import Path

from tests.bench.places import Place, places
from tests.bench.processes import peers_python


@dataclass(frozen=True)
class Size:
    """Of one run; rounds are medians of so many, and one more goes before that is not counted."""

    rounds: int = 3
    messages: int = 500  # a round
    answers: int = 150  # a round and kind
    claim_people: tuple[int, ...] = (500, 100_000, 1_000_000)
    claim_rounds: int = 9
    people: tuple[int, ...] = (10, 100_000, 1_000_000)
    idle_seconds: int = 15  # with the most people
    wave_seconds: int = 30
    updates: int = 6_000
    worst: int = 100
    times: int = 3  # behind each of the worst texts
    lifetimes: int = 2  # people of whom each lives a year
    is_quick: bool = False


FULL = Size()
QUICK = Size(1, 250, 40, (10_000,), 5, (10_000,), 0, 8, 400, 30, 1, 0, is_quick=True)
TINY = Size(1, 5, 2, (500,), 1, (10,), 0, 2, 40, 3, 1, 0, is_quick=True)  # for the test of the whole
SIZES = {"full": FULL, "quick": QUICK, "tiny": TINY}


@dataclass(frozen=True)
class Setting:
    """What a part works with: its size, a folder shared with the other parts, and databases."""

    size: Size
    folder: Path

    @property
    def places(self) -> list[Place]:
        return places(self.folder)

    def of_many(self, people: int, part: str) -> str:
        """The database with so many people: one for all parts, unless they run side by side."""
        return f"{part}_{people}" if self.size.is_quick else f"people_{people}"

    @property
    def main_places(self) -> list[Place]:
        """For what takes long: a quick run has it on a file alone."""
        return self.places[:1] if self.size.is_quick else self.places


def sender(kind: str, root: str, people: int = 0) -> list[str] | None:
    """The command of a sender to compare with; None if it is not installed here."""
    python = peers_python() if kind == "aiogram" else sys.executable
    return None if python is None else [python, "-m", "tests.bench.senders", kind, root, str(people)]
