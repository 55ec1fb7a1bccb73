"""Findings of a run: its figures in words, and the parts of the promise that did not hold."""

from collections.abc import Sequence
from math import ceil


class Findings:
    """Figures to print, and sentences about what is broken (empty if the promise holds)."""

    def __init__(self) -> None:
        self.figures: list[str] = []
        self.broken: list[str] = []

    def note(self, figure: str) -> None:
        self.figures.append(figure)

    def expect(self, holds: bool, otherwise: str) -> None:
        if not holds:
            self.broken.append(otherwise)

    def most(self, what: str, figure: float, limit: float, unit: str = "") -> None:
        """Record a figure; broken if it exceeds the limit."""
        shown = f"{figure:,.2f}" if isinstance(figure, float) else f"{figure:,}"
        self.note(f"{what} {shown}{unit}")
        self.expect(figure <= limit, f"{what}: {shown}{unit} is more than {limit:,}{unit}")

    def add(self, other: "Findings", title: str) -> None:
        """Add the findings of a part of the run."""
        self.note(f"{title}: {', '.join(other.figures)}")
        self.broken += [f"{title}: {each}" for each in other.broken]


def percentile(values: Sequence[float], percent: int) -> float:
    """The percentile of the values; infinite if there are none."""
    return sorted(values)[ceil(len(values) * percent / 100) - 1] if values else float("inf")


def most_in(times: Sequence[float], seconds: float) -> int:
    """Most events in any window of this many seconds; `times` ascend."""
    most, first = 0, 0
    for n, at in enumerate(times):
        while times[first] <= at - seconds:
            first += 1
        most = max(most, n - first + 1)
    return most
