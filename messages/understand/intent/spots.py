"""Spots: where in a sentence values stand, and what each may be. Nothing here is guessed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from messages.understand.intent.contrast import Contrast, wanted
from messages.understand.settings_change.marks import MOST_PLACE_WORDS, FindZone, Mark
from messages.understand.settings_change.topics import VALUES

# Values that are numbers, times or days: one that nobody used is a reason not to act.
NUMERIC = frozenset({"number", "length", "clock", "spans", "days", "each-days", "day", "today"})
_UNSAID = ("today", "this-week")  # values without a value
MOST_PLACES = 12  # runs of words that are looked up


@dataclass(frozen=True)
class Spot:
    """A value in a sentence, with all that it may be."""

    number: int  # among the spots
    begins: int  # tokens
    ends: int
    senses: Mapping[str, object]  # with roles: "until:clock"
    is_idle: bool  # it may be no value but a word: "one", "a day"

    @cached_property
    def kinds(self) -> dict[str, object]:
        """The values by kind, without roles."""
        return {each.rpartition(":")[2]: value for each, value in self.senses.items()}

    @property
    def roles(self) -> frozenset[str]:
        return frozenset(each.partition(":")[0] for each in self.senses if ":" in each)

    @property
    def is_numeric(self) -> bool:
        return not self.is_idle and bool(NUMERIC & self.kinds.keys())


@dataclass(frozen=True)
class Sentence:
    """A sentence by its marks; `now` is local and aware."""

    marks: Sequence[Mark]
    now: datetime
    contrast: Contrast
    find_zone: FindZone

    @cached_property
    def said(self) -> list[str]:
        return [word for mark in self.marks for word in mark.words]

    @cached_property
    def spots(self) -> list[Spot]:
        return list(self._spots())

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of topics that are said."""
        return frozenset(each for mark in self.marks for each in mark.senses if ":" not in each)

    def having(self, *kinds: str, roles: Sequence[str] = ()) -> list[Spot]:
        """The spots that may be one of these kinds, those in one of the roles if there are any."""
        found = [each for each in self.spots if each.kinds.keys() & {*kinds}]
        found = [each for each in found if not each.is_idle] or found
        return [each for each in found if each.roles & {*roles}] or found

    def chosen(self, some: Sequence[Spot]) -> list[Spot]:
        """Those that are wanted where the sentence contrasts them."""
        if len(some) < 2:
            return list(some)
        at = [(each.begins, each.ends) for each in some]
        return [some[n] for n in wanted(range(len(some)), self.said, at, self.contrast)]

    def zones(self) -> set[str]:
        """Zones of the places that unknown words name."""
        found: set[str] = set()
        at = looked = 0
        while at < len(self.marks) and looked < MOST_PLACES:
            size = 0
            for n in range(min(MOST_PLACE_WORDS - 1, len(self.marks) - at), 0, -1):
                run = self.marks[at : at + n]
                if not (run[0].is_unknown and run[-1].is_unknown) or any(each.is_join for each in run):
                    continue
                looked += 1
                zone = self.find_zone(" ".join(word for each in run for word in each.words))
                if zone is not None:
                    found.add(zone)
                    size = n
                    break
            at += size or 1
        return found

    def _spots(self) -> Iterator[Spot]:
        at = number = 0
        for mark in self.marks:
            senses = {each: value for each, value in mark.senses.items() if _is_value(each, value)}
            if senses:
                yield Spot(number, at, at + len(mark.words), senses, _is_idle(mark, senses))
                number += 1
            at += len(mark.words)


def _is_value(sense: str, value: object) -> bool:
    kind = sense.rpartition(":")[2]
    return kind in VALUES and (value is not None or kind in _UNSAID)


def _is_idle(mark: Mark, senses: Mapping[str, object]) -> bool:
    is_a_word = any(":" not in each for each in mark.senses.keys() - senses.keys())
    return is_a_word and not any(":" in each for each in senses)
