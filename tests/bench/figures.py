"""Figures: what was measured beside which peers, judged by `goals.toml`; as a table and as a document."""

import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

GOALS = Path(__file__).with_name("goals.toml")


@dataclass(frozen=True)
class Goal:
    """A line of the table: its words, its unit, and what is to be reached, if anything is."""

    what: str
    unit: str
    at_most: float | None = None
    at_least: float | None = None
    times_at_most: float | None = None
    peer: str | None = None  # whose `times_at_most` is meant

    def is_met(self, figure: "Figure") -> bool | None:
        """None if there is no goal, or nothing to hold it against."""
        if self.at_most is not None:
            return figure.value <= self.at_most
        if self.at_least is not None:
            return figure.value >= self.at_least
        ratio = figure.ratios.get(self.peer or "")
        return None if self.times_at_most is None or ratio is None else ratio <= self.times_at_most

    def __str__(self) -> str:
        if self.times_at_most is not None:
            return f"≤ {self.times_at_most:g} ×"
        if self.at_least is not None:
            return f"≥ {self.at_least:g}"
        return "" if self.at_most is None else f"≤ {self.at_most:g}"


@dataclass(frozen=True)
class Figure:
    """A median of one run, with those of its peers in the same unit."""

    key: str  # in `goals.toml`
    value: float
    peers: Mapping[str, float] = field(default_factory=dict)
    on: str = ""  # the database, if it matters
    people: int = 0  # in the database, if it matters

    @property
    def ratios(self) -> dict[str, float]:
        return {name: self.value / theirs for name, theirs in self.peers.items() if theirs}

    @property
    def name(self) -> str:
        """The key with everything that tells it from others of the same key."""
        return " ".join(each for each in (self.key, self.on, str(self.people or "")) if each)


@dataclass(frozen=True)
class Unmeasured:
    """A part of a run that yielded nothing, and why, in plain words."""

    part: str
    why: str


def goals() -> dict[str, Goal]:
    return {key: Goal(**each) for key, each in tomllib.loads(GOALS.read_text(encoding="utf-8")).items()}


def missed(figures: Iterable[Figure]) -> list[Figure]:
    known = goals()
    return [each for each in figures if known[each.key].is_met(each) is False]


def table(figures: Iterable[Figure], unmeasured: Iterable[Unmeasured] = ()) -> str:
    """One line a figure and peer, then whatever was missed or not measured."""
    figures, known = list(figures), goals()
    line = "{:<58}{:>11} {:<13}{:<24}{:>10}{:>8}  {:<8}{}"
    lines = [line.format("what", "figure", "", "peer in the same run", "", "ratio", "goal", "")]
    for each in figures:
        goal = known[each.key]
        verdict = {True: "met", False: "MISSED", None: ""}[goal.is_met(each)]
        rows = [
            (name, _short(value), f"{each.ratios.get(name, 0):.2f}") for name, value in each.peers.items()
        ]
        first, *others = rows or [("", "", "")]
        words = (_words(goal.what, each), _short(each.value), goal.unit, *first, str(goal), verdict)
        lines += [line.format(*words), *(line.format("", "", "", *other, "", "") for other in others)]
    lines += [f"not measured: {each.part}: {each.why}" for each in unmeasured]
    lines += [f"missed: {_told(known[each.key], each)}" for each in missed(figures)]
    return "\n".join(each.rstrip() for each in lines) + "\n"


def document(
    figures: Iterable[Figure], unmeasured: Iterable[Unmeasured], machine: Mapping[str, Any]
) -> dict[str, Any]:
    """The same for programs; its shape is in docs/reference/benchmarks.md."""
    figures, known = list(figures), goals()
    return {
        "version": 1,
        "machine": dict(machine),
        "figures": [_entry(known[each.key], each) for each in figures],
        "missed": [each.name for each in missed(figures)],
        "unmeasured": {each.part: each.why for each in unmeasured},
    }


def written(made: Mapping[str, Any]) -> str:
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def _entry(goal: Goal, figure: Figure) -> dict[str, Any]:
    wanted = {
        "at_most": goal.at_most,
        "at_least": goal.at_least,
        "times_at_most": goal.times_at_most,
        "peer": goal.peer,
    }
    return {
        "name": figure.name,
        "key": figure.key,
        "what": goal.what,
        "unit": goal.unit,
        "on": figure.on or None,
        "people": figure.people or None,
        "figure": figure.value,
        "peers": {
            name: {"figure": theirs, "ratio": figure.ratios.get(name)}
            for name, theirs in figure.peers.items()
        },
        "goal": {name: each for name, each in wanted.items() if each is not None},
        "is_met": goal.is_met(figure),
    }


def _words(what: str, figure: Figure) -> str:
    people = f"{figure.people:,} people" if figure.people else ""
    where = ", ".join(each for each in (figure.on, people) if each)
    return f"{what} ({where})" if where else what


def _told(goal: Goal, figure: Figure) -> str:
    value = f"{_short(figure.value)} {goal.unit}"
    if goal.times_at_most is not None:
        value = f"{figure.ratios[goal.peer or '']:.2f} × {goal.peer}"
    return f"{_words(goal.what, figure)}: {value}, goal {goal}"


def _short(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.2f}"
