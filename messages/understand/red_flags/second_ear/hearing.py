"""Hearing: what the second ear makes of a text the rules have read; it adds caution and never takes any."""

from collections.abc import Sequence, Set
from dataclasses import dataclass

from messages.understand.red_flags.second_ear import weights
from messages.understand.red_flags.second_ear.features import features
from messages.understand.red_flags.second_ear.weights import CLASSES, Weights
from messages.understand.text.frequencies import Frequencies

UNSURE = 0.6  # chance of any alarm from which a line is said in passing
SURE = 0.65  # the same, from which the level is answered
OF_ONE_LEVEL = 0.5  # chance of the likeliest level from which that is answered
SURER = 0.7  # chance of an emergency or a crisis from which it replaces a lower level of the rules
LEAST_WORDS = 4  # shorter texts are for the rules alone
WORDS_THAT_TELL = 8  # of a text, to tell its language by
CLEARLY = 1.15  # how much commoner the words have to be in another language than in their own
NONE = CLASSES[0]


@dataclass(frozen=True)
class Hunch:
    """The likeliest level, "P" for pregnancy and birth, and how likely it and any alarm are."""

    level: str
    chance_of_level: float
    chance: float
    language: str

    @property
    def is_sure(self) -> bool:
        return self.chance >= SURE and self.chance_of_level >= OF_ONE_LEVEL

    @property
    def is_surer(self) -> bool:
        return self.chance_of_level >= SURER


def hunch(words: Sequence[str], signs: Set[str], language: str) -> Hunch | None:
    """The suspicion in a text of this language, if any; `signs` are names of word lists found in it."""
    return hunch_of(words, signs, language, weights.load()[language])


def hunch_of(words: Sequence[str], signs: Set[str], language: str, learnt: Weights) -> Hunch | None:
    """The suspicion by these weights."""
    if len(words) < LEAST_WORDS:
        return None
    chances = learnt.chances(features(words, signs))
    level = max(CLASSES[1:], key=lambda each: chances[each])
    found = Hunch(level, chances[level], 1 - chances[NONE], language)
    return found if found.chance >= UNSURE else None


def language_of(words: Sequence[str], own: str, frequencies: Frequencies) -> str | None:
    """The language the words are common in, in doubt their own; None for one it has not learnt."""
    some = words[:WORDS_THAT_TELL]
    scores = {code: sum(map(each.zipf, some)) for code, each in sorted(frequencies.items())}
    best = max(scores, key=lambda code: scores[code], default=own)
    if scores.get(best, 0.0) <= CLEARLY * scores.get(own, 0.0):
        best = own
    return best if best in weights.load() else None
