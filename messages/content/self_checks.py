"""Self-checks: what is asked every four weeks, loaded from `self_checks.toml` and checked."""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

from messages.content.movements import Catalogue
from messages.content.toml_fields import BadData, Fields, tables_of
from messages.content.vocabulary import CONDITIONS

FACTS = Path(__file__).with_name("self_checks.toml")


MOST_COUNTED = 120  # stands, lifts or seconds, in half a minute


class Who(StrEnum):
    """Whom a check is for."""

    STANDING = "standing"
    SEATED = "seated"  # chair only, or where what is asked standing is left out
    WHEELCHAIR = "wheelchair"


@dataclass(frozen=True)
class SelfCheck:
    """One check: its questions (one a side), the answers on the buttons, and whom it leaves out."""

    id: str
    questions: tuple[str, ...]
    answers: tuple[int, ...]  # stands, seconds, or how it feels
    never_if: tuple[str, ...]
    movement: str | None  # done while it is asked; where it is left out, so is the check
    gentler: str | None  # done instead with one of its cautions, or in a chair
    noise: int | None  # a difference up to this says nothing; None: not compared
    asks_hands: bool  # whether hands helped is noted
    who: Who

    def takes(self, number: int) -> bool:
        """True for a number that may be the answer: one of a scale, or a count with a sensible end."""
        return number in self.answers if 0 in self.answers else 0 <= number <= MOST_COUNTED


def load(catalogue: Catalogue, file: Path = FACTS) -> tuple[SelfCheck, ...]:
    """All checks in the order they are asked; raises `BadData` for the first mistake."""
    checks = tuple(_check(file, name, entry, catalogue) for name, entry in tables_of(file).items())
    asked = [each for check in checks for each in check.questions]
    if twice := {each for each in asked if asked.count(each) > 1}:
        raise BadData(f"{file.name}: {min(twice)} is asked twice")
    return checks


@lru_cache(maxsize=4)
def known(catalogue: Catalogue) -> tuple[SelfCheck, ...]:
    """The same, read once for each catalogue."""
    return load(catalogue)


def _check(file: Path, name: str, entry: dict[str, Any], known: Catalogue) -> SelfCheck:
    fields = Fields(file, name, entry)
    check = SelfCheck(
        id=name,
        questions=fields.several("questions"),
        answers=_answers(fields.decimals("answers"), f"{file.name}: [{name}]"),
        never_if=fields.some("never_if", CONDITIONS),
        movement=fields.one_of("movement", known.movements) if "movement" in entry else None,
        gentler=fields.one_of("gentler", known.movements) if "gentler" in entry else None,
        noise=fields.whole("noise", 1, 99) if "noise" in entry else None,
        asks_hands=fields.flag("hands"),
        who=Who(fields.one_of("who", set(Who))),
    )
    fields.nothing_left()
    return check


def _answers(numbers: tuple[float, ...], where: str) -> tuple[int, ...]:
    answers = tuple(map(int, numbers))
    if not answers or list(numbers) != sorted(set(answers)):
        raise BadData(f"{where} answers are no whole numbers, each above the one before")
    return answers
