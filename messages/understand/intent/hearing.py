"""Hearing: what the ear takes a sentence for, once its values are tried on the likeliest topics. Pure.

The chance of a topic that its sentence has no value for goes to the others. What comes of it is shown where
that is harmless, and else asked about first.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from messages.understand.intent.ear import Guess
from messages.understand.intent.filler import Filled, filled
from messages.understand.intent.spots import Sentence
from messages.understand.intent.topics import ASKED_BY, FIXED, NOTHING, REQUESTS, SHOWN, UNSHOWN, VALUED
from messages.understand.settings_change.kinds import MANY, Setting, Show, WhyNot

LEAST = 0.04  # chance from which a topic is tried
SECOND = 0.15  # share from which a second topic is meant beside the first
UNFILLED = 0.75  # how much a topic whose value is missing is still believed

# Topics whose value is no number: another number in the sentence may be part of a story.
_WITHOUT_NUMBERS = ("zone", "language", "around", "around-not", "leave-out", "only-kind", "take-back")


@dataclass(frozen=True)
class Choice:
    """What a sentence is about, how likely, and the settings that come of it."""

    topics: tuple[str, ...]
    share: float  # of all that it may be; of a request that of all requests
    settings: tuple[Setting, ...] = ()
    why_not: WhyNot | None = None
    screen: str | None = None  # that asks for a value
    is_told: bool = True  # no number is left over

    @property
    def is_request(self) -> bool:
        return self.topics[0] in REQUESTS

    @property
    def shows(self) -> bool:
        """Nothing is changed by it."""
        return self.screen is not None or all(isinstance(each, Show) for each in self.settings)


def chosen(guess: Guess, said: Sentence, asked: float = 1.0) -> Choice | None:
    """The likeliest wish; `asked` is how much of the chance of a question is believed."""
    tried: dict[str, tuple[float, Filled]] = {}
    for topic in guess.best(LEAST):
        if topic in (*VALUED, *FIXED, *SHOWN) and (found := filled(topic, said)) is not None:
            chance = guess.chances[topic] * (1 if found.what is not None else UNFILLED)
            tried[topic] = chance, found
        elif topic in REQUESTS:
            tried[topic] = guess.chances[topic], Filled(())
    nothing = guess.of((*NOTHING, *UNSHOWN)) - (1 - asked) * guess.chances["question"]
    whole = nothing + sum(chance for chance, _ in tried.values())
    ranked = sorted(tried, key=lambda each: -tried[each][0])
    if not ranked or whole <= 0:
        return None
    first = ranked[0]
    if first in REQUESTS:
        share = sum(tried[each][0] for each in ranked if each in REQUESTS) / whole
        return Choice((first,), share, is_told=first == "kind" or not _left(frozenset(), said))
    for second in ranked[1:2]:
        if tried[second][0] / whole >= SECOND and (both := _both(first, second, tried, said)) is not None:
            return Choice((first, second), (tried[first][0] + tried[second][0]) / whole, both)
    return _choice(first, tried[first][0] / whole, tried[first][1], said)


def _choice(topic: str, share: float, found: Filled, said: Sentence) -> Choice | None:
    is_told = not _left(found.used, said)
    if not is_told and topic in VALUED and topic not in _WITHOUT_NUMBERS:
        return None
    match found.what:
        case WhyNot() as why:
            return Choice((topic,), share, why_not=why, is_told=is_told)
        case None:
            return (
                Choice((topic,), share, screen=ASKED_BY[topic], is_told=is_told)
                if topic in ASKED_BY
                else None
            )
        case what:
            return Choice((topic,), share, what, is_told=is_told)


def _both(
    first: str, second: str, tried: dict[str, tuple[float, Filled]], said: Sentence
) -> tuple[Setting, ...] | None:
    """The settings of two topics, where each has values of its own and no number is left over."""
    one, other = tried[first][1], tried[second][1]
    if not isinstance(one.what, tuple) or not isinstance(other.what, tuple) or not (one.what and other.what):
        return None
    kinds = [type(each) for each in (*one.what, *other.what) if not isinstance(each, MANY)]
    is_apart = not one.used & other.used and len(kinds) == len(set(kinds))
    return (*one.what, *other.what) if is_apart and not _left(one.used | other.used, said) else None


def _left(used: frozenset[int], said: Sentence) -> Sequence[int]:
    return [each.number for each in said.spots if each.is_numeric and each.number not in used]
