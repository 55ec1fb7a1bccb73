"""Tip search benchmark: hit rates and every miss, on questions the search was not tuned on."""

import sys
import time
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from messages.content import movements, tips
from messages.language import LANGUAGES, Language
from messages.understand.question.question_index import Answered, Found, QuestionIndex, Unsure
from tests.lexicons import lexicon_of
from tests.understand import corpus
from tests.understand.corpus import CODES


class Verdict(StrEnum):
    """Outcome of one question."""

    FIRST = "right first"  # the answer is shown
    OFFERED = "right among the buttons"
    WRONG = "wrong"  # something else is shown
    MISSED = "said don't know"  # to a question of ours
    SILENT = "outside, said don't know"  # as it should be
    OFFERED_ANYWAY = "outside, offered something"  # counts half
    ANSWERED_ANYWAY = "outside, answered"


@dataclass(frozen=True)
class Question:
    """A question and the numbers of the tips that answer it; none if off-topic."""

    text: str
    expects: tuple[int, ...]


@dataclass(frozen=True)
class Figures:
    """Shares of the questions, between 0 and 1."""

    first: float
    first_or_offered: float
    outside: float
    slowest_ms: float
    misses: tuple[tuple[Verdict, Question], ...]


def questions(code: str = "en") -> list[Question]:
    numbers = {tip.id: number for number, tip in tips.load(LANGUAGES / code, movements.load()).items()}
    asked = corpus.questions(code).items()
    return [Question(text, tuple(numbers[each] for each in expected)) for text, expected in asked]


def verdict(found: Found, expects: tuple[int, ...]) -> Verdict:
    match found:
        case Answered(tip, near):
            if not expects:
                return Verdict.ANSWERED_ANYWAY
            if tip.number in expects:
                return Verdict.FIRST
            return Verdict.OFFERED if any(each.number in expects for each in near) else Verdict.WRONG
        case Unsure(candidates):
            if not expects:
                return Verdict.OFFERED_ANYWAY
            right = any(candidate.number in expects for candidate in candidates)
            return Verdict.OFFERED if right else Verdict.WRONG
        case _:
            return Verdict.MISSED if expects else Verdict.SILENT


def measure(search: QuestionIndex, asked: list[Question]) -> Figures:
    """Ask every question once; the index is built before."""
    judged: list[tuple[Verdict, Question]] = []
    slowest = 0.0
    for question in asked:
        began = time.perf_counter()
        found = search(question.text)
        slowest = max(slowest, time.perf_counter() - began)
        judged.append((verdict(found, question.expects), question))
    count = Counter(each for each, _ in judged)
    inside = sum(bool(each.expects) for each in asked) or 1
    outside = len(asked) - inside or 1
    return Figures(
        first=count[Verdict.FIRST] / inside,
        first_or_offered=(count[Verdict.FIRST] + count[Verdict.OFFERED]) / inside,
        outside=(count[Verdict.SILENT] + count[Verdict.OFFERED_ANYWAY] / 2) / outside,
        slowest_ms=slowest * 1000,
        misses=tuple(each for each in judged if each[0] not in (Verdict.FIRST, Verdict.SILENT)),
    )


def main() -> None:
    """Every language there are questions for, or those named: `python -m tests.bench.tips de`."""
    for code in sys.argv[1:] or CODES:
        _tell(code)


def _tell(code: str) -> None:
    search = lexicon_of(Language(LANGUAGES / code, movements.load())).question_index
    asked = questions(code)
    # The search's weights were tuned on the even half of the English questions, and on nothing else.
    halves = {"even": asked[::2], "odd": asked[1::2], "all": asked}
    for name, half in halves.items():
        figures = measure(search, half)
        sys.stdout.write(
            f"tips {code}, {name} ({len(half)}): right first {figures.first:.1%}, first or offered"
            f" {figures.first_or_offered:.1%}, outside don't know {figures.outside:.1%},"
            f" slowest {figures.slowest_ms:.1f} ms\n"
        )
    for kind, question in measure(search, asked).misses:
        sys.stdout.write(f"  {kind}: {question.text} {list(question.expects)}\n")


if __name__ == "__main__":
    main()
