"""Hearing: what the second ear makes of a text the rules have read; it adds caution and never takes any."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from messages.understand.red_flags.second_ear import weights
from messages.understand.red_flags.second_ear.features import features
from messages.understand.red_flags.second_ear.weights import CLASSES

SURE = 0.7  # chance of any alarm from which its level is answered
UNSURE = 0.5  # the same, from which a line is said in passing
NONE = CLASSES[0]


@dataclass(frozen=True)
class Hunch:
    """The likeliest level, "P" for pregnancy and birth, and how likely any alarm is."""

    level: str
    chance: float
    language: str

    @property
    def is_sure(self) -> bool:
        return self.chance >= SURE


def hunch(words: Sequence[str], signs: Mapping[str, Set[str]], languages: Set[str]) -> Hunch | None:
    """The strongest suspicion in any of `languages`; None below UNSURE. `signs` are by language."""
    known = weights.load()
    heard = [_in(words, signs.get(code, frozenset()), code) for code in sorted(languages & known.keys())]
    best = max(heard, key=lambda each: each.chance, default=None)
    return best if best is not None and best.chance >= UNSURE else None


def _in(words: Sequence[str], signs: Set[str], code: str) -> Hunch:
    chances = weights.load()[code].chances(features(words, signs))
    level = max(CLASSES[1:], key=lambda each: chances[each])
    return Hunch(level, 1 - chances[NONE], code)
