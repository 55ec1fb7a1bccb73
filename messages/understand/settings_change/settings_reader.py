"""Settings reader: the settings changes in a text, why one is impossible, or None.

A sentence is marks (`marks.py`); some of them in a row are a clause that one topic (`topics.py`) explains.
The whole sentence means the best parting into clauses.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import product

from messages.understand.settings_change.kinds import (
    MANY,
    Pause,
    Resume,
    Setting,
    WhyNot,
)
from messages.understand.settings_change.marks import FindMovements, FindZone, Mark, Marker
from messages.understand.settings_change.meaning import meaning
from messages.understand.settings_change.settings_words import SettingsWords
from messages.understand.settings_change.topics import TOPICS, Topic

LONGEST_TOKENS = 30  # anything longer is not a settings change
MOST_CHANGES = 6  # in one message
MOST_LEFT_OVER = 2  # words, where a change is a guess
SEVERAL = (
    "things",
    "no:things",
    "company",
    "no:company",
    "movement",
    "no:movement",
)  # kinds of value of which a clause may have more than one

# Costs: two clauses are better than one with a comma in it, but not than one with an "and" in it.
CLAUSE, SIGN, JOIN = 2, 3, 1
APART = ("pause-open",)  # topics that end at a comma or an "and": "you write and I do nothing"
_ALL = (1 << len(TOPICS)) - 1


@dataclass(frozen=True)
class Heard:
    """The changes that a sentence asks for, or why one is impossible; a guess where words are left over."""

    what: tuple[Setting, ...] | WhyNot
    is_sure: bool


@dataclass(frozen=True)
class _Parted:
    """A parting of the rest of a sentence; the best costs least and has the earliest topics."""

    cost: int  # of its clauses, and more of joins inside them
    order: int
    changes: tuple[Setting | WhyNot, ...]

    @property
    def rank(self) -> tuple[bool, int, int]:
        return any(isinstance(each, WhyNot) for each in self.changes), self.cost, self.order


def read(
    text: str,
    now: datetime,
    words: SettingsWords,
    find_zone: FindZone,
    find_movements: FindMovements = lambda said, at: None,
) -> Heard | None:
    """What the whole text changes, or why that is impossible; None: it is no setting.

    `now` is local and aware; `find_zone` returns the time zone of a place, or None; `find_movements` the
    movements or kinds that are called by the words at a position.
    """
    return read_marked(marker_of(text, now, words, find_zone, find_movements), now)


def marker_of(
    text: str, now: datetime, words: SettingsWords, find_zone: FindZone, find_movements: FindMovements
) -> Marker:
    return Marker(text[: LONGEST_TOKENS * 40], now, words, find_zone, find_movements)


def read_marked(marker: Marker, now: datetime) -> Heard | None:
    """The same of a text that is marked already."""
    if not 0 < len(marker) <= LONGEST_TOKENS:
        return None
    guess: Heard | None = None
    for marks in marker.ways():
        heard = _read(marks, now)
        if heard is not None and heard.is_sure:
            return heard
        guess = guess or heard
        if any(each.bars for each in marks) or sum(each.is_unknown for each in marks) > MOST_LEFT_OVER:
            break
    return guess


def _read(marks: Sequence[Mark], now: datetime) -> Heard | None:
    left_over = sum(each.is_unknown for each in marks)
    if left_over > MOST_LEFT_OVER or any(each.bars for each in marks):
        return None
    found = _Reading(marks, now, bool(left_over)).parted(0, 0)
    return _heard(found.changes, is_sure=not left_over) if found is not None and found.changes else None


def _heard(changes: Sequence[Setting | WhyNot], is_sure: bool) -> Heard | None:
    """All or nothing: one that is impossible outranks the others, two that contradict each other are none."""
    wrong = next((each for each in changes if isinstance(each, WhyNot)), None)
    if wrong is not None:
        return Heard(wrong, is_sure) if is_sure else None
    asked = tuple(dict.fromkeys(each for each in changes if not isinstance(each, WhyNot)))
    if any(isinstance(each, Pause) and each.until is not None for each in asked):
        asked = tuple(each for each in asked if each != Pause(None))  # "stop, till Monday"
    if Resume(is_explicit=True) in asked:
        asked = tuple(each for each in asked if each != Resume(is_explicit=False))
    once = [type(each) for each in asked if not isinstance(each, MANY)]
    return None if len(once) != len(set(once)) else Heard(asked, is_sure)


class _Reading:
    """The partings of one sentence into clauses."""

    def __init__(self, marks: Sequence[Mark], now: datetime, is_guess: bool) -> None:
        self._marks, self._now, self._is_guess = marks, now, is_guess
        self._masks = [_ALL if each.is_neutral or each.is_unknown else _taking(each.senses) for each in marks]
        self._found: dict[tuple[int, int], _Parted | None] = {}

    def parted(self, at: int, clauses: int) -> _Parted | None:
        """The best parting from `at` on; None if something there is no setting."""
        if (at, clauses) not in self._found:
            ways = self._ways(at, clauses) if clauses < MOST_CHANGES else iter(())
            best = min(ways, key=lambda each: each.rank, default=None)
            if all(each.is_neutral for each in self._marks[at:]):
                best = _Parted(0, 0, ())
            self._found[at, clauses] = best
        return self._found[at, clauses]

    def _ways(self, at: int, clauses: int) -> Iterator[_Parted]:
        alive = _ALL
        for end in range(at, len(self._marks)):
            alive &= self._masks[end]
            if not alive:
                return
            if not self._may_end(end):
                continue
            rest = self.parted(end + 1, clauses + 1)
            if rest is None:
                continue
            is_apart = self._is_apart(at, end)
            cost = rest.cost + CLAUSE + self._joins(at, end)
            for number, change in self._changes(alive, at, end, is_apart):
                yield _Parted(cost, rest.order + number, (*change, *rest.changes))

    def _may_end(self, end: int) -> bool:
        """A clause ends behind something that says something; what is neutral belongs to the next one."""
        return not self._marks[end].is_neutral or self._masks[end] != _ALL or end == len(self._marks) - 1

    def _joins(self, at: int, end: int) -> int:
        """What joins inside a clause cost, between words that say something."""
        said = [n for n in range(at, end + 1) if not self._marks[n].is_neutral]
        joins = [self._marks[n] for n in range(said[0], said[-1]) if self._marks[n].is_join] if said else []
        return sum(JOIN if each.words[0].isalpha() else SIGN for each in joins)

    def _is_apart(self, at: int, end: int) -> bool:
        """Whether the clause stands between joins or the ends of the sentence."""
        before = at == 0 or self._marks[at - 1].is_join or self._begins_with_join(at)
        after = all(each.is_neutral for each in self._marks[end + 1 :]) or self._begins_with_join(end + 1)
        return before and after

    def _begins_with_join(self, at: int) -> bool:
        for mark in self._marks[at:]:
            if mark.is_join:
                return True
            if not mark.is_neutral:
                return False
        return True

    def _changes(
        self, alive: int, at: int, end: int, is_apart: bool
    ) -> Iterator[tuple[int, tuple[Setting | WhyNot, ...]]]:
        """What the topics that explain the whole clause make of it."""
        clause = [each for each in self._marks[at : end + 1] if each.senses]
        said = {sense for each in clause for sense in each.senses}
        is_joined = self._joins(at, end) > 0
        for number, topic in enumerate(TOPICS):
            if not alive >> number & 1 or not all(need & said for need in topic.needs):
                continue
            if is_joined and topic.name in APART:
                continue
            if (self._is_guess and not topic.may_be_guessed) or (topic.is_weak and not is_apart):
                continue
            for values in _filled(topic, clause):
                if change := meaning(topic.name, values, self._now):
                    yield number, change
                    break


@lru_cache(maxsize=4096)
def _taking_all(senses: frozenset[str]) -> int:
    return sum(1 << n for n, topic in enumerate(TOPICS) if topic.takes & senses)


def _taking(senses: Mapping[str, object]) -> int:
    """The topics that can explain a mark, as bits."""
    return _taking_all(frozenset(senses))


def _filled(topic: Topic, clause: Sequence[Mark]) -> Iterator[Mapping[str, object]]:
    """The values of a clause by their kind, for each way in which different marks meet the needs."""
    options = [[n for n, each in enumerate(clause) if need & each.senses.keys()] for need in topic.needs]
    beside = topic.may | {each for each in SEVERAL if each in topic.takes}
    for chosen in product(*options):
        if len(set(chosen)) < len(chosen):
            continue
        values: dict[str, object] = {}
        met = dict(zip(chosen, topic.needs, strict=True))
        if all(_take(values, each, met.get(n, beside), each.is_neutral) for n, each in enumerate(clause)):
            yield values


def _take(values: dict[str, object], mark: Mark, wanted: frozenset[str], may_be_nothing: bool) -> bool:
    """Add the value of a mark in the role that is wanted; False if there is one of its kind already."""
    senses = sorted((each for each in mark.senses if each in wanted), key=_role_first)
    if not senses:
        return may_be_nothing
    sense, value = senses[0], mark.senses[senses[0]]
    if sense in SEVERAL and isinstance(value, tuple):
        before = values.get(sense, ())
        values[sense] = (*before, *value) if isinstance(before, tuple) else value
        return True
    if sense in values and value is not None:
        return False
    values[sense] = value
    return True


def _role_first(sense: str) -> tuple[bool, str]:
    return ":" not in sense, sense
