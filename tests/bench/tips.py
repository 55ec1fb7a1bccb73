"""Tip search benchmark: hit rates and every miss, on questions the search was not tuned on."""

import sys
import time
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from messages.content import movements
from messages.content.learning import tips
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
    OFFERED_ANYWAY = "outside, offered something"
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
    wrong_and_sure: float  # another tip than the right one is shown as the answer
    silent: float  # of the texts outside the subject
    slowest_ms: float
    misses: tuple[tuple[Verdict, Question], ...]


def questions(code: str = "en") -> list[Question]:
    numbers = {tip.id: number for number, tip in tips.load(LANGUAGES / code, movements.load()).items()}
    asked = corpus.questions(code).items()
    return [Question(text, tuple(numbers[each] for each in expected)) for text, expected in asked]


def of_others(code: str) -> list[Question]:
    """Questions and texts outside the subject that were written to judge, and teach nothing."""
    numbers = {tip.id: number for number, tip in tips.load(LANGUAGES / code, movements.load()).items()}
    asked, outside = corpus.held_out(code)
    ours = [Question(text, tuple(numbers[each] for each in ids)) for text, ids in asked.items()]
    return [*ours, *(Question(text, ()) for text in outside)]


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
        wrong_and_sure=sum(_is_wrong_and_sure(search, each) for each in asked) / inside,
        silent=count[Verdict.SILENT] / outside,
        slowest_ms=slowest * 1000,
        misses=tuple(each for each in judged if each[0] not in (Verdict.FIRST, Verdict.SILENT)),
    )


def _is_wrong_and_sure(search: QuestionIndex, question: Question) -> bool:
    found = search(question.text)
    if not question.expects or not isinstance(found, Answered):
        return False
    return found.tip.number not in question.expects


def main() -> None:
    """Every language there are questions for, or those named: `python -m tests.bench.tips de`."""
    for code in sys.argv[1:] or CODES:
        _tell(code)


def _tell(code: str) -> None:
    search = lexicon_of(Language(LANGUAGES / code, movements.load())).question_index
    asked = questions(code)
    # The two decisions were learned on the even half, among others; nothing was learned from the rest.
    halves = {"even": asked[::2], "odd": asked[1::2], "held out": of_others(code)}
    for name, half in halves.items():
        figures = measure(search, half)
        sys.stdout.write(
            f"tips {code}, {name} ({len(half)}): right first {figures.first:.1%}, first or offered"
            f" {figures.first_or_offered:.1%}, wrong and sure {figures.wrong_and_sure:.1%},"
            f" outside silent {figures.silent:.1%},"
            f" slowest {figures.slowest_ms:.1f} ms\n"
        )
    for kind, question in measure(search, [*asked, *of_others(code)]).misses:
        sys.stdout.write(f"  {kind}: {question.text} {list(question.expects)}\n")


if __name__ == "__main__":
    main()
