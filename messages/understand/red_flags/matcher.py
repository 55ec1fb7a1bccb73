"""Red flag matcher: where a rule's signs occur together, and whether they are denied or long past."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from functools import cached_property
from itertools import islice

from messages.understand.red_flags.denials import Denials, parts_of
from messages.understand.red_flags.finding import Finding, Occurrence, Text
from messages.understand.red_flags.rules import GRAMMAR, Rule, WordLists

LEAST_GAP = 1  # words allowed between two signs separated by a full stop
FAR = 12  # words allowed between a sign and its "years ago"
MOST_STEPS = 20_000  # of the search for signs together, per language; real texts take hundreds
MOST_MATCHES = 100  # per rule and language; all of them denied, or the first would have decided
COMPOUND = 8  # letters; from here a word may be a compound
BESIDE = 2  # words allowed between a doubtful typo and the sign that supports it


class Matcher:
    """One text, read with the lists of one language."""

    def __init__(self, text: Text, lists: WordLists) -> None:
        self._text = text
        self._words = text.words
        self._meanings = text.meanings
        self._lists = lists
        finding = Finding(text, lists.small)
        self._small = finding.small
        everything = finding.everything(lists.signs)
        self.found = _certain(everything)
        self._with_doubts = everything if any(text.doubtful) else self.found
        self.steps = finding.steps  # linear in the number of words
        self._budget = self.steps + MOST_STEPS
        self._parts = parts_of(text.words, self.found)
        self._buts = {n for each in self.found.get("but", ()) for n in each.places}

    @property
    def found_in_doubt(self) -> Set[str]:
        """The names of the lists found, also by words that may be meant otherwise."""
        return self._with_doubts.keys()

    @property
    def has_signs(self) -> bool:
        return any(name not in GRAMMAR for name in self.found)

    def matches(self, rule: Rule) -> Iterator[tuple[Occurrence, ...]]:
        """All ways in which the signs of a rule occur together."""
        if not rule.may_hold(self._with_doubts, self.found):
            return
        choices = [_all_of(names, self._with_doubts) for names in rule.near]
        for match in islice(self._together(choices, (), rule.gap), MOST_MATCHES):
            is_all = self._has_all_of(rule, match) and self._is_sure_enough(match)
            if is_all and self._is_in_this_language(match) and not self._is_silenced(rule, match):
                yield match

    def _is_silenced(self, rule: Rule, match: Sequence[Occurrence]) -> bool:
        """True if a word in the same sentence, typed without a typo, says that it is about something else."""
        sentences = {self._words[each.begin].sentence for each in match}
        others = (each for name in rule.unless for each in self.found.get(name, ()) if not each.is_typo)
        return any(self._words[each.begin].sentence in sentences for each in others)

    def is_denied(self, match: Sequence[Occurrence]) -> bool:
        return self._denials.cover(match)

    def lacks(self, rule: Rule, match: Sequence[Occurrence]) -> bool:
        """True if one of the signs needed beside `match` is only denied: "20 weeks, no bleeding"."""
        return any(
            all(self.is_denied((*match, each)) for name in names for each in self.found.get(name, ()))
            for names in rule.anywhere
        )

    def is_over(self, match: Sequence[Occurrence]) -> bool:
        """True if "years ago" is close by and nothing says that it is back."""
        return not self._is_back and self._has_beside(match, "long_ago")

    def is_healed(self, match: Sequence[Occurrence]) -> bool:
        """True if "fine now" is close by; enough for what was no emergency."""
        return self._has_beside(match, "healed")

    def is_cleared(self, match: Sequence[Occurrence]) -> bool:
        """True for numbness from the seat that was "gone as soon as I stood up", and has not come back."""
        gone = [each for each in self.found.get("cleared", ()) if not self.is_denied((each,))]
        within = {n for each in gone for n in each.places}
        is_back = any(not within.issuperset(each.places) for each in self.found.get("again", ()))
        return bool(gone) and not is_back and self._has_beside(match, "cleared")

    @cached_property
    def _is_back(self) -> bool:
        """True for "again" or "since", but not in "nothing since"."""
        over = {n for each in self.found.get("long_ago", ()) for n in each.places}
        return any(not over.issuperset(each.places) for each in self.found.get("again", ()))

    def _has_beside(self, match: Sequence[Occurrence], name: str) -> bool:
        begin, end = min(each.begin for each in match), max(each.end for each in match)
        return any(
            self._parts[o.begin] == self._parts[begin] and o.begin - end < FAR and begin - o.end < FAR
            for o in self.found.get(name, ())
        )

    def is_anothers_past(self, match: Sequence[Occurrence]) -> bool:
        """True for "my grandpa had a heart attack" and nothing more: "just had" may be happening now."""
        if self.found.get("again") or self.found.get("at_hand"):
            return False
        begin, end = min(each.begin for each in match), max(each.end for each in match)
        if end != len(self._words):
            return False
        return any(
            other.end <= had.begin
            and self._is_small(other.end, had.begin)
            and self._is_small(had.end, begin)
            and self._words[other.begin].clause == self._words[end - 1].clause
            for other in self.found.get("others", ())
            for had in self.found.get("had", ())
        )

    def _is_small(self, begin: int, end: int) -> bool:
        """True if only words like "my" and "the" are between; signs like "had a stroke" include the "had"."""
        return all(n in self._small for n in range(begin, end))

    def _is_in_this_language(self, match: Sequence[Occurrence]) -> bool:
        """False for "Plan: die Treppe" read as English: no word there is English only."""
        sentences = {self._words[n].sentence for each in match for n in each.places}
        return not sentences.isdisjoint(self._spoken)

    def _has_all_of(self, rule: Rule, match: Sequence[Occurrence]) -> bool:
        """A word counts as one sign ("bump" is a lump or a belly), except compounds: "Brustschmerzen"."""
        places = {n for each in match for n in each.places}
        places -= {n for n in places if len(self._words[n].text) >= COMPOUND}
        if len(match) > 1 and len(places) == 1 and len({each.places for each in match}) == 1:
            return False
        return all(
            any(not places.issuperset(o.places) for name in names for o in self.found.get(name, ()))
            for names in rule.anywhere
        )

    def _is_sure_enough(self, match: Sequence[Occurrence]) -> bool:
        """Accept "numb grin" as "numb groin": a real word may be a typo next to a sign that is none."""
        sure = [each for each in match if not each.is_typo]
        return all(any(self._is_close(each, other) for other in sure) for each in match if each.is_doubtful)

    def _is_close(self, one: Occurrence, other: Occurrence) -> bool:
        begin, end = min(one.end, other.end), max(one.begin, other.begin)
        return end - begin <= BESIDE and self._words[begin - 1].clause == self._words[end].clause

    @cached_property
    def _spoken(self) -> frozenset[int]:
        """The sentences with a word that only this language says; numbers say so where no word does."""
        return self._with_any(self._lists.own) | (self._with_any(self._lists.numbers) - self._foreign)

    @property
    def _foreign(self) -> frozenset[int]:
        """The sentences with a word that another language says, and this one does not."""
        said = zip(self._words, self._meanings, strict=True)
        return frozenset(word.sentence for word, each in said if any(map(self._lists.is_foreign, each)))

    def _with_any(self, elements: Set[str]) -> frozenset[int]:
        said = zip(self._words, self._meanings, strict=True)
        return frozenset(word.sentence for word, meanings in said if not meanings.isdisjoint(elements))

    def _together(
        self, choices: Sequence[Sequence[Occurrence]], chosen: tuple[Occurrence, ...], gap: int
    ) -> Iterator[tuple[Occurrence, ...]]:
        """Combinations of one occurrence per choice, close together; stops at the budget."""
        self.steps += 1
        if self.steps > self._budget:
            return
        if not choices:
            if self._is_near(chosen, gap):
                yield chosen
            return
        reach = gap + self._longest * (len(choices) - 1)
        for each in _within(choices[0], chosen, reach, self._longest):
            yield from self._together(choices[1:], (*chosen, each), gap)

    def _is_near(self, match: Sequence[Occurrence], gap: int) -> bool:
        begin, end = min(o.begin for o in match), max(o.end for o in match)
        if end - begin - sum(o.end - o.begin for o in match) > gap:
            return False
        places = {n for each in match for n in each.places}
        if len(match) > 1 and self._parts[begin] != self._parts[end - 1]:
            # "My groin. It's numb."
            gap = -1 if any(n in self._buts for n in range(begin, end)) else min(gap, LEAST_GAP)
        return end - begin - len(places) <= gap

    @cached_property
    def _denials(self) -> Denials:
        return Denials(self._text, self.found, self._parts)

    @cached_property
    def _longest(self) -> int:
        """Length in words of the longest sign in this text."""
        return max((o.end - o.begin for each in self.found.values() for o in each), default=0)


def _certain(found: Mapping[str, list[Occurrence]]) -> dict[str, list[Occurrence]]:
    kept = {name: [each for each in some if not each.is_doubtful] for name, some in found.items()}
    return {name: some for name, some in kept.items() if some}


def _all_of(names: Collection[str], found: Mapping[str, list[Occurrence]]) -> list[Occurrence]:
    """The occurrences of all these lists, in text order."""
    lists = [found[name] for name in names if name in found]
    if len(lists) == 1:
        return lists[0]
    return sorted((each for some in lists for each in some), key=_begin_of)


def _within(
    choice: Sequence[Occurrence], chosen: Sequence[Occurrence], reach: int, longest: int
) -> Sequence[Occurrence]:
    """The occurrences that can still be close enough to the chosen ones, within `reach` words."""
    if not chosen:
        return choice
    taken = sum(each.end - each.begin for each in chosen)
    first, last = min(each.begin for each in chosen), max(each.end for each in chosen)
    low = bisect_left(choice, last - taken - reach - longest, key=_begin_of)
    return choice[low : bisect_right(choice, first + taken + reach, key=_begin_of)]


def _begin_of(occurrence: Occurrence) -> int:
    return occurrence.begin
