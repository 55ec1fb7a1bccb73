"""Denials: which words of a text a "no" covers, before and after it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from messages.understand.red_flags.alarm_words import Word
from messages.understand.red_flags.finding import Occurrence, Text

FURTHEST = 40  # most words one "no" covers
NO_SIGNS = ("others", "at_hand", "things")  # a "no" ends at these, as at unknown words

Found = Mapping[str, Sequence[Occurrence]]


def parts_of(words: Sequence[Word], found: Found) -> list[int]:
    """For every word, the number of its part: parts are sentences, split at "but"."""
    buts = {each.begin for each in found.get("but", ())}
    part, parts = 0, []
    for n, word in enumerate(words):
        part += n in buts or (n > 0 and word.sentence != words[n - 1].sentence)
        parts.append(part)
    return parts


class Denials:
    """All denials in a text, read with the lists of one language."""

    def __init__(self, text: Text, found: Found, parts: Sequence[int]) -> None:
        self._text = text
        self._words = text.words
        self._parts = parts
        self._unheard = found.get("unheard", ())
        self._goes_on = _places_of(found, "goes_on", "small")
        self._either = _places_of(found, "or")
        self._joins = (_places_of(found, "and") - self._goes_on) | {o.begin for o in found.get("anew", ())}
        self._bounds = _places_of(found, *NO_SIGNS) - self._goes_on
        self._covered_by = self._coverage(found)
        self._no_after: dict[int, list[int]] = defaultdict(list)
        for no in found.get("no_after", ()):
            self._no_after[no.begin].append(no.end)

    def cover(self, match: Sequence[Occurrence]) -> bool:
        """True for "no numbness": a no covers one of the signs, and it is not "never like this before"."""
        places = {n for each in match for n in each.places}
        # "No feeling", "no reason to live": a no that is part of the sign denies nothing.
        if not any(self._covered_by.get(n, set()) - places for n in places):
            return self._is_denied_after(max(each.end for each in match))
        last = max(places)
        return not any(
            o.begin > last and self._words[o.begin].sentence == self._words[last].sentence
            for o in self._unheard
        )

    def _coverage(self, found: Found) -> dict[int, set[int]]:
        """For every covered position, where its "no" begins; "not only" covers nothing."""
        only = {each.begin for each in found.get("only", ())}
        covered: dict[int, set[int]] = defaultdict(set)
        for no in found.get("no", ()):
            for n in self._covered(no.end) if no.end not in only else ():
                covered[n].add(no.begin)
        return covered

    def _covered(self, begin: int) -> set[int]:
        """The reach of a "no": its signs and a list with "or", but never "I can't go on I want …"."""
        covered: set[int] = set()
        listed: set[int] = set()  # after a comma: denied too if an "or" follows
        is_list = False
        for n in range(begin, min(begin + FURTHEST, len(self._words))):
            if self._parts[n] != self._parts[begin] or n in self._joins:
                break
            if n > begin and self._text.closes(n):
                if not covered:
                    break
                is_list = True
            if n in self._either:
                covered |= listed
                listed, is_list = set(), False
            elif n not in self._goes_on:
                if self._text.meanings[n] <= self._text.doubtful[n] or n in self._bounds:
                    break
                (listed if is_list else covered).add(n)
        return covered

    def _is_denied_after(self, end: int) -> bool:
        """True if a denial follows: "Taub ist es nicht.", "chest pain: none"."""
        for n in range(end, len(self._words)):
            if self._words[n].sentence != self._words[end - 1].sentence:
                return False
            if any(self._text.closes(closing) for closing in self._no_after.get(n, ())):
                return True
            if n not in self._goes_on:
                return False
        return False


def _places_of(found: Found, *names: str) -> frozenset[int]:
    return frozenset(n for name in names for each in found.get(name, ()) for n in each.places)
