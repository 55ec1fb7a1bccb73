"""Filter benchmark: a million picks for random people, none forbidden by a condition or a veto.

The judge reads `never_if` and `positions` from the TOML files, independently of the picking code.
"""

import sys
import time
import tomllib
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from jobs.choose.pick import pick
from jobs.choose.recent_offers import Memory
from jobs.choose.suitability import Fit, suiting
from jobs.programme.course import Course
from messages.content import movements
from messages.content.limits import AROUND, BUDGETS, PLACES
from messages.content.movements import Catalogue
from messages.content.programme import PhaseKey
from messages.content.vocabulary import CONDITIONS

PICKS = 1_000_000
PICKS_A_PERSON = 10
FACTS = Path(__file__).parents[2] / "messages" / "content" / "movements"
WITH_HIP_OP = (
    *("belly-breathing", "long-exhale", "double-sigh", "walk-1", "walk-2", "heel-toe-pumps"),
    *("shoulder-drop", "ten-steps", "one-long-breath", "blade-squeeze", "roll-2"),
)
MONDAY = datetime(2024, 3, 4)  # noqa: DTZ001 (a wall time has no zone)


@dataclass(frozen=True)
class Tally:
    """Result of a series of picks."""

    people: int
    offered: int
    held: int  # nothing at all may be offered to them
    violations: int


def picks(many: int, catalogue: Catalogue, seed: int = 0) -> Tally:
    """Pick `many` times, and count forbidden offers."""
    random, facts = Random(seed), facts_of_all()
    offered = held = violations = people = 0
    while offered + held < many:
        fit, memory, at = anybody(random, sorted(facts)), Memory(), MONDAY
        course = any_course(random)
        people += 1
        # What an answer, a search or a movement request may show them.
        violations += sum(is_forbidden(facts[m.id], m.id, fit) for m in suiting(catalogue, fit.anywhere()))
        for _ in range(min(PICKS_A_PERSON, many - offered - held)):
            at += timedelta(minutes=random.randint(30, 900))
            last = memory.offered[-1:] if random.random() < 0.2 else ()
            refused = [each.id for offer in last for each in catalogue if each.number == offer.number]
            picked = pick(catalogue, fit, course, memory, at, random, refused)
            if picked is None:
                held += 1
                continue
            offered += 1
            violations += is_forbidden(facts[picked.movement.id], picked.movement.id, fit)
            memory = memory.after(picked.movement, at.date())
    return Tally(people, offered, held, violations)


def anybody(random: Random, names: list[str]) -> Fit:
    """Conditions from none to all, vetoes from none to all."""
    return Fit(
        conditions=some(random, sorted(CONDITIONS)),
        vetoes=some(random, names),
        place=random.choice(PLACES),
        around=some(random, AROUND),
        chair_only=random.random() < 0.2,
        wants_strength=random.random() < 0.5,
    )


def any_course(random: Random) -> Course:
    """Any phase, on the easy rungs or not, with any number of nudges a day."""
    a_day = random.choice(BUDGETS)
    return Course(
        random.choice([*PhaseKey]), (), random.random() < 0.3, random.random() < 0.2, a_day, 5 * a_day
    )


def some(random: Random, names: tuple[str, ...] | list[str]) -> tuple[str, ...]:
    many = random.choice((0, 1, 2, 3, random.randint(0, len(names))))
    return tuple(random.sample(names, min(many, len(names))))


def facts_of_all() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for file in {*FACTS.glob("*.toml")} - {
        FACTS / f"{each}.toml" for each in ("rules", "sources", "ladders")
    }:
        found |= tomllib.loads(file.read_text(encoding="utf-8"))
    return found


def is_forbidden(facts: dict[str, Any], name: str, fit: Fit) -> bool:
    if name in fit.vetoes or any(code in fit.conditions for code in facts["never_if"]):
        return True
    if "HIP-OP" in fit.conditions and name not in WITH_HIP_OP:
        return True
    return fit.chair_only and not {"seated", "any"} & {*facts["positions"]}


def main(many: int = PICKS) -> int:
    started = time.perf_counter()
    tally = picks(many, movements.load())
    sys.stdout.write(
        f"filter: {tally.people:,} people, {tally.offered:,} offers, {tally.held:,} times nothing was left,"
        f" {tally.violations} violations ({time.perf_counter() - started:.0f} s)\n"
    )
    return tally.violations


if __name__ == "__main__":
    sys.exit(main() > 0)
