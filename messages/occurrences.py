"""Where in a text do the words of a list stand, and are they denied or long over?"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from messages.signs import GRAMMAR, Rule, WordLists
from messages.wording import Word

SMALL_WORDS = 3  # that may stand between two words of an entry
WIDEST_GAP = 4  # words that `~` stands for
WORDS_OF_A_SIGN = 7  # as many as the longest entry takes, with small words in between
LEAST_GAP = 1  # words between two signs that a full stop parts
FAR = 12  # words between a sign and the "years ago" that belongs to it
NO_SIGNS = ("others", "at_hand", "things")  # a "no" ends at them, as it does at words that no list knows


@dataclass(frozen=True)
class Occurrence:
    """Words of one list, from `begin` up to and without `end`."""

    begin: int
    end: int

    @property
    def places(self) -> range:
        return range(self.begin, self.end)


class Reading:
    """One text, read with the lists of one language."""

    def __init__(self, words: Sequence[Word], meanings: Sequence[set[str]], lists: WordLists) -> None:
        self._words = words
        self._meanings = meanings
        self._entries = lists.by_first
        self._own = lists.own
        self._small = self._places_of_small_words()
        self.found = self._everything()

    @property
    def has_signs(self) -> bool:
        return any(name not in GRAMMAR for name in self.found)

    def matches(self, rule: Rule) -> Iterator[tuple[Occurrence, ...]]:
        """Every way in which the signs of a rule stand together."""
        if any(self._all_of({name}) for name in rule.unless):
            return
        if not all(self._all_of(names) for names in rule.anywhere):
            return
        together = self._together([self._all_of(names) for names in rule.near], (), rule.gap)
        yield from (match for match in together if self._is_in_this_language(match))

    def is_denied(self, match: Sequence[Occurrence]) -> bool:
        """ "No numbness": a no covers one of the signs, and it is not "never like this before"."""
        places = {n for each in match for n in each.places}
        # "No feeling", "no reason to live": a no that is part of the sign denies nothing.
        noes = (covered for no, covered in self._noes.items() if no.begin not in places)
        if not any(covered & places for covered in noes):
            return self._is_denied_after(match)
        last = max(places)
        return not any(
            o.begin > last and self._words[o.begin].sentence == self._words[last].sentence
            for o in self._all_of({"unheard"})
        )

    def is_over(self, match: Sequence[Occurrence]) -> bool:
        """ "Years ago", close to it, and nothing says that it is so again."""
        if self.found.get("again"):
            return False
        begin, end = min(each.begin for each in match), max(each.end for each in match)
        return any(
            self._parts[o.begin] == self._parts[begin] and o.begin - end < FAR and begin - o.end < FAR
            for o in self._all_of({"long_ago"})
        )

    def is_anothers_past(self, match: Sequence[Occurrence]) -> bool:
        """ "My grandpa had a heart attack", and not a word more: "just had" may be next door and now."""
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
            for other in self._all_of({"others"})
            for had in self._all_of({"had"})
        )

    def _is_small(self, begin: int, end: int) -> bool:
        """Nothing but "my" and "the" from `begin` up to `end`; "had a stroke" may begin with the "had"."""
        return all(n in self._small for n in range(begin, end))

    def _all_of(self, names: Collection[str]) -> list[Occurrence]:
        return [each for name in sorted(names) for each in self.found.get(name, ())]

    def _places_of(self, *names: str) -> set[int]:
        return {n for each in self._all_of(names) for n in each.places}

    def _places_of_small_words(self) -> frozenset[int]:
        """ "My" and "the"."""
        return frozenset(
            at
            for at, meanings in enumerate(self._meanings)
            if any(
                entry.name == "small" and len(entry.elements) == 1
                for meaning in meanings
                for entry in self._entries.get(meaning, ())
            )
        )

    def _everything(self) -> dict[str, list[Occurrence]]:
        found: dict[str, list[Occurrence]] = {}
        for at, meanings in enumerate(self._meanings):
            for meaning in meanings:
                for entry in self._entries.get(meaning, ()):
                    end = self._end(entry.elements, at, at)
                    if end is not None:
                        found.setdefault(entry.name, []).append(Occurrence(at, end))
        return found

    def _end(self, elements: Sequence[str], at: int, begin: int) -> int | None:
        """Where the elements end that begin at `at`; small words may stand between them."""
        if not elements:
            return at
        first, rest = elements[0], elements[1:]
        if first == "$":
            return self._end(rest, at, begin) if self._closes(at) else None
        if first == "~":
            ends = (self._end(rest, n, begin) for n in range(at, at + WIDEST_GAP + 1))
            return next((end for end in ends if end is not None), None)
        for n in range(at, min(at + SMALL_WORDS + 1, len(self._words))):
            if self._words[n].sentence != self._words[begin].sentence:
                return None
            if first in self._meanings[n]:
                return self._end(rest, n + 1, begin)
            if n == begin or n not in self._small:
                return None
        return None

    def _closes(self, at: int) -> bool:
        """Whether a clause ends before this word."""
        return at == len(self._words) or self._words[at].clause != self._words[at - 1].clause

    def _is_in_this_language(self, match: Sequence[Occurrence]) -> bool:
        """ "Plan: die Treppe" is no English: not one word there is English alone."""
        sentences = {self._words[n].sentence for each in match for n in each.places}
        return not sentences.isdisjoint(self._spoken)

    @cached_property
    def _spoken(self) -> frozenset[int]:
        """The sentences with a word that only this language says."""
        return frozenset(
            word.sentence
            for word, meanings in zip(self._words, self._meanings, strict=True)
            if not meanings.isdisjoint(self._own)
        )

    @cached_property
    def _parts(self) -> list[int]:
        """The part of the text each word stands in: sentences, and what a "but" sets apart."""
        buts = {each.begin for each in self._all_of({"but"})}
        part, parts = 0, []
        for n, word in enumerate(self._words):
            part += n in buts or (n > 0 and word.sentence != self._words[n - 1].sentence)
            parts.append(part)
        return parts

    def _together(
        self, choices: Sequence[Sequence[Occurrence]], chosen: tuple[Occurrence, ...], gap: int
    ) -> Iterator[tuple[Occurrence, ...]]:
        """One of each choice, near each other. What is too far already is dropped, so no text is slow."""
        if not choices:
            if self._is_near(chosen, gap):
                yield chosen
            return
        reach = gap + WORDS_OF_A_SIGN * (len(choices) + len(chosen))
        for each in choices[0]:
            if all(abs(each.begin - other.begin) <= reach for other in chosen):
                yield from self._together(choices[1:], (*chosen, each), gap)

    def _is_near(self, match: Sequence[Occurrence], gap: int) -> bool:
        begin, end = min(o.begin for o in match), max(o.end for o in match)
        places = {n for each in match for n in each.places}
        if len(match) > 1 and self._parts[begin] != self._parts[end - 1]:
            # "My groin. It's numb."
            buts = self._places_of("but")
            gap = -1 if any(n in buts for n in range(begin, end)) else min(gap, LEAST_GAP)
        return end - begin - len(places) <= gap

    @cached_property
    def _noes(self) -> dict[Occurrence, frozenset[int]]:
        """Every "no" and the words that it covers; "not only" covers none."""
        only = {each.begin for each in self._all_of({"only"})}
        return {no: frozenset(self._covered(no.end)) for no in self._all_of({"no"}) if no.end not in only}

    def _covered(self, begin: int) -> set[int]:
        """As far as a "no" reaches: its signs and a list with an "or", but never "I can't go on I want …"."""
        goes_on, either = self._places_of("goes_on", "small"), self._places_of("or")
        joins = (self._places_of("and") - goes_on) | {each.begin for each in self._all_of({"anew"})}
        bounds = self._places_of(*NO_SIGNS) - goes_on
        covered: set[int] = set()
        listed: set[int] = set()  # behind a comma: denied too once an "or" comes
        is_list = False
        for n in range(begin, len(self._words)):
            if self._parts[n] != self._parts[begin] or n in joins:
                break
            if n > begin and self._closes(n):
                if not covered:
                    break
                is_list = True
            if n in either:
                covered |= listed
                listed, is_list = set(), False
            elif n not in goes_on:
                if not self._meanings[n] or n in bounds:
                    break
                (listed if is_list else covered).add(n)
        return covered

    def _is_denied_after(self, match: Sequence[Occurrence]) -> bool:
        """ "Taub ist es nicht.", "chest pain: none"."""
        end = max(each.end for each in match)
        goes_on = self._places_of("goes_on", "small")
        return any(
            no.begin >= end
            and self._closes(no.end)
            and all(n in goes_on for n in range(end, no.begin))
            and self._words[end - 1].sentence == self._words[no.begin].sentence
            for no in self._all_of({"no_after"})
        )
