"""Texts benchmark: CPU of understanding what people type, from the red-flag gate to the meaning.

`python -m tests.bench.texts`: every question, log, wish and setting of the corpora, in both languages, as
typed by somebody who has begun; exit code 1 where a goal is missed.
"""

import gc
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from statistics import quantiles
from time import thread_time

from bot.content import read_content
from bot.explaining import situation_of
from messages.language import LANGUAGES
from messages.understand import ranking
from messages.understand.red_flags import gate
from messages.understand.situation import Situation
from messages.understand.text.cleaning import clean_text
from tests.bench.figures import goals
from tests.understand import corpus

KINDS = ("question", "move_log", "movement_request", "settings_change", "no_question", "no_move_log")
MOST_OF_A_KIND = 60
MEDIAN_MS, WORST_MS = (goals()[key].at_most or 0.0 for key in ("understand", "understand-worst"))
TIMES = 3  # of which the least counts, to exclude other load
NOW = datetime(2024, 3, 6, 15, 0, tzinfo=UTC)


def texts(code: str) -> Iterator[tuple[str, str]]:
    """A kind and one of its sentences, evenly from all of the file."""
    for kind in KINDS:
        found = corpus.texts(code, kind) if kind != "question" else list(corpus.questions(code))
        step = max(1, len(found) // MOST_OF_A_KIND)
        yield from ((kind, clean_text(each)) for each in found[::step][:MOST_OF_A_KIND])


def milliseconds(text: str, situation: Situation) -> float:
    began = thread_time()
    gate.check(text, situation.own.code)
    ranking.interpret(text, situation)
    return (thread_time() - began) * 1000


def measure() -> list[tuple[float, tuple[str, str, str]]]:
    """The least CPU of each text, with its language, kind and words."""
    read_content(LANGUAGES)
    situations = {
        code: replace(situation_of(code, "Europe/Berlin", NOW), has_begun=True) for code in corpus.CODES
    }
    for situation in situations.values():
        milliseconds("how long?", situation)  # the first one of a language reads from disk
    gc.freeze()  # as the bot does once everything is read
    least: dict[tuple[str, str, str], float] = {}
    for _ in range(TIMES):  # all texts, then all again: no text is warmed by itself
        for code, situation in situations.items():
            for kind, text in texts(code):
                key = code, kind, text
                least[key] = min(milliseconds(text, situation), least.get(key, float("inf")))
    return [(ms, key) for key, ms in least.items()]


def main() -> int:
    spent: dict[str, list[tuple[float, str]]] = {}
    for ms, (_, kind, text) in measure():
        spent.setdefault(kind, []).append((ms, text))
    sys.stdout.write(f"{'CPU ms a text':<20}{'texts':>7}{'p50':>8}{'p95':>8}{'most':>8}\n")
    every = [each for some in spent.values() for each in some]
    for kind, some in {**spent, "all": every}.items():
        parts, most = quantiles((ms for ms, _ in some), n=20), max(some)
        sys.stdout.write(
            f"{kind:<20}{len(some):>7}{parts[9]:>8.2f}{parts[18]:>8.2f}{most[0]:>8.2f}  {most[1][:50]!r}\n"
        )
    median, worst = quantiles((ms for ms, _ in every), n=2)[0], max(every)[0]
    missed = [f"{name} {ms:.1f} ms, goal {goal:g}" for name, ms, goal in
              (("median", median, MEDIAN_MS), ("worst", worst, WORST_MS)) if ms > goal]  # fmt: skip
    sys.stdout.write(f"missed: {'; '.join(missed)}\n" if missed else "goals met\n")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
