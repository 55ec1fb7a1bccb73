"""Safety gate benchmark, on ordinary and hostile texts: `python -m tests.bench.gate`."""

import sys
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import combinations
from statistics import quantiles
from time import process_time

from messages.understand.red_flags import gate, rules
from messages.understand.red_flags.entries import Branch
from messages.understand.text import frequencies
from messages.understand.text.cleaning import LONGEST_GRAPHEMES, clean_text
from tests.bench.tips import questions
from tests.understand.corpus import CODES

MOST_EXPENSIVE = 40  # of which every pair is tried
WORST_MS, ORDINARY_MS = 15.0, 0.3  # the goals, CPU milliseconds a text
UNSEEN = ("\u200b", "\u200d", "\u00ad", "a\u0301\u0302", "\ufeff", "no\u200b")


def milliseconds(text: str, times: int = 1) -> float:
    """CPU time of the gate, the minimum of several runs, to exclude other load."""
    found = []
    for _ in range(times):
        started = process_time()
        gate.check(text, "en")
        found.append((process_time() - started) * 1000)
    return min(found)


def tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def filled(*words: str) -> str:
    """A text of maximum length."""
    return clean_text((" ".join(words) + " ") * LONGEST_GRAPHEMES)


def elements() -> list[str]:
    """Every word of every list; prefixes completed to a word."""
    every = frozenset[str]().union(*(language.elements for language in rules.load().languages.values()))
    return sorted({each.rstrip("*").lstrip("<") for each in every})


def entries() -> list[str]:
    """Every entry of every list, as people would write it."""
    trees = [
        tree for language in rules.load().languages.values() for tree in (language.signs, language.harmless)
    ]
    return sorted({" ".join(each) for tree in trees for each in _below(tree)})


def _below(branch: Branch) -> Iterator[list[str]]:
    for entry in branch.entries:
        yield [each.rstrip("*").lstrip("<") for each in entry.elements if each not in "~$"]
    for each in branch.next.values():
        yield from _below(each)


def that_grow() -> list[str]:
    """Characters that expand to several letters, with and without spaces."""
    every = map(chr, range(0x110000))
    return [each for each in every if len(unicodedata.normalize("NFKC", each)) > 1]


def worst(name: str, texts: Iterable[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Print the most expensive text, and return the top few."""
    ranked = sorted(((milliseconds(filled(*each)), each) for each in texts), reverse=True)
    again = sorted(((milliseconds(filled(*each), 5), each) for _, each in ranked[:20]), reverse=True)
    most, text = again[0]
    goal = "" if most <= WORST_MS else f" (goal {WORST_MS:g})"
    tell(f"{name}: {len(ranked)} texts, at most {most:.1f} ms{goal}: {' '.join(text)!r}")
    return [each for _, each in ranked[:MOST_EXPENSIVE]]


def main() -> None:
    rules.load(), frequencies.load()
    asked = [each.text for language in CODES for each in questions(language)]
    spent = quantiles((milliseconds(each, 3) for each in asked), n=100)
    tell(f"{len(asked)} questions: p50 {spent[49]:.2f} ms (goal {ORDINARY_MS}), p99 {spent[98]:.2f} ms")
    words = worst("every word", ((each,) for each in elements()))
    worst("pairs of words", (one + other for one, other in combinations(words, 2)))
    said = worst("every entry", ((each,) for each in entries()))
    worst("pairs of entries", (one + other for one, other in combinations(said, 2)))
    worst("signs that grow", ((each,) for each in (*that_grow(), *UNSEEN)))


if __name__ == "__main__":
    main()
